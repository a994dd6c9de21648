"""Rules about meetings: their titles, and the days of a series."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime, time, timedelta

from copsite.catalog.field_formats import slug
from copsite.catalog.models import Catalog, Meeting, Status
from copsite.catalog.occurrences import days_of
from copsite.catalog.recurrence import fits, nearest, recurrence
from copsite.catalog.rules.context import Finding, Findings, RuleContext, communities_of, meetings_of, sound_values
from copsite.catalog.rules.identity import shared

_AHEAD, _LONGEST = 2, 10  # years
_FAR = timedelta(days=183)
_CALENDAR = "calendar"


def meeting_titles_differ(catalog: Catalog, context: RuleContext) -> Findings:
    """Require each meeting of a community to have a title, and so an id, of its own."""
    named = [*sound_values(meetings_of(catalog), lambda one: (one.id, one.title))]
    texts = {(*path, "title"): title for path, (_, title) in named}
    ids = (((*path, "title"), f"{path[1]} {id}", title) for path, (id, title) in named)
    for finding in shared(ids, "Choose another title", "meeting"):
        title = texts[finding.path]
        words = f"is {title!r}; another meeting of that day has no letter from a to z in its title either. Add a number"
        yield finding if slug(title) else finding._replace(words=words, seen="that meeting")
    for path, (id, title) in named:
        if id == _CALENDAR:
            words = f"is {title!r}, the name of the file with all meetings. Choose another title"
            yield Finding((*path, "title"), words)


def series_are_whole(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a last day for a series, and no field of a series for a single meeting."""

    def reading(one: Meeting) -> tuple[bool, bool, date]:
        return one.repeats is not None, one.until is not None, one.starts.date()

    for path, (repeats, ends, first) in sound_values(meetings_of(catalog), reading):
        if repeats and not ends:
            words = f"needs a last day. Add `until`, {_latest(first, context.today)} or earlier"
            yield Finding((*path, "repeats"), words)
    fields: Mapping[str, Callable[[Meeting], object]] = {
        "until": lambda one: one.repeats is None and one.until,
        "except": lambda one: one.repeats is None and one.except_,
        "moved": lambda one: one.repeats is None and one.moved,
    }
    for name, given in fields.items():
        for path, value in sound_values(meetings_of(catalog), given):
            if value:
                words = "is for a series, but the meeting has no `repeats`. Add that, or remove this"
                yield Finding((*path, name), words)


