"""YAML text as plain strings, lists and mappings, and the place of everything in it.

Nothing is typed here: `NO`, `1:30` and `2026-02-03` stay the text that somebody wrote, and the
model gives each its meaning. Of YAML only what a hand-written catalog needs is let in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from .problems import Place, Problem, ProblemsError

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
Path: TypeAlias = tuple[str | int, ...]

LARGEST = 5_000_000  # characters; ten thousand communities take about half of it
DEEPEST = 20  # a catalog nests seven deep

# libyaml where it is there: eight times faster than the parser in Python.
_QuickLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Source:
    """A file's plain value, and by path the place of each field's name (`keys`) and of each part (`places`).

    The place of a part is where a reader would point: a text itself, but the name of the field whose
    value takes more lines, or is empty.
    """

    path: str
    value: Plain
    places: Mapping[Path, Place]
    keys: Mapping[Path, Place]

    def place(self, path: Path) -> Place:
        """Give the place of the part at `path`, or of the nearest part around it that exists."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]


def read(text: str, path: str) -> Source:
    """Read one YAML document; raise `ProblemsError` with every fault that is not of the model's kind."""
    if len(text) > LARGEST:
        raise ProblemsError([Problem(path, 1, 1, f"the file is larger than {LARGEST:,} characters")])
    reader = _Reader(path)
    try:
        value = reader.document(yaml.parse(text, Loader=_QuickLoader))
    except yaml.YAMLError as quick:
        raise ProblemsError([*reader.problems, _yaml_problem(path, text, quick)]) from None
    if reader.problems:
        raise ProblemsError(reader.problems)
    return Source(path, value, reader.places, reader.keys)


def _yaml_problem(path: str, text: str, quick: yaml.YAMLError) -> Problem:
    """Put the parser's complaint into a problem; the parser in Python words it, on every machine."""
    try:
        for _ in yaml.parse(text, Loader=yaml.SafeLoader):
            pass
        fault = quick
    except yaml.YAMLError as slow:
        fault = slow
    if isinstance(fault, yaml.MarkedYAMLError) and fault.problem_mark:
        mark, context = fault.problem_mark, fault.context or ""
        words = f"this is not YAML: {fault.problem}" + (f" ({context})" if context else "")
        return Problem(path, mark.line + 1, mark.column + 1, words)
    at = getattr(fault, "position", 0)
    before = text[:at]
    column = at - (before.rfind("\n") + 1) + 1
    return Problem(path, before.count("\n") + 1, column, "this character cannot stand in YAML. Delete it")


class _Reader:
    """Walks the parser's events once, keeping values, places and faults.

    Events are `Any`: which attributes one has depends on its class, which the stubs do not say.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.places: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}

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
        told_here = isinstance(event, yaml.ScalarEvent) and event.value
        self.places[path] = _place(event) if told_here else self.keys.get(path, _place(event))
        if isinstance(event, yaml.AliasEvent):
            self.fault(event, f"`*{event.anchor}` repeats another part. Write the value out here")
            return ""
        if event.anchor is not None:
            self.fault(event, f"`&{event.anchor}` names a part for repeating. Remove it")
        if event.tag is not None and event.tag != "!":
            self.fault(event, f"`{event.tag}` is a YAML tag. Remove it")
        if len(path) > DEEPEST:
            self.fault(event, f"this is nested more than {DEEPEST} levels deep")
            raise ProblemsError(self.problems)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, path)
        value: str = event.value
        return value

    def mapping(self, events: Iterator[yaml.Event], path: Path) -> dict[str, Plain]:
        found: dict[str, Plain] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                self.fault(event, "a field's name must be plain text")
                raise ProblemsError(self.problems)
            key, place = event.value, _place(event)
            if key == "<<":
                self.fault(event, "`<<` copies fields from another part. Write them out here")
            again = key in found
            if again:
                first = self.keys[*path, key].line
                self.fault(event, f"`{key}` is here a second time; line {first} has it already. Keep one")
            # A repeated field is read for its own faults, under a path that nothing else has.
            below = (*path, f"{key} of line {place.line}" if again else key)
            self.keys[below] = place
            value = self.node(next(events), events, below)
            found.setdefault(key, value)
        return found

    def sequence(self, events: Iterator[yaml.Event], path: Path) -> list[Plain]:
        found: list[Plain] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            found.append(self.node(event, events, (*path, len(found))))
        return found

    def fault(self, event: Any, message: str) -> None:
        self.problems.append(Problem(self.path, *_place(event), message))


def _place(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)
