"""Where to cut a YAML text to remove fields and items, with the comments beside and deeper below them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, pairwise

from copsite.yamlio.extents import children_of, end_of, key_start, own_end
from copsite.yamlio.reader import FieldPath, Source

_HYPHEN = re.compile(r" *- +")
_SPACES = re.compile(r" *")
_REST_OF_LINE = re.compile(r" *,? *(?:#[^\r\n]*)?(?:\r?\n|\Z)")
_LINE = re.compile(r"( *)[^\r\n]*(?:\r?\n|\Z)")
_COMMA = re.compile(r" *,")
_COMMENT = re.compile(r"(?<![^ ])#")
_EMPTY_LINES = re.compile(r"(?: *\r?\n)+")


class RemovalError(Exception):
    """The part shares a line with what stays, or a comment would be removed that may belong to something else."""


def cuts(text: str, source: Source, paths: Collection[FieldPath]) -> Iterator[tuple[int, int]]:
    """Yield the ranges to cut out of a text, in order, to remove some, but not all, parts of a group or a list.

    Raise `RemovalError` if they cannot be cut out alone.
    """
    removed, found = {*paths}, list[tuple[int, int]]()
    for parent in dict.fromkeys(path[:-1] for path in paths):
        children = list(children_of(source, parent))
        for is_removed, group in groupby(range(len(children)), key=lambda n: children[n] in removed):
            run = list(group) if is_removed else []
            if run and source.spans[parent].style == "flow":
                found.append(_in_flow(text, source, children, run[0], run[-1]))
            else:
                found += (_lines(text, source, children[n], is_first=run[0] == 0) for n in run)
    end = 0
    for start, stop in sorted(found):
        yield max(start, end), stop  # two of them may share empty lines
        end = stop


def cuts_around_comments(text: str, source: Source, path: FieldPath) -> Iterator[tuple[int, int]]:
    """Yield the ranges to cut out of a text to remove one field of several, but none of its comments.

    Raise `RemovalError` if it cannot be cut out alone.
    """
    start, end = key_start(source, path), end_of(text, source, path)
    is_flow = source.spans[path[:-1]].style == "flow"
    try:
        found = [*cuts(text, source, [path])]
    except RemovalError:
        if not is_flow:
            raise
        found = []
    if found and not any("#" in text[begin:stop] for begin, stop in found):
        yield from found
    elif is_flow:
        comma = _COMMA.match(text, end)
        yield start, comma.end() if comma else end
    else:
        for line in _LINE.finditer(text, text.rfind("\n", 0, start) + 1, found[0][1]):
            comment = _COMMENT.search(line[0])
            cut = (len(line[1]), comment.start()) if comment else (0, len(line[0]))
            yield line.start() + cut[0], line.start() + cut[1]


def _lines(text: str, source: Source, path: FieldPath, *, is_first: bool) -> tuple[int, int]:
    """Return the range of the lines of a part of a block, with the empty lines on one side of it."""
    start = _start(source, path)
    begin = text.rfind("\n", 0, start) + 1
    before = text[begin:start]
    if not (_HYPHEN if isinstance(path[-1], int) else _SPACES).fullmatch(before):
        raise RemovalError
    column = len(before.rstrip("- ")) if isinstance(path[-1], int) else len(before)
    stop = own_end(text, end_of(text, source, path), column, is_last=False)
    stop = text.find("\n", stop) + 1 or len(text)
    empty = _EMPTY_LINES.match(text, stop)
    above = len(text[:begin].rstrip(" \r\n"))
    first_empty = text.find("\n", above, begin) + 1
    if is_first and empty:
        stop = empty.end()
    elif first_empty < begin and above and (empty or stop == len(text)):
        begin = first_empty
    if stop == len(text) and not text.endswith("\n"):
        begin = len(text[:begin].rstrip("\r\n"))
    return begin, stop


def _in_flow(text: str, source: Source, children: Sequence[FieldPath], first: int, last: int) -> tuple[int, int]:
    """Return the range of some parts in `[ ]` or `{ }`, with a comma: whole lines if they have these to themselves."""
    start, end = _start(source, children[first]), end_of(text, source, children[last])
    begin, rest = text.rfind("\n", 0, start) + 1, _REST_OF_LINE.match(text, end)
    if rest and not text[begin:start].strip(" "):
        return begin, rest.end()
    beside = children[max(first - 1, 0) : last + 1 if first else last + 2]
    for one, other in pairwise(beside):
        if "#" in text[end_of(text, source, one) : _start(source, other)]:
            raise RemovalError
    return (end_of(text, source, beside[0]), end) if first else (start, _start(source, beside[-1]))


def _start(source: Source, path: FieldPath) -> int:
    """Return where a field or an item begins, after the hyphen of a list."""
    return source.spans[path].start if isinstance(path[-1], int) else key_start(source, path)
