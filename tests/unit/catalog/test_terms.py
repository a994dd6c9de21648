"""Who holds a role on a given day, by the terms of its seats."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copsite.catalog.models import Seat
from copsite.catalog.terms import RoleTerms, Vacancy, role_terms, vacancies
from copsite.render.pages import pages_of
from reader import catalog_with, site_with, text_with

TODAY = date(2026, 9, 2)


def text_of(terms: list[str]) -> str:
    """Return a catalog with a role of two seats, held for these terms, such as `2026-01-01 2026-12-31`."""
    entries = "".join(
        f"\n        - {{name: Person {number}, organization: Sample Library, from: {term[:10]}, until: {term[-10:]}}}"
        for number, term in enumerate(terms)
    )
    return f"    people:\n      facilitator:{entries or ' []'}\n"


def held(terms: list[str], day: date = TODAY) -> RoleTerms:
    """Return the terms of the role on a day."""
    catalog = catalog_with(text_of(terms))
    (found,) = role_terms(catalog, catalog.communities[0], day)
    return found


def said(found: Vacancy) -> str:
    """Return a vacancy as the table writes it."""
    return f"{found.seats} from {found.from_} until {found.until or 'for good'}"


# The terms in two seats; how many people hold a seat on TODAY, start later, and held one before; the vacancies of the
# next 120 days; and how many current holders need a successor.
TABLE = [
    # No one, one, two.
    ([], (0, 0, 0), ["2 from 2026-09-02 until for good"], 0),
    (["2025-01-01 2026-09-01"], (0, 0, 1), ["2 from 2026-09-02 until for good"], 0),
    (["2026-09-02 2028-09-01"], (1, 0, 0), ["1 from 2026-09-02 until for good"], 0),
    (["2025-01-01 2027-01-01", "2025-01-01 2028-12-31"], (2, 0, 0), [], 0),
    # A term that ends soon, or today, and the day on which "soon" begins.
    (["2025-01-01 2026-12-31", "2025-01-01 2028-12-31"], (2, 0, 0), [], 0),
    (["2025-01-01 2026-12-30", "2025-01-01 2028-12-31"], (2, 0, 0), ["1 from 2026-12-31 until for good"], 1),
    (["2025-01-01 2026-09-02", "2025-01-01 2028-12-31"], (2, 0, 0), ["1 from 2026-09-03 until for good"], 1),
    (["2025-01-01 2026-10-31", "2025-01-01 2026-10-31"], (2, 0, 0), ["2 from 2026-11-01 until for good"], 2),
    # A successor starts at once, after a gap, before the other leaves, after a day.
    (["2025-01-01 2026-10-31", "2025-01-01 2028-12-31", "2026-11-01 2028-10-31"], (2, 1, 0), [], 0),
    (
        ["2025-01-01 2026-10-31", "2025-01-01 2028-12-31", "2026-12-01 2028-11-30"],
        (2, 1, 0),
        ["1 from 2026-11-01 until 2026-11-30"],
        0,
    ),
    (
        ["2025-01-01 2026-10-31", "2025-01-01 2028-12-31", "2026-11-02 2028-11-01"],
        (2, 1, 0),
        ["1 from 2026-11-01 until 2026-11-01"],
        0,
    ),
    (["2025-01-01 2026-10-31", "2026-10-01 2028-09-30"], (1, 1, 0), [
        "1 from 2026-09-02 until 2026-09-30",
        "1 from 2026-11-01 until for good",
    ], 1),
    # Two leave together, and one starts: either could be succeeded.
    (
        ["2025-01-01 2026-10-31", "2025-01-01 2026-10-31", "2026-11-01 2028-10-31"],
        (2, 1, 0),
        ["1 from 2026-11-01 until for good"],
        0,
    ),
    # Vacant now, and filled later.
    (["2025-01-01 2028-12-31", "2028-01-01 2029-12-31"], (1, 1, 0), ["1 from 2026-09-02 until 2027-12-31"], 0),
    (["2028-01-01 2029-12-31"], (0, 1, 0), [
        "1 from 2026-09-02 until for good",
        "1 from 2026-09-02 until 2027-12-31",
    ], 0),
    (["2028-01-01 2029-12-31", "2028-01-01 2029-12-31"], (0, 2, 0), ["2 from 2026-09-02 until 2027-12-31"], 0),
    # A later vacancy is not a current one.
    (["2025-01-01 2028-12-31", "2025-01-01 2027-03-09", "2028-01-01 2029-12-31"], (2, 1, 0), [], 0),
    # A term of one day, and the last possible date.
    (["2026-09-02 2026-09-02", "2025-01-01 9999-12-31"], (2, 0, 0), ["1 from 2026-09-03 until for good"], 1),
]  # fmt: skip


@pytest.mark.parametrize(("terms", "people", "vacant", "ending"), TABLE)
def test_seats_are_current_upcoming_past_or_vacant(
    terms: list[str], people: tuple[int, int, int], vacant: list[str], ending: int
) -> None:
    found = held(terms)
    assert (len(found.now), len(found.coming), len(found.past)) == people
    assert [said(vacancy) for vacancy in found.vacancies] == vacant
    assert found.open == sum(vacancy.seats for vacancy in found.vacancies if vacancy.from_ == TODAY)
    assert len(found.ending) == ending


def test_a_forecast_for_a_day_agrees_with_that_day() -> None:
    terms = ["2025-01-01 2026-10-31", "2026-10-01 2028-09-30"]
    assert held(terms, date(2026, 10, 1)).open == 0
    assert held(terms, date(2026, 10, 31)).open == 0
    assert held(terms, date(2026, 11, 1)).open == 1


@pytest.mark.parametrize("status", ["proposed", "forming", "active", "paused"])
def test_an_open_community_has_vacancies(status: str) -> None:
    catalog = catalog_with(text_of(["2025-01-01 2026-10-31"]), status=status)
    (found,) = role_terms(catalog, catalog.communities[0], TODAY)
    assert [said(one) for one in found.vacancies] == [
        "1 from 2026-09-02 until for good",
        "1 from 2026-11-01 until for good",
    ]


def test_an_ended_community_has_no_vacancies() -> None:
    catalog = catalog_with(text_of(["2025-01-01 2026-01-05"]), status="closed", open_to="nobody")
    (found,) = role_terms(catalog, catalog.communities[0], date(2026, 1, 5))
    assert (len(found.now), found.vacancies, found.open, found.ending) == (1, (), 0, ())


def test_a_role_without_a_seat_count_has_no_vacancies() -> None:
    catalog = catalog_with()
    roles = {"facilitator": catalog.roles["facilitator"].model_copy(update={"seats": None})}
    assert [*role_terms(catalog.model_copy(update={"roles": roles}), catalog.communities[0], TODAY)] == []


# The terms, and the text on the community's page.
PAGES = [
    (["2025-01-01 2026-12-31", "2025-01-01 2028-12-31"], ["1 of 2 facilitator seats is open from January 1, 2027."]),
    (["2025-01-01 2026-12-31", "2025-01-01 2028-12-31", "2027-01-01 2028-12-31"], []),
    (
        ["2025-01-01 2026-12-31", "2025-01-01 2028-12-31", "2027-03-10 2028-12-31"],
        ["1 of 2 facilitator seats is open from January 1, 2027 until March 9, 2027."],
    ),
    (
        ["2025-01-01 2028-12-31", "2028-01-01 2029-12-31"],
        ["1 of 2 facilitator seats is open until December 31, 2027."],
    ),
    (
        ["2028-01-01 2029-12-31"],
        ["1 of 2 facilitator seats is open.", "1 more is open until December 31, 2027."],
    ),
    (["2025-01-01 2026-12-31"] * 2, ["2 facilitator seats are open from January 1, 2027."]),
]  # fmt: skip


@pytest.mark.parametrize(("terms", "sentences"), PAGES)
def test_the_page_says_when_a_seat_is_vacant(terms: list[str], sentences: list[str]) -> None:
    facts = site_with({}, text_with(text_of(terms))).facts
    pages = {page.uri: re.sub(r"</?(time|strong)[^>]*>", "", page.render().html) for page in pages_of(facts)}
    found = re.findall(r"^\d+ .*\.$", pages["cops/teens.md"], re.MULTILINE)
    assert found == sentences
    lasting = [sentence for sentence in sentences if " from " in sentence and "until" not in sentence]
    assert ("a successor is wanted" in pages["cops/teens.md"]) == bool(lasting)
    assert ("Volunteer" in pages["cops/index.md"]) == bool(sentences)
    assert ("All seats are taken" in pages["roles/facilitator.md"]) == (not sentences)


# The seats of a role and of the community as YAML, people without all of their days, and what the page says of them.
UNDATED = [
    # Nobody knows how many seats there are: nothing is vacant, and no successor is wanted.
    ("", "", ["{name: A}"], ["A: Facilitator"]),
    ("", "", ["{name: A, until: 2026-12-01}"], ["A: Facilitator until December 1, 2026"]),
    ("", "", ["{name: A, from: 2026-01-01}"], ["A: Facilitator from January 1, 2026"]),
    ("", "", ["{name: A, former: yes}"], ["Thanks to A (facilitator)."]),
    ("", "", ["{name: B, organization: L}", "{name: A}"], ["B, L: Facilitator", "A: Facilitator"]),
    ("", "", [], []),
    # Who holds a seat without a known last day goes on to hold it.
    ("2", "", ["{name: A}", "{name: B}"], ["A: Facilitator", "B: Facilitator"]),
    ("2", "", ["{name: A}", "{name: B, former: yes}"], [
        "A: Facilitator",
        "Vacancy: 1 of 2 facilitator seats is open. See how to become a facilitator of Teens.",
        "Thanks to B (facilitator).",
    ]),
    ("1", "", ["{name: A, until: 2026-12-01}", "{name: B, from: 2026-12-02}"], [
        "A: Facilitator until December 1, 2026",
        "B: Facilitator from December 2, 2026",
    ]),
    ("1", "", ["{name: A, until: 2026-12-01}"], [
        "A: Facilitator until December 1, 2026; a successor is wanted",
        "Vacancy: 1 facilitator seat is open from December 2, 2026. See how to become a facilitator of Teens.",
    ]),
    ("1", "", ["{name: A, until: 2026-01-01}", "{name: B, from: 2020-01-01, former: yes}", "{name: C}"], [
        "C: Facilitator",
        "Thanks to A (facilitator until January 1, 2026), B (facilitator).",
    ]),
    # A community has its own number of seats, with or without one of the role.
    ("2", "1", ["{name: A}"], ["A: Facilitator"]),
    ("", "2", ["{name: A}"], [
        "A: Facilitator",
        "Vacancy: 1 of 2 facilitator seats is open. See how to become a facilitator of Teens.",
    ]),
]  # fmt: skip


def with_seats(text: str, role: str, community: str) -> str:
    """Return a catalog whose role and community have these numbers of seats, '' for none."""
    text = text.replace("    seats: 2\n", f"    seats: {role}\n" if role else "")
    return text + (f"    seats: {{facilitator: {community}}}\n" if community else "")


def lines_of(html: str) -> list[str]:
    """Return the list items and paragraphs of a page as text, without the day and the messages to volunteer."""
    html = re.sub(r'<ul class="cop-choices">.*?</details>', "", html, flags=re.DOTALL)
    found = re.findall(r"<(?:li|p)[^>]*>.*?</(?:li|p)>", html, re.DOTALL)
    lines = [" ".join(re.sub(r"<[^>]+>", "", one).split()) for one in found]
    return [line for line in lines if not line.startswith("As of")]


@pytest.mark.parametrize(("role", "community", "people", "lines"), UNDATED)
def test_pages_say_of_people_what_is_known(role: str, community: str, people: list[str], lines: list[str]) -> None:
    entries = "".join(f"        - {one}\n" for one in people)
    text = text_with(f"    people:\n      facilitator:\n{entries}" if people else "")
    facts = site_with({}, with_seats(text, role, community)).facts
    pages = {page.uri: page.render().html for page in pages_of(facts)}
    html = pages["cops/teens.md"].partition('<h2 id="people">')[2].partition('<div class="cop-poster')[0]
    assert lines_of(html) == lines
    for page in pages.values():
        assert "None" not in page
        assert "0 of" not in page
    is_vacant = "Volunteer" in pages["roles/facilitator.md"]
    assert is_vacant == any(line.startswith("Vacancy") for line in lines)


def test_people_of_an_ended_community_without_a_last_day_have_left() -> None:
    text = text_with("    people:\n      facilitator:\n        - {name: A}\n", status="closed", open_to="nobody")
    facts = site_with({}, text.replace("    since: 2026-01-05\n", "")).facts
    pages = {page.uri: page.render().html for page in pages_of(facts)}
    assert "Thanks to <bdi>A</bdi> (facilitator)." in " ".join(
        pages["cops/teens.md"].replace("Thanks to\n", "Thanks to ").split("\n")
    )
    assert "holders" not in pages["roles/facilitator.md"]


ROLES = """roles:
  chair:
    name: Chair
    seats: 1
  lead:
    name: Technical Lead
    plural: Tech Leads
  member:
    name: Member
  unused:
    name: Unused
    hours: 2 hours a month
