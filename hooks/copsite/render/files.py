"""Generated files other than pages: calendars, feeds, and data for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC

from copsite.feeds.atom import feed_files
from copsite.render.context import NEWS, Facts


@dataclass(frozen=True)
class GeneratedFile:
    """A file of the site: its uri, and a function that returns its content, which is not stored."""

    uri: str
    content: Callable[[], bytes]


def files_of(facts: Facts) -> Iterator[GeneratedFile]:
    """Yield every generated file, in a fixed order."""
    zone = facts.zones.get(facts.catalog.association.time_zone, UTC)
    for uri, content in feed_files(facts.news, NEWS, facts.site_url, zone):
        yield GeneratedFile(uri, content)
