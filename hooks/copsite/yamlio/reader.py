"""Read YAML text as strings, lists and mappings, with the place of every part.

Values have no types: `NO`, `1:30` and `2026-02-03` stay text, and the models convert them. Only the subset of YAML
that a hand-written catalog needs is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import islice
from operator import getitem
from typing import Any, NamedTuple, TypeAlias, cast

import yaml

from copsite.diagnostics.problem import MOST, Note, Place, Problem, ProblemsError, brief
from copsite.yamlio.syntax_errors import COLON, ESCAPE, explain
from copsite.yamlio.text_checks import blank_out, text_problems

YamlValue: TypeAlias = "str | list[YamlValue] | dict[str, YamlValue]"
FieldPath: TypeAlias = tuple[str | int, ...]

LARGEST = 12_000_000  # characters; ten thousand communities take eight million, and the time is linear
MOST_PARTS = 450_000  # these take most of the time; ten thousand communities with a meeting have 330,000
DEEPEST = 20  # levels; a catalog has seven
LONGEST = 100  # characters of a field's name

_QuickLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, if available, is eight times faster
# What the parsers raise; the last two for an escape whose number is not a character's.
FAULTS = (yaml.YAMLError, ValueError, OverflowError)
# An escape whose number is not a character's; the parser in Python gives no position for it.
_BEYOND = re.compile(r"\\U(?!000|0010)")


class Span(NamedTuple):
    """Where a part begins and ends in the text, in characters from 0, and its style.

    The style is "flow" for a part in `[ ]` or `{ }`, "block" for one on lines of its own, "scalar" for one value.
    """

    start: int
    end: int
    style: str


@dataclass(frozen=True)
class Source:
    """A file's value, and by path the place of each field's name (`keys`) and of each part (`places`).

    The place of a text is the text itself; that of an empty value, a group or a list is the name of its field.
    `spans` has the extent of each part. `problems` are non-fatal; the aliases at `unread` have no value.
    """

    path: str
    value: YamlValue
    places: Mapping[FieldPath, Place]
    keys: Mapping[FieldPath, Place]
    spans: Mapping[FieldPath, Span]
    problems: tuple[Problem, ...] = ()
    unread: frozenset[FieldPath] = frozenset()
    text: str = ""

    def place(self, path: FieldPath, at: int | None = None) -> Place:
        """Return the place of the part at `path`, or of the nearest part around it that exists.

        `at` is one of its characters, from 0, and narrows the place if the file has the part without escapes.
        """
        while path not in self.places:
            path, at = path[:-1], None
        place, span = self.places[path], self.spans.get(path)
        if at is None or span is None or span.style != "scalar":
            return place
        written = self.text[span.start : span.end]
        quote = written[:1] if written[:1] in ("'", '"') else ""
        part: Any = reduce(getitem, path, cast("Any", self.value))
        if written != f"{quote}{part}{quote}":
            return place
        return place._replace(column=place.column + len(quote) + at, width=1)

    @cached_property
    def line_starts(self) -> Sequence[int]:
        """Return where each line begins in the text, in characters from 0."""
        return [0, *(found.end() for found in re.finditer(r"\r\n?|\n", self.text))]

    def key(self, path: FieldPath, at: int | None = None) -> Place:
        """Return the place of the name of the field at `path`, or of its character `at`, from 0."""
        place = self.keys[path]
        return place if at is None or place.width != len(str(path[-1])) else Place(place.line, place.column + at)


def read(text: str, path: str) -> Source:
    """Read one YAML document; raise `ProblemsError` if it cannot be parsed."""
    if len(text) > LARGEST:
        words = f"the file has more than {LARGEST:,} characters. Was it pasted many times, or is it another file?"
        raise ProblemsError([Problem(path, Place(1, 1), words)])
    before_parsing = [*islice(text_problems(text), MOST + 1)]
    found = [Problem(path, *one) for one in before_parsing]
    if (cleaned := blank_out(before_parsing, text)) is None:
        raise ProblemsError(found)
    reader = _Reader(path, cleaned)
    try:
        value = reader.document(yaml.parse(cleaned, Loader=_QuickLoader))
    except FAULTS as fault:
        # The parser's error may be a consequence of an earlier problem.
        raise ProblemsError(found or [*reader.problems, yaml_problem(path, text, fault)]) from None
    problems = (*found, *reader.problems)
    return Source(path, value, reader.places, reader.keys, reader.spans, problems, frozenset(reader.unread), cleaned)


def decode(data: bytes, path: str) -> str:
    """Return a file's text with `\\n` line ends; raise `ProblemsError` if it is not UTF-8."""
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
    """Return a parser's error as a problem; find the place of characters for which the parser gives none."""
    if isinstance(fault, yaml.MarkedYAMLError) and (at := fault.problem_mark):
        marks = [(mark.line, mark.column) for mark in (at, fault.context_mark or at)]
        return Problem(path, *explain(text, f"{fault.problem} {fault.context}", *marks))
    if not isinstance(fault, yaml.YAMLError) and (escape := _BEYOND.search(text)):
        return Problem(path, _place_at(text, escape.start()), ESCAPE)
    found = text.find(chr(getattr(fault, "character", 0)))  # one parser gives its position in bytes
    return Problem(path, _place_at(text, max(found, 0)), "this character cannot be shown. Delete it")


