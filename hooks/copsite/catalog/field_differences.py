"""What differs between two states of a record's fields, in words; what is removed is always said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from copsite.catalog.field_types import Word
from copsite.catalog.models import Catalog, Channel, Community, Link, Location, Record, Seat

T = TypeVar("T")

_PLURAL = ("topics", "languages", "notes", "recordings", "words", "hours")


def field_difference(name: str, was: object, now: object, of: str = "") -> str:
    """Return the difference of a field's values, which are not equal; `of` says of what, where that is not clear."""
    subject, plural = f"{name}{f' of {of}' if of else ''}", name in _PLURAL
    if now in (None, (), {}):
        return f"{subject} {'are' if plural else 'is'} removed"
    if was in (None, (), {}):
        return f"{subject} {'are' if plural else 'is'} new"
    short = [_short(was), _short(now)]
    return f"{subject} {'change' if plural else 'changes'}" + (f" from {short[0]} to {short[1]}" if all(short) else "")


def field_differences(old: Record, new: Record, of: str = "") -> Iterator[str]:
    """Yield the difference of each field of two records of one kind."""
    for name, field in type(old).model_fields.items():
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield field_difference(field.alias or name, was, now, of)


def people_differences(role: str, was: Sequence[Seat], now: Sequence[Seat]) -> Iterator[str]:
    """Yield that the people in a role change, and whom the entry no longer names."""
    if was != now:
        yield f"{role} changes"
        names = {seat.name for seat in now}
        yield from (
            f"{name} is removed from {role}" for name in dict.fromkeys(s.name for s in was) if name not in names
        )


def seats_differences(was: Mapping[str, int], now: Mapping[str, int]) -> Iterator[str]:
    """Yield each difference between a community's own numbers of seats."""
    for role in {**was, **now}:
        if was.get(role) != now.get(role):
            number = now.get(role)
            yield f"{role} has {number} seats here" if number else f"{role} has no number of seats of its own here"


def link_differences(was: Sequence[Link], now: Sequence[Link]) -> Iterator[str]:
    """Yield each difference between a community's links; one with another type or label is another link."""
    yield from _items(was, now, "link", lambda one: f"{one.type.value} {one.label!r}" if one.label else one.type.value)


def channel_differences(old: tuple[Catalog, Community], new: tuple[Catalog, Community]) -> Iterator[str]:
    """Yield each difference between a community's channels; one with another name is another channel."""
    was, now = (_titled(catalog, community.channels) for catalog, community in (old, new))
    for title, channel in now.items():
        if title not in was:
            yield f"{title} is new"
        else:
            yield from field_differences(was[title], channel, of=title)
    yield from (f"{title} is removed" for title in was if title not in now)
    ways = [
        next((title for title, one in titled.items() if one is community.way_in), "")
        for titled, (_, community) in ((was, old), (now, new))
    ]
    if all(ways) and ways[0] != ways[1]:
        yield f"people join in {ways[1]} now, not in {ways[0]}"
    elif [title for title in was if title in now] != [title for title in now if title in was]:
        yield "its channels have another order"


def named_differences(noun: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Yield each difference between the catalog's topics or roles, by id."""
    for id, value in now.items():
        if id not in was:
            yield f"{noun} {id} is new"
        elif was[id] != value:
            yield f"{noun} {id} changes"
    yield from (f"{noun} {id} is removed" for id in was if id not in now)


def _titled(catalog: Catalog, channels: Sequence[Channel]) -> dict[str, Channel]:
    """Return the channels by what each is called, with a number if several are called the same."""
    found: dict[str, Channel] = {}
    for channel in channels:
        title = " ".join(("the", catalog.kind(channel).noun, channel.list_ or channel.name or "")).strip()
        number = sum(other.partition(" (")[0] == title for other in found) + 1
        found[title if number == 1 else f"{title} ({number})"] = channel
    return found


def _items(was: Sequence[T], now: Sequence[T], noun: str, called: Callable[[T], str]) -> Iterator[str]:
    before, after = ({called(one): one for one in items} for items in (was, now))
    for name, one in after.items():
        if name not in before:
            yield f"new {noun} {name}"
        elif before[name] != one:
            yield f"{noun} {name} changes"
    yield from (f"{noun} {name} is removed" for name in before if name not in after)
    if before == after:
        yield f"{noun}s change"


def _short(value: object) -> str:
    """Return a value for a sentence if it is short, or ''."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Location):
        return ", ".join(value.parts)
    return str(value) if isinstance(value, Word) else ""
