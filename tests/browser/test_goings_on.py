"""Calendar, resources and needs: filters, links between items, times in the reader's zone, and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from axe import barriers
from screens import screen
from servers import serve
from test_directory import DRAWN, SHIFTS

PAGES = {"calendar/": "meetings", "resources/": "resources", "needs/": "needs"}


@pytest.fixture(scope="module")
def toy_url(toy_site: Path) -> Iterator[str]:
    """Serve the toy's site; yield the URL of its overview."""
    with serve(toy_site, "/") as address:
        yield address


def titles(page: Page) -> list[str]:
    """Return the titles of the items that are shown."""
    return page.locator("section > ul > li").filter(visible=True).locator("h3, h4").all_inner_texts()


def headings(page: Page) -> list[str]:
    """Return the headings of the parts that are shown."""
    return page.locator(".cop-filtered h2").filter(visible=True).all_inner_texts()


def said(page: Page) -> str:
    """Return how many items are shown, in words."""
    return page.locator(".cop-filter").get_by_role("status").inner_text()


def test_a_resource_is_found_by_kind_and_topic(browser: Browser, toy_url: str) -> None:
    with browser.new_page() as page:
        page.goto(toy_url)
        page.get_by_role("link", name="Resources", exact=True).first.click()
        page.wait_for_url("**/resources/")
        assert titles(page)[:2] == ["Sizes of map drawers", "Wet books & what to do"]  # the newest first
        page.get_by_label("Kind", exact=True).select_option(label="Guide")
        page.get_by_label("Topic", exact=True).select_option(label="Crafts")
        assert titles(page) == ["Wet books & what to do"]
        assert headings(page) == ["Resources to use"]
        assert said(page) == "1 of 5 resources shown."
        assert urlsplit(page.url).query == "kind=guide&topic=crafts"
        page.get_by_role("button", name="Clear all").click()
        assert said(page) == "5 resources shown."


# What is chosen on a page, and the titles that are left.
CHOICES = {
    "resources/?community=paper": ["What eats paper"],
    "resources/?license=cc0-1-0&year=2025": ["Sizes of map shelves"],
    "resources/?language=es": ["Wet books & what to do"],
    "resources/?words=map+library+cc0": ["Sizes of map drawers", "Sizes of map shelves"],
    "resources/?words=eats": ["What eats paper", "Glue by the gallon"],
    "calendar/?words=fair": ["Map fair"],
    "calendar/?words=sample+street": ["Map fair"],
    "calendar/?community=bookbinding": ["Monthly call", "Monthly call"],
    "calendar/?topic=crafts&words=maps": [],
    "needs/?kind=issue": ["Maps on paper are no longer printed."],
    "needs/?topic=machines": ["How to thread a projector."],
    "needs/?words=bookbinding": ["How to mend a book that was wet."],
}


@pytest.mark.parametrize("address", CHOICES)
def test_an_address_shows_what_was_chosen(browser: Browser, toy_url: str, address: str) -> None:
    with browser.new_page() as page:
        page.goto(toy_url + address)
        assert titles(page) == CHOICES[address]
        if not CHOICES[address]:
            assert said(page) == "No meetings match."
            assert headings(page) == []


def test_a_link_to_an_item_that_is_filtered_out_shows_it(browser: Browser, toy_url: str) -> None:
    with browser.new_page() as page:
        page.goto(toy_url + "resources/?year=2025")
        page.get_by_role("link", name="Sizes of map drawers").filter(visible=True).click()
        expect(page.locator('[id="resource:map-drawers"]')).to_be_in_viewport()
        assert said(page) == "5 resources shown."
        page.goto(toy_url + "resources/?year=2025#resource:wet-books")
        expect(page.locator('[id="resource:wet-books"]')).to_be_in_viewport()


def test_an_answered_need_leads_to_its_resource(browser: Browser, toy_url: str) -> None:
    with browser.new_page() as page:
        page.goto(toy_url + "needs/")
        page.get_by_role("link", name="Wet books & what to do").click()
        expect(page.locator('[id="resource:wet-books"]')).to_be_in_viewport()


def test_a_need_can_be_seconded_by_email(browser: Browser, toy_url: str) -> None:
    with browser.new_page() as page:
        page.goto(toy_url + "needs/")
        link = page.get_by_role("link", name="I see this too").get_attribute("href") or ""
        assert link.startswith("mailto:cops@toy.example?subject=I%20see%20this%20too%3A%20Maps&body=Maps%20on%20paper")


def test_calendars_can_be_downloaded(browser: Browser, toy_url: str) -> None:
    with browser.new_page() as page:
        page.goto(toy_url + "calendar/")
        page.get_by_text("Add to your calendar").click()
        for name, file in {
            "Download the calendar": "calendar.ics",
            "Calendar file": "map-fair.ics",
            "Calendar file for all dates": "map-hour.ics",
        }.items():
            with page.expect_download() as download:
                page.get_by_role("link", name=name, exact=True).first.click()
            assert download.value.suggested_filename == file


