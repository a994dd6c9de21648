"""A community's channels in the form that templates need: what is sent or opened, and the words for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copsite.catalog.models import Association, Channel, Community, OpenTo, Portal, Readers
from copsite.channels.kind import BY_PERSON, CONFIRMATIONS, Commands, Family, Kind
from copsite.channels.mailto import Message
from copsite.render.facts import Facts


@dataclass(frozen=True)
class Way:
    """A channel with everything that follows from its kind; what is not known is '' or None.

    `id` differs among the channels of a community. `noun` and `name` are what a sentence calls the channel; one of
    them may be ''. `join` is the web address at which people join, `portal` the member portal if they can join there,
    and `not_in` that portal if the catalog says that they cannot. `confirmation` says what comes back after joining;
    `by_person` is set if a person answers the message to join. `open_to` and `archive_open_to` are who may join and
    read. `counted` is what was counted on the day of `channel.counted`.
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
    by_person: bool
    open_to: str
    archive_open_to: str
    counted: tuple[str, ...]

    @property
    def title(self) -> str:
        """Return what the channel is and its name, without markup."""
        return f"{self.noun} {self.name}".strip()

    @property
    def definite(self) -> str:
        """Return the same with its article, to stand in a sentence."""
        return f"the {self.title}" if self.noun else self.title

    @property
    def is_list(self) -> bool:
        """Tell whether people in it get its messages by mail."""
        return self.kind.family == Family.LIST or self.channel.list_ is not None

    @property
    def is_portal(self) -> bool:
        """Tell whether the channel is the member portal itself, and no list that can be chosen in it."""
        return self.kind.family == Family.PORTAL and not self.is_list

    @property
    def is_person(self) -> bool:
        """Tell whether the channel is a person to whom people write, and no list that a person keeps."""
        return self.kind.family == Family.PERSON and not self.is_list

    @property
    def is_page(self) -> bool:
        """Tell whether the channel is a page on the web, and no list that people join there."""
        return self.kind.family == Family.WEB and not self.is_list

    @property
    def verb(self) -> str:
        """Return what people do at its web address, to stand before the channel."""
        return "Open" if self.is_page else self.kind.verb

    @property
    def on_the_web(self) -> str:
        """Return the heading of what people do at its web address, with the service if that has a name."""
        is_service = self.kind.name[:1].isupper() and not self.is_list
        return f"{self.kind.verb} on {self.kind.name}" if is_service else "Join on the web"

    @property
    def choice(self) -> str:
        """Return what the channel is called in the member portal, or ''."""
        return self.channel.list_ or self.channel.name or ""

    @property
    def help(self) -> Message | None:
        """Return the message that a list server answers with its commands, or None if there is no list server."""
        message, owner = self.commands.help, self.commands.owner
        return message if message and not (owner and message.to == owner.to) else None

    @property
    def remains(self) -> bool:
        """Tell whether there is something to see after its community has ended."""
        return bool(self.page or self.channel.archive)

    def is_command(self, message: Message) -> bool:
        """Tell whether a list server reads the body of a message as commands."""
        return bool(message.body) and self.help is not None and message.to == self.help.to


@dataclass(frozen=True)
class Question:
    """A message with a question about a community, and who answers it, to follow "Write to"."""

    message: Message
    whom: str


def ways(facts: Facts, community: Community) -> tuple[Way, ...]:
    """Return the community's channels in order."""
    return tuple(_ways(facts, community))


def question_about(facts: Facts, community: Community, found: Sequence[Way]) -> Question:
    """Return the question for the community's own address, else for a channel's owners, else for the association.

    Owners who answer the message to join are not asked: the question arises when their answer does not come.
    """
    owners = ((way, way.commands.owner) for way in found if not way.by_person and way.channel.open_to != OpenTo.NOBODY)
    way, owner = next(((way, owner) for way, owner in owners if owner), (None, None))
    if community.contact:
        to, whom = community.contact, community.full_name
    elif way and owner:
        to, whom = owner.to, f"the owners of its {way.title}"
    else:
        to, whom = facts.association.contact, facts.association.named
    return Question(Message(to, f"About {community.full_name}"), whom)


def open_to(channel: Channel, association: Association) -> str:
    """Return who may join a channel, to follow "Open to", or '' if the catalog does not say."""
    eligible = (channel.eligibility or "").removesuffix(".")
    if channel.open_to == OpenTo.NOBODY:
        return "nobody at present"
    if channel.open_to == OpenTo.INVITED:
        return f"{eligible}, by invitation" if eligible else "people who are invited"
    words = {OpenTo.MEMBERS: f"members of {association.named}", OpenTo.ANYONE: "anyone", None: ""}
    return eligible or words[channel.open_to]


def _ways(facts: Facts, community: Community) -> Iterator[Way]:
    catalog, portal = facts.catalog, facts.association.member_portal
    types: dict[str, int] = {}
    for channel in community.channels:
        kind, type, answer = catalog.kind(channel), catalog.type_of(channel), catalog.confirmation(channel)
        types[type] = number = types.get(type, 0) + 1
        noun, name = _called(channel, kind, portal)
        yield Way(
            channel=channel,
            kind=kind,
            id=type if number == 1 else f"{type}-{number}",
            noun=noun,
            name=name,
            commands=catalog.commands(channel, community.full_name),
            page=catalog.page(channel),
            join=catalog.join_address(channel),
            portal=portal if catalog.in_portal(channel) else None,
            not_in=portal if channel.in_portal is False else None,
            confirmation=CONFIRMATIONS.get(answer, ""),
            by_person=answer == BY_PERSON,
            open_to=open_to(channel, facts.association),
            archive_open_to=_readers(channel, kind),
            counted=_counted(channel),
        )


def _called(channel: Channel, kind: Kind, portal: Portal | None) -> tuple[str, str]:
    """Return the noun for a channel and its name."""
    if channel.list_ and kind.family != Family.NEWSLETTER:
        return "mailing list", channel.name or channel.list_
    if kind.family == Family.PORTAL and portal:
        return portal.name, ""
    if kind.family == Family.PERSON:
        return "" if channel.name else "contact person", channel.name or ""
    if kind.family == Family.WEB and channel.name:
        return "", channel.name
    return kind.noun, channel.name or channel.list_ or ""


def _readers(channel: Channel, kind: Kind) -> str:
    members = "the people on the list" if kind.family == Family.LIST or channel.list_ else "its members"
    return {Readers.ANYONE: "anyone", Readers.SUBSCRIBERS: members, None: ""}[channel.archive_open_to]


def _counted(channel: Channel) -> tuple[str, ...]:
    if channel.counted is None:
        return ()
    members, messages = channel.counted.members, channel.counted.messages_a_week
    words = (
        "" if members is None else f"{members:,} {'member' if members == 1 else 'members'}",
        "" if messages is None else f"about {messages:,} {'message' if messages == 1 else 'messages'} a week",
    )
    return tuple(filter(None, words))
