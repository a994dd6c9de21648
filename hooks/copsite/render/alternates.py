"""The feeds and calendars that belong to a page, for programs that look for them in its head."""

from __future__ import annotations

from collections.abc import Container, Iterator

from copsite.calendars.links import WHOLE_CALENDAR, calendar_uri, subscription_name
from copsite.catalog.models import Catalog
from copsite.content.documents import community_id_of
from copsite.content.urls import relative_url
from copsite.feeds.atom import TYPE, WHOLE_FEED, feed_uri
from copsite.html.head_metadata import Alternate

_CALENDAR = "text/calendar"


def alternates_of(catalog: Catalog, uri: str, files: Container[str]) -> Iterator[Alternate]:
    """Yield those of the page `uri`: a community's own on its page, then those of all communities.

    `files` are the site's generated files.
    """
    own = catalog.by_id.get(community_id_of(uri) or "")
    for community in (own, None) if own else (None,):
        feed = feed_uri(community.id) if community else WHOLE_FEED
        calendar = calendar_uri(community) if community else WHOLE_CALENDAR
        name = subscription_name(catalog.association, community)
        for type, kind, file in ((TYPE, "News", feed), (_CALENDAR, "Calendar", calendar)):
            if file in files:
                yield Alternate(type, f"{kind}: {name}", relative_url(file, uri))
