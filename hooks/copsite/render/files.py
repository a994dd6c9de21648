"""Generated files other than pages: calendars, feeds, and data for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from copsite.render.context import Facts


@dataclass(frozen=True)
class GeneratedFile:
    """A file of the site: its uri, and a function that returns its content, which is not stored."""

    uri: str
    content: Callable[[], bytes]


def files_of(facts: Facts) -> Iterator[GeneratedFile]:
    """Yield every generated file, in a fixed order."""
    yield from ()
