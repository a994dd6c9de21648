"""Whoever reads with a keyboard: every stop of the Tab key is seen, what is hidden is out of reach, nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browsers import search_for
from kinds import KINDS, chosen
from screens import NARROWEST, WIDE, open_menu, screen

# What has the focus, and whether a reader sees that it has (WCAG 2.4.7 and 2.4.11).
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
FURTHEST = 250  # stops; no page of these has as many
# The other kinds have no control that these have not.
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
    """Press a key until the page is left, or so many times; give the stops."""
    stops: list[dict[str, Any]] = []
    while len(stops) < furthest:
        page.keyboard.press(key)
        stop = page.evaluate(FOCUSED)
        if stop["body"]:
            break
        stops.append(stop)
    return stops


def hidden(stops: list[dict[str, Any]]) -> list[str]:
    """Name the stops at which a reader does not see where they are."""
    return [stop["what"] for stop in stops if not stop["seen"] or not stop["shown"] or stop["covered"]]


@pytest.mark.parametrize("kind", DIFFERENT)
@pytest.mark.parametrize("width", [WIDE, NARROWEST])
def test_the_tab_key_stops_only_where_a_reader_sees_it(browser: Browser, url: str, width: int, kind: str) -> None:
    with screen(browser, width) as page:
        page.goto(url + DIFFERENT[kind])
        stops = walk(page)
        assert 5 < len(stops) < FURTHEST
        assert hidden(stops) == []


@pytest.mark.parametrize("width", [WIDE, NARROWEST])
def test_the_way_back_is_the_way_there(browser: Browser, url: str, width: int) -> None:
    with screen(browser, width) as page:
        page.goto(url + KINDS["joining on LISTSERV"])
        there = walk(page)
        back = walk(page, "Shift+Tab", len(there))
        assert [stop["what"] for stop in reversed(back)] == [stop["what"] for stop in there]
        assert hidden(back) == []


def test_the_open_menu_keeps_the_focus_to_itself(browser: Browser, url: str) -> None:
    with screen(browser, NARROWEST) as page:
        page.goto(url + KINDS["chapter with table and code"])
        open_menu(page)
        stops = walk(page)
        assert 5 < len(stops) < FURTHEST
        assert [stop["what"] for stop in stops if not stop["menu"]] == []
        assert hidden(stops) == []


@pytest.mark.parametrize("width", [WIDE, NARROWEST])
def test_the_open_search_keeps_the_focus_to_itself(browser: Browser, url: str, width: int) -> None:
    with screen(browser, width) as page:
        page.goto(url)
        expect(search_for(page, "serials").first).to_have_text("Serials")
        stops = walk(page)
        assert 2 < len(stops) < FURTHEST
        assert [stop["what"] for stop in stops if not stop["search"]] == []
        assert hidden(stops) == []


def test_the_menu_opens_and_closes_by_keyboard_and_gives_focus_back(browser: Browser, url: str) -> None:
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
def test_colors_are_switched_by_keyboard(browser: Browser, url: str, key: str) -> None:
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
def test_no_single_key_does_anything(browser: Browser, url: str, key: str) -> None:
    with screen(browser, WIDE) as page:
        page.goto(url + "handbook/editing/")
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement === document.body")
        assert page.url == url + "handbook/editing/"
