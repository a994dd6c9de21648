"""A community's page shows its meetings, resources and needs as of the day, and no section where there are none."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from copsite.render.context import Page
from copsite.render.pages import pages_of
from copsite.site import read_site
from reader import CHAPTER, OVERVIEW, text_with
from workspace import ZONES

CALL = """      - title: Call
        starts: 2026-09-03 14:00
        minutes: 45
        repeats: every month on the first Thursday
        until: 2027-02-28
        where: Online; the link comes on the list
        notes: https://files.sla.example/notes
"""
FAIR = """      - title: Fair
        starts: 2026-12-05 09:30
        minutes: 420
        where: Sample Library
        register: https://sla.example/fair
        recordings: https://sla.example/films
"""
RESOURCES = "resources:\n" + "".join(
    f"""  - id: r{n}
    title: Number {n}
    summary: What it says.
    kind: guide
    url: https://files.sla.example/r{n}
    by: Sample Library
    date: 2026-0{n}-01
    license: CC BY 4.0
    topics: [youth]
    communities: [teens]
"""
    for n in range(1, 8)
)


def community_page(more: str, today: str = "2026-11-24", *, status: str = "active", resources: str = "") -> Page:
    """Return the page of the only community, with `more` lines in its entry, as of a day."""
    texts = {"handbook/facilitator.md": CHAPTER, "index.md": OVERVIEW}
    open_to = "members" if status in ("active", "forming") else "nobody"
    catalog = text_with(more, status=status, open_to=open_to)
    day = date.fromisoformat(today)
    resources_text = resources or None
    site = read_site(catalog, "data/cops.yaml", texts, day, zones=ZONES, resources_text=resources_text)
    return next(page for page in pages_of(site.facts) if page.uri == "cops/teens.md")


def lines_of(page: Page, heading: str) -> list[str]:
    """Return the lines below a heading of level 2 as text, those below level 3 marked with `#`."""
    section = page.render().html.partition(f'<h2 id="{heading}">')[2].partition("<h2")[0].partition("<footer")[0]
    lines = (re.sub(r"<[^>]+>", "", re.sub(r"<h3[^>]*>", "# ", line)).strip() for line in section.splitlines())
    return [unescape(line) for line in lines if line]


def meetings(more: str, today: str = "2026-11-24", status: str = "active") -> list[str]:
    """Return the lines about meetings, up to how to get them into a calendar."""
    found = lines_of(community_page(f"    meetings:\n{more}", today, status=status), "meetings")
    return found[: found.index("Add to your calendar")] if "Add to your calendar" in found else found


RULE = "Every month on the first Thursday, 2:00–2:45 pm, Detroit time, until February 28, 2027."
WHERE = "Where: Online; the link comes on the list"
LINKS = ["Agenda and notes", "Calendar file for all dates"]
SERIES = [
    # More about the series, the day, and what the page says.
    (
        "",
        "2026-11-24",
        [
            *("Meetings", "# Call", RULE, WHERE, "Next, as of November 24, 2026:"),
            "Thursday, December 3, 2:00–2:45 pm EST",
            "Thursday, January 7, 2027, 2:00–2:45 pm EST",
            "Thursday, February 4, 2027, 2:00–2:45 pm EST",
            *LINKS,
        ],
    ),
    (
        "        except: [2026-12-03, 2027-01-07]\n",
        "2026-11-24",
        [
            *("Meetings", "# Call", RULE, WHERE, "Next, as of November 24, 2026:"),
            "Thursday, February 4, 2027, 2:00–2:45 pm EST",
            "No meeting on December 3, 2026 and January 7, 2027.",
            *LINKS,
        ],
    ),
    (
        "        moved: {2026-12-03: 2026-12-10 15:30, 2027-01-07: 2027-01-07 16:00}\n",
        "2026-12-09",
        [
            *("Meetings", "# Call", RULE, WHERE, "Next, as of December 9, 2026:"),
            "Thursday, December 10, 3:30–4:15 pm EST, moved from Thursday, December 3",
            "Thursday, January 7, 2027, 4:00–4:45 pm EST, moved from 2:00 pm",
            "Thursday, February 4, 2027, 2:00–2:45 pm EST",
            *LINKS,
        ],
    ),
    # A meeting that moved past the last day of its series still counts.
    (
        "        moved: {2027-02-04: 2027-03-11 14:00}\n",
        "2027-03-01",
        [
            *("Meetings", "# Call", RULE, WHERE, "Next, as of March 1, 2027:"),
            "Thursday, March 11, 2:00–2:45 pm EST, moved from Thursday, February 4",
            *LINKS,
        ],
    ),
    # On its last day, a series is not over, even if no meeting of it is left.
    ("", "2027-02-28", ["Meetings", "# Call", RULE, WHERE, *LINKS]),
    (
        "",
        "2027-03-01",
        [
            *("Meetings", "As of March 1, 2027, no meeting is planned.", "# Past meetings", "Call,"),
            "every month on the first Thursday until February 28, 2027, agenda and notes",
        ],
    ),
]


@pytest.mark.parametrize(("more", "today", "expected"), SERIES)
def test_a_series_has_its_rule_and_its_next_meetings(more: str, today: str, expected: list[str]) -> None:
    assert meetings(CALL + more, today) == expected


def test_a_single_meeting_has_its_day_and_then_its_recordings() -> None:
    assert meetings(FAIR, "2026-12-05") == [
        *("Meetings", "# Fair", "Saturday, December 5, 9:30 am–4:30 pm EST", "Where: Sample Library"),
        *("Register", "Recordings", "Calendar file"),
    ]
    planned = "As of December 6, 2026, no meeting is planned."
    past = ["# Past meetings", "Fair,", "December 5, 2026, recordings"]
    assert meetings(FAIR, "2026-12-06") == ["Meetings", planned, *past]


def test_the_next_meeting_comes_first_and_is_named_at_the_top() -> None:
    page = community_page(f"    meetings:\n{CALL}{FAIR}", "2026-12-04")
    assert re.findall(r'<h3 id="([^"]*)"', page.render().html) == ["meeting:fair", "meeting:call"]
    top = page.render().html.partition('<h2 id="taking-part"')[0]
    assert '<a href="#meeting:fair"><time datetime="2026-12-05T09:30-05:00">Saturday, December 5, 9:30' in top
    assert "(as of <time datetime" in top


@pytest.mark.parametrize("status", ["forming", "proposed"])
def test_a_community_without_a_way_in_still_names_its_next_meeting(status: str) -> None:
    assert "Meets next on" in community_page(f"    meetings:\n{CALL}", status=status).render().html


def test_an_ended_community_lists_what_it_had() -> None:
    earlier = CALL.replace("2026-09-03", "2025-09-04").replace("2027-02-28", "2025-12-31")
    found = meetings(earlier + FAIR.replace("2026-12-05", "2025-12-06"), status="closed")
    assert found[:1] == ["Meetings it had"]
    assert " ".join(found[1:]) == (
        "Call, every month on the first Thursday until December 31, 2025, agenda and notes "
        "Fair, December 6, 2025, recordings"
    )


def test_a_community_without_any_of_it_has_no_such_sections() -> None:
    html = community_page("").render().html
    assert [id for id in ("meetings", "resources", "needs") if f'id="{id}"' in html] == []
    assert "times.js" not in html


@pytest.mark.parametrize("status", ["active", "closed"])
def test_resources_are_the_newest_five_with_a_link_to_all(status: str) -> None:
    page = community_page("", status=status, resources=RESOURCES)
    found = lines_of(page, "resources")
    assert [line.partition(":")[0] for line in found[1:-1]] == [f"Number {n}" for n in (7, 6, 5, 4, 3)]
    assert found[-1] == "All resources of Teens"
    assert 'href="../../resources/?community=teens"' in page.render().html


NEEDS = """    needs:
      - {what: Older., kind: issue, noted: 2026-01-01}
      - {what: Newer., kind: training, noted: 2026-02-01}
      - {what: Gone., kind: issue, noted: 2026-03-01, state: passed}
      - {what: By a resource., kind: issue, noted: 2026-03-01, state: answered, resource: r1}
      - {what: By a meeting., kind: training, noted: 2026-04-01, state: answered, meeting: Call}
"""


def test_needs_are_the_open_ones_and_what_answered_the_others() -> None:
    page = community_page(f"    meetings:\n{CALL}{NEEDS}", resources=RESOURCES)
    assert lines_of(page, "needs") == [
        "What members see coming",
        "Training: Newer. Noted February 1, 2026",
        "Issue: Older. Noted January 1, 2026",
        "Training: By a meeting.",
        "Answered by Call",
        "Issue: By a resource.",
        "Answered by Number 1",
        "All issues and training needs",
    ]
    assert '<a href="#meeting:call">' in page.render().html
