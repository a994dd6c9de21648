"""Edit YAML text in place and preserve everything else: comments, order, quotes, line ends.

Libraries that round-trip YAML reformat some of it; replacing text at known places changes nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from textwrap import indent
from typing import NamedTuple, TypeAlias

from copsite.diagnostics.problem import ProblemsError
from copsite.yamlio.dump import block, inline, instead_of
from copsite.yamlio.extents import children_of, column_of, end_of, line_end, own_end, part_at
from copsite.yamlio.reader import FieldPath, Source, YamlValue, read
from copsite.yamlio.removal import RemovalError, cuts, cuts_around_comments
from copsite.yamlio.replacement import Replacement, replaced
from copsite.yamlio.reshaping import enclosing, renaming

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


class Addition(NamedTuple):
    """New last items of the list at `path`: one or more, in time linear in their number."""

    path: FieldPath
    values: Sequence[YamlValue]


class Renaming(NamedTuple):
    """Another name for the field at `path`; other changes use the name before."""

    path: FieldPath
    name: str


class Enclosing(NamedTuple):
    """A list around the group at `path`, its only item; other changes rename or remove fields of the group only."""

    path: FieldPath


Reshaping: TypeAlias = Removal | Renaming | Enclosing
Edit: TypeAlias = Change | Addition | Reshaping


class EditError(Exception):
    """The text is written in a form that cannot be edited in place."""


def apply_changes(text: str, path: str, changes: Iterable[Edit]) -> str:
    """Return the text with the changes, and everything else preserved; the text must be free of problems.

    Raise `EditError` if the edited text does not read as the expected value.
    """
    source = read(text, path)
    expected = deepcopy(source.value)
    edits: list[Replacement] = []
    reshapings: list[Reshaping] = []
    for change in changes:
        if isinstance(change, Reshaping):
            reshapings.append(change)
        elif isinstance(change, Addition):
            part_at(expected, change.path).extend(deepcopy([*change.values]))
            edits += _edits(text, source, change.path, len(part_at(source.value, change.path)), change.values)
        else:
            whole = _with_what_is_missing(source.value, change)
            _set(expected, whole)
            edits += _edits(text, source, whole.path[:-1], whole.path[-1], [whole.value], whole.after)
    # The last item of a list first, and what is within a field before the field.
    for one in sorted(reshapings, key=lambda one: (one.path, isinstance(one, Enclosing)), reverse=True):
        _reshape(expected, one)
    edits += _reshaped(text, source, reshapings)
    outcome = replaced(text, edits)
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
    """Return the same change to the innermost existing part; a text in place of a list is its only item."""
    path, new = change.path, change.value
    if path[-1] == 0 and _is_there(value, path[:-1]) and isinstance(part_at(value, path[:-1]), str):
        path = path[:-1]
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


def _reshape(value: YamlValue, change: Reshaping) -> None:
    around, step = part_at(value, change.path[:-1]), change.path[-1]
    if isinstance(change, Enclosing):
        around[step] = [around[step]]
    else:
        part = around.pop(step)
        if isinstance(change, Renaming):
            around[change.name] = part


def _reshaped(text: str, source: Source, changes: Iterable[Reshaping]) -> Iterator[Replacement]:
    removed: list[FieldPath] = []
    try:
        for change in changes:
            if isinstance(change, Renaming):
                yield Replacement(*renaming(text, source, change.path), change.name)
            elif isinstance(change, Enclosing):
                yield from (Replacement(*one) for one in enclosing(text, source, change.path))
            elif change.keep_comments:
                yield from (Replacement(*one, "") for one in cuts_around_comments(text, source, change.path))
            else:
                removed.append(change.path)
        yield from (Replacement(*one, "") for one in cuts(text, source, removed))
    except RemovalError:
        raise EditError(_BY_HAND) from None


def _edits(
    text: str, source: Source, around: FieldPath, step: str | int, values: Sequence[YamlValue], after: str = ""
) -> Iterator[Replacement]:
    """Yield the edits that write a value in the part `around`: a field's, an item's, or those of several new items."""
    path, value = (*around, step), values[0]
    if path in source.spans:
        start, end = source.spans[path].start, end_of(text, source, path)
        yield Replacement(start, end, instead_of(text[start:end], value))
        return
    children = list(children_of(source, around))
    named = (*around, after)
    behind = named if named in source.spans else (children or [around])[-1]
    on_one_line = ", ".join(_named(step) + inline(one) for one in values)
    if source.spans[around].style == "block":
        column = column_of(text, source, around)
        at = own_end(text, end_of(text, source, behind), column, is_last=behind == children[-1])
        lines = _lines(step, values, column, apart=_are_apart(text, source, children))
        yield Replacement(at, at, lines, len(around))
    elif children:
        yield from _in_flow(text, source, behind, on_one_line, is_last=behind == children[-1])
    elif _takes_block(text, source, around, value):
        yield from _as_block(text, source, around, step, values)
    else:
        at = source.spans[around].start + 1
        yield Replacement(at, at, on_one_line)


def _named(step: str | int) -> str:
    return "" if isinstance(step, int) else f"{step}: "


def _are_apart(text: str, source: Source, items: list[FieldPath]) -> bool:
    """Tell whether an empty line separates the last two items of a block; assume one if there are fewer."""
    if len(items) < 2:
        return True
    return bool(_EMPTY_LINE.search(text, end_of(text, source, items[-2]), source.spans[items[-1]].start))


def _in_flow(text: str, source: Source, other: FieldPath, item: str, *, is_last: bool) -> Iterator[Replacement]:
    """Add an item after another in `[ ]` or `{ }`: on a line of its own if the last one ends its line."""
    start, end = source.spans[other].start, end_of(text, source, other)
    behind = _END_IN_FLOW.match(text, end)
    if not (is_last and behind):
        yield Replacement(end, end, f", {item}")
        return
    before = text[text.rfind("\n", 0, start) + 1 : start]
    margin = before if before.isspace() else " " * (len(before) - len(before.lstrip()) + 2)
    if not behind[1]:
        yield Replacement(end, end, ",")
    yield Replacement(behind.end(), behind.end(), f"\n{margin}{item}{behind[1]}")


def _takes_block(text: str, source: Source, path: FieldPath, value: YamlValue) -> bool:
    """Tell whether an empty `[]` or `{}` can become a block: a field's value, without a comment, to get a group."""
    span = source.spans[path]
    grouped, in_block = isinstance(value, dict | list), path and source.spans[path[:-1]].style == "block"
    return bool(grouped and in_block and isinstance(path[-1], str) and not text[span.start + 1 : span.end - 1].strip())


def _as_block(
    text: str, source: Source, around: FieldPath, step: str | int, values: Sequence[YamlValue]
) -> Iterator[Replacement]:
    """Replace an empty `[]` or `{}` with a block of the new field or items."""
    span = source.spans[around]
    at = line_end(text, span.end)
    lines = _lines(step, values, column_of(text, source, around[:-1]) + 2, apart=True).lstrip("\n")
    yield Replacement(len(text[: span.start].rstrip()), span.end, "")
    yield Replacement(at, at, f"\n{lines}", len(around))


def _lines(step: str | int, values: Sequence[YamlValue], column: int, *, apart: bool) -> str:
    """Return the lines of new fields or items of a block; `apart` separates long items with an empty line."""
    texts = ["\n".join(block("-" if isinstance(step, int) else f"{step}:", value)) for value in values]
    empty = ["\n" if apart and isinstance(step, int) and "\n" in lines else "" for lines in texts]
    return "".join(f"\n{gap}{indent(lines, ' ' * column)}" for gap, lines in zip(empty, texts, strict=True))
