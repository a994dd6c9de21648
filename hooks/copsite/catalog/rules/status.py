"""Rules about a community's status, its dates and its successor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from copsite.catalog.models import Catalog, Community, OpenTo, Status
from copsite.catalog.rules.context import Finding, Findings, RuleContext, communities_of, sound_values
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
    for path, (day, since) in sound_values(communities_of(catalog), lambda one: (one.confirmed.date, one.since)):
        if day < since <= context.today:
            words = f"is {day}, before the status changed ({since}). Confirm the entry anew"
            yield Finding((*path, "confirmed", "date"), words)


def past_is_past(catalog: Catalog, context: RuleContext) -> Findings:
    """Require dates of past events not to be in the future."""
    days: dict[FieldPath, Callable[[Community], date | None]] = {
        ("since",): lambda one: one.since,
        ("confirmed", "date"): lambda one: one.confirmed.date,
        ("list", "tried"): lambda one: one.mailing_list.tried if one.mailing_list else None,
    }
    for field, day_of in days.items():
        for path, day in sound_values(communities_of(catalog), day_of):
            if day and day > context.today:
                yield Finding((*path, *field), f"is {day}, a day still to come (today is {context.today})")


def ended_is_closed(catalog: Catalog, context: RuleContext) -> Findings:
    """Require the list of a merged or closed community to be open to nobody."""

    def reading(one: Community) -> tuple[Status, OpenTo]:
        return one.status, one.mailing_list.open_to if one.mailing_list else OpenTo.NOBODY

    for path, (status, open_to) in sound_values(communities_of(catalog), reading):
        if status.ended and open_to != OpenTo.NOBODY:
            words = f"is {open_to!s}, but the community is {status}. Write 'nobody'"
            yield Finding((*path, "list", "open_to"), words)


def active_has_a_list(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a mailing list for an active community: members join the community by joining it."""
    found = sound_values(communities_of(catalog), lambda one: (one.status, one.mailing_list))
    for path, (status, mailing_list) in found:
        if status == Status.ACTIVE and mailing_list is None:
            words = "is active, but the community has no `list`. Add one, or write 'forming'"
            yield Finding((*path, "status"), words)


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
