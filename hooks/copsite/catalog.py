"""From plain values to the records of the model, or to every problem in them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_origin

from pydantic import ValidationError

from .model import Catalog, Community, Record
from .problems import MOST, Note, Place, Problem, ProblemsError
from .rules import RULES, RULES_OF_ALL, RULES_OF_COMMUNITIES, Known, Rule
from .source import Path, Source
from .values import meant, near

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

RecordT = TypeVar("RecordT", bound=Record)


def fit(kind: type[RecordT], source: Source) -> RecordT:
    """Make the record that the source describes; raise `ProblemsError` with all that does not fit."""
    try:
        record = kind.model_validate(source.value)
    except ValidationError as error:
        raise ProblemsError(_all(source, _misfits(kind, source, _faults(error)))) from None
    if source.problems:
        raise ProblemsError(source.problems)
    return record


def judge(source: Source, known: Known) -> Catalog:
    """Make the catalog that the source describes; raise `ProblemsError` with all that is wrong with it."""
    try:
        catalog = Catalog.model_validate(source.value)
    except ValidationError as error:
        faults = _faults(error)
        found = chain(_misfits(Catalog, source, faults), _others(source, faults, known))
        raise ProblemsError(_all(source, found)) from None
    every = range(len(catalog.communities))
    broken = _broken(source, catalog, (*RULES, *RULES_OF_ALL), known, every)
    problems = [*islice(_all(source, broken), MOST + 1)]
    if problems:
        raise ProblemsError(problems)
    return catalog


def _all(source: Source, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the source's own problems and these, but for what else is found on a line that has one already."""
    told = {problem.place.line for problem in source.problems}
    yield from source.problems
    yield from (problem for problem in problems if problem.place.line not in told)


def _faults(error: ValidationError) -> Sequence[Any]:
    return error.errors(include_url=False, include_context=False, include_input=False)


def _misfits(kind: type[Record], source: Source, faults: Sequence[Any]) -> Iterator[Problem]:
    """Say what the model found, in words for volunteers; a field misspelt is not told as missing as well."""
    # Half of them at most are not told, so that enough are to know of more.
    faults = faults[: 2 * MOST + 2]
    meant_to_be = {_meant_path(kind, fault["loc"]) for fault in faults if fault["type"] == "extra_forbidden"}
    for fault in faults:
        path = fault["loc"]
        if fault["type"] == "missing":
            if path not in meant_to_be:
                noun = _record(kind, path[:-1]).model_config["title"]
                yield Problem(source.path, _gap(kind, source, path), f"`{path[-1]}` is missing from {noun}")
        elif fault["type"] == "extra_forbidden":
            around = _record(kind, path[:-1])
            words = f"`{path[-1]}` is not a field of {around.model_config['title']}."
            yield Problem(source.path, source.keys[path], f"{words} {meant(str(path[-1]), _fields(around))}")
        elif path[-1:] == ("[key]",):
            yield Problem(source.path, source.keys[path[:-1]], f"`{path[-2]}` {fault['msg']}")
        elif path and isinstance(path[-1], int):
            words = f"an item of `{path[-2]}` {_SHAPES.get(fault['type'], fault['msg'])}"
            yield Problem(source.path, source.place(path), words)
        else:
            yield _problem(source, path, _SHAPES.get(fault["type"], fault["msg"]), kind.model_config["title"])


def _meant_path(kind: type[Record], path: Path) -> Path:
    """Give the path of the field that an unknown one was probably meant to be; its own where none is near."""
    return (*path[:-1], near(str(path[-1]), _fields(_record(kind, path[:-1]))) or path[-1])


def _gap(kind: type[Record], source: Source, path: Path) -> Place:
    """Give the place of the field behind which one is missing: in a pull request, the line that lost it is near."""
    fields = _fields(_record(kind, path[:-1]))
    before = reversed(fields[: fields.index(str(path[-1]))])
    return next(
        (source.keys[*path[:-1], one] for one in before if (*path[:-1], one) in source.keys), source.place(path[:-1])
    )


def _fields(record: type[Record]) -> list[str]:
    return [field.alias or name for name, field in record.model_fields.items()]


def _others(source: Source, faults: Sequence[Any], known: Known) -> Iterator[Problem]:
    """Judge the entries that are sound by the rules: one slip must not hide those in other entries."""
    bad = {fault["loc"][:2] for fault in faults}
    plain: Any = source.value
    entries = plain.get("communities") if isinstance(plain, dict) else None
    if not isinstance(entries, list):
        return
    sound = [n for n in range(len(entries)) if ("communities", n) not in bad]
    communities = [entries[n] for n in sound]
    if all(loc[0] == "communities" for loc in bad):
        catalog = Catalog.model_validate({**plain, "communities": communities})
        yield from _broken(source, catalog, RULES, known, sound)
    else:
        # Nothing but communities: a rule that reads more ends in an exception, and so in a test.
        alone = Catalog.model_construct(communities=tuple(map(Community.model_validate, communities)))
        yield from _broken(source, alone, RULES_OF_COMMUNITIES, known, sound)


def _broken(
    source: Source, catalog: Catalog, rules: Iterable[Rule], known: Known, entries: Sequence[int]
) -> Iterator[Problem]:
    """Say which rules are broken; community n of `catalog` is entry `entries[n]` of the file."""

    def in_file(path: Path) -> Path:
        return ("communities", entries[int(path[1])], *path[2:]) if path[0] == "communities" else path

    for rule in rules:
        for finding in rule(catalog, known):
            note = Note(source.place(in_file(finding.see)), "first used here") if finding.see else None
            yield _problem(source, in_file(finding.path), finding.words, note=note)


def _problem(
    source: Source, path: Path, words: str, whole: str | None = "the catalog", note: Note | None = None
) -> Problem:
    field = next((f"`{step}`" for step in reversed(path) if isinstance(step, str)), whole)
    return Problem(source.path, source.place(path), f"{field} {words}", note)


def _record(root: type[Record], path: Path) -> type[Record]:
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
