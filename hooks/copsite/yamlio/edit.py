"""Changes to YAML text that leave every other character as it was: comments, order, quotes, line ends.

A library that writes YAML anew keeps most of what people wrote; putting new text at known places keeps all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from textwrap import indent
from typing import Any, NamedTuple

from copsite.diagnostics.problem import ProblemsError
from copsite.yamlio.dump import block, inline, instead_of
from copsite.yamlio.reader import FieldPath, Source, YamlValue, read

_HALF = re.compile("[\ud800-\udfff]")  # what Python makes of a byte that is not in UTF-8
_BREAK = re.compile(r"\r?\n|\Z")
_EMPTY_LINE = re.compile(r"\n *+\r?\n")
_LINE = re.compile(r"\r?\n( *)([^\r\n]*)")
# Behind an item in `[ ]` or `{ }` whose line ends there: a comma, and comments.
_END_IN_FLOW = re.compile(r" *+(,?) *+(?:#[^\r\n]*+)?(?:\r?\n *+#[^\r\n]*+)*(?=\r?\n)")


class Change(NamedTuple):
    """A field's new value, or a list's new last item, at `path`; a field that is new stands behind the field `after`.

    What is missing around it is added too.
    """

    path: FieldPath
    value: YamlValue
    after: str = ""


class EditError(Exception):
    """The text is written in a form that cannot be changed at one place."""


class _Edit(NamedTuple):
    start: int
    end: int
    text: str
    depth: int = 0


def apply_changes(text: str, path: str, changes: Iterable[Change]) -> str:
    """Give the text, which must read without a problem, with the changes in it and all else as it was.

    Raise `SpliceError` where reading the outcome does not give what was meant.
    """
    source = read(text, path)
    meant = deepcopy(source.value)
    edits: list[_Edit] = []
    for change in changes:
        whole = _with_what_is_missing(source.value, change)
        _set(meant, whole)
        edits += _edits(text, source, whole)
    outcome = _with_edits(text, edits)
    if half := _HALF.search(outcome):
        raise EditError(f"the character {half[0]!r} is not in UTF-8. Type it anew")
    try:
        found = read(outcome, path).value
    except ProblemsError:
        found = ""
    if found != meant:
        raise EditError("the catalog is written there in a form that this command cannot change. Change it by hand")
    return outcome


def _part(value: YamlValue, path: FieldPath) -> Any:
    part: Any = value
    for step in path:
        part = part[step]
    return part


def _with_what_is_missing(value: YamlValue, change: Change) -> Change:
    """Give the change of the innermost part that is there already."""
    path, new = change.path, change.value
    while not _is_there(value, path[:-1]):
        new = [new] if isinstance(path[-1], int) else {path[-1]: new}
        path = path[:-1]
    return Change(path, new, change.after)


def _is_there(value: YamlValue, path: FieldPath) -> bool:
    try:
        _part(value, path)
    except (KeyError, IndexError):
        return False
    return True


def _set(value: YamlValue, change: Change) -> None:
    around, step = _part(value, change.path[:-1]), change.path[-1]
    if isinstance(around, list) and step == len(around):
        around.append(change.value)
    else:
        around[step] = change.value


def _edits(text: str, source: Source, change: Change) -> Iterator[_Edit]:
    around, step = change.path[:-1], change.path[-1]
    if change.path in source.spans:
        start, end = source.spans[change.path].start, _end(text, source, change.path)
        yield _Edit(start, end, instead_of(text[start:end], change.value))
        return
    children = list(_children(source, around))
    named = (*around, change.after)
    behind = named if named in source.spans else (children or [around])[-1]
    if source.spans[around].style == "block":
        column = _column(text, source, around)
        at = _own_end(text, _end(text, source, behind), column, is_last=behind == children[-1])
        yield _Edit(at, at, _lines(change, column, apart=_are_apart(text, source, children)), len(around))
    elif children:
        yield from _in_flow(text, source, behind, _named(step) + inline(change.value), is_last=behind == children[-1])
    elif _takes_block(text, source, around, change.value):
        yield from _as_block(text, source, change)
    else:
        at = source.spans[around].start + 1
        yield _Edit(at, at, _named(step) + inline(change.value))


def _named(step: str | int) -> str:
    return "" if isinstance(step, int) else f"{step}: "


def _children(source: Source, path: FieldPath) -> Iterator[FieldPath]:
    value = _part(source.value, path)
    yield from ((*path, step) for step in (value if isinstance(value, dict) else range(len(value))))


def _end(text: str, source: Source, path: FieldPath) -> int:
    """Give where a part ends; the parser takes the blank lines and comments behind a block to be in it."""
    span = source.spans[path]
    if span.style == "block":
        return _end(text, source, list(_children(source, path))[-1])
    return span.start + len(text[span.start : span.end].rstrip())


def _own_end(text: str, at: int, column: int, *, is_last: bool) -> int:
    """Give the end of the last line that belongs to a part of a block whose fields or hyphens stand at `column`.

    Comments below the part belong to it where they are indented deeper. Those at its own column do where it is the
    block's last part and no empty line is between, unless a field at that column follows them.
    """
    end = beside = _line_end(text, at)
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


def _are_apart(text: str, source: Source, items: list[FieldPath]) -> bool:
    """Tell whether an empty line is between the last two items of a block; of one item nobody knows, so it is."""
    if len(items) < 2:
        return True
    return bool(_EMPTY_LINE.search(text, _end(text, source, items[-2]), source.spans[items[-1]].start))


def _in_flow(text: str, source: Source, other: FieldPath, item: str, *, is_last: bool) -> Iterator[_Edit]:
    """Put an item behind another in `[ ]` or `{ }`: on a line of its own where the last one ends its line."""
    start, end = source.spans[other].start, _end(text, source, other)
    behind = _END_IN_FLOW.match(text, end)
    if not (is_last and behind):
        yield _Edit(end, end, f", {item}")
        return
    before = text[text.rfind("\n", 0, start) + 1 : start]
    margin = before if before.isspace() else " " * (len(before) - len(before.lstrip()) + 2)
    if not behind[1]:
        yield _Edit(end, end, ",")
    yield _Edit(behind.end(), behind.end(), f"\n{margin}{item}{behind[1]}")


def _takes_block(text: str, source: Source, path: FieldPath, value: YamlValue) -> bool:
    """Tell whether an empty `[]` or `{}` can become a block: a field's value, without a comment, that gets a group."""
    span = source.spans[path]
    grouped, in_block = isinstance(value, dict | list), path and source.spans[path[:-1]].style == "block"
    return bool(grouped and in_block and isinstance(path[-1], str) and not text[span.start + 1 : span.end - 1].strip())


