"""What the data is made from, and the addresses in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from functools import lru_cache
from typing import TypeAlias

from copsite.catalog.models import Catalog, Community, Meeting, Resources
from copsite.catalog.occurrences import Occurrence
from copsite.content.urls import full_url
from copsite.feeds.api.records import Channel, CommunityLink, Topic

CommunityMeeting: TypeAlias = tuple[Community, Meeting, Occurrence]


@dataclass(frozen=True)
class Sources:
    """The catalog, the resources, all time zones by name, and how to find the meetings from `today` to `last`.

    `site_url` is the site's address, or '' if it is unknown; `guide` is the source of the page that explains the data,
    or '' if there is none. `channels` are the records made so far, by community and its address, since two files have
    them.
    """

    catalog: Catalog
    resources: Resources
    zones: Mapping[str, tzinfo]
    today: date
    last: date
    coming: Callable[[], Iterable[CommunityMeeting]]
    site_url: str = ""
    guide: str = ""
    channels: dict[tuple[str, str], tuple[Channel, ...]] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class File:
    """A file of the data, `uri`, and the addresses in it: absolute, or relative to it if the site's is unknown."""

    uri: str
    sources: Sources

    def address(self, target: str) -> str:
        """Return the address of `target`, a source below docs/ with or without `#anchor`."""
        return full_url(target, self.uri, self.sources.site_url)

    def community(self, community: Community) -> CommunityLink:
        """Return a reference to a community."""
        site_url = self.sources.site_url
        return _community(community.id, community.full_name, "" if site_url else self.uri, site_url)

    def topics(self, ids: Iterable[str]) -> tuple[Topic, ...]:
        """Return the topics with these ids."""
        return tuple(Topic(id=id, name=self.sources.catalog.topics[id]) for id in ids)


@lru_cache(maxsize=20_000)  # most files name it
def _community(id: str, name: str, from_uri: str, site_url: str) -> CommunityLink:
    return CommunityLink(id=id, name=name, url=full_url(f"cops/{id}.md", from_uri, site_url))
