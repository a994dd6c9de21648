"""What each list manager is sent, and where, to subscribe, to leave and for all else a member does.

`MANAGERS` is the whole of it: one entry a manager; nothing else in the program knows one. What a
manager cannot do by e-mail is `None`; the pages then say whom to ask. Addresses without a command
are preferred to commands: signatures, HTML mail and webmail cannot spoil them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache

from copsite.channels.mailto import Message


@dataclass(frozen=True)
class Commands:
    """The message for each thing a member does (names as in RFC 2369), or None where none does it."""

    subscribe: Message | None = None
    unsubscribe: Message | None = None
    digest_on: Message | None = None
    digest_off: Message | None = None
    help: Message | None = None
    owner: Message | None = None
    post: Message | None = None

    @property
    def to_the_server(self) -> tuple[Message, ...]:
        """Give what a program or a person is to get, and never everyone on the list."""
        return tuple(
            filter(None, (self.subscribe, self.unsubscribe, self.digest_on, self.digest_off, self.help, self.owner))
        )


@dataclass(frozen=True)
class Manager:
    """A list manager: its name, its commands with parts to fill in, and its ways.

    The parts are `{list}`, `{host}`, and where a list names its own: `{robot}`, the address that takes
    commands; `{delimiter}`, what stands between a list's name and a command; `{contact}`, a person.
    `confirmation` is a key of `CONFIRMATIONS`; `digest` says how to get one where no command does it;
    `home` is the host of a service that has no other; `proof` is what the commands were tried on.
    """

    name: str
    commands: Commands
    confirmation: str
    proof: str
    robot: str = ""
    digest: str = "Ask the list’s owners: this list server takes no message for it."
    home: str = ""


# What comes back when somebody subscribes, and how it is answered.
CONFIRMATIONS: Mapping[str, str] = {
    "reply": "The list server sends you a message that asks you to confirm. Reply to it and change nothing in it.",
    "reply-ok": "The list server sends you a message that asks you to confirm. Reply to it with the single word OK.",
    "click": "The list server sends you a message with a link. Follow the link to confirm; a reply does not count.",
    "either": "The list server sends you a message that asks you to confirm. Reply to it, or follow the link in it.",
    "as-told": "The list server sends you a message that says how to confirm. Do exactly what it says.",
    "none": "You need not confirm anything.",
    "portal": "A confirmation e-mail follows. If it asks you to confirm, do what it says.",
    "person": "A person reads your message and answers it.",
}

PORTAL, WEB, PERSON = "portal", "web", "person"

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
    # A form on the web: nothing can be sent to join or leave, and no address is made up.
    WEB: Manager(
        name="web form",
        commands=Commands(),
        confirmation="click",
        proof="nothing to try",
        digest="You choose it on the web page on which you joined.",
    ),
    # No list address is public: members join, leave and choose in the association's portal.
    PORTAL: Manager(
        name="member portal",
        commands=Commands(),
        confirmation="portal",
        proof="nothing to try",
        digest="You choose it where you joined, in the member portal.",
    ),
    # Somebody keeps the list by hand.
    PERSON: Manager(
        name="a person",
        commands=Commands(
            subscribe=Message("{contact}", subject="Please add me to the list {list}"),
            unsubscribe=Message("{contact}", subject="Please take me off the list {list}"),
            help=Message("{contact}", subject="A question about the list {list}"),
            owner=Message("{contact}"),
        ),
        confirmation="person",
        proof="nothing to try",
        digest="Ask the person who keeps the list.",
    ),
}


@lru_cache(maxsize=20_000)  # the rules ask for them, and several pages
def commands_for(
    manager: str,
    name: str,
    host: str | None = None,
    *,
    robot: str | None = None,
    delimiter: str = "+",
    contact: str | None = None,
) -> Commands:
    """Fill a list's own parts into its manager's commands; raise `KeyError` for a manager not known."""
    known = MANAGERS[manager]
    parts = {"list": name, "host": host, "delimiter": delimiter, "contact": contact}
    parts["robot"] = robot or known.robot.format(**parts)

    def fill(pattern: Message | None) -> Message | None:
        return pattern and Message(*(text.format(**parts) for text in (pattern.to, pattern.subject, pattern.body)))

    return Commands(**{field.name: fill(getattr(known.commands, field.name)) for field in fields(Commands)})
