"""The directory: its groups, parts below their wholes, and filters that leave a choice."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from copsite.catalog.models import Catalog
from copsite.render.facts import Facts
from copsite.render.pages.directory import directory
from copsite.site import read_site
from reader import DAY, OVERVIEW
from toys import TOY_CATALOG, toy_site
from workspace import ZONES

ASSOCIATION = """association:
  name: Sample Library Association
  short_name: SLA
  contact: cops@sla.example
  time_zone: America/Detroit
  list_server: {type: listserv, host: lists.sla.example}
communities:
"""


def facts_of(*entries: str) -> Facts:
    """Read a catalog of communities with little but an id, each with the fields of an entry; they are active."""
    text = ASSOCIATION
    for n, entry in enumerate(entries):
        status = "" if "status:" in entry else "status: active, "
        text += f"  - {{id: c{n}, name: Name {n}, summary: About {n}., contact: c@sla.example, {status}{entry}}}\n"
    return read_site(text, "data/cops.yaml", {"index.md": OVERVIEW}, DAY, zones=ZONES).facts


def page_of(facts: Facts) -> Any:
    """Return the directory as a tree."""
    return etree.HTML(directory(facts).render().html)


def groups_of(facts: Facts) -> dict[str, list[str]]:
    """Return the names on the cards below each heading, those of parts with a mark before them."""
    found = {}
    for section in page_of(facts).xpath("//section"):
        cards = section.xpath(".//li[h3]")
        found[section.findtext("h2")] = [
            ("> " if "cop-card--part" in card.get("class") else "") + "".join(card.find("h3").itertext())
            for card in cards
        ]
    return found


def filters_of(facts: Facts) -> dict[str, list[str]]:
    """Return the words of each filter's options, without the one that shows all."""
    selects = page_of(facts).xpath("//template//select")
    return {one.get("name"): [option.text for option in one.findall("option")[1:]] for one in selects}


def card_of(facts: Facts, name: str) -> str:
    """Return the text of a community's card."""
    (card,) = (one for one in page_of(facts).xpath("//li[h3]") if "".join(one.find("h3").itertext()) == name)
    return " ".join("".join(card.itertext()).split())


LIST = "channels: [{list: sla-%s, open_to: %s}]"
# What an entry says, and the group it is in.
GROUPS = {
    LIST % ("a", "anyone"): "Open to join",
    f"status: forming, {LIST % ('a', 'members')}": "Open to join",
    LIST % ("a", "invited"): "Ask to take part",
    "languages: [en]": "Ask to take part",  # it has a contact only
    f"status: paused, {LIST % ('a', 'nobody')}": "Not open at the moment",
    "status: proposed": "Not open at the moment",
    "status: forming": "Not open at the moment",
    "status: closed": "Ended",
}


@pytest.mark.parametrize("entry", GROUPS)
def test_a_community_is_in_the_group_whose_words_are_true_of_it(entry: str) -> None:
    assert groups_of(facts_of(entry)) == {GROUPS[entry]: ["Name 0"]}


# Entries by number, and the order of their cards.
ORDERS: list[tuple[list[str], dict[str, list[str]]]] = [
    (
        ["part_of: c2", "languages: [en]", "part_of: c3", "languages: [en]"],
        {"Ask to take part": ["Name 1", "Name 3", "> Name 2", "> Name 0"]},
    ),
    # Of two wholes, the first.
    (
        ["languages: [en]", "part_of: [c3, c0]", "part_of: [c0, c3]", "languages: [en]"],
        {"Ask to take part": ["Name 0", "> Name 2", "Name 3", "> Name 1"]},
    ),
    # A part whose whole is in another group, and one of whose wholes is.
    (
        ["status: closed", "part_of: c0", "part_of: [c0, c3]", "languages: [en]"],
        {"Ask to take part": ["Name 1", "Name 3", "> Name 2"], "Ended": ["Name 0"]},
    ),
]


@pytest.mark.parametrize(("entries", "expected"), ORDERS)
def test_parts_stand_below_their_whole_in_their_own_group(entries: list[str], expected: dict[str, list[str]]) -> None:
    facts = facts_of(*entries)
    assert groups_of(facts) == expected
    wholes = [facts.catalog.by_id[id].name for one in facts.catalog.alphabetical for id in one.part_of]
    assert sorted(page_of(facts).xpath("//div[dt = 'Part of']/dd/a/bdi/text()")) == sorted(wholes)


