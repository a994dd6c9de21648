"""A channel in the form that templates need: what is sent or opened, and the words for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from copsite.catalog.models import Approval, Channel, Portal
from copsite.catalog.nouns import capitalized
from copsite.channels.kind import VARYING, Commands, Family, Kind, Request
from copsite.channels.mailto import Message

_PAGE = re.compile("the (list|group)’s web page")  # as sentences of a kind call it

# What members want to know, by its anchor.
TOPICS = {
    "post": "Write to everyone",
    "pause": "Pause",
    "digest": "Digest",
    "new-address": "New address",
    "leave": "Leave",
    "archive": "Archive",
    "am-i-in": "Am I in?",
    "help": "Help",
}
_OF_ALL = frozenset(["new-address"])  # the same for every list


class Way(NamedTuple):
    """A channel with everything that follows from its kind; what is not known is '' or None.

    `id` differs among the channels of a community. `noun` and `name` are what a sentence calls the channel; one of
    them may be ''. `join` is the web address at which people join now, `portal` the member portal if they can join
    there, and `not_in` that portal if the catalog says that they cannot. `confirmation` says what comes back after
    joining, and `request` is the message that does; `by_person` is set if a person answers the message to join,
    `by_program` if a list server does. `who` says who may join and whether someone approves; `archive_open_to` is who
    may read the archive. `counted` is what was counted on the day of `channel.counted`.
    """

    channel: Channel
    kind: Kind
    id: str
    noun: str
    name: str
    commands: Commands
    page: str
    join: str
    portal: Portal | None
    not_in: Portal | None
    confirmation: str
    request: Request | None
    by_person: bool
    by_program: bool
    who: str
    archive_open_to: str
    counted: tuple[str, ...]

    @property
    def title(self) -> str:
        """Return what the channel is and its name."""
        return f"{self.noun} {self.name}".strip()

    @property
    def definite(self) -> str:
        """Return the same with its article, to stand in a sentence."""
        return f"the {self.title}" if self.noun else self.title

    @property
    def address(self) -> str:
        """Return where the channel is on the web, or ''."""
        return self.portal.url if self.is_portal and self.portal else self.page

    @property
    def is_list(self) -> bool:
        """Tell whether the channel is a mailing list, in whichever way people join it."""
        return self.kind.family == Family.LIST

    @property
    def is_portal(self) -> bool:
        """Tell whether the channel is the member portal itself."""
        return self.kind.family == Family.PORTAL

    @property
    def is_person(self) -> bool:
        """Tell whether the channel is a person to whom people write."""
        return self.kind.family == Family.PERSON

    @property
    def action(self) -> str:
        """Return what people do at its web address, with its name, as the words of a link."""
        return f"{capitalized(self.kind.verb)} {self.definite}"

    @property
    def choice(self) -> str:
        """Return what the channel is called in the member portal, or ''."""
        return self.channel.list_ or self.channel.name or ""

    @property
    def webmail(self) -> tuple[tuple[str, str], ...]:
        """Return links that start the message to join in webmail services.

        There are none if a program may read its body, since webmail sends HTML.
        """
        message = self.commands.subscribe
        return message.webmail if message and (self.by_person or not message.body) else ()

    @property
    def help(self) -> Message | None:
        """Return the message that a list server answers with its commands, or None if there is no list server."""
        message, owner = self.commands.help, self.commands.owner
        return message if message and not (owner and message.to == owner.to) else None

    @property
    def is_shared(self) -> bool:
        """Tell whether others use it too, or the subject of messages needs a tag."""
        return self.channel.shared or self.channel.subject_tag is not None

    @property
    def topics(self) -> Mapping[str, str]:
        """Return what there is to say to members, as headings by their anchors on the join page."""
        kind, commands, channel = self.kind, self.commands, self.channel
        is_written_to = self.is_list and commands.post
        leaves = commands.unsubscribe or channel.leave_url or self.portal or kind.leaving or is_written_to
        joins_again = self.is_list and channel.open and commands.subscribe and commands.unsubscribe
        known = {
            "post": commands.post or not channel.post,
            "pause": commands.mail_off or kind.pausing or joins_again,
            "digest": commands.digest_on or kind.digest,
            "new-address": joins_again,
            "leave": leaves,
            "archive": channel.archive or kind.archive,
            "am-i-in": is_written_to,
            "help": self.help or commands.owner,
        }
        headings = TOPICS if channel.post else TOPICS | {"post": "Read only"}
        return {id: words for id, words in headings.items() if known[id]}

    def topics_beside(self, first: Way | None) -> Mapping[str, str]:
        """Return the topics without those on which a page has said the same about the `first` channel."""
        said = _OF_ALL & first.topics.keys() if first else ()
        return {id: words for id, words in self.topics.items() if id not in said}

    @property
    def remains(self) -> bool:
        """Tell whether there is something to see after its community has ended."""
        return bool(self.page or self.channel.archive)

    @property
    def is_answered(self) -> bool:
        """Tell whether it is known what comes after the message or the visit to join."""
        return bool(self.confirmation) or self.channel.approval == Approval.OWNER

    @property
    def request_differs(self) -> bool:
        """Tell whether something in the message that asks to confirm differs each time."""
        return self.request is not None and any(VARYING in part for part in self.request)

    def around_page(self, sentence: str) -> tuple[str, str, str]:
        """Return the parts of a sentence before, in and after its words for the channel's page, if there is one."""
        found = _PAGE.search(sentence) if self.page else None
        return (sentence[: found.start()], found[0], sentence[found.end() :]) if found else (sentence, "", "")

    def is_command(self, message: Message) -> bool:
        """Tell whether a list server reads the body of a message as commands."""
        return bool(message.body) and self.help is not None and message.to == self.help.to

    @property
    def has_commands(self) -> bool:
        """Tell whether a list server reads commands in the body of a message of its members."""
        commands = self.commands
        return any(self.is_command(one) for one in commands.to_the_server if one is not commands.subscribe)
