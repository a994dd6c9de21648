"""Time zones as calendars define them (RFC 5545, 3.6.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from copsite.calendars.clock_changes import ClockChange, clock_changes, offset_of
from copsite.catalog.recurrence import WEEKDAY_CODES

_WEEK = timedelta(weeks=1)
_ORDINALS = (-1, 1, 2, 3, 4)


def time_zone(name: str, zone: tzinfo, first: int, last: int) -> Timezone:
    """Return the definition of a zone for the years from `first` to `last`.

    icalendar's `Timezone.from_tzinfo` is not used: it sets clocks forward an hour late, and misses changes that last
    less than 64 days. It also lists changes as RDATE, which Outlook ignores and ical.js understands in part: here is a
    rule for changes that have one, and otherwise a part of its own for each.
    """
    changes = [*clock_changes(zone, first - 1, last)]
    by_setting: dict[tuple[object, ...], list[ClockChange]] = {}
    for change in changes:
        by_setting.setdefault(change[1:], []).append(change)
    rules = [(found[0], _yearly_rule([one.onset for one in found], first - 1, last)) for found in by_setting.values()]
    definition = Timezone()
    definition.add("TZID", name)
    if rules and all(rule for _, rule in rules):
        for change, rule in rules:
            definition.add_component(_part(change, rule))
        return definition
    start = datetime(first - 1, 1, 1, tzinfo=zone)
    initial = ClockChange(start.replace(tzinfo=None), offset_of(start), offset_of(start), start.tzname() or "")
    for change in (initial, *changes):
        definition.add_component(_part(change))
    return definition


def _part(change: ClockChange, rule: Mapping[str, object] | None = None) -> TimezoneStandard | TimezoneDaylight:
    # Not by `tzinfo.dst()`, which calls the winter in Dublin daylight saving time.
    part = TimezoneDaylight() if change.after > change.before else TimezoneStandard()
    part.add("DTSTART", change.onset)
    part.TZOFFSETFROM, part.TZOFFSETTO = change.before, change.after
    part.add("TZNAME", change.name)
    if rule:
        part.add("RRULE", rule)
    return part


def _yearly_rule(onsets: Sequence[datetime], first: int, last: int) -> Mapping[str, object] | None:
    """Return the rule of changes that come once a year on the same weekday of a month, from `first` to `last`."""
    one = onsets[0]
    regular = [onset.year for onset in onsets] == [*range(first, last + 1)] and all(
        (onset.month, onset.weekday(), onset.time()) == (one.month, one.weekday(), one.time()) for onset in onsets
    )
    for n in _ORDINALS if regular else ():
        if all(_is_nth(n, onset) for onset in onsets):
            return {"FREQ": "YEARLY", "BYMONTH": one.month, "BYDAY": f"{n}{WEEKDAY_CODES[one.weekday()]}"}
    return None


def _is_nth(n: int, day: datetime) -> bool:
    """Tell whether a day is the nth of its weekday in its month, or the last for -1."""
    return (day + _WEEK).month != day.month if n == -1 else (day.day + 6) // 7 == n
