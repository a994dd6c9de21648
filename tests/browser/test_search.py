"""The search: results for the words that people type, links from every page, and loading on demand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browsers import search_for
from builds import SAMPLE
from copsite.markdown.reader import read_markdown
from copsite.render.search_index import IndexedPage, Section, index_of, sections_of
from markup import Markup
from reader import site_in, site_with
from servers import serve

FOUND = [
    # The search, and the URL of its first result. A community is found by name, topic and summary, best first:
    ("te", "cops/technical-services/"),
    ("teen", "cops/teen-services/"),
    ("TEEN Serv", "cops/teen-services/"),
    ("development collection", "cops/collection-development/"),
    ("printers", "cops/information-technology/"),
    ("lending", "cops/circulation/"),
    ("serials", "cops/serials/"),
    # … with any accents, and by the beginning of a word without an exact match;
    ("catalóging", "cops/cataloging/"),
    ("cataloguing", "cops/cataloging/"),
    ("youth services qqq", "cops/youth-services/"),
    # … and a page by its title, or by a section with the words.
    ("communities", "cops/"),
    ("facilitator", "roles/facilitator/"),
    ("join", "join/"),
    ("glossary", "handbook/glossary/"),
    ("yearly review", "handbook/yearly-review/"),
    ("inactive asked", "handbook/yearly-review/#if-the-review-does-not-happen"),
    # What members do, by its words or others, and the name of the community.
    ("Teen Services: leave", "cops/teen-services/join/#leave"),
    ("leave teen", "cops/teen-services/join/#leave"),
    ("unsubscribe teen", "cops/teen-services/join/#leave"),
    ("how do I leave the teen services list", "cops/teen-services/join/#leave"),
    ("pause teens", "cops/teen-services/join/#pause"),
    ("teen digest", "cops/teen-services/join/#digest"),
    ("teen services am i in?", "cops/teen-services/join/#am-i-in"),
    ("join teen", "cops/teen-services/join/"),
]
TEXT = """---
title: A title
description: What this chapter is about, in more than forty characters.
---

# A *title*

First & [lin](../index.md)k, line
two.[^a]

## One

{{ open_lists() }}

Table: Words

| a | b |
| - | - |
| c | `d` |

### Two &lt; 3

{{ fields("member portal") }}

<!-- No -->

    code

