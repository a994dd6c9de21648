"""The calendar files of a site: of all communities, of each, and of each meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta, tzinfo
from typing import NamedTuple
from uuid import UUID, uuid5

from icalendar import Calendar, vDuration

from copsite.calendars.events import CommunityEvent, events_of, revised, stamp_line
from copsite.calendars.lines import address_line, text_line
from copsite.calendars.links import WHOLE_CALENDAR, calendar_uri, subscription_name
from copsite.calendars.time_zones import time_zone
from copsite.catalog.models import Catalog, Community, Meeting
from copsite.catalog.occurrences import zone_of
from copsite.content.urls import url_of

_NAMESPACE = UUID("0b8f3f7e-5d0c-4a53-9a41-6f4f2f6f7a1d")  # any, but always the same
_BEGIN, _END = b"BEGIN:VCALENDAR\r\n", b"END:VCALENDAR\r\n"


def _properties(calendar: Calendar) -> bytes:
    """Return a calendar without its first and last line."""
    written: bytes = calendar.to_ical(sorted=False)
    return written.removeprefix(_BEGIN).removesuffix(_END)


def _product() -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", "-//communities-of-practice//calendars//EN")
    calendar.add("VERSION", "2.0")
    return calendar


def _subscribed() -> Calendar:
    """Return the properties that all calendars to subscribe to have."""
    calendar, each = _product(), timedelta(days=1)
    calendar.add("COLOR", "teal")  # the name in CSS that comes closest to the color of the site's buttons
    calendar.add("REFRESH-INTERVAL", each, {"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(each))
    return calendar


# Written once, as they are the same in all files.
_PRODUCT, _SUBSCRIBED = _properties(_product()), _properties(_subscribed())


class _Events(NamedTuple):
    """The events of a meeting as files have them, and for which years they need which zone's definition, if any."""

    written: bytes
    zone: str
    first: int
    last: int


class Calendars:
    """Writes the calendars of a catalog.

    Each event is written once, as several files have it. `site_url` is the site's address, or '' if it is unknown.
    """

    def __init__(self, catalog: Catalog, zones: Mapping[str, tzinfo], site_url: str) -> None:
        self._catalog, self._zones, self._site_url = catalog, zones, site_url
        self._events: dict[tuple[str, str], _Events] = {}
        self._definitions: dict[tuple[str, int, int], bytes] = {}

    def whole(self) -> bytes:
        """Return the calendar of all communities."""
        communities = [community for community in self._catalog.communities if community.meetings]
        words = f"Meetings of the {self._catalog.association.words.communities} of {self._catalog.association.named}."
        latest = max(filter(None, map(revised, communities)), default=None)
        head = self._head(WHOLE_CALENDAR, "calendar.md", words, latest)
        return self._written(head, [self._of(one, meeting) for one in communities for meeting in one.meetings])

    def of_community(self, community: Community) -> bytes:
        """Return the calendar of a community."""
        uri, page = calendar_uri(community), f"cops/{community.id}.md"
        head = self._head(uri, page, community.summary, revised(community), community)
        return self._written(head, [self._of(community, meeting) for meeting in community.meetings])

    def of_meeting(self, community: Community, meeting: Meeting) -> bytes:
        """Return a file with one meeting or one series, to be added to another calendar."""
        return self._written(_PRODUCT, [self._of(community, meeting)])

    def _head(
        self, uri: str, page: str, words: str, confirmed: date | None, community: Community | None = None
    ) -> bytes:
        """Return the properties of a calendar to subscribe to (RFC 7986, 5)."""
        name = subscription_name(self._catalog.association, community)
        lines = [
            _SUBSCRIBED,
            text_line("UID", self._uid(community.first_id) if community else self._uid()),
            stamp_line("LAST-MODIFIED", confirmed) if confirmed else b"",
            text_line("NAME", name),
            text_line("X-WR-CALNAME", name),
            text_line("DESCRIPTION", words),
        ]
        if self._site_url:
            lines.append(address_line("SOURCE", self._site_url + uri, VALUE="URI"))
            lines.append(address_line("URL", self._site_url + url_of(page)))
        return b"".join(lines)

    def _written(self, properties: bytes, found: Sequence[_Events]) -> bytes:
        """Return a calendar of its properties, the definitions of its zones, and its events."""
        years: dict[str, tuple[int, int]] = {}
        for events in found:
            first, last = years.get(events.zone, (events.first, events.last))
            years[events.zone] = min(first, events.first), max(last, events.last)
        definitions = [self._definition(zone, *years[zone]) for zone in sorted(years) if zone]
        return b"".join((_BEGIN, properties, *definitions, *(events.written for events in found), _END))

    def _of(self, community: Community, meeting: Meeting) -> _Events:
        key = community.id, meeting.title
        if key not in self._events:
            self._events[key] = self._events_of(community, meeting)
        return self._events[key]

    def _events_of(self, community: Community, meeting: Meeting) -> _Events:
        zone = zone_of(meeting, self._catalog.association)
        page, id = url_of(f"cops/{community.id}.md"), meeting.id
        of = CommunityEvent(
            community,
            meeting,
            self._zones[zone],
            self._uid(community.first_id, id),
            tuple(self._catalog.topics[topic] for topic in community.topics),
            f"{self._site_url}{page}#meeting:{id}" if self._site_url else "",
        )
        written = events_of(of)
        in_zone = b"\r\nDTSTART;TZID=" in written  # and not in UTC
        return _Events(written, zone if in_zone else "", *of.years)

    def _definition(self, zone: str, first: int, last: int) -> bytes:
        key = zone, first, last
        if key not in self._definitions:
            self._definitions[key] = time_zone(zone, self._zones[zone], first, last).to_ical(sorted=False)
        return self._definitions[key]

    def _uid(self, *ids: str) -> str:
        """Return an id that no other association's calendar has, and that stays the same (RFC 7986, 5.3).

        It depends neither on a community's present id or place in the catalog, nor on the site's address.
        """
        return str(uuid5(_NAMESPACE, "\n".join((self._catalog.association.name, *ids))))
