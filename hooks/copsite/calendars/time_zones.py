"""Time zones as calendars define them (RFC 5545, 3.6.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from copsite.calendars.clock_changes import clock_changes, offset_of

_WEEK = timedelta(weeks=1)
_ORDINALS = (-1, 1, 2, 3, 4)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class _Observance(NamedTuple):
    """How clocks are set from a change on: their offsets from UTC before and after it, and the name of the time."""

    before: timedelta
    after: timedelta
    name: str


def time_zone(name: str, zone: tzinfo, first: int, last: int) -> Timezone:
    """Return the definition of a zone for the years from `first` to `last`.

    icalendar's `Timezone.from_tzinfo` is not used: it sets clocks forward an hour late, and misses changes that last
    less than 64 days. It also lists all changes, but Outlook understands only rules.
    """
    onsets: dict[_Observance, list[datetime]] = {}
    for change in clock_changes(zone, first - 1, last):
        onsets.setdefault(_Observance(change.before, change.after, change.name), []).append(change.onset)
    rules = {observance: _yearly_rule(found, first - 1, last) for observance, found in onsets.items()}
    if not rules or not all(rules.values()):  # a list needs the time before its first change, too
        start = datetime(first - 1, 1, 1, tzinfo=zone)
        initial = _Observance(offset_of(start), offset_of(start), start.tzname() or "")
        onsets, rules = {initial: [start.replace(tzinfo=None)], **onsets}, {}
    definition = Timezone()
    definition.add("TZID", name)
    for observance, found in onsets.items():
        definition.add_component(_component(observance, found, rules.get(observance)))
    return definition


def _component(
    observance: _Observance, onsets: Sequence[datetime], rule: Mapping[str, object] | None
) -> TimezoneStandard | TimezoneDaylight:
    # Not by `tzinfo.dst()`, which calls the winter in Dublin daylight saving time.
    component = TimezoneDaylight() if observance.after > observance.before else TimezoneStandard()
    component.add("DTSTART", onsets[0])
    component.TZOFFSETFROM, component.TZOFFSETTO = observance.before, observance.after
    component.add("TZNAME", observance.name)
    if rule:
        component.add("RRULE", rule)
    elif onsets[1:]:
        component.add("RDATE", onsets[1:])
    return component


def _yearly_rule(onsets: Sequence[datetime], first: int, last: int) -> Mapping[str, object] | None:
    """Return the rule of changes that come once a year on the same weekday of a month, from `first` to `last`."""
    one = onsets[0]
    regular = [onset.year for onset in onsets] == [*range(first, last + 1)] and all(
        (onset.month, onset.weekday(), onset.time()) == (one.month, one.weekday(), one.time()) for onset in onsets
    )
    for n in _ORDINALS if regular else ():
        if all(_is_nth(n, onset) for onset in onsets):
            return {"FREQ": "YEARLY", "BYMONTH": one.month, "BYDAY": f"{n}{_WEEKDAYS[one.weekday()]}"}
    return None


def _is_nth(n: int, day: datetime) -> bool:
    """Tell whether a day is the nth of its weekday in its month, or the last for -1."""
    return (day + _WEEK).month != day.month if n == -1 else (day.day + 6) // 7 == n
