"""Blocks of written pages about joining: the ways to do it, the member portal, and all communities open to people."""

from __future__ import annotations

from copsite.catalog.models import Portal
from copsite.markdown.text import Block
from copsite.render.facts import Facts


def ways_to_join(facts: Facts) -> Block:
    """Return the steps of each way by which people join one of the communities."""
    found = facts.ways_in.values()
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


def open_lists(facts: Facts) -> Block:
    """Return a link to the join page of each community that people can join."""
    entries = [(facts.catalog.by_id[id], way) for id, way in facts.ways_in.items()]
    return Block("open_lists.html", {"entries": entries}, in_search=False)


def _portal(facts: Facts) -> Portal | None:
    return next((way.portal for way in facts.ways_in.values() if way.portal), None)
