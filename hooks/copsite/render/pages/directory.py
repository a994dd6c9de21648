"""The directory of all communities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from copsite.catalog.languages import language_name
from copsite.catalog.models import Catalog, Channel, Community, OpenTo, Status
from copsite.catalog.nouns import capitalized
from copsite.channels.kind import Family
from copsite.render.context import DIRECTORY, Page, page
from copsite.render.facts import Facts
from copsite.render.feedback_links import PROPOSE, REPORT
from copsite.render.filters import Facet, FacetValues, by_words, offered, topic_facet, word_of
from copsite.render.meetings import short_day
from copsite.render.profile import profile_of

_MEETS_ON = (Family.LIST, Family.CHAT, Family.FORUM, Family.PLATFORM, Family.MEETUPS, Family.SOCIAL)
_AREAS = ("country", "region", "town")  # of a place, the largest first
_AUDIENCES = {
    OpenTo.ANYONE.value: "Anyone",
    OpenTo.MEMBERS.value: "Members only",
    "others": "Certain groups",
    OpenTo.INVITED.value: "By invitation",
}


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
    area = _area(everyone)
    found = {one.id: _values(facts, one, area) for one in everyone}
    facets = [*offered(_facets(facts.catalog, area), found.values())]
    kinds_differ = any(facet.name == "channel" for facet in facets)
    profiles = {one.id: profile_of(facts.catalog, one) for one in everyone}
    has_seats = any(holding.seats for held in facts.held.values() for holding in held)
    return {
        "Status": Status,
        "directory": [*_groups(everyone)],
        "facets": facets,
        "facet_values": {id: {facet.name: one[facet.name] for facet in facets} for id, one in found.items()},
        "joining": {one.id: _joining(facts.catalog, one, names_kind=kinds_differ) for one in everyone},
        "profiles": {id: one for id, one in profiles.items() if any(one)},
        "held": facts.held,
        "volunteering": facts.volunteering,
        "meets": {id: (found[0].day, short_day(found[0].day, facts.today)) for id, found in facts.ahead.items()},
        "as_of": " and ".join(["open seats"] * has_seats + ["next meetings"] * bool(facts.ahead)),
        "by_id": facts.catalog.by_id,
        "topics": facts.catalog.topics,
        "today": facts.today,
    }


_GROUPS = {
    "open": ("Open to join", "Choose one, or several."),
    "ask": ("Ask to take part", "You can’t sign up for these by yourself. Their pages say whom to ask."),
    "waiting": (
        "Not open at the moment",
        "You can’t join these right now. If you’re interested, tell us.",
    ),
    "ended": ("Ended", "Their pages stay."),
}


def _groups(everyone: Sequence[Community]) -> Iterator[tuple[str, str, str, list[tuple[Community, bool]]]]:
    """Yield each group that has communities: its anchor, heading and words, and the communities in order."""
    found: dict[str, list[Community]] = {id: [] for id in _GROUPS}
    for one in everyone:
        active = one.status == Status.ACTIVE
        found["ended" if one.status.ended else "open" if one.open else "ask" if active else "waiting"].append(one)
    for id, (heading, words) in _GROUPS.items():
        if found[id]:
            yield id, heading, words, [*nested(found[id])]


def nested(communities: Sequence[Community]) -> Iterator[tuple[Community, bool]]:
    """Yield each community once, and whether it stands below a whole: below the first of those that are here too."""
    here = {one.id for one in communities}
    below: dict[str, list[Community]] = {}
    for one in reversed(communities):
        below.setdefault(next((id for id in one.part_of if id in here), ""), []).append(one)
    left = [(one, False) for one in below.get("", ())]
    while left:
        one, is_part = left.pop()
        yield one, is_part
        left += ((part, True) for part in below.get(one.id, ()))


def _joining(catalog: Catalog, community: Community, *, names_kind: bool) -> str:
    """Return what people join and who may, in a few words that begin a sentence, or '' if neither is known."""
    channel = _entrance(community)
    if channel is None:
        return ""
    kind = catalog.kind(channel)
    what = kind.noun if names_kind and kind.family in _MEETS_ON else ""
    invited = channel.open_to == OpenTo.INVITED
    audience = (channel.eligibility or "").removesuffix(".") or channel.open_to
    who = "by invitation" if invited else f"open to {audience}" if audience else ""
    return capitalized(", ".join(filter(None, (what, who))))


def _audience(community: Community) -> str:
    channel = _entrance(community)
    if channel is None:
        return ""
    return "others" if channel.eligibility and channel.open else channel.open_to or ""


def _entrance(community: Community) -> Channel | None:
    """Return the way in, else the first channel that people join by invitation."""
    invited = () if community.status.ended else (one for one in community.channels if one.open_to == OpenTo.INVITED)
    return community.way_in or next(iter(invited), None)


def _area(communities: Sequence[Community]) -> str:
    """Return the largest area that tells places apart, or '' if none does."""
    found = {area: {name for one in communities for name in _names(one, area)} for area in _AREAS}
    return next((area for area, names in found.items() if len({*map(word_of, names)}) > 1), "")


def _names(community: Community, area: str) -> tuple[str, ...]:
    name = getattr(community.place, area, None)
    return (name,) if name else ()


def _facets(catalog: Catalog, area: str) -> Iterator[Facet]:
    everyone = catalog.communities
    yield topic_facet(catalog)
    yield Facet("status", "Status", {status.value: status.value.capitalize() for status in Status})
    yield Facet("audience", "Open to", _AUDIENCES)
    families = {family.name.lower(): family.value.capitalize() for family in _MEETS_ON}
    yield Facet("channel", "Meets on", families, least=2)
    if area:
        names = [name for one in everyone for name in _names(one, area)]
        yield Facet(area, area.capitalize(), by_words({word_of(name): name for name in names}))
    tags = {tag: language_name(tag) for one in everyone for tag in one.languages}
    yield Facet("language", "Language", by_words(tags))
    yield Facet("seat", "Open seats", {id: role.name for id, role in catalog.roles.items()})


def _values(facts: Facts, community: Community, area: str) -> FacetValues:
    channels = () if community.status.ended else community.channels
    families = [facts.catalog.kind(channel).family for channel in channels]
    audience = _audience(community)
    return {
        "topic": community.topics,
        "status": (community.status.value,),
        "audience": (audience,) if audience else (),
        "channel": [*dict.fromkeys(family.name.lower() for family in families if family in _MEETS_ON)],
        area: [*map(word_of, _names(community, area))],
        "language": community.languages,
        "seat": [holding.role_id for holding in facts.held[community.id] if holding.open],
    }
