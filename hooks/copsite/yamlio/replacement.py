"""Replacements of parts of a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Replacement(NamedTuple):
    """A new text for a range; `depth` is that of a new part in the file's structure."""

    start: int
    end: int
    text: str
    depth: int = 0


def replaced(text: str, replacements: Iterable[Replacement]) -> str:
    """Return a text with replacements of ranges that do not overlap, with its own line ends."""
    newline = "\r\n" if "\r\n" in text else "\n"
    parts, at = list[str](), 0
    # At the same position, insertions first, the deeper ones before others, then in the given order.
    for one in sorted(replacements, key=lambda one: (one.start, one.end, -one.depth)):
        parts += (text[at : one.start], one.text.replace("\n", newline))
        at = max(at, one.end)
    return "".join((*parts, text[at:]))
