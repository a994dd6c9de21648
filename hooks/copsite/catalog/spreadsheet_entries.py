"""Entries of communities from the rows of a spreadsheet, and the cell that each part of an entry comes from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from copsite.catalog.field_formats import slug
from copsite.catalog.languages import is_language, likely_tag
from copsite.catalog.models import Catalog, Community, LinkKind
from copsite.catalog.spreadsheet import Cell, Spreadsheet
from copsite.catalog.spreadsheet_channels import FACTS, NAME, WAYS, Parts, channels_of
from copsite.diagnostics.problem import Problem, brief
from copsite.diagnostics.suggestions import did_you_mean
from copsite.yamlio.reader import FieldPath, Source, YamlValue

_LONGEST_ID = 40
_TEXTS = ("id", "name", "summary", "purpose", "suits", "status", "since", "contact", "successor")
_LISTS = ("also_called", "topics", "languages", "part_of", "formerly")
_PLACE = ("town", "region", "country")
_LINKS = tuple(kind.value for kind in LinkKind if kind is not LinkKind.OTHER)
COLUMNS = (*_TEXTS, *_LISTS, *_PLACE, *WAYS, NAME, *FACTS, *_LINKS)
_ALIASES = {
    "mailing_list": "list",
    "topic": "topics",
    "language": "languages",
    "acronym": "also_called",
    "email": "contact",
    "e_mail": "contact",
    "city": "town",
    "website": "home",
    "home_page": "home",
}
_PERSON = re.compile(r"(?P<name>[^()]*[^()\s])\s*\((?P<organization>[^()]*)\)")


@dataclass
class Entries:
    """Entries for the catalog, the cell of each part by its path (the entry's number first), and the problems."""

    values: list[dict[str, YamlValue]] = field(default_factory=list)
    cells: dict[FieldPath, Cell] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        """Return the ids of the entries."""
        return [str(value["id"]) for value in self.values]


@dataclass(frozen=True)
class _Row:
    """The cells of a row by the name of their column, and those of people by role; `first` stands for the row."""

    first: Cell
    named: Mapping[str, Cell]
    people: Mapping[str, Cell]


def entries_from(sheet: Spreadsheet, catalog: Catalog, status: str = "") -> Entries:
    """Return an entry for each row; `status` is that of rows without one.

    Values are not checked here, but the cells are known by which problems of the entries can be told.
    """
    found = Entries()
    columns = _columns(sheet, catalog, found.problems)
    if not status and "status" not in columns.values():
        words = "no column is headed `status`. Add one, or give all rows the same, as with `--status forming`"
        found.problems.append(sheet.problem(sheet.headings[0], words))
    if found.problems:
        return found
    ids: dict[str, str] = dict.fromkeys(catalog.by_any_id, "the catalog")
    if not sheet.rows:
        found.problems.append(sheet.problem(sheet.headings[0], "there is no row below the headings"))
    for cells in sheet.rows:
        row = _row(sheet, cells, columns, catalog, found.problems)
        values, parts = _entry(row, catalog, status)
        id = str(values.get("id", ""))
        if "id" not in row.named and "name" in row.named and (words := _fault_of_id(id, ids, row)):
            found.problems.append(sheet.problem(row.named["name"], words))
        ids.setdefault(id, f"row {row.first.row}")
        number = len(found.values)
        found.cells |= {(number, *path): cell for path, cell in parts.items()}
        found.values.append(values)
        found.problems += (sheet.problem(cell, words) for cell, words in _faults(row))
    return found


def in_cells(
    problems: Iterable[Problem], sheet: Spreadsheet, entries: Entries, outcome: Source, first: int
) -> Iterator[Problem]:
    """Yield problems with the cells that they come from, where these are among the entries.

    `outcome` is the catalog with the entries, from the community number `first` on. A problem with a cell that has one
    in `entries` already is left out.
    """
    known = {problem.place for problem in entries.problems}
    named = {**outcome.places, **outcome.keys}
    ours = [path for path in named if path[:1] == ("communities",) and len(path) > 1 and int(path[1]) >= first]
    starts = sorted((named[path][:2], path) for path in ours)
    for problem in problems:
        at = bisect_right(starts, problem.place[:2], key=lambda start: start[0]) - 1
        if problem.path != outcome.path or at < 0:
            yield problem
            continue
        path = (int(starts[at][1][1]) - first, *starts[at][1][2:])
        while path not in entries.cells:
            path = path[:-1]
        if entries.cells[path].place in known:
            continue
        other = f" ({outcome.path}:{problem.note.place.line}: {problem.note.words})" if problem.note else ""
        yield sheet.problem(entries.cells[path], problem.message + other)


def _columns(sheet: Spreadsheet, catalog: Catalog, problems: list[Problem]) -> dict[int, str]:
    """Return the name of each column by its number; report headings that are unknown or stand twice."""
    names = {_plain(name): name for name in (*catalog.roles, *COLUMNS)}
    titles = {_plain(model.title or ""): name for name, model in Community.model_fields.items() if name in COLUMNS}
    roles = {_plain(word): id for id, role in catalog.roles.items() for word in (role.name, role.plural or f"{id}s")}
    known = {**_ALIASES, **titles, **roles, **names}
    columns: dict[int, str] = {}
    first: dict[str, Cell] = {}
    for cell in sheet.headings:
        name = known.get(_plain(cell.text), "")
        if not name:
            options = (*COLUMNS, *catalog.roles)
            words = f"the heading {brief(cell.text)!r} is unknown. {did_you_mean(cell.text, options, 'a community')}"
            problems.append(sheet.problem(cell, f"{words}. Change it, or remove the column"))
        elif name in first:
            words = f"the heading {brief(cell.text)!r} is that of column {first[name].name.rpartition(' ')[2]} again"
            problems.append(sheet.problem(cell, f"{words}. Put both into one column"))
        else:
            columns[cell.column] = name
            first[name] = cell
    return columns


def _row(
    sheet: Spreadsheet, cells: tuple[Cell, ...], columns: Mapping[int, str], catalog: Catalog, problems: list[Problem]
) -> _Row:
    named = {columns[cell.column]: cell for cell in cells if cell.column in columns}
    for cell in cells:
        if cell.column not in columns:
            problems.append(sheet.problem(cell, "this column has no heading. Write one, or empty the cell"))
    people = {name: cell for name, cell in named.items() if name in catalog.roles}
    return _Row(cells[0], {name: cell for name, cell in named.items() if name not in people}, people)


def _entry(row: _Row, catalog: Catalog, status: str) -> tuple[dict[str, YamlValue], dict[FieldPath, Cell]]:
    """Return the entry of a row, and the cell of each of its parts."""
    parts: dict[FieldPath, Cell] = {(): row.first}
    values: dict[str, YamlValue] = {"status": status} if status else {}
    named = row.named
    # A row without a name gets an id as well, since only the name is missing.
    values["id"] = _id_from(named["name"].text) if "name" in named else f"row-{row.first.row}"
    parts[("id",)] = named.get("name", row.first)
    for name in _TEXTS:
        if name in named:
            values[name], parts[(name,)] = _line(named[name]), named[name]
    for name in _LISTS:
        if name in named:
            values[name], parts[(name,)] = [*_split(named[name].text, ",;\n")], named[name]
    values |= _known(values, catalog)
    place = {name: _line(named[name]) for name in _PLACE if name in named}
    links: list[YamlValue] = [{"type": name, "url": named[name].text} for name in _LINKS if name in named]
    parts |= {("place", name): named[name] for name in place}
    parts |= {("links", n): named[name] for n, name in enumerate(name for name in _LINKS if name in named)}
    channels = channels_of(named, catalog.association)
    for n, channel in enumerate(channels):
        parts |= {("channels", n, name): cell for name, (_, cell) in channel.items()}
        parts[("channels", n)] = next(iter(channel.values()))[1]
    people: dict[str, YamlValue] = {role: [*map(_seat, _split(cell.text, ";\n"))] for role, cell in row.people.items()}
    parts |= {("people", role): cell for role, cell in row.people.items()}
    groups: dict[str, YamlValue] = {
        "place": {**place},
        "links": links,
        "channels": [_texts_of(one) for one in channels],
        "people": people,
    }
    values |= {name: group for name, group in groups.items() if group}
    order = [info.alias or name for name, info in Community.model_fields.items()]
    return {name: values[name] for name in order if name in values}, parts


def _known(values: Mapping[str, YamlValue], catalog: Catalog) -> dict[str, YamlValue]:
    """Return topics by their ids and languages by their tags, where the row has the words for them."""
    topics = {_plain(words): id for id, words in catalog.topics.items()}
    found: dict[str, YamlValue] = {}
    if isinstance(words := values.get("topics"), list):
        found["topics"] = [topics.get(_plain(str(word)), word) for word in words]
    if isinstance(words := values.get("languages"), list):
        found["languages"] = [_tag(str(word)) for word in words]
    return found


def _faults(row: _Row) -> Iterator[tuple[Cell, str]]:
    """Yield what cells say that no entry can hold."""
    if not {*WAYS} & row.named.keys():
        words = "this is about a channel, but the row has neither `list` nor `link`. Write one, or empty the cell"
        yield from ((row.named[name], words) for name in (NAME, *FACTS) if name in row.named)
    for cell in row.people.values():
        if any("," in _PERSON.sub(r"\g<name>", one) for one in _split(cell.text, ";\n")):
            words = "a comma could end a name or begin an organization. Put a semicolon between two people"
            yield cell, f"{words}, and an organization in parentheses: Sample Person (Sample Library)"


def _fault_of_id(id: str, ids: Mapping[str, str], row: _Row) -> str:
    """Return what is wrong with an id that was made from a name, or ''."""
    name = row.named["name"].text
    if not id:
        return f"no id can be made from {brief(name)!r}. Write one into a column `id`, in small letters and digits"
    if id not in ids:
        return ""
    place = next((row.named[part].text for part in _PLACE if part in row.named), "")
    example = _id_from(f"{name} {place}") if place and slug(place) not in id else f"{id[: _LONGEST_ID - 2]}-2"
    return f"{ids[id]} has the id {id!r} already. Write another one into a column `id`, such as {example!r}"


def _id_from(name: str) -> str:
    """Return an id made from a name, of whole words; '' if there is none."""
    id = slug(name)
    return id if len(id) <= _LONGEST_ID else (id[: _LONGEST_ID + 1].rpartition("-")[0] or id[:_LONGEST_ID])


def _seat(person: str) -> YamlValue:
    found = _PERSON.fullmatch(person)
    return dict(found.groupdict()) if found and found["organization"].strip() else {"name": person}


def _texts_of(channel: Parts) -> YamlValue:
    return {name: " ".join(text.split()) for name, (text, _) in channel.items()}


def _split(text: str, at: str) -> Iterator[str]:
    return (" ".join(one.split()) for one in re.split(f"[{at}]", text) if one.strip())


def _line(cell: Cell) -> str:
    return " ".join(cell.text.split())


def _tag(language: str) -> str:
    tag = likely_tag(language) if len(language) > 3 else language  # `us` is more likely a mistake than English
    return tag if is_language(tag) else language


def _plain(heading: str) -> str:
    return re.sub(r"[\s_-]+", "_", heading.strip().casefold())
