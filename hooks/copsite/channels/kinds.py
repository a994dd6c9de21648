"""The one table of all kinds of channels, and the commands of one channel; no other module names a kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from functools import cache, lru_cache
from urllib.parse import quote

from copsite.channels.kind import DELIMITERS, Commands, Kind
from copsite.channels.list_managers import LIST_MANAGERS
from copsite.channels.mailto import Message
from copsite.channels.places import CHATS, FORUMS, MEETING_PLACES, OTHERS, PLATFORMS, SOCIAL

KINDS: Mapping[str, Kind] = {
    **LIST_MANAGERS,
    **CHATS,
    **FORUMS,
    **PLATFORMS,
    **MEETING_PLACES,
    **SOCIAL,
    **OTHERS,
}

# Endings of addresses that list servers reserve for commands.
_COMMAND_SUFFIX = re.compile(
    r"(?i)-(bounces|confirm|digest|editor|help|join|leave|owner|request|server|signoff|subscribe|unsubscribe)$"
)


def kinds_with(option: str) -> tuple[str, ...]:
    """Return the ids of the kinds whose channels take a field from `OPTIONS`."""
    return tuple(id for id, kind in KINDS.items() if kind.takes(option))


def command_suffix(name: str) -> str:
    """Return the suffix by which a list's name looks like an address for commands, such as `-request`, or ''."""
    found = _COMMAND_SUFFIX.search(name)
    return found[0] if found else ""


def address_of(kind: str, name: str) -> str:
    """Return the web address of the channel with this name, or '' if its kind has none or its name another form."""
    found = KINDS[kind]
    if not found.address or not _name_form(found.name_form).fullmatch(name):
        return ""
    return found.address.format(list=quote(name, safe="/:#@!+"))


@lru_cache(maxsize=20_000)  # the rules ask for them, and several pages
def commands_for(
    kind: str,
    name: str,
    host: str | None = None,
    *,
    robot: str | None = None,
    delimiter: str | None = None,
    contact: str | None = None,
) -> Commands:
    """Return the commands of one channel, without placeholders; raise `KeyError` for an unknown kind."""
    found = KINDS[kind]
    parts = {"list": name, "host": host, "delimiter": delimiter or DELIMITERS[0], "contact": contact}
    parts["robot"] = robot or found.robot.format(**parts)

    def fill(pattern: Message | None) -> Message | None:
        return pattern and Message(*(text.format(**parts) for text in (pattern.to, pattern.subject, pattern.body)))

    return Commands(**{field.name: fill(getattr(found.commands, field.name)) for field in fields(Commands)})


@cache
def _name_form(form: str) -> re.Pattern[str]:
    return re.compile(form)
