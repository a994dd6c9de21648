"""Rewrite a catalog in the form of version 1 in the present form, and preserve its comments, order and style.

In version 1 a community had one `list`, and members could choose the lists of the association's own server in its
member portal unless `lists: no` said otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any, cast

from copsite.channels.kind import Family
from copsite.channels.kinds import KINDS
from copsite.yamlio.edit import Change, Edit, Enclosing, Removal, Renaming, apply_changes
from copsite.yamlio.reader import FieldPath, Source, read

_SERVER: FieldPath = ("association", "list_server")
_PORTAL: FieldPath = ("association", "member_portal")
_FIELDS_OF_LIST = re.compile(r"""(\{\{ *fields\( *["'])list(["'] *\) *\}\})""")
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


def upgraded_page(text: str) -> str:
    """Return a page of the handbook with the present names of records in the shortcode that lists their fields."""
    return _FIELDS_OF_LIST.sub(r"\1channel\2", text)


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
    for around, community in _communities(source):
        path, former = (*around, "list"), _group(community.get("list"))
        own = former.get("manager", manager)
        if not former or _is_list(own):
            continue
        if "host" in former and len(former) > 1 and path not in repeating:
            yield Removal((*path, "host"), keep_comments=True)
        if "manager" not in former:
            yield Change((*path, "type"), manager, after="name")
        on_the_server = own == manager and former.get("host", server.get("host")) == server.get("host")
        if chosen and on_the_server and _family(own) != Family.PORTAL:
            yield Change((*path, "in_portal"), "yes")


def _renamed(source: Source) -> Iterator[Edit]:
    """Yield the new names of fields, and each community's mailing list as a channel, the last if it has others."""
    fields = _Fields(source)
    yield from fields.renamed(_SERVER, {"manager": "type"})
    for path, community in _communities(source):
        former, channels = _group(community.get("list")), community.get("channels")
        names = _names(former)
        if former and isinstance(channels, list) and fields.can_move((*path, "list")):
            present = {names.get(name, name): value for name, value in former.items()}
            yield Change((*path, "channels", len(channels)), present)
            yield Removal((*path, "list"), keep_comments=True)
        elif former and fields.can_change((*path, "list")) and [*fields.renamed(path, {"list": "channels"})]:
            yield from fields.renamed(path, {"list": "channels"})
            yield from fields.renamed((*path, "list"), names)
            yield Enclosing((*path, "list"))
        for n, channel in enumerate(_items(channels)):
            if "manager" in _group(channel):
                yield from fields.renamed((*path, "channels", n), _names(channel))
        for role, seats in _group(community.get("people")).items():
            for n, _ in enumerate(_items(seats)):
                yield from fields.renamed((*path, "people", role, n), {"library": "organization"})


def _names(channel: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the new names of a mailing list's fields by their old ones."""
    return {old: new for old, new in {"name": "list", "manager": "type"}.items() if new not in channel}


class _Fields:
    """The fields that can be renamed: those that are written plainly, in a group that has no field twice."""

    def __init__(self, source: Source) -> None:
        self._keys = source.keys
        self._unread = source.unread
        self._repeating = _repeating(source)

    def can_change(self, path: FieldPath) -> bool:
        """Tell whether the group at `path` has no field twice."""
        return path not in self._repeating

    def can_move(self, path: FieldPath) -> bool:
        """Tell whether the group at `path` can be written elsewhere: it repeats no other part."""
        aliased = any(unread[: len(path)] == path for unread in self._unread)
        return self.can_change(path) and self.can_change(path[:-1]) and not aliased

    def renamed(self, path: FieldPath, names: Mapping[str, str]) -> Iterator[Renaming]:
        """Yield the new names of fields in the group at `path`, by their old ones, unless it has them already."""
        for old, new in names.items():
            place = self._keys.get((*path, old))
            is_plain = place and place.width in (len(old), len(old) + 2)  # without quotes, or with
            if is_plain and self.can_change(path) and (*path, new) not in self._keys:
                yield Renaming((*path, old), new)


def _communities(source: Source) -> Iterator[tuple[FieldPath, dict[str, Any]]]:
    for n, community in enumerate(_items(_group(source.value).get("communities"))):
        yield ("communities", n), _group(community)


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
