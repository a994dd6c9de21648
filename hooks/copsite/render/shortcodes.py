"""Shortcodes in written pages: names, links and figures from the catalog."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from inspect import signature
from itertools import zip_longest
from types import SimpleNamespace
from typing import TypeVar

from copsite.catalog.json_schema import records
from copsite.catalog.models import NeedState, Status
from copsite.channels.kind import Family
from copsite.channels.kinds import KINDS, commands_for
from copsite.channels.list_managers import LIST_MANAGERS
from copsite.channels.mailto import Message
from copsite.content.urls import relative_source
from copsite.diagnostics.problem import brief
from copsite.diagnostics.suggestions import did_you_mean
from copsite.markdown.text import Block, InlineText, ShortcodeValue
from copsite.render.channels import ways
from copsite.render.facts import Facts
from copsite.render.feedback_links import PROPOSE
from copsite.render.happening import happening
from copsite.yamlio.dump import block

Named = TypeVar("Named")

EXAMPLE = 'Write for example {{ count("active") }}'
_SHORTCODE = re.compile(
    r"""\s*(?P<name>[A-Za-z]\w*)(?P<call>\((?:\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'))?\s*\))?"""
    r"""(?P<parts>(?:\.\w+)*)\s*"""
)


class ShortcodeError(Exception):
    """An invalid shortcode; the message suggests a correction."""


def shortcodes(facts: Facts, uri: str, questions: tuple[str, ...]) -> Mapping[str, object]:
    """Return the shortcodes by name for the text of the page `uri`; their links are relative to it."""
    catalog, association = facts.catalog, facts.catalog.association

    def link(text: str, target: str) -> InlineText:
        return InlineText(text, relative_source(target, uri))

    def community(id: str) -> object:
        found = _named(id, catalog.by_any_id, "community")
        return SimpleNamespace(
            name=InlineText(found.full_name),
            link=link(found.full_name, f"cops/{found.id}.md"),
            join=link(f"Join {found.full_name}", f"cops/{found.id}/join.md"),
        )

    def role(id: str) -> object:
        found = _named(id, catalog.roles, "role")
        facts = {"name": found.name, "hours": found.hours, "term": found.term, "seats": found.seats}
        said = {name: InlineText(str(value)) for name, value in facts.items() if value is not None}
        return SimpleNamespace(link=link(found.name, f"roles/{id}.md"), **said)

    def count(which: str) -> InlineText:
        communities = catalog.communities
        groups: dict[str, Sequence[object]] = {
            **{status.value: [one for one in communities if one.status == status] for status in Status},
            "open": [one for one in communities if one.open],
            "all": communities,
            "resources": [one for one in facts.resources.resources if not one.withdrawn],
            "needs": [need for one in communities for need in one.needs if need.state == NeedState.OPEN],
        }
        return InlineText(str(len(_named(which, groups, "count", "status"))))

    def open_lists() -> Block:
        entries = [(one, way) for one in catalog.alphabetical for way in ways(facts, one) if way.channel is one.way_in]
        with_message = any(way.commands.subscribe for _, way in entries)
        return Block("open_lists.html", {"entries": entries, "with_message": with_message}, in_search=False)

    def proposal() -> Block:
        body = "\n\n".join(f"{number}. {question}\n" for number, question in enumerate(questions, 1))
        message = Message(association.contact, PROPOSE.title, body)
        return Block("proposal.html", {"questions": questions, "proposal": message})

    def list_managers() -> Block:
        sample = {"host": "HOST", "contact": "PERSON"}
        rows = [
            (id, manager, commands, any(message.body for message in commands.to_the_server))
            for id, manager in LIST_MANAGERS.items()
            for commands in [commands_for(id, "LIST", **sample)]
        ]
        return Block("list_managers.html", {"rows": rows}, in_search=False)

    def channels() -> Block:
        rows = [
            SimpleNamespace(id=id, kind=kind, address=kind.address_of(kind.example, "irc.example"))
            for id, kind in KINDS.items()
        ]
        families = {family: [row for row in rows if row.kind.family == family] for family in Family}
        return Block("channel_types.html", {"families": families}, in_search=False)

    def fields(record: str) -> Block:
        found = _named(record, records(), "record")
        rows = [
            SimpleNamespace(
                name=name,
                description=field["description"],
                required=name in found.get("required", ()),
                words=[*zip_longest(field.get("enum", ()), field.get("enumDescriptions", ()))],
                example="\n".join(block(f"{name}:", field["examples"][0])),
            )
            for name, field in found["properties"].items()
        ]
        return Block("fields.html", {"fields": rows})

    portal = association.member_portal
    return {
        "community": community,
        "role": role,
        "count": count,
        "open_lists": open_lists,
        "fields": fields,
        "channels": channels,
        "list_managers": list_managers,
        "proposal": proposal,
        "happening": lambda: happening(facts),
        "association": SimpleNamespace(
            name=InlineText(association.name),
            short_name=InlineText(association.short_name),
            contact=InlineText(association.contact, Message(association.contact).mailto),
            portal=InlineText(portal.name, portal.url) if portal else InlineText(""),
            time_zone=InlineText(association.time_zone),
        ),
    }


def value_of(text: str, names: Mapping[str, object]) -> ShortcodeValue:
    """Return the value of the text between `{{` and `}}`; raise `ShortcodeError` if it is not a shortcode."""
    said, found = f"`{brief(' '.join(text.split()))}` is not a shortcode", _SHORTCODE.fullmatch(text)
    if found is None:
        raise ShortcodeError(f"{said}. {EXAMPLE}")
    name, argument = found["name"], found["double"] or found["single"]
    if name not in names:
        raise ShortcodeError(f"{said} ({name!r} is undefined). {did_you_mean(name, names)}")
    value = names[name]
    if found["call"]:
        if not callable(value):
            raise ShortcodeError(f"{said} ({name!r} takes no brackets). {EXAMPLE}")
        takes = len(signature(value).parameters)
        if takes != (argument is not None):
            needs = "needs a word in quotes between its brackets" if takes else "has nothing between its brackets"
            raise ShortcodeError(f"{said} ({name!r} {needs}). {EXAMPLE}")
        value = value(argument) if takes else value()
    for part in found["parts"].split(".")[1:]:
        parts = vars(value) if isinstance(value, SimpleNamespace) else {}
        if part not in parts:
            words = did_you_mean(part, parts) if parts else f"Leave out .{brief(part)}"
            raise ShortcodeError(f"{said} (there is no {brief(part)!r} in it). {words}")
        value = parts[part]
    if not isinstance(value, InlineText | Block):
        raise ShortcodeError(f"{said}, but part of one. {EXAMPLE}")
    return value


def _named(id: str, options: Mapping[str, Named], noun: str, where: str = "") -> Named:
    if id not in options:
        raise ShortcodeError(f"there is no {noun} {brief(id)!r}. {did_you_mean(id, options, where)}")
    return options[id]
