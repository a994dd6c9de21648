"""Changes to YAML text that leave every other character as it was: comments, order, quotes, line ends.

A library that writes YAML anew keeps most of what people wrote; putting new text at known places keeps all of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from textwrap import indent, wrap
from typing import Any, NamedTuple

from .problems import ProblemsError
from .source import Path, Plain, Source, read

_LONGEST = 110  # characters of a line that is written here
# What stands for itself in any place of a YAML file, also inside [ ] and { }; the rest is written in quotes.
_BARE = re.compile(r"(?!(?i:true|false|null|yes|no|on|off)$)[^\W_](?:[^,\[\]{}:#\n]*[^,\[\]{}:#\s])?")


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


def written(value: Plain) -> str:
    """Write a value on one line, as it may stand anywhere in a YAML file."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return value if _BARE.fullmatch(value) else json.dumps(value, ensure_ascii=False)


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
        return _Edit(start, _end(text, source, change.path), written(change.value))
    children = list(_children(source, around))
    if source.spans[around].style == "flow":
        at = _end(text, source, children[-1]) if children else source.spans[around].start + 1
        name = "" if isinstance(change.path[-1], int) else f"{change.path[-1]}: "
        return _Edit(at, at, (", " if children else "") + name + written(change.value))
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
    lines = "\n".join(_block("-" if isinstance(step, int) else f"{step}:", value))
    # An item of several lines stands apart from the one before it.
    apart = "\n" if isinstance(step, int) and "\n" in lines else ""
    return f"\n{apart}{indent(lines, ' ' * column)}"


def _block(head: str, value: Plain) -> Iterator[str]:
    """Yield the lines of `head` (`name:` or `-`) and its value; groups of groups, and long texts, take several."""
    if isinstance(value, dict) and any(isinstance(part, dict | list) for part in value.values()):
        lines = [line for key, part in value.items() for line in _block(f"{key}:", part)]
        yield from _below(head, lines)
    elif isinstance(value, list) and any(isinstance(part, dict | list) for part in value):
        yield from _below(head, [line for part in value for line in _block("-", part)])
    elif isinstance(value, str) and len(value) > _LONGEST and " ".join(folded := wrap(value, _LONGEST)) == value:
        yield from (f"{head} >-", *(f"  {line}" for line in folded))
    else:
        yield f"{head} {written(value)}"


def _below(head: str, lines: list[str]) -> Iterator[str]:
    if head == "-":
        yield f"- {lines[0]}"
        yield from (f"  {line}" for line in lines[1:])
    else:
        yield head
        yield from (f"  {line}" for line in lines)


def _made(text: str, edits: Iterable[_Edit]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    # From the last to the first, so that places hold; at one place the deeper comes first, and equals keep their order.
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.depth))[::-1]:
        text = text[: edit.start] + edit.text.replace("\n", newline) + text[edit.end :]
    return text
