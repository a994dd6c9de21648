"""Read Markdown into a text, whose links, shortcodes and errors have their places in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate

from copsite.diagnostics.problem import Place, brief
from copsite.markdown.parser import Token, parse, parse_line
from copsite.markdown.text import Fault, Text

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
# A text without any of these is the same in HTML, apart from escaping.
_MARKED = re.compile(r"[\\`*_\[\]<&!~@]|://|www\.|\{\{")


@lru_cache(maxsize=400)  # for the preview, which reads all pages again after a change to one
def read_markdown(source: str, first: int = 1) -> Text:
    """Parse a text that begins on line `first` of its file."""
    tokens, text = parse(source), Text(source, first)
    finder, faults = _PlaceFinder(text), list[Fault]()
    for n, token in enumerate(tokens):
        if token.type == "inline":
            token.children = [*_with_places(token, finder.of(token), faults)]
        if n and tokens[n - 1].type == "heading_open":
            _take_id(tokens[n - 1], token, text, faults)
    main, notes = _split_notes(tokens, text, faults)
    return replace(text, tokens=main, notes=notes, faults=tuple(faults))


def in_line(source: str, place: Place) -> Text:
    """Parse one line, such as a field of the catalog, without blocks; all of it is at `place`."""
    token = parse_line(source)
    faults: list[Fault] = []
    token.children = [*_with_places(token, _always(place), faults)]
    return Text(source, place.line, (token,), faults=tuple(faults))


def is_marked(source: str) -> bool:
    """Return whether a text may contain inline Markdown."""
    return _MARKED.search(source) is not None


class _PlaceFinder:
    """Maps positions in a block's content, which lacks indents and markers, to places in the file."""

    def __init__(self, text: Text) -> None:
        self.lines = text.lines
        self.first = text.first
        self.read: dict[int, int] = {}  # by line, the end of the last cell found in a table's row

    def of(self, block: Token) -> Callable[[int, int], Place]:
        """Return a function from the start and end of a part of the block's content to its place."""
        begin = block.map[0] if block.map else 0
        content = block.content.split("\n")
        ends = [*accumulate(len(line) + 1 for line in content)]
        starts = [self.start(begin + n, line) for n, line in enumerate(content)]

        def place(start: int, end: int) -> Place:
            n = bisect_right(ends, start)
            column = start - (ends[n] - len(content[n]) - 1)
            width = min(end - start, len(content[n]) - column)
            return Place(self.first + begin + n, starts[n] + column + 1, max(width, 1))

        return place

    def start(self, number: int, content: str) -> int:
        """Return the column at which the block's content begins in a line."""
        line, text = self.lines[min(number, len(self.lines) - 1)], content.strip()
        if line.rstrip().endswith(text):
            found = len(line.rstrip()) - len(text)
        else:  # a cell of a table, or a heading that ends in `#`
            # After a cell that is not found, the rest of the row is skipped. `|` in a cell is escaped as `\\|`.
            begin = self.read.get(number, 0)
            found = line.find(text, begin) if begin >= 0 else -1
            if found < 0 <= begin and "|" in text:
                text = text.replace("|", r"\|")
                found = line.find(text, begin)
            self.read[number] = found + len(text) if found >= 0 else -1
        return max(found - (len(content) - len(content.lstrip())), 0)


def _always(place: Place) -> Callable[[int, int], Place]:
    return lambda start, end: place


def _with_places(block: Token, place: Callable[[int, int], Place], faults: list[Fault]) -> Iterator[Token]:
    """Yield the inline tokens of a block, links and the like with their places; move faults to `faults`."""
    for token in block.children or ():
        if span := token.meta.pop("span", None):
            token.meta["place"] = place(*span)
        if token.type == "image":
            token.children = [*_with_places(token, _always(token.meta["place"]), faults)]
        if token.type == "fault":
            faults.append(Fault(token.meta["place"], token.meta["words"]))
        else:
            yield token


def _take_id(opening: Token, inline: Token, text: Text, faults: list[Fault]) -> None:
    """Move a heading's explicit id, in braces after its text, to its attributes."""
    last = inline.children[-1] if inline.children else None
    if last is None or last.type != "text" or not last.content.endswith("}") or "{#" not in last.content:
        return
    said, _, id = last.content[:-1].rpartition("{#")
    if not _ID.fullmatch(id):
        words = f"{{#{brief(id)}}} is no id. Write letters, digits and hyphens, such as {{#duties}}"
        faults.append(Fault(text.place_of(opening), words))
    opening.attrs["id"] = id
    last.content = said.rstrip()


def _split_notes(
    tokens: Sequence[Token], text: Text, faults: list[Fault]
) -> tuple[tuple[Token, ...], dict[str, tuple[Token, ...]]]:
    """Return the tokens without footnotes, and the footnotes by label."""
    main: list[Token] = []
    notes: dict[str, list[Token]] = {}
    at: dict[str, Place] = {}
    into = [main]
    for token in tokens:
        if token.type == "footnote_reference_open":
            label = token.meta["label"]
            if label in notes:
                faults.append(Fault(text.place_of(token), f"there is another footnote [^{brief(label)}]. Keep one"))
            at.setdefault(label, text.place_of(token))
            into.append(notes.setdefault(label, []))
        elif token.type == "footnote_reference_close":
            into.pop()
        else:
            into[-1].append(token)
    named: dict[str, Place] = {}
    for token in (child for block in tokens for child in block.children or ()):
        if token.type == "footnote_ref":
            named.setdefault(token.meta["label"], token.meta["place"])
    for label in named.keys() - notes.keys():
        words = f"there is no footnote [^{brief(label)}]. Add a line that begins with [^{brief(label)}]:"
        faults.append(Fault(named[label], words))
    for label in notes.keys() - named.keys():
        words = f"nothing names this footnote, so that nobody would see it. Write [^{brief(label)}] where it belongs"
        faults.append(Fault(at[label], words))
    return tuple(main), {label: tuple(found) for label, found in notes.items()}
