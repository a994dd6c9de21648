"""Meetings as pages show them: the coming ones, their times, and the rule of a series in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from copsite.catalog.models import Association, Community, Meeting
from copsite.catalog.occurrences import Occurrence, occurrences, zone_of
from copsite.feeds.news_item import day_words

AHEAD = timedelta(days=92)  # of three months at most
NEXT = 3  # times of one series on a community's page


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
        """Return when it begins and ends, such as `2:00–2:45 pm EST`, with the city if the meeting has its own zone."""
        starts, ends = self.occurrence.starts, self.occurrence.ends
        first, last = zone_name(starts), zone_name(ends)
        zone = first if first == last else f"{first}–{last}"
        city = zone_words(self.meeting.zone or zone)
        return f"{span(starts, ends)} {zone}{'' if city == zone else f' ({city})'}"

    @property
    def in_order(self) -> tuple[datetime, str, str]:
        """Return the key that sorts meetings by time."""
        return self.occurrence.starts, self.community.full_name.casefold(), self.meeting.title


def meetings_ahead(
    community: Community, association: Association, zones: Mapping[str, tzinfo], today: date
) -> list[CommunityMeeting]:
    """Return a community's meetings within `AHEAD`, today included, and at least the next `NEXT` of each series.

    They are in order of time. A meeting whose zone is not among `zones` is left out.
    """
    found: list[CommunityMeeting] = []
    last = today + AHEAD
    for meeting in community.meetings:
        zone = zones.get(zone_of(meeting, association))
        times: Iterable[Occurrence] = occurrences(meeting, zone, today) if zone else ()
        if meeting.moved:
            times = sorted(times, key=lambda one: one.starts)
        soon = takewhile(lambda one: one[0] < NEXT or one[1].starts.date() <= last, enumerate(times))
        found += (CommunityMeeting(community, meeting, one) for _, one in soon)
    return sorted(found, key=lambda one: one.in_order)


def by_day(meetings: Iterable[CommunityMeeting]) -> Mapping[date, list[CommunityMeeting]]:
    """Group meetings by the day on which each begins in its time zone, in order."""
    found: dict[date, list[CommunityMeeting]] = {}
    for one in sorted(meetings, key=lambda one: one.day):
        found.setdefault(one.day, []).append(one)
    return found


def rule_words(meeting: Meeting, association: Association) -> str:
    """Return when a meeting takes place, in words that stay true as time passes."""
    ends = meeting.starts + timedelta(minutes=meeting.minutes)
    city = zone_words(zone_of(meeting, association))
    zone = city if city.startswith("UTC") else f"{city} time"
    words = f"{span(meeting.starts, ends)}, {zone}"
    return f"{meeting.repeats[0].upper()}{meeting.repeats[1:]}, {words}" if meeting.repeats else words


def when(meeting: Meeting, association: Association) -> str:
    """Return the rule of a series with its last day, or the day of a single meeting, in words that stay true."""
    words = rule_words(meeting, association)
    return (
        f"{words}, until {day_words(meeting.until)}"
        if meeting.until
        else f"{day_words(meeting.starts.date())}, {words}"
    )


@lru_cache(maxsize=1000)  # many meetings are on one day
def long_day(day: date, today: date) -> str:
    """Return a day such as `Thursday, December 3`, with the year if it is not that of `today`."""
    return f"{day:%A}, {day:%B} {day.day}{_year(day, today)}"


def short_day(day: date, today: date) -> str:
    """Return a day such as `Thu, Dec 3`, with the year if it is not that of `today`."""
    return f"{day:%a}, {day:%b} {day.day}{_year(day, today)}"


def span(starts: datetime, ends: datetime) -> str:
    """Return two times of day, such as `2:00–2:45 pm`, `11:30 am–noon` or `11:00 pm–1:00 am the next day`."""
    first, last = clock(starts), clock(ends)
    later = starts.date() != ends.date() and last != "midnight"
    if first[-3:] == last[-3:] and first[-3] == " " and not later:
        first = first[:-3]
    return f"{first}–{last}{' the next day' if later else ''}"


def clock(moment: datetime) -> str:
    """Return the time of day, such as `2:00 pm`, `noon` or `midnight`."""
    if moment.hour % 12 == moment.minute == 0:
        return "noon" if moment.hour else "midnight"
    return f"{moment.hour % 12 or 12}:{moment.minute:02} {'pm' if moment.hour >= 12 else 'am'}"


def zone_name(moment: datetime) -> str:
    """Return the abbreviation of a moment's time zone, or its offset from UTC, such as `UTC+5:30`, if it has none."""
    name = moment.tzname() or ""
    if name.isalpha():
        return name
    offset = moment.utcoffset() or timedelta()
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    sign = "-" if offset < timedelta() else "+"
    return f"UTC{sign}{hours}{f':{minutes:02}' if minutes else ''}" if offset else "UTC"


def zone_words(name: str) -> str:
    """Return the city of a time zone, or the offset from UTC of one without a city."""
    area, _, city = name.rpartition("/")
    if area == "Etc" and city.startswith(("GMT+", "GMT-")):  # where the sign is the other way round (POSIX)
        return f"UTC{'-' if city[3] == '+' else '+'}{city[4:]}"
    return city.replace("_", " ")


def _year(day: date, today: date) -> str:
    return "" if day.year == today.year else f", {day.year}"
