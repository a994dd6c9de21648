"""Rules about mailing lists, and the messages by which people join and leave."""

from __future__ import annotations

from copsite.catalog.models import Catalog, TypedChannel
from copsite.catalog.rules.context import (
    Finding,
    Findings,
    RuleContext,
    channels_of,
    read,
    sound_values,
    typed_channels_of,
)
from copsite.channels.kind import VARYING, Family, Kind
from copsite.channels.kinds import KINDS, command_suffix
from copsite.yamlio.reader import FieldPath

_LONGEST = 64  # octets before the @; names of lists have only ASCII characters
_WITH_FORMS = (Family.WEB, Family.NEWSLETTER)  # a list may have one in place of a message


def lists_have_hosts(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a host where the list manager needs one; the association's is for lists on its own manager only."""
    server = read(catalog, lambda one: one.association.list_server)
    default = server and read(server, lambda one: (one.type, one.host))
    if default and KINDS[default[0]].needs_host and not default[1]:
        words = "is missing. Write the host's name, such as 'lists.library.example'"
        yield Finding(("association", "list_server", "host"), words)
    own = server and read(server, lambda one: one.type)
    found = sound_values(typed_channels_of(catalog), lambda one: (one.type, one.kind, catalog.host(one.channel)))
    for path, (type, kind, host) in found:
        if kind.needs_host and host is None and type != own:
            yield Finding((*path, "type"), f"is {type}, so the list needs a `host` of its own. Add it")


def services_are_at_home(catalog: Catalog, context: RuleContext) -> Findings:
    """Require the list of a service to be at the service's own host, unless `own_host` is set."""

    def reading(one: TypedChannel) -> tuple[str, str, str]:
        is_elsewhere = one.kind.home and not one.channel.own_host
        return one.type, one.kind.home, (catalog.host(one.channel) or "") if is_elsewhere else ""

    for path, (type, home, host) in sound_values(typed_channels_of(catalog), reading):
        if host and host.lower() != home and not host.lower().endswith("." + home):
            words = f"is {host!r}, but {type} lists are at {home}. Correct it, or add `own_host: yes`"
            yield Finding((*path, "host"), words)


def commands_never_go_to_everyone(catalog: Catalog, context: RuleContext) -> Findings:
    """Require that no command goes to an address that reaches everyone on a list."""
    addresses = sound_values(typed_channels_of(catalog), lambda one: catalog.list_address(one.channel))
    posts = {address.lower(): path for path, address in addresses if address}
    found_at: dict[FieldPath, str] = {}
    found = sound_values(typed_channels_of(catalog), lambda one: (one.channel, catalog.commands(one.channel)))
    for path, (channel, used) in found:
        reached = {message.to.lower() for message in used.to_the_server} & posts.keys()
        if not reached:
            continue
        given: dict[FieldPath, str | None] = {
            ("command_address",): channel.command_address,
            ("contact",): channel.contact,
            ("subscribe", "to"): channel.subscribe.to if channel.subscribe else None,
            ("unsubscribe", "to"): channel.unsubscribe.to if channel.unsubscribe else None,
        }
        for address in reached:
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


def list_names_fit_their_managers(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a list's name to be one that a list can have on its list manager."""

    def reading(one: TypedChannel) -> tuple[Kind, str]:
        return one.kind, one.channel.list_ or ""

    for path, (kind, name) in sound_values(typed_channels_of(catalog), reading):
        if name and kind.list_form and not kind.may_have_list(name):
            words = f"is {name!r}, but the name of a list on {kind.name} has only {kind.list_form.words}. Correct it"
            yield Finding((*path, "list"), words)


def list_addresses_are_short(catalog: Catalog, context: RuleContext) -> Findings:
    """Require of the addresses made from a list's name that mail servers need to take them (RFC 5321, 4.5.3.1.1)."""

    def reading(one: TypedChannel) -> str:
        if not one.channel.list_:
            return ""
        commands, asking = catalog.commands(one.channel), catalog.request(one.channel)
        messages = filter(None, (*commands.to_the_server, commands.post))
        made = (*(message.to for message in messages), asking.sender.replace(VARYING, "") if asking else "")
        return max(made, key=lambda address: len(_before_at(address)))

    for path, address in sound_values(typed_channels_of(catalog), reading):
        length = len(_before_at(address))
        if length > _LONGEST:
            words = f"makes the address {address!r}, which has {length} characters before the @, but mail servers need "
            yield Finding((*path, "list"), f"{words}not take more than {_LONGEST}. Give the list a shorter name")


def _before_at(address: str) -> str:
    return address.rpartition("@")[0]


def letters_have_addresses(catalog: Catalog, context: RuleContext) -> Findings:
    """Require of a message of its own to join or leave that it says something, and has an address to go to."""
    found = sound_values(
        typed_channels_of(catalog), lambda one: (one.type, one.kind, one.channel.subscribe, one.channel.unsubscribe)
    )
    for path, (type, kind, *letters) in found:
        for field, letter in zip(("subscribe", "unsubscribe"), letters, strict=True):
            given = letter and read(letter, lambda one: (one.to, one.subject, one.body))
            if given == (None, None, None):
                yield Finding((*path, field), "says nothing. Add `subject`, `body` or `to`, or remove it")
            elif given and not given[0] and kind.commands.owner is None:
                words = f"needs `to`: {type} has no address of the owners to which the message could go. Add it"
                yield Finding((*path, field), words)


def confirmations_follow_messages(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a confirmation only where a server or a person answers those who join."""

    def reading(one: TypedChannel) -> tuple[str, bool]:
        is_answered = bool(one.kind.confirmation or catalog.commands(one.channel).subscribe)
        return one.type, bool(one.channel.confirmation) and not is_answered and one.kind.family not in _WITH_FORMS

    for path, (type, is_idle) in sound_values(typed_channels_of(catalog), reading):
        if is_idle:
            words = f"means nothing for {type}, which people do not join by a message. Remove it"
            yield Finding((*path, "confirmation"), words)


def posts_are_on_lists(catalog: Catalog, context: RuleContext) -> Findings:
    """Require `post` and `subject_tag` only where people write by email."""

    def reading(one: TypedChannel) -> tuple[str, bool, set[str]]:
        return one.type, one.kind.commands.post is not None, one.channel.model_fields_set & {"post", "subject_tag"}

    for path, (type, is_list, fields) in sound_values(typed_channels_of(catalog), reading):
        for field in sorted(fields if not is_list else ()):
            yield Finding((*path, field), f"means nothing for {type}, where people do not write by email. Remove it")
