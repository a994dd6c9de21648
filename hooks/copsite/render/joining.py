"""The blocks `ways_to_join()` and `member_portal()`: how people join, as far as there is something to join so."""

from __future__ import annotations

from collections.abc import Iterator

from copsite.catalog.models import Portal
from copsite.markdown.text import Block
from copsite.render.channels import Way, ways
from copsite.render.facts import Facts


def ways_to_join(facts: Facts) -> Block:
    """Return the steps of each way by which people join one of the communities."""
    found = [*_ways_in(facts)]
    return Block(
        "ways_to_join.html",
        {
            "words": facts.words,
            "portal": _portal(facts, found),
            "by_message": any(way.by_program for way in found),
            "by_person": any(way.commands.subscribe and way.by_person for way in found),
            "on_the_web": any(way.join for way in found),
            "approval": any(way.channel.approval == "owner" for way in found),
        },
    )


def member_portal(facts: Facts) -> Block:
    """Return a sentence about the member portal, or nothing if people can join no community there."""
    return Block("member_portal.html", {"words": facts.words, "portal": _portal(facts, [*_ways_in(facts)])})


def _ways_in(facts: Facts) -> Iterator[Way]:
    for community in facts.catalog.communities:
        yield from (way for way in ways(facts, community) if way.channel is community.way_in)


def _portal(facts: Facts, found: list[Way]) -> Portal | None:
    return facts.association.member_portal if any(way.portal for way in found) else None
