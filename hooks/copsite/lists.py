"""What each list manager is sent, and where, to subscribe, to leave and for all else a member does.

`MANAGERS` is the whole of it: one entry a manager; nothing else in the program knows one. What a
manager cannot do by e-mail is `None`; the pages then say whom to ask. Addresses without a command
are preferred to commands: signatures, HTML mail and webmail cannot spoil them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from .mail import Message


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


@dataclass(frozen=True)
class Manager:
    """A list manager: its name, its commands with `{list}` and `{host}` to fill in, and its ways.

    `confirmation` says what comes back after subscribing and how it is answered; `mind` what the
    member must mind when sending commands; `digest` how to get one where no command does it.
    """

    name: str
    commands: Commands
    confirmation: str
    mind: str = ""
    digest: str = ""


PORTAL = "portal"

MANAGERS: Mapping[str, Manager] = {
    # L-Soft, LISTSERV 17.5 manual for subscribers: commands are read from the body only; the address
    # forms take none, and use the sender's own name. LIST-request@ are the owners.
    "listserv": Manager(
        name="LISTSERV",
        commands=Commands(
            subscribe=Message("{list}-subscribe-request@{host}"),
            unsubscribe=Message("{list}-unsubscribe-request@{host}"),
            digest_on=Message("listserv@{host}", body="SET {list} DIGEST"),
            digest_off=Message("listserv@{host}", body="SET {list} NODIGEST"),
            help=Message("listserv@{host}", body="HELP"),
            owner=Message("{list}-request@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation=(
            "The list server answers with a message that asks whether it was really you. "
            "Reply to it with the single word OK, or follow the link in it, within two days."
        ),
        mind="The list server reads the body of the message, so remove your signature, and send it as plain text.",
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
        confirmation=(
            "The list server answers with a message that asks you to confirm. "
            "Reply to it without changing anything, or follow the link in it."
        ),
        digest="Mailman 3 takes no command for it: choose it on the list's web page, or ask the list's owners.",
    ),
    # No list address is public: members join, leave and choose in the association's portal.
    PORTAL: Manager(
        name="member portal",
        commands=Commands(),
        confirmation="A confirmation e-mail follows. If it asks you to confirm, do what it says.",
        digest="You choose it where you joined, in the member portal.",
    ),
}


def commands_for(manager: str, name: str, host: str | None) -> Commands:
    """Fill a list's name and host into its manager's commands; raise `KeyError` for a manager not known."""

    def fill(pattern: Message | None) -> Message | None:
        return pattern and Message(
            *(text.format(list=name, host=host) for text in (pattern.to, pattern.subject, pattern.body))
        )

    table = MANAGERS[manager].commands
    return Commands(**{field.name: fill(getattr(table, field.name)) for field in fields(Commands)})
