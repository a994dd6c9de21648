"""Feeds are Atom (RFC 4287; the numbers are its sections), for readers and programs, whatever the names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from builds import HOST
from conftest import Golden
from copsite.catalog.models import Catalog, Community, Resources
from copsite.feeds.atom import Feed, atom, feed_files
from copsite.feeds.news import News
from copsite.feeds.news_item import NewsItem
from toys import toy_site

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
ATOM = "{http://www.w3.org/2005/Atom}"
TOY = toy_site().facts
DETROIT = TOY.zones["America/Detroit"]


def feeds_of(news: News = TOY.news, site_url: str = f"{HOST}/", zone: tzinfo = DETROIT) -> dict[str, bytes]:
    """Return every feed of the news by its file."""
    return {uri: content() for uri, content in feed_files(news, "news.md", site_url, zone)}


FEEDS = feeds_of()


def parsed(data: bytes) -> Any:
    """Read a feed as a feed reader does."""
    return feedparser.parse(data, response_headers={"content-type": "application/atom+xml"})


def texts(data: bytes, tag: str) -> list[str]:
    """Return the text of each element with this name."""
    return [element.text or "" for element in etree.fromstring(data).iter(ATOM + tag)]


def with_name(name: str) -> News:
    """Return the toy's news with this name for a community, a person, an organization, a meeting and a resource."""
    toy = TOY.catalog

    def named(one: Community) -> Community:
        people = {
            role: tuple(seat.model_copy(update={"name": name, "organization": name}) for seat in seats)
            for role, seats in one.people.items()
        }
        meetings = tuple(meeting.model_copy(update={"title": name, "where": name}) for meeting in one.meetings)
        needs = tuple(need.model_copy(update={"what": name}) for need in one.needs)
        more = {"name": name, "summary": name, "people": people, "meetings": meetings, "needs": needs}
        return one.model_copy(update=more)

    catalog = Catalog(
        association=toy.association.model_copy(update={"name": name, "short_name": name}),
        topics=toy.topics,
        roles={id: role.model_copy(update={"name": name}) for id, role in toy.roles.items()},
        communities=tuple(map(named, toy.communities)),
    )
    resources = tuple(one.model_copy(update={"title": name, "by": name}) for one in TOY.resources.resources)
    return News(catalog, Resources(resources=resources), TOY.today)


def test_there_is_a_feed_for_all_and_for_each_community_at_its_former_addresses_too() -> None:
    ids = [id for one in TOY.catalog.communities for id in (one.id, *one.formerly)]
    assert [*FEEDS] == ["news.xml", *(f"cops/{id}/news.xml" for id in ids)]
    assert FEEDS["cops/atlases/news.xml"] == FEEDS["cops/maps/news.xml"]


def test_a_catalog_without_communities_has_no_feed() -> None:
    toy = TOY.catalog
    empty = Catalog(association=toy.association, topics=toy.topics, roles=toy.roles, communities=())
    assert feeds_of(News(empty, Resources(), TOY.today)) == {}


@pytest.mark.parametrize("uri", FEEDS)
def test_a_feed_is_valid(uri: str) -> None:
    root = etree.fromstring(FEEDS[uri])
    SCHEMA.assertValid(root)
    ids = texts(FEEDS[uri], "id")
    assert len(ids) == len({*ids})  # 4.1.1: entries with one id would be one entry; 4.2.6
    for element in (root, *root.iter(f"{ATOM}entry")):
        links = [link.get("rel") for link in element.findall(f"{ATOM}link")]
        assert links.count("alternate") == 1  # 4.1.1, 4.1.2: at most one of a type and language; without content, one
        assert element is not root or links.count("self") == 1  # 4.1.1
    # 4.2.15: the feed is as new as its newest entry; one without entries needs a day too (4.1.1).
    updated, *entries = texts(FEEDS[uri], "updated")
    assert updated == max(entries, default="1970-01-01T00:00:00-05:00")


