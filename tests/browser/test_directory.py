"""The directory: filters update cards, count and URL; without JavaScript every community is shown."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from unicodedata import normalize
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from axe import barriers
from builds import DAY, SAMPLE, built
from catalog import repository
from copsite.catalog.models import Catalog, Community, Status
from copsite.catalog.terms import role_terms
from copsite.channels.kind import Family
from copsite.render.pages.directory import nested
from markup import Markup
from reader import site_in
from screens import screen
from servers import serve

LABELS = {
    "words": "Name or words",
    "topic": "Topic",
    "status": "Status",
    "audience": "Open to",
    "channel": "Meets on",
    "seat": "Open seats",
}
NONE = "Show all"


CATALOG = site_in(SAMPLE).facts.catalog


def plain(text: str) -> str:
    """Return text in lowercase without accents."""
    return re.sub(r"[\u0300-\u036f]", "", normalize("NFD", text)).lower()


def values_of(catalog: Catalog, community: Community) -> Mapping[str, set[str]]:
    """Return a community's value for each filter."""
    joined = {community.way_in.open_to.value} if community.way_in and community.way_in.open_to else set()
    families = {catalog.kind(channel).family for channel in community.channels} & {Family.LIST, Family.CHAT}
    return {
        "topic": {*community.topics},
        "status": {community.status.value},
        "audience": joined,
        "channel": set() if community.status.ended else {family.name.lower() for family in families},
        "seat": {one.role_id for one in role_terms(catalog, community, DAY) if one.open},
    }


def words_of(catalog: Catalog, community: Community) -> str:
    """Return the text of a card in which words are found."""
    topics = (catalog.topics[topic] for topic in community.topics)
    wholes = (catalog.by_id[id].full_name for id in community.part_of)
    return plain(" ".join([community.full_name, community.summary, *topics, *community.also_called, *wholes]))


def matching(chosen: Mapping[str, str], catalog: Catalog = CATALOG) -> list[str]:
    """Return the sorted names of the communities that match a choice of filters."""
    rest = {name: value for name, value in chosen.items() if name != "words"}
    return [
        one.full_name
        for one in catalog.alphabetical
        if all(value in values_of(catalog, one)[name] for name, value in rest.items())
        and all(word in words_of(catalog, one) for word in plain(chosen.get("words", "")).split())
    ]


def control(page: Page, name: str) -> Locator:
    """Find a control by its visible label."""
    return page.get_by_label(LABELS[name], exact=True)


def choose(page: Page, chosen: Mapping[str, str]) -> None:
    """Set filters as a reader with mouse and keyboard does."""
    for name, value in chosen.items():
        if name == "words":
            control(page, name).press_sequentially(value)
        else:
            control(page, name).select_option(value)


def expect_shown(page: Page, chosen: Mapping[str, str], catalog: Catalog = CATALOG) -> None:
    """Compare cards, count and URL of the page with the catalog for a choice of filters."""
    names, everything = matching(chosen, catalog), len(catalog.communities)
    page.wait_for_url(lambda address: dict(parse_qsl(urlsplit(address).query)) == chosen)
    expect(page.locator(".cop-filter").get_by_role("status")).to_have_text(
        f"{everything} communities shown."
        if len(names) == everything
        else f"{len(names)} of {everything} communities shown."
        if names
        else "No communities match."
    )
    shown = page.locator(".cop-card").filter(visible=True).locator("h3")
    assert sorted(shown.all_inner_texts(), key=str.casefold) == names
    # No heading is without cards.
    sections = page.locator(".cop-filtered section").filter(visible=True)
    assert sections.count() == sections.filter(has=page.locator(".cop-card").filter(visible=True)).count()


CHOICES: list[dict[str, str]] = [
    {"topic": "youth"},
    {"status": "active"},
    {"status": "closed"},
    {"audience": "anyone"},
    {"audience": "members"},
    {"seat": "facilitator"},
    {"words": "libraries"},
    {"words": "CÁTALOG"},
    {"words": "teens  services"},
    {"topic": "public-service", "audience": "anyone"},
    {"topic": "public-service", "status": "active", "audience": "anyone", "seat": "facilitator", "words": "jails"},
]


@pytest.mark.parametrize("chosen", CHOICES, ids=lambda chosen: " ".join(chosen.values()))
def test_filters_show_matching_communities_and_can_be_shared_by_url(
    browser: Browser, url: str, chosen: dict[str, str]
) -> None:
    assert 0 < len(matching(chosen)) < len(CATALOG.communities)
    with browser.new_page() as page:
        page.goto(url + "cops/")
        expect_shown(page, {})
        choose(page, chosen)
        expect_shown(page, chosen)
        page.reload()
        expect_shown(page, chosen)
        for name, value in chosen.items():
            expect(control(page, name)).to_have_value(value)


