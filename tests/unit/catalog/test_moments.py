"""Days, times and lengths of time as people write them, and what they are told to write."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from copsite.catalog.day_types import Minutes, Moment
from copsite.catalog.models import Community
from copsite.catalog.moment_mistakes import day_mistake, minutes_mistake, moment_mistake
from copsite.yamlio.reader import read
from reader import catalog_with

# What people write, and what they are told: one text that it stands for, two that it may stand for, or "such as" and
# an example; then words about other fields.
MOMENTS = """
2026-12-03T14:00 -> 2026-12-03 14:00
2026-12-03 14:00:00 -> 2026-12-03 14:00
2026-12-03 14.00 -> 2026-12-03 14:00
2026-12-03 1400 -> 2026-12-03 14:00
20261203T140000 -> 2026-12-03 14:00
2026-12-03  14:00 -> 2026-12-03 14:00
2026/12/3 14:00 -> 2026-12-03 14:00
2026-12-03 14h30 -> 2026-12-03 14:30
2026-12-03 2:00pm -> 2026-12-03 14:00
2026-12-03 2 p.m. -> 2026-12-03 14:00
2026-12-03 12:30 am -> 2026-12-03 00:30
2026-12-03 noon -> 2026-12-03 12:00
2026-12-03 0:30 -> 2026-12-03 00:30
2026-12-03 24:00 -> 2026-12-04 00:00
2026-12-31 24:00 -> 2027-01-01 00:00
Dec 3, 2026 2pm -> 2026-12-03 14:00
3 December 2026 14:00 -> 2026-12-03 14:00
12/13/2026 2 pm -> 2026-12-13 14:00
13.12.2026 14:00 -> 2026-12-13 14:00
12/03/2026 14:00 -> 2026-12-03 14:00 | 2026-03-12 14:00
2026-12-03 9:00 -> 2026-12-03 09:00 | 2026-12-03 21:00
2026-12-03 10-11pm -> 2026-12-03 10:00 | 2026-12-03 22:00 and how long it takes in `minutes`
2026-12-03 2:00-3:00 pm -> 2026-12-03 02:00 | 2026-12-03 14:00 and how long it takes in `minutes`
2026-12-03 14:00-14:45 -> 2026-12-03 14:00 and how long it takes in `minutes`
2026-12-03 14:00 EST -> 2026-12-03 14:00 and the time zone in `zone`, such as America/New_York
2026-12-03 14:00 (CT) -> 2026-12-03 14:00 and the time zone in `zone`, such as America/Chicago
2026-12-03T14:00Z -> 2026-12-03 14:00 and the time zone in `zone`, such as UTC
2026-12-03T14:00:00-05:00 -> 2026-12-03 14:00 and the time zone in `zone`, such as America/Detroit
2026-12-03 14:00 UTC+1 -> 2026-12-03 14:00 and the time zone in `zone`, such as America/Detroit
2026-12-03 14:00 America/Detroit -> 2026-12-03 14:00 and the time zone in `zone`
Thursday, December 3, 2026 at 2:00 p.m. Eastern Time -> 2026-12-03 14:00 and the time zone in `zone`, such as \
America/New_York
2026-12-03 14:00 online -> 2026-12-03 14:00 and the rest in `where`
2026-12-03 -> such as 2026-12-03 14:00
2:00pm ET -> such as 2026-12-03 14:00 and the time zone in `zone`, such as America/New_York
4:30 pm -> such as 2026-12-03 16:30
first Thursday -> such as 2026-12-03 14:00
soon -> such as 2026-12-03 14:00
2026-12-03 25:00 -> such as
2026-12-03 14:60 -> such as
2026-12-03 13:00pm -> such as
2027-02-30 14:00 -> such as
2027-02-29 14:00 -> such as
1926-12-03 14:00 -> such as
""".strip().split("\n")


@pytest.mark.parametrize("row", MOMENTS)
def test_other_days_and_times_are_told_what_to_write(row: str) -> None:
    value, _, expected = row.partition(" -> ")
    words, guess = moment_mistake(value)
    advice = words.removeprefix(f"is {value!r}").partition(". Write ")[2].removeprefix("both, such as ")
    texts, _, elsewhere = advice.partition(", and ")
    moments = [
        moment for moment in expected.removeprefix("such as").partition(" and ")[0].strip().split(" | ") if moment
    ]
    assert re.findall("'([^']*)'", texts) == moments
    assert elsewhere.replace("'", "") == expected.partition(" and ")[2]
    assert guess == (moments[0] if len(moments) == 1 and not expected.startswith("such as") else None)
    assert all(datetime.fromisoformat(moment) for moment in moments)


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        ("1h", "60"),
        ("1 hour", "60"),
        ("an hour", "60"),
        ("1.5 hours", "90"),
        ("1,5 h", "90"),
        ("half an hour", "30"),
        ("1:30", "90"),
        ("1h30", "90"),
        ("1 h 30 min", "90"),
        ("1 hour and 30 minutes", "90"),
        ("PT1H30M", "90"),
        ("45m", "45"),
        ("90 min", "90"),
        ("90 minutes", "90"),
        ("24 hours", "1440"),
        ("2 days", None),
        ("25 hours", None),
        ("0", None),
        ("4", None),
        ("1441", None),
        ("long", None),
    ],
)
def test_other_lengths_are_told_the_number_of_minutes(value: str, minutes: str | None) -> None:
    words, guess = minutes_mistake(value)
    assert guess == minutes
    assert words.endswith(f"Write {minutes}" if minutes else "from 5 to 1440")


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2026-1-5", ["2026-01-05"]),
        ("20260203", ["2026-02-03"]),
        ("11/30/2027", ["2027-11-30"]),
        ("Nov 30, 2027", ["2027-11-30"]),
        ("30 November 2027", ["2027-11-30"]),
        ("3/4/2026", ["2026-03-04", "2026-04-03"]),
        ("4/4/2026", ["2026-04-04"]),
        ("2026/13/01", []),
        ("November 2027", []),
    ],
)
def test_other_days_are_told_what_to_write(value: str, days: list[str]) -> None:
    words, guess = day_mistake(value)
    assert re.findall("'([^']*)'", words)[1:] == (days or ["2026-02-03"])
    assert guess == (days[0] if len(days) == 1 else None)


@pytest.mark.parametrize("part", ["1", "12:", "2026-", "2026-12-03 ", "at ", "pm", "Dec ", "x", " ", "1h", "+", "٣"])
def test_a_long_text_is_refused_in_linear_time(part: str) -> None:
    for mistake in (moment_mistake, minutes_mistake, day_mistake):
        assert mistake(part * 50_000)[0].startswith("is ")


@given(st.text(max_size=30) | st.text("0123456789-:/. Tapm", max_size=20))
def test_any_text_is_a_moment_or_is_told_what_to_write(text: str) -> None:
    for kind, mistake in ((Moment, moment_mistake), (Minutes, minutes_mistake)):
        adapter = TypeAdapter[object](kind)
        try:
            adapter.validate_python(text)
        except ValidationError:
            _, guess = mistake(text)
            assert guess is None or adapter.validate_python(guess)


def test_a_moved_meeting_is_read_as_text_and_then_as_days_and_times() -> None:
    lines = """    meetings:
      - title: Monthly call
        starts: 2026-12-03 14:00
        minutes: 45
        repeats: every month on the first Thursday
        until: 2027-11-30
        except: [2027-01-07]
        moved: {2027-02-04: 2027-02-11 15:00}
        where: Online
"""
    in_block = lines.replace("{2027-02-04: 2027-02-11 15:00}", "\n          2027-02-04: 2027-02-11 15:00")
    for text in (lines, in_block):
        plain: object = read(text, "a.yaml").value["meetings"][0]["moved"]  # type: ignore[call-overload,index] # it has these
        assert plain == {"2027-02-04": "2027-02-11 15:00"}
        community: Community = catalog_with(text).communities[0]
        assert community.meetings[0].moved == {date(2027, 2, 4): datetime(2027, 2, 11, 15, 0)}
        assert community.meetings[0].except_ == (date(2027, 1, 7),)
