"""Meetings as pages show them: the coming ones, their times, and the rule of a series in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from copsite.catalog.models import Association, Catalog, Community, Meeting
from copsite.catalog.occurrences import Occurrence, occurrences, zone_of

AHEAD = timedelta(days=92)  # of three months at most


class CommunityMeeting(NamedTuple):
    """One time that a community's meeting takes place."""

    community: Community
    meeting: Meeting
    occurrence: Occurrence

    @property
    def day(self) -> date:
        """Return the day on which it begins, in its time zone."""
        return self.occurrence.starts.date()

    @property
    def times(self) -> str:
        """Return when it begins and ends, such as `2:00–2:45 pm EST`."""
        starts, ends = self.occurrence.starts, self.occurrence.ends
        return f"{span(starts, ends)} {zone_name(starts)}"


def coming_meetings(catalog: Catalog, zones: Mapping[str, tzinfo], today: date) -> Iterator[CommunityMeeting]:
    """Yield the meetings that begin within `AHEAD`, today included, in order of time."""
    last = today + AHEAD
    yield from sorted(
        (
            CommunityMeeting(community, meeting, one)
            for community in catalog.communities
            for meeting in community.meetings
            for one in occurrences(meeting, zones[zone_of(meeting, catalog.association)])
            if today <= one.starts.date() <= last
        ),
        key=lambda one: (one.occurrence.starts, one.community.name.casefold(), one.meeting.title),
    )


def by_day(meetings: Iterable[CommunityMeeting]) -> Mapping[date, list[CommunityMeeting]]:
    """Group meetings by the day on which each begins in its time zone, in order."""
    found: dict[date, list[CommunityMeeting]] = {}
    for one in sorted(meetings, key=lambda one: one.day):
        found.setdefault(one.day, []).append(one)
    return found


def rule_words(meeting: Meeting, association: Association) -> str:
    """Return when a meeting takes place, in words that stay true as time passes."""
    ends = meeting.starts + timedelta(minutes=meeting.minutes)
    city = zone_of(meeting, association).rpartition("/")[2].replace("_", " ")
    zone = city if city == "UTC" else f"{city} time"
    words = f"{span(meeting.starts, ends)}, {zone}"
    return f"{meeting.repeats[0].upper()}{meeting.repeats[1:]}, {words}" if meeting.repeats else words


def span(starts: datetime, ends: datetime) -> str:
    """Return two times of day, such as `2:00–2:45 pm` or `11:30 am–12:15 pm`."""
    first, last = clock(starts), clock(ends)
    same = first[-2:] == last[-2:] and ends - starts < timedelta(hours=12)
    return f"{first[:-3] if same else first}–{last}"


def clock(moment: datetime) -> str:
    """Return the time of day, such as `2:00 pm`."""
    return f"{moment.hour % 12 or 12}:{moment:%M} {'pm' if moment.hour >= 12 else 'am'}"


def zone_name(moment: datetime) -> str:
    """Return the abbreviation of a moment's time zone, or its offset from UTC if it has none."""
    name, offset = moment.tzname() or "", f"{moment:%z}"
    return name if name.isalpha() else f"UTC{offset[:3]}:{offset[3:5]}".removesuffix(":00")
