"""Times and rules of meetings in words, and which meetings are still to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from copsite.catalog.models import Catalog, Community, Meeting
from copsite.catalog.occurrences import occurrences
from copsite.render.meetings import (
    CommunityMeeting,
    clock,
    long_day,
    meetings_ahead,
    rule_words,
    short_day,
    span,
    zone_words,
)
from reader import DAY, catalog_with
from workspace import ZONES

CLOCKS = [
    # A time of 24 hours, and the same as Americans write it.
    ("00:00", "midnight"),
    ("00:01", "12:01 am"),
    ("09:05", "9:05 am"),
    ("11:59", "11:59 am"),
    ("12:00", "noon"),
    ("12:30", "12:30 pm"),
    ("13:00", "1:00 pm"),
    ("23:59", "11:59 pm"),
]


@pytest.mark.parametrize(("time", "words"), CLOCKS)
def test_a_time_of_day(time: str, words: str) -> None:
    assert clock(datetime.fromisoformat(f"2026-12-03 {time}")) == words


SPANS = [
    # When it begins and ends, and both in words.
    ("2026-12-03 14:00", "2026-12-03 14:45", "2:00–2:45 pm"),
    ("2026-12-03 09:30", "2026-12-03 16:30", "9:30 am–4:30 pm"),
    ("2026-12-03 11:30", "2026-12-03 12:15", "11:30 am–12:15 pm"),
    ("2026-12-03 11:15", "2026-12-03 12:00", "11:15 am–noon"),
    ("2026-12-03 12:00", "2026-12-03 12:45", "noon–12:45 pm"),
    ("2026-12-03 12:15", "2026-12-03 13:00", "12:15–1:00 pm"),
    ("2026-12-03 00:00", "2026-12-03 01:00", "midnight–1:00 am"),
    ("2026-12-03 22:30", "2026-12-04 00:00", "10:30 pm–midnight"),
    ("2026-12-03 23:30", "2026-12-04 00:15", "11:30 pm–12:15 am the next day"),
    ("2026-12-31 22:00", "2027-01-01 01:00", "10:00 pm–1:00 am the next day"),
    ("2026-12-03 09:30", "2026-12-04 09:30", "9:30 am–9:30 am the next day"),
    ("2026-12-03 09:30", "2026-12-04 09:15", "9:30 am–9:15 am the next day"),
    ("2026-12-03 12:00", "2026-12-04 12:00", "noon–noon the next day"),
    ("2026-12-03 00:00", "2026-12-04 00:00", "midnight–midnight"),
]


@pytest.mark.parametrize(("starts", "ends", "words"), SPANS)
def test_two_times_of_day(starts: str, ends: str, words: str) -> None:
    assert span(datetime.fromisoformat(starts), datetime.fromisoformat(ends)) == words


TIMES = [
    # When a meeting of 90 minutes begins in its own zone, and its times in words.
    ("2026-12-03 14:00", "America/Detroit", "2:00–3:30 pm EST (Detroit)"),
    ("2027-07-01 14:00", "America/Detroit", "2:00–3:30 pm EDT (Detroit)"),
    ("2026-12-03 14:00", "America/Port-au-Prince", "2:00–3:30 pm EST (Port-au-Prince)"),
    ("2026-12-03 14:00", "America/Argentina/Buenos_Aires", "2:00–3:30 pm UTC-3 (Buenos Aires)"),
    ("2026-12-03 14:00", "Asia/Shanghai", "2:00–3:30 pm CST (Shanghai)"),
    ("2026-12-03 14:00", "Asia/Kathmandu", "2:00–3:30 pm UTC+5:45 (Kathmandu)"),
    ("2026-12-03 14:00", "America/St_Johns", "2:00–3:30 pm NST (St Johns)"),
    ("2026-12-03 14:00", "Pacific/Marquesas", "2:00–3:30 pm UTC-9:30 (Marquesas)"),
    ("2026-12-03 14:00", "Antarctica/Troll", "2:00–3:30 pm UTC (Troll)"),
    ("2026-12-03 14:00", "UTC", "2:00–3:30 pm UTC"),
    # The night in which the clocks go forward, and the one in which they go back.
    ("2027-03-14 01:30", "America/Detroit", "1:30–4:00 am EST–EDT (Detroit)"),
    ("2026-11-01 00:30", "America/Detroit", "12:30–1:00 am EDT–EST (Detroit)"),
]


def meeting_of(starts: str, zone: str | None = None, **more: object) -> Meeting:
    """Return a meeting of 90 minutes."""
    fields = {"title": "A call", "starts": starts, "minutes": 90, "zone": zone, "where": "Online.", **more}
    return Meeting.model_validate(fields)


@pytest.mark.parametrize(("starts", "zone", "words"), TIMES)
def test_times_name_the_zone_as_on_that_day_and_its_city(starts: str, zone: str, words: str) -> None:
    community = catalog_with().communities[0]
    meeting = meeting_of(starts, zone)
    [one] = [CommunityMeeting(community, meeting, found) for found in occurrences(meeting, ZONES[zone])]
    assert one.times == words
    own = CommunityMeeting(community, meeting_of(starts), one.occurrence)  # in the association's zone
    assert own.times == words.partition(" (")[0]


RULES = [
    # How often, the zone if it has its own, and the rule in words.
    ("every month on the first Thursday", None, "Every month on the first Thursday, 2:00–3:30 pm, Detroit time"),
    ("every 2 weeks on Tuesday", "America/New_York", "Every 2 weeks on Tuesday, 2:00–3:30 pm, New York time"),
    ("every year", "Pacific/Auckland", "Every year, 2:00–3:30 pm, Auckland time"),
    ("every week", "Etc/UTC", "Every week, 2:00–3:30 pm, UTC"),
    ("every week", "Etc/GMT+5", "Every week, 2:00–3:30 pm, UTC-5"),
    (None, None, "2:00–3:30 pm, Detroit time"),
]


@pytest.mark.parametrize(("repeats", "zone", "words"), RULES)
def test_a_rule_names_the_city_in_whose_time_it_is(repeats: str | None, zone: str | None, words: str) -> None:
    until = "2027-11-30" if repeats else None
    meeting = meeting_of("2026-12-03 14:00", zone, repeats=repeats, until=until)
    assert rule_words(meeting, catalog_with().association) == words


@pytest.mark.parametrize(
    ("zone", "words"),
    [("America/Detroit", "Detroit"), ("UTC", "UTC"), ("Etc/GMT-14", "UTC+14"), ("US/Eastern", "Eastern")],
)
def test_a_zone_is_named_by_its_city(zone: str, words: str) -> None:
    assert zone_words(zone) == words


def test_a_day_has_its_year_unless_that_is_this_one() -> None:
    today = date(2026, 11, 24)
    assert long_day(date(2026, 12, 3), today) == "Thursday, December 3"
    assert long_day(date(2027, 1, 7), today) == "Thursday, January 7, 2027"
    assert short_day(date(2026, 12, 3), today) == "Thu, Dec 3"
    assert short_day(date(2027, 1, 7), today) == "Thu, Jan 7, 2027"


SERIES = """    meetings:
      - title: Call
        starts: {starts}
        minutes: 45
        repeats: {repeats}
        until: {until}
        where: Online.
