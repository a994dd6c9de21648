"""The one table of all kinds of channels, and the commands of one channel; no other module names a kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any

from copsite.channels.accounts import MEETUPS, OTHERS, SOCIAL
from copsite.channels.kind import BY_PERSON, DELIMITERS, Commands, Kind, Request
from copsite.channels.list_managers import LIST_MANAGERS
from copsite.channels.mailto import Message
from copsite.channels.places import CHATS, FORUMS, PLATFORMS

KINDS: Mapping[str, Kind] = {
    **LIST_MANAGERS,
    **CHATS,
    **FORUMS,
    **PLATFORMS,
    **MEETUPS,
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


@lru_cache(maxsize=20_000)  # the rules ask for them, and several pages
def commands_for(
    kind: str,
    name: str,
    host: str | None = None,
    *,
    robot: str | None = None,
    delimiter: str | None = None,
    contact: str | None = None,
    tag: str | None = None,
) -> Commands:
    """Return the commands of one channel, without placeholders; raise `KeyError` for an unknown kind.

    A tag begins the subject of what is posted, and of a message to join, unless a program reads a command in that.
    """
    found, parts = KINDS[kind], _parts(kind, name, host, robot, delimiter) | {"contact": contact}

    def fill(pattern: Message) -> Message:
        return Message(*(text.format_map(parts) for text in (pattern.to, pattern.subject, pattern.body)))

    def filled(value: Any) -> Any:
        return tuple(map(fill, value)) if isinstance(value, tuple) else value and fill(value)

    usual = Commands(**{field.name: filled(getattr(found.commands, field.name)) for field in fields(Commands)})
    if not tag:
        return usual
    join, post = usual.subscribe, usual.post
    if join and (found.confirmation == BY_PERSON or not (join.subject or join.body)):
        join = replace(join, subject=f"{tag} {join.subject}".rstrip())
    return replace(usual, subscribe=join, post=post and replace(post, subject=f"{tag} "))


def request_for(
    kind: str,
    confirmation: str,
    name: str,
    host: str | None = None,
    *,
    robot: str | None = None,
    delimiter: str | None = None,
) -> Request | None:
    """Return the message that asks to confirm, by a key of `CONFIRMATIONS`, without placeholders; None if unknown."""
    found, parts = KINDS[kind].requests.get(confirmation), _parts(kind, name, host, robot, delimiter)
    return found and found._replace(sender=found.sender.format_map(parts), subject=found.subject.format_map(parts))


def _parts(kind: str, name: str, host: str | None, robot: str | None, delimiter: str | None) -> dict[str, str | None]:
    parts = {"list": name, "host": host, "delimiter": delimiter or DELIMITERS[0]}
    return {**parts, "robot": robot or KINDS[kind].robot.format_map(parts)}
