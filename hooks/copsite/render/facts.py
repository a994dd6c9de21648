"""The data of all pages, and what several of them gather from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from functools import cached_property

from copsite.catalog.models import Association, Catalog, Community, Resources, Words
from copsite.catalog.questions import volunteering_for
from copsite.catalog.terms import RoleTerms, role_terms
from copsite.channels.mailto import Message
from copsite.content.attachments import Attachment
from copsite.feeds.news import News
from copsite.markdown.text import Text
from copsite.render.channels import Way
from copsite.render.meetings import AHEAD, CommunityMeeting, meetings_ahead
from copsite.render.ways import ways
from copsite.yamlio.reader import Source


@dataclass(frozen=True)
class Facts:
    """The data of all pages: the catalog, its source with line numbers, written texts by uri, and today's date.

    `site_url` is the site's address for printed pages, or '' if it is unknown. `zones` are all time zones by name.
    `resource_lines` are the lines of the resources by their index, or None if there is no file. `attachments` are the
    files below docs/files/ by their path in it.
    """

    catalog: Catalog
    source: Source
    written: Mapping[str, Text]
    today: date
    site_url: str = ""
    zones: Mapping[str, tzinfo] = field(default_factory=dict)
    resources: Resources = field(default_factory=Resources)
    resource_lines: Mapping[int, int] | None = None
    resources_path: str = "data/resources.yaml"
    attachments: Mapping[str, Attachment] = field(default_factory=dict)

    @cached_property
    def sample(self) -> bool:
        """Tell whether an address of the catalog or of a resource uses a domain that is reserved for examples."""
        return self.catalog.sample or self.resources.sample

    @property
    def association(self) -> Association:
        """Return the association."""
        return self.catalog.association

    @property
    def words(self) -> Words:
        """Return what the association calls its communities and more."""
        return self.catalog.association.words

    @property
    def contact(self) -> Message:
        """Return an empty message to the association."""
        return Message(self.catalog.association.contact)

    @cached_property
    def ways(self) -> Mapping[str, Sequence[Way]]:
        """Return each community's channels, by its id."""
        return {one.id: ways(self.catalog, one) for one in self.catalog.communities}

    @cached_property
    def ways_in(self) -> Mapping[str, Way]:
        """Return the way in of each community that people can join, by its id, in order of the communities' names."""
        everyone = self.catalog.alphabetical
        return {one.id: way for one in everyone for way in self.ways[one.id] if way.channel is one.way_in}

    @cached_property
    def held(self) -> Mapping[str, Sequence[RoleTerms]]:
        """Give each community's holdings, by its id; communities come in order of their names."""
        return {one.id: [*role_terms(self.catalog, one, self.today)] for one in self.catalog.alphabetical}

    @cached_property
    def holdings(self) -> Mapping[str, Sequence[RoleTerms]]:
        """Give the holdings of each role, by its id, in order of the communities' names."""
        found: dict[str, list[RoleTerms]] = {id: [] for id in self.catalog.roles}
        for held in self.held.values():
            for holding in held:
                found[holding.role_id].append(holding)
        return found

    @cached_property
    def volunteering(self) -> Mapping[tuple[str, str], Message]:
        """Return a volunteer's message for each role with a vacancy, by the ids of its community and of the role."""
        vacant = (holding for held in self.held.values() for holding in held if holding.vacancies)
        return {
            (one.community.id, one.role_id): volunteering_for(self.catalog, one.community, one.role) for one in vacant
        }

    @cached_property
    def gathered(self) -> Mapping[str, Sequence[Community]]:
        """Return the communities that merged into each successor, by its id."""
        found: dict[str, list[Community]] = {}
        for community in self.catalog.alphabetical:
            found.setdefault(community.successor or "", []).append(community)
        return found

    @cached_property
    def ahead(self) -> Mapping[str, Sequence[CommunityMeeting]]:
        """Return each community's meetings in the coming three months, and the next of each series, by its id."""
        catalog = self.catalog
        found = {
            one.id: meetings_ahead(one, catalog.association, self.zones, self.today) for one in catalog.communities
        }
        return {id: meetings for id, meetings in found.items() if meetings}

    @cached_property
    def coming(self) -> Sequence[CommunityMeeting]:
        """Return the meetings of the coming three months, in order of time."""
        last = self.today + AHEAD
        found = (one for meetings in self.ahead.values() for one in meetings if one.day <= last)
        return sorted(found, key=lambda one: one.in_order)

    @cached_property
    def news(self) -> News:
        """Return the news as of today."""
        return News(self.catalog, self.resources, self.today)

    @cached_property
    def by_topic(self) -> Mapping[str, Sequence[Community]]:
        """Return the communities that have not ended by topic, sorted by name."""
        found: dict[str, list[Community]] = {topic: [] for topic in self.catalog.topics}
        for community in self.catalog.alphabetical:
            for topic in () if community.status.ended else community.topics:
                found[topic].append(community)
        return found

    @cached_property
    def ranks(self) -> Mapping[tuple[str, str], int]:
        """Return each community's index in `by_topic`, by topic and id."""
        return {(topic, one.id): n for topic, ones in self.by_topic.items() for n, one in enumerate(ones)}