def test_filters_offer_the_values_of_the_catalog(browser: Browser, url: str) -> None:
    with browser.new_page() as page:
        page.goto(url + "cops/")
        there_are = page.locator(".cop-filter select").evaluate_all("all => all.map(one => one.name)")
        assert {"topic", "status", "audience", "seat"} <= {*there_are} <= {*LABELS}
        for name in there_are:
            options = control(page, name).locator("option")
            offered = options.evaluate_all("options => options.map(option => option.value)")
            there = {value for one in CATALOG.communities for value in values_of(CATALOG, one)[name]}
            assert sorted(offered) == sorted({"", *there})
            expect(options.first).to_have_text(NONE)


def test_a_url_with_an_unknown_value_shows_all(browser: Browser, url: str) -> None:
    with browser.new_page() as page:
        page.goto(url + "cops/?topic=no-such-topic&h=x")
        expect(page.locator(".cop-filter").get_by_role("status")).to_have_text(
            f"{len(CATALOG.communities)} communities shown."
        )
        expect(control(page, "topic")).to_have_value("")
        control(page, "status").select_option("active")
        assert urlsplit(page.url).query == "h=x&status=active"


def test_the_back_button_undoes_one_filter_at_a_time_and_a_whole_search(browser: Browser, url: str) -> None:
    with browser.new_page() as page:
        page.goto(url + "cops/")
        steps: list[dict[str, str]] = [{}, {"topic": "youth"}, {"topic": "youth", "status": "active"}]
        choose(page, {"topic": "youth"})
        choose(page, {"status": "active"})
        for typed in ("te", "teen", "teens"):
            control(page, "words").fill(typed)
            expect_shown(page, {**steps[-1], "words": typed})
        for step in reversed(steps):
            page.go_back()
            expect_shown(page, step)
        page.go_forward()
        expect_shown(page, steps[1])
        page.get_by_role("link", name=matching(steps[1])[0], exact=True).click()
        page.go_back()
        expect_shown(page, steps[1])


def test_active_filters_are_shown_and_can_be_removed_one_by_one(browser: Browser, url: str) -> None:
    with browser.new_page() as page:
        page.goto(url + "cops/?topic=youth&status=active&words=teens")
        chosen = page.get_by_role("list", name="Chosen").get_by_role("listitem")
        expect(chosen).to_contain_text(
            ["Name or words: “teens”", f"Topic: {CATALOG.topics['youth']}", "Status: Active"]
        )
        page.get_by_role("button", name="Remove Status: Active").click()
        expect_shown(page, {"topic": "youth", "words": "teens"})
        expect(control(page, "status")).to_be_focused()
        page.get_by_role("button", name="Remove Name or words: “teens”").click()
        expect_shown(page, {"topic": "youth"})
        expect(control(page, "words")).to_be_focused()
        page.get_by_role("button", name=f"Remove Topic: {CATALOG.topics['youth']}").click()
        expect_shown(page, {})
        expect(page.get_by_role("button", name="Clear all")).to_be_hidden()
        expect(page.get_by_role("list", name="Chosen")).to_be_hidden()


def test_all_filters_can_be_cleared_if_nothing_matches(browser: Browser, url: str) -> None:
    nothing = {"words": "no such words", "status": "active"}
    with browser.new_page() as page:
        page.goto(url + "cops/")
        choose(page, nothing)
        expect_shown(page, nothing)
        expect(page.get_by_role("link", name="Propose a community", exact=True)).to_be_visible()
        expect(page.locator(".cop-filtered h2").filter(visible=True)).to_have_count(0)
        expect(page.get_by_role("navigation", name="On this page").get_by_role("link")).to_have_count(0)
        page.get_by_role("button", name="Clear all").click()
        expect_shown(page, {})
        expect(control(page, "words")).to_be_focused()
        assert page.url == url + "cops/"


def test_filters_work_by_keyboard_and_preserve_the_focus(browser: Browser, url: str) -> None:
    with browser.new_page() as page:
        page.goto(url + "cops/")
        control(page, "words").focus()
        page.keyboard.type("library")
        expect_shown(page, {"words": "library"})
        expect(control(page, "words")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        topic = control(page, "topic")
        expect(topic).to_be_focused()
        for _ in range(2):
            page.keyboard.press("ArrowDown")
        chosen = {"words": "library", "topic": topic.input_value()}
        expect_shown(page, chosen)
        expect(topic).to_be_focused()
        # Arrow keys select each value in a list on the way; one step back leaves them all.
        page.go_back()
        expect_shown(page, {"words": "library"})


def test_without_javascript_every_community_is_listed_in_order_without_controls(
    browser: Browser, url: str, pages: dict[str, Markup]
) -> None:
    page = pages["cops/index.html"]
    names = [heading.text for heading in page.all("h3") if any("cop-card" in one.classes for one in heading.within)]
    groups: dict[str, list[Community]] = {"open": [], "ask": [], "waiting": [], "ended": []}
    for one in CATALOG.alphabetical:
        active = one.status == Status.ACTIVE
        groups["open" if one.open else "ended" if one.status.ended else "ask" if active else "waiting"].append(one)
    assert names == [one.full_name for group in groups.values() for one, _ in nested(group)]
    with browser.new_context(java_script_enabled=False) as context:
        shown = context.new_page()
        shown.goto(url + "cops/?topic=youth")
        expect(shown.locator(".cop-card").filter(visible=True)).to_have_count(len(CATALOG.communities))
        expect(
            shown.locator("article :is(form, [role=status], input, select, button)").filter(visible=True)
        ).to_have_count(0)


def test_a_topic_on_a_community_page_links_to_all_communities_with_it(browser: Browser, url: str) -> None:
    with browser.new_page() as page:
        page.goto(url + "cops/teen-services/")
        page.get_by_role("list", name="Topics").get_by_role("link", name=CATALOG.topics["youth"]).click()
        expect_shown(page, {"topic": "youth"})


SHIFTS = """window.shifts = [];
new PerformanceObserver(list => shifts.push(...list.getEntries().map(shift => shift.value)))
  .observe({type: "layout-shift", buffered: true});"""
DRAWN = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn(window.shifts))))"


