"""Whoever reads the site, on whatever screen: WCAG 2.2 AA as axe finds it, and no sideways scrolling at 320 pixels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from browsers import search_for
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
        expect(search_for(page, "serials").first).to_have_text("Serials")
        expect(page.get_by_role("dialog", name="Search").get_by_role("status")).to_contain_text("results")
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


FOCUSED = """async () => {
  // What has the focus is scrolled to in the next frame.
  await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  // The theme shows the focus of its switch of colors, which it hides, on the label beside it.
  const active = document.activeElement, element = active.matches(".md-option") ? active.nextElementSibling : active;
  const box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    what: element.outerHTML.slice(0, 120),
    body: element === document.body,
    seen: element.checkVisibility({opacityProperty: true, visibilityProperty: true}) && box.width > 0 && box.height > 0
      && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
    shown: style.outlineStyle !== "none" || style.boxShadow !== "none" || element.matches("input[type=text]"),
    covered: !(element.contains(middle) || middle?.contains(element)),
  };
}"""
FURTHEST = 200  # stops of the Tab key; no page of these has as many


@pytest.mark.parametrize("address", ["", "cops/?topic=youth", "cops/cataloging/join/", "handbook/editing/", "join/"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_tab_key_stops_only_where_a_reader_sees_it(browser: Browser, url: str, width: int, address: str) -> None:
    with screen(browser, width) as page:
        page.goto(url + address)
        stops = []
        for _ in range(FURTHEST):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUSED)
            if stop["body"]:
                break
            stops.append(stop)
        assert 10 < len(stops) < FURTHEST
        assert [stop["what"] for stop in stops if not stop["seen"] or not stop["shown"] or stop["covered"]] == []


def test_the_menu_opens_and_closes_by_keyboard_and_gives_focus_back(browser: Browser, url: str) -> None:
    with screen(browser, 320) as page:
        page.goto(url + "handbook/editing/")
        menu, close = page.get_by_role("button", name="Menu", exact=True), page.get_by_role("button", name="Close menu")
        menu.focus()
        expect(menu).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("Enter")
        expect(close).to_be_focused()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
        page.keyboard.press("Escape")
        expect(menu).to_be_focused()
        expect(menu).to_have_attribute("aria-expanded", "false")
        expect(close).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_search_opens_and_closes_by_keyboard_and_gives_focus_back(browser: Browser, url: str, width: int) -> None:
    with screen(browser, width) as page:
        page.goto(url)
        opener, field = (
            page.get_by_role("button", name="Search", exact=True),
            page.get_by_role("textbox", name="Search"),
        )
        for close in ("Escape", "Enter"):
            opener.press("Enter")
            expect(field).to_be_focused()
            if close == "Enter":
                page.keyboard.press("Tab")
                expect(page.get_by_role("button", name="Close", exact=True)).to_be_focused()
            page.keyboard.press(close)
            expect(opener).to_be_focused()
            expect(field).to_be_hidden()


def test_arrows_lead_from_the_field_through_the_results_and_back(browser: Browser, url: str) -> None:
    with screen(browser, 320) as page:
        page.goto(url)
        field, found = page.get_by_role("textbox", name="Search"), search_for(page, "teen")
        expect(found.first).to_have_text("Teen Services")
        for key, at in (("ArrowDown", found.nth(0)), ("ArrowDown", found.nth(1)), ("ArrowUp", found.nth(0))):
            page.keyboard.press(key)
            expect(at).to_be_focused()
        page.keyboard.press("ArrowUp")
        expect(field).to_be_focused()
        assert page.evaluate(WIDTH) == 320


@pytest.mark.parametrize("key", [*"fs/pn,."])
def test_no_single_key_does_anything(browser: Browser, url: str, key: str) -> None:
    with screen(browser, 1280) as page:
        page.goto(url + "handbook/editing/")
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement === document.body")
        assert page.url == url + "handbook/editing/"