def series_end_in_time(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a series to end after it starts, at most two years ahead and ten years after its first meeting."""
    for path, (first, last) in sound_values(meetings_of(catalog), lambda one: (one.starts.date(), one.until)):
        if last is None:
            continue
        latest = _latest(first, context.today)
        if last < first:
            yield Finding((*path, "until"), f"is {last}, which is before `starts` ({first})")
        elif last > latest:
            words = f"is {last}, more than two years ahead. Write {latest} or earlier; a series is renewed every year"
            yield Finding((*path, "until"), words)
        elif last > _years_after(first, _LONGEST):
            words = f"is {first}, more than ten years before `until` ({last}). Write the day of a later meeting"
            yield Finding((*path, "starts"), words)


def series_start_with_a_meeting(catalog: Catalog, context: RuleContext) -> Findings:
    """Require the first day of a series to be one on which its rule has a meeting."""
    for path, (repeats, starts) in sound_values(meetings_of(catalog), lambda one: (one.repeats, one.starts)):
        if repeats is None or fits(rule := recurrence(repeats), starts.date()):
            continue
        what = "a day that most years lack" if rule.unit == "year" else f"a {starts:%A}, but it repeats {repeats!r}"
        before, after = (
            f"{datetime.combine(day, starts.time()):%Y-%m-%d %H:%M}" for day in nearest(rule, starts.date())
        )
        yield Finding((*path, "starts"), f"is {starts:%Y-%m-%d}, {what}. Write {before!r} or {after!r}")


def changed_days_are_of_the_series(catalog: Catalog, context: RuleContext) -> Findings:
    """Require the days in `except` and `moved` to be days of the series, and each to be there once."""
    for path, (canceled, days) in sound_values(meetings_of(catalog), lambda one: (one.except_, _series_days(one))):
        first, known = dict[date, int](), {*days}
        for n, day in enumerate(canceled):
            if day and first.setdefault(day, n) < n:
                yield Finding((*path, "except", n), f"names {day} a second time. Remove it")
            elif day and days and day not in known:
                yield Finding((*path, "except", n), f"names {day}, when there is no meeting. {_beside(days, day)}")


def moved_meetings_are_of_the_series(catalog: Catalog, context: RuleContext) -> Findings:
    """Require each day in `moved` to be one of the series, and the meeting to take place at a time nearby."""

    def reading(one: Meeting) -> tuple[Mapping[date, datetime], time, Collection[date], tuple[date, ...]]:
        return one.moved, one.starts.time(), {*one.except_}, _series_days(one)

    for path, (moved, own_time, canceled, days) in sound_values(meetings_of(catalog), reading):
        known = {*days}
        for day, moment in moved.items():
            words = ""
            if day in canceled:
                words = "is in `except` too. Remove it here or there"
            elif days and day not in known:
                words = f"has no meeting to move. {_beside(days, day)}"
            elif moment and moment == datetime.combine(day, own_time):
                words = "is moved to its own time. Write another time, or remove it"
            elif moment and abs(moment.date() - day) > _FAR:
                words = f"is moved to {moment.date()}, more than half a year away. Check the year"
            if words:
                yield Finding((*path, "moved", str(day)), words)


def meetings_end_with_the_community(catalog: Catalog, context: RuleContext) -> Findings:
    """Require that a paused, merged or closed community has no meeting after it came to that, at the latest today."""

    def reading(one: Meeting) -> tuple[date, date | None, Mapping[date, datetime]]:
        return one.starts.date(), one.until, one.moved

    found = sound_values(communities_of(catalog), lambda one: (one.status, one.since))
    ends = {
        path: (since or context.today, f"but the community {status.has_been(since)}")
        for path, (status, since) in found
        if status.ended or status == Status.PAUSED
    }
    for path, (first, last, moved) in sound_values(meetings_of(catalog), reading):
        if path[:2] not in ends:
            continue
        end, because = ends[path[:2]]
        if first > end:
            yield Finding((*path, "starts"), f"is {first}, {because}. Remove the meeting")
        elif last and last > end:
            yield Finding((*path, "until"), f"is {last}, {because}. Write {end}")
        for day, moment in moved.items():
            if moment and moment.date() > end >= max(day, first):
                words = f"is moved to {moment.date()}, {because}. Write the day in `except` instead"
                yield Finding((*path, "moved", str(day)), words)


def series_days(meeting: Meeting) -> tuple[date, ...]:
    """Return the days of a meeting; none if its series has no valid first or last day."""
    first = meeting.starts.date()
    if meeting.repeats is None:
        return (first,)
    if meeting.until is None or meeting.until > _years_after(first, _LONGEST):
        return ()
    return tuple(days_of(meeting)) if fits(recurrence(meeting.repeats), first) else ()


def local_times(meeting: Meeting) -> Iterator[tuple[date, datetime]]:
    """Yield each day of a meeting that is not canceled, and when it takes place, in its time zone."""
    canceled = {*meeting.except_}
    for day in series_days(meeting):
        if day not in canceled:
            yield day, meeting.time_on(day)


def _series_days(meeting: Meeting) -> tuple[date, ...]:
    """Return the days of a series some of whose meetings may be moved or canceled; none for a single meeting."""
    changed = meeting.repeats is not None and (meeting.except_ or meeting.moved)
    return series_days(meeting) if changed else ()


def _beside(days: tuple[date, ...], day: date) -> str:
    """Return advice to write one of the days of a series next to a day."""
    at = bisect(days, day)
    return f"Write {' or '.join(map(str, days[max(at - 1, 0) : at + 1]))}"


def _latest(first: date, today: date) -> date:
    """Return the latest day on which a series may end that starts on a day."""
    return _years_after(max(first, today), _AHEAD)


def _years_after(day: date, years: int) -> date:
    """Return the same day of a later year, or February 28 if that year has no February 29."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap else day.day)
