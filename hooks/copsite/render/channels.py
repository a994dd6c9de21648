"""A community's channels in the form that templates need: what is sent or opened, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass

from copsite.catalog.models import Association, Channel, Community, OpenTo, Portal, Readers
from copsite.channels.kind import BY_PERSON, CONFIRMATIONS, Commands, Kind
from copsite.channels.mailto import Message
from copsite.render.facts import Facts


@dataclass(frozen=True)
class Way:
    """A channel with everything that follows from its kind; what is not known is '' or None.

    `join` is the web address at which people join; `portal` is given if they can in the member portal.
    `confirmation` says what comes back after joining; `open_to` and `archive_open_to` who may join and read.
    """

    channel: Channel
    kind: Kind
    label: str
    commands: Commands
    page: str
    join: str
    portal: Portal | None
    confirmation: str
    by_person: bool
    open_to: str
    archive_open_to: str


def ways(facts: Facts, community: Community) -> tuple[Way, ...]:
    """Return the community's channels in order."""
    return tuple(_way(facts, community, channel) for channel in community.channels)


def question_about(facts: Facts, community: Community) -> Message:
    """Return the message with which readers ask about a community: to itself, or else to the association."""
    return Message(community.contact or facts.catalog.association.contact, f"About {community.full_name}")


def open_to(channel: Channel, association: Association) -> str:
    """Return who may join a channel, to follow "Open to", or '' if the catalog does not say."""
    if channel.eligibility and channel.open:
        return channel.eligibility
    return {
        OpenTo.MEMBERS: f"members of {association.named}",
        OpenTo.ANYONE: "anyone",
        OpenTo.INVITED: "people who are invited",
        OpenTo.NOBODY: "nobody at present",
        None: "",
    }[channel.open_to]


def _way(facts: Facts, community: Community, channel: Channel) -> Way:
    catalog = facts.catalog
    answer = catalog.confirmation(channel)
    readers = {Readers.ANYONE: "anyone", Readers.SUBSCRIBERS: "the people on the list", None: ""}
    return Way(
        channel=channel,
        kind=catalog.kind(channel),
        label=catalog.label(channel),
        commands=catalog.commands(channel, community.full_name),
        page=catalog.page(channel),
        join=catalog.join_address(channel),
        portal=catalog.association.member_portal if catalog.in_portal(channel) else None,
        confirmation=CONFIRMATIONS.get(answer, ""),
        by_person=answer == BY_PERSON,
        open_to=open_to(channel, catalog.association),
        archive_open_to=readers[channel.archive_open_to],
    )
