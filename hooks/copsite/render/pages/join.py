"""The page with instructions for joining a community."""

from __future__ import annotations

from typing import Any

from copsite.catalog.models import Community
from copsite.channels.kind import BY_PERSON, CONFIRMATIONS
from copsite.channels.list_managers import MANAGERS
from copsite.channels.mailto import Message
from copsite.content.urls import url_of
from copsite.render.context import Page, page
from copsite.render.facts import Facts
from copsite.render.phrases import archive_open_to, open_to
from copsite.render.qr import qr_code


def join_page(facts: Facts, community: Community) -> Page:
    """Return the page with instructions for joining a community, or the reason that no one can."""
    uri = f"cops/{community.id}/join.md"

    def values() -> dict[str, Any]:
        flyer_url = facts.site_url + url_of(uri) if facts.site_url and community.open else ""
        flyer = qr_code(flyer_url) if flyer_url else ""
        return {"flyer_url": flyer_url, "flyer": flyer, **joining_values(facts, community)}

    return page(
        facts,
        "join.html",
        uri,
        values,
        parent=f"cops/{community.id}.md",
        title=f"Join {community.name}" if community.open else f"Joining {community.name}",
        description=f"How to join {community.name}: what to send, what comes back, and how to write, read and leave."
        if community.open
        else f"{community.name} takes no new members at present: what became of it, and where to turn instead.",
        entry=f"community:{community.id}",
        in_search=False,
    )


def joining_values(facts: Facts, community: Community) -> dict[str, Any]:
    """Return the template values that describe how to join the community."""
    catalog, mailing_list = facts.catalog, community.mailing_list
    manager = MANAGERS[catalog.server(mailing_list).manager] if mailing_list else None
    answer = catalog.confirmation(mailing_list) if mailing_list else ""
    return {
        "community": community,
        "commands": mailing_list and catalog.commands(mailing_list),
        "manager": manager,
        "confirmation": manager and CONFIRMATIONS[answer],
        "by_person": answer == BY_PERSON,
        "open_to": open_to(mailing_list, catalog.association),
        "archive_open_to": archive_open_to(mailing_list),
        "successor": catalog.by_id.get(community.successor or ""),
        "portal": catalog.association.member_portal,
        "in_portal": mailing_list and catalog.in_portal(mailing_list),
        "interest": Message(catalog.association.contact, f"About {community.name}"),
    }
