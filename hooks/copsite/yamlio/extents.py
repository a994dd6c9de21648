"""Where the parts of a YAML text begin and end, with the comments that belong to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from copsite.yamlio.reader import FieldPath, Source, YamlValue

_BREAK = re.compile(r"\r?\n|\Z")
_LINE = re.compile(r"\r?\n( *)([^\r\n]*)")


def part_at(value: YamlValue, path: FieldPath) -> Any:
    """Return the part of a value at a path."""
    part: Any = value
    for step in path:
        part = part[step]
    return part


def children_of(source: Source, path: FieldPath) -> Iterator[FieldPath]:
    """Yield the paths of the fields or items of a part, in order."""
    value = part_at(source.value, path)
    yield from ((*path, step) for step in (value if isinstance(value, dict) else range(len(value))))


def key_start(source: Source, path: FieldPath) -> int:
    """Return where the name of a field begins."""
    place = source.keys[path]
    return source.line_starts[place.line - 1] + place.column - 1


def end_of(text: str, source: Source, path: FieldPath) -> int:
    """Return where a part ends, without the blank lines and comments that the parser includes in a block."""
    span = source.spans[path]
    if span.style == "block":
        return end_of(text, source, list(children_of(source, path))[-1])
    return span.start + len(text[span.start : span.end].rstrip())


def own_end(text: str, at: int, column: int, *, is_last: bool) -> int:
    """Return the end of the last line that belongs to a part of a block whose fields or hyphens are at `column`.

    Comments below the part belong to it if they are indented deeper. Comments at its own column do if it is the
    block's last part, no empty line separates them, and no field at that column follows.
    """
    end = beside = line_end(text, at)
    adjacent = is_last
    for line in _LINE.finditer(text, end):
        margin, content = len(line[1]), line[2]
        if not content:
            end, adjacent = max(end, beside), False
        elif not content.startswith("#"):
            return end if margin == column else max(end, beside)
        elif margin > column:
            end = line.end()
        elif margin == column and adjacent:
            beside = line.end()
        else:
            break
    return max(end, beside)


def line_end(text: str, at: int) -> int:
    """Return where the line ends that holds a position, before its line break."""
    found = _BREAK.search(text, at)
    return found.start() if found else len(text)


def column_of(text: str, source: Source, path: FieldPath) -> int:
    """Return the column, from 0, of a block's fields or hyphens."""
    start = source.spans[path].start
    return start - (text.rfind("\n", 0, start) + 1)
