"""Rules about mailing lists."""

from __future__ import annotations

from copsite.catalog.models import Approval, Catalog, Community, MailingList, OpenTo
from copsite.catalog.rules.context import Finding, Findings, RuleContext, communities_of, lists_of, read, sound_values
from copsite.catalog.rules.identity import shared
from copsite.channels.kind import OPTIONS
from copsite.channels.list_managers import MANAGERS, command_suffix
from copsite.yamlio.reader import FieldPath


def lists_differ(catalog: Catalog, context: RuleContext) -> Findings:
    """Require each community to have a mailing list of its own, unless it is merged or closed."""

    def reading(one: Community) -> tuple[str, str] | None:
        if one.mailing_list is None or one.status.ended:
            return None
        return _identity(catalog, one.mailing_list), one.mailing_list.name

    found = sound_values(communities_of(catalog), reading)
    named = (((*path, "list", "name"), *names) for path, names in found if names)
    yield from shared(named, "Choose another list, or merge the two communities")


def lists_have_hosts(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a host where the manager needs one; the association's is for lists on its own manager only."""
    default = read(catalog, lambda one: (one.association.list_server.manager, one.association.list_server.host))
    if default and MANAGERS[default[0]].needs_host and not default[1]:
        yield Finding(
            ("association", "list_server", "host"), "is missing. Write the host's name, such as 'lists.mla.example'"
        )

    def reading(one: MailingList) -> str | None:
        other = one.manager not in (None, catalog.association.list_server.manager)
        return one.manager if other and catalog.server(one).host is None else None

    for path, manager in sound_values(lists_of(catalog), reading):
        if manager and MANAGERS[manager].needs_host:
            yield Finding((*path, "manager"), f"is {manager}, so the list needs a `host` of its own. Add it")


def lists_say_what_their_manager_needs(catalog: Catalog, context: RuleContext) -> Findings:
    """Require the fields that a list's manager needs, and no field that it does not use."""
    found = sound_values(lists_of(catalog), lambda one: (catalog.manager(one), one.model_fields_set))
    for path, (manager, fields) in found:
        for field in OPTIONS:
            if field in fields and not MANAGERS[manager].takes(field):
                yield Finding((*path, field), f"means nothing for {manager}. Remove it, or change `manager`")
            elif field not in fields and field in MANAGERS[manager].required:
                yield Finding((*path, "manager"), f"is {manager}, so the list needs `{field}`. Add it")


def services_are_at_home(catalog: Catalog, context: RuleContext) -> Findings:
    """Require the list of a service to be at the service's own host, unless `own_host` is set."""
    for path, (server, own_host) in sound_values(lists_of(catalog), lambda one: (catalog.server(one), one.own_host)):
        home = MANAGERS[server.manager].home
        host = (server.host or "").lower()
        if home and host and not own_host and host != home and not host.endswith("." + home):
            words = f"is {server.host!r}, but {server.manager} lists are at {home}. Correct it, or add `own_host: yes`"
            yield Finding((*path, "host"), words)


def commands_never_go_to_everyone(catalog: Catalog, context: RuleContext) -> Findings:
    """Require that no command goes to an address that reaches everyone on a list."""
    found = sound_values(lists_of(catalog), lambda one: catalog.post(one))
    posts = {post.to.lower(): path for path, post in found if post}
    found_at: dict[FieldPath, str] = {}
    for path, (mailing_list, commands) in sound_values(lists_of(catalog), lambda one: (one, catalog.commands(one))):
        given = {"command_address": mailing_list.command_address, "contact": mailing_list.contact}
        for address in {message.to.lower() for message in commands.to_the_server} & posts.keys():
            fields = [field for field, value in given.items() if value and value.lower() == address]
            found_at[(*path, fields[0]) if fields else (*posts[address], "name")] = address
    for path, address in found_at.items():
        yield Finding(path, f"sends commands to {address!r}, which reaches everyone on a list. Write another")


def list_names_are_no_commands(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a list's name not to end like an address that servers reserve for commands."""
    for path, name in sound_values(lists_of(catalog), lambda one: one.name):
        suffix = command_suffix(name)
        if suffix:
            words = f"is {name!r}, but {suffix!r} is part of an address for commands. Write the name alone"
            yield Finding((*path, "name"), words)


def members_lists_are_guarded(catalog: Catalog, context: RuleContext) -> Findings:
    """Require approval for a members' list with a public form for joining."""

    def reading(one: MailingList) -> tuple[bool, OpenTo, Approval]:
        return MANAGERS[catalog.manager(one)].web_form, one.open_to, one.approval

    for path, found in sound_values(lists_of(catalog), reading):
        if found == (True, OpenTo.MEMBERS, Approval.NONE):
            words = "is members, but a web form without approval lets anyone in. Write 'anyone', or `approval: owner`"
            yield Finding((*path, "open_to"), words)


def _identity(catalog: Catalog, mailing_list: MailingList) -> str:
    """Return what identifies a list: its address, or its name with its contact or form."""
    if MANAGERS[catalog.manager(mailing_list)].in_portal:
        return f"{mailing_list.name.lower()}@{catalog.association.list_server.host}"
    post = catalog.post(mailing_list)
    if post:
        return post.to.lower()
    return f"{mailing_list.name.lower()} {mailing_list.contact or mailing_list.join_url or ''}".strip()
