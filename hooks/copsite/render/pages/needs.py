"""The issues and the needs for training that communities see coming."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from copsite.catalog.models import Community, Meeting, Need, NeedKind, NeedState, Resource
from copsite.channels.mailto import Message
from copsite.render.context import NEEDS, Page, page
from copsite.render.facts import Facts
from copsite.render.filters import Facet, FacetValues, community_facet, offered, topic_facet
from copsite.render.pages.edit import EDITING


class Entry(NamedTuple):
    """A need; `agree` is the message of a reader who sees it too, and `resource` or `meeting` answers it."""

    need: Need
    community: Community
    agree: Message
    resource: Resource | None
    meeting: Meeting | None
    values: FacetValues


def needs_page(facts: Facts) -> Page:
    """Return the page of needs and its filters."""
    association = facts.catalog.association

    def values() -> dict[str, Any]:
        entries = [*_entries(facts)]
        sections = (
            ("open", "Open", NeedState.OPEN),
            ("answered", "Answered", NeedState.ANSWERED),
            ("passed", "No longer needed", NeedState.PASSED),
        )
        groups = [(id, heading, [one for one in entries if one.need.state == state]) for id, heading, state in sections]
        return {
            "sections": [group for group in groups if group[-1]],
            "NeedState": NeedState,
            "facets": [*offered(_facets(facts), [entry.values for entry in entries])],
            "topics": facts.catalog.topics,
            "chapter": EDITING if EDITING in facts.written else "",
            "state": Message(
                association.contact,
                "A need that I see coming",
                f"What is it?\n\nAn issue, or training?\n\nWhich {association.words.community}?\n",
            ),
        }

    return page(
        facts,
        "needs.html",
        NEEDS,
        values,
        title="Needs",
        description="New issues and training needs that the "
        f"{association.words.communities} of {association.named} see coming, and what answers them.",
        entry="communities",
    )


def _entries(facts: Facts) -> Iterator[Entry]:
    contact = facts.catalog.association.contact
    found = [(need, community) for community in facts.catalog.communities for need in community.needs]
    for need, community in sorted(found, key=lambda one: (-one[0].noted.toordinal(), one[0].what.casefold())):
        yield Entry(
            need=need,
            community=community,
            agree=Message(contact, f"I see this too: {community.full_name}", f"{need.what}\n\nI see this too.\n"),
            resource=facts.resources.by_id.get(need.resource or ""),
            meeting=community.answer_to(need),
            values={"kind": (need.kind.value,), "topic": community.topics, "community": (community.id,)},
        )


def _facets(facts: Facts) -> Iterator[Facet]:
    yield topic_facet(facts.catalog)
    yield Facet("kind", "Kind", {kind.value: kind.value.capitalize() for kind in NeedKind})
    yield community_facet(facts.catalog, {one.id for one in facts.catalog.communities if one.needs})
