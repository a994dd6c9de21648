"""What the data is made from, and the addresses in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from functools import cached_property, lru_cache
from typing import TypeAlias

from copsite.catalog.models import Catalog, Community, Meeting, Resource, Resources
from copsite.catalog.occurrences import Occurrence
from copsite.content.urls import url_of
from copsite.feeds.api.records import CommunityLink, Topic

CommunityMeeting: TypeAlias = tuple[Community, Meeting, Occurrence]


@dataclass(frozen=True)
class Sources:
    """The catalog, the resources, all time zones by name, and how to find the meetings from `today` to `last`.

    `site_url` is the site's address, or '' if it is unknown; `guide` is the source of the page that explains the data,
    or '' if there is none.
    """

    catalog: Catalog
    resources: Resources
    zones: Mapping[str, tzinfo]
    today: date
    last: date
    coming: Callable[[], Iterable[CommunityMeeting]]
    site_url: str = ""
    guide: str = ""

    @cached_property
    def communities(self) -> Sequence[Community]:
        """Return the communities in order of name."""
        return sorted(self.catalog.communities, key=lambda one: (one.name.casefold(), one.id))

    @cached_property
    def newest_resources(self) -> Sequence[Resource]:
        """Return the resources, the newest first."""
        return sorted(self.resources.resources, key=lambda one: (-one.date.toordinal(), one.title.casefold(), one.id))

    @cached_property
    def resources_by_id(self) -> Mapping[str, Resource]:
        """Return the resources by id."""
        return {one.id: one for one in self.resources.resources}

    @cached_property
    def replaced_by(self) -> Mapping[str, Sequence[Resource]]:
        """Return the resources that replace another, by its id, the newest first."""
        found: dict[str, list[Resource]] = {}
        for resource in self.newest_resources:
            if resource.replaces:
                found.setdefault(resource.replaces, []).append(resource)
        return found

    @cached_property
    def resources_by_community(self) -> Mapping[str, Sequence[Resource]]:
        """Return the resources of each community by its id, the newest first."""
        found: dict[str, list[Resource]] = {}
        for resource in self.newest_resources:
            for id in dict.fromkeys(resource.communities):
                found.setdefault(id, []).append(resource)
        return found


@dataclass(frozen=True)
class File:
    """A file of the data, `uri`, and the addresses in it: absolute, or relative to it if the site's is unknown."""

    uri: str
    sources: Sources

    @cached_property
    def top(self) -> str:
        """Return the address of the site's first page."""
        return self.sources.site_url or "../" * self.uri.count("/")

    def address(self, target: str) -> str:
        """Return the address of `target`, a source below docs/ with or without `#anchor`."""
        uri, hash_, anchor = target.partition("#")
        return self.top + url_of(uri) + hash_ + anchor

    def community(self, community: Community) -> CommunityLink:
        """Return a reference to a community."""
        return _community(self.top, community.id, community.name)

    def topics(self, ids: Iterable[str]) -> tuple[Topic, ...]:
        """Return the topics with these ids."""
        return tuple(Topic(id=id, name=self.sources.catalog.topics[id]) for id in ids)


@lru_cache(maxsize=20_000)  # most files name it
def _community(top: str, id: str, name: str) -> CommunityLink:
    return CommunityLink(id=id, name=name, url=top + url_of(f"cops/{id}.md"))
