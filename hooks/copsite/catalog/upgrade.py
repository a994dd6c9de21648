"""Rewrite a catalog in the form of version 1 in the present form, and preserve its comments, order and style.

In version 1 a community had one `list`, and members could choose the lists of the association's own server in its
member portal unless `lists: no` said otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any, cast

from copsite.channels.kind import Family
from copsite.channels.kinds import KINDS
from copsite.yamlio.edit import Change, Edit, Enclosing, Removal, Renaming, apply_changes
from copsite.yamlio.reader import FieldPath, Source, read

_SERVER: FieldPath = ("association", "list_server")
_PORTAL: FieldPath = ("association", "member_portal")
_AGAIN = " of line "  # in the path of a repeated field


def upgraded(text: str, path: str) -> str:
    """Return the catalog in the present form; the same text if it is in that form already.

    Leave unchanged what is not a sound part of version 1: validation reports it. Raise `ProblemsError` if the text
    cannot be parsed, and `EditError` if it is written in a form that cannot be edited in place.
    """
    source = read(text, path)
    if edits := [*_stated_for_all(source)]:
        text = apply_changes(text, path, edits)
        source = read(text, path)
    edits = [*_renamed(source)]
    return apply_changes(text, path, edits) if edits else text


def _stated_for_all(source: Source) -> Iterator[Edit]:
    """Yield what followed from the association's part, and does no longer."""
    association = _group(_group(source.value).get("association"))
    server, portal = _group(association.get("list_server")), _group(association.get("member_portal"))
    manager = server.get("manager", "")
    repeating = _repeating(source)
    if not manager or "type" in server or _SERVER[:1] in repeating:
        return
    if portal and "lists" not in portal:
        yield Change((*_PORTAL, "lists"), "yes")
    if not _is_list(manager) and len(association) > 1:
        yield Removal(_SERVER, keep_comments=True)
    chosen = portal and portal.get("lists", "yes") == "yes"
    for path, found in _lists(source):
        own = found.get("manager", manager)
        if "list" not in path or not found or _is_list(own):
            continue
        if "host" in found and len(found) > 1 and path not in repeating:
            yield Removal((*path, "host"), keep_comments=True)
        if "manager" not in found:
            yield Change((*path, "type"), manager, after="name")
            if chosen and _family(manager) != Family.PORTAL:
                yield Change((*path, "in_portal"), "yes")


def _renamed(source: Source) -> Iterator[Edit]:
    """Yield the new names of fields, and a list of channels around each mailing list."""
    repeating = _repeating(source)
    names = _Renamings(source, repeating)
    yield from names.of(_SERVER, manager="type")
    for path, found in _lists(source):
        is_old = path[-1] == "list"
        wrapped = [*names.of(path[:-1], list="channels")] if is_old and found and path not in repeating else []
        if wrapped or "manager" in found:
            in_portal = _family(found.get("manager") or found.get("type", "")) == Family.PORTAL
            yield from names.of(path, manager="type", **({} if in_portal else {"name": "list"}))
        if wrapped:
            yield from wrapped
            yield Enclosing(path)
    for n, community in enumerate(_items(_group(source.value).get("communities"))):
        for role, seats in _group(_group(community).get("people")).items():
            for m, _ in enumerate(_items(seats)):
                yield from names.of(("communities", n, "people", role, m), library="organization")


class _Renamings:
    """New names of fields that are written plainly, in a group that has no such field yet and no field twice."""

    def __init__(self, source: Source, repeating: Set[FieldPath]) -> None:
        self._keys = source.keys
        self._repeating = repeating

    def of(self, path: FieldPath, **names: str) -> Iterator[Renaming]:
        """Yield the new names of the fields in the group at `path`, by their old ones."""
        for old, new in names.items():
            place = self._keys.get((*path, old))
            is_plain = place and place.width in (len(old), len(old) + 2)  # without quotes, or with
            if is_plain and path not in self._repeating and (*path, new) not in self._keys:
                yield Renaming((*path, old), new)


def _lists(source: Source) -> Iterator[tuple[FieldPath, dict[str, Any]]]:
    """Yield the path and the fields of each community's mailing list, and of each of its channels."""
    for n, community in enumerate(_items(_group(source.value).get("communities"))):
        path: FieldPath = ("communities", n)
        yield (*path, "list"), _group(_group(community).get("list"))
        for m, channel in enumerate(_items(_group(community).get("channels"))):
            yield (*path, "channels", m), _group(channel)


def _repeating(source: Source) -> Set[FieldPath]:
    """Return the paths of the groups that have a field twice."""
    return {path[:-1] for path in source.keys if _AGAIN in str(path[-1])}


def _family(manager: object) -> Family | None:
    kind = KINDS.get(str(manager))
    return kind.family if kind else None


def _is_list(manager: object) -> bool:
    return _family(manager) in (None, Family.LIST)


def _group(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
