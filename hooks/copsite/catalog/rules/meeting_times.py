"""Rules about the times of meetings in their time zones."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import groupby
from typing import NamedTuple

from copsite.catalog.models import Catalog, Meeting
from copsite.catalog.occurrences import clocks_change
from copsite.catalog.rules.context import Finding, Findings, RuleContext, meetings_of, read, sound_values
from copsite.catalog.rules.meetings import local_times
from copsite.catalog.time_zones import zone_mistake
from copsite.yamlio.reader import FieldPath

_SHOWN = 3  # days in a message


def meeting_zones_exist(catalog: Catalog, context: RuleContext) -> Findings:
    """Require the time zone of a meeting to be one from the IANA list."""
    for path, zone in sound_values(meetings_of(catalog), lambda one: one.zone):
        words = zone_mistake(zone, context.zones) if zone and context.zones else ""
        if words:
            yield Finding((*path, "zone"), words)


def meeting_times_exist(catalog: Catalog, context: RuleContext) -> Findings:
    """Require that clocks show the time of each meeting once on its day, and do not skip it."""
    for path, times in _times(catalog, context):
        days: dict[str, list[date]] = {}
        for day, moment in times.moments:
            if not clocks_change(times.zone, moment.date()):
                continue
            early, late = (moment.replace(tzinfo=times.zone, fold=fold).utcoffset() for fold in (0, 1))
            if early is None or late is None or early == late:
                continue
            what = f"{moment:%H:%M}, which clocks in {times.city} {'skip' if early < late else 'show twice'}"
            if day in times.moved:
                words = f"is moved to {what} on {moment.date()}. Write another time"
                yield Finding((*path, "moved", str(day)), words)
            else:
                days.setdefault(what, []).append(day)
        for what, found in days.items():
            more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
            shown = ", ".join(map(str, found[:_SHOWN])) + more
            other = ", or move the meetings of those days" if times.repeats else ""
            yield Finding((*path, "starts"), f"is at {what} on {shown}. Write another time{other}")


def meetings_are_apart(catalog: Catalog, context: RuleContext) -> Findings:
    """Require that a community has one meeting at a time; report two series that often coincide once."""
    for _, group in groupby(_times(catalog, context), key=lambda one: one[0][:2]):
        meetings = [one for one in group if read(one[1].meeting, lambda meeting: meeting.minutes)]
        # A series by its rule alone has no two meetings at one time: they are a day apart, and take a day at most.
        if len(meetings) > 1 or any(times.moved for _, times in meetings):
            yield from _overlaps(meetings)


class _Times(NamedTuple):
    """When a meeting takes place: its time zone, by name too, and each day of its rule with the local time."""

    meeting: Meeting
    city: str
    zone: tzinfo
    repeats: bool
    moved: Collection[date]
    moments: Sequence[tuple[date, datetime]]


def _times(catalog: Catalog, context: RuleContext) -> Iterator[tuple[FieldPath, _Times]]:
    """Yield the times of each meeting in a known time zone."""
    zones = context.zones or {}

    def reading(one: Meeting) -> _Times | None:
        city = one.zone or catalog.association.time_zone
        zone = zones.get(city)
        if zone is None:
            return None
        return _Times(one, city, zone, one.repeats is not None, one.moved.keys(), [*local_times(one)])

    yield from ((path, times) for path, times in sound_values(meetings_of(catalog), reading) if times)


class _Taken(NamedTuple):
    """A time that a meeting takes, in UTC: the meeting's index, and the day of its rule."""

    starts: datetime
    ends: datetime
    meeting: int
    day: date


def _overlaps(meetings: Sequence[tuple[FieldPath, _Times]]) -> Findings:
    """Report the first time that a meeting begins during another; each is compared with the one that ends last."""
    taken = sorted(
        _Taken(start, start + timedelta(minutes=times.meeting.minutes), n, day)
        for n, (_, times) in enumerate(meetings)
        for day, moment in times.moments
        for start in (moment.replace(tzinfo=times.zone).astimezone(UTC),)
    )
    reported = set[frozenset[int]]()
    for last, one in _with_the_last_to_end(taken):
        pair = frozenset((last.meeting, one.meeting))
        if one.starts < last.ends and pair not in reported:
            reported.add(pair)
            (path, times), (other, _) = meetings[one.meeting], meetings[last.meeting]
            field = ("moved", str(one.day)) if one.day in times.moved else ("starts",)
            here = "is moved to a time" if len(field) > 1 else "is at a time"
            on = one.starts.astimezone(times.zone).date()
            words = f"{here} on {on} when the community has another meeting. Choose another time"
            yield Finding((*path, *field), words, (*other, "starts"), "the other meeting")


def _with_the_last_to_end(taken: Sequence[_Taken]) -> Iterator[tuple[_Taken, _Taken]]:
    """Yield each time but the first, after the time before it that ends last."""
    longest = taken[:1]
    for one in taken[1:]:
        yield longest[0], one
        longest = [max(longest[0], one, key=lambda time: time.ends)]
