"""A catalog with several mistakes gets all the problems that each mistake alone gives."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copsite.diagnostics.problem import ProblemsError
from copsite.site import read_site
from reader import CHAPTER, DAY, OVERVIEW
from test_problems import problems

CATALOG = """association:
  name: Sample Library Association
  short_name: SLA
  contact: cops@sla.example
  member_portal:
    name: Member Portal
    url: https://members.sla.example/login
    lists: yes
  time_zone: America/Detroit
  list_server:
    type: listserv
    host: lists.sla.example
  webmail: yes
  edit_url: https://code.example/edit/
  issue_url: https://code.example/issues/new
topics:
  youth: Youth
  collections: Collections
roles:
  facilitator:
    name: Facilitator
    summary: Keeps the conversation going.
    chapter: handbook/facilitator.md
    hours: 2 hours a month
    term: 2 years
    seats: 2
communities:
  - id: teens
    name: Teens
    summary: What teens need from a library.
    purpose: Members compare what works.
    suits: Staff who work with teens.
    topics:
      - youth
      - collections
    status: active
    since: 2026-01-05
    confirmed:
      date: 2026-10-01
      by: facilitator
    formerly:
      - young-adults
    part_of: youth-services
    also_called:
      - YA
    languages:
      - en
    place:
      town: Detroit
    contact: teens@sla.example
    links:
      - type: other
        url: https://sla.example/teens
        label: Files
    channels:
      - list: sla-teens
        open_to: members
        approval: owner
        usual_wait: two days
        archive: https://lists.sla.example/teens
        archive_open_to: anyone
        tried: 2026-10-01
        confirmation: click
        in_portal: yes
        shared: yes
        subject_tag: TEENS
        subscribe:
          subject: Subscribe to Teens
      - type: slack
        name: teens
        page: https://chat.sla.example/teens
        eligibility: library staff
        counted:
          date: 2026-10-01
          members: 1180
    people:
      facilitator:
        - name: Person One
          organization: Sample Library
          from: 2026-01-05
          until: 2027-01-04
        - name: Person Two
          organization: Sample Library
          from: 2026-01-05
          until: 2027-01-04
  - id: books
    name: Books
    summary: What readers ask for.
    purpose: Members compare what works.
    suits: Staff who buy books.
    topics:
      - collections
    status: merged
    since: 2026-01-05
    confirmed:
      date: 2026-10-01
      by: association
    successor: teens
    channels:
      - list: sla-books
        type: mailman3
        host: lists.books.example
        open_to: nobody
  - id: games
    name: Games
    summary: What players ask for.
    purpose: Members compare what works.
    suits: Staff who lend games.
    topics:
      - youth
    status: forming
    since: 2026-01-05
    confirmed:
      date: 2026-10-01
      by: facilitator
    channels:
      - list: sla-games
        type: person
        contact: list-keeper@sla.example
        open_to: members
  - id: youth-services
    name: Youth Services
    summary: What children need.
    status: proposed