def _as_block(text: str, source: Source, change: Change) -> Iterator[_Edit]:
    """Put a block with the new field or item in the place of an empty `[]` or `{}`."""
    around = change.path[:-1]
    span = source.spans[around]
    at = _line_end(text, span.end)
    yield _Edit(len(text[: span.start].rstrip()), span.end, "")
    yield _Edit(at, at, _lines(change, _column(text, source, around[:-1]) + 2, apart=False), len(around))


def _line_end(text: str, at: int) -> int:
    found = _BREAK.search(text, at)
    return found.start() if found else len(text)


def _column(text: str, source: Source, path: FieldPath) -> int:
    """Give how far in the fields, or the hyphens, of a block stand."""
    start = source.spans[path].start
    return start - (text.rfind("\n", 0, start) + 1)


def _lines(change: Change, column: int, *, apart: bool) -> str:
    """Write a new field or item of a block on lines of its own; an item of several stands `apart` from the others."""
    step, value = change.path[-1], change.value
    lines = "\n".join(block("-" if isinstance(step, int) else f"{step}:", value))
    empty = "\n" if apart and isinstance(step, int) and "\n" in lines else ""
    return f"\n{empty}{indent(lines, ' ' * column)}"


def _with_edits(text: str, edits: Iterable[_Edit]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    # From the last to the first, so that places hold; at one place the deeper comes first, and equals keep their order.
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.depth))[::-1]:
        text = text[: edit.start] + edit.text.replace("\n", newline) + text[edit.end :]
    return text
