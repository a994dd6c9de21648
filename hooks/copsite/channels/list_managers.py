"""The supported list managers: the messages that members send to each, and the options that its lists take.

`MANAGERS` has one entry for each manager; no other module names one. A message is `None` where a manager has no
command by e-mail for it; the pages then say whom to ask. Prefer addresses without a command: signatures, HTML mail
and webmail cannot spoil them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache

from copsite.channels.kind import BY_PERSON, DELIMITERS, Commands, Manager
from copsite.channels.mailto import Message

_DOCUMENTED = "the documentation only"

MANAGERS: Mapping[str, Manager] = {
    # L-Soft, LISTSERV 17.5 manual for subscribers: commands are read from the body only; the address
    # forms take none, and use the sender's own name. LIST-request@ are the owners.
    "listserv": Manager(
        name="LISTSERV",
        commands=Commands(
            subscribe=Message("{list}-subscribe-request@{host}"),
            unsubscribe=Message("{list}-unsubscribe-request@{host}"),
            digest_on=Message("{robot}", body="SET {list} DIGEST"),
            digest_off=Message("{robot}", body="SET {list} NODIGEST"),
            help=Message("{robot}", body="HELP"),
            owner=Message("{list}-request@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="reply-ok",
        proof="a model made from its manual",
        robot="listserv@{host}",
    ),
    # GNU Mailman 2.1, Mailman/Commands: -join and -leave read no text; digest needs the member's password.
    "mailman2": Manager(
        name="Mailman 2.1",
        commands=Commands(
            subscribe=Message("{list}-join@{host}"),
            unsubscribe=Message("{list}-leave@{host}"),
            help=Message("{list}-request@{host}", subject="help"),
            owner=Message("{list}-owner@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="either",
        proof=_DOCUMENTED,
        digest="You choose it on the list’s web page, with the password that the welcome message names.",
    ),
    # GNU Mailman 3.3, commands/eml_membership.py: -join and -leave read no text; there is no `set`.
    "mailman3": Manager(
        name="Mailman 3",
        commands=Commands(
            subscribe=Message("{list}-join@{host}"),
            unsubscribe=Message("{list}-leave@{host}"),
            help=Message("{list}-request@{host}", subject="help"),
            owner=Message("{list}-owner@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="reply",
        proof="GNU Mailman 3.3.10",
        digest="You choose it on the list’s web page, or ask the list’s owners: there is no message for it.",
    ),
    # Sympa 6.2, CommandDef.pm: a command in the Subject is the only one, and the body is not read.
    # LIST-request@ are the owners; LIST-owner@ takes bounces, and nobody reads it.
    "sympa": Manager(
        name="Sympa",
        commands=Commands(
            subscribe=Message("{robot}", subject="subscribe {list}"),
            unsubscribe=Message("{robot}", subject="unsubscribe {list}"),
            digest_on=Message("{robot}", subject="set {list} digest"),
            digest_off=Message("{robot}", subject="set {list} mail"),
            help=Message("{robot}", subject="help"),
            owner=Message("{list}-request@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="click",
        proof="Sympa 6.2.70",
        robot="sympa@{host}",
    ),
    # Groups.io, List- headers of its messages: the part after the plus sign is the command.
    "groupsio": Manager(
        name="Groups.io",
        commands=Commands(
            subscribe=Message("{list}+subscribe@{host}"),
            unsubscribe=Message("{list}+unsubscribe@{host}"),
            help=Message("{list}+help@{host}"),
            owner=Message("{list}+owner@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="either",
        proof=_DOCUMENTED,
        digest="You choose it on the group’s web page, under your subscription.",
        home="groups.io",
    ),
    # Google Groups, List- headers of its messages; the owners' address is in the plural.
    "google": Manager(
        name="Google Groups",
        commands=Commands(
            subscribe=Message("{list}+subscribe@{host}"),
            unsubscribe=Message("{list}+unsubscribe@{host}"),
            help=Message("{list}+help@{host}"),
            owner=Message("{list}+owners@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="either",
        proof=_DOCUMENTED,
        digest="You choose it on the group’s web page, under your membership settings.",
        home="googlegroups.com",
    ),
    # mlmmj 1.3, README and listtexts: the part after the delimiter is the command, and no text is read.
    # Subscribing to the digest switches a member to it, and subscribing again switches back.
    "mlmmj": Manager(
        name="mlmmj",
        commands=Commands(
            subscribe=Message("{list}{delimiter}subscribe@{host}"),
            unsubscribe=Message("{list}{delimiter}unsubscribe@{host}"),
            digest_on=Message("{list}{delimiter}subscribe-digest@{host}"),
            digest_off=Message("{list}{delimiter}subscribe@{host}"),
            help=Message("{list}{delimiter}help@{host}"),
            owner=Message("{list}{delimiter}owner@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="reply",
        proof="mlmmj 1.3",
        optional=("delimiter",),
    ),
    # Majordomo 1: commands in the body only. Its owners' address differs between hosts, so none is given.
    "majordomo": Manager(
        name="Majordomo",
        commands=Commands(
            subscribe=Message("{robot}", body="subscribe {list}"),
            unsubscribe=Message("{robot}", body="unsubscribe {list}"),
            help=Message("{robot}", body="help"),
            post=Message("{list}@{host}"),
        ),
        confirmation="as-told",
        proof=_DOCUMENTED,
        robot="majordomo@{host}",
    ),
    # ezmlm-idx manual, Sending commands: subject and text are ignored; the digest is a list of its own.
    "ezmlm": Manager(
        name="ezmlm",
        commands=Commands(
            subscribe=Message("{list}-subscribe@{host}"),
            unsubscribe=Message("{list}-unsubscribe@{host}"),
            digest_on=Message("{list}-digest-subscribe@{host}"),
            digest_off=Message("{list}-digest-unsubscribe@{host}"),
            help=Message("{list}-help@{host}"),
            owner=Message("{list}-owner@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="reply",
        proof=_DOCUMENTED,
    ),
    # A form on the web: members send no message to join or leave.
    "web": Manager(
        name="web form",
        commands=Commands(),
        confirmation="click",
        proof="nothing to try",
        digest="You choose it on the web page on which you joined.",
        required=("join_url",),
        optional=("leave_url",),
        web_form=True,
    ),
    # No list address is public: members join, leave and choose in the association's portal.
    "portal": Manager(
        name="member portal",
        commands=Commands(),
        confirmation="portal",
        proof="nothing to try",
        digest="You choose it where you joined, in the member portal.",
        in_portal=True,
    ),
    # A person maintains the list by hand.
    "person": Manager(
        name="a person",
        commands=Commands(
            subscribe=Message("{contact}", subject="Please add me to the list {list}"),
            unsubscribe=Message("{contact}", subject="Please take me off the list {list}"),
            help=Message("{contact}", subject="A question about the list {list}"),
            owner=Message("{contact}"),
        ),
        confirmation=BY_PERSON,
        proof="nothing to try",
        digest="Ask the person who keeps the list.",
        required=("contact",),
    ),
}

# Endings of addresses that list servers reserve for commands.
_COMMAND_SUFFIX = re.compile(
    r"(?i)-(bounces|confirm|digest|editor|help|join|leave|owner|request|server|signoff|subscribe|unsubscribe)$"
)


def managers_with(option: str) -> tuple[str, ...]:
    """Return the ids of the managers whose lists take a field from `OPTIONS`."""
    return tuple(id for id, manager in MANAGERS.items() if manager.takes(option))


def command_suffix(name: str) -> str:
    """Return the suffix by which a list's name looks like an address for commands, such as `-request`, or ''."""
    found = _COMMAND_SUFFIX.search(name)
    return found[0] if found else ""


@lru_cache(maxsize=20_000)  # the rules ask for them, and several pages
def commands_for(
    manager: str,
    name: str,
    host: str | None = None,
    *,
    robot: str | None = None,
    delimiter: str | None = None,
    contact: str | None = None,
) -> Commands:
    """Return a manager's commands for one list, without placeholders; raise `KeyError` for an unknown manager."""
    found = MANAGERS[manager]
    parts = {"list": name, "host": host, "delimiter": delimiter or DELIMITERS[0], "contact": contact}
    parts["robot"] = robot or found.robot.format(**parts)

    def fill(pattern: Message | None) -> Message | None:
        return pattern and Message(*(text.format(**parts) for text in (pattern.to, pattern.subject, pattern.body)))

    return Commands(**{field.name: fill(getattr(found.commands, field.name)) for field in fields(Commands)})
