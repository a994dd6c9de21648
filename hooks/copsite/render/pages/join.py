"""The page with instructions for joining a community."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from copsite.catalog.models import Community, OpenTo, Status
from copsite.catalog.nouns import with_article
from copsite.catalog.questions import question_about
from copsite.content.urls import url_of
from copsite.render.context import Page, page
from copsite.render.facts import Facts
from copsite.render.phrases import description
from copsite.render.qr import qr_code


def join_page(facts: Facts, community: Community) -> Page:
    """Return the page with instructions for joining a community, or the reason that no one can."""
    return page(
        facts,
        "join.html",
        _uri(community),
        lambda: joining_values(facts, community),
        parent=f"cops/{community.id}.md",
        title=f"Join {community.full_name}" if community.open else f"Joining {community.full_name}",
        description=_description(facts, community),
        entry=f"community:{community.id}",
        in_search=False,
    )


def _uri(community: Community) -> str:
    return f"cops/{community.id}/join.md"


def joining_values(facts: Facts, community: Community) -> dict[str, Any]:
    """Return the template values that describe how to join the community."""
    found = facts.ways[community.id]
    way_in = facts.ways_in.get(community.id)
    joined_by_message = any(way.commands.subscribe and way.channel.open for way in found)
    flyer_url = facts.site_url + url_of(_uri(community)) if facts.site_url and way_in else ""
    return {
        "Status": Status,
        "community": community,
        "ways": found,
        "way_in": way_in,
        "others": [way for way in found if way is not way_in],
        "through": _through(facts, community),
        "by_invitation": any(way.channel.open_to == OpenTo.INVITED for way in found),
        "has_message": not community.status.ended and (way_in is None or joined_by_message),
        "successor": facts.catalog.by_id.get(community.successor or ""),
        "question": question_about(facts.catalog, community),
        "words": facts.words,
        "flyer_url": flyer_url,
        "flyer": qr_code(flyer_url) if flyer_url else "",
    }


def _through(facts: Facts, community: Community) -> Sequence[Community]:
    """Return the communities in which people take part in one that has no channel, address or meeting of its own."""
    if community.status != Status.ACTIVE or community.channels or community.contact or community.meetings:
        return ()
    wholes = (facts.catalog.by_id[id] for id in community.part_of)
    return [one for one in wholes if not one.status.ended]


def _description(facts: Facts, community: Community) -> str:
    what = f"{with_article(facts.words.community, capital=True)} of {facts.association.named}."
    if community.status.ended:
        return description(f"{community.full_name} has ended: what became of it, and where to turn instead.")
    if community.open:
        return description(f"How to join {community.full_name}, take part and leave.", what)
    return description(f"How to take part in {community.full_name}, and whom to ask.", what)
