"""When clocks change in a time zone, and meetings whose times calendar programs understand in different ways then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

_SECOND, _DAY = timedelta(seconds=1), timedelta(days=1)


class ClockChange(NamedTuple):
    """A change of the clocks: when, as they show it before, their offsets from UTC before and after, and a name.

    The name is that of the time from then on, such as EST.
    """

    onset: datetime
    before: timedelta
    after: timedelta
    name: str


def clock_changes(zone: tzinfo, first: int, last: int) -> Iterator[ClockChange]:
    """Yield the changes in the years from `first` to `last`, in order of time."""
    for year in range(first, last + 1):
        yield from _changes_in(zone, year)


@lru_cache(maxsize=1000)  # meetings share their zones
def _changes_in(zone: tzinfo, year: int) -> Sequence[ClockChange]:
    """Return the changes in a year; there is at most one within 24 hours."""
    moment, end = (datetime(number, 1, 1, tzinfo=zone).astimezone(UTC) for number in (year, year + 1))
    moment -= _DAY  # one at the beginning of the year, too
    found = []
    while moment < end:
        before, after = moment.astimezone(zone), (moment + _DAY).astimezone(zone)
        moment += _DAY
        if _setting(before) != _setting(after):
            change = _change_after(before)
            onset = (change.astimezone(UTC) + offset_of(before)).replace(tzinfo=None)
            if onset.year == year:
                found.append(ClockChange(onset, offset_of(before), offset_of(change), change.tzname() or ""))
    return found


def _change_after(before: datetime) -> datetime:
    """Return the first second at which clocks are set in another way, at most a day later."""
    low, high = 0, _DAY // _SECOND
    while high - low > 1:
        middle = (low + high) // 2
        same = _setting(_later(before, middle * _SECOND)) == _setting(before)
        low, high = (middle, high) if same else (low, middle)
    return _later(before, high * _SECOND)


def is_plain(starts: datetime, minutes: int) -> bool:
    """Tell whether a meeting's times have one meaning: clocks do not change while it lasts, or around it.

    If they do, programs take a time that clocks skip or show twice for an earlier or a later one, and some let a
    meeting end when clocks show that its minutes are over.
    """
    ends = starts + timedelta(minutes=minutes)  # as clocks show it
    return is_clear(starts) and is_clear(ends) and starts.utcoffset() == ends.utcoffset()


def is_clear(local: datetime) -> bool:
    """Tell whether clocks show a time once, and neither skip it nor show it twice."""
    return local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset()


@lru_cache(maxsize=1000)  # meetings share their zones, and many their hours
def unclear_days(zone: tzinfo, first: int, last: int, starts: time, minutes: int) -> frozenset[date]:
    """Return the days in the years from `first` to `last` on which a meeting of these hours is not plain."""
    days = {change.onset.date() + step * _DAY for change in clock_changes(zone, first, last) for step in (-2, -1, 0, 1)}
    return frozenset(day for day in days if not is_plain(datetime.combine(day, starts, zone), minutes))


def offset_of(local: datetime) -> timedelta:
    """Return the offset of a time's zone from UTC."""
    return local.utcoffset() or timedelta()


def _later(local: datetime, span: timedelta) -> datetime:
    return (local.astimezone(UTC) + span).astimezone(local.tzinfo)


def _setting(local: datetime) -> tuple[timedelta | None, str | None]:
    return local.utcoffset(), local.tzname()
