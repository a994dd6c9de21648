"""Values that two communities must not share."""

from __future__ import annotations

from collections.abc import Iterable

from copsite.catalog.field_formats import comparable
from copsite.catalog.full_names import full_names
from copsite.catalog.models import Catalog, Community
from copsite.catalog.rules.context import Finding, Findings, RuleContext, communities_of, sound_values
from copsite.yamlio.reader import FieldPath


def ids_differ(catalog: Catalog, context: RuleContext) -> Findings:
    """Require each community to have an id of its own: it is the page's address."""
    ids = [((*path, "id"), id) for path, id in sound_values(communities_of(catalog), lambda one: one.id)]
    yield from shared(((path, id, id) for path, id in ids), "Choose another id")


def former_ids_are_free(catalog: Catalog, context: RuleContext) -> Findings:
    """Require each former id to lead to one community only: it is not in use, present or former."""
    ids = [((*path, "id"), id) for path, id in sound_values(communities_of(catalog), lambda one: one.id)]
    used: dict[str, FieldPath] = dict(reversed([(id, path) for path, id in ids]))
    for path, former in sound_values(communities_of(catalog), lambda one: one.formerly):
        for f, id in enumerate(former):
            if id in used:
                words = f"names {id!r}, which leads to a community already"
                yield Finding((*path, "formerly", f), words, used[id])
            elif id:
                used[id] = (*path, "formerly", f)


def names_differ(catalog: Catalog, context: RuleContext) -> Findings:
    """Require names that differ, if need be with their places, so that readers can tell communities apart."""
    named = [*sound_values(communities_of(catalog), _name_and_place)]
    full = full_names([one for _, one in named])
    values = (((*path, "name"), comparable(name), name) for (path, _), name in zip(named, full, strict=True))
    yield from shared(values, "Choose another name, give each a `place` that differs, or merge the two communities")


def other_names_are_free(catalog: Catalog, context: RuleContext) -> Findings:
    """Require that `also_called` has no name of a community that goes on, itself or another: it would mislead."""
    found = sound_values(communities_of(catalog), lambda one: (one.name, one.status))
    named = {comparable(name): path for path, (name, status) in found if not status.ended}
    for path, (own, names) in sound_values(communities_of(catalog), lambda one: (one.name, one.also_called)):
        for n, name in enumerate(names):
            at = (*path, "also_called", n)
            if name and comparable(name) == comparable(own):
                yield Finding(at, f"names {name!r}, which is its `name` already. Remove it")
            elif name and (other := named.get(comparable(name))):
                words = f"names {name!r}, as another community is called, and misleads those who look for that one"
                yield Finding(at, f"{words}. Remove it", (*other, "name"), "that community")


def _name_and_place(one: Community) -> tuple[str, tuple[str, ...]]:
    return one.name, one.place.parts if one.place else ()


def shared(values: Iterable[tuple[FieldPath, str, str]], remedy: str, noun: str = "community") -> Findings:
    """Report each repeated value at its second path; `values` are paths, comparable values, and texts in the file."""
    first: dict[str, tuple[FieldPath, str]] = {}
    for path, value, text in values:
        see, other = first.setdefault(value, (path, text))
        if see != path:
            same = "already" if text == other else f"as {other!r}"
            yield Finding(path, f"is {text!r}, which another {noun} has {same}. {remedy}", see)