"""
LINES = CATALOG.split("\n")


class Fault(NamedTuple):
    """A replacement for one line, and the lines that a rule compares it with."""

    line: int
    text: str
    beside: frozenset[int] = frozenset()


def faults_of_fields() -> list[Fault]:
    """Return faults within single fields: a misspelled name, an invalid value, and both."""
    found = []
    for number, line in enumerate(LINES):
        begin, name, value = re.fullmatch(r"( *(?:- )?)(?:(\w+):)? ?(.*)", line).groups()  # type: ignore[union-attr] # matches any line
        if name and value and name not in ("youth", "collections"):
            found.append(Fault(number, f"{begin}{name}x: {value}"))
        if value:
            # Without an id, a community is known by its name, which is on the line below.
            beside = frozenset({number + 1} if name == "id" else ())
            found.append(Fault(number, f"{begin}{f'{name}: ' if name else ''}[[x]]", beside))
            found.append(Fault(number, f'{begin}{f"{name}: " if name else ""}""', beside))
    return found


def faults_of_rules() -> list[Fault]:
    """Return faults that only a rule finds."""

    def at(*way: str) -> int:
        line = -1
        for part in way:
            line = next(n for n in range(line + 1, len(LINES)) if part in LINES[n])
        return line

    return [
        Fault(at("id: games"), "  - id: books", frozenset({at("id: books")})),
        Fault(at("name: Games"), "    name: BOOKS", frozenset({at("name: Books")})),
        Fault(at("formerly", "- young"), "      - books", frozenset({at("id: books")})),
        Fault(at("list: sla-teens"), "      - list: sla-teens-request"),
        Fault(at("part_of"), "    part_of: youth-servces", frozenset({at("id: youth-services")})),
        Fault(at("- YA"), "      - games", frozenset({at("name: Games")})),
        Fault(at("- en"), "      - eng"),
        Fault(at("label: Files"), '        label: "[Files](x)"'),
        Fault(at("counted", "date"), "          date: 2027-10-01"),
        Fault(at("id: teens", "- youth"), "      - yuoth"),
        Fault(at("by: facilitator"), "      by: fasilitator"),
        Fault(at("successor"), "    successor: tens", frozenset({at("id: teens")})),
        Fault(at("tried"), "        tried: 2027-10-01"),
        Fault(at("from: 2026"), "          from: 2027-02-01", frozenset({at("until: 2027")})),
        Fault(at("contact: list-keeper"), "        own_host: yes", frozenset({at("type: person")})),
        Fault(at("id: books", "since"), "    since: 2027-01-05"),
        Fault(at("id: games", "since"), "    since: 2026-11-05", frozenset({at("id: games", "date")})),
        Fault(at("id: books", "open_to"), "        open_to: anyone", frozenset({at("status: merged")})),
        Fault(at("seats"), "    seats: 1", frozenset(range(at("people"), at("id: books")))),
        Fault(at("name: Person Two"), "        - name: person  one", frozenset(range(at("people"), at("id: books")))),
        Fault(at("chapter"), "    chapter: handbook/other.md"),
    ]


ALONE = faults_of_fields() + faults_of_rules()


def with_faults(*faults: Fault) -> str:
    changed = {fault.line: fault.text for fault in faults}
    return "\n".join(changed.get(number, line) for number, line in enumerate(LINES))


@cache
def told(*faults: Fault) -> frozenset[tuple[int, str]]:
    """Return the problems of the catalog with these faults as (line, message); other faults move a column."""
    return frozenset((problem.place.line, problem.words) for problem in problems(with_faults(*faults)))


def apart(*faults: Fault) -> bool:
    """Return whether each fault has a line of its own, and no rule needs that line to find another fault."""
    return all(
        one.line != other.line and one.line not in other.beside and other.line not in one.beside
        for one, other in combinations(faults, 2)
    )


def test_the_catalog_has_no_problems() -> None:
    assert problems(CATALOG) == ()


@pytest.mark.parametrize("fault", ALONE, ids=lambda fault: f"{fault.line + 1}-{fault.text.strip()}")
def test_a_fault_is_reported_on_its_line(fault: Fault) -> None:
    around = {fault.line + 1, *(line + 1 for line in fault.beside)}
    assert {problem.place.line for problem in problems(with_faults(fault))} & around


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(ALONE), min_size=2, max_size=12, unique_by=lambda fault: fault.line))
def test_several_faults_give_the_problems_of_each_alone(faults: list[Fault]) -> None:
    kept: list[Fault] = []
    for fault in faults:
        if apart(*kept, fault):
            kept.append(fault)
    assert told(*kept) == frozenset[tuple[int, str]]().union(*map(told, kept))


PAGE = """---
title: A page
description: What someone finds here, in one sentence that is long enough.
---
# A page

{{ association.name }} {{ association.short_name }} {{ association.contact }} {{ association.portal }}
{{ association.time_zone }} {{ role("facilitator").link }} {{ count("active") }} {{ 7*7 }}

{{ proposal() }}

{{ fields("community") }}

{{ list_managers() }}

{{ open_lists() }}
"""


@pytest.mark.parametrize("fault", ALONE[::3], ids=lambda fault: f"{fault.line + 1}-{fault.text.strip()}")
def test_pages_are_checked_even_if_the_catalog_is_invalid(fault: Fault) -> None:
    texts = {"handbook/facilitator.md": CHAPTER, "index.md": OVERVIEW, "a.md": PAGE, "cops/knitting.md": "Words.\n"}
    with pytest.raises(ProblemsError) as caught:
        read_site(with_faults(fault), "cops.yaml", texts, DAY)
    found = [str(problem).partition(". ")[0] for problem in caught.value.problems]
    assert found == [
        *(str(problem).partition(". ")[0] for problem in problems(with_faults(fault))),
        "docs/a.md:8:82: `7*7` is not a shortcode",
        "docs/cops/knitting.md:1:1: no community has the id 'knitting'",
    ]


WAYS_THAT_LEAD_NOWHERE = (
    '{type: slack, name: "#maps"}',
    "{type: portal}",
    "{type: person}",
    "{type: sympa, list: maps}",
)


@pytest.mark.parametrize("channel", WAYS_THAT_LEAD_NOWHERE)
def test_pages_are_checked_even_if_a_channel_has_no_address(channel: str) -> None:
    head, _, rest = CATALOG.partition("  member_portal:\n")
    catalog = f"{head}{rest[rest.index('  time_zone') :]}    channels: [{channel}]\n"
    texts = {"handbook/facilitator.md": CHAPTER, "index.md": OVERVIEW, "a.md": f"{PAGE}\n{{{{ ways_to_join() }}}}\n"}
    with pytest.raises(ProblemsError) as caught:
        read_site(catalog, "cops.yaml", texts, DAY)
    assert any("`7*7` is not a shortcode" in str(problem) for problem in caught.value.problems)


def test_an_unreadable_chapter_is_not_reported_for_missing_headings() -> None:
    with pytest.raises(ProblemsError) as caught:
        read_site(
            CATALOG,
            "cops.yaml",
            {"index.md": OVERVIEW, "handbook/facilitator.md": CHAPTER.replace("title:", "titel:")},
            DAY,
        )
    assert [problem.path for problem in caught.value.problems] == ["docs/handbook/facilitator.md"]
