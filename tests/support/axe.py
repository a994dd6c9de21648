"""What axe finds on a page: barriers to readers with disabilities."""

from __future__ import annotations

from importlib import resources
from typing import Any

from playwright.sync_api import Page, expect

AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLORS = ["color-contrast", "link-in-text-block"]  # the rules whose result depends on the color scheme
SCHEMES = {"light": "default", "dark": "slate"}  # as the theme names them


def told(violation: dict[str, Any]) -> str:
    """Return axe's description of a violation, with its elements."""
    places = [f"{' '.join(node['target'])}: {node['failureSummary']}" for node in violation["nodes"]]
    return "\n".join([f"{violation['id']}: {violation['help']}", *places])


def barriers(page: Page, state: str = "plain", rules: list[str] = TAGS) -> list[str]:
    """Return axe's violations on the page in its present state; none of the rules needs preloaded files."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    result = page.evaluate("runOnly => axe.run({runOnly, resultTypes: ['violations'], preload: false})", rules)
    assert result["passes"], "axe looked at nothing"
    return [f"{page.url}, {state}: {told(violation)}" for violation in result["violations"]]


def choose(page: Page, scheme: str) -> None:
    """Choose the light or dark scheme by its input, as an open menu may cover the button."""
    page.locator(f".md-option[data-md-color-scheme={SCHEMES[scheme]}]").evaluate("option => option.click()")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
