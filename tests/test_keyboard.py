"""Whoever reads with a keyboard: every stop of the Tab key is seen, what is hidden is out of reach, nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kinds import KINDS, chosen
from screens import NARROWEST, WIDE, open_menu, screen, search_for

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
    search: element.closest("[role=search]") !== null,
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


def walk(page: Page, key: str = "Tab") -> list[dict[str, Any]]:
    """Press a key until the page is left; give the stops."""
    stops: list[dict[str, Any]] = []
    while len(stops) < FURTHEST:
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
        back = walk(page, "Shift+Tab")
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
def test_what_was_found_is_reached_from_the_search(browser: Browser, url: str, width: int) -> None:
    with screen(browser, width) as page:
        page.goto(url)
        search_for(page, "cataloging")
        stops = []
        for _ in range(5):
            page.keyboard.press("Tab")
            stops.append(page.evaluate(FOCUSED))
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
def test_the_search_is_left_by_escape_to_where_it_began(browser: Browser, url: str, width: int) -> None:
    with screen(browser, width) as page:
        page.goto(url)
        search_for(page, "cataloging")
        page.keyboard.press("Escape")
        expect(page.get_by_role("search").get_by_role("link")).to_have_count(0)
        page.wait_for_function("document.activeElement !== document.body")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Search"


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