# Changes that make a feed invalid: the schema must notice each.
FAULTS = {
    "no id (4.1.1)": (r"<id>[^<]*</id>", ""),
    "no title (4.1.1)": (r"<title>[^<]*</title>", ""),
    "no author (4.1.1)": (r"<author>.*?</author>", ""),
    "an author without a name (3.2.1)": (r"<name>[^<]*</name>", ""),
    "a day without a time (3.3)": (r"T\d\d:\d\d:\d\d[+-]\d\d:\d\d", ""),
    "a time without a zone (3.3)": (r"(T\d\d:\d\d:\d\d)[+-]\d\d:\d\d", r"\1"),
    "seconds in the offset (3.3)": (r"-05:00", "-05:32:11"),
    "a relative id (4.2.6)": (r"urn:uuid:", ""),
    "a link to nowhere (4.2.7.1)": (r' href="[^"]*"', ""),
    "an unknown relation (4.2.7.2)": (r'rel="self"', 'rel="own"'),
    "a category without a term (4.2.2.1)": (r' term="\w+"', ""),
    "two titles (4.1.2)": (r"(<published>)", r"<title>Two</title>\1"),
    "an unknown element": (r"(<published>)", r"<date/>\1"),
    "elements of no namespace": (r' xmlns="[^"]*"', ""),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_schema_notices(fault: str) -> None:
    old, new = FAULTS[fault]
    changed, count = re.subn(old, new, FEEDS["news.xml"].decode(), count=1, flags=re.DOTALL)
    assert count == 1
    assert not SCHEMA.validate(etree.fromstring(changed.encode()))


def test_a_feed_reader_understands_it() -> None:
    for uri, data in FEEDS.items():
        feed = parsed(data)
        assert not feed.bozo, uri
        assert feed.version == "atom10"
        assert feed.encoding == "utf-8"
        assert (feed.feed.author, feed.feed.language) == ("Toy Library Association", "en")
    feed = parsed(FEEDS["cops/maps/news.xml"])
    assert (feed.feed.title, feed.feed.link) == ("TLA Maps", f"{HOST}/cops/maps/")
    assert feed.feed.links[0] == {
        "rel": "self",
        "type": "application/atom+xml",
        "href": f"{HOST}/cops/maps/news.xml",
    }
    newest = feed.entries[0]
    assert newest.title == "New data: Sizes of map drawers"
    assert (
        newest.summary
        == "Which map fits which drawer. By Sample Map Library, for Maps. It replaces “Sizes of map shelves”."
    )
    assert newest.published == newest.updated == "2026-11-02T00:00:00-05:00"
    assert newest.updated_parsed[:5] == (2026, 11, 2, 5, 0)
    assert [(one.term, one.label) for one in newest.tags] == [("resource", "Resources")]


def test_links_are_relative_if_the_address_of_the_site_is_unknown() -> None:
    feeds = feeds_of(site_url="")
    hrefs = {
        uri: {link.get("href") for link in etree.fromstring(data).iter(f"{ATOM}link")} for uri, data in feeds.items()
    }
    others = ("needs/#open", *(f"resources/#resource:{id}" for id in ("wet-books", "map-drawers", "map-shelves")))
    own = {"", "#people", "#meeting:map-hour"}
    assert hrefs["cops/maps/news.xml"] == {"news.xml", *(f"./{to}" for to in own), *(f"../../{to}" for to in others)}
    assert hrefs["cops/atlases/news.xml"] == {
        *("../maps/news.xml", *(f"../maps/{to}" for to in own)),
        *(f"../../{to}" for to in others),
    }
    assert {"news.xml", "news/", "cops/film/", "cops/maps/#people", *others} <= hrefs["news.xml"]
    for data in feeds.values():
        SCHEMA.assertValid(etree.fromstring(data))
        assert not parsed(data).bozo


def test_ids_are_the_same_wherever_the_site_is_and_whatever_a_community_is_called() -> None:
    elsewhere = feeds_of(site_url="https://new.example/cops/")
    assert [texts(data, "id") for data in elsewhere.values()] == [texts(data, "id") for data in FEEDS.values()]
    assert texts(feeds_of(with_name("Maps"))["news.xml"], "id") != texts(FEEDS["news.xml"], "id")


def test_two_associations_share_no_id() -> None:
    toy = TOY.catalog
    other = toy.association.model_copy(update={"name": "Tin Library Association"})
    catalog = Catalog(association=other, topics=toy.topics, roles=toy.roles, communities=toy.communities)
    found = feeds_of(News(catalog, TOY.resources, TOY.today))
    assert not {*texts(found["news.xml"], "id")} & {*texts(FEEDS["news.xml"], "id")}


NAMES = [
    "Maps & <b>more</b>",
    "]]> <![CDATA[ <!-- -->",
    "&amp; &#60; &copy;",
    "\"quotes\" and 'more'",
    "<?xml version='1.0'?><!DOCTYPE feed>",
    "Łódź 📚 ñ",
    "ספריות וקהילות",
    "Les كتب",
    "javascript:alert(1)",
    "W" * 60,
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_there_literally(name: str) -> None:
    for uri, data in feeds_of(with_name(name)).items():
        SCHEMA.assertValid(etree.fromstring(data))
        assert not parsed(data).bozo
        assert texts(data, "name") == [name]
        assert name in texts(data, "title")[0]
        titles, without = texts(data, "title")[1:], len(texts(FEEDS[uri], "title")) - 1
        assert len(titles) == without
        assert all(name in title for title in titles)
        assert {element.tag for element in etree.fromstring(data).iter()} <= {
            ATOM + tag
            for tag in (
                "feed",
                "id",
                "title",
                "updated",
                "author",
                "name",
                "link",
                "entry",
                "published",
                "category",
                "summary",
            )
        }


# A day, a time zone, and the beginning of that day.
MOMENTS: list[tuple[str, tzinfo, str]] = [
    ("2026-11-24", DETROIT, "2026-11-24T00:00:00-05:00"),
    ("2026-07-01", DETROIT, "2026-07-01T00:00:00-04:00"),
    ("2026-11-24", TOY.zones["Pacific/Auckland"], "2026-11-24T00:00:00+13:00"),
    ("2026-11-24", TOY.zones["Asia/Kathmandu"], "2026-11-24T00:00:00+05:45"),
    ("2026-11-24", UTC, "2026-11-24T00:00:00+00:00"),
    ("1880-01-01", DETROIT, "1880-01-01T00:00:00-05:33"),  # by the sun, to the second, which RFC 3339 cannot say
    ("0001-01-01", TOY.zones["Pacific/Auckland"], "0001-01-01T00:00:00+11:39"),
    ("9999-12-31", timezone(timedelta(hours=-12)), "9999-12-31T00:00:00-12:00"),
    # A day that begins at one o'clock, as the clocks change at midnight.
    ("2026-09-06", TOY.zones["America/Santiago"], "2026-09-06T00:00:00-04:00"),
]


@pytest.mark.parametrize(("day", "zone", "expected"), MOMENTS)
def test_an_item_is_of_the_beginning_of_its_day_in_the_zone_of_the_association(
    day: str, zone: tzinfo, expected: str
) -> None:
    item = NewsItem(date.fromisoformat(day), "need", ("key",), "A title", "A text", "index.md")
    data = atom(Feed("news.xml", "news.xml", "news.md", ("feed",), "News", "SLA", "communities", "", zone, [item]))
    assert texts(data, "updated") == [expected] * 2
    assert texts(data, "published") == [expected]
    SCHEMA.assertValid(etree.fromstring(data))
    assert datetime.fromisoformat(expected).date() == date.fromisoformat(day)


def test_the_feed_of_a_community_of_the_toy(golden: Golden) -> None:
    assert feeds_of(News(TOY.catalog, TOY.resources, TOY.today)) == FEEDS
    lines = re.sub(
        r"(?=</?entry>|<(?:id|title|updated|author|published|link|category|summary)\b)",
        "\n",
        FEEDS["cops/maps/news.xml"].decode(),
    )
    golden(Path(__file__).with_name("toy_maps.xml"), f"{lines}\n".replace("\n\n", "\n"))


def test_entries_of_one_thing_have_one_id_in_both_feeds() -> None:
    def ids(uri: str) -> Mapping[str, str]:
        return {entry.title: entry.id for entry in parsed(FEEDS[uri]).entries}

    whole = ids("news.xml")
    for uri in FEEDS:
        assert ids(uri).items() <= whole.items()
