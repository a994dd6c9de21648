"""Changes to YAML text that leave every other character as it was: comments, order, quotes, line ends.

A library that writes YAML anew keeps most of what people wrote; putting new text at known places keeps all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from textwrap import indent
from typing import Any, NamedTuple

from .notation import block, inline
from .problems import ProblemsError
from .source import Path, Plain, Source, read


class Change(NamedTuple):
    """A field's new value, or a list's new last item, at `path`; a field that is new stands behind the field `after`.

    What is missing around it is added too.
    """

    path: Path
    value: Plain
    after: str = ""


class SpliceError(Exception):
    """The text is written in a form that cannot be changed at one place."""


class _Edit(NamedTuple):
    start: int
    end: int
    text: str
    depth: int = 0


def spliced(text: str, path: str, changes: Iterable[Change]) -> str:
    """Give the text, which must read without a problem, with the changes in it and all else as it was.

    Raise `SpliceError` where reading the outcome does not give what was meant.
    """
    source = read(text, path)
    meant = deepcopy(source.value)
    edits = []
    for change in changes:
        whole = _with_what_is_missing(source.value, change)
        _set(meant, whole)
        edits.append(_edit(text, source, whole))
    outcome = _made(text, edits)
    try:
        found = read(outcome, path).value
    except ProblemsError:
        found = ""
    if found != meant:
        raise SpliceError("The catalog is written there in a form that this command cannot change. Change it by hand")
    return outcome


def _part(value: Plain, path: Path) -> Any:
    part: Any = value
    for step in path:
        part = part[step]
    return part


def _with_what_is_missing(value: Plain, change: Change) -> Change:
    """Give the change of the innermost part that is there already."""
    path, new = change.path, change.value
    while not _is_there(value, path[:-1]):
        new = [new] if isinstance(path[-1], int) else {path[-1]: new}
        path = path[:-1]
    return Change(path, new, change.after)


def _is_there(value: Plain, path: Path) -> bool:
    try:
        _part(value, path)
    except (KeyError, IndexError):
        return False
    return True


def _set(value: Plain, change: Change) -> None:
    around, step = _part(value, change.path[:-1]), change.path[-1]
    if isinstance(around, list) and step == len(around):
        around.append(change.value)
    else:
        around[step] = change.value


def _edit(text: str, source: Source, change: Change) -> _Edit:
    around = change.path[:-1]
    if change.path in source.spans:
        start = source.spans[change.path].start
        return _Edit(start, _end(text, source, change.path), inline(change.value))
    children = list(_children(source, around))
    if source.spans[around].style == "flow":
        at = _end(text, source, children[-1]) if children else source.spans[around].start + 1
        name = "" if isinstance(change.path[-1], int) else f"{change.path[-1]}: "
        return _Edit(at, at, (", " if children else "") + name + inline(change.value))
    behind = (*around, change.after) if (*around, change.after) in source.spans else children[-1]
    at = _line_end(text, _end(text, source, behind))
    return _Edit(at, at, _lines(change, _column(text, source, around)), len(around))


def _children(source: Source, path: Path) -> Iterator[Path]:
    value = _part(source.value, path)
    yield from ((*path, step) for step in (value if isinstance(value, dict) else range(len(value))))


def _end(text: str, source: Source, path: Path) -> int:
    """Give where a part ends; the parser takes the blank lines and comments behind a block to be in it."""
    span = source.spans[path]
    if span.style == "block":
        return _end(text, source, list(_children(source, path))[-1])
    return span.start + len(text[span.start : span.end].rstrip())


def _line_end(text: str, at: int) -> int:
    found = re.compile(r"\r?\n|\Z").search(text, at)
    return found.start() if found else len(text)


def _column(text: str, source: Source, path: Path) -> int:
    """Give how far in the fields, or the hyphens, of a block stand."""
    start = source.spans[path].start
    return start - (text.rfind("\n", 0, start) + 1)


def _lines(change: Change, column: int) -> str:
    """Write a new field or item of a block on lines of its own."""
    step, value = change.path[-1], change.value
    lines = "\n".join(block("-" if isinstance(step, int) else f"{step}:", value))
    # An item of several lines stands apart from the one before it.
    apart = "\n" if isinstance(step, int) and "\n" in lines else ""
    return f"\n{apart}{indent(lines, ' ' * column)}"


def _made(text: str, edits: Iterable[_Edit]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    # From the last to the first, so that places hold; at one place the deeper comes first, and equals keep their order.
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.depth))[::-1]:
        text = text[: edit.start] + edit.text.replace("\n", newline) + text[edit.end :]
    return text
