"""Which news follows from an entry, on which day, and that days, names and order change no item."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from conftest import Golden
from copsite.catalog.models import Catalog, Community, Resources
from copsite.feeds.atom import feed_files
from copsite.feeds.news import MOST, News
from copsite.feeds.news_item import KINDS, NewsItem
from reader import catalog_with
from toys import toy_site

LATER = date(2100, 1, 1)
TOY = toy_site().facts
BASE = catalog_with()
TEENS = {
    "id": "teens",
    "name": "Teens",
    "summary": "What teens need from a library.",
    "purpose": "Members compare what works.",
    "suits": "Staff who work with teens.",
    "topics": ["youth"],
    "status": "active",
    "since": "2020-01-05",
    "confirmed": {"date": "2026-10-01", "by": "facilitator"},
}
BOOKS = {**TEENS, "id": "books", "name": "Books", "since": "2019-01-01"}
CALL = {"title": "Call", "starts": "2026-12-03 14:00", "minutes": 45, "where": "Online"}
SERIES = {**CALL, "repeats": "every month on the first Thursday", "until": "2027-11-30"}
LIST = {
    "id": "list",
    "title": "A list",
    "summary": "Books that teens like.",
    "kind": "reading",
    "url": "https://files.sla.example/list",
    "by": "Sample Library",
    "date": "2026-10-12",
    "license": "CC BY 4.0",
    "topics": ["youth"],
    "communities": ["teens"],
}
ASKED = {"what": "What do teens read?", "kind": "training", "noted": "2026-10-01"}


def catalog_of(*entries: dict[str, Any]) -> Catalog:
    """Return a catalog with these communities."""
    communities = tuple(Community.model_validate({**TEENS, **entry}) for entry in entries)
    return Catalog(association=BASE.association, topics=BASE.topics, roles=BASE.roles, communities=communities)


def toy_with(communities: tuple[Community, ...]) -> Catalog:
    """Return the toy's catalog with other communities."""
    toy = TOY.catalog
    return Catalog(association=toy.association, topics=toy.topics, roles=toy.roles, communities=communities)


def resources_of(*entries: dict[str, Any]) -> Resources:
    """Return these resources."""
    return Resources.model_validate({"resources": [{**LIST, **entry} for entry in entries]})


def term(name: str, first: str, last: str) -> dict[str, str]:
    """Return a term of a person."""
    return {"name": name, "organization": "Sample Library", "from": first, "until": last}


def line(item: NewsItem) -> str:
    """Return an item as the tables have it."""
    return f"{item.day} {item.title} | {item.text}"


def news_of(catalog: Catalog, resources: Resources | None = None, day: date = LATER) -> News:
    """Return the news as of a day, by default of all days."""
    return News(catalog, resources or Resources(), day)


