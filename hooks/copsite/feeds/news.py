"""The news of communities as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

from copsite.catalog.models import Catalog, Community, Resource, Resources, Status
from copsite.feeds.happenings import community_news, resource_news, status_news
from copsite.feeds.news_item import NewsItem

MOST = 50  # items on the page, and in each feed


@dataclass(frozen=True)
class News:
    """All news as of a day.

    An item follows from the catalog and the resources alone, and so do its day and its words; `today` only decides
    which items there are already. So as days pass, items are added at the top, and no other item changes.
    """

    catalog: Catalog
    resources: Resources
    today: date

    @cached_property
    def newest(self) -> Sequence[NewsItem]:
        """Return the newest items of all communities."""
        communities = (item for one in self.catalog.communities for item in self._own(one))
        resources = (item for one in self.resources.resources for item in self._of(one))
        return self._newest(chain(communities, resources))

    def newest_of(self, community: Community) -> Sequence[NewsItem]:
        """Return the newest items of one community, with those of its resources and of communities merged into it."""
        merged = (item for one in self._merged_into.get(community.id, ()) for item in status_news(self.catalog, one))
        resources = (item for one in self.resources.by_community.get(community.id, ()) for item in self._of(one))
        return self._newest(chain(self._own(community), merged, resources))

    def _newest(self, items: Iterable[NewsItem]) -> Sequence[NewsItem]:
        past = (item for item in items if item.day <= self.today)
        return sorted(past, key=lambda item: item.in_order)[:MOST]

    @cached_property
    def _merged_into(self) -> Mapping[str, Sequence[Community]]:
        found: dict[str, list[Community]] = {}
        for community in self.catalog.communities:
            if community.status == Status.MERGED:
                found.setdefault(community.successor or "", []).append(community)
        return found

    def _own(self, community: Community) -> Iterable[NewsItem]:
        return community_news(self.catalog, community, self.resources.by_id)

    def _of(self, resource: Resource) -> Iterable[NewsItem]:
        return resource_news(self.catalog, resource, self.resources.by_id)
