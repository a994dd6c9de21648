"""The block `happening()` of the overview: what goes on in all communities, as of the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from heapq import nsmallest
from itertools import islice

from copsite.catalog.models import Community, Need, NeedState, Status
from copsite.catalog.terms import RoleTerms
from copsite.markdown.text import Block
from copsite.render.activity import meeting_time
from copsite.render.facts import Facts
from copsite.render.meetings import short_day

SHOWN = 3  # of each kind


def happening(facts: Facts) -> Block:
    """Return the next meetings, the newest resources and needs, new communities, and seats that need someone."""
    today = facts.today
    resources = filter(facts.resources.is_current, facts.resources.newest_first)
    return Block(
        "happening.html",
        {
            "today": today,
            "words": facts.words,
            "meetings": [
                (one.community, one.meeting, meeting_time(one, today, short_day)) for one in facts.coming[:SHOWN]
            ],
            "resources": [*islice(resources, SHOWN)],
            "needs": _needs(facts),
            "starting": _starting(facts.catalog.communities),
            "seats": _seats(facts),
        },
        in_search=False,
    )


def _needs(facts: Facts) -> Sequence[tuple[Need, Community]]:
    """Return the newest open needs, each with its community."""
    there = (one for one in facts.catalog.communities if not one.status.ended)
    found = ((need, one) for one in there for need in one.needs if need.state == NeedState.OPEN)
    return nsmallest(SHOWN, found, key=lambda one: (-one[0].noted.toordinal(), one[0].what))


def _starting(communities: Sequence[Community]) -> Sequence[Community]:
    """Return the newest communities that are forming, then those that are proposed."""
    found = (one for one in communities if one.status in (Status.FORMING, Status.PROPOSED))
    return nsmallest(
        SHOWN,
        found,
        key=lambda one: (one.status != Status.FORMING, -(one.since or date.min).toordinal(), one.full_name.casefold()),
    )


def _seats(facts: Facts) -> Sequence[RoleTerms]:
    """Return roles with open seats: first those of active communities, and of these the ones that no one holds."""
    found = (terms for held in facts.held.values() for terms in held if terms.open)
    return nsmallest(SHOWN, found, key=lambda one: (one.community.status != Status.ACTIVE, bool(one.now)))
