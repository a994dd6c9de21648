"""The overview's block about what goes on: the next, the newest and the most urgent of each kind, and nothing else."""

from __future__ import annotations

import re

import pytest

from copsite.diagnostics.problem import ProblemsError
from copsite.site import read_site
from reader import CHAPTER, DAY, HEAD, text_with
from workspace import ZONES

OVERVIEW = f"{HEAD}\n# The overview\n\nWelcome.\n\n{{{{ happening() }}}}\n\n## More\n\nMore text.\n"
COMMUNITY = """  - id: {id}
    name: {name}
    summary: What {name} needs.
    purpose: Members compare what works.
    suits: Everyone.
    topics: [youth]
    status: {status}
    since: {since}
    confirmed: {{date: 2026-10-01, by: association}}
"""
SEATS = """    people:
      facilitator:
        - {name: Sample Person, organization: Sample Library, from: 2026-01-05, until: 2028-01-04}
        - {name: Sample Person Two, organization: Sample Library, from: 2026-01-05, until: 2028-01-04}
"""
MEETING = """    meetings:
      - {{title: Call, starts: {starts} 14:00, minutes: 45, repeats: {repeats}, until: 2027-11-30, where: Online.}}
"""
NEED = "      - {{what: {what}, kind: issue, noted: {noted}, state: {state}}}\n"
RESOURCE = """  - id: {id}
    title: {title}
    summary: What it says.
    kind: guide
    url: https://files.sla.example/{id}
    by: Sample Library
    date: {date}
    license: CC BY 4.0
    topics: [youth]
    communities: [teens]
"""


def shown(catalog: str, resources: str | None = None) -> list[str]:
    """Return the lines of the overview's block as text, headings marked with `#`."""
    texts = {"handbook/facilitator.md": CHAPTER, "index.md": OVERVIEW}
    site = read_site(catalog, "data/cops.yaml", texts, DAY, zones=ZONES, resources_text=resources)
    block = site.written["index.md"].html.partition("<p>Welcome.</p>")[2].partition('<h2 id="more">')[0]
    block = re.sub(r"<h\d[^>]*>", "# ", block)
    lines = (re.sub(r"<[^>]+>", "", line).strip() for line in block.splitlines())
    return [line for line in lines if line]


def test_nothing_is_shown_where_nothing_goes_on() -> None:
    assert shown(text_with(SEATS)) == []
    assert shown(text_with(SEATS), "resources: []\n") == []


def test_meetings_are_the_next_three_of_the_coming_three_months() -> None:
    weekly = MEETING.format(starts="2026-11-18", repeats="every week")
    assert shown(text_with(SEATS + weekly)) == [
        "# Happening now",
        "As of November 24, 2026.",
        "# Next meetings",
        "Wed, Nov 25, 2:00–2:45 pm EST",
        "Call, Teens",
        "Wed, Dec 2, 2:00–2:45 pm EST",
        "Call, Teens",
        "Wed, Dec 9, 2:00–2:45 pm EST",
        "Call, Teens",
        "All meetings",
    ]
    assert shown(text_with(SEATS + MEETING.format(starts="2026-05-06", repeats="every year"))) == []


def test_needs_are_the_newest_open_ones() -> None:
    needs = [("First", "01", "open"), ("Second", "02", "open"), ("Third", "03", "open"), ("Fourth", "04", "open")]
    needs += [("Gone", "05", "passed")]
    lines = "".join(NEED.format(what=f"{what}.", noted=f"2026-10-{day}", state=state) for what, day, state in needs)
    found = shown(text_with(f"{SEATS}    needs:\n{lines}"))
    assert [line.partition(".")[0] for line in found if line.startswith("Issue")] == [
        "Issue: Fourth",
        "Issue: Third",
        "Issue: Second",
    ]


def test_resources_are_the_newest_neither_withdrawn_nor_replaced() -> None:
    entries = [RESOURCE.format(id=f"r{n}", title=f"Number {n}", date=f"2026-0{n}-01") for n in range(1, 8)]
    entries[6] += "    withdrawn: {date: 2026-08-01, reason: It was wrong.}\n"
    entries[5] += "    replaces: r5\n"
    found = shown(text_with(SEATS), "resources:\n" + "".join(entries))
    assert [line.partition(",")[0] for line in found if line.startswith("Number")] == [
        "Number 6",
        "Number 4",
        "Number 3",
    ]


@pytest.mark.parametrize(
    ("starting", "expected"),
    [
        ([("forming", "2026-01-01"), ("forming", "2026-02-01")], ["B Forming", "A Forming"]),
        ([("proposed", "2026-03-01"), ("forming", "2026-01-01")], ["B Forming", "A Proposed"]),
        ([("paused", "2026-03-01")], []),
        ([("forming", "2026-01-01")] * 5, ["A Forming", "B Forming", "C Forming"]),
    ],
)
def test_new_communities_are_those_that_form_and_then_those_proposed(
    starting: list[tuple[str, str]], expected: list[str]
) -> None:
    more = ""
    for letter, (status, since) in zip("ABCDE", starting, strict=False):
        more += COMMUNITY.format(id=letter.lower(), name=letter, status=status, since=since)
        more += "    channels: [{list: sla-x, open_to: nobody}]\n" if status == "paused" else ""
    found = shown(text_with(SEATS) + more)
    assert [line.partition(" What")[0] for line in found if " What " in line] == expected


def test_a_community_whose_day_is_not_known_comes_after_others_of_its_status() -> None:
    more = ""
    for letter, status, since in (
        ("A", "forming", ""),
        ("B", "forming", "2020-01-01"),
        ("C", "proposed", "2026-01-01"),
    ):
        entry = COMMUNITY.format(id=letter.lower(), name=letter, status=status, since=since)
        more += entry if since else "".join(line for line in entry.splitlines(keepends=True) if "since" not in line)
    found = shown(text_with(SEATS) + more)
    assert [line.partition(" What")[0] for line in found if " What " in line] == [
        "B Forming",
        "A Forming",
        "C Proposed",
    ]


def test_seats_of_active_communities_that_nobody_runs_come_first() -> None:
    run = SEATS.rpartition("        - ")[0]  # one of two seats is taken
    more = COMMUNITY.format(id="a", name="A", status="forming", since="2026-01-01")
    more += COMMUNITY.format(id="b", name="B", status="active", since="2026-01-01")
    more += "    channels: [{list: sla-b, open_to: members}]\n"
    found = shown(text_with(run) + more)
    assert [line for line in found if line.endswith(("seat", "seats"))] == [
        "B: 2 facilitator seats",
        "Teens: 1 facilitator seat",
        "A: 2 facilitator seats",
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        "{title: Call, starts: 2026-12-01 14:00, minutes: 45, where: Online., zone: Nowhere/City}\n      - Call",
        "{title: Call, starts: tomorrow, minutes: 45, where: Online.}",
        "{title: Call}",
        "Call",
    ],
)
def test_a_wrong_meeting_is_reported_and_stops_nothing_else(wrong: str) -> None:
    with pytest.raises(ProblemsError) as found:
        shown(text_with(f"{SEATS}    meetings:\n      - {wrong}\n"))
    assert {problem.path for problem in found.value.problems} == {"data/cops.yaml"}
