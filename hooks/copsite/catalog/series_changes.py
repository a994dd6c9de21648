"""Changes to the days of a series: cancel one, move one, end the series."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime

from copsite.catalog.models import Community, Meeting, NeedState
from copsite.yamlio.edit import Change, Edit, Removal
from copsite.yamlio.reader import FieldPath


def moved_to(path: FieldPath, meeting: Meeting, day: date, to: str) -> Iterator[Edit]:
    """Move the meeting of a day in the series; back at its own time, it is no longer in `moved`."""
    if to == written(datetime.combine(day, meeting.starts.time())):
        yield from _no_longer_moved(path, meeting, {day})
    else:
        after = "" if meeting.moved else "except" if meeting.except_ else "until"
        yield Change((*path, "moved", str(day)), to, after)


def canceled(path: FieldPath, meeting: Meeting, days: Collection[date]) -> Iterator[Edit]:
    """Cancel the meetings of days in the series, moved or not."""
    yield from _no_longer_moved(path, meeting, days)
    yield from _excepted(path, meeting, days)


def ended(path: FieldPath, community: Community, on: date) -> Iterator[Edit]:
    """End the meetings of a community on a day: series that would go on, and meetings that would begin later."""
    later = {n for n, meeting in enumerate(community.meetings) if meeting.starts.date() > on}
    yield from _without((*path, "meetings"), range(len(community.meetings)), later)
    yield from open_again(path, community, {community.meetings[n].title for n in later})
    for n, meeting in enumerate(community.meetings):
        if n not in later and meeting.until and meeting.until > on:
            yield Change((*path, "meetings", n, "until"), str(on))
        if n not in later:
            yield from _without_days_after((*path, "meetings", n), meeting, on)


def open_again(path: FieldPath, community: Community, titles: Collection[str]) -> Iterator[Edit]:
    """Take back that a meeting with one of these titles answers a need; the need is open unless a resource does."""
    for n, need in enumerate(community.needs):
        if need.meeting in titles:
            yield Removal((*path, "needs", n, "meeting"))
            if need.resource is None:
                yield Change((*path, "needs", n, "state"), NeedState.OPEN.value)


def written(moment: datetime) -> str:
    """Return a moment as the catalog has it."""
    return f"{moment:%Y-%m-%d %H:%M}"


def _without_days_after(path: FieldPath, meeting: Meeting, on: date) -> Iterator[Edit]:
    """Remove the days after the end of a series; cancel the meetings that were moved from before it to after it."""
    gone = {day for day, moment in meeting.moved.items() if on < max(day, moment.date())}
    called_off = {day for day in gone if day <= on}
    past = [day for day in meeting.except_ if day <= on]
    if called_off and len(past) == len(meeting.except_):
        yield from _excepted(path, meeting, called_off)
    elif called_off:
        yield Change((*path, "except"), [*map(str, sorted([*past, *called_off]))])
    else:
        later = {n for n, day in enumerate(meeting.except_) if day > on}
        yield from _without((*path, "except"), range(len(meeting.except_)), later)
    yield from _no_longer_moved(path, meeting, gone)


def _excepted(path: FieldPath, meeting: Meeting, days: Collection[date]) -> Iterator[Change]:
    if meeting.except_:
        yield from (Change((*path, "except", n), str(day)) for n, day in enumerate(sorted(days), len(meeting.except_)))
    else:
        yield Change((*path, "except"), [*map(str, sorted(days))], after="until")


def _no_longer_moved(path: FieldPath, meeting: Meeting, days: Collection[date]) -> Iterator[Removal]:
    moved = [*map(str, meeting.moved)]
    yield from _without((*path, "moved"), moved, {*map(str, days)} & {*moved})


def _without(path: FieldPath, items: Sequence[str | int], gone: Collection[str | int]) -> Iterator[Removal]:
    """Remove some items of a list or a group, or the list or group itself if nothing is left."""
    if gone and len(gone) == len(items):
        yield Removal(path)
    else:
        yield from (Removal((*path, item)) for item in items if item in gone)