# By the reader's time zone, what is added to the times of the map hour on December 1 (from 10 to 11 am in Auckland), of
# the call on December 10 (from 3:30 to 4:15 pm in Detroit), and of the fair on February 20 (from 9:30 am to 4:30 pm).
OWN_TIMES = {
    "America/Detroit": ("Your time: Mon, Nov 30, 4:00–5:00 pm", "", ""),
    "America/New_York": ("Your time: Mon, Nov 30, 4:00–5:00 pm", "", ""),
    "America/Chicago": (
        "Your time: Mon, Nov 30, 3:00–4:00 pm",
        "Your time: 2:30–3:15 pm",
        "Your time: 8:30 am–3:30 pm",
    ),
    "Europe/Berlin": ("Your time: Mon, Nov 30, 10:00–11:00 pm", "Your time: 9:30–10:15 pm", "Your time: 3:30–10:30 pm"),
    "Asia/Kolkata": (
        "Your time: 2:30–3:30 am",
        "Your time: Fri, Dec 11, 2:00–2:45 am",
        "Your time: Sat, Feb 20, 8:00 pm – Sun, Feb 21, 3:00 am",
    ),
    "Pacific/Auckland": ("", "Your time: Fri, Dec 11, 9:30–10:15 am", "Your time: Sun, Feb 21, 3:30–10:30 am"),
    "Pacific/Kiritimati": (
        "Your time: 11:00 am–12:00 pm",
        "Your time: Fri, Dec 11, 10:30–11:15 am",
        "Your time: Sun, Feb 21, 4:30–11:30 am",
    ),
}


@pytest.mark.parametrize("zone", OWN_TIMES)
def test_the_time_in_the_readers_zone_is_shown_where_it_differs(browser: Browser, toy_url: str, zone: str) -> None:
    with browser.new_context(timezone_id=zone) as context:
        page = context.new_page()
        page.goto(toy_url + "calendar/")
        meetings = {"2026-12-01": "Map hour", "2026-12-10": "Monthly call", "2027-02-20": "Map fair"}
        found = [
            page.locator(f'section:has(> [id="day:{day}"]) li').filter(has_text=title).locator("own-time").inner_text()
            for day, title in meetings.items()
        ]
        assert tuple(found) == OWN_TIMES[zone]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("address", PAGES)
def test_nothing_moves_while_a_page_loads(browser: Browser, toy_url: str, address: str, width: int) -> None:
    with browser.new_context(timezone_id="Asia/Kolkata", viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.add_init_script(SHIFTS)
        page.goto(toy_url + address)
        assert page.evaluate(DRAWN) == []


@pytest.mark.parametrize("address", PAGES)
def test_without_javascript_everything_is_shown_without_controls(browser: Browser, toy_url: str, address: str) -> None:
    with browser.new_context(java_script_enabled=False, timezone_id="Asia/Kolkata") as context:
        page = context.new_page()
        page.goto(f"{toy_url}{address}?words=nothing")
        items = page.locator("section > ul > li")
        assert items.count() == items.filter(visible=True).count() > 0
        expect(
            page.locator("article :is(form, [role=status], input, select, button)").filter(visible=True)
        ).to_have_count(0)
        expect(page.get_by_text("Your time")).to_have_count(0)


def test_the_keyboard_filters_and_goes_on_to_the_first_item(browser: Browser, toy_url: str) -> None:
    with browser.new_page() as page:
        page.goto(toy_url + "calendar/")
        page.get_by_label("Title or words").focus()
        page.keyboard.type("fair")
        for label in ("Topic", "Community"):
            page.keyboard.press("Tab")
            expect(page.get_by_label(label)).to_be_focused()
        expect(page.get_by_role("button", name="Clear all")).to_be_visible()
        for name in ("Remove Title or words: “fair”", "Clear all"):
            page.keyboard.press("Tab")
            expect(page.get_by_role("button", name=name)).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Map fair")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_no_violation(
    browser: Browser, toy_url: str, address: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    with screen(browser, width, scheme) as page:
        page.goto(toy_url + address)
        found = barriers(page)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.goto(f"{toy_url}{address}?words=a&topic=crafts")
        found += barriers(page)
    assert not found, "\n\n".join(found)


@pytest.mark.parametrize("address", PAGES)
def test_on_paper_are_the_items_and_no_controls(browser: Browser, toy_url: str, address: str) -> None:
    with browser.new_page() as page:
        page.goto(f"{toy_url}{address}?words=map")
        page.emulate_media(media="print")
        expect(page.locator(".cop-filter")).to_contain_text("“map”")
        assert titles(page)
        expect(
            page.locator(":is(input, select, button, [download], [href^='webcal:'])").filter(visible=True)
        ).to_have_count(0)
