"""Communities: an entry in the list of all, and everything about one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from copsite.catalog.models import LinkKind, Status
from copsite.feeds.api.records.base import Address, Day, field, word
from copsite.feeds.api.records.channel import Channel
from copsite.feeds.api.records.links import EXAMPLE, TOPIC, CommunityLink, Topic
from copsite.feeds.api.records.meeting import Meeting
from copsite.feeds.api.records.need import Need
from copsite.feeds.api.records.person import Person
from copsite.feeds.api.records.resource import Resource

_WHOLE = {
    "id": "special-collections",
    "name": "Youth Services",
    "url": "https://cops.example/cops/special-collections/",
}
_DATA = "https://cops.example/api/v1/communities/map-librarians.json"


@dataclass(kw_only=True, slots=True)
class Location:
    """Where a community is at home; what is not known is absent."""

    town: Annotated[str | None, field("The town or city.", "Cambridge")] = None
    region: Annotated[str | None, field("The state, province or region.", "Massachusetts")] = None
    country: Annotated[str | None, field("The country.", "United States")] = None


@dataclass(kw_only=True, slots=True)
class Link:
    """A page elsewhere that belongs to a community."""

    type: Annotated[str, word("What it leads to.", LinkKind)]
    url: Annotated[Address, field("Its address.", "https://files.library.example/maps/charter")]
    label: Annotated[
        str | None, field("The words of the link, where the type does not say enough.", "Charter of 2024")
    ] = None


@dataclass(kw_only=True, slots=True)
class CommunityEntry:
    """The main facts about a community."""

    id: Annotated[str, field("Its id, which is unique. After a renaming it is another one.", "map-librarians")]
    name: Annotated[
        str,
        field("Its name, with its place in parentheses if another community has the same name.", "Map Librarians"),
    ]
    also_called: Annotated[
        tuple[str, ...], field("Other names: an acronym, former names.", ["YA", "Young Adult Services"])
    ]
    summary: Annotated[str, field("What it is about, in one sentence.", "Maps and atlases, on paper and on screens.")]
    topics: Annotated[tuple[Topic, ...], field("What it is about.", [TOPIC])]
    status: Annotated[str, word("Where it is in its life.", Status)]
    since: Annotated[Day | None, field("The day on which it came to its status.", "2026-02-03")] = None
    open: Annotated[bool, field("Whether people can join now.", True)]
    successor: Annotated[
        CommunityLink | None, field("The community that continues a merged or closed one.", EXAMPLE)
    ] = None
    formerly: Annotated[
        tuple[str, ...], field("Its former ids. Pages and files at the old addresses stay.", ["atlases"])
    ]
    part_of: Annotated[tuple[CommunityLink, ...], field("The communities that it is a part of.", [_WHOLE])]
    place: Annotated[Location | None, field("Where it is at home.", {"town": "Cambridge"})] = None
    languages: Annotated[tuple[str, ...], field("The languages that it speaks, each by its tag.", ["en", "es"])]
    url: Annotated[Address, field("The address of its page.", EXAMPLE["url"])]
    join_url: Annotated[
        Address | None,
        field("The address of the page that tells how to join, if people can.", f"{EXAMPLE['url']}join/"),
    ] = None
    data_url: Annotated[Address, field("The file with everything about it.", _DATA)]


_ENTRY = {
    **EXAMPLE,
    "summary": "Maps and atlases, on paper and on screens.",
    "topics": [TOPIC],
    "status": "active",
    "open": True,
    "formerly": [],
    "data_url": _DATA,
}


@dataclass(kw_only=True, slots=True)
class Communities:
    """All communities that there are or were, and their topics."""

    topics: Annotated[tuple[Topic, ...], field("Every topic, in the order of the site.", [TOPIC])]
    communities: Annotated[tuple[CommunityEntry, ...], field("Every community, in order of name.", [_ENTRY])]


@dataclass(kw_only=True, slots=True)
class Confirmation:
    """The last check of an entry."""

    date: Annotated[Day, field("The day.", "2026-10-01")]
    by: Annotated[str, field("In which role: the id of a role, or `association`.", "facilitator")]


@dataclass(kw_only=True, slots=True)
class Community(CommunityEntry):
    """Everything about one community. The file at a former id is the same as the one at the present id."""

    purpose: Annotated[
        str | None,
        field("What it is for, as plain text.", "Members compare what works before they buy, plan or ask for money."),
    ] = None
    suits: Annotated[str | None, field("Who should join.", "Anyone who works with maps.")] = None
    confirmed: Annotated[
        Confirmation | None,
        field("When someone last checked the entry.", {"date": "2026-10-01", "by": "facilitator"}),
    ] = None
    contact: Annotated[str | None, field("Its own email address, for questions.", "maps@library.example")] = None
    logo_url: Annotated[
        Address | None, field("The address of its logo.", "https://cops.example/cops/map-librarians.svg")
    ] = None
    links: Annotated[
        tuple[Link, ...],
        field("Its pages elsewhere.", [{"type": "charter", "url": "https://files.library.example/maps/charter"}]),
    ]
    parts: Annotated[tuple[CommunityLink, ...], field("The communities that are part of it.", [EXAMPLE])]
    news_url: Annotated[
        Address, field("Its news, as an Atom feed.", "https://cops.example/cops/map-librarians/news.xml")
    ]
    calendar_url: Annotated[
        Address | None,
        field("Its meetings, as an iCalendar file.", "https://cops.example/cops/map-librarians/calendar.ics"),
    ] = None
    channels: Annotated[tuple[Channel, ...], field("Where it talks, as in `channels.json`.", [])]
    people: Annotated[tuple[Person, ...], field("Who holds or held its seats, as in `people.json`.", [])]
    meetings: Annotated[tuple[Meeting, ...], field("Its meetings, as in `meetings.json`.", [])]
    needs: Annotated[tuple[Need, ...], field("Its needs, as in `needs.json`.", [])]
    resources: Annotated[tuple[Resource, ...], field("Its resources, as in `resources.json`.", [])]
