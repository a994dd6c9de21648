"""Whoever reads the site, on whatever screen: WCAG 2.2 AA as axe finds it, and no sideways scrolling at 320 pixels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from kinds import KINDS
from markup import Markup

AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

SPACE = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}"""
WIDTH = "document.documentElement.scrollWidth"


def told(violation: dict[str, Any]) -> str:
    """Say what axe found, and where."""
    places = [f"{' '.join(node['target'])}: {node['failureSummary']}" for node in violation["nodes"]]
    return "\n".join([f"{violation['id']}: {violation['help']}", *places])


def barriers(page: Page) -> list[str]:
    """Say what axe finds on the page as it is now."""
    page.evaluate(AXE)
    result = page.evaluate("tags => axe.run({runOnly: tags, resultTypes: ['violations']})", TAGS)
    assert result["passes"], "axe looked at nothing"
    return [f"{page.url}: {told(violation)}" for violation in result["violations"]]


@contextmanager
def screen(browser: Browser, width: int, scheme: Literal["light", "dark"] = "light") -> Iterator[Page]:
    """Open a page on a screen; without motion, so that nothing is judged half-way through fading in or out."""
    size: ViewportSize = {"width": width, "height": 900}
    with browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce") as context:
        yield context.new_page()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_no_barrier(browser: Browser, url: str, width: int, scheme: Literal["light", "dark"]) -> None:
    found = []
    with screen(browser, width, scheme) as page:
        for address in KINDS.values():
            page.goto(url + address)
            found += barriers(page)
    assert not found, "\n\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier_in_the_open_menu_and_search(
    browser: Browser, url: str, scheme: Literal["light", "dark"]
) -> None:
    with screen(browser, 360, scheme) as page:
        page.goto(url + "handbook/editing/")
        page.get_by_role("button", name="Menu", exact=True).click()
        page.get_by_role("button", name="Close menu").wait_for()
        found = barriers(page)
    with screen(browser, 1280, scheme) as page:
        page.goto(url)
        page.get_by_role("textbox", name="Search").fill("cataloging")
        page.get_by_role("search").get_by_role("heading", name="Cataloging", exact=True).wait_for()
        found += barriers(page)
    assert not found, "\n\n".join(found)


# WCAG 1.4.12: a reader may set text this far apart, and nothing may be lost by it.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""


def test_no_page_scrolls_sideways_at_320_pixels(browser: Browser, url: str, pages: dict[str, Markup]) -> None:
    wide = []
    with screen(browser, 320) as page:
        for name in pages:
            page.goto(url + name.removesuffix("index.html"))
            wide += [name] if page.evaluate(WIDTH) > 320 else []
            page.evaluate(SPACE, SPACED)
            wide += [f"{name}, spaced"] if page.evaluate(WIDTH) > 320 else []
    assert wide == []
