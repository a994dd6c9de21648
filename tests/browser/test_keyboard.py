"""Keyboard use: every tab stop is visible, hidden controls cannot be reached, and the focus is never lost."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browsers import search_for
from kinds import KINDS, chosen
from screens import NARROWEST, WIDE, open_menu, screen

# The element with the focus, and whether the focus is visible (WCAG 2.4.7 and 2.4.11).
FOCUSED = """async () => {
  // What has the focus is scrolled to in the next frame.
  await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const element = document.activeElement;
  const box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const middle = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return {
    what: element.outerHTML.slice(0, 120),
    body: element === document.body,
    menu: element.closest(".md-sidebar--primary") !== null,
    search: element.closest("dialog") !== null,
    seen: element.checkVisibility({opacityProperty: true, visibilityProperty: true}) && left < right && top < bottom,
    shown: style.outlineStyle !== "none" || style.boxShadow !== "none" || element.matches("input[type=text]"),
    covered: !(element.contains(middle) || middle?.contains(element)),
  };
}"""
FURTHEST = 250  # tab stops; no page has as many
# The other kinds have no other controls.
DIFFERENT = chosen(
    [
        "overview",
        "joining",
        "community",
        "joining on LISTSERV",
        "role with seats",
        "handbook",
        "chapter with table and code",
        "proposing",
        "nothing there",
    ]
) | {"directory, filtered": "cops/?topic=youth"}


def walk(page: Page, key: str = "Tab", furthest: int = FURTHEST) -> list[dict[str, Any]]:
    """Press a key until the focus leaves the page, or so many times; return the tab stops."""
    stops: list[dict[str, Any]] = []
    while len(stops) < furthest:
        page.keyboard.press(key)
        stop = page.evaluate(FOCUSED)
        if stop["body"]:
            break
        stops.append(stop)
    return stops


def hidden(stops: list[dict[str, Any]]) -> list[str]:
    """Return the tab stops without a visible focus."""
    return [stop["what"] for stop in stops if not stop["seen"] or not stop["shown"] or stop["covered"]]


@pytest.mark.parametrize("kind", DIFFERENT)
@pytest.mark.parametrize("width", [WIDE, NARROWEST])
def test_every_tab_stop_is_visible(browser: Browser, url: str, width: int, kind: str) -> None:
    with screen(browser, width) as page:
        page.goto(url + DIFFERENT[kind])
        stops = walk(page)
        assert 5 < len(stops) < FURTHEST
        assert hidden(stops) == []


@pytest.mark.parametrize("width", [WIDE, NARROWEST])
def test_shift_tab_visits_the_same_stops_backwards(browser: Browser, url: str, width: int) -> None:
    with screen(browser, width) as page:
        page.goto(url + KINDS["joining on LISTSERV"])
        there = walk(page)
        back = walk(page, "Shift+Tab", len(there))
        assert [stop["what"] for stop in reversed(back)] == [stop["what"] for stop in there]
        assert hidden(back) == []


def test_the_open_menu_traps_the_focus(browser: Browser, url: str) -> None:
    with screen(browser, NARROWEST) as page:
        page.goto(url + KINDS["chapter with table and code"])
        open_menu(page)
        stops = walk(page)
        assert 5 < len(stops) < FURTHEST
        assert [stop["what"] for stop in stops if not stop["menu"]] == []
        assert hidden(stops) == []


@pytest.mark.parametrize("width", [WIDE, NARROWEST])
def test_the_open_search_traps_the_focus(browser: Browser, url: str, width: int) -> None:
    with screen(browser, width) as page:
        page.goto(url)
        expect(search_for(page, "serials").first).to_have_text("Serials")
        stops = walk(page)
        assert 2 < len(stops) < FURTHEST
        assert [stop["what"] for stop in stops if not stop["search"]] == []
        assert hidden(stops) == []


def test_the_menu_opens_and_closes_by_keyboard_and_returns_the_focus(browser: Browser, url: str) -> None:
    with screen(browser, NARROWEST) as page:
        page.goto(url + "handbook/editing/")
        menu, close = page.get_by_role("button", name="Menu", exact=True), page.get_by_role("button", name="Close menu")
        menu.focus()
        expect(menu).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("Enter")
        expect(close).to_be_focused()
        page.keyboard.press("Escape")
        expect(menu).to_be_focused()
        expect(menu).to_have_attribute("aria-expanded", "false")
        expect(close).to_be_hidden()


@pytest.mark.parametrize("width", [WIDE, NARROWEST])
def test_the_search_opens_and_closes_by_keyboard_and_returns_the_focus(browser: Browser, url: str, width: int) -> None:
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


def test_arrow_keys_move_between_search_field_and_results(browser: Browser, url: str) -> None:
    with screen(browser, NARROWEST) as page:
        page.goto(url)
        field, found = page.get_by_role("textbox", name="Search"), search_for(page, "teen")
        expect(found.first).to_have_text("Teen Services")
        for key, at in (("ArrowDown", found.nth(0)), ("ArrowDown", found.nth(1)), ("ArrowUp", found.nth(0))):
            page.keyboard.press(key)
            expect(at).to_be_focused()
        page.keyboard.press("ArrowUp")
        expect(field).to_be_focused()
        assert page.evaluate("document.documentElement.scrollWidth") == NARROWEST


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_the_color_scheme_is_switched_by_keyboard(browser: Browser, url: str, key: str) -> None:
    with screen(browser, WIDE) as page:
        page.goto(url)
        dark, light = (page.get_by_role("button", name=f"Switch to {scheme}") for scheme in ("dark", "light"))
        dark.press(key)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        expect(light).to_be_focused()
        light.press(key)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
        expect(dark).to_be_focused()


@pytest.mark.parametrize("key", [*"fs/pn,."])
def test_there_are_no_single_key_shortcuts(browser: Browser, url: str, key: str) -> None:
    with screen(browser, WIDE) as page:
        page.goto(url + "handbook/editing/")
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement === document.body")
        assert page.url == url + "handbook/editing/"
