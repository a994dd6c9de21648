"""What a page says of a community beside its channels and people: names, place, languages, links, logo and parts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import etree

from copsite.catalog.models import Community, Link
from copsite.render.context import Page
from copsite.render.facts import Facts
from copsite.render.files import files_of
from copsite.render.pages import pages_of
from copsite.render.profile import links_of
from copsite.render.search_index import index_of
from copsite.site import read_site
from reader import DAY, OVERVIEW
from toys import TOY_CATALOG, toy_site
from workspace import ZONES

FACTS = toy_site().facts
PAGES = {page.uri: page for page in pages_of(FACTS)}
ENTRY = """  - id: {id}
    name: {name}
    summary: About it.
    contact: c@sla.example
    {more}
"""


def facts_of(*entries: tuple[str, str]) -> Facts:
    """Read a catalog of communities, each with its name and more of its entry; they are active."""
    text = "association: {name: Sample, short_name: SLA, contact: c@sla.example, time_zone: UTC}\ncommunities:\n"
    for n, (name, more) in enumerate(entries):
        status = "" if "status:" in more else "    status: active\n"
        text += ENTRY.format(id=f"c{n}", name=name, more=more) + status
    return read_site(text, "data/cops.yaml", {"index.md": OVERVIEW}, DAY, zones=ZONES).facts


def document(page: Page) -> Any:
    """Return a page's HTML as a tree."""
    return etree.HTML(page.render().html)


def said(element: Any) -> str:
    """Return an element's text with single spaces."""
    return " ".join("".join(element.itertext()).split())


def rows(page: Page) -> dict[str, str]:
    """Return the facts listed on a community's page."""
    found = document(page).xpath("//dl[@class='cop-facts']/div")
    return {said(row.find("dt")): said(row.find("dd")) for row in found}


def test_a_page_lists_what_is_known() -> None:
    assert rows(PAGES["cops/metadata.md"]) == {"Also called": "MIG, Cataloging", "Code": "Our scripts"}
    assert rows(PAGES["cops/place-names.md"]) == {"Part of": "Metadata, Maps"}
    assert rows(PAGES["cops/story-hour-lund.md"]) == {"Place": "Lund, Sweden", "Languages": "Swedish, English"}
    assert rows(PAGES["cops/puppets.md"]) == {}


LINKS: list[tuple[list[dict[str, str]], dict[str, list[str]]]] = [
    ([{"type": "home", "url": "https://a.example/"}], {"": ["Home page"]}),
    (
        [
            {"type": "code", "url": "https://a.example/one", "label": "One"},
            {"type": "charter", "url": "https://a.example/charter"},
            {"type": "code", "url": "https://a.example/two", "label": "Two"},
            {"type": "other", "url": "https://a.example/three", "label": "Three"},
        ],
        {"Code": ["One", "Two"], "": ["Charter", "Three"]},
    ),
    # The type alone says too little.
    (
        [
            {"type": "social", "url": "https://Social.example/@a"},
            {"type": "social", "url": "https://other.example/a", "label": "@a"},
        ],
        {"": ["social.example"], "Social media": ["@a"]},
    ),
    # Links of one page need different words.
    (
        [{"type": "notes", "url": "https://a.example/1/"}, {"type": "notes", "url": "https://b.example/2"}],
        {"": ["Agendas and notes: a.example/1", "Agendas and notes: b.example/2"]},
    ),
]


@pytest.mark.parametrize(("links", "expected"), LINKS)
def test_links_have_words_of_their_own(links: list[dict[str, str]], expected: dict[str, list[str]]) -> None:
    entry = TOY_CATALOG.by_id["puppets"]
    community: Community = entry.model_copy(update={"links": tuple(Link.model_validate(link) for link in links)})
    found = links_of(community)
    assert {type: [words for words, _ in ones] for type, ones in found.items()} == expected
    assert sorted(address for ones in found.values() for _, address in ones) == sorted(one["url"] for one in links)


