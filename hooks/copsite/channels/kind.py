"""A kind of channel: what it is, how people join, use and leave one, and the fields that its channels take."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property
from urllib.parse import quote

from copsite.channels.mailto import Message


class Family(StrEnum):
    """What a channel is, whatever runs it; the value is the word for it in a sentence."""

    LIST = "mailing list"
    CHAT = "chat"
    FORUM = "forum"
    PLATFORM = "community platform"
    MEETUPS = "meetup group"
    SOCIAL = "social network"
    NEWSLETTER = "newsletter"
    WEB = "web page"
    PORTAL = "member portal"
    PERSON = "person"


LIST_NOUN, LIST_ICON = "mailing list", "material/email-outline"


@dataclass(frozen=True)
class Commands:
    """The message for each thing that a member does, or None; names as in RFC 2369."""

    subscribe: Message | None = None
    unsubscribe: Message | None = None
    digest_on: Message | None = None
    digest_off: Message | None = None
    help: Message | None = None
    owner: Message | None = None
    post: Message | None = None

    @property
    def to_the_server(self) -> tuple[Message, ...]:
        """Return every message but `post`: those for a program or a person, never for everyone on the list."""
        return tuple(
            filter(None, (self.subscribe, self.unsubscribe, self.digest_on, self.digest_off, self.help, self.owner))
        )


@dataclass(frozen=True)
class Kind:
    """A kind of channel: what it is, what is sent or opened, the words about it, and the fields it takes.

    `noun` is what one such channel is called in a sentence, and `verb` what people do to take part: they join a Slack
    channel, and follow an account. `icon` is the path of an icon in `render/templates/icons/`, without its ending.

    The placeholders of `commands` are `{list}`, the channel's name; `{host}`; and where a list sets its own: `{robot}`,
    the address for commands; `{delimiter}`, the sign between a list's name and a command; `{contact}`, a person's
    address. `address` is the web address of a channel whose whole name matches `name_form`, a regular expression; its
    placeholders are the groups of that expression and `{host}`. `example` is such a name.

    The words are whole sentences, or '' if nothing is known: `joining` says what to do at the channel's address to
    join, `leaving` how to leave, `digest` how to get a digest where no command does it, `pausing` how to stop its
    messages for a while, `archive` whether a newcomer can read what was written before. `confirmation` is a key of
    `CONFIRMATIONS`, or '' if nothing is known of what comes back.

    `sites` are the hosts of its channels' pages, some with the folder that tells it from another kind. `home` is the
    only host of a list service. `proof` names the software on which the commands were tested. `required` and
    `optional` are fields of a channel, from `OPTIONS`.
    """

    name: str
    family: Family
    noun: str
    icon: str
    verb: str = "join"
    commands: Commands = Commands()
    example: str = ""
    name_form: str = ""
    address: str = ""
    joining: str = ""
    leaving: str = ""
    digest: str = ""
    pausing: str = ""
    archive: str = ""
    confirmation: str = ""
    proof: str = ""
    robot: str = ""
    home: str = ""
    sites: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    @property
    def needs_host(self) -> bool:
        """Tell whether a list must name its host: members write to it, and the manager has no host of its own."""
        return bool(self.commands.post) and not self.home

    @cached_property
    def of_a_list(self) -> Kind:
        """Return the kind of a mailing list that people join in this way, such as with a form on the web."""
        if self.family == Family.LIST:
            return self
        return replace(self, family=Family.LIST, noun=LIST_NOUN, icon=LIST_ICON, verb="join")

    def address_of(self, name: str, host: str | None = None) -> str:
        """Return the web address that follows from a channel's name, or '' if none does."""
        found = _compiled(self.name_form).fullmatch(name) if self.address else None
        if found is None or ("{host}" in self.address and not host):
            return ""
        parts = {key: quote(value, safe="/:@") for key, value in found.groupdict("").items()}
        return self.address.format(**parts, host=host)

    def takes(self, option: str) -> bool:
        """Tell whether a field from `OPTIONS` has a meaning for this kind of channel."""
        is_list = self.family == Family.LIST
        derived = {"list": is_list, "host": is_list, "command_address": self.robot, "own_host": self.home}
        return bool(derived.get(option)) or option in self.required + self.optional

    def requires(self, option: str) -> bool:
        """Tell whether its channels need a field."""
        return option in self.required or (option == "list" and self.family == Family.LIST)


@cache
def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(form)


# The fields of a channel that only some kinds use.
OPTIONS = ("list", "host", "command_address", "delimiter", "own_host", "contact")
DELIMITERS = ("+", "-", "=", "_")  # the default first

BY_PERSON = "person"  # the confirmation by which a person decides on each request

# The answer to a request to subscribe, and how to confirm it.
CONFIRMATIONS: Mapping[str, str] = {
    "reply": "The list server sends you a message that asks you to confirm. Reply to it and change nothing in it.",
    "reply-ok": "The list server sends you a message that asks you to confirm. Reply to it with the single word OK.",
    "click": "The list server sends you a message with a link. Follow the link to confirm; a reply does not count.",
    "either": "The list server sends you a message that asks you to confirm. Reply to it, or follow the link in it.",
    "as-told": "The list server sends you a message that says how to confirm. Do exactly what it says.",
    "none": "You don’t need to confirm anything.",
    "portal": "A confirmation email follows. If it asks you to confirm, do what it says.",
    BY_PERSON: "A person reads your message and answers it.",
}