"""
AHEAD = [
    # The first meeting, how often, until when, more, and the days that are ahead on 2026-11-24.
    # Today counts, and so does the last day of the series.
    ("2026-11-17", "every week", "2026-12-01", "", ["2026-11-24", "2026-12-01"]),
    # A rare one is named, however far away it is; a frequent one for three months.
    ("2026-05-06", "every year", "2028-11-24", "", ["2027-05-06", "2028-05-06"]),
    ("2026-11-25", "every 4 weeks", "2027-11-30", "", ["2026-11-25", "2026-12-23", "2027-01-20", "2027-02-17"]),
    # Canceled and moved ones, to before another and out of the past.
    ("2026-11-17", "every week", "2026-12-08", "except: [2026-11-24]", ["2026-12-01", "2026-12-08"]),
    ("2026-11-17", "every week", "2026-11-30", "moved: {2026-11-17: 2026-12-03 10:00}", ["2026-11-24", "2026-12-03"]),
    ("2026-11-24", "every week", "2026-12-06", "moved: {2026-12-01: 2026-11-20 10:00}", ["2026-11-24"]),
    ("2026-11-24", "every week", "2026-12-06", "moved: {2026-11-24: 2026-12-02 10:00}", ["2026-12-01", "2026-12-02"]),
    # Over.
    ("2026-01-06", "every week", "2026-11-23", "", []),
]


def ahead(catalog: Catalog) -> Sequence[CommunityMeeting]:
    """Return the meetings of the only community that are ahead."""
    community: Community = catalog.communities[0]
    return meetings_ahead(community, catalog.association, ZONES, DAY)


@pytest.mark.parametrize(("starts", "repeats", "until", "more", "days"), AHEAD)
def test_the_meetings_ahead(starts: str, repeats: str, until: str, more: str, days: list[str]) -> None:
    series = SERIES.format(starts=f"{starts} 14:00", repeats=repeats, until=until)
    catalog = catalog_with(series + (f"        {more}\n" if more else ""))
    assert [str(one.day) for one in ahead(catalog)] == days
