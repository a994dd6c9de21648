"""Time zones in calendars: a rule for each change that has one, and the right offset at any time of the years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo

import pytest

from copsite.calendars.clock_changes import clock_changes, is_plain, unclear_days
from copsite.calendars.files import Calendars
from copsite.calendars.time_zones import time_zone
from copsite.catalog.models import Meeting
from rfc5545 import Component, parsed
from toys import TOY_CATALOG
from workspace import ZONES

DEFINITIONS = {
    "America/Detroit": [
        "DAYLIGHT 20250309T020000 -0500 -0400 EDT FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
        "STANDARD 20251102T020000 -0400 -0500 EST FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
    ],
    "Europe/Dublin": [
        "DAYLIGHT 20250330T010000 +0000 +0100 IST FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "STANDARD 20251026T020000 +0100 +0000 GMT FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    ],
    "Australia/Lord_Howe": [
        "STANDARD 20250406T020000 +1100 +1030 +1030 FREQ=YEARLY;BYDAY=1SU;BYMONTH=4",
        "DAYLIGHT 20251005T020000 +1030 +1100 +11 FREQ=YEARLY;BYDAY=1SU;BYMONTH=10",
    ],
    "Asia/Kolkata": ["STANDARD 20250101T000000 +0530 +0530 IST "],
    # Clocks change in Cairo at midnight after the last Thursday of October, which is in November if that is the 31st.
    "Africa/Cairo": [
        "STANDARD 20230101T000000 +0200 +0200 EET ",
        "DAYLIGHT 20230428T000000 +0200 +0300 EEST ",
        "STANDARD 20231027T000000 +0300 +0200 EET ",
        "DAYLIGHT 20240426T000000 +0200 +0300 EEST ",
        "STANDARD 20241101T000000 +0300 +0200 EET ",
    ],
}


def lines_of(definition: Component) -> Iterator[str]:
    """Yield the parts of a definition, one a line."""
    names = ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "RRULE")
    yield from (" ".join((part.name, *map(part.value, names))) for part in definition.parts)


@pytest.mark.parametrize("zone", DEFINITIONS)
def test_a_zone_is_defined_by_rules_or_by_each_change(zone: str) -> None:
    year = 2024 if zone == "Africa/Cairo" else 2026
    data = time_zone(zone, ZONES[zone], year, year).to_ical()
    (definition,) = parsed(b"BEGIN:VCALENDAR\r\n" + data + b"END:VCALENDAR\r\n").parts
    assert [*lines_of(definition)] == DEFINITIONS[zone]


@pytest.mark.parametrize("zone", sorted(ZONES))
def test_a_definition_has_the_offset_of_any_time(zone: str) -> None:
    own = ZONES[zone]
    read = time_zone(zone, own, 2026, 2028).to_tz(lookup_tzid=False)
    days = [date(2026, 1, 2) + timedelta(days=60) * n for n in range(18)]
    days += [change.onset.date() + timedelta(days=n) for change in clock_changes(own, 2026, 2028) for n in (-1, 1)]
    times = [datetime.combine(day, time(12)) for day in days]
    assert {one: one.replace(tzinfo=read).utcoffset() for one in times} == {
        one: one.replace(tzinfo=own).utcoffset() for one in times
    }


class _NewYear(tzinfo):
    """A zone whose clocks go forward by an hour when 2027 begins."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """Return an hour from 2027-01-01 01:00 on, and before that none."""
        assert moment
        late = moment.replace(tzinfo=None) >= datetime(2027, 1, 1, 0 if moment.fold else 1)
        return timedelta(hours=late)

    def dst(self, moment: datetime | None) -> None:
        """Return nothing, as is allowed."""

    def tzname(self, moment: datetime | None) -> str:
        """Return the offset."""
        return str(self.utcoffset(moment))

    def fromutc(self, moment: datetime) -> datetime:
        """Return a moment in UTC as clocks show it."""
        return moment + timedelta(hours=moment.replace(tzinfo=None) >= datetime(2027, 1, 1))


def test_a_change_at_the_beginning_of_a_year_is_of_that_year() -> None:
    zone = _NewYear()
    assert [[change.onset for change in clock_changes(zone, year, year)] for year in (2026, 2027, 2028)] == [
        [],
        [datetime(2027, 1, 1)],
        [],
    ]


# Clocks go forward in Detroit on 2027-03-14 at 2:00, and back on 2026-11-01 at 2:00.
PLAIN = {
    ("2027-03-13 14:00", 45): True,
    ("2027-03-14 01:00", 59): True,
    ("2027-03-14 01:30", 60): False,
    ("2027-03-14 02:30", 5): False,
    ("2027-03-14 03:00", 60): True,
    ("2026-10-31 23:00", 60): True,
    ("2026-10-31 23:00", 240): False,
    ("2026-11-01 00:30", 45): False,
    ("2026-11-01 01:30", 5): False,
    ("2026-11-01 02:00", 60): True,
    ("2026-10-31 12:00", 1440): False,
}


@pytest.mark.parametrize(("starts", "minutes"), PLAIN)
def test_times_are_plain_away_from_changes_of_the_clocks(starts: str, minutes: int) -> None:
    moment = datetime.fromisoformat(starts).replace(tzinfo=ZONES["America/Detroit"])
    assert is_plain(moment, minutes) is PLAIN[starts, minutes]
    days = unclear_days(ZONES["America/Detroit"], 2026, 2027, moment.time(), minutes)
    assert (moment.date() not in days) is PLAIN[starts, minutes]


def test_meetings_while_clocks_change_are_written_in_utc() -> None:
    meeting = Meeting.model_validate(
        {
            "title": "Night",
            "starts": "2026-10-25 01:30",
            "minutes": "60",
            "repeats": "every week",
            "until": "2026-11-15",
            "moved": {"2026-11-08": "2027-03-14 02:30"},
            "where": "Online",
        }
    )
    community = TOY_CATALOG.communities[0].model_copy(update={"meetings": (meeting,)})
    calendar = parsed(Calendars(TOY_CATALOG, ZONES, "").of_meeting(community, meeting))
    events = [part for part in calendar.parts if part.name == "VEVENT"]
    assert [(event.value("RECURRENCE-ID"), event.value("DTSTART")) for event in events] == [
        ("", "20261025T013000"),
        ("20261101T013000", "20261101T053000Z"),
        ("20261108T013000", "20270314T073000Z"),
    ]