[^a]: Note.
"""
CHAPTER = [
    Section("", "", "First & link, line two."),
    Section("one", "One", "Words a b c d"),
    Section("two-3", "Two < 3", "code Note."),
]


@pytest.fixture(scope="module")
def index(site: Path) -> dict[str, Any]:
    """Read the search index."""
    read: dict[str, Any] = json.loads((site / "search" / "index.json").read_text("utf-8"))
    return read


@pytest.fixture(scope="module")
def overview(browser: Browser, url: str) -> Iterator[Page]:
    """Open the overview, once for all searches."""
    with browser.new_page() as page:
        page.goto(url)
        yield page


def said(page: Page) -> Locator:
    """Return the status line of the search."""
    return page.get_by_role("dialog", name="Search").get_by_role("status")


def test_a_page_is_split_at_its_headings_without_excluded_parts() -> None:
    site = site_with({"handbook/x.md": TEXT})
    *first, last = sections_of(site.facts.written["handbook/x.md"], "handbook/x.md")
    assert first == CHAPTER[:-1]
    assert last[:2] == CHAPTER[-1][:2]
    assert last.text.startswith("name required What members call the portal.")
    assert last.text.endswith(CHAPTER[-1].text)
    assert [*sections_of(read_markdown("No heading."), "handbook/x.md")] == []


def test_the_index_has_no_duplicates() -> None:
    index = json.loads(index_of(site_with({}).facts, [IndexedPage("handbook/x/", "X", CHAPTER)]))
    assert index == {
        "topics": ["Youth"],
        "communities": [["teens", "Teens", "What teens need from a library.", [0], ""]],
        "meetings": [],
        "needs": [],
        "resources": [],
        "tasks": index["tasks"],
        "tasks_of": [[[0, 1, 2, 3, 4, 5, 7, 8], [0]]],
        "pages": [["handbook/x/", "X", [[*section] for section in CHAPTER]]],
    }


def test_the_index_has_the_words_of_each_task_once() -> None:
    tasks = json.loads(index_of(site_with({}).facts, []))["tasks"]
    assert [(anchor, title) for anchor, title, _ in tasks] == [
        ("", "join"),
        ("post", "write to everyone"),
        ("pause", "pause"),
        ("digest", "digest"),
        ("new-address", "new address"),
        ("leave", "leave"),
        ("archive", "archive"),
        ("am-i-in", "am I in?"),
        ("help", "help"),
    ]


def test_what_members_do_is_found_only_by_words_of_both(overview: Page) -> None:
    for typed in ("teen", "leave", "pause"):
        found = search_for(overview, typed)
        links: list[str] = found.evaluate_all("links => links.map(link => link.href)")
        assert links, typed
        assert [link for link in links if "/join/#" in link and "/cops/cops/" in link] == [], typed


def test_the_index_has_every_community_but_no_join_page(index: dict[str, Any]) -> None:
    communities = site_in(SAMPLE).facts.catalog.communities
    assert {id: status for id, _, _, _, status, *_ in index["communities"]} == {
        one.id: "" if one.status.value == "active" else one.status.value for one in communities
    }
    assert [url for url, *_ in index["pages"] if re.match("cops/.", url)] == []


def test_every_url_in_the_index_exists(index: dict[str, Any], pages: dict[str, Markup]) -> None:
    found = [f"cops/{id}/" for id, *_ in index["communities"]]
    found += [f"{url}#{anchor}" for url, _, sections in index["pages"] for anchor, *_ in sections]
    for tasks, communities in index["tasks_of"]:
        ids = [index["communities"][number][0] for number in communities]
        anchors = [index["tasks"][number][0] for number in tasks]
        found += [f"cops/{id}/join/#{anchor}".removesuffix("#") for id in ids for anchor in anchors]
    assert len(found) > 200
    for address in found:
        name, _, anchor = address.partition("#")
        assert not anchor or anchor in pages[f"{name}index.html"].ids, address


def test_the_search_loads_nothing_until_it_is_opened(browser: Browser, url: str) -> None:
    asked: list[str] = []
    with browser.new_page() as page:
        page.on("request", lambda request: asked.append(request.url.removeprefix(url)))
        page.goto(url, wait_until="networkidle")
        assert [address for address in asked if "search" in address] == []
        search_for(page, "teen").first.wait_for()
        page.keyboard.press("Escape")
        search_for(page, "catalog").first.wait_for()
    assert [address for address in asked if "search" in address] == ["assets/search.js", "search/index.json"]


@pytest.mark.parametrize(("typed", "address"), FOUND)
def test_the_first_result_is_the_best(overview: Page, url: str, typed: str, address: str) -> None:
    first = search_for(overview, typed).first
    expect(first).to_have_js_property("href", url + address)


@pytest.mark.parametrize(
    ("typed", "first", "about"),
    [
        ("MIG", "Metadata", "MIG, Cataloging · Collections"),
        ("catalog", "Metadata", "MIG, Cataloging · Collections"),
        ("story lund", "Story Hour (Lund)", "Lund, Sweden"),
        ("cambridgeshire", "Story Hour (Ely)", "Ely, Cambridgeshire, England"),
    ],
)
def test_a_community_is_found_by_its_other_names_and_its_place(
    browser: Browser, toy_site: Path, typed: str, first: str, about: str
) -> None:
    with serve(toy_site, "/") as address, browser.new_page() as page:
        page.goto(address)
        result = search_for(page, typed).first
        expect(result).to_have_text(first)
        expect(result.locator("xpath=following-sibling::p").first).to_have_text(about)


def test_a_topic_lists_all_its_communities_first(overview: Page, url: str) -> None:
    communities = site_in(SAMPLE).facts.catalog.communities
    expected = {f"{url}cops/{one.id}/" for one in communities if "youth" in one.topics}
    found = search_for(overview, "Children and teens")
    expect(said(overview)).to_have_text(re.compile(r"^\d+ results?\.$"))
    links: list[str] = found.evaluate_all("links => links.map(link => link.href)")
    assert len(expected) > 2
    assert set(links[: len(expected)]) == expected


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("captioner", "1 result."),
        ("glossary", " results."),
        ("cataloguing", "Nothing has exactly"),
        ("qqq", "Nothing found."),
    ],
)
def test_the_search_says_how_many_results_there_are(browser: Browser, url: str, typed: str, told: str) -> None:
    with browser.new_page() as page:  # a new page, without the status of an earlier search
        page.goto(url)
        search_for(page, typed)
        expect(said(page)).to_contain_text(told)


def test_more_results_are_shown_on_demand(browser: Browser, url: str) -> None:
    with browser.new_page() as page:
        page.goto(url)
        found = search_for(page, "the")
        expect(found).to_have_count(20)
        button = page.get_by_role("button", name=re.compile(r"Show all \d+ results"))
        every = int(re.findall(r"\d+", button.inner_text())[0])
        button.click()
        expect(found).to_have_count(every)
        expect(found.nth(20)).to_be_focused()


@pytest.mark.parametrize("address", ["", "cops/cataloging/join/", "no/such/page/"])
@pytest.mark.parametrize("place", ["url", "url_at_root"])
def test_the_search_links_to_a_page_from_any_page(
    browser: Browser, request: pytest.FixtureRequest, place: str, address: str
) -> None:
    home = request.getfixturevalue(place)
    with browser.new_page() as page:
        page.goto(home + address)
        expect(search_for(page, "teen").first).to_have_text("Teen Services")
        page.keyboard.press("Enter")
        page.wait_for_url(home + "cops/teen-services/")


def test_a_result_on_the_same_page_is_scrolled_into_view(browser: Browser, url: str) -> None:
    with browser.new_page() as page:
        page.goto(url + "handbook/yearly-review/")
        search_for(page, "inactive asked").first.click()
        expect(page.get_by_role("dialog", name="Search")).to_be_hidden()
        expect(page).to_have_url(re.compile("#if-the-review-does-not-happen$"))
        expect(page.get_by_role("heading", name="If the review does not happen")).to_be_in_viewport()


@pytest.mark.parametrize("lost", ["assets/search.js", "search/index.json"])
def test_the_search_says_if_it_could_not_be_loaded(browser: Browser, url: str, lost: str) -> None:
    with browser.new_page() as page:
        page.route(url + lost, lambda route: route.abort())
        page.goto(url)
        search_for(page, "teen")
        expect(said(page)).to_contain_text("could not be loaded")
