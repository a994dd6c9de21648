"""The directory of all communities."""

from __future__ import annotations

from typing import Any

from copsite.render.context import DIRECTORY, Facts, Page, page
from copsite.render.feedback_links import PROPOSE, REPORT
from copsite.render.filters import facet_values_of, facets_of
from copsite.render.phrases import by_name


def directory(facts: Facts) -> Page:
    """Return the directory and its filters."""
    return page(
        facts,
        "communities.html",
        DIRECTORY,
        lambda: _listing(facts),
        title="Communities",
        description=f"Every community of practice of the {facts.catalog.association.name}: what it is about, "
        "whether it is active, and how to join.",
        entry="communities",
        forms=(REPORT, PROPOSE),
    )


def _listing(facts: Facts) -> dict[str, Any]:
    everyone = by_name(facts.catalog.communities)
    facet_values = {one.id: facet_values_of(one, facts.held[one.id]) for one in everyone}
    parts = (
        ("open", "Open to join", "Choose one, or several.", [c for c in everyone if c.open]),
        (
            "waiting",
            "Proposed, forming or resting",
            "These take no new members at present. Say that you are interested, and you help them begin.",
            [c for c in everyone if not c.open and not c.status.ended],
        ),
        (
            "ended",
            "Merged and closed",
            "These have ended. Their pages and archives stay.",
            [c for c in everyone if c.status.ended],
        ),
    )
    return {
        "directory": [part for part in parts if part[-1]],
        "facets": [*facets_of(facts.catalog, facet_values.values())],
        "facet_values": facet_values,
        "held": facts.held,
        "by_id": facts.catalog.by_id,
        "topics": facts.catalog.topics,
        "today": facts.today,
    }
