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
from copsite.catalog.nouns import capitalized, with_article
from copsite.catalog.terms import seats_in_each
from copsite.channels.kind import CONFIRMATIONS, Family, Request
from copsite.channels.kinds import KINDS, commands_for, request_for
from copsite.channels.list_managers import LIST_MANAGERS
from copsite.channels.mailto import Message
from copsite.content.urls import relative_source
from copsite.diagnostics.problem import brief
from copsite.diagnostics.suggestions import did_you_mean
from copsite.markdown.text import Block, InlineText, ShortcodeValue
from copsite.render.facts import Facts
from copsite.render.feedback_links import PROPOSE
from copsite.render.happening import happening
from copsite.render.joining import member_portal, open_lists, ways_to_join
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
        known = {"hours": found.hours, "term": found.term, "seats": found.seats}
        return SimpleNamespace(
            name=InlineText(found.name),
            link=link(found.one, f"roles/{id}.md"),
            facts=Block("role_facts.html", {"role": found, "seats": seats_in_each(catalog, id), "words": words}),
            **_forms("one", "a", found.one),
            **_forms("many", "", found.many),
            **{name: None if value is None else InlineText(str(value)) for name, value in known.items()},
        )

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

    def proposal() -> Block:
        body = "\n\n".join(f"{number}. {question}\n" for number, question in enumerate(questions, 1))
        message = Message(association.contact, PROPOSE.title_for("", words), body)
        return Block("proposal.html", {"questions": questions, "proposal": message, "words": words})

    def list_managers() -> Block:
        return Block("list_managers.html", {"rows": [*map(_list_manager, LIST_MANAGERS)]}, in_search=False)

    def channels() -> Block:
        rows = [
            SimpleNamespace(id=id, kind=kind, address=kind.address_of(kind.example, kind.home or "irc.example"))
            for id, kind in KINDS.items()
            if portal or kind.family != Family.PORTAL
        ]
        families = {row.kind.family: [one for one in rows if one.kind.family == row.kind.family] for row in rows}
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

    words, portal = association.words, association.member_portal
    return {
        "community": community,
        "role": role,
        "count": count,
        "open_lists": lambda: open_lists(facts),
        "fields": fields,
        "channels": channels,
        "list_managers": list_managers,
        "proposal": proposal,
        "happening": lambda: happening(facts),
        "member_portal": lambda: member_portal(facts),
        "ways_to_join": lambda: ways_to_join(facts),
        "association": SimpleNamespace(
            name=InlineText(association.name),
            in_sentence=InlineText(association.named),
            short_name=InlineText(association.short_name),
            contact=InlineText(association.contact, Message(association.contact).mailto),
            portal=InlineText(portal.name, portal.url) if portal else None,
            time_zone=InlineText(association.time_zone),
        ),
        "words": SimpleNamespace(
            **_forms("community", "a_community", words.community),
            **_forms("communities", "", words.communities),
            **_forms("organization", "an_organization", words.organization),
            **_forms("organizations", "", words.organizations),
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
        if value is None:
            raise ShortcodeError(f"{said} here: the catalog does not say the {part}. Add it there, or remove this")
    if not isinstance(value, InlineText | Block):
        raise ShortcodeError(f"{said}, but part of one. {EXAMPLE}")
    return value


def words_of(text: str, names: Mapping[str, object]) -> str:
    """Return the value of a shortcode as plain text; raise `ShortcodeError` likewise, and if it is a block."""
    value = value_of(text, names)
    if isinstance(value, Block):
        raise ShortcodeError(f"`{brief(text.strip())}` makes a whole block, which is for a page's text alone")
    return value.text


def _list_manager(id: str) -> SimpleNamespace:
    """Return what is known of a list manager, with the messages for a list named LIST."""
    kind = LIST_MANAGERS[id]
    host = kind.home or "HOST"
    commands = commands_for(id, "LIST", host)
    requests: dict[Request, str] = {}  # the same request may be answered in several ways, of which the first is usual
    for key in kind.requests:
        if request := request_for(id, key, "LIST", host):
            requests.setdefault(request, CONFIRMATIONS[key])
    return SimpleNamespace(
        id=id,
        kind=kind,
        commands=commands,
        requests=requests,
        answer=CONFIRMATIONS[kind.confirmation],
        spoiled=any(message.body for message in commands.to_the_server),
    )


def _forms(name: str, with_its_article: str, noun: str) -> dict[str, InlineText]:
    """Return a noun as it stands within a sentence and at its beginning, and with an article under the second name."""
    forms = {name: noun, capitalized(name): capitalized(noun)}
    if with_its_article:
        both = with_article(noun), with_article(noun, capital=True)
        forms |= dict(zip((with_its_article, capitalized(with_its_article)), both, strict=True))
    return {name: InlineText(form) for name, form in forms.items()}


def _named(id: str, options: Mapping[str, Named], noun: str, where: str = "") -> Named:
    if id not in options:
        raise ShortcodeError(f"there is no {noun} {brief(id)!r}. {did_you_mean(id, options, where)}")
    return options[id]
