"""YAML text as plain strings, lists and mappings, and the place of everything in it.

Nothing is typed here: `NO`, `1:30` and `2026-02-03` stay the text that somebody wrote, and the
model gives each its meaning. Of YAML only what a hand-written catalog needs is let in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

import yaml

from .problems import MOST, Note, Place, Problem, ProblemsError, brief
from .slips import COLON, ESCAPE, plain_slips, slip_of

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
Path: TypeAlias = tuple[str | int, ...]

LARGEST = 12_000_000  # characters; ten thousand communities take eight million, and all work grows as the text does
MOST_PARTS = 300_000  # what takes most time; ten thousand communities have 250,000
DEEPEST = 20  # a catalog nests seven deep
LONGEST = 100  # characters of a field's name

# libyaml where it is there: eight times faster than the parser in Python.
_QuickLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What the parsers raise; the last two where an escape gives the number of no character.
FAULTS = (yaml.YAMLError, ValueError, OverflowError)
# An escape that gives the number of no character, at which the parser in Python loses its place.
_BEYOND = re.compile(r"\\U(?!000|0010)")


class Span(NamedTuple):
    """Where a part begins and ends in the text, in characters from 0, and how it is written.

    What is in `[ ]` or `{ }` is "flow", what stands on lines of its own is "block", one value is "scalar".
    """

    start: int
    end: int
    style: str


@dataclass(frozen=True)
class Source:
    """A file's plain value, and by path the place of each field's name (`keys`) and of each part (`places`).

    The place of a part is where a reader would point: a text itself, but the name of the field whose
    value takes more lines, or is empty. `spans` has each part itself; `problems` are faults beside which all
    else can be read.
    """

    path: str
    value: Plain
    places: Mapping[Path, Place]
    keys: Mapping[Path, Place]
    spans: Mapping[Path, Span]
    problems: tuple[Problem, ...] = ()

    def place(self, path: Path) -> Place:
        """Give the place of the part at `path`, or of the nearest part around it that exists."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]


def read(text: str, path: str) -> Source:
    """Read one YAML document; raise `ProblemsError` with what keeps it from being read."""
    if len(text) > LARGEST:
        words = f"the file has more than {LARGEST:,} characters. Was it pasted many times, or is it another file?"
        raise ProblemsError([Problem(path, Place(1, 1), words)])
    if slips := [Problem(path, *slip) for slip in islice(plain_slips(text), MOST + 1)]:
        raise ProblemsError(slips)
    reader = _Reader(path, text)
    try:
        value = reader.document(yaml.parse(text, Loader=_QuickLoader))
    except FAULTS as fault:
        raise ProblemsError([*reader.problems, yaml_problem(path, text, fault)]) from None
    if reader.lacking:
        raise ProblemsError(reader.problems)
    return Source(path, value, reader.places, reader.keys, reader.spans, tuple(reader.problems))


