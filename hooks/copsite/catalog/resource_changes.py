"""Changes to the list of resources: add one, add one in place of another, withdraw one, rename their community.

No validation here: callers validate the edited list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from copsite.catalog.entries import LifecycleError
from copsite.catalog.models import Resource, Resources
from copsite.diagnostics.suggestions import did_you_mean
from copsite.yamlio.edit import Change
from copsite.yamlio.reader import YamlValue

_FIRST_LINE = "# yaml-language-server: $schema=resources.schema.json\n\n"


def with_list(text: str) -> str:
    """Return the text of a file of resources that has no value yet, with an empty list."""
    text = text or _FIRST_LINE
    ends = text.endswith("\n")
    newline = "\r\n" if "\r\n" in text else "\n"
    return f"{text}{'' if ends else newline}resources: []{newline}"


def add(resources: Resources, id: str, facts: Mapping[str, YamlValue], *, on: date) -> Iterator[Change]:
    """Add a resource; `facts` are its other fields."""
    entry = {"id": id, "date": str(on), **{name: value for name, value in facts.items() if value}}
    yield Change(("resources", len(resources.resources)), {name: entry[name] for name in _FIELDS if name in entry})


def replace(resources: Resources, old: str, new: str, facts: Mapping[str, YamlValue], *, on: date) -> Iterator[Change]:
    """Add a resource in place of the one with the id `old`, whose fields it takes unless `facts` has others.

    It takes neither where the old one is, nor what makes it accessible: nobody has checked that yet.
    """
    _, found = _entry(resources, old)
    for other in resources.resources:
        if other.replaces == old:
            raise LifecycleError(f"{old!r} was replaced by {other.id!r} already. Replace that")
    taken: dict[str, YamlValue] = {
        "title": found.title,
        "summary": found.summary,
        "kind": found.kind.value,
        "by": found.by,
        "license": found.license,
        "topics": [*found.topics],
        "communities": [*found.communities],
        "languages": [*found.languages],
    }
    given = {name: value for name, value in facts.items() if value}
    yield from add(resources, new, {**taken, **given, "replaces": old}, on=on)


def withdraw(resources: Resources, id: str, *, reason: str, on: date) -> Iterator[Change]:
    """Withdraw a resource for a reason; its entry stays."""
    n, found = _entry(resources, id)
    if found.withdrawn:
        raise LifecycleError(f"{id!r} was withdrawn on {found.withdrawn.date}")
    yield Change(("resources", n, "withdrawn"), {"date": str(on), "reason": reason})


def rename_community(resources: Resources, old: str, new: str) -> Iterator[Change]:
    """Write the new id of a community in the resources that belong to it."""
    for n, resource in enumerate(resources.resources):
        for place, id in enumerate(resource.communities):
            if id == old:
                yield Change(("resources", n, "communities", place), new)


def _entry(resources: Resources, id: str) -> tuple[int, Resource]:
    ids = [one.id for one in resources.resources]
    if id not in ids:
        raise LifecycleError(f"no resource has the id {id!r}. {did_you_mean(id, ids) if ids else 'There are none yet'}")
    return ids.index(id), resources.resources[ids.index(id)]


_FIELDS = tuple(field.alias or name for name, field in Resource.model_fields.items())
