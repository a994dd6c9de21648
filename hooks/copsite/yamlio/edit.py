"""Edit YAML text in place and preserve everything else: comments, order, quotes, line ends.

Libraries that round-trip YAML reformat some of it; replacing text at known places changes nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from textwrap import indent
from typing import NamedTuple, TypeAlias

from copsite.diagnostics.problem import ProblemsError
from copsite.yamlio.dump import block, inline, instead_of
from copsite.yamlio.enclosing import enclosing
from copsite.yamlio.extents import children_of, column_of, end_of, key_start, line_end, own_end, part_at
from copsite.yamlio.reader import FieldPath, Source, YamlValue, read
from copsite.yamlio.removal import RemovalError, cuts, cuts_around_comments

_BY_HAND = "the catalog is written there in a form that this command cannot change. Change it by hand"
_HALF = re.compile("[\ud800-\udfff]")  # surrogates, in place of bytes that are not UTF-8
_EMPTY_LINE = re.compile(r"\n *+\r?\n")
# The comma and the comments after an item in `[ ]` or `{ }`, if the line ends there.
_END_IN_FLOW = re.compile(r" *+(,?) *+(?:#[^\r\n]*+)?(?:\r?\n *+#[^\r\n]*+)*(?=\r?\n)")


class Change(NamedTuple):
    """A new value for the field at `path`, or a new last item of a list; a new field is placed after the field `after`.

    Missing fields around it are added too.
    """

    path: FieldPath
    value: YamlValue
    after: str = ""


class Removal(NamedTuple):
    """The removal of the field or item at `path`, which is not the only one of its group or list.

    Other changes name the items of a list by their places before. Its comments go with it, unless they are kept.
    """

    path: FieldPath
    keep_comments: bool = False


class Renaming(NamedTuple):
    """Another name for the field at `path`; other changes use the name before."""

    path: FieldPath
    name: str


class Enclosing(NamedTuple):
    """A list around the group at `path`, as its only item; other changes within the group add no field."""

    path: FieldPath


Edit: TypeAlias = Change | Removal | Renaming | Enclosing


class EditError(Exception):
    """The text is written in a form that cannot be edited in place."""


class _Replacement(NamedTuple):
    start: int
    end: int
    text: str
    depth: int = 0


def apply_changes(text: str, path: str, changes: Iterable[Edit]) -> str:
    """Return the text with the changes, and everything else preserved; the text must be free of problems.

    Raise `EditError` if the edited text does not read as the expected value.
    """
    source = read(text, path)
    expected = deepcopy(source.value)
    edits: list[_Replacement] = []
    later: list[Removal | Renaming | Enclosing] = []
    for change in changes:
        if isinstance(change, Change):
            whole = _with_what_is_missing(source.value, change)
            _set(expected, whole)
            edits += _edits(text, source, whole)
        else:
            later.append(change)
    # The last item of a list first, and what is within a field before the field.
    for one in sorted(later, key=lambda one: (one.path, isinstance(one, Enclosing)), reverse=True):
        _reshape(expected, one)
    edits += _reshapings(text, source, later)
    outcome = _with_edits(text, edits)
    if half := _HALF.search(outcome):
        raise EditError(f"the character {half[0]!r} is not in UTF-8. Type it anew")
    try:
        found = read(outcome, path).value
    except ProblemsError:
        found = ""
    if found != expected:
        raise EditError(_BY_HAND)
    return outcome


def _with_what_is_missing(value: YamlValue, change: Change) -> Change:
    """Return the same change to the innermost existing part."""
    path, new = change.path, change.value
    while not _is_there(value, path[:-1]):
        new = [new] if isinstance(path[-1], int) else {path[-1]: new}
        path = path[:-1]
    return Change(path, new, change.after)


def _is_there(value: YamlValue, path: FieldPath) -> bool:
    try:
        part_at(value, path)
    except (KeyError, IndexError):
        return False
    return True


def _set(value: YamlValue, change: Change) -> None:
    around, step = part_at(value, change.path[:-1]), change.path[-1]
    if isinstance(around, list) and step == len(around):
        around.append(change.value)
    else:
        around[step] = change.value


def _reshape(value: YamlValue, change: Removal | Renaming | Enclosing) -> None:
    around, step = part_at(value, change.path[:-1]), change.path[-1]
    if isinstance(change, Enclosing):
        around[step] = [around[step]]
    else:
        found = around.pop(step)
        if isinstance(change, Renaming):
            around[change.name] = found


def _reshapings(text: str, source: Source, changes: Iterable[Removal | Renaming | Enclosing]) -> Iterator[_Replacement]:
    removed: list[FieldPath] = []
    ranges: list[tuple[int, int]] = []
    try:
        for change in changes:
            if isinstance(change, Renaming):
                yield _renamed(text, source, change)
            elif isinstance(change, Enclosing):
                yield from (_Replacement(*one) for one in enclosing(text, source, change.path))
            elif change.keep_comments:
                ranges += cuts_around_comments(text, source, change.path)
            else:
                removed.append(change.path)
        ranges += cuts(text, source, removed)
    except RemovalError:
        raise EditError(_BY_HAND) from None
    yield from (_Replacement(start, end, "") for start, end in ranges)


def _renamed(text: str, source: Source, change: Renaming) -> _Replacement:
    start, old = key_start(source, change.path), str(change.path[-1])
    start += text.startswith(("'", '"'), start)
    if not text.startswith(old, start):
        line = source.keys[change.path].line
        raise EditError(
            f"`{old}` in line {line} is written in a form that this command cannot change. Change it by hand"
        )
    return _Replacement(start, start + len(old), change.name)


def _edits(text: str, source: Source, change: Change) -> Iterator[_Replacement]:
    around, step = change.path[:-1], change.path[-1]
    if change.path in source.spans:
        start, end = source.spans[change.path].start, end_of(text, source, change.path)
        yield _Replacement(start, end, instead_of(text[start:end], change.value))
        return
    children = list(children_of(source, around))
    named = (*around, change.after)
    behind = named if named in source.spans else (children or [around])[-1]
    if source.spans[around].style == "block":
        column = column_of(text, source, around)
        at = own_end(text, end_of(text, source, behind), column, is_last=behind == children[-1])
        yield _Replacement(at, at, _lines(change, column, apart=_are_apart(text, source, children)), len(around))
    elif children:
        yield from _in_flow(text, source, behind, _named(step) + inline(change.value), is_last=behind == children[-1])
    elif _takes_block(text, source, around, change.value):
        yield from _as_block(text, source, change)
    else:
        at = source.spans[around].start + 1
        yield _Replacement(at, at, _named(step) + inline(change.value))


def _named(step: str | int) -> str:
    return "" if isinstance(step, int) else f"{step}: "


def _are_apart(text: str, source: Source, items: list[FieldPath]) -> bool:
    """Tell whether an empty line separates the last two items of a block; assume one if there are fewer."""
    if len(items) < 2:
        return True
    return bool(_EMPTY_LINE.search(text, end_of(text, source, items[-2]), source.spans[items[-1]].start))


def _in_flow(text: str, source: Source, other: FieldPath, item: str, *, is_last: bool) -> Iterator[_Replacement]:
    """Add an item after another in `[ ]` or `{ }`: on a line of its own if the last one ends its line."""
    start, end = source.spans[other].start, end_of(text, source, other)
    behind = _END_IN_FLOW.match(text, end)
    if not (is_last and behind):
        yield _Replacement(end, end, f", {item}")
        return
    before = text[text.rfind("\n", 0, start) + 1 : start]
    margin = before if before.isspace() else " " * (len(before) - len(before.lstrip()) + 2)
    if not behind[1]:
        yield _Replacement(end, end, ",")
    yield _Replacement(behind.end(), behind.end(), f"\n{margin}{item}{behind[1]}")


def _takes_block(text: str, source: Source, path: FieldPath, value: YamlValue) -> bool:
    """Tell whether an empty `[]` or `{}` can become a block: a field's value, without a comment, to get a group."""
    span = source.spans[path]
    grouped, in_block = isinstance(value, dict | list), path and source.spans[path[:-1]].style == "block"
    return bool(grouped and in_block and isinstance(path[-1], str) and not text[span.start + 1 : span.end - 1].strip())


def _as_block(text: str, source: Source, change: Change) -> Iterator[_Replacement]:
    """Replace an empty `[]` or `{}` with a block of the new field or item."""
    around = change.path[:-1]
    span = source.spans[around]
    at = line_end(text, span.end)
    yield _Replacement(len(text[: span.start].rstrip()), span.end, "")
    yield _Replacement(at, at, _lines(change, column_of(text, source, around[:-1]) + 2, apart=False), len(around))


def _lines(change: Change, column: int, *, apart: bool) -> str:
    """Return the lines of a new field or item of a block; `apart` separates a long item with an empty line."""
    step, value = change.path[-1], change.value
    lines = "\n".join(block("-" if isinstance(step, int) else f"{step}:", value))
    empty = "\n" if apart and isinstance(step, int) and "\n" in lines else ""
    return f"\n{empty}{indent(lines, ' ' * column)}"


def _with_edits(text: str, edits: Iterable[_Replacement]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    parts, at = [], 0
    # At the same position, insertions first, the deeper ones before others, then in the given order.
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end, -edit.depth)):
        parts += (text[at : edit.start], edit.text.replace("\n", newline))
        at = max(at, edit.end)
    return "".join((*parts, text[at:]))