def decode(data: bytes, path: str) -> str:
    """Give a file's text, its lines ended by `\\n`; raise `ProblemsError` where it is not UTF-8."""
    try:
        return _with_plain_ends(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = _with_plain_ends(error.object[: error.start].decode())
        words = "this character is not in UTF-8. Save the file with the encoding UTF-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        words = "the file is in UTF-16. Save it with the encoding UTF-8"
    raise ProblemsError([Problem(path, _place_at(before, len(before)), words)])


def _with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def yaml_problem(path: str, text: str, fault: Exception) -> Problem:
    """Put the parser's complaint into words of our own; it is silent on where a wrong character stands."""
    if isinstance(fault, yaml.MarkedYAMLError) and fault.problem_mark:
        at = fault.problem_mark
        said = f"{fault.problem} {fault.context}"
        marks = [(mark.line, mark.column) for mark in (at, fault.context_mark or at)]
        return Problem(path, *slip_of(text, said, *marks))
    if not isinstance(fault, yaml.YAMLError) and (escape := _BEYOND.search(text)):
        return Problem(path, _place_at(text, escape.start()), ESCAPE)
    place = _place_at(text, getattr(fault, "position", 0))
    return Problem(path, place, "this character cannot be shown. Delete it")


class _Reader:
    """Walks the parser's events once, keeping values, places and faults.

    Events are `Any`: which attributes one has depends on its class, which the stubs do not say.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.problems: list[Problem] = []
        self.lacking = False  # something that stands elsewhere, so that whatever is said of the rest may be wrong
        self.places: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}
        self.spans: dict[Path, Span] = {}

    def document(self, events: Iterator[yaml.Event]) -> Plain:
        value: Plain = ""
        self.places[()] = Place(1, 1)
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.fault(event, "a second document starts here. Keep everything in one, without `---`")
            elif isinstance(event, yaml.NodeEvent):
                found = self.node(event, events, ())
                value = found if documents == 1 else value
        return value

    def node(self, event: Any, events: Iterator[yaml.Event], path: Path) -> Plain:
        scalar = isinstance(event, yaml.ScalarEvent)
        here = self.place(event)
        self.places[path] = here if scalar and event.value else self.keys.get(path, here)
        if isinstance(event, yaml.AliasEvent):
            self.fault(event, f"`*{event.anchor}` repeats another part. Write the value out here")
            self.lacking = True
            return ""
        self.check_for_extras(event)
        if len(path) > DEEPEST:
            self.fault(event, f"this is nested more than {DEEPEST} levels deep")
            raise ProblemsError(self.problems)
        if len(self.places) > MOST_PARTS:
            self.fault(event, f"the file has more than {MOST_PARTS:,} parts. Was it pasted many times?")
            raise ProblemsError(self.problems)
        if scalar:
            self.spans[path] = Span(event.start_mark.index, event.end_mark.index, "scalar")
            return str(event.value)
        value: Plain
        value, end = (self.mapping if isinstance(event, yaml.MappingStartEvent) else self.sequence)(events, path)
        self.spans[path] = Span(event.start_mark.index, end.end_mark.index, "flow" if event.flow_style else "block")
        return value

    def mapping(self, events: Iterator[yaml.Event], path: Path) -> tuple[dict[str, Plain], Any]:
        found: dict[str, Plain] = {}
        event: Any = None
        unmarked = False  # once an item is known to begin without its dash, all its fields are here again
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = event.value if isinstance(event, yaml.ScalarEvent) else ""
            if not (key and key.isprintable() and len(key) <= LONGEST):
                self.fault(event, "the name of a field must be short and plain")
                raise ProblemsError(self.problems)
            self.check_for_extras(event)
            place = self.place(event)
            if key == "<<":
                self.fault(event, "`<<` copies fields from another part. Write them out here")
                self.lacking = True
            if ":" in key:
                self.fault(event, COLON)
            again = key in found
            if again and not unmarked:
                first = Note(self.keys[*path, key], "first used here")
                unmarked = path[-1:] != () and isinstance(path[-1], int) and key == next(iter(found))
                words = "Keep one, or write `- ` before it if an item begins here" if unmarked else "Keep one"
                self.fault(event, f"`{key}` is here a second time. {words}", first)
            # A repeated field is read for its own faults, under a path that nothing else has.
            below = (*path, f"{key} of line {place.line}" if again else key)
            self.keys[below] = place
            value = self.node(next(events), events, below)
            found.setdefault(key, value)
        return found, event

    def sequence(self, events: Iterator[yaml.Event], path: Path) -> tuple[list[Plain], Any]:
        found: list[Plain] = []
        event: Any = None
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            found.append(self.node(event, events, (*path, len(found))))
        return found, event

    def check_for_extras(self, event: Any) -> None:
        if event.anchor is not None:
            self.fault(event, f"`&{event.anchor}` names a part for repeating. Remove it")
        if event.tag is not None and event.tag != "!":
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.fault(event, f"{brief(tag)!r} is a YAML tag. Remove it")

    def fault(self, event: Any, message: str, note: Note | None = None) -> None:
        self.problems.append(Problem(self.path, self.place(event), message, note))
        if len(self.problems) > MOST:
            raise ProblemsError(self.problems)

    def place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        width = (end.index if end.line == start.line else self.text.find("\n", start.index)) - start.index
        return Place(start.line + 1, start.column + 1, width if width > 1 else 1)


def _place_at(text: str, position: int) -> Place:
    before = text[:position]
    return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
