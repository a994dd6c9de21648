"""What goes on: a member finds the next meeting, a resource and a need, with and without JavaScript, and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from axe import barriers
from browsers import search_for
from screens import NARROWEST, screen
from servers import serve

NEXT = [
    # A community, the day on its card, and its next meeting on its page.
    ("Maps", "Meets next Tue, Dec 1", "Tuesday, December 1, 10:00–11:00 am NZDT (Auckland)"),
    ("Bookbinding", "Meets next Thu, Dec 10", "Thursday, December 10, 3:30–4:15 pm EST"),
]
PAGES = ["", "cops/", "cops/maps/", "cops/bookbinding/", "cops/paper/", "cops/metadata/", "cops/story-hour-lund/"]


@pytest.fixture(scope="module")
def toy(toy_site: Path) -> Iterator[str]:
    """Serve the toy's site; yield the URL of its overview."""
    with serve(toy_site, "/") as address:
        yield address


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(("community", "on_card", "on_page"), NEXT)
def test_two_clicks_lead_from_the_overview_to_the_next_meeting_of_a_community(
    browser: Browser, toy: str, community: str, on_card: str, on_page: str, *, script: bool
) -> None:
    with browser.new_context(java_script_enabled=script) as context:
        page = context.new_page()
        page.goto(toy)
        page.get_by_role("link", name="Communities", exact=True).first.click()
        card = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=community, exact=True))
        expect(card.first).to_contain_text(on_card)
        card.first.get_by_role("link", name=community, exact=True).click()
        expect(page.locator(".cop-meets")).to_have_text(f"Meets next on {on_page} (as of November 24, 2026)")
        page.get_by_role("link", name=on_page).click()
        expect(page.get_by_role("heading", name="Map hour" if community == "Maps" else "Monthly call")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_the_overview_leads_to_each_thing_that_goes_on(browser: Browser, toy: str, *, script: bool) -> None:
    with browser.new_context(java_script_enabled=script) as context:
        page = context.new_page()
        for link, heading in (
            ("Monthly call, Bookbinding", "Bookbinding"),
            ("All meetings", "Calendar"),
            ("Sizes of map drawers", "Resources"),
            ("All issues and training needs", "Needs"),
            ("Games", "Games"),
            ("All roles", "Roles"),
        ):
            page.goto(toy)
            page.locator("article").get_by_role("link", name=link, exact=True).first.click()
            expect(page.get_by_role("heading", level=1)).to_have_text(heading)


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("address", ["calendar/", "cops/maps/"])
def test_the_ways_to_get_a_calendar_open_from_the_keyboard(
    browser: Browser, toy: str, address: str, *, script: bool
) -> None:
    with browser.new_context(java_script_enabled=script) as context:
        page = context.new_page()
        page.goto(toy + address)
        subscribe = page.get_by_role("link", name="Subscribe in your calendar app")
        expect(subscribe).to_be_hidden()
        page.get_by_text("Add to your calendar").press("Enter")
        expect(subscribe).to_be_visible()
        expect(subscribe).to_have_attribute(
            "href", re.compile(rf"^webcal:.*{address.removesuffix('calendar/')}calendar\.ics$")
        )
        page.keyboard.press("Tab")
        expect(subscribe).to_be_focused()


def test_a_community_leads_to_all_its_resources(browser: Browser, toy: str) -> None:
    with browser.new_page() as page:
        page.goto(toy + "cops/maps/")
        page.get_by_role("link", name="All resources of Maps").click()
        expect(page.get_by_role("list", name="Chosen")).to_contain_text("Community: Maps")
        shown = page.locator(".cop-card h3").filter(visible=True)
        expect(shown).to_have_text(["Sizes of map drawers", "Wet books & what to do", "Sizes of map shelves"])


FOUND = [
    # The search, the URL of its first result, and what it says.
    ("map fair", "cops/maps/#meeting:map-fair", "Meeting, Maps"),
    ("call bookbinding", "cops/bookbinding/#meeting:monthly-call", "Every month on the first Thursday, 2:00–2:45 pm"),
    ("flood", "resources/#resource:wet-books", "Guide, Bookbinding, Maps"),
    ("gallon", "resources/#resource:glue", "withdrawn"),
    ("map shelves", "resources/#resource:map-shelves", "replaced"),
    ("longer printed", "cops/maps/#needs", "Issue, Maps"),
]


@pytest.mark.parametrize(("typed", "address", "said"), FOUND)
def test_the_search_finds_meetings_resources_and_needs(
    browser: Browser, toy: str, typed: str, address: str, said: str
) -> None:
    with browser.new_page() as page:
        page.goto(toy)
        first = search_for(page, typed).first
        expect(first).to_have_js_property("href", toy + address)
        expect(page.get_by_role("dialog", name="Search").get_by_role("listitem").first).to_contain_text(said)
        first.click()
        expect(page).to_have_url(toy + address)
        expect(page.locator(f"[id='{address.partition('#')[2]}']")).to_be_in_viewport()


@pytest.mark.parametrize("word", ["threads", "projector"])
def test_the_search_does_not_find_a_need_that_has_passed(browser: Browser, toy: str, word: str) -> None:
    with browser.new_page() as page:
        page.goto(toy)
        found: list[str] = search_for(page, word).evaluate_all("links => links.map(link => link.hash)")
        assert "#needs" not in found


@pytest.mark.parametrize(
    ("zone", "words"),
    [("Pacific/Auckland", []), ("America/Detroit", ["Your time: Mon, Nov 30, 4:00–5:00 pm"])],
)
def test_a_meeting_is_also_in_the_reader_s_own_time(browser: Browser, toy: str, zone: str, words: list[str]) -> None:
    with browser.new_context(timezone_id=zone) as context:
        page = context.new_page()
        page.goto(toy + "cops/maps/")
        texts = [re.sub(r"\s", " ", text) for text in page.locator("own-time").all_text_contents()]
        assert [text for text in texts[:1] if text] == words


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, NARROWEST])
def test_axe_finds_no_violation_and_nothing_is_too_wide(
    browser: Browser, toy: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    found = []
    with screen(browser, width, scheme) as page:
        for address in PAGES:
            page.goto(toy + address)
            found += barriers(page)
            assert page.evaluate("document.documentElement.scrollWidth") == width, address
    assert not found, "\n\n".join(found)


def test_a_printed_page_has_the_rule_and_the_days_but_no_calendar_links(browser: Browser, toy: str) -> None:
    with browser.new_page() as page:
        page.goto(toy + "cops/bookbinding/")
        page.emulate_media(media="print")
        text = page.locator("article").inner_text()
        for words in (
            "Every month on the first Thursday, 2:00–2:45 pm",
            "Thursday, December 10",
            "Wet books",
            "Answered",
        ):
            assert words in text
        for words in ("Google", "Outlook", "Download", "Calendar file"):
            assert words not in text
