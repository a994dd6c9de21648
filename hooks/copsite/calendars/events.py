"""A meeting as calendars have it: an event, and another for each of its days that differs (RFC 5545, 3.6.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from icalendar import Event, vDDDLists, vDuration, vRecur

from copsite.calendars.clock_changes import is_clear, is_plain, unclear_days
from copsite.calendars.lines import (
    address_line,
    categories_line,
    line,
    shared,
    shared_text_line,
    text_line,
    time_line,
)
from copsite.catalog.day_types import UNKNOWN_DAY
from copsite.catalog.models import Community, Meeting
from copsite.catalog.occurrences import days_of
from copsite.catalog.recurrence import WEEKDAY_CODES, recurrence

_FREQUENCIES = {"week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_BEGIN, _END = Event().to_ical().splitlines(keepends=True)


@dataclass(frozen=True)
class CommunityEvent:
    """A meeting of a community, its time zone, and what else its events say.

    `topics` are names; `page` is its place on the community's page, or '' if the site's address is unknown.
    """

    community: Community
    meeting: Meeting
    zone: tzinfo
    uid: str
    topics: tuple[str, ...]
    page: str

    @property
    def years(self) -> tuple[int, int]:
        """Return the years in which it takes place for the first and the last time."""
        moments = [self.meeting.starts, *self.meeting.moved.values()]
        if self.meeting.until:
            moments.append(datetime.combine(self.meeting.until, self.meeting.starts.time()))
        return min(moments).year, (max(moments) + timedelta(minutes=self.meeting.minutes)).year


@shared
def stamp_line(name: str, revised: date) -> bytes:
    """Return a property with the day on which meetings were last revised."""
    return time_line(name, datetime.combine(revised, time(), UTC))


def events_of(of: CommunityEvent) -> bytes:
    """Return the event of a meeting or a series, then those of single days of the series, as files have them.

    These are the days whose meeting was moved, and those on which calendar programs would disagree about its times.
    """
    return b"".join(_events(of))


def _events(of: CommunityEvent) -> Iterator[bytes]:
    meeting = of.meeting
    if not meeting.repeats or not meeting.until:
        yield from _event(of, _clear(meeting.starts, of))
        return
    rule = [_rule_line(meeting.repeats, meeting.until, of.zone)]
    if meeting.except_:
        rule.append(line("EXDATE", vDDDLists([_planned(day, of) for day in sorted(meeting.except_)])))
    yield from _event(of, meeting.starts.replace(tzinfo=of.zone), *rule)
    for day, local in _single_days(of):
        yield from _event(of, _clear(local, of), time_line("RECURRENCE-ID", _planned(day, of)))


def _event(of: CommunityEvent, starts: datetime, *more: bytes) -> Iterator[bytes]:
    minutes = of.meeting.minutes
    yield _BEGIN
    yield text_line("UID", of.uid)
    yield stamp_line("DTSTAMP", revised(of.community) or UNKNOWN_DAY)  # no event may lack it (RFC 5545, 3.6.1)
    yield time_line("DTSTART", starts)
    if is_plain(starts, minutes) or not is_clear(starts):
        yield _duration_line(minutes)
    else:  # a series whose first meeting clocks change in: programs disagree on how long the others last
        yield time_line("DTEND", starts.astimezone(UTC) + timedelta(minutes=minutes))
    yield text_line("SUMMARY", f"{of.community.full_name}: {of.meeting.title}")
    yield text_line("DESCRIPTION", "\n".join(_description(of)))
    yield shared_text_line("LOCATION", of.meeting.where)
    yield shared_text_line("STATUS", "CONFIRMED")
    yield shared_text_line("TRANSP", "TRANSPARENT")  # who subscribes is not busy whenever a community meets
    if of.topics:
        yield categories_line(of.topics)
    if of.page:
        yield address_line("URL", of.page)
    if of.meeting.url:
        yield address_line("CONFERENCE", of.meeting.url, VALUE="URI", LABEL="Join online")
    yield from more
    yield _END


def _description(of: CommunityEvent) -> Iterator[str]:
    yield of.community.summary
    yield ""
    links = {
        "Join online": of.meeting.url,
        "Register": of.meeting.registration,
        "Notes": of.meeting.notes,
        "Recordings": of.meeting.recordings,
        f"About {of.community.full_name}": of.page,
    }
    yield from (f"{words}: {address}" for words, address in links.items() if address)


def revised(community: Community) -> date | None:
    """Return the day on which an entry was last confirmed: its meetings were then as they are written."""
    return community.confirmed.date if community.confirmed else None


@shared
def _duration_line(minutes: int) -> bytes:
    return line("DURATION", vDuration(timedelta(minutes=minutes)))


@shared
def _rule_line(repeats: str, until: date, zone: tzinfo) -> bytes:
    """Return how a series repeats, until the end of a day, as a time in UTC (RFC 5545, 3.3.10)."""
    rule = recurrence(repeats)
    days = [f"{n or ''}{WEEKDAY_CODES[day]}" for day in rule.weekdays for n in rule.ordinals or (0,)]
    parts: dict[str, object] = {"FREQ": _FREQUENCIES[rule.unit]}
    if rule.interval > 1:
        parts["INTERVAL"] = rule.interval
    if days:
        parts["BYDAY"] = days
    end = datetime.combine(until, time(23, 59, 59), zone).astimezone(UTC)
    return line("RRULE", vRecur({**parts, "UNTIL": end}))


def _single_days(of: CommunityEvent) -> Iterator[tuple[date, datetime]]:
    """Yield each day of a series that needs an event of its own, and when its meeting begins."""
    starts = of.meeting.starts.time()
    found = dict(of.meeting.moved)
    if unclear := unclear_days(of.zone, *of.years, starts, of.meeting.minutes):
        found = {day: datetime.combine(day, starts) for day in days_of(of.meeting) if day in unclear} | found
    yield from ((day, local) for day, local in sorted(found.items()) if day not in of.meeting.except_)


def _planned(day: date, of: CommunityEvent) -> datetime:
    return datetime.combine(day, of.meeting.starts.time(), of.zone)


def _clear(local: datetime, of: CommunityEvent) -> datetime:
    """Return a time in the meeting's zone, or in UTC if calendar programs would disagree."""
    starts = local.replace(tzinfo=of.zone)
    return starts if is_plain(starts, of.meeting.minutes) else starts.astimezone(UTC)
