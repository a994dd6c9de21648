"""Former names and places of the catalog's fields, read as the present ones, so that they hide no other problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from copsite.yamlio.reader import FieldPath

_UPGRADE = "Run: python hooks/cops.py upgrade"


class Present(NamedTuple):
    """A catalog's value in its present form.

    `origins` are the paths in the file of what has another path there, by the new path. `notes` are former fields, one
    of each kind: the path of its name in the file, and the message after it.
    """

    value: Any
    origins: Mapping[FieldPath, FieldPath]
    notes: tuple[tuple[FieldPath, str], ...]


def in_present_form(value: Any) -> Present:
    """Return a copy of the catalog with present names of fields, and with a list in each `part_of`."""
    reading = _Reading()
    changed = reading.catalog(value)
    return Present(changed, reading.origins, tuple(reading.notes()))


class _Reading:
    """The present form of a catalog's parts, each changed in a copy, and the former fields found in them."""

    def __init__(self) -> None:
        self.origins: dict[FieldPath, FieldPath] = {}
        self._found: dict[str, list[FieldPath]] = {}

    def notes(self) -> Iterator[tuple[FieldPath, str]]:
        """Yield the path of the first field of each kind, and the message about all of them."""
        for words, (first, *others) in self._found.items():
            more = f", here and in {len(others)} other {'places' if others[1:] else 'place'}" if others else ""
            yield first, f"{words}{more}. {_UPGRADE}"

    def catalog(self, value: Any) -> Any:
        value = self._within(value, (), {"association": self._association, "communities": self._communities})
        association = value.get("association") if isinstance(value, dict) else None
        portal = association.get("member_portal") if isinstance(association, dict) else None
        if self._found and isinstance(portal, dict) and "lists" not in portal:
            words = "has no `lists`. Leaving it out meant yes before, and means no now"
            self._found[words] = [("association", "member_portal")]
        return value

    def _association(self, value: Any, path: FieldPath) -> Any:
        return self._within(value, path, {"list_server": self._with_type})

    def _communities(self, value: Any, path: FieldPath) -> Any:
        return _each(value, path, self._community)

    def _community(self, value: Any, path: FieldPath) -> Any:
        value = self._within(value, path, {"part_of": self._ids, "channels": self._channels, "people": self._people})
        former = value.get("list") if isinstance(value, dict) else None
        return self._with_channel(value, former, path) if isinstance(former, dict) else value

    def _with_channel(self, value: dict[str, Any], former: dict[str, Any], path: FieldPath) -> dict[str, Any]:
        """Return a community with its former field `list` as its last channel."""
        channels, in_file = value.get("channels", []), (*path, "list")
        if not isinstance(channels, list):
            return value
        self._note("is an item of `channels` now", in_file)
        at = (*path, "channels", len(channels))
        self.origins |= {at: in_file} if channels else {at: in_file, at[:-1]: in_file}
        channel = self._with_type(former, at)
        if "list" not in channel and "name" in channel:
            self.origins[*at, "list"] = (*in_file, "name")
            channel = _renamed(channel, "name", "list")
        rest = {name: part for name, part in value.items() if name != "list"}
        return {**rest, "channels": [*channels, channel]}

    def _ids(self, value: Any, path: FieldPath) -> Any:
        if not isinstance(value, str):
            return value
        self.origins[*path, 0] = path
        return [value]

    def _channels(self, value: Any, path: FieldPath) -> Any:
        return _each(value, path, self._with_type)

    def _people(self, value: Any, path: FieldPath) -> Any:
        return self._within(value, path, dict.fromkeys(value, self._seats)) if isinstance(value, dict) else value

    def _seats(self, value: Any, path: FieldPath) -> Any:
        return _each(value, path, lambda seat, at: self._with_name(seat, at, "library", "organization"))

    def _with_type(self, value: Any, path: FieldPath) -> Any:
        return self._with_name(value, path, "manager", "type")

    def _with_name(self, value: Any, path: FieldPath, former: str, name: str) -> Any:
        """Return the record at `path` with the present name of a field, unless it has both."""
        if not isinstance(value, dict) or former not in value or name in value:
            return value
        in_file = (*self.origins.get(path, path), former)
        self._note(f"is `{name}` now", in_file)
        self.origins[*path, name] = in_file
        return _renamed(value, former, name)

    def _within(self, value: Any, path: FieldPath, changes: Mapping[str, Callable[[Any, FieldPath], Any]]) -> Any:
        """Return a group of fields with these changes of the fields that it has."""
        if not isinstance(value, dict):
            return value
        changed = {name: change(value[name], (*path, name)) for name, change in changes.items() if name in value}
        return value if all(part is value[name] for name, part in changed.items()) else {**value, **changed}

    def _note(self, words: str, path: FieldPath) -> None:
        self._found.setdefault(words, []).append(path)


def _each(value: Any, path: FieldPath, change: Callable[[Any, FieldPath], Any]) -> Any:
    """Return a list with each of its items changed."""
    if not isinstance(value, list):
        return value
    changed = [change(one, (*path, n)) for n, one in enumerate(value)]
    return value if all(new is old for new, old in zip(changed, value, strict=True)) else changed


def _renamed(value: dict[str, Any], former: str, name: str) -> dict[str, Any]:
    return {name if one == former else one: part for one, part in value.items()}
