"""A meeting as calendars have it: an event, and another for each of its days that differs (RFC 5545, 3.6.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from icalendar import Event, vCategory, vText, vUri

from copsite.calendars.clock_changes import is_clear, is_plain, unclear_days
from copsite.catalog.models import Community, Meeting
from copsite.catalog.occurrences import days_of
from copsite.catalog.recurrence import WEEKDAY_CODES, recurrence

_FREQUENCIES = {"week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}


class Text(vText):
    r"""A text, escaped (RFC 5545, 3.3.11); the base class takes `\N` for the end of a line."""

    def to_ical(self) -> bytes:
        """Return the text as files have it."""
        if r"\N" not in self:
            return super().to_ical()
        return rb"\\N".join(vText(part).to_ical() for part in self.split(r"\N"))


@dataclass(frozen=True)
class CommunityEvent:
    """A meeting of a community, its time zone, and what else its events say.

    `topics` are names; `page` is its place on the community's page, or '' if the site's address is unknown.
    """

    community: Community
    meeting: Meeting
    zone: tzinfo
    uid: str
    topics: Sequence[str]
    page: str

    @property
    def years(self) -> tuple[int, int]:
        """Return the years in which it takes place for the first and the last time."""
        moments = [self.meeting.starts, *self.meeting.moved.values()]
        if self.meeting.until:
            moments.append(datetime.combine(self.meeting.until, self.meeting.starts.time()))
        return min(moments).year, (max(moments) + timedelta(minutes=self.meeting.minutes)).year


def stamp(community: Community) -> datetime:
    """Return when the entry of a community was last confirmed: its meetings were then as they are written."""
    return datetime.combine(community.confirmed.date, time(), UTC)


def events_of(of: CommunityEvent) -> Iterator[Event]:
    """Yield the event of a meeting or a series, then those of single days of the series.

    These are the days whose meeting was moved, and those on which calendar programs would disagree about its times.
    """
    meeting = of.meeting
    if not meeting.repeats or not meeting.until:
        yield _event(of, _clear(meeting.starts, of))
        return
    series = _event(of, meeting.starts.replace(tzinfo=of.zone))
    series.add("RRULE", _rule(meeting.repeats, meeting.until, of.zone))
    if meeting.except_:
        series.add("EXDATE", [_planned(day, of) for day in sorted(meeting.except_)])
    yield series
    for day, local in _single_days(of):
        event = _event(of, _clear(local, of))
        event.add("RECURRENCE-ID", _planned(day, of))
        yield event


def _event(of: CommunityEvent, starts: datetime) -> Event:
    event = Event()
    event.add("UID", of.uid)
    event.add("DTSTAMP", stamp(of.community))
    event.add("DTSTART", starts)
    length = timedelta(minutes=of.meeting.minutes)
    if is_plain(starts, of.meeting.minutes) or not is_clear(starts):
        event.add("DURATION", length)
    else:  # a series whose first meeting clocks change in: programs disagree on how long the others last
        event.add("DTEND", starts.astimezone(UTC) + length)
    event.add("SUMMARY", Text(f"{of.community.name}: {of.meeting.title}"))
    event.add("DESCRIPTION", Text("\n".join(_description(of))))
    event.add("LOCATION", Text(of.meeting.where))
    event.add("STATUS", "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT")  # who subscribes is not busy whenever a community meets
    event.add("CATEGORIES", _categories(of.topics))
    if of.page:
        event.add("URL", of.page)
    if of.meeting.url:
        event.add("CONFERENCE", vUri(of.meeting.url, params={"VALUE": "URI", "LABEL": "Join online"}))
    return event


def _description(of: CommunityEvent) -> Iterator[str]:
    yield of.community.summary
    yield ""
    links = {
        "Join online": of.meeting.url,
        "Register": of.meeting.registration,
        "Notes": of.meeting.notes,
        "Recordings": of.meeting.recordings,
        f"About {of.community.name}": of.page,
    }
    yield from (f"{words}: {address}" for words, address in links.items() if address)


def _categories(topics: Sequence[str]) -> vCategory:
    categories = vCategory([])
    categories.cats = [Text(topic) for topic in topics]
    return categories


def _rule(repeats: str, until: date, zone: tzinfo) -> Mapping[str, object]:
    """Return how a series repeats, until the end of a day, as a time in UTC (RFC 5545, 3.3.10)."""
    rule = recurrence(repeats)
    days = [f"{n or ''}{WEEKDAY_CODES[day]}" for day in rule.weekdays for n in rule.ordinals or (0,)]
    parts: dict[str, object] = {"FREQ": _FREQUENCIES[rule.unit]}
    if rule.interval > 1:
        parts["INTERVAL"] = rule.interval
    if days:
        parts["BYDAY"] = days
    return parts | {"UNTIL": datetime.combine(until, time(23, 59, 59), zone).astimezone(UTC)}


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
