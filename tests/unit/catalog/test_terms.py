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
    (["2025-01-01 2026-12-31"] * 2, ["2 of 2 facilitator seats are open from January 1, 2027."]),
]  # fmt: skip


@pytest.mark.parametrize(("terms", "sentences"), PAGES)
def test_the_page_says_when_a_seat_is_vacant(terms: list[str], sentences: list[str]) -> None:
    facts = site_with({}, text_with(text_of(terms))).facts
    pages = {page.uri: re.sub(r"</?(time|strong)[^>]*>", "", page.render().html) for page in pages_of(facts)}
    found = re.findall(r"^\d+ .*\.$", pages["cops/teens.md"], re.MULTILINE)
    assert found == sentences
    lasting = [sentence for sentence in sentences if " from " in sentence and "until" not in sentence]
    assert ("a successor is wanted" in pages["cops/teens.md"]) == bool(lasting)
    now = [sentence for sentence in sentences if " from " not in sentence]
    assert ("seat open" in pages["cops/index.md"]) == bool(now)
    assert ("All seats are taken" in pages["roles/facilitator.md"]) == (not sentences)


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
