"""Generated files other than pages: calendars, feeds, and data for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC
from functools import partial

from copsite.calendars.files import Calendars
from copsite.calendars.links import WHOLE_CALENDAR, calendar_uri, meeting_uri
from copsite.feeds.atom import feed_files
from copsite.render.context import NEWS, Facts


@dataclass(frozen=True)
class GeneratedFile:
    """A file of the site: its uri, and a function that returns its content, which is not stored."""

    uri: str
    content: Callable[[], bytes]


def files_of(facts: Facts) -> Iterator[GeneratedFile]:
    """Yield every generated file, in a fixed order."""
    yield from _calendars(facts)
    yield from _feeds(facts)


def _calendars(facts: Facts) -> Iterator[GeneratedFile]:
    """Yield the calendar of all communities, and those of each, as far as they have meetings."""
    calendars = Calendars(facts.catalog, facts.zones, facts.site_url)
    communities = [community for community in facts.catalog.communities if community.meetings]
    if communities:
        yield GeneratedFile(WHOLE_CALENDAR, calendars.whole)
    for community in communities:
        yield GeneratedFile(calendar_uri(community), partial(calendars.of_community, community))
        for meeting in community.meetings:
            yield GeneratedFile(meeting_uri(community, meeting), partial(calendars.of_meeting, community, meeting))


def _feeds(facts: Facts) -> Iterator[GeneratedFile]:
    """Yield the feeds of news, of all communities and of each."""
    zone = facts.zones.get(facts.catalog.association.time_zone, UTC)
    for uri, content in feed_files(facts.news, NEWS, facts.site_url, zone):
        yield GeneratedFile(uri, content)
