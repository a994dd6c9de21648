"""Rules about a community's status, its dates and its successor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from copsite.catalog.models import Catalog, Channel, Community, OpenTo, Status
from copsite.catalog.rules.context import Finding, Findings, RuleContext, channels_of, communities_of, sound_values
from copsite.catalog.rules.references import unknown_name_finding, unknown_names
from copsite.yamlio.reader import FieldPath


def successors_exist(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a successor to be a community of the catalog."""
    ids = [id for _, id in sound_values(communities_of(catalog), lambda one: one.id)]
    found = sound_values(communities_of(catalog), lambda one: one.successor)
    named: list[tuple[FieldPath, str]] = [((*path, "successor"), id) for path, id in found if id]
    for path, id in unknown_names(named, ids, ()):
        yield unknown_name_finding(path, f"names {id!r}, which no community has as its id.", id, ids)


def confirmed_as_it_is(catalog: Catalog, context: RuleContext) -> Findings:
    """Require the confirmation of an entry to be at least as recent as its status."""

    def reading(one: Community) -> tuple[date | None, date | None]:
        return one.confirmed.date if one.confirmed else None, one.since

    for path, (day, since) in sound_values(communities_of(catalog), reading):
        if day and since and day < since <= context.today:
            words = f"is {day}, before the status changed ({since}). Confirm the entry anew"
            yield Finding((*path, "confirmed", "date"), words)


def past_is_past(catalog: Catalog, context: RuleContext) -> Findings:
    """Require dates of past events not to be in the future."""
    days: dict[FieldPath, Callable[[Community], date | None]] = {
        ("since",): lambda one: one.since,
        ("confirmed", "date"): lambda one: one.confirmed.date if one.confirmed else None,
    }
    days_of_channels: dict[FieldPath, Callable[[Channel], date | None]] = {
        ("tried",): lambda one: one.tried,
        ("counted", "date"): lambda one: one.counted.date if one.counted else None,
    }
    for field, day_of in days.items():
        yield from _to_come(
            (((*path, *field), day) for path, day in sound_values(communities_of(catalog), day_of)), context.today
        )
    for field, counted in days_of_channels.items():
        yield from _to_come(
            (((*path, *field), day) for path, day in sound_values(channels_of(catalog), counted)), context.today
        )


def ended_is_closed(catalog: Catalog, context: RuleContext) -> Findings:
    """Require the channels of a merged or closed community not to be open to somebody."""

    def reading(one: Community) -> tuple[Status, list[OpenTo | None]]:
        return one.status, [channel.open_to for channel in one.channels]

    for path, (status, found) in sound_values(communities_of(catalog), reading):
        for n, open_to in enumerate(found):
            if status.ended and open_to not in (None, OpenTo.NOBODY):
                words = f"is {open_to!s}, but the community is {status}. Write 'nobody'"
                yield Finding((*path, "channels", n, "open_to"), words)


def active_can_be_joined(catalog: Catalog, context: RuleContext) -> Findings:
    """Require of an active community one way to take part: a channel, an address, a meeting, or what it is part of."""
    found = sound_values(communities_of(catalog), lambda one: (one.id, one.status))
    ended = {id for _, (id, status) in found if status.ended}

    def reading(one: Community) -> tuple[Status, bool]:
        channels = [channel for channel in one.channels if channel.open_to != OpenTo.NOBODY]
        return one.status, bool(channels or one.contact or one.meetings or {*one.part_of} - ended)

    for path, (status, possible) in sound_values(communities_of(catalog), reading):
        if status == Status.ACTIVE and not possible:
            words = (
                "is active, but there is no way to take part. Add a channel to `channels`, a meeting, a `contact`, or "
                "what it is `part_of`, or write 'forming'"
            )
            yield Finding((*path, "status"), words)


def _to_come(days: Iterable[tuple[FieldPath, date | None]], today: date) -> Findings:
    for path, day in days:
        if day and day > today:
            yield Finding(path, f"is {day}, a day still to come (today is {today})")


def successors_live(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a successor for a merged community, and no cycle of successors."""
    ids = {id: path for path, id in sound_values(communities_of(catalog), lambda one: one.id)}
    named = dict(sound_values(communities_of(catalog), lambda one: one.successor))
    cyclic = in_cycles({id: named.get(path) or "" for id, path in ids.items()})
    for path, (status, successor) in sound_values(communities_of(catalog), lambda one: (one.status, one.successor)):
        if status == Status.MERGED and successor is None:
            words = "is merged, but into what? Add `successor` with that community's id"
            yield Finding((*path, "status"), words)
        elif successor is not None and not status.ended:
            words = f"is given, but the community is {status}. Only a merged or closed one has a successor"
            yield Finding((*path, "successor"), words)
    for id in cyclic:
        words = f"names {named[ids[id]]!r}, which leads back to this one. Name a community that goes on"
        yield Finding((*ids[id], "successor"), words)


def in_cycles(successors: Mapping[str, str]) -> set[str]:
    """Return the ids whose chain of successors never ends."""
    ends: dict[str, bool] = {}
    for id in successors:
        way: dict[str, None] = {}
        while id in successors and id not in ends and id not in way:
            way[id] = None
            id = successors[id]
        ends |= dict.fromkeys(way, id not in way and ends.get(id, True))
    return {id for id, end in ends.items() if not end}
