"""Channels as the join pages have them, and people in seats."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from copsite.catalog import models
from copsite.catalog.models import Community, OpenTo
from copsite.catalog.terms import has_left, in_order
from copsite.channels.kind import CONFIRMATIONS
from copsite.channels.mailto import Message
from copsite.feeds.api.records import Archive, Channel, Person, RoleLink, Seats, Way
from copsite.feeds.api.sources import File


def channels_of(file: File, community: Community) -> Iterator[Channel]:
    """Yield the channels of a community; one that takes no new members has nothing but its archive."""
    yield from (_channel(file, community, one) for one in community.channels)


def _channel(file: File, community: Community, channel: models.Channel) -> Channel:
    catalog, link = file.sources.catalog, file.community(community)
    type, kind = catalog.type_of(channel), catalog.kind(channel)
    readers = channel.archive_open_to
    archive = Archive(url=channel.archive, open_to=readers.value if readers else None) if channel.archive else None
    page = catalog.page(channel) or None
    family = str(kind.family).replace(" ", "-")
    if community.status.ended or channel.open_to == OpenTo.NOBODY:
        return Channel(type=family, community=link, open_to="nobody", join=(), leave=(), archive=archive)
    commands = catalog.commands(channel, community.full_name)
    question = Message(community.contact or catalog.association.contact, f"About {community.full_name}")
    answer = catalog.confirmation(channel)
    return Channel(
        type=family,
        community=link,
        open_to=channel.open_to.value if channel.open_to else None,
        eligibility=channel.eligibility,
        name=channel.list_ or channel.name,
        manager=type,
        page=page,
        approval=channel.approval.value if channel.approval else None,
        usual_wait=channel.usual_wait,
        join=tuple(_joining(file, channel, community)),
        confirmation=CONFIRMATIONS.get(answer),
        leave=tuple(_leaving(file, channel, community)),
        post=_by_email(commands.post),
        digest_on=_by_email(commands.digest_on),
        digest_off=_by_email(commands.digest_off),
        help=_by_email(commands.help),
        ask=_by_email(commands.owner or question),
        archive=archive,
        tried=channel.tried,
    )


def people_of(file: File, community: Community) -> Iterator[Person]:
    """Yield every term in a role, in the order of the roles and of the first days."""
    link = file.community(community)
    for id, role in file.sources.catalog.roles.items():
        role_link = RoleLink(id=id, name=role.name, url=file.address(f"roles/{id}.md"))
        for seat in in_order(community.people.get(id, ())):
            yield Person(
                name=seat.name,
                organization=seat.organization,
                role=role_link,
                community=link,
                from_=seat.from_,
                until=seat.until,
                former=has_left(seat, community) or None,
            )


def seats_of(file: File, community: Community) -> Iterator[Seats]:
    """Yield the community's own numbers of seats, in the order of the roles; one that has ended has none."""
    for id, role in file.sources.catalog.roles.items():
        if id in community.seats and not community.status.ended:
            link = RoleLink(id=id, name=role.name, url=file.address(f"roles/{id}.md"))
            yield Seats(role=link, community=file.community(community), seats=community.seats[id])


def _joining(file: File, channel: models.Channel, community: Community) -> Iterator[Way]:
    catalog = file.sources.catalog
    if not channel.open:
        return
    if way := _by_email(catalog.commands(channel, community.full_name).subscribe):
        yield way
    if address := catalog.join_address(channel):
        yield Way(by="form", url=address)
    if catalog.in_portal(channel):
        yield _portal(file)


def _leaving(file: File, channel: models.Channel, community: Community) -> Iterator[Way]:
    catalog = file.sources.catalog
    if way := _by_email(catalog.commands(channel, community.full_name).unsubscribe):
        yield way
    if channel.leave_url:
        yield Way(by="form", url=channel.leave_url)
    if catalog.in_portal(channel):
        yield _portal(file)


def _portal(file: File) -> Way:
    portal = file.sources.catalog.association.member_portal
    return Way(by="portal", url=portal.url if portal else "", name=portal.name if portal else None)


@lru_cache(maxsize=10_000)  # two files have it
def _by_email(message: Message | None) -> Way | None:
    if message is None:
        return None
    return Way(
        by="email", url=message.mailto, to=message.to, subject=message.subject or None, body=message.body or None
    )