communities:
"""


def test_a_role_page_has_what_is_known_of_the_role_community_by_community() -> None:
    """Roles without chapter, hours, summary or seats, and a community with more seats than others."""
    head, entry = text_with().replace("by: facilitator", "by: chair").split("communities:\n")
    other = entry.replace("teens", "films").replace("Teens", "Films")
    text = (
        head.partition("roles:")[0]
        + ROLES
        + entry
        + "    seats: {chair: 3}\n    people: {chair: [{name: A}, {name: B, organization: L}], member: [{name: C}]}\n"
        + other
        + "    people: {chair: [{name: D}], lead: [{name: E, former: yes}]}\n"
    )
    pages = {page.uri: page for page in pages_of(site_with({}, text).facts)}
    found = {uri: page.render().html for uri, page in pages.items() if uri.startswith("roles/")}
    headings = {uri: re.findall(r"<h2[^>]*>(.*?)</h2>", html) for uri, html in found.items()}
    assert headings == {
        "roles/index.md": ["Chair", "Technical Lead", "Member", "Unused"],
        "roles/chair.md": ["Open seats", "Who holds it now"],
        "roles/lead.md": ["Thanks"],
        "roles/member.md": ["Who holds it now"],
        "roles/unused.md": [],
    }
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", found["roles/chair.md"])
    assert [re.sub(r"<[^>]+>", "", cell) for cell in cells] == [
        *("Community", "Seats", "Name", "Organization"),
        *("Films", "1", "D", ""),
        *("Teens", "3", "A", ""),
        *("Teens", "3", "B", "L"),
    ]
    assert "1 of 3 chair seats open" in found["roles/chair.md"]
    assert "Seats in each" not in "".join(found.values())
    assert found["roles/index.md"].count("<dl") == 2  # open seats of the chair, and the time of the unused
    assert "Tech leads as of" not in found["roles/lead.md"]
    assert {uri: page.description for uri, page in pages.items() if uri.startswith("roles/")} == {
        "roles/index.md": "What people do in a community of Sample Library Association, and who does it.",
        "roles/chair.md": "Chairs in the communities of Sample Library Association. Who holds it.",
        "roles/lead.md": "Tech leads in the communities of Sample Library Association. Who holds it.",
        "roles/member.md": "Members in the communities of Sample Library Association. Who holds it.",
        "roles/unused.md": "Unuseds in the communities of Sample Library Association. Time.",
    }


DAYS = st.dates(date(2026, 8, 1), date(2026, 12, 1))
TERMS = st.lists(st.tuples(DAYS, DAYS).filter(lambda term: term[0] <= term[1]), max_size=6)


@settings(deadline=None, derandomize=True)
@given(TERMS, st.integers(1, 3))
def test_each_day_has_as_many_vacancies_as_unheld_seats(terms: list[tuple[date, date]], places: int) -> None:
    seats = [Seat.model_validate({"name": "N", "organization": "L", "from": a, "until": b}) for a, b in terms]
    found = [*vacancies(seats, places, TODAY)]
    for day in (TODAY + timedelta(days=n) for n in range(100)):
        vacant = sum(one.seats for one in found if one.from_ <= day <= (one.until or date.max))
        assert vacant == max(places - sum(a <= day <= b for a, b in terms), 0)