@pytest.mark.parametrize("query", ["", "?topic=youth&status=active", "?words=no+such+words"])
def test_nothing_moves_when_the_controls_appear(browser: Browser, url: str, query: str) -> None:
    with screen(browser, 1280) as page:
        page.add_init_script(SHIFTS)
        page.goto(f"{url}cops/{query}")
        assert page.evaluate(DRAWN) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_no_violation_in_the_filtered_directory(
    browser: Browser, url: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    found = []
    with screen(browser, width, scheme) as page:
        for query in ("topic=youth&status=active&seat=facilitator", "topic=youth&words=no+such+words"):
            page.goto(f"{url}cops/?{query}")
            expect(page.get_by_role("button", name="Clear all")).to_be_visible()
            found += barriers(page)
            assert page.evaluate("document.documentElement.scrollWidth") == width
    assert not found, "\n\n".join(found)


def test_a_printed_directory_shows_the_filters_but_no_controls(browser: Browser, url: str) -> None:
    with browser.new_page() as page:
        page.goto(url + "cops/?topic=youth")
        page.emulate_media(media="print")
        expect(page.locator(".cop-filter")).to_contain_text(f"Topic: {CATALOG.topics['youth']}")
        expect_shown(page, {"topic": "youth"})
        expect(page.locator(":is(input, select, button)").filter(visible=True)).to_have_count(0)


def test_the_site_search_finds_the_directory_and_not_its_controls(site: Path) -> None:
    index = (site / "search" / "index.json").read_text("utf-8")
    assert '"cops/","Communities"' in index
    assert NONE not in index


# What a reader of the toy chooses, and the cards that are left.
TOY_CHOICES: list[tuple[dict[str, str], list[str]]] = [
    ({"Country": "Sweden"}, ["Story Hour (Lund)"]),
    ({"Language": "English"}, ["Story Hour (Ely)", "Story Hour (Lund)"]),
    ({"Meets on": "Chat"}, ["Subject Headings", "Puppets", "Board of Toys"]),
    ({"Open to": "By invitation"}, ["Board of Toys"]),
    ({"Name or words": "cambridgeshire"}, ["Story Hour (Ely)"]),
    # By another name of the whole, and by the name of the whole, below which its parts stand.
    ({"Name or words": "mig"}, ["Metadata"]),
    ({"Name or words": "metadata"}, ["Metadata", "Place Names", "Subject Headings"]),
    # A part whose whole is filtered out.
    ({"Open to": "Anyone", "Meets on": "Mailing list"}, ["Maps", "Place Names", "Subject Headings"]),
]


def test_communities_are_found_by_place_language_channel_other_names_and_wholes(
    browser: Browser, toy_site: Path
) -> None:
    with serve(toy_site, "/") as address, browser.new_page() as page:
        for chosen, names in TOY_CHOICES:
            page.goto(address + "cops/")
            for label, value in chosen.items():
                found = page.get_by_label(label, exact=True)
                if label in LABELS["words"]:
                    found.fill(value)
                else:
                    found.select_option(label=value)
            expect(page.locator(".cop-filter").get_by_role("status")).to_contain_text(f"{len(names)} of ")
            expect(page.locator(".cop-card").filter(visible=True).locator("h3")).to_have_text(names)


MANY = 1000


def test_a_thousand_communities_can_be_filtered_on_one_page(browser: Browser, tmp_path: Path) -> None:
    root = repository(tmp_path / "root", MANY)
    catalog = site_in(root).facts.catalog
    html = (built(root, tmp_path / "site", SITE_URL="") / "cops" / "index.html").read_bytes()
    assert html.count(b'<li class="cop-card"') == MANY
    assert len(gzip.compress(html, mtime=0)) < 100_000
    with browser.new_page() as page:
        page.goto((tmp_path / "site" / "cops" / "index.html").as_uri())
        expect(page.locator(".cop-filter").get_by_role("status")).to_have_text(f"{MANY} communities shown.")
        control(page, "topic").select_option("technology")
        control(page, "words").fill("community 99")
        names = matching({"topic": "technology", "words": "community 99"}, catalog)
        assert 0 < len(names) < 50
        expect(page.locator(".cop-filter").get_by_role("status")).to_have_text(
            f"{len(names)} of {MANY} communities shown."
        )
        expect(page.locator(".cop-card").filter(visible=True)).to_have_count(len(names))