START = "2020-01-05 Teens became active | What teens need from a library."
RULE = "Every month on the first Thursday, until November 30, 2027. Where: Online"
TIME = "Time: 2 hours a month."
# Fields of a community's entry, and its news besides its own beginning, the newest first.
ENTRIES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("nothing but a status", {}, []),
    ("a single meeting", {"meetings": [CALL]}, ["2026-11-19 Teens: Call on December 3, 2026 | Where: Online"]),
    (
        "a series",
        {"meetings": [SERIES]},
        [f"2026-11-19 Teens: Call begins on December 3, 2026 | {RULE}"],
    ),
    (
        "a day without a meeting, and one that moves to another",
        {"meetings": [{**SERIES, "except": ["2027-01-07"], "moved": {"2027-02-04": "2027-02-11 15:00"}}]},
        [
            f"2027-01-21 Teens: Call moves from February 4 to February 11, 2027 | {RULE}",
            f"2026-12-24 Teens: no Call on January 7, 2027 | {RULE}",
            f"2026-11-19 Teens: Call begins on December 3, 2026 | {RULE}",
        ],
    ),
    (
        "a meeting that moves to an earlier day, in another year",
        {"meetings": [{**SERIES, "moved": {"2027-01-07": "2026-12-30 15:00"}}]},
        [
            f"2026-12-16 Teens: Call moves from January 7, 2027 to December 30, 2026 | {RULE}",
            f"2026-11-19 Teens: Call begins on December 3, 2026 | {RULE}",
        ],
    ),
    (
        "a meeting that moves to another time, and one that moves and is canceled",
        {
            "meetings": [
                {
                    **SERIES,
                    "except": ["2027-03-04"],
                    "moved": {"2027-02-04": "2027-02-04 16:00", "2027-03-04": "2027-03-05 16:00"},
                }
            ]
        },
        [
            f"2027-02-18 Teens: no Call on March 4, 2027 | {RULE}",
            f"2027-01-21 Teens: Call moves to another time on February 4, 2027 | {RULE}",
            f"2026-11-19 Teens: Call begins on December 3, 2026 | {RULE}",
        ],
    ),
    (
        "terms: the first, a renewal, a successor who follows at once",
        {
            "people": {
                "facilitator": [
                    term("Sample Person", "2021-01-01", "2021-12-31"),
                    term("sample  person", "2022-01-01", "2023-12-31"),
                    term("Another Person", "2024-01-01", "9999-12-31"),
                ]
            }
        },
        [
            "2024-01-01 Another Person became facilitator of Teens | "
            "Sample Library. The term ends on December 31, 9999.",
            "2022-01-01 sample  person began another term as facilitator of Teens | "
            "Sample Library. The term ends on December 31, 2023.",
            "2021-01-01 Sample Person became facilitator of Teens | "
            "Sample Library. The term ends on December 31, 2021.",
        ],
    ),
    (
        "a term without a successor: known 120 days ahead",
        {"people": {"facilitator": [term("Sample Person", "2025-02-01", "2027-01-31")]}},
        [
            f"2026-10-04 Teens: 1 of 2 facilitator seats opens on February 1, 2027 | {TIME}",
            "2025-02-01 Sample Person became facilitator of Teens | Sample Library. The term ends on January 31, 2027.",
        ],
    ),
    (
        "two short terms: not known before they begin",
        {"people": {"facilitator": [term("A", "2027-01-01", "2027-01-31"), term("B", "2026-12-01", "2027-01-31")]}},
        [
            "2027-01-01 A became facilitator of Teens | Sample Library. The term ends on January 31, 2027.",
            f"2027-01-01 Teens: 2 of 2 facilitator seats open on February 1, 2027 | {TIME}",
            "2026-12-01 B became facilitator of Teens | Sample Library. The term ends on January 31, 2027.",
        ],
    ),
    (
        "terms without a first day, a last day or an organization",
        {
            "people": {
                "facilitator": [
                    {"name": "A", "until": "2021-12-31"},
                    {"name": "A", "from": "2022-01-01"},
                    {"name": "B"},
                    {"name": "C", "from": "2020-02-01", "until": "2020-12-31"},
                ]
            }
        },
        [
            "2022-01-01 A began another term as facilitator of Teens | ",
            "2020-02-01 C became facilitator of Teens | The term ends on December 31, 2020.",
        ],
    ),
    (
        "a term whose last day nobody knows: the seat may have been taken since",
        {
            "people": {
                "facilitator": [
                    {"name": "A", "from": "2020-02-01", "until": "2022-12-31"},
                    {"name": "B", "former": "yes"},
                    {"name": "C", "from": "2020-02-01", "former": "yes"},
                ]
            }
        },
        [
            "2020-02-01 A became facilitator of Teens | The term ends on December 31, 2022.",
            "2020-02-01 C became facilitator of Teens | ",
        ],
    ),
    (
        "as many seats as the community says",
        {"people": {"facilitator": [term("A", "2021-01-01", "2021-12-31")]}, "seats": {"facilitator": "1"}},
        [
            f"2021-09-03 Teens: 1 of 1 facilitator seats opens on January 1, 2022 | {TIME}",
            "2021-01-01 A became facilitator of Teens | Sample Library. The term ends on December 31, 2021.",
        ],
    ),
    (
        "a need, and one that no longer matters",
        {
            "needs": [
                {"what": "Print goes away.", "kind": "issue", "noted": "2026-10-05"},
                {**ASKED, "state": "passed"},
            ]
        },
        [
            "2026-10-05 Teens sees an issue coming: Print goes away. | Do you see this too? Tell us.",
            "2026-10-01 Teens needs training: What do teens read? | It no longer matters.",
        ],
    ),
    (
        "a need that a meeting answers",
        {"meetings": [CALL], "needs": [{**ASKED, "state": "answered", "meeting": "Call"}]},
        [
            "2026-11-19 An answer for Teens: Call | It answers this need: What do teens read?",
            "2026-11-19 Teens: Call on December 3, 2026 | Where: Online",
            "2026-10-01 Teens needs training: What do teens read? | It’s been answered.",
        ],
    ),
    (
        "a need that a meeting answers which was there before: nobody knows when",
        {
            "meetings": [{**CALL, "starts": "2026-09-30 09:00"}],
            "needs": [{**ASKED, "state": "answered", "meeting": "Call"}],
        },
        [
            "2026-10-01 Teens needs training: What do teens read? | It’s been answered.",
            "2026-09-16 Teens: Call on September 30, 2026 | Where: Online",
        ],
    ),
    (
        "the first days of the calendar",
        {"people": {"facilitator": [term("A", "0001-01-01", "0001-01-02")]}},
        [
            "0001-01-01 A became facilitator of Teens | Sample Library. The term ends on January 2, 1.",
            f"0001-01-01 Teens: 1 of 2 facilitator seats opens on January 3, 1 | {TIME}",
        ],
    ),
]


