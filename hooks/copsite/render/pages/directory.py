"""The directory of all communities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from copsite.catalog.models import Catalog, Community, OpenTo, Status
from copsite.catalog.nouns import capitalized
from copsite.catalog.terms import RoleTerms
from copsite.render.context import DIRECTORY, Page, page
from copsite.render.facts import Facts
from copsite.render.feedback_links import PROPOSE, REPORT
from copsite.render.filters import Facet, FacetValues, offered, topic_facet
from copsite.render.meetings import short_day


def directory(facts: Facts) -> Page:
    """Return the directory and its filters."""
    return page(
        facts,
        "communities.html",
        DIRECTORY,
        lambda: _listing(facts),
        title=capitalized(facts.words.communities),
        description=f"Every {facts.words.community} of {facts.association.named}: what it is about, "
        "whether it is active, and how to join.",
        entry="communities",
        forms=(REPORT, PROPOSE),
    )


def _listing(facts: Facts) -> dict[str, Any]:
    everyone = facts.catalog.alphabetical
    facet_values = {one.id: _values(one, facts.held[one.id]) for one in everyone}
    parts = (
        ("open", "Open to join", "Choose one, or several.", [c for c in everyone if c.open]),
        (
            "waiting",
            "Not open at the moment",
            "These take no new members at present. Say that you are interested, and you help them begin.",
            [c for c in everyone if not c.open and not c.status.ended],
        ),
        (
            "ended",
            "Ended",
            "These have ended. Their pages and archives stay.",
            [c for c in everyone if c.status.ended],
        ),
    )
    return {
        "directory": [part for part in parts if part[-1]],
        "facets": [*offered(_facets(facts.catalog), facet_values.values())],
        "facet_values": facet_values,
        "held": facts.held,
        "meets": {id: (found[0].day, short_day(found[0].day, facts.today)) for id, found in facts.ahead.items()},
        "by_id": facts.catalog.by_id,
        "topics": facts.catalog.topics,
        "today": facts.today,
    }


def _facets(catalog: Catalog) -> Iterator[Facet]:
    yield topic_facet(catalog)
    yield Facet("status", "Status", {status.value: status.value.capitalize() for status in Status})
    yield Facet("audience", "Open to", {OpenTo.ANYONE.value: "Anyone", OpenTo.MEMBERS.value: "Members only"})
    yield Facet("seat", "Open seats", {id: role.name for id, role in catalog.roles.items()})


def _values(community: Community, held: Sequence[RoleTerms]) -> FacetValues:
    return {
        "topic": community.topics,
        "status": (community.status.value,),
        "audience": (community.way_in.open_to.value,) if community.way_in and community.way_in.open_to else (),
        "seat": [holding.role_id for holding in held if holding.open],
    }
