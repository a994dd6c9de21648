"""What the shortcodes in written pages mean: names, links and figures from the catalog, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from itertools import zip_longest
from types import SimpleNamespace
from typing import TypeVar

from .addresses import relative_source
from .forms import PROPOSE
from .layout import Sheet, ShortcodeError, lay_out
from .lists import MANAGERS, commands_for
from .mail import Message
from .model import Catalog, Status
from .notation import block
from .schema import records
from .suggestions import meant
from .words import by_name, open_to

Named = TypeVar("Named")


def shortcodes(catalog: Catalog, uri: str, questions: tuple[str, ...]) -> Mapping[str, object]:
    """Give the names that the text of the page `uri` may use; links in what they say are seen from it."""
    association = catalog.association

    def link(text: str, target: str) -> str:
        return f"[{markdown(text)}]({relative_source(target, uri)})"

    def community(id: str) -> object:
        found = _named(id, catalog.by_any_id, "community")
        return SimpleNamespace(
            name=markdown(found.name),
            link=link(found.name, f"cops/{found.id}.md"),
            join=link(f"Join {found.name}", f"cops/{found.id}/join.md"),
        )

    def role(id: str) -> object:
        found = _named(id, catalog.roles, "role")
        facts = {"name": found.name, "hours": found.hours, "term": found.term, "seats": found.seats}
        said = {name: markdown(str(value)) for name, value in facts.items() if value is not None}
        return SimpleNamespace(link=link(found.name, f"roles/{id}.md"), **said)

    def count(which: str) -> int:
        groups = {status.value: [one for one in catalog.communities if one.status == status] for status in Status}
        groups["open"] = [one for one in catalog.communities if one.open]
        groups["all"] = [*catalog.communities]
        return len(_named(which, groups, "count", "status"))

    def open_lists() -> str:
        entries = [
            (one, open_to(one.mailing_list, association), catalog.commands(one.mailing_list))
            for one in by_name(catalog.communities)
            if one.open and one.mailing_list
        ]
        return lay_out("open_lists.html", Sheet(uri), entries=entries, portal=association.member_portal)

    def proposal() -> str:
        body = "\n\n".join(f"{number}. {question}\n" for number, question in enumerate(questions, 1))
        message = Message(association.contact, PROPOSE.title, body)
        return lay_out("proposal.html", Sheet(uri), questions=questions, proposal=message)

    def list_managers() -> str:
        sample = {"host": "HOST", "contact": "PERSON"}
        rows = [
            (id, manager, commands, any(message.body for message in commands.to_the_server))
            for id, manager in MANAGERS.items()
            for commands in [commands_for(id, "LIST", **sample)]
        ]
        return lay_out("list_managers.html", Sheet(uri), rows=rows)

    def fields(record: str) -> str:
        found = _named(record, records(), "record")
        rows = [
            SimpleNamespace(
                name=name,
                description=field["description"],
                required=name in found["required"],
                words=[*zip_longest(field.get("enum", ()), field.get("enumDescriptions", ()))],
                example="\n".join(block(f"{name}:", field["examples"][0])),
            )
            for name, field in found["properties"].items()
        ]
        return lay_out("fields.html", Sheet(uri), fields=rows)

    portal = association.member_portal
    return {
        "community": community,
        "role": role,
        "count": count,
        "open_lists": open_lists,
        "fields": fields,
        "list_managers": list_managers,
        "proposal": proposal,
        "association": SimpleNamespace(
            name=markdown(association.name),
            short_name=markdown(association.short_name),
            contact=f"[{markdown(association.contact)}]({Message(association.contact).mailto})",
            portal=f"[{markdown(portal.name)}](<{portal.url}>)",
            time_zone=markdown(association.time_zone),
        ),
    }


def markdown(text: str) -> str:
    """Write text so that Markdown shows it as it is."""
    escaped = re.sub(r"([\\`*_{}\[\]()#+\-.!])", r"\\\1", escape(text, quote=False))
    # A backslash before these would be shown.
    return re.sub(r"[:|~^]", lambda sign: f"&#{ord(sign[0])};", escaped)


def _named(id: str, options: Mapping[str, Named], noun: str, where: str = "") -> Named:
    if id not in options:
        raise ShortcodeError(f"there is no {noun} {id!r}. {meant(id, options, where)}")
    return options[id]