@pytest.mark.parametrize(("fields", "expected"), [case[1:] for case in ENTRIES], ids=[case[0] for case in ENTRIES])
def test_the_news_of_an_entry(fields: dict[str, Any], expected: list[str]) -> None:
    found = [line(item) for item in news_of(catalog_of(fields)).newest]
    assert sorted(found) == sorted([*expected, START])
    assert [one for one in found if one != START] == expected


# A community's status, and the item about it.
STATUSES = [
    ("proposed", {}, "Teens was proposed | What teens need from a library."),
    ("forming", {}, "Teens is forming | What teens need from a library."),
    ("active", {}, "Teens became active | What teens need from a library."),
    ("paused", {}, "Teens paused | Its page stays, and someone can start it again."),
    ("merged", {"successor": "books"}, "Teens merged with Books | Its page stays. To take part now, join Books."),
    ("closed", {}, "Teens closed | Its page stays."),
    ("closed", {"successor": "books"}, "Teens closed | Its page stays. Its topic lives on in Books."),
]


@pytest.mark.parametrize(("status", "more", "expected"), STATUSES)
def test_the_day_of_a_status_is_news(status: str, more: dict[str, str], expected: str) -> None:
    news = news_of(catalog_of({"status": status, **more}, BOOKS))
    assert [line(item) for item in news.newest if "Teens" in item.title] == [f"2020-01-05 {expected}"]


def test_an_ended_community_has_no_open_seats() -> None:
    people = {"facilitator": [term("Sample Person", "2020-02-01", "2026-10-01")]}
    found = news_of(catalog_of({"status": "closed", "since": "2026-10-01", "people": people})).newest
    assert [item.key[0] for item in found] == ["status", "seat"]


def test_a_status_without_a_known_day_is_no_news() -> None:
    bare = {name: value for name, value in TEENS.items() if name not in ("since", "confirmed")}
    assert news_of(catalog_of()).newest == news_of(BASE.model_copy(update={"communities": ()})).newest == []
    found = Catalog(
        association=BASE.association, topics=BASE.topics, roles={}, communities=(Community.model_validate(bare),)
    )
    assert news_of(found).newest == news_of(found).newest_of(found.communities[0]) == []


