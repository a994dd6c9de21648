"""The page of a community, and the page at each of its former addresses."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from copsite.calendars.links import calendar_links
from copsite.catalog.models import Community, Seat, Status
from copsite.catalog.nouns import sentence, with_article
from copsite.feeds.atom import feed_uri
from copsite.render.activity import meeting_entries, needs_of, newest_resources
from copsite.render.context import DIRECTORY, Page, page
from copsite.render.facts import Facts
from copsite.render.feedback_links import CLOSE, HAND_OVER, REPORT
from copsite.render.pages.join import joining_values
from copsite.render.phrases import description
from copsite.render.profile import links_of, profile_of

RELATED = 4


def community_page(facts: Facts, community: Community) -> Page:
    """Return the page of a community."""
    uri = f"cops/{community.id}.md"
    own, association = facts.written.get(uri), facts.catalog.association
    place = f": {', '.join(community.place.parts)}" if community.place else ""
    confirmed_by = community.confirmed and facts.catalog.roles.get(community.confirmed.by)

    def values() -> dict[str, Any]:
        meetings, past_meetings = meeting_entries(facts, community)
        needs, answered = needs_of(facts, community)
        profile, parts = profile_of(facts.catalog, community), facts.catalog.parts.get(community.id, ())
        links, held, way_in = links_of(community), facts.held[community.id], facts.ways_in.get(community.id)
        listed = {one.id for one in (*profile.wholes, *parts)}
        return {
            "Status": Status,
            "own_words": own,
            "confirmed_by": f"its {confirmed_by.one}" if confirmed_by else association.named,
            "topics": {topic: facts.catalog.topics[topic] for topic in community.topics},
            "held": held,
            "dated": any(one.vacancies or _dated(one.now) or one.coming for one in held),
            "volunteering": {
                one.role_id: facts.volunteering[community.id, one.role_id] for one in held if one.vacancies
            },
            "has_vacancy": any(one.vacancies for one in held),
            "member_topics": way_in.topics if way_in else {},
            "past_seats": [(seat, holding.role) for holding in held for seat in holding.past],
            "profile": profile,
            "links": links.pop("", ()),
            "labelled_links": links,
            "has_facts": bool(any(profile) or links or (community.contact and community.status.ended)),
            "parts_of_it": parts,
            "gathered": facts.gathered.get(community.id, ()),
            "related": [one for one in related(facts, community) if one.id not in listed],
            "next": meetings[0] if meetings and meetings[0].times else None,
            "meetings": meetings,
            "past_meetings": past_meetings,
            "feed": feed_uri(community.id),
            "calendar": calendar_links(facts.catalog.association, facts.site_url, community) if meetings else None,
            "resources": newest_resources(facts, community),
            "needs": needs,
            "answered": answered,
            "today": facts.today,
            **joining_values(facts, community),
        }

    return page(
        facts,
        "community.html",
        uri,
        values,
        parent=DIRECTORY,
        title=community.full_name,
        description=description(
            sentence(community.summary),
            f"{with_article(association.words.community, capital=True)} of {association.named}{place}.",
        ),
        entry=f"community:{community.id}",
        in_search=False,
        forms=(REPORT,) if community.status.ended else (REPORT, HAND_OVER, CLOSE),
        community_page=uri if own else "",
    )


def _dated(seats: Sequence[Seat]) -> bool:
    return any(seat.from_ or seat.until for seat in seats)


def moved_page(facts: Facts, community: Community, uri: str, to: str) -> Page:
    """Return the redirect at a former address."""
    return page(
        facts,
        "moved.html",
        uri,
        lambda: {"community": community},
        parent=DIRECTORY,
        title=community.full_name,
        description=f"{community.full_name}, {with_article(facts.words.community)} of {facts.association.named}, "
        "has moved.",
        entry=f"community:{community.id}",
        in_search=False,
        moved_to=to,
    )


def related(facts: Facts, community: Community) -> list[Community]:
    """Return the neighbors on the community's topics: those with most topics in common, then the nearest by name.

    Only the next few communities on each topic, in a ring, are considered, so that the time is constant.
    """
    found: dict[str, list[int]] = {}
    for topic in community.topics:
        ring = facts.by_topic[topic]
        start = facts.ranks.get((topic, community.id), -1) + 1
        for step in range(min(2 * RELATED, len(ring))):
            other = ring[(start + step) % len(ring)]
            if other is not community:
                found.setdefault(other.id, []).append(step)
    nearest = sorted(found, key=lambda id: (-len(found[id]), min(found[id]), id))
    return [facts.catalog.by_id[id] for id in islice(nearest, RELATED)]
