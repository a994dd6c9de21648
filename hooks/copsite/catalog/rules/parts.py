"""Rules about communities that are part of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from copsite.catalog.models import Catalog
from copsite.catalog.rules.context import Finding, Findings, RuleContext, communities_of, sound_values
from copsite.catalog.rules.references import unknown_name_finding, unknown_names
from copsite.yamlio.reader import FieldPath


def wholes_exist(catalog: Catalog, context: RuleContext) -> Findings:
    """Require each id in `part_of` to be that of a community."""
    ids = [id for _, id in sound_values(communities_of(catalog), lambda one: one.id)]
    found = sound_values(communities_of(catalog), lambda one: one.part_of)
    named: list[tuple[FieldPath, str]] = [
        ((*path, "part_of", n), id) for path, wholes in found for n, id in enumerate(wholes) if id
    ]
    for path, id in unknown_names(named, ids, ()):
        yield unknown_name_finding(path, f"names {id!r}, which no community has as its id.", id, ids)


def parts_are_of_others(catalog: Catalog, context: RuleContext) -> Findings:
    """Require that no community is a part of itself, directly or by others."""
    ids = {id: path for path, id in sound_values(communities_of(catalog), lambda one: one.id)}
    found = dict(sound_values(communities_of(catalog), lambda one: one.part_of))
    wholes = {id: found[path] for id, path in ids.items() if found.get(path)}
    circle = circles({id: [one for one in above if one in wholes] for id, above in wholes.items()})
    for id, above in wholes.items():
        for n, one in enumerate(above):
            if one == id:
                yield Finding((*ids[id], "part_of", n), f"names {id!r}, the community itself. Remove it")
            elif one in circle and circle[one] == circle.get(id):
                words = f"names {one!r}, which is itself a part of this one. Remove one of the two"
                yield Finding((*ids[id], "part_of", n), words, (*ids[one], "id"), "that community")


def circles(above: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return the ids from which a way up leads back to them, each with the number of its circle.

    Two ids have the same number if ways lead from each to the other.
    """
    below: dict[str, list[str]] = {id: [] for id in above}
    for id, wholes in above.items():
        for whole in wholes:
            below[whole].append(id)
    numbers: dict[str, int] = {}
    members: dict[int, list[str]] = {}
    for start in reversed([*_in_order(above)]):  # Kosaraju's algorithm: each way down stays within one circle
        waiting = [start]
        while waiting:
            id = waiting.pop()
            if id not in numbers:
                numbers[id] = numbers.get(start, len(members))
                members.setdefault(numbers[id], []).append(id)
                waiting += below[id]
    return {id: number for number, ids in members.items() for id in ids if len(ids) > 1 or id in above[id]}


def _in_order(above: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield each id after those that ways up from it lead to, unless these lead back to it."""
    seen: set[str] = set()
    for start in above:
        ways = [(start, iter(above[start]))] if start not in seen else []
        seen.add(start)
        while ways:
            id, rest = ways[-1]
            following = next((one for one in rest if one not in seen), None)
            if following is None:
                ways.pop()
                yield id
            else:
                seen.add(following)
                ways.append((following, iter(above[following])))
