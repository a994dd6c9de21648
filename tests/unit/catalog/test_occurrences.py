"""The times of a meeting: those of its rule, moved or canceled, and as long as they last while clocks change."""

from __future__ import annotations

from datetime import date

import pytest

from copsite.catalog.models import Meeting
from copsite.catalog.occurrences import occurrences
from workspace import ZONES

SERIES = {"repeats": "every week", "until": "2026-12-24", "except": ["2026-12-10"]}
# The first time of a meeting of two hours in Detroit, its other fields, and the day on which one asks. Then each of its
# times: the day of its rule, and when it begins and ends.
TIMES = [
    ("2026-12-03 14:00", {}, "2026-12-03", ["2026-12-03: 12-03 14:00-0500 to 12-03 16:00-0500"]),
    ("2026-12-03 14:00", {}, "2026-12-04", []),
    ("2026-12-03 23:00", {}, "2026-12-03", ["2026-12-03: 12-03 23:00-0500 to 12-04 01:00-0500"]),
    ("2026-12-03 23:00", {}, "2026-12-04", []),
    (
        "2026-12-03 14:00",
        SERIES,
        "2026-12-10",
        ["2026-12-17: 12-17 14:00-0500 to 12-17 16:00-0500", "2026-12-24: 12-24 14:00-0500 to 12-24 16:00-0500"],
    ),
    (
        "2026-12-03 14:00",
        {**SERIES, "moved": {"2026-12-03": "2026-12-11 09:30", "2026-12-17": "2026-12-09 14:00"}},
        "2026-12-10",
        ["2026-12-03: 12-11 09:30-0500 to 12-11 11:30-0500", "2026-12-24: 12-24 14:00-0500 to 12-24 16:00-0500"],
    ),
    # Clocks are set back an hour at 2:00, and forward at 2:00.
    ("2026-11-01 00:30", {}, "2026-11-01", ["2026-11-01: 11-01 00:30-0400 to 11-01 01:30-0500"]),
    ("2027-03-14 00:30", {}, "2027-03-14", ["2027-03-14: 03-14 00:30-0500 to 03-14 03:30-0400"]),
]


@pytest.mark.parametrize(("starts", "more", "since", "expected"), TIMES)
def test_the_times_of_a_meeting(starts: str, more: dict[str, object], since: str, expected: list[str]) -> None:
    meeting = Meeting.model_validate({"title": "Call", "starts": starts, "minutes": "120", "where": "Here", **more})
    found = occurrences(meeting, ZONES["America/Detroit"], date.fromisoformat(since))
    assert [f"{day}: {begin:%m-%d %H:%M%z} to {end:%m-%d %H:%M%z}" for day, begin, end in found] == expected
