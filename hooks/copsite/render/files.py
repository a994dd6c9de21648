"""Generated files other than pages: calendars, feeds, and data for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC
from functools import partial

from copsite.calendars.files import Calendars
from copsite.calendars.links import WHOLE_CALENDAR, calendar_uri, meeting_uri
from copsite.feeds.api.files import api_files
from copsite.feeds.api.sources import Sources
from copsite.feeds.atom import feed_files
from copsite.render.context import GUIDE_TO_DATA, NEWS
from copsite.render.facts import Facts
from copsite.render.meetings import AHEAD


@dataclass(frozen=True)
class GeneratedFile:
    """A file of the site: its uri, and a function that returns its content, which is not stored."""

    uri: str
    content: Callable[[], bytes]


def files_of(facts: Facts) -> Iterator[GeneratedFile]:
    """Yield every generated file, in a fixed order."""
    yield from _calendars(facts)
    yield from _feeds(facts)
    yield from _data(facts)


def _calendars(facts: Facts) -> Iterator[GeneratedFile]:
    """Yield the calendar of all communities, and those of each, as far as they have meetings.

    Those at former addresses stay, for people who subscribed there.
    """
    calendars = Calendars(facts.catalog, facts.zones, facts.site_url)
    communities = [community for community in facts.catalog.communities if community.meetings]
    if communities:
        yield GeneratedFile(WHOLE_CALENDAR, calendars.whole)
    for community in communities:
        for id in (community.id, *community.formerly):
            yield GeneratedFile(calendar_uri(community, id), partial(calendars.of_community, community))
            for one in community.meetings:
                yield GeneratedFile(meeting_uri(community, one, id), partial(calendars.of_meeting, community, one))


def _feeds(facts: Facts) -> Iterator[GeneratedFile]:
    """Yield the feeds of news."""
    zone = facts.zones.get(facts.catalog.association.time_zone, UTC)
    for uri, content in feed_files(facts.news, NEWS, facts.site_url, zone):
        yield GeneratedFile(uri, content)


def _data(facts: Facts) -> Iterator[GeneratedFile]:
    """Yield the data for other programs."""
    sources = Sources(
        facts.catalog,
        facts.resources,
        facts.zones,
        facts.today,
        facts.today + AHEAD,
        lambda: facts.coming,
        facts.site_url,
        GUIDE_TO_DATA if GUIDE_TO_DATA in facts.written else "",
    )
    for uri, content in api_files(sources):
        yield GeneratedFile(uri, content)
