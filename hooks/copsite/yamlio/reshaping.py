"""Where to change a YAML text to rename a field, or to put a list around a group of fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copsite.yamlio.extents import children_of, end_of, key_start, own_end
from copsite.yamlio.reader import FieldPath, Source
from copsite.yamlio.removal import RemovalError

_LINE = re.compile(r"\n(?= *[^ \r\n])")


def renaming(text: str, source: Source, path: FieldPath) -> tuple[int, int]:
    """Return the range of a field's name, without its quotes; raise `RemovalError` if it is written in another form."""
    start, name = key_start(source, path), str(path[-1])
    start += text.startswith(("'", '"'), start)
    if not text.startswith(name, start):
        raise RemovalError
    return start, start + len(name)


def enclosing(text: str, source: Source, path: FieldPath) -> Iterator[tuple[int, int, str]]:
    """Yield the ranges to replace, and the text for each: a hyphen where the group can follow one, else brackets."""
    key, (start, _, style) = key_start(source, path), source.spans[path]
    end = end_of(text, source, path)
    if style == "block":
        start = key_start(source, next(children_of(source, path)))
        column = start - (text.rfind("\n", 0, start) + 1)
        yield start, start, "- "
        end = own_end(text, end, column, is_last=True)
        yield from ((line.end(), line.end(), "  ") for line in _LINE.finditer(text, start, end))
    elif "\n" in text[start:end] or source.spans[path[:-1]].style == "flow":
        yield start, start, "["
        yield end, end, "]"
    elif "\n" in text[key:start]:
        yield start, start, "- "
    else:
        margin = " " * (key - (text.rfind("\n", 0, key) + 1) + 2)
        yield len(text[:start].rstrip()), start, f"\n{margin}- "
