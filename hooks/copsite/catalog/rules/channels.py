"""Rules about channels of every kind."""

from __future__ import annotations

from copsite.catalog.models import Approval, Catalog, Channel, OpenTo, TypedChannel
from copsite.catalog.rules.context import (
    Finding,
    Findings,
    RuleContext,
    channels_of,
    read,
    sound_values,
    typed_channels_of,
)
from copsite.channels.kind import OPTIONS, Family
from copsite.diagnostics.problem import brief
from copsite.yamlio.reader import FieldPath

# A community may have several of these at one address, unless they have names.
_COMMON = (Family.WEB, Family.PORTAL, Family.PERSON)


def channels_have_types(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a type, or a list on the association's own server."""
    server = read(catalog, lambda one: (one.association.list_server,))
    for path, (type, name) in sound_values(channels_of(catalog), lambda one: (one.type, one.list_)):
        if type is None and name is None:
            yield Finding(path, "has an item with neither `list` nor `type`. Add `list` for a mailing list, or `type`")
        elif type is None and server == (None,):
            words = f"is {name!r}, but the association has no `list_server`. Add that, or `type` and `host` to the list"
            yield Finding((*path, "list"), words)


def channels_differ(catalog: Catalog, context: RuleContext) -> Findings:
    """Require channels that differ within a community, and lists that differ between those that do not share one.

    Several communities may meet in one chat, on one platform or the like without a word.
    """

    def reading(one: TypedChannel) -> tuple[str, str, str, bool]:
        return ("", "", "", False) if one.community.status.ended else (*_identity(catalog, one), one.channel.shared)

    found = [one for one in sound_values(typed_channels_of(catalog), reading) if one[1][0]]
    shared = {identity for _, (identity, _, _, is_shared) in found if is_shared}
    first: dict[str, tuple[FieldPath, str]] = {}
    own: dict[tuple[FieldPath, str], FieldPath] = {}
    for path, (identity, field, text, _) in found:
        at = (*path, field)
        see, other = first.setdefault(identity, (at, text))
        mine = own.setdefault((path[:2], identity), at)
        if mine != at:
            yield Finding(at, f"is {brief(text)!r}, which this community has already. Remove one of the two", mine)
        elif see != at and field == "list" and identity not in shared:
            same = "already" if text == other else f"as {brief(other)!r}"
            remedy = "If both use it, add `shared: yes`; if not, correct it"
            yield Finding(at, f"is {brief(text)!r}, which another community has {same}. {remedy}", see)


def channels_say_what_their_kind_needs(catalog: Catalog, context: RuleContext) -> Findings:
    """Require the fields that a channel's kind needs, and no field that it does not use."""
    for path, (one, fields) in sound_values(typed_channels_of(catalog), lambda one: (one, _given(one.channel))):
        for field in OPTIONS:
            if field in fields and not one.kind.takes(field):
                remedy = "Write `name`" if field == "list" and "name" not in fields else "Remove it"
                yield Finding((*path, field), f"means nothing for {one.type}. {remedy}, or change `type`")
            elif field not in fields and one.kind.requires(field):
                at = "type" if "type" in fields else "list"
                yield Finding((*path, at), f"is {one.type}, so the channel needs `{field}`. Add it")


def channels_lead_somewhere(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a way to join each channel that people can join by themselves."""

    def reading(one: TypedChannel) -> bool:
        channel = one.channel
        if not channel.open or channel.subscribe or one.community.status.ended:
            return True  # `letters_have_addresses` is about the message of its own
        return bool(catalog.commands(channel).subscribe or catalog.join_address(channel) or catalog.in_portal(channel))

    by_path = dict(typed_channels_of(catalog))
    for path, leads in sound_values(by_path.items(), reading):
        kind, type = by_path[path].kind, by_path[path].type
        if not leads and kind.family != Family.PORTAL:
            form = f", or a `name` such as {kind.example!r}, from which it follows" if kind.address else ""
            words = f"is {type}, so the channel needs the address of its `page`{form}. Add it or, if people can't join "
            yield Finding((*path, "type"), f"{words}by themselves, `open_to: invited` or `nobody`")


def portals_exist(catalog: Catalog, context: RuleContext) -> Findings:
    """Require `member_portal` of the association where a channel is said to be in it."""
    portal = read(catalog, lambda one: (one.association.member_portal,))
    for path, (in_portal, kind) in sound_values(
        typed_channels_of(catalog), lambda one: (one.channel.in_portal, one.kind)
    ):
        if portal == (None,) and in_portal:
            words = "is yes, but the association has no `member_portal`. Add that, or remove this"
            yield Finding((*path, "in_portal"), words)
        elif portal == (None,) and kind.family == Family.PORTAL:
            words = "is portal, but the association has no `member_portal`. Add that, or write another type"
            yield Finding((*path, "type"), words)
        elif kind.family == Family.PORTAL and in_portal is False:
            yield Finding((*path, "in_portal"), "is no, but the channel's type is portal. Remove it, or change `type`")


def members_channels_are_guarded(catalog: Catalog, context: RuleContext) -> Findings:
    """Require approval for a members' channel with a public page for joining."""

    def reading(one: TypedChannel) -> tuple[bool, OpenTo | None, Approval | None]:
        return one.kind.family == Family.WEB, one.channel.open_to, one.channel.approval

    for path, found in sound_values(typed_channels_of(catalog), reading):
        if found == (True, OpenTo.MEMBERS, Approval.NONE):
            words = "is members, but a web form without approval lets anyone in. Write 'anyone', or `approval: owner`"
            yield Finding((*path, "open_to"), words)


def eligible_people_can_join(catalog: Catalog, context: RuleContext) -> Findings:
    """Require of `eligibility` that somebody can join, and that it follows "Open to", as pages show it."""
    for path, (words, open_to) in sound_values(channels_of(catalog), lambda one: (one.eligibility, one.open_to)):
        if words and open_to == OpenTo.NOBODY:
            yield Finding((*path, "eligibility"), "says who may join, but `open_to` is nobody. Remove one of the two")
        if words and words.lower().startswith("open to "):
            said = "begins with 'Open to', which pages put before it. Write only who may join"
            yield Finding((*path, "eligibility"), said)


def counts_count_something(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a number in each count."""

    def reading(one: Channel) -> bool:
        return one.counted is not None and (one.counted.members, one.counted.messages_a_week) == (None, None)

    for path, is_empty in sound_values(channels_of(catalog), reading):
        if is_empty:
            yield Finding((*path, "counted"), "has neither `members` nor `messages_a_week`. Add one, or remove it")


def _given(channel: Channel) -> set[str]:
    fields = type(channel).model_fields
    return {fields[name].alias or name for name in channel.model_fields_set}


def _identity(catalog: Catalog, one: TypedChannel) -> tuple[str, str, str]:
    """Return what identifies a channel, such as its address, and the field and the text by which it is known.

    What identifies it is '' if it is not known whether another is the same.
    """
    channel = one.channel
    if address := catalog.list_address(channel):
        return address.lower(), "list", channel.list_ or ""
    address = _comparable(channel.page or catalog.page(channel).lower() or channel.join_url or "")
    named = {"list": channel.list_, "name": channel.name, "page": channel.page, "join_url": channel.join_url}
    field, text = next(((field, text) for field, text in named.items() if text), ("", ""))
    if not text or (one.kind.family in _COMMON and field not in ("list", "name")):
        return "", "", ""
    name = (channel.list_ or channel.name or "").lower()
    return " ".join((one.type, name, address, channel.contact or "")), field, text


def _comparable(address: str) -> str:
    """Return a web address in the form in which those of one page are equal: with a lowercase host."""
    before, slashes, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return f"{before}{slashes}{host.lower()}{slash}{path}".rstrip("/")
