"""Who holds a role on a day: a table of seats, a day, and what is said of them."""

from __future__ import annotations

from datetime import date

import pytest

from copsite.seats import holdings
from reader import catalog_with

A, B, C = ("2025-01-01", "2026-12-31"), ("2026-01-01", "2027-12-31"), ("2027-01-01", "2028-12-31")


@pytest.mark.parametrize(
    ("seats", "day", "now", "coming", "past", "free", "ending"),
    [
        ([], "2026-06-01", 0, 0, 0, 2, 0),
        ([A], "2024-12-31", 0, 1, 0, 1, 0),
        ([A], "2025-01-01", 1, 0, 0, 1, 0),
        ([A], "2026-09-01", 1, 0, 0, 1, 0),
        ([A], "2026-09-02", 1, 0, 0, 1, 1),
        ([A], "2026-12-31", 1, 0, 0, 1, 1),
        ([A], "2027-01-01", 0, 0, 1, 2, 0),
        ([A, B], "2026-06-01", 2, 0, 0, 0, 0),
        ([A, B, C], "2026-12-01", 2, 1, 0, 0, 1),
        ([A, B, C], "2027-06-01", 2, 0, 1, 0, 0),
    ],
)
def test_a_seat_is_held_coming_past_open_or_ending(
    seats: list[tuple[str, str]], day: str, now: int, coming: int, past: int, free: int, ending: int
) -> None:
    entries = "".join(
        f"\n        - {{name: Sample Person, library: Sample Library, from: {begin}, until: {end}}}"
        for begin, end in seats
    )
    catalog = catalog_with(f"    people:\n      facilitator:{entries or ' []'}\n")
    (held,) = holdings(catalog, catalog.communities[0], date.fromisoformat(day))
    found = (len(held.now), len(held.coming), len(held.past), held.open, len(held.ending))
    assert found == (now, coming, past, free, ending)


def test_a_community_that_is_over_has_no_vacancy() -> None:
    catalog = catalog_with("", status="closed", open_to="nobody")
    (held,) = holdings(catalog, catalog.communities[0], date(2026, 6, 1))
    assert (held.open, held.ending) == (0, ())
