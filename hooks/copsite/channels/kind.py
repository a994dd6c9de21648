"""A kind of channel: what it is, how people join, use and leave one, and the fields that its channels take."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, cached_property
from typing import NamedTuple
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


class Proof(StrEnum):
    """How a list manager's commands were tried; the value is the words for it."""

    TRIED = "tried on the real program"
    MODELED = "tried on a model made from its documents"
    DOCUMENTED = "documented, not tried"


LIST_NOUN, LIST_ICON = "mailing list", "material/email-outline"


@dataclass(frozen=True)
class Commands:
    """The message for each thing that a member does, or None; names as in RFC 2369.

    A setting takes one message or several, all of which have to be sent, in any order: `digest_on` is for one message
    that collects many and `digest_off` for single messages again, `mail_off` for no messages and `mail_on` for them
    again. `leave_digest` is for readers of a digest whom `unsubscribe` does not take off.
    """

    subscribe: Message | None = None
    unsubscribe: Message | None = None
    digest_on: tuple[Message, ...] = ()
    digest_off: tuple[Message, ...] = ()
    mail_off: tuple[Message, ...] = ()
    mail_on: tuple[Message, ...] = ()
    leave_digest: Message | None = None
    help: Message | None = None
    owner: Message | None = None
    post: Message | None = None

    @property
    def to_the_server(self) -> tuple[Message, ...]:
        """Return every message but `post`: those for a program or a person, never for everyone on the list."""
        settings = (*self.digest_on, *self.digest_off, *self.mail_off, *self.mail_on)
        found = (self.subscribe, self.unsubscribe, *settings, self.leave_digest, self.help, self.owner)
        return tuple(filter(None, found))


VARYING = "…"  # in place of what differs each time


class Request(NamedTuple):
    """A list server's message that asks a newcomer to confirm, as it arrives, with `VARYING` for what differs.

    `sender` is its address, and `name` what a mail program shows in its place, or ''. `note` says in whole sentences
    what else to mind, or is ''.
    """

    sender: str
    subject: str
    name: str = ""
    note: str = ""


class NameForm(NamedTuple):
    """What lists may be called on a list manager: a regular expression for the whole name, and words for it."""

    pattern: str
    words: str


@dataclass(frozen=True)
class Kind:
    """A kind of channel: what it is, what is sent or opened, the words about it, and the fields it takes.

    `noun` is what one such channel is called in a sentence, and `verb` what people do to take part: they join a Slack
    channel, and follow an account. `icon` is the path of an icon in `render/templates/icons/`, without its ending.

    The placeholders of `commands` are `{list}`, the channel's name; `{host}`; and where a list sets its own: `{robot}`,
    the address for commands; `{delimiter}`, the sign between a list's name and a command; `{contact}`, a person's
    address. `address` is the web address of a channel whose whole name matches `name_form`, a regular expression; its
    placeholders are the groups of that expression and `{host}`; for a channel at a host of its own it is `own_address`.
    `example` is such a name.

    `list_form` is what its lists may be called, if not every name will do.

    The words are whole sentences, or '' if nothing is known: `joining` says what to do at the channel's address to
    join, `leaving` how to leave, `digest` how to get a digest where no command does it, `pausing` how to stop its
    messages for a while, `archive` whether a newcomer can read what was written before. `confirmation` is a key of
    `CONFIRMATIONS`, or '' if nothing is known of what comes back; `requests` are the messages that ask for it, by such
    a key, as far as they are known. `welcome` says what tells newcomers that they are in. `condition` says what an
    address needs before it can join. `told_again` is set if members who join again are only told that they are members.

    `sites` are the hosts of its channels' pages, some with the folder that tells it from another kind. `home` is the
    only host of a list service. `proof` says how a list manager was tried, and `source` where what is said of it comes
    from: a program in a version, or a document and its part. `required` and `optional` are fields of a channel, from
    `OPTIONS`.
    """

    name: str
    family: Family = Family.LIST
    noun: str = LIST_NOUN
    icon: str = LIST_ICON
    verb: str = "join"
    commands: Commands = Commands()
    example: str = ""
    name_form: str = ""
    address: str = ""
    own_address: str = ""
    joining: str = ""
    leaving: str = ""
    digest: str = ""
    pausing: str = ""
    archive: str = ""
    confirmation: str = ""
    requests: Mapping[str, Request] = field(default_factory=dict, hash=False)
    welcome: str = ""
    condition: str = ""
    told_again: bool = False
    proof: Proof | None = None
    source: str = ""
    list_form: NameForm | None = None
    robot: str = ""
    home: str = ""
    sites: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    @property
    def needs_host(self) -> bool:
        """Tell whether a list must name its host: members write to it, and the manager has no host of its own."""
        return bool(self.commands.post) and not self.home

    def may_have_list(self, name: str) -> bool:
        """Tell whether a list can have this name on the list manager."""
        return self.list_form is None or _compiled(self.list_form.pattern).fullmatch(name) is not None

    @cached_property
    def of_a_list(self) -> Kind:
        """Return the kind of a mailing list that people join in this way, such as with a form on the web."""
        if self.family == Family.LIST:
            return self
        return replace(self, family=Family.LIST, noun=LIST_NOUN, icon=LIST_ICON, verb="join")

    def address_of(self, name: str, host: str | None = None) -> str:
        """Return the web address that follows from a channel's name, or '' if none does."""
        is_own = self.own_address and host and host.lower() != self.home
        address = self.own_address if is_own else self.address
        found = _compiled(self.name_form).fullmatch(name) if address else None
        if found is None or ("{host}" in address and not host):
            return ""
        parts = {key: quote(value, safe="/:@") for key, value in found.groupdict("").items()}
        return address.format(**parts, host=host)

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

# How to answer a message that asks to confirm.
_ANSWERS: Mapping[str, str] = {
    "reply": "Reply to it and change nothing in it, not even the subject.",
    "reply-ok": "Reply to it with the single word OK.",
    "link-or-ok": "Follow the link in it; if it has none, reply to it with the single word OK.",
    "click": "Follow the link in it, and press Confirm on the page that opens, if there is one. A reply doesn’t count.",
    "either": "Reply to it and change nothing in it, not even the subject. "
    "Or follow the link in it, and confirm on the page that opens, if it asks.",
    "as-told": "Do exactly what it says.",
}

# What comes back after joining, and what to do then; of those with an answer, if a message asks to confirm.
CONFIRMATIONS: Mapping[str, str] = {
    **_ANSWERS,
    "none": "You don’t need to confirm anything.",
    "portal": "A confirmation email follows. If it asks you to confirm, do what it says.",
    BY_PERSON: "A person reads your message and answers it.",
}


def what_comes_back(confirmation: str, *, certain: bool) -> str:
    """Return the sentences about what comes back, by a key of `CONFIRMATIONS`, or '' for an unknown key.

    Most list servers can be set not to ask, so that a message is spoken of as a fact only if that is `certain`.
    """
    words = CONFIRMATIONS.get(confirmation, "")
    if confirmation not in _ANSWERS:
        return words
    if certain:
        return f"A message asks you to confirm. {words}"
    return f"If a message asks you to confirm, {words[0].lower()}{words[1:]}"
