"""The channels of a community from the cells of a spreadsheet's row."""

from __future__ import annotations

from collections.abc import Mapping

from copsite.catalog.models import Association, Channel
from copsite.catalog.spreadsheet import Cell
from copsite.channels.kind import Family
from copsite.channels.kinds import KINDS
from copsite.channels.known_hosts import kind_at

# A channel, and the cell of each of its fields.
Parts = dict[str, tuple[str, Cell]]

WAYS = ("list", "link", "type")  # the columns that make a channel
NAME = "channel"  # the column with its name there; if the row has a list and a link, that of the link
# The columns with other fields of the row's first channel.
FACTS = (
    *("host", "open_to", "eligibility", "approval", "usual_wait", "join_url", "archive", "archive_open_to"),
    *("tried", "shared", "subject_tag"),
)
_ORDER = tuple(info.alias or name for name, info in Channel.model_fields.items())


def channels_of(row: Mapping[str, Cell], association: Association) -> list[Parts]:
    """Return the channels of a row, whose cells are named by column: its list, its link or both.

    A type belongs to the link, if the row has one, unless it is that of a list.
    """
    type = row.get("type")
    is_of_list = type is not None and getattr(KINDS.get(type.text), "family", None) == Family.LIST
    found: list[Parts] = []
    for column, read, is_typed in (("list", _list, is_of_list or "link" not in row), ("link", _link, not is_of_list)):
        if cell := row.get(column):
            stated = {"type": (type.text, type)} if type and is_typed else {}
            found.append({name: (text, cell) for name, text in read(cell.text, association).items()} | stated)
    if type and not found:
        found.append({"type": (type.text, type)})
    if found and NAME in row:
        found[-1]["name"] = (row[NAME].text, row[NAME])
    for column in FACTS:
        if found and column in row:
            found[0][column] = (row[column].text, row[column])
    return [{name: one[name] for name in _ORDER if name in one} for one in found]


def _list(text: str, association: Association) -> dict[str, str]:
    """Return the fields of a list by its name or its address."""
    name, at, host = text.removeprefix("mailto:").partition("@")
    server = association.list_server
    is_own = server and server.host and host.lower() == server.host.lower()
    service = next((id for id, kind in KINDS.items() if at and kind.home == host.lower()), "")
    fields = {"list": name, "type": service, "host": "" if is_own or service else host}
    return {field: value for field, value in fields.items() if value}


def _link(address: str, association: Association) -> dict[str, str]:
    """Return the fields of a channel by its web address."""
    kind, name = kind_at(address)
    return ({"list": name} if name else {}) | {"type": kind, "page": address}
