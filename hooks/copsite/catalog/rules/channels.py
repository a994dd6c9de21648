"""Rules about channels, mailing lists among them."""

from __future__ import annotations

from collections import Counter

from copsite.catalog.models import Approval, Catalog, Channel, Community, OpenTo
from copsite.catalog.rules.context import (
    Finding,
    Findings,
    RuleContext,
    channels_of,
    communities_of,
    read,
    sound_values,
)
from copsite.channels.kind import OPTIONS, Family
from copsite.channels.kinds import KINDS, command_suffix
from copsite.yamlio.reader import FieldPath


def channels_have_types(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a type, or a list on the association's own server."""
    server = read(catalog, lambda one: one.association.list_server)
    for path, (type, name) in sound_values(channels_of(catalog), lambda one: (one.type, one.list_)):
        if type is None and name is None:
            yield Finding(path, "has a channel with neither `list` nor `type`. Add the one that it is")
        elif type is None and server is None:
            words = f"is {name!r}, but the association has no `list_server`. Add `type` to the channel, with its `host`"
            yield Finding((*path, "list"), words)


def channels_differ(catalog: Catalog, context: RuleContext) -> Findings:
    """Require each community to have channels of its own, unless they say that they are `shared`."""

    def reading(one: Community) -> list[tuple[int, str, str, bool]]:
        if one.status.ended:
            return []
        found = enumerate(one.channels)
        return [(n, _identity(catalog, channel), catalog.label(channel), channel.shared) for n, channel in found]

    first: dict[str, tuple[FieldPath, str, bool]] = {}
    for path, channels in sound_values(_with_types(catalog), reading):
        for n, identity, label, is_shared in channels:
            at = (*path, "channels", n)
            see, _, also = first.setdefault(identity, (at, label, is_shared)) if identity else (at, label, True)
            if see[:2] == path[:2] and see != at:
                yield Finding((*at, _field(catalog, at)), f"is {label!r}, which stands here twice. Remove one", see)
            elif see != at and not (is_shared or also):
                words = (
                    f"is {label!r}, which another community has already. Choose another, merge the two communities, or "
                    "add `shared: yes` to both"
                )
                yield Finding((*at, _field(catalog, at)), words, (*see, _field(catalog, see)))


def lists_have_hosts(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a host where the list manager needs one; the association's is for lists on its own manager only."""
    default = read(catalog, lambda one: one.association.list_server)
    if default and KINDS[default.type].needs_host and not default.host:
        yield Finding(
            ("association", "list_server", "host"), "is missing. Write the host's name, such as 'lists.mla.example'"
        )
    for path, (type, host) in sound_values(_typed(catalog), lambda one: (catalog.type_of(one), catalog.host(one))):
        if KINDS[type].needs_host and host is None and not (default and type == default.type):
            yield Finding((*path, "type"), f"is {type}, so the list needs a `host` of its own. Add it")


def channels_say_what_their_kind_needs(catalog: Catalog, context: RuleContext) -> Findings:
    """Require the fields that a channel's kind needs, and no field that it does not use."""
    found = sound_values(_typed(catalog), lambda one: (catalog.type_of(one), _given(one)))
    for path, (type, fields) in found:
        for field in OPTIONS:
            if field in fields and not KINDS[type].takes(field):
                remedy = "Write `name`" if field == "list" else "Remove it"
                yield Finding((*path, field), f"means nothing for {type}. {remedy}, or change `type`")
            elif field not in fields and KINDS[type].requires(field):
                yield Finding((*path, "type"), f"is {type}, so the channel needs `{field}`. Add it")


def channels_lead_somewhere(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a way to join each channel that people can join."""

    def reading(one: Channel) -> tuple[bool, str]:
        if not one.open or catalog.commands(one).subscribe or catalog.join_address(one) or catalog.in_portal(one):
            return True, ""
        return False, catalog.type_of(one)

    for path, (leads, type) in sound_values(_typed(catalog), reading):
        if not leads:
            remedy = "the association needs `member_portal`" if type == "portal" else "the channel needs `page`"
            form = ", or a `name` from which its address follows" if KINDS[type].address else ""
            words = f"is {type}, so {remedy}{form}. Add it, or say with `open_to` that only the invited can join"
            yield Finding((*path, "type"), words)


def portals_exist(catalog: Catalog, context: RuleContext) -> Findings:
    """Require `member_portal` of the association where a channel is said to be in it."""
    portal = read(catalog, lambda one: (one.association.member_portal is not None,))
    for path, in_portal in sound_values(channels_of(catalog), lambda one: one.in_portal):
        if in_portal and portal == (False,):
            yield Finding(
                (*path, "in_portal"), "is yes, but the association has no `member_portal`. Add it, or remove this"
            )


def services_are_at_home(catalog: Catalog, context: RuleContext) -> Findings:
    """Require the list of a service to be at the service's own host, unless `own_host` is set."""

    def reading(one: Channel) -> tuple[str, str, bool]:
        return catalog.type_of(one), catalog.host(one) or "", one.own_host

    for path, (type, written, own_host) in sound_values(_typed(catalog), reading):
        home, host = KINDS[type].home, written.lower()
        if home and host and not own_host and host != home and not host.endswith("." + home):
            words = f"is {written!r}, but {type} lists are at {home}. Correct it, or add `own_host: yes`"
            yield Finding((*path, "host"), words)


def commands_never_go_to_everyone(catalog: Catalog, context: RuleContext) -> Findings:
    """Require that no command goes to an address that reaches everyone on a list."""
    found = sound_values(_typed(catalog), lambda one: catalog.commands(one).post)
    posts = {post.to.lower(): path for path, post in found if post}
    found_at: dict[FieldPath, str] = {}
    for path, (channel, commands) in sound_values(_typed(catalog), lambda one: (one, catalog.commands(one))):
        given: dict[FieldPath, str | None] = {
            ("command_address",): channel.command_address,
            ("contact",): channel.contact,
        }
        given |= {("subscribe", "to"): channel.subscribe.to} if channel.subscribe else {}
        given |= {("unsubscribe", "to"): channel.unsubscribe.to} if channel.unsubscribe else {}
        for address in {message.to.lower() for message in commands.to_the_server} & posts.keys():
            fields = [field for field, value in given.items() if value and value.lower() == address]
            found_at[(*path, *fields[0]) if fields else (*posts[address], "list")] = address
    for path, address in found_at.items():
        yield Finding(path, f"sends commands to {address!r}, which reaches everyone on a list. Write another")


def list_names_are_no_commands(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a list's name not to end like an address that servers reserve for commands."""
    for path, name in sound_values(channels_of(catalog), lambda one: one.list_):
        suffix = command_suffix(name or "")
        if suffix:
            words = f"is {name!r}, but {suffix!r} is part of an address for commands. Write the name alone"
            yield Finding((*path, "list"), words)


def members_channels_are_guarded(catalog: Catalog, context: RuleContext) -> Findings:
    """Require approval for a members' channel with a public page for joining."""

    def reading(one: Channel) -> tuple[bool, OpenTo | None, Approval | None]:
        return KINDS[catalog.type_of(one)].family == Family.WEB, one.open_to, one.approval

    for path, found in sound_values(_typed(catalog), reading):
        if found == (True, OpenTo.MEMBERS, Approval.NONE):
            words = "is members, but a web form without approval lets anyone in. Write 'anyone', or `approval: owner`"
            yield Finding((*path, "open_to"), words)


def tags_are_on_lists(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a subject tag only where people post by e-mail."""
    for path, (tag, post) in sound_values(
        _typed(catalog), lambda one: (one.subject_tag, catalog.commands(one).post is not None)
    ):
        if tag and not post:
            yield Finding((*path, "subject_tag"), "means nothing where people don't post by email. Remove it")


def counts_count_something(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a number in each count."""
    for path, counted in sound_values(channels_of(catalog), lambda one: one.counted):
        if counted and read(counted, lambda one: (one.members, one.messages_a_week)) == (None, None):
            yield Finding((*path, "counted"), "says neither `members` nor `messages_a_week`. Add one, or remove it")


def _typed(catalog: Catalog) -> list[tuple[FieldPath, Channel]]:
    """Return the channels whose kind is known, each with its path."""
    found = sound_values(
        ((path, (path, one)) for path, one in channels_of(catalog)), lambda one: (one, catalog.type_of(one[1]))
    )
    return [one for _, (one, type) in found if type]


def _with_types(catalog: Catalog) -> list[tuple[FieldPath, Community]]:
    typed = Counter(path[:2] for path, _ in _typed(catalog))
    found = sound_values(communities_of(catalog), lambda one: len(one.channels))
    counts = dict(found)
    return [(path, one) for path, one in communities_of(catalog) if counts.get(path) == typed[path]]


def _given(channel: Channel) -> set[str]:
    fields = type(channel).model_fields
    return {fields[name].alias or name for name in channel.model_fields_set}


def _field(catalog: Catalog, path: FieldPath) -> str:
    """Return the field by which a channel is known."""
    channel = catalog.communities[int(path[1])].channels[int(path[3])]
    return "list" if channel.list_ else "name" if channel.name else "type"


def _identity(catalog: Catalog, channel: Channel) -> str:
    """Return what identifies a channel: its address, or its name within its type; '' if nothing does."""
    if channel.list_ and (host := catalog.host(channel)):
        return f"{channel.list_}@{host}".lower()
    kind, name = catalog.kind(channel), (channel.list_ or channel.name or "").lower()
    if kind.family in (Family.PERSON, Family.WEB, Family.PORTAL) and not name:
        return ""
    return " ".join(
        filter(None, (catalog.type_of(channel), name, channel.join_url or catalog.page(channel), channel.contact))
    )
