"""The channels of each community, with all that its kind and the catalog say of them."""

from __future__ import annotations

from collections.abc import Iterator

from copsite.catalog.models import Approval, Association, Catalog, Channel, Community, OpenTo, Portal, Readers
from copsite.channels.kind import BY_PERSON, Family, Kind, what_comes_back
from copsite.render.channels import Way


def ways(catalog: Catalog, community: Community) -> tuple[Way, ...]:
    """Return the community's channels in order."""
    return tuple(_ways(catalog, community))


def _ways(catalog: Catalog, community: Community) -> Iterator[Way]:
    association, portal = catalog.association, catalog.association.member_portal
    types: dict[str, int] = {}
    for channel in community.channels:
        kind, type, answer = catalog.kind(channel), catalog.type_of(channel), catalog.confirmation(channel)
        commands = catalog.commands(channel, community.full_name)
        types[type] = number = types.get(type, 0) + 1
        noun, name = _called(channel, kind, portal)
        yield Way(
            channel=channel,
            kind=kind,
            id=type if number == 1 else f"{type}-{number}",
            noun=noun,
            name=name,
            commands=commands,
            page=catalog.page(channel),
            join=catalog.join_address(channel) if channel.open else "",
            portal=portal if catalog.in_portal(channel) else None,
            not_in=portal if channel.in_portal is False else None,
            confirmation=what_comes_back(answer, certain=channel.confirmation is not None),
            request=catalog.request(channel),
            by_person=answer == BY_PERSON,
            by_program=commands.subscribe is not None and answer not in ("", BY_PERSON),
            who=_who(channel, association),
            archive_open_to=_readers(channel, kind),
            counted=_counted(channel),
        )


def _called(channel: Channel, kind: Kind, portal: Portal | None) -> tuple[str, str]:
    """Return the noun for a channel and its name."""
    name = channel.name or channel.list_ or ""
    if kind.family == Family.PORTAL and portal:
        return portal.name, ""
    if kind.family in (Family.PERSON, Family.WEB) and name:
        return "", name
    return kind.noun, name


def _who(channel: Channel, association: Association) -> str:
    """Return the sentences about who may join, whether someone approves, and how long that takes."""
    if channel.open_to == OpenTo.NOBODY:
        return "Not open to new members right now."
    audience = _audience(channel, association)
    sentences = [f"Open to {audience}."] if audience else []
    if channel.approval == Approval.OWNER:
        wait = f"; this usually takes {channel.usual_wait}" if channel.usual_wait else ""
        sentences.append(f"The owners let each newcomer in{wait}.")
    elif channel.approval == Approval.NONE:
        sentences.append("You don’t need approval.")
    if channel.usual_wait and channel.approval != Approval.OWNER:
        sentences.append(f"Joining usually takes {channel.usual_wait}.")
    return " ".join(sentences)


def _audience(channel: Channel, association: Association) -> str:
    eligible = channel.eligibility.removesuffix(".") if channel.eligibility else ""
    if channel.open_to == OpenTo.INVITED:
        return f"{eligible}, by invitation" if eligible else "people who are invited"
    if channel.open_to == OpenTo.MEMBERS:
        return eligible or f"members of {association.named}"
    return eligible or ("anyone" if channel.open_to else "")


def _readers(channel: Channel, kind: Kind) -> str:
    if channel.archive_open_to == Readers.SUBSCRIBERS:
        return "the people on the list" if kind.family == Family.LIST else "its members"
    return "anyone" if channel.archive_open_to else ""


def _counted(channel: Channel) -> tuple[str, ...]:
    if channel.counted is None:
        return ()
    members, messages = channel.counted.members, channel.counted.messages_a_week
    words = (
        "" if members is None else f"{members:,} {'member' if members == 1 else 'members'}",
        "" if messages is None else f"about {messages:,} {'message' if messages == 1 else 'messages'} a week",
    )
    return tuple(filter(None, words))
