"""Full names of communities: with the place in parentheses where several have the same name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from copsite.catalog.field_formats import comparable


def full_names(named: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """Return the full name of each community, given as its name and the parts of its place, from the smallest.

    Of the place, it has the smallest part that no other community of the name has, nor is the name itself; or else all
    parts. Without a place, it is the name.
    """
    found = [name for name, _ in named]
    groups: dict[str, list[int]] = {}
    for n, name in enumerate(found):
        groups.setdefault(comparable(name), []).append(n)
    for name, group in groups.items():
        places = {n: [(comparable(part), part) for part in named[n][1]] for n in group if len(group) > 1}
        uses = Counter(plain for parts in places.values() for plain in {plain for plain, _ in parts})
        for n, parts in places.items():
            own = (part for plain, part in parts if uses[plain] == 1 and plain != name)
            if place := next(own, ", ".join(named[n][1])):
                found[n] = f"{found[n]} ({place})"
    return found
