"""The one table of all kinds of channels, and the commands of one channel; no other module names a kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import lru_cache

from copsite.channels.accounts import MEETUPS, OTHERS, SOCIAL
from copsite.channels.kind import DELIMITERS, Commands, Kind
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

    A tag begins the subject of what is posted, and of a message to join, unless that goes to a robot, which may read
    its subject as a command.
    """
    found = KINDS[kind]
    parts = {"list": name, "host": host, "delimiter": delimiter or DELIMITERS[0], "contact": contact}
    parts["robot"] = robot or found.robot.format(**parts)

    def fill(pattern: Message | None) -> Message | None:
        return pattern and Message(*(text.format(**parts) for text in (pattern.to, pattern.subject, pattern.body)))

    usual = Commands(**{field.name: fill(getattr(found.commands, field.name)) for field in fields(Commands)})
    if not tag:
        return usual
    join, post = usual.subscribe, usual.post
    if join and join.to != parts["robot"]:
        join = replace(join, subject=f"{tag} {join.subject}".rstrip())
    return replace(usual, subscribe=join, post=post and replace(post, subject=f"{tag} "))
