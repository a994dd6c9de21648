"""Generated files other than pages: calendars, feeds, and data for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from copsite.feeds.api.files import api_files
from copsite.feeds.api.sources import Sources
from copsite.render.context import GUIDE_TO_DATA, Facts
from copsite.render.meetings import AHEAD


@dataclass(frozen=True)
class GeneratedFile:
    """A file of the site: its uri, and a function that returns its content, which is not stored."""

    uri: str
    content: Callable[[], bytes]


def files_of(facts: Facts) -> Iterator[GeneratedFile]:
    """Yield every generated file, in a fixed order."""
    for uri, content in api_files(_sources(facts)):
        yield GeneratedFile(uri, content)


def _sources(facts: Facts) -> Sources:
    return Sources(
        facts.catalog,
        facts.resources,
        facts.zones,
        facts.today,
        facts.today + AHEAD,
        lambda: facts.coming,
        facts.site_url,
        GUIDE_TO_DATA if GUIDE_TO_DATA in facts.written else "",
    )
