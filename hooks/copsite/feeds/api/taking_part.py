"""Channels as the join pages have them, and people in seats."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from copsite.catalog.models import Community, MailingList
from copsite.channels.kind import BY_PERSON, CONFIRMATIONS, Commands
from copsite.channels.mailto import Message
from copsite.feeds.api.records import Archive, Channel, Person, RoleLink, Way
from copsite.feeds.api.sources import File

_LIST = "mailing-list"


def channels_of(file: File, community: Community) -> Iterator[Channel]:
    """Yield the channels of a community; one that takes no new members has nothing but its archive."""
    found = community.mailing_list
    if found is None:
        return
    link = file.community(community)
    archive = Archive(url=found.archive, open_to=found.archive_open_to.value) if found.archive else None
    if not community.open:
        yield Channel(type=_LIST, community=link, open_to="nobody", join=(), leave=(), archive=archive)
        return
    catalog = file.sources.catalog
    manager, commands = catalog.server(found).manager, catalog.commands(found)
    answer = catalog.confirmation(found)
    question = Message(catalog.association.contact, f"About {community.name}")
    yield Channel(
        type=_LIST,
        community=link,
        open_to=found.open_to.value,
        name=found.name,
        manager=manager,
        approval=None if answer == BY_PERSON and not found.approval.by_owner else found.approval.value,
        usual_wait=found.usual_wait,
        join=tuple(_joining(file, found, commands)),
        confirmation=CONFIRMATIONS[answer],
        leave=(_leaving(file, found, commands, question),),
        post=_by_email(commands.post),
        digest_on=_by_email(commands.digest_on),
        digest_off=_by_email(commands.digest_off),
        help=_by_email(commands.help),
        ask=_by_email(commands.owner or question),
        archive=archive,
        tried=found.tried,
    )


def people_of(file: File, community: Community) -> Iterator[Person]:
    """Yield every term in a role that has seats, in the order of the roles and of the first days."""
    link = file.community(community)
    for id, role in file.sources.catalog.roles.items():
        if role.seats is None:
            continue
        role_link = RoleLink(id=id, name=role.name, url=file.address(f"roles/{id}.md"))
        for seat in sorted(community.people.get(id, ()), key=lambda one: (one.from_, one.until, one.name)):
            yield Person(
                name=seat.name,
                organization=seat.library,
                role=role_link,
                community=link,
                from_=seat.from_,
                until=seat.until,
            )


def _joining(file: File, mailing_list: MailingList, commands: Commands) -> Iterator[Way]:
    if way := _by_email(commands.subscribe):
        yield way
    elif mailing_list.join_url:
        yield Way(by="form", url=mailing_list.join_url)
    if file.sources.catalog.in_portal(mailing_list):
        yield _portal(file)


def _leaving(file: File, mailing_list: MailingList, commands: Commands, question: Message) -> Way:
    if way := _by_email(commands.unsubscribe):
        return way
    if mailing_list.leave_url:
        return Way(by="form", url=mailing_list.leave_url)
    return (_by_email(question) if mailing_list.join_url else None) or _portal(file)


def _portal(file: File) -> Way:
    portal = file.sources.catalog.association.member_portal
    return Way(by="portal", url=portal.url, name=portal.name)


@lru_cache(maxsize=10_000)  # two files have it
def _by_email(message: Message | None) -> Way | None:
    if message is None:
        return None
    return Way(
        by="email", url=message.mailto, to=message.to, subject=message.subject or None, body=message.body or None
    )
