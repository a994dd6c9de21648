"""The days and times of a community's meetings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Literal, NamedTuple

from dateutil.rrule import MONTHLY, WEEKLY, YEARLY, rrule, weekday

from copsite.catalog.models import Association, Meeting
from copsite.catalog.recurrence import recurrence

_FREQUENCIES: Mapping[str, Literal[0, 1, 2]] = {"week": WEEKLY, "month": MONTHLY, "year": YEARLY}


class Occurrence(NamedTuple):
    """One meeting of a series: the day on which the rule has it, and when it begins and ends, in its time zone.

    For a meeting that was moved, `starts` is on another day or at another time.
    """

    day: date
    starts: datetime
    ends: datetime


def zone_of(meeting: Meeting, association: Association) -> str:
    """Return the name of a meeting's time zone, by default the association's."""
    return meeting.zone or association.time_zone


def days_of(meeting: Meeting) -> Iterator[date]:
    """Yield the days on which a meeting's rule has it, from the first to the last, whatever was moved or canceled."""
    first = meeting.starts.date()
    if meeting.repeats is None or meeting.until is None:
        yield first
    else:
        yield from _days(first, meeting.repeats, meeting.until)


@lru_cache(maxsize=4000)  # rules, pages and calendars each ask for the days of a series
def _days(first: date, repeats: str, until: date) -> tuple[date, ...]:
    rule = recurrence(repeats)
    days = [weekday(day, n) if n else weekday(day) for day in rule.weekdays for n in rule.ordinals or (0,)]
    found = rrule(
        _FREQUENCIES[rule.unit],
        dtstart=datetime.combine(first, time()),
        interval=rule.interval,
        byweekday=days or None,
        until=datetime.combine(until, time()),
    )
    return tuple(day.date() for day in found)


def occurrences(meeting: Meeting, zone: tzinfo, since: date = date.min) -> Iterator[Occurrence]:
    """Yield each time that a meeting takes place on the day `since` or later, in order of its days in the rule."""
    for day in days_of(meeting):
        if day < since and day not in meeting.moved:
            continue
        local = meeting.time_on(day)
        if local.date() >= since and day not in meeting.except_:
            starts = local.replace(tzinfo=zone)
            ends = starts + timedelta(minutes=meeting.minutes)
            if clocks_change(zone, starts.date()) or clocks_change(zone, ends.date()):
                # Minutes pass in UTC: a meeting that spans a change of the clocks lasts as long as any other.
                ends = (starts.astimezone(UTC) + timedelta(minutes=meeting.minutes)).astimezone(zone)
            yield Occurrence(day, starts, ends)


@lru_cache(maxsize=4000)  # many meetings are on one day, and to ask the zone takes most of the time
def clocks_change(zone: tzinfo, day: date) -> bool:
    """Return whether clocks in a time zone change on a day, at either midnight included."""
    begins = datetime.combine(day, time(), zone)
    midnights = (begins, (begins + timedelta(days=1)).replace(fold=1))
    return midnights[0].utcoffset() != midnights[1].utcoffset()