def test_without_seats_nothing_is_vacant() -> None:
    roles = {"facilitator": BASE.roles["facilitator"].model_copy(update={"seats": None})}
    found = catalog_of({"people": {"facilitator": [term("A", "2021-01-01", "2021-12-31")]}})
    news = news_of(found.model_copy(update={"roles": roles}))
    assert [item.key[0] for item in news.newest] == ["seat", "status"]


def test_a_seat_that_nobody_ever_had_is_no_news() -> None:
    people = {"facilitator": [term("Sample Person", "2020-02-01", "9999-12-31")]}
    assert [item.key[0] for item in news_of(catalog_of({"people": people})).newest] == ["seat", "status"]


def test_resources_come_replace_others_and_are_withdrawn() -> None:
    resources = resources_of(
        {},
        {
            "id": "newer",
            "title": "A longer list",
            "kind": "slides",
            "date": "2026-10-20",
            "replaces": "list",
            "communities": ["teens", "books", "films"],
            "withdrawn": {"date": "2026-11-01", "reason": "It was too long."},
        },
    )
    catalog = catalog_of({}, BOOKS, {"id": "films", "name": "Films"})
    assert [line(item) for item in news_of(catalog, resources).newest][:3] == [
        "2026-11-01 Withdrawn: A longer list | It was too long.",
        "2026-10-20 New slides: A longer list | Books that teens like. "
        "By Sample Library, for Teens, Books and Films. It replaces “A list”.",
        "2026-10-12 New reading: A list | Books that teens like. By Sample Library, for Teens.",
    ]


# The day on which a need was noted, and whether a resource that came on 2026-10-12 is news as its answer.
ANSWERS = [("2026-10-11", True), ("2026-10-12", True), ("2026-10-13", False)]


def test_a_resource_and_a_meeting_that_answer_one_need_are_two_items() -> None:
    need = {**ASKED, "state": "answered", "resource": "list", "meeting": "List"}
    catalog = catalog_of({"meetings": [{**CALL, "title": "List"}], "needs": [need]})
    answers = [item for item in news_of(catalog, resources_of({})).newest if item.key[0] == "answer"]
    assert [(str(item.day), item.link) for item in answers] == [
        ("2026-11-19", "cops/teens.md#meeting:list"),
        ("2026-10-12", "resources.md#resource:list"),
    ]
    assert len({item.key for item in answers}) == 2


@pytest.mark.parametrize(("noted", "is_news"), ANSWERS)
def test_a_resource_answers_a_need_on_its_day_unless_it_was_there_before(noted: str, *, is_news: bool) -> None:
    need = {**ASKED, "noted": noted, "state": "answered", "resource": "list"}
    found = [line(item) for item in news_of(catalog_of({"needs": [need]}), resources_of({})).newest]
    assert ("2026-10-12 An answer for Teens: A list | It answers this need: What do teens read?" in found) is is_news


def test_a_community_has_its_own_news_that_of_its_resources_and_of_those_merged_into_it() -> None:
    catalog = catalog_of({"status": "merged", "successor": "books"}, BOOKS, {"id": "films", "name": "Films"})
    resources = resources_of({"communities": ["books", "films"]}, {"id": "other", "title": "Other"})
    news = news_of(catalog, resources)
    titles = {one.id: [item.title for item in news.newest_of(one)] for one in catalog.communities}
    assert titles == {
        "teens": ["New reading: Other", "Teens merged with Books"],
        "books": ["New reading: A list", "Teens merged with Books", "Books became active"],
        "films": ["New reading: A list", "Films became active"],
    }


def test_the_newest_fifty_are_kept() -> None:
    resources = resources_of(
        *({"id": f"r{n}", "title": f"R {n}", "date": f"2026-01-{n % 28 + 1:02}"} for n in range(80))
    )
    news = news_of(catalog_of({}), resources)
    days = [item.day for item in news.newest]
    assert len(days) == len(news.newest_of(news.catalog.communities[0])) == MOST == 50
    assert days == sorted(days, reverse=True)
    assert days[-1] > date(2026, 1, 10)


