"""The blocks `ways_to_join()` and `member_portal()`: how people join, as far as there is something to join so."""

from __future__ import annotations

from copsite.catalog.models import Portal
from copsite.markdown.text import Block
from copsite.render.facts import Facts


def ways_to_join(facts: Facts) -> Block:
    """Return the steps of each way by which people join one of the communities."""
    everyone = facts.catalog.communities
    found = [way for one in everyone if one.way_in for way in facts.ways[one.id] if way.channel is one.way_in]
    return Block(
        "ways_to_join.html",
        {
            "words": facts.words,
            "portal": _portal(facts),
            "by_message": any(way.commands.subscribe and not way.by_person for way in found),
            "by_person": any(way.commands.subscribe and way.by_person for way in found),
            "on_the_web": any(way.join for way in found),
            "approval": any(way.channel.approval == "owner" for way in found),
        },
    )


def member_portal(facts: Facts) -> Block:
    """Return a sentence about the member portal, or nothing if people can join no community there."""
    return Block("member_portal.html", {"words": facts.words, "portal": _portal(facts)})


def _portal(facts: Facts) -> Portal | None:
    catalog = facts.catalog
    joined_there = any(catalog.in_portal(one.way_in) for one in catalog.communities if one.way_in)
    return catalog.association.member_portal if joined_there else None