class _Reader:
    """Reads values, places and problems from the parser's events, in one pass.

    Events are `Any`: their attributes depend on their class, which the stubs leave out.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self.problems: list[Problem] = []
        self.unread: set[FieldPath] = set()  # aliases, whose values are unknown
        self.places: dict[FieldPath, Place] = {}
        self.keys: dict[FieldPath, Place] = {}
        self.spans: dict[FieldPath, Span] = {}

    def document(self, events: Iterator[yaml.Event]) -> YamlValue:
        value: YamlValue = ""
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

    def node(self, event: Any, events: Iterator[yaml.Event], path: FieldPath) -> YamlValue:
        scalar = isinstance(event, yaml.ScalarEvent)
        here = self.place(event)
        self.places[path] = here if scalar and event.value else self.keys.get(path, here)
        if isinstance(event, yaml.AliasEvent):
            self.fault(event, f"`*{event.anchor}` repeats another part. Write the value out here")
            self.unread.add(path)
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
        value: YamlValue
        value, end = (self.mapping if isinstance(event, yaml.MappingStartEvent) else self.sequence)(events, path)
        self.spans[path] = Span(event.start_mark.index, end.end_mark.index, "flow" if event.flow_style else "block")
        return value

    def mapping(self, events: Iterator[yaml.Event], path: FieldPath) -> tuple[dict[str, YamlValue], Any]:
        found: dict[str, YamlValue] = {}
        event: Any = None
        unmarked = False  # inside an item without a dash, all fields repeat those of the item before
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
            if ":" in key:
                self.fault(event, COLON)
            again = key in found
            if again and not unmarked:
                first = Note(self.keys[*path, key], "first used here")
                unmarked = path[-1:] != () and isinstance(path[-1], int) and key == next(iter(found))
                words = "Keep one, or write `- ` before it if an item begins here" if unmarked else "Keep one"
                self.fault(event, f"`{key}` is here a second time. {words}", first)
            # Read a repeated field too, for its own problems, under a unique path.
            below = (*path, f"{key} of line {place.line}" if again else key)
            self.keys[below] = place
            value = self.node(next(events), events, below)
            found.setdefault(key, value)
        return found, event

    def sequence(self, events: Iterator[yaml.Event], path: FieldPath) -> tuple[list[YamlValue], Any]:
        found: list[YamlValue] = []
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
            self.fault(event, f"{brief(event.tag.replace('tag:yaml.org,2002:', '!!'))!r} is a YAML tag. Remove it")

    def fault(self, event: Any, message: str, note: Note | None = None) -> None:
        self.problems.append(Problem(self.path, self.place(event), message, note))
        if len(self.problems) > MOST:
            raise ProblemsError(self.problems)

    def place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        width = (end.index if end.line == start.line else self.text.find("\n", start.index)) - start.index
        return Place(start.line + 1, start.column + 1, width if width > 1 else 1)


def _place_at(text: str, position: int) -> Place:
    return Place(text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position))
