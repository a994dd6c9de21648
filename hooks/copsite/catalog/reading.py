"""Read the files of data/ into records, and keep what the next reading needs again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from copsite.catalog.models import Catalog
from copsite.catalog.partial import sound_part
from copsite.catalog.rules import RuleContext
from copsite.catalog.validate import validate_partially
from copsite.diagnostics.problem import Problem, ProblemsError
from copsite.yamlio.reader import Source, read

UTC = "UTC"
_SMALL = 2_000_000  # characters; of a larger file, the places of all parts would take too much memory


def time_zone(catalog_text: str, catalog_path: str, zones: Collection[str]) -> str:
    """Return the association's time zone, or UTC if the catalog has none of `zones`."""
    try:
        catalog = _source(catalog_text, catalog_path).value
    except ProblemsError:
        return UTC
    association = catalog.get("association") if isinstance(catalog, dict) else None
    zone = association.get("time_zone") if isinstance(association, dict) else None
    return zone if isinstance(zone, str) and zone in zones else UTC


@lru_cache(maxsize=1)  # for the preview, which reads the site again after each change, usually to a chapter
def read_catalog(text: str, path: str, known: RuleContext) -> tuple[Source | None, Catalog, Sequence[Problem]]:
    """Return the source of the catalog, its valid part and its problems; the source is None if it cannot be parsed."""
    try:
        source = _source(text, path)
    except ProblemsError as error:
        return None, sound_part(Catalog, ""), error.problems
    return source, *validate_partially(source, known)


def entries_of(text: str | None, path: str) -> tuple[Source | None, Sequence[Problem]]:
    """Return the source of the resources, None if there is no file, or its problems if it cannot be parsed."""
    try:
        if text is None:
            return None, ()
        return (_source if len(text) < _SMALL else read)(text, path), ()
    except ProblemsError as error:
        return None, error.problems


def resource_ids(source: Source | None) -> frozenset[str] | None:
    """Return the id of every resource in the file, valid or not; None if it has something else in place of the list."""
    value = (source.value if source else "") or {}
    entries = value.get("resources", []) if isinstance(value, dict) else None
    if not isinstance(entries, list):
        return None
    found = (entry.get("id") for entry in entries if isinstance(entry, dict))
    return frozenset(id for id in found if isinstance(id, str))


def resource_lines(source: Source) -> Mapping[int, int]:
    """Return the line of each resource by its place in the list, from 0."""
    return {path[1]: place.line for path, place in source.places.items() if len(path) == 2 and isinstance(path[1], int)}


@lru_cache(maxsize=2)  # the catalog, for the time zone and for the rest, and the resources
def _source(text: str, path: str) -> Source:
    return read(text, path)