def test_no_item_has_a_day_still_to_come() -> None:
    for day in (date(1900, 1, 1), TOY.today, date(2026, 11, 19), date(2026, 11, 18)):
        newest = news_of(TOY.catalog, TOY.resources, day).newest
        assert all(item.day <= day for item in newest)
    assert news_of(TOY.catalog, TOY.resources, date(1900, 1, 1)).newest == []


def test_as_days_pass_items_are_added_at_the_top_and_no_other_changes() -> None:
    days = [date(2023, 1, 1) + timedelta(days=n) for n in range(0, 2000, 3)]
    seen = [news_of(TOY.catalog, TOY.resources, day).newest for day in days]
    assert len(seen[-1]) > 20
    for (day, before), (_, after) in pairwise(zip(days, seen, strict=True)):
        new = [item for item in after if item.day > day]
        assert [*new, *before][:MOST] == after


def test_a_new_name_or_address_of_a_community_changes_no_key() -> None:
    renamed = [
        one.model_copy(update={"id": "chartrooms", "formerly": ("atlases", "maps"), "name": "Chartrooms"})
        if one.id == "maps"
        else one
        for one in TOY.catalog.communities
    ]
    catalog = toy_with(tuple(renamed))
    resources = Resources.model_validate(
        {
            "resources": [
                {
                    **one.model_dump(by_alias=True),
                    "communities": [id.replace("maps", "chartrooms") for id in one.communities],
                }
                for one in TOY.resources.resources
            ]
        }
    )
    before, after = (news_of(*both).newest for both in ((TOY.catalog, TOY.resources), (catalog, resources)))
    assert [(item.day, item.key) for item in before] == [(item.day, item.key) for item in after]
    assert any("Chartrooms" in item.title for item in after)


def test_the_order_of_entries_changes_nothing() -> None:
    communities = tuple(
        one.model_copy(
            update={
                "people": {role: seats[::-1] for role, seats in one.people.items()},
                "meetings": one.meetings[::-1],
                "needs": one.needs[::-1],
            }
        )
        for one in TOY.catalog.communities[::-1]
    )
    catalog = toy_with(communities)
    resources = TOY.resources.model_copy(update={"resources": TOY.resources.resources[::-1]})
    assert news_of(catalog, resources).newest == news_of(TOY.catalog, TOY.resources).newest
    one, other = (
        {uri: content() for uri, content in feed_files(news_of(*both), "news.md", "", TOY.zones["UTC"])}
        for both in ((catalog, resources), (TOY.catalog, TOY.resources))
    )
    assert one == other


def test_every_item_has_a_key_of_its_own_and_a_known_kind() -> None:
    items = news_of(TOY.catalog, TOY.resources).newest
    assert len({item.key for item in items}) == len(items) < MOST
    assert {item.kind for item in items} == {*KINDS}


def test_the_news_of_the_toy(golden: Golden) -> None:
    items = (
        f"{item.day}  {KINDS[item.kind]}: {item.title}\n            {item.text}\n            docs/{item.link}\n"
        for item in TOY.news.newest
    )
    golden(Path(__file__).with_name("toy_news.txt"), f"The toy's news as of {TOY.today}.\n\n" + "\n".join(items))


NAMES = [
    # A name, and how it stands in a title.
    ("Livres & cartes", "Livres & cartes is forming"),
    ("Łódź", "Łódź is forming"),
    ("ספריות", "\u2068ספריות\u2069 is forming"),
    ("Les كتب", "\u2068Les كتب\u2069 is forming"),
]


@pytest.mark.parametrize(("name", "title"), NAMES)
def test_a_name_from_right_to_left_is_isolated(name: str, title: str) -> None:
    assert news_of(catalog_of({"name": name, "status": "forming"})).newest[0].title == title
