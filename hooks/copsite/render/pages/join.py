"""The page with instructions for joining a community."""

from __future__ import annotations

from typing import Any

from copsite.catalog.models import Community
from copsite.content.urls import url_of
from copsite.render.channels import question_about, ways
from copsite.render.context import Page, page
from copsite.render.facts import Facts
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
        title=f"Join {community.full_name}" if community.open else f"Joining {community.full_name}",
        description=f"How to join {community.full_name}: what to do, what comes back, and how to take part and leave."
        if community.open
        else f"{community.full_name} takes no new members at present: what became of it, and where to turn instead.",
        entry=f"community:{community.id}",
        in_search=False,
    )


def joining_values(facts: Facts, community: Community) -> dict[str, Any]:
    """Return the template values that describe how to join the community."""
    found = ways(facts, community)
    way_in = next((way for way in found if way.channel is community.way_in), None)
    return {
        "community": community,
        "ways": found,
        "way_in": way_in,
        "others": [way for way in found if way is not way_in],
        "successor": facts.catalog.by_id.get(community.successor or ""),
        "question": question_about(facts, community),
        "words": facts.catalog.association.words,
    }
