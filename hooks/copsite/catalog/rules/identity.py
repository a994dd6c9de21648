"""Values that two communities must not share."""

from __future__ import annotations

from collections.abc import Iterable

from copsite.catalog.field_formats import comparable
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
    """Require communities of one name to have places that differ, so that readers can distinguish them."""

    def reading(one: Community) -> tuple[str, str]:
        place = one.place.parts if one.place else ()
        return one.name, comparable(" ".join((one.name, *place)))

    named = sound_values(communities_of(catalog), reading)
    values = (((*path, "name"), identity, name) for path, (name, identity) in named)
    yield from shared(values, "Choose another name, add a `place` that differs, or merge the two communities")


def shared(values: Iterable[tuple[FieldPath, str, str]], remedy: str, noun: str = "community") -> Findings:
    """Report each repeated value at its second path; `values` are paths, comparable values, and texts in the file."""
    first: dict[str, tuple[FieldPath, str]] = {}
    for path, value, text in values:
        see, other = first.setdefault(value, (path, text))
        if see != path:
            same = "already" if text == other else f"as {other!r}"
            yield Finding(path, f"is {text!r}, which another {noun} has {same}. {remedy}", see)
