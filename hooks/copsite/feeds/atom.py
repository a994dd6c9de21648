"""News as Atom feeds (RFC 4287): one for all communities, and one for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache, partial
from html import escape
from typing import NamedTuple

from copsite.calendars.links import subscription_name
from copsite.catalog.day_types import UNKNOWN_DAY
from copsite.catalog.models import Community
from copsite.catalog.nouns import capitalized
from copsite.content.urls import full_url
from copsite.feeds.news import News
from copsite.feeds.news_item import KINDS, NewsItem, permanent_id

TYPE = "application/atom+xml"
WHOLE_FEED = "news.xml"
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
_ATOM = "http://www.w3.org/2005/Atom"
_MINUTE = timedelta(minutes=1)


class Feed(NamedTuple):
    """A feed: its file, the file to ask for from now on, its page, and its items, the newest first.

    `key` identifies it among the feeds of its `publisher`, which calls its communities `communities`. If `site_url` is
    unknown (''), links are relative.
    """

    uri: str
    present: str
    page: str
    key: tuple[str, ...]
    title: str
    publisher: str
    communities: str
    site_url: str
    zone: tzinfo
    items: Sequence[NewsItem]


def feed_uri(id: str) -> str:
    """Return the file of the feed of the community with this id, present or former."""
    return f"cops/{id}/{WHOLE_FEED}"


def feed_files(news: News, page: str, site_url: str, zone: tzinfo) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield every feed as its uri and a function that returns its content; `page` has the news of all communities.

    Each community has a feed, even before there is news of it, at its former addresses too.
    """
    association = news.catalog.association
    publisher, communities = association.name, association.words.communities

    def everything() -> bytes:
        uris, title = (WHOLE_FEED, WHOLE_FEED, page), subscription_name(association)
        return atom(Feed(*uris, ("feed",), title, publisher, communities, site_url, zone, news.newest))

    def of(community: Community, id: str) -> bytes:
        uris = feed_uri(id), feed_uri(community.id), f"cops/{community.id}.md"
        key, title = ("feed", community.first_id), subscription_name(association, community)
        return atom(Feed(*uris, key, title, publisher, communities, site_url, zone, news.newest_of(community)))

    if news.catalog.communities:
        yield WHOLE_FEED, everything
    for community in news.catalog.communities:
        for id in (community.id, *community.formerly):
            yield feed_uri(id), partial(of, community, id)


def atom(feed: Feed) -> bytes:
    """Return the feed as XML in UTF-8."""
    head = (
        _element("id", permanent_id(feed.publisher, *feed.key)),
        _element("title", feed.title),
        _element("updated", _moment(feed.items[0].day if feed.items else UNKNOWN_DAY, feed.zone)),
        f"<author>{_element('name', feed.publisher)}</author>",
        _link(feed, "self", TYPE, feed.present),
        _link(feed, "alternate", "text/html", feed.page),
    )
    entries = (_entry(feed, item) for item in feed.items)
    return f'{_DECLARATION}\n<feed xmlns="{_ATOM}" xml:lang="en">{"".join((*head, *entries))}</feed>\n'.encode()


def _entry(feed: Feed, item: NewsItem) -> str:
    parts = (
        _element("id", permanent_id(feed.publisher, *item.key)),
        _element("title", item.title),
        _times(item.day, feed.zone),
        _link(feed, "alternate", "text/html", item.link),
        _category(item.kind, capitalized(feed.communities) if item.kind == "community" else KINDS[item.kind]),
        _element("summary", item.text) if item.text else "",
    )
    return f"<entry>{''.join(parts)}</entry>"


@lru_cache  # many things happen on one day
def _times(day: date, zone: tzinfo) -> str:
    moment = _moment(day, zone)
    return _element("published", moment) + _element("updated", moment)


@lru_cache
def _category(kind: str, label: str) -> str:
    return _element("category", term=kind, label=label)


def _link(feed: Feed, rel: str, type: str, target: str) -> str:
    return _element("link", rel=rel, type=type, href=full_url(target, feed.uri, feed.site_url))


def _element(tag: str, text: str = "", /, **attributes: str) -> str:
    """Return an element with its text and attributes escaped; ElementTree takes twice the time for a whole feed."""
    named = "".join([f' {name}="{escape(value)}"' for name, value in attributes.items()]) if attributes else ""
    return f"<{tag}{named}>{escape(text, quote=False)}</{tag}>" if text else f"<{tag}{named} />"


def _moment(day: date, zone: tzinfo) -> str:
    """Return the beginning of a day as in RFC 3339, in which a zone's offset from UTC has no seconds."""
    start = datetime.combine(day, time())
    offset = (zone.utcoffset(start) or timedelta()) // _MINUTE * _MINUTE
    return start.replace(tzinfo=timezone(offset) if offset else UTC).isoformat()
