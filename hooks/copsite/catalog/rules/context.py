"""The finding and the context of a rule, and access to the sound parts of a catalog."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, tzinfo
from typing import NamedTuple, TypeAlias, TypeVar

from copsite.catalog.models import Catalog, Channel, Community, Meeting, Seat, TypedChannel, UnsoundError
from copsite.yamlio.reader import FieldPath

Key = TypeVar("Key")
Part = TypeVar("Part")
Value = TypeVar("Value")


class Finding(NamedTuple):
    """A mistake found by a rule: the path of its field, and `words` that follow the field's name in the message.

    `see` is the path of another field involved, and `seen` says what is there; `guess` is the likely intended name or
    value.
    """

    path: FieldPath
    words: str
    see: FieldPath | None = None
    seen: str = "first used here"
    guess: str | None = None


class RuleContext(NamedTuple):
    """The facts that rules need besides the catalog: today's date, anchors of the written pages, time zones by name.

    Anchors are written as in a link from docs/: `handbook/facilitator.md#duties`. If `zones` is None, time zones and
    meeting times are not checked. `resources` are the ids of all resources, `pictures` the paths below docs/
    of all files, or None if they are unknown.
    """

    today: date
    anchors: Collection[str]
    zones: Mapping[str, tzinfo] | None = None
    resources: frozenset[str] | None = None
    pictures: Collection[str] | None = None


class ResourceContext(NamedTuple):
    """The facts that rules about resources need besides these: today's date, the catalog, the files below docs/files/.

    `files` are paths relative to docs/files/, or None if they are unknown.
    """

    today: date
    catalog: Catalog
    files: Collection[str] | None = None


Findings: TypeAlias = Iterator[Finding]


def sound_values(parts: Iterable[tuple[Key, Part]], reading: Callable[[Part], Value]) -> Iterator[tuple[Key, Value]]:
    """Yield the result of `reading` for each part; skip the parts of which it reads a missing or invalid field."""
    for key, part in parts:
        try:
            value = reading(part)
        except UnsoundError:
            continue
        yield key, value


def read(part: Part, reading: Callable[[Part], Value]) -> Value | None:
    """Return the result of `reading` for a part; None if it reads a missing or invalid field."""
    return next((value for _, value in sound_values([((), part)], reading)), None)


def communities_of(catalog: Catalog) -> Iterator[tuple[FieldPath, Community]]:
    """Yield each community with its path."""
    for n, community in enumerate(read(catalog, lambda one: one.communities) or ()):
        yield ("communities", n), community


def channels_of(catalog: Catalog) -> Iterator[tuple[FieldPath, Channel]]:
    """Yield each community's channels with their paths."""
    for path, channels in sound_values(communities_of(catalog), lambda one: one.channels):
        yield from (((*path, "channels", n), channel) for n, channel in enumerate(channels))


def typed_channels_of(catalog: Catalog) -> Iterator[tuple[FieldPath, TypedChannel]]:
    """Yield the channels whose kind is known with their paths."""
    yield from ((one.path, one) for one in read(catalog, lambda one: one.typed_channels) or ())


def seats_of(catalog: Catalog) -> Iterator[tuple[FieldPath, Seat]]:
    """Yield each person's term in each role and community with its path."""
    for path, people in sound_values(communities_of(catalog), lambda one: one.people):
        for role, seats in people.items():
            yield from (((*path, "people", role, s), seat) for s, seat in enumerate(seats))


def meetings_of(catalog: Catalog) -> Iterator[tuple[FieldPath, Meeting]]:
    """Yield each meeting with its path."""
    for path, meetings in sound_values(communities_of(catalog), lambda one: one.meetings):
        yield from (((*path, "meetings", m), meeting) for m, meeting in enumerate(meetings))
