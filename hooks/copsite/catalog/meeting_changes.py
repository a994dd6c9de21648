"""Changes to a community's meetings: add one, move or cancel one of its days, renew a series.

No validation here: callers validate the edited catalog.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from copsite.catalog.entries import LifecycleError, entry_of, field_before, is_later
from copsite.catalog.field_formats import comparable
from copsite.catalog.models import Catalog, Meeting
from copsite.catalog.occurrences import days_of
from copsite.catalog.series_changes import canceled, moved_to, open_again, written
from copsite.diagnostics.suggestions import did_you_mean
from copsite.yamlio.edit import Change, Edit, Removal
from copsite.yamlio.reader import FieldPath, YamlValue


class _MeetingDay(NamedTuple):
    """A meeting, its path, and one of its days by its rule."""

    path: FieldPath
    meeting: Meeting
    day: date

    @property
    def time(self) -> datetime:
        """Return when the meeting of that day takes place."""
        return self.meeting.time_on(self.day)


def add(catalog: Catalog, id: str, facts: Mapping[str, YamlValue]) -> Iterator[Edit]:
    """Add a meeting with these fields to a community."""
    path, community = entry_of(catalog, id)
    order = [field.alias or name for name, field in Meeting.model_fields.items()]
    meeting: YamlValue = {name: facts[name] for name in order if facts.get(name)}
    yield Change((*path, "meetings", len(community.meetings)), meeting, after=field_before(community, "meetings"))


def move(catalog: Catalog, id: str, day: date, *, to: str, title: str = "") -> Iterator[Edit]:
    """Move the meeting of a day to another time, such as `2027-02-11 15:00`; a later move replaces that time."""
    found = _the_one_on(catalog, id, day, title)
    if to == written(found.time):
        raise LifecycleError(f"{found.meeting.title!r} takes place then already. Give another time with --to")
    if found.meeting.repeats:
        yield from moved_to(found.path, found.meeting, found.day, to)
    else:
        yield Change((*found.path, "starts"), to)


def cancel(catalog: Catalog, id: str, day: date, *, title: str = "") -> Iterator[Edit]:
    """Cancel the meeting of a day; remove a single meeting."""
    found = _the_one_on(catalog, id, day, title)
    if found.meeting.repeats:
        yield from canceled(found.path, found.meeting, {found.day})
    else:
        yield Removal(found.path if len(_meetings(catalog, id)) > 1 else found.path[:-1])
        yield from open_again(*entry_of(catalog, id), {found.meeting.title})


def renew(catalog: Catalog, id: str, *, until: str, title: str = "") -> Iterator[Edit]:
    """Let a series go on until a later day."""
    meetings = _meetings(catalog, id, title)
    path, meeting = next((one for one in meetings if one[1].repeats), meetings[0])
    if meeting.until is None:
        raise LifecycleError(f"{meeting.title!r} does not repeat. Add another meeting with `meeting add`")
    if not is_later(until, meeting.until):
        raise LifecycleError(f"{meeting.title!r} goes on until {meeting.until}. Give a later day with --until")
    yield Change((*path, "until"), until)


def titles_on(catalog: Catalog, id: str, day: date) -> list[str]:
    """Return the titles of a community's meetings that take place on a day or, by their rule, would."""
    found = {one.path: one.meeting.title for one in _on(_meetings(catalog, id), day)}
    return [*found.values()]


def titles_of_series(catalog: Catalog, id: str) -> list[str]:
    """Return the titles of a community's series."""
    return [meeting.title for _, meeting in _meetings(catalog, id) if meeting.repeats]


def _meetings(catalog: Catalog, id: str, title: str = "") -> list[tuple[FieldPath, Meeting]]:
    """Return a community's meetings, or the one with a title; raise `LifecycleError` if there is none."""
    path, community = entry_of(catalog, id)
    found: list[tuple[FieldPath, Meeting]] = [
        ((*path, "meetings", n), meeting) for n, meeting in enumerate(community.meetings)
    ]
    if not found:
        raise LifecycleError(f"{community.name} has no meetings. Add one with `meeting add`")
    if title:
        named = [one for one in found if comparable(one[1].title) == comparable(title)]
        if not named:
            titles = [meeting.title for _, meeting in found]
            raise LifecycleError(f"{community.name} has no meeting {title!r}. {did_you_mean(title, titles)}")
        return named
    return found


def _on(meetings: Iterable[tuple[FieldPath, Meeting]], day: date) -> list[_MeetingDay]:
    """Return the meetings that take place on a day; if there are none, those that were moved away or canceled."""
    days = [_MeetingDay(path, meeting, one) for path, meeting in meetings for one in days_of(meeting)]
    found = [one for one in days if one.day not in one.meeting.except_ and one.time.date() == day]
    return sorted(found, key=lambda one: one.day != day) or [one for one in days if one.day == day]


def _the_one_on(catalog: Catalog, id: str, day: date, title: str) -> _MeetingDay:
    """Return the meeting of a day; raise `LifecycleError` if there is none or it is canceled."""
    meetings = _meetings(catalog, id, title)
    found = _on(meetings, day)
    if not found:
        days = sorted({one for _, meeting in meetings for one in days_of(meeting)})
        at = bisect(days, day)
        nearest = " or ".join(map(str, days[max(at - 1, 0) : at + 1]))
        raise LifecycleError(f"there is no meeting on {day}. Give {nearest}")
    if len({one.path for one in found}) > 1:
        titles = " and ".join(repr(one.meeting.title) for one in found)
        raise LifecycleError(f"there are {titles} on {day}. Say with --title which")
    if found[0].day in found[0].meeting.except_:
        words = f"{found[0].meeting.title!r} is canceled on {day}"
        raise LifecycleError(f"{words}. To hold it after all, remove the day from `except`")
    return found[0]