def test_a_logo_says_nothing_and_has_a_size() -> None:
    (logo,) = document(PAGES["cops/metadata.md"]).xpath("//img[not(@class='cop-qr')]")
    assert dict(logo.attrib) == {
        "class": "cop-logo",
        "src": "../metadata.svg",
        "alt": "",
        "width": "160",
        "height": "80",
    }
    assert "cops/metadata.svg" in PAGES["cops/metadata.md"].render().links


def test_a_whole_lists_its_parts_and_does_not_repeat_them_as_related() -> None:
    page = document(PAGES["cops/metadata.md"])
    names = page.xpath("//h2[@id='parts']/following-sibling::ul[1]//bdi/text()")
    assert names == ["Place Names", "Subject Headings"]
    assert {*page.xpath("//h2[@id='related']/following-sibling::ul[1]//bdi/text()")}.isdisjoint(names)


def test_the_parts_of_a_whole_say_whether_they_go_on() -> None:
    facts = facts_of(("Whole", "languages: [en]"), ("Part", "part_of: c0\n    status: closed"))
    page = next(page for page in pages_of(facts) if page.uri == "cops/c0.md")
    (part,) = document(page).xpath("//h2[@id='parts']/following-sibling::ul[1]/li")
    assert said(part) == "Part: About it. Closed"


def test_the_contact_of_an_ended_community_stays() -> None:
    facts = facts_of(("Over", "status: closed"), ("Active", "languages: [en]"))
    assert rows(next(page for page in pages_of(facts) if page.uri == "cops/c0.md")) == {"Contact": "c@sla.example"}


# Names and places, and the names on pages, in order.
NAMES: list[tuple[list[tuple[str, str]], list[str]]] = [
    ([("Maps", "place: {town: Ely}"), ("Atlases", "languages: [en]")], ["Atlases", "Maps"]),
    (
        [("Cambridge", "place: {town: Cambridge, country: England}"), ("cambridge", "languages: [en]")],
        ["cambridge", "Cambridge (England)"],
    ),
    (
        [
            ("Cambridge", "place: {town: Cambridge, region: Massachusetts, country: United States}"),
            ("Cambridge", "place: {town: Cambridge, country: England}"),
            ("Cambridge & more", "languages: [en]"),
        ],
        ["Cambridge (England)", "Cambridge (Massachusetts)", "Cambridge & more"],
    ),
    # No part of a place is its own.
    (
        [
            ("Maps", "place: {town: Ely, country: England}"),
            ("Maps", "place: {town: Ely, country: Wales}"),
            ("Maps", "place: {town: York, country: England}"),
            ("Maps", "place: {town: York, country: Wales}"),
        ],
        ["Maps (Ely, England)", "Maps (Ely, Wales)", "Maps (York, England)", "Maps (York, Wales)"],
    ),
]


@pytest.mark.parametrize(("entries", "expected"), NAMES)
def test_communities_of_one_name_are_told_apart_by_place(entries: list[tuple[str, str]], expected: list[str]) -> None:
    assert [one.full_name for one in facts_of(*entries).catalog.alphabetical] == expected


def test_no_page_and_no_file_names_a_community_without_its_place() -> None:
    texts = {uri: f"{page.title} {page.description} {page.render().html}" for uri, page in PAGES.items()}
    texts |= {file.uri: file.content().decode() for file in files_of(FACTS)}
    texts["search"] = index_of(FACTS, ())
    found = {uri: text.replace("%20", " ").replace("%28", "(") for uri, text in texts.items() if "Story" in text}
    assert len(found) > 5
    assert [uri for uri, text in found.items() if text.count("Story Hour") != text.count("Story Hour (")] == []


def test_a_place_is_part_of_the_description() -> None:
    assert PAGES["cops/story-hour-ely.md"].description == (
        "Stories, read aloud. A community of the Toy Library Association: Ely, Cambridgeshire, England."
    )


def test_the_search_knows_other_names_and_places_of_those_that_have_any() -> None:
    index = json.loads(index_of(FACTS, ()))
    assert {one[0]: one[5] for one in index["communities"] if len(one) > 5} == {
        "metadata": "MIG, Cataloging",
        "story-hour-ely": "Ely, Cambridgeshire, England",
        "story-hour-lund": "Lund, Sweden",
    }
