"""The pages of meetings, resources and needs: their linked data, their words, and an association without any."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from copsite.catalog.languages import language_name
from copsite.catalog.models import Resources
from copsite.render.context import Page
from copsite.render.facts import Facts
from copsite.render.filters import Facet, offered
from copsite.render.pages.calendar import calendar_page
from copsite.render.pages.needs import needs_page
from copsite.render.pages.resources import license_url, resources_page
from toys import TOY_CATALOG, toy_site

FACTS = toy_site().facts
NOTHING: dict[Callable[[Facts], Page], str] = {
    calendar_page: "As of November 24, 2026, no community has a meeting in the next three months.",
    resources_page: "No community has shared a resource here yet.",
    needs_page: "No community has noted an issue or a training need yet.",
}


def document(page: Page) -> Any:
    """Return a page's HTML as a tree."""
    return etree.HTML(page.render().html)


def text(element: Any) -> str:
    """Return an element's text with single spaces."""
    return " ".join("".join(element.itertext()).split())


def items(page: Page, kind: str) -> list[dict[str, str]]:
    """Return the items of a type in the page's microdata, each property with its text or address."""
    return [
        {
            one.get("itemprop"): one.get("datetime") or one.get("href") or text(one)
            for one in item.xpath(".//*[@itemprop][count(ancestor::*[@itemscope]) = 1]")
        }
        for item in document(page).xpath(f"//li[@itemtype='https://schema.org/{kind}']")
    ]


@pytest.mark.parametrize("page", NOTHING)
def test_an_association_without_any_is_told_in_one_sentence(page: Callable[[Facts], Page]) -> None:
    bare = tuple(one.model_copy(update={"meetings": (), "needs": ()}) for one in TOY_CATALOG.communities)
    facts = Facts(TOY_CATALOG.model_copy(update={"communities": bare}), FACTS.source, {}, FACTS.today)
    html = document(page(facts))
    assert [*map(text, html.xpath("//p[@class='cop-lead']"))] == [NOTHING[page]]
    assert html.xpath("//ul | //template | //script | //h2") == []


def test_a_meeting_is_linked_data_of_an_event() -> None:
    assert items(calendar_page(FACTS), "Event")[1] == {
        "startDate": "2026-12-10T15:30-05:00",
        "endDate": "2026-12-10T16:15-05:00",
        "url": "../cops/bookbinding/#meeting:monthly-call",
        "name": "Monthly call",
        "organizer": "Bookbinding",
        "location": "Online; the link comes on the list",
    }


def test_a_resource_is_linked_data_of_a_creative_work_unless_it_was_withdrawn() -> None:
    found = items(resources_page(FACTS), "CreativeWork")
    assert found[1] == {
        "url": "https://files.toy.example/wet-books",
        "name": "Wet books & what to do",
        "description": "Seven steps for the first hour after a flood.",
        "creditText": "Sample Library",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "accessibilitySummary": "headings for screen readers, plain language",
    }
    assert len(found) == len([one for one in FACTS.resources.resources if not one.withdrawn])


def test_a_withdrawn_resource_has_its_reason_and_no_link() -> None:
    (card,) = document(resources_page(FACTS)).xpath("//li[@id='resource:glue']")
    assert "The glue eats paper." in text(card)
    assert [link.get("href") for link in card.iter("a")] == ["../cops/bookbinding/"]


def test_a_resource_whose_newer_version_was_withdrawn_is_current_again() -> None:
    drawers = FACTS.resources.by_id["map-drawers"]
    withdrawn = drawers.model_copy(update={"withdrawn": FACTS.resources.by_id["glue"].withdrawn})
    resources = [withdrawn if one is drawers else one for one in FACTS.resources.resources]
    page = document(resources_page(replace(FACTS, resources=Resources(resources=tuple(resources)))))
    ids = page.xpath("//section[h2/@id='available']//li[@id]/@id")
    assert "resource:map-shelves" in ids


LICENSES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-NC-SA 3.0": "https://creativecommons.org/licenses/by-nc-sa/3.0/",
    "CC BY-ND 4.0": "https://creativecommons.org/licenses/by-nd/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC BY 5.0": "",
    "CC BY": "",
    "CC BY-XY 4.0": "",
    "All rights reserved": "",
}


@pytest.mark.parametrize("name", LICENSES)
def test_creative_commons_licenses_have_an_address(name: str) -> None:
    assert license_url(name) == LICENSES[name]


LANGUAGES = {
    "es": "Spanish",
    "es-MX": "Spanish (MX)",
    "zh-Hant": "Chinese (Hant)",
    "nb": "Norwegian Bokmål",
    "tlh": "tlh",
}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_languages_have_names(tag: str) -> None:
    assert language_name(tag) == LANGUAGES[tag]


COLORS = Facet("color", "Color", {"red": "Red", "blue": "Blue"})
# What items have, and the options that are offered.
OFFERED = [
    ([["red"], ["blue"]], ["red", "blue"]),
    ([["red"], []], ["red"]),
    ([["red"], ["red"]], []),
    ([[], []], []),
    ([["red", "green"], ["red"]], []),
]


def test_a_filter_may_need_more_than_one_option() -> None:
    assert [*offered([replace(COLORS, least=2)], [{"color": ["red"]}, {"color": []}])] == []
    assert [*offered([replace(COLORS, least=2)], [{"color": ["red"]}, {"color": ["blue"]}])] == [
        replace(COLORS, least=2)
    ]


@pytest.mark.parametrize(("values", "options"), OFFERED)
def test_a_filter_is_offered_if_it_leaves_a_choice(values: list[list[str]], options: list[str]) -> None:
    found = [*offered([COLORS], [{"color": ones} for ones in values])]
    assert [[*one.options] for one in found] == ([options] if options else [])
