"""From plain values to the records of the model, or to every problem in them at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import reduce
from itertools import chain, islice
from operator import getitem
from types import UnionType
from typing import Any, Generic, TypeVar, cast, get_args, get_origin

from pydantic import ValidationError

from copsite.catalog.field_formats import slug
from copsite.catalog.models import Catalog, FrontMatter, Record
from copsite.catalog.partial import sound_part
from copsite.catalog.rules import RULES, RULES_OF_NAMES, Finding, RuleContext
from copsite.diagnostics.problem import MOST, Note, Place, Problem, ProblemsError
from copsite.diagnostics.suggestions import did_you_mean, suggestions
from copsite.yamlio.reader import FieldPath, Source

_GROUP = "must be a group of fields, each on a line of its own below it"
_ONE = "must be one value, without [ or {"
_SHAPES = {
    "string_type": "must be one text. If it holds [ or {, put it in quotes",
    "bool_type": _ONE,
    "date_type": _ONE,
    "enum": _ONE,
    "int_type": _ONE,
    "model_type": _GROUP,
    "mapping_type": _GROUP,
    "dict_type": _GROUP,
    "tuple_type": "must be a list, each item on a line of its own after a hyphen and a space",
}

_MAPPINGS = ("topics", "roles", "people")  # whose fields have names that the file gives

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


class _Reading(Generic[RecordT]):
    """A record and the problems of its fields, or None and the plain value, of which some fields are unsound.

    A misspelled name or word is a problem, and is read as the one that was probably meant: so no mistake hides another.
    """

    def __init__(self, kind: type[RecordT], source: Source) -> None:
        self.kind = kind
        self.source = source
        self.value = source.value
        self.record: RecordT | None = None
        self.problems = [*source.problems]
        self._names: dict[FieldPath, str] = {}  # by the path at which a field is read: its name in the file
        self._guessed: set[FieldPath] = set()  # where a guess is read in place of the value in the file
        faults = self._faults()
        while len(self.problems) <= MOST and (strange := _repairable(faults)):
            self._copy()
            for fault in sorted(strange[: MOST + 1], key=self._doubts):
                self._repair(fault)
            faults = self._faults()
        # Half of them at most are left out, so that enough remain to know of more.
        self.problems += chain.from_iterable(map(self._misfit, faults[: 2 * MOST + 2]))
        self._unsound = faults
        self.part = self.record or sound_part(kind, self.value)

    def name_communities(self) -> None:
        """Read an id from the name of a community without a sound one, so that what leads there is not reported too."""
        nameless = [fault["loc"] for fault in self._unsound if fault["loc"][2:] == ("id",)]
        if nameless:
            self._copy()
            taken = {str(one.get("id")) for one in cast("Any", self.value)["communities"] if isinstance(one, dict)}
            for path in nameless:
                community = self._around(path)
                id = slug(str(community.get("name", "")))
                if id and id not in taken:
                    community["id"] = id
            self.part = sound_part(self.kind, self.value)

    def add(self, findings: Sequence[Finding]) -> None:
        """Add what the rules found to the problems, and read what was probably meant."""
        self.problems += [self._problem(one.path, one.words, None, one.see, one.seen) for one in findings]
        guesses = {one.path: one.guess for one in findings if one.guess}  # two rules may find one name wrong
        if guesses:
            self._copy()
            for path, guess in guesses.items():
                self._set(path, guess)
            self.part = sound_part(self.kind, self.value)

    def _faults(self) -> Sequence[Any]:
        try:
            self.record = self.kind.model_validate(self.value)
        except ValidationError as error:
            return error.errors(include_url=False, include_input=False)
        return ()

    def _copy(self) -> None:
        if self.value is self.source.value:
            self.value = deepcopy(self.value)

    def _problem(
        self, path: FieldPath, words: str, at: int | None = None, see: FieldPath | None = None, seen: str = ""
    ) -> Problem:
        """Make a problem of the field at `path`, or of the character `at` of its value."""
        noun = self.kind.model_config["title"]
        name = next((f"`{step}`" for step in reversed(path) if isinstance(step, str)), noun)
        note = Note(self.source.place(self._in_file(see)), seen) if see else None
        return Problem(self.source.path, self.source.place(self._in_file(path), at), f"{name} {words}", note)

    def _in_file(self, path: FieldPath) -> FieldPath:
        return tuple(self._names.get(path[: n + 1], step) for n, step in enumerate(path))

    def _repair(self, fault: Any) -> None:
        """Report a fault, and read what was probably meant."""
        path = fault["loc"]
        if fault["type"] == "extra_forbidden":
            self._rename(path, self._unknown(path))
        elif path[-1] == "[key]":
            place = self.source.key(self._in_file(path[:-1]), _context(fault, "at"))
            self.problems.append(Problem(self.source.path, place, f"`{path[-2]}` {fault['msg']}"))
            self._rename(path[:-1], _context(fault, "guess"))
        else:
            self.problems += self._misfit(fault)
            self._set(path, _context(fault, "guess"))

    def _doubts(self, fault: Any) -> int:
        """Count what a name may mean: the clear ones are read first, and leave less for the others."""
        if fault["type"] != "extra_forbidden":
            return 0
        name, record = str(fault["loc"][-1]), _record(self.kind, fault["loc"][:-1])
        return len(suggestions(name, _fields(record), str(record.model_config["title"])))

    def _unknown(self, path: FieldPath) -> str | None:
        """Report a field that its record does not have, and give the one that it was probably meant to be."""
        name, record, held = str(path[-1]), _record(self.kind, path[:-1]), self._around(path)
        fields, title = _fields(record), str(record.model_config["title"])
        place = self.source.keys[self._in_file(path)]
        if ":" in name or name == "<<":  # reported by the source
            name, _, value = name.partition(":")
            held[path[-1]] = held[path[-1]] or value
            return name if name in fields else None
        found = suggestions(name, fields, title)
        absent = [one for one in found if one in fields and one not in held]
        words = did_you_mean(name, fields, title)
        if found and found[0] in fields and not absent:
            words = f"There is a `{found[0]}` already: remove one of them"
        self.problems.append(Problem(self.source.path, place, f"`{name}` is not a field of {title}. {words}"))
        return absent[0] if len(absent) == 1 else None

    def _set(self, path: FieldPath, guess: str) -> None:
        """Read a guess in place of a value, or of a name that the file gives."""
        if len(path) > 1 and path[-2] in _MAPPINGS and isinstance(path[-1], str):
            self._rename(path, guess)
        else:
            self._around(path)[path[-1]] = guess
            self._guessed.add(path)

    def _rename(self, path: FieldPath, name: str | None) -> None:
        around = self._around(path)
        value = around.pop(path[-1])
        if name is not None and name not in around:
            around[name] = value
            self._names[*path[:-1], name] = str(self._in_file(path)[-1])

    def _around(self, path: FieldPath) -> Any:
        return reduce(getitem, path[:-1], cast("Any", self.value))

    def _misfit(self, fault: Any) -> Iterator[Problem]:
        """Say what the model found, in words for volunteers; nothing of a part that stands elsewhere in the file."""
        path, words = fault["loc"], _SHAPES.get(fault["type"], fault["msg"])
        at = None if path in self._guessed else _context(fault, "at")
        in_file = self._in_file(path)
        if any(in_file[:n] in self.source.unread for n in range(len(path) + 1)):
            return
        if fault["type"] == "missing":
            if (*in_file[:-1], "<<") not in self.source.keys:
                title = _record(self.kind, path[:-1]).model_config["title"]
                yield Problem(self.source.path, self._gap(path), f"`{path[-1]}` is missing from {title}")
        elif path and isinstance(path[-1], int):
            place = self.source.place(in_file, at)
            yield Problem(self.source.path, place, f"an item of `{path[-2]}` {words}")
        else:
            yield self._problem(path, words, at)

    def _gap(self, path: FieldPath) -> Place:
        """Give the place of the field behind which one is missing: in a pull request, the line that lost it is near."""
        fields = _fields(_record(self.kind, path[:-1]))
        before = (self._in_file((*path[:-1], one)) for one in reversed(fields[: fields.index(str(path[-1]))]))
        keys = self.source.keys
        return next((keys[one] for one in before if one in keys), self.source.place(self._in_file(path[:-1])))


def _repairable(faults: Sequence[Any]) -> Sequence[Any]:
    """Give the faults after which reading can go on: names of a mapping first, as the paths of others lead through."""
    names = [fault for fault in faults if fault["loc"][-1:] == ("[key]",)]
    return names or [fault for fault in faults if fault["type"] == "extra_forbidden" or _context(fault, "guess")]


def _context(fault: Any, name: str) -> Any:
    return fault.get("ctx", {}).get(name)


def _fields(record: type[Record]) -> list[str]:
    return [field.alias or name for name, field in record.model_fields.items()]


def _record(root: type[Record], path: FieldPath) -> type[Record]:
    """Find the record that the model has at `path` below `root`."""
    kind: Any = root
    for step in path:
        if get_origin(kind) is UnionType:
            kind = get_args(kind)[0]
        if isinstance(kind, type) and issubclass(kind, Record):
            kind = next(field.annotation for name, field in kind.model_fields.items() if step in (field.alias, name))
        else:
            kind = get_args(kind)[0 if get_origin(kind) is tuple else 1]
    return cast("type[Record]", get_args(kind)[0] if get_origin(kind) is UnionType else kind)
