"""Channels as the join pages have them, and people in seats."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from copsite.catalog import models
from copsite.catalog.models import Catalog, Community, OpenTo
from copsite.catalog.questions import question_about
from copsite.catalog.terms import has_left, in_order
from copsite.channels.kind import BY_PERSON, Commands, Family, what_comes_back
from copsite.channels.mailto import Message
from copsite.feeds.api.records import Archive, Channel, Count, Person, Request, RoleLink, Seats, Setting, Way
from copsite.feeds.api.records.base import slug
from copsite.feeds.api.sources import File

_UNKNOWN = "unknown"
_PAGE = "page"


def channels_of(file: File, community: Community) -> Iterator[Channel]:
    """Yield the channels of a community; of one that takes no new members, what it is, its page and its archive."""
    made, key = file.sources.channels, (community.id, file.community(community).url)
    if key not in made:
        made[key] = tuple(_channel(file, community, one) for one in community.channels)
    yield from made[key]


def _channel(file: File, community: Community, channel: models.Channel) -> Channel:
    catalog = file.sources.catalog
    kind, service, readers = catalog.kind(channel), catalog.type_of(channel), channel.archive_open_to
    archive = Archive(url=channel.archive, open_to=readers.value if readers else _UNKNOWN) if channel.archive else None
    is_list = kind.family == Family.LIST
    facts: dict[str, Any] = {
        "type": slug(kind.family),
        "service": service,
        "label": catalog.label(channel),
        "community": file.community(community),
        "page_url": catalog.page(channel) or None,
        "archive": archive,
    }
    if community.status.ended or channel.open_to == OpenTo.NOBODY:
        return Channel(**facts, open_to=OpenTo.NOBODY.value, join=(), leave=())
    commands, counted = catalog.commands(channel, community.full_name), channel.counted
    join, leave = tuple(_joining(file, channel, commands)), tuple(_leaving(file, channel, commands))
    return Channel(
        **facts,
        open_to=channel.open_to.value if channel.open_to else _UNKNOWN,
        eligibility=channel.eligibility,
        name=channel.list_ or channel.name,
        manager=service if is_list else None,
        approval=channel.approval.value if channel.approval else None,
        usual_wait=channel.usual_wait,
        join=join,
        joining=kind.joining or None if any(way.by == _PAGE for way in join) else None,
        confirmation=_answer(catalog, channel) if join else None,
        request=_request(catalog, channel) if join else None,
        welcome=kind.welcome or None if join and catalog.confirmation(channel) != BY_PERSON else None,
        condition=kind.condition or None if join else None,
        leave=leave,
        leaving=None if leave else kind.leaving or None,
        post=_by_email(commands.post),
        digest_on=_only(commands.digest_on),
        digest_off=_only(commands.digest_off),
        settings=tuple(_settings(commands)) or None,
        digest=None if commands.digest_on else kind.digest or None,
        pausing=None if commands.mail_off else kind.pausing or None,
        help=_by_email(commands.help),
        ask=_by_email(question_about(catalog, community)),
        shared=channel.shared or None,
        subject_tag=channel.subject_tag,
        counted=_count(counted) if counted else None,
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


def _count(counted: models.Count) -> Count:
    return Count(date=counted.date, members=counted.members, messages_a_week=counted.messages_a_week)


def _joining(file: File, channel: models.Channel, commands: Commands) -> Iterator[Way]:
    catalog = file.sources.catalog
    if channel.open:
        yield from filter(None, (_by_email(commands.subscribe),))
        yield from _at(catalog, channel, catalog.join_address(channel), is_form=channel.join_url is not None)
        yield from _in_portal(catalog, channel)


def _leaving(file: File, channel: models.Channel, commands: Commands) -> Iterator[Way]:
    catalog = file.sources.catalog
    yield from filter(None, (_by_email(commands.unsubscribe),))
    yield from _at(catalog, channel, channel.leave_url or "", is_form=True)
    yield from _in_portal(catalog, channel)


def _at(catalog: Catalog, channel: models.Channel, address: str, *, is_form: bool) -> Iterator[Way]:
    """Yield the way at a web address: a form, if the address is one for a list or on a page, or else the page."""
    if address:
        has_forms = catalog.kind(channel).family in (Family.LIST, Family.WEB)
        yield Way(by="form" if is_form and has_forms else _PAGE, url=address)


def _in_portal(catalog: Catalog, channel: models.Channel) -> Iterator[Way]:
    portal = catalog.association.member_portal
    if portal and catalog.in_portal(channel):
        yield Way(by="portal", url=portal.url, name=portal.name)


def _answer(catalog: Catalog, channel: models.Channel) -> str | None:
    return what_comes_back(catalog.confirmation(channel), certain=channel.confirmation is not None) or None


def _request(catalog: Catalog, channel: models.Channel) -> Request | None:
    found = catalog.request(channel)
    if found is None:
        return None
    return Request(from_=found.sender, name=found.name or None, subject=found.subject, note=found.note or None)


def _settings(commands: Commands) -> Iterator[Setting]:
    """Yield what members change by email, in the order of the pages."""
    leaving = (commands.leave_digest,) if commands.leave_digest else ()
    for setting, messages in (
        ("digest_on", commands.digest_on),
        ("digest_off", commands.digest_off),
        ("mail_off", commands.mail_off),
        ("mail_on", commands.mail_on),
        ("leave_digest", leaving),
    ):
        if messages:
            yield Setting(setting=setting, messages=tuple(filter(None, map(_by_email, messages))))


def _only(messages: tuple[Message, ...]) -> Way | None:
    return _by_email(messages[0]) if len(messages) == 1 else None


@lru_cache(maxsize=10_000)  # two files have it
def _by_email(message: Message | None) -> Way | None:
    if message is None:
        return None
    return Way(
        by="email", url=message.mailto, to=message.to, subject=message.subject or None, body=message.body or None
    )