@pytest.mark.parametrize("above", [lambda n: n - 1, lambda n: 0], ids=["a chain", "one whole"])
def test_very_many_parts_are_listed_once_each(above: Any) -> None:
    many = 1200  # more than Python's limit of recursion
    entries = ["languages: [en]", *(f"part_of: c{above(n)}" for n in range(1, many))]
    assert len(groups_of(facts_of(*entries))["Ask to take part"]) == many


def at(**place: str) -> str:
    """Return an entry with a place."""
    return f"place: {{{', '.join(f'{area}: {name}' for area, name in place.items())}}}"


# Places of entries, and the filter by place.
AREAS: list[tuple[list[str], dict[str, list[str]]]] = [
    ([at(town="Ely", country="England"), at(town="Lund", country="Sweden")], {"country": ["England", "Sweden"]}),
    (
        [at(town="Cambridge", region="Massachusetts"), at(town="Detroit", region="Michigan"), "languages: [en]"],
        {"region": ["Massachusetts", "Michigan"]},
    ),
    (
        [at(town=town, region="Michigan", country="United States") for town in ("Flint", "Detroit", "Flint")],
        {"town": ["Detroit", "Flint"]},
    ),
    ([at(town="Detroit"), at(town="detroit"), "languages: [en]"], {}),
    ([at(town="Łódź"), at(town="東京")], {"town": ["東京", "Łódź"]}),
    (["languages: [en]"] * 2, {}),
]


@pytest.mark.parametrize(("entries", "expected"), AREAS)
def test_places_are_a_filter_by_the_largest_area_that_tells_them_apart(
    entries: list[str], expected: dict[str, list[str]]
) -> None:
    found = filters_of(facts_of(*entries))
    areas = {name: options for name, options in found.items() if name in ("country", "region", "town")}
    assert {name: sorted(options) for name, options in areas.items()} == {
        name: sorted(options) for name, options in expected.items()
    }


def test_communities_that_are_alike_have_no_filters() -> None:
    assert filters_of(facts_of("languages: [en]", "languages: [en]")) == {}


def test_communities_can_be_chosen_by_language_channel_and_audience_where_these_differ() -> None:
    facts = facts_of(
        "languages: [es, en], channels: [{type: zulip, page: 'https://zulip.sla.example/', open_to: invited}]",
        "languages: [de]",
        "channels: [{list: sla-a, eligibility: library staff}, {type: irc, page: 'https://irc.sla.example/a'}]",
        "status: closed, channels: [{type: discourse, page: 'https://forum.sla.example/'}]",
    )
    found = filters_of(facts)
    assert found["language"] == ["English", "German", "Spanish"]
    assert found["channel"] == ["Mailing list", "Chat"]  # what an ended community met on is no choice
    assert found["audience"] == ["Certain groups", "By invitation"]
    assert "Zulip channel, by invitation." in card_of(facts, "Name 0")
    assert "Mailing list, open to library staff." in card_of(facts, "Name 2")


def test_a_catalog_with_little_is_listed_without_topics_seats_and_meetings() -> None:
    facts = facts_of("languages: [en]")
    lead = page_of(facts).findtext(".//p[@class='cop-lead']")
    assert lead == "Every community of Sample Library Association, what it is about and how to join it."
    assert page_of(facts).xpath("//section//ul[not(*)] | //dl[not(*)]") == []


def test_a_catalog_without_communities_says_so() -> None:
    empty = Catalog(association=TOY_CATALOG.association, communities=())
    page = page_of(Facts(empty, toy_site().facts.source, {}, DAY))
    assert page.xpath("//p[not(@class)]/text()")[0] == "There are none yet."
    assert page.xpath("//template | //section") == []


def test_a_card_has_nothing_more_than_before_if_its_entry_has_nothing_more() -> None:
    page = page_of(toy_site().facts)
    (card,) = page.xpath("//li[h3/a/@href = 'film/']")
    assert sorted(card.attrib) == ["class", "data-channel", "data-seat", "data-status", "data-topic"]
    assert card.find("dl") is None
