"""Validate what the reader returns: build records, or report all problems at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import reduce
from itertools import chain, islice
from operator import getitem
from typing import Any, Generic, TypeVar, cast

from pydantic import ValidationError

from copsite.catalog.field_formats import slug
from copsite.catalog.former_fields import in_present_form
from copsite.catalog.models import Catalog, FrontMatter, Record, Resources
from copsite.catalog.models.record import field_names, record_at
from copsite.catalog.partial import sound_part
from copsite.catalog.rules import RULES, RULES_OF_NAMES, RULES_OF_RESOURCES, Finding, ResourceContext, RuleContext
from copsite.diagnostics.problem import MOST, Note, Place, Problem, ProblemsError
from copsite.diagnostics.suggestions import did_you_mean, suggestions
from copsite.yamlio.reader import FieldPath, Source

_GROUP = "must be a group of fields, each on a line of its own below it"
_ONE = "must be one value, without [ or {"
_SHAPES = {
    "string_type": "must be one text. If it holds [ or {, put it in quotes",
    "bool_type": _ONE,
    "date_type": _ONE,
    "datetime_type": _ONE,
    "enum": _ONE,
    "int_type": _ONE,
    "model_type": _GROUP,
    "mapping_type": _GROUP,
    "dict_type": _GROUP,
    "tuple_type": "must be a list, each item on a line of its own after a hyphen and a space",
}
_MOVED = "must have each day on a line of its own below it, such as '2027-02-04: 2027-02-11 15:00'"
_MAPPINGS = ("topics", "roles", "people", "seats", "moved")  # of which the file chooses the names of the fields

RecordT = TypeVar("RecordT", bound=Record)


def parse_front_matter(source: Source) -> FrontMatter:
    """Return the front matter of a page; raise `ProblemsError` with all of its problems."""
    reading = _Reading(FrontMatter, source)
    if reading.record is None or reading.problems:
        raise ProblemsError(reading.problems)
    return reading.record


def validate(source: Source, context: RuleContext) -> Catalog:
    """Return the catalog; raise `ProblemsError` with all of its problems."""
    catalog, problems = validate_partially(source, context)
    if problems:
        raise ProblemsError(problems)
    return catalog


def validate_partially(source: Source, context: RuleContext) -> tuple[Catalog, Sequence[Problem]]:
    """Return the catalog, limited to its valid fields, and all problems of the others and of the rules."""
    reading = _Reading(Catalog, source)
    reading.name_communities()
    for rules in (RULES_OF_NAMES, RULES):
        findings = chain.from_iterable(rule(reading.part, context) for rule in rules)
        reading.add([*islice(findings, MOST + 1)])
    return reading.part, reading.problems[: MOST + 1]


def validate_resources(source: Source, context: ResourceContext) -> tuple[Resources, Sequence[Problem]]:
    """Return the resources, limited to their valid fields, and all problems of the others and of the rules."""
    reading = _Reading(Resources, source if source.value != "" else replace(source, value={}))  # only comments
    findings = chain.from_iterable(rule(reading.part, context) for rule in RULES_OF_RESOURCES)
    reading.add([*islice(findings, MOST + 1)])
    return reading.part, reading.problems[: MOST + 1]


class _Reading(Generic[RecordT]):
    """A record and its problems; the record is None if a field is invalid, and `part` has the valid fields.

    A misspelled name or word is reported and then read as its likely correction, so that it hides no other problem.
    """

    def __init__(self, kind: type[RecordT], source: Source) -> None:
        self.kind = kind
        self.source = source
        self.record: RecordT | None = None
        self.value, origins, notes = in_present_form(source.value)
        self._is_copy = False
        self._origins = {**origins}  # the path in the file of what is read at another path, by that path
        self.problems = [*source.problems, *(self._former(*note) for note in notes)]
        self._guessed: set[FieldPath] = set()  # paths of values read as a guess
        faults = self._faults()
        while len(self.problems) <= MOST and (strange := _repairable(faults)):
            self._copy()
            for fault in sorted(strange[: MOST + 1], key=self._doubts):
                self._repair(fault)
            faults = self._faults()
        # At most half of them are suppressed, so that more than `MOST` remain if there are more.
        self.problems += chain.from_iterable(map(self._invalid, faults[: 2 * MOST + 2]))
        self._unsound = faults
        self.part = self.record or sound_part(kind, self.value)

    def name_communities(self) -> None:
        """Derive a missing or invalid id from the community's name, so that references to it are not reported too."""
        nameless = [fault["loc"] for fault in self._unsound if fault["loc"][2:] == ("id",)]
        if nameless:
            self._copy()
            used = {str(one.get("id")) for one in cast("Any", self.value)["communities"] if isinstance(one, dict)}
            for path in nameless:
                community = self._around(path)
                id = slug(str(community.get("name", "")))
                if id and id not in used:
                    community["id"] = id
            self.part = sound_part(self.kind, self.value)

    def add(self, findings: Sequence[Finding]) -> None:
        """Add findings to the problems, and read values as their likely corrections."""
        self.problems += [self._problem(one.path, one.words, None, one.see, one.seen) for one in findings]
        guesses = {one.path: one.guess for one in findings if one.guess}  # two rules may find one name wrong
        if guesses:
            self._copy()
            for path, guess in guesses.items():
                if path[-2] in _MAPPINGS and isinstance(path[-1], str):
                    self._rename(path, guess)
                else:
                    self._around(path)[path[-1]] = guess
            self.part = sound_part(self.kind, self.value)

    def _faults(self) -> Sequence[Any]:
        try:
            self.record = self.kind.model_validate(self.value)
        except ValidationError as error:
            return error.errors(include_url=False, include_input=False)
        return ()

    def _copy(self) -> None:
        self.value = self.value if self._is_copy else deepcopy(self.value)
        self._is_copy = True

    def _former(self, in_file: FieldPath, words: str) -> Problem:
        return Problem(self.source.path, self.source.keys[in_file], f"`{in_file[-1]}` {words}")

    def _problem(
        self, path: FieldPath, words: str, at: int | None = None, see: FieldPath | None = None, seen: str = ""
    ) -> Problem:
        """Return a problem at the field at `path`, or at the character `at` of its value."""
        noun = self.kind.model_config["title"]
        name = next((f"`{step}`" for step in reversed(path) if isinstance(step, str)), noun)
        note = Note(self.source.place(self._in_file(see)), seen) if see else None
        return Problem(self.source.path, self.source.place(self._in_file(path), at), f"{name} {words}", note)

    def _in_file(self, path: FieldPath) -> FieldPath:
        moved = (n for n in range(len(path), 0, -1) if path[:n] in self._origins)
        return next(((*self._origins[path[:n]], *path[n:]) for n in moved), path)

    def _repair(self, fault: Any) -> None:
        """Report a fault, and read the value as its likely correction."""
        path = fault["loc"]
        if fault["type"] == "extra_forbidden":
            self._rename(path, self._unknown(path))
        elif path[-1] == "[key]":
            place = self.source.key(self._in_file(path[:-1]), _context(fault, "at"))
            self.problems.append(Problem(self.source.path, place, f"`{path[-2]}` {fault['msg']}"))
            self._rename(path[:-1], _context(fault, "guess"))
        else:
            self.problems += self._invalid(fault)
            self._around(path)[path[-1]] = _context(fault, "guess")
            self._guessed.add(path)

    def _doubts(self, fault: Any) -> int:
        """Count the suggestions for a name: unambiguous names come first, and leave fewer options for others."""
        if fault["type"] != "extra_forbidden":
            return 0
        name, record = str(fault["loc"][-1]), record_at(self.kind, fault["loc"][:-1])
        return len(suggestions(name, field_names(record), str(record.model_config["title"])))

    def _unknown(self, path: FieldPath) -> str | None:
        """Report an unknown field, and return the name of the field that it probably is."""
        name, record, siblings = str(path[-1]), record_at(self.kind, path[:-1]), self._around(path)
        fields, title = field_names(record), str(record.model_config["title"])
        place = self.source.keys[self._in_file(path)]
        if ":" in name or name == "<<":  # the reader has reported it
            name, _, value = name.partition(":")
            siblings[path[-1]] = siblings[path[-1]] or value
            return name if name in fields else None
        found = suggestions(name, fields, title)
        absent = [one for one in found if one in fields and one not in siblings]
        words = did_you_mean(name, fields, title, len(fields))
        if found and found[0] in fields and not absent:
            words = f"There is a `{found[0]}` already: remove one of them"
        self.problems.append(Problem(self.source.path, place, f"`{name}` is not a field of {title}. {words}"))
        return absent[0] if len(absent) == 1 else None

    def _rename(self, path: FieldPath, name: str | None) -> None:
        around = self._around(path)
        value = around.pop(path[-1])
        if name is not None and name not in around:
            around[name] = value
            renamed = (*path[:-1], name)
            self._origins[renamed] = self._in_file(path)
            below = [one for one in self._origins if one[: len(path)] == path]
            self._origins |= {(*renamed, *one[len(path) :]): self._origins[one] for one in below}

    def _around(self, path: FieldPath) -> Any:
        return reduce(getitem, path[:-1], cast("Any", self.value))

    def _invalid(self, fault: Any) -> Iterator[Problem]:
        """Yield the problem of a fault, in words for volunteers; nothing for an alias, whose value is unknown."""
        path, words = fault["loc"], _SHAPES.get(fault["type"], fault["msg"])
        words = _MOVED if words == _GROUP and path[-1:] == ("moved",) else words
        at = None if path in self._guessed else _context(fault, "at")
        in_file = self._in_file(path)
        if any(in_file[:n] in self.source.unread for n in range(len(path) + 1)):
            return
        if fault["type"] == "missing":
            if (*in_file[:-1], "<<") not in self.source.keys:
                title = record_at(self.kind, path[:-1]).model_config["title"]
                yield Problem(self.source.path, self._gap(path), f"`{path[-1]}` is missing from {title}")
        elif path and isinstance(in_file[-1], int):
            place = self.source.place(in_file, at)
            yield Problem(self.source.path, place, f"an item of `{path[-2]}` {words}")
        else:
            yield self._problem(path, words, at)

    def _gap(self, path: FieldPath) -> Place:
        """Return the place of the field before a missing one: in a pull request, it is near the deleted line."""
        fields = field_names(record_at(self.kind, path[:-1]))
        before = (self._in_file((*path[:-1], one)) for one in reversed(fields[: fields.index(str(path[-1]))]))
        keys = self.source.keys
        return next((keys[one] for one in before if one in keys), self.source.place(self._in_file(path[:-1])))


def _repairable(faults: Sequence[Any]) -> Sequence[Any]:
    """Return the faults that can be corrected: names in a mapping first, since other paths contain them."""
    names = [fault for fault in faults if fault["loc"][-1:] == ("[key]",)]
    return names or [fault for fault in faults if fault["type"] == "extra_forbidden" or _context(fault, "guess")]


def _context(fault: Any, name: str) -> Any:
    return fault.get("ctx", {}).get(name)
