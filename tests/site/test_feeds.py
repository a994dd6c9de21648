"""The feeds of the built site: where their entries lead, and how programs find them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import feedparser
import pytest

from builds import HOST, bytes_of
from copsite.content.urls import url_of
from copsite.render.files import files_of
from copsite.render.pages import pages_of
from markup import Markup, markup_of
from reader import site_with, text_with
from toys import toy_site as toy_with_address

ATOM, CALENDAR = "application/atom+xml", "text/calendar"


def alternates(page: Markup, type: str) -> list[tuple[str, str]]:
    """Return the feeds or calendars in a page's head, as title and link."""
    links = (link.attributes for link in page.all("link", rel="alternate", type=type))
    return [(link["title"], link["href"]) for link in links]


def test_every_entry_leads_to_an_anchor_of_the_site(toy_site: Path) -> None:
    pages = markup_of(toy_site)
    feeds = [*toy_site.rglob("news.xml")]
    assert len(feeds) == 16
    for path in feeds:
        feed = feedparser.parse(path.read_bytes())
        for link in (feed.feed.link, *(entry.link for entry in feed.entries)):
            address, _, anchor = unquote(link.removeprefix(f"{HOST}/")).partition("#")
            assert anchor in ["", *pages[f"{address}index.html"].ids], link
        own = feed.feed.links[0].href.removeprefix(f"{HOST}/")
        assert (toy_site / own).read_bytes() == path.read_bytes()


def test_the_page_of_news_has_what_the_feed_has(toy_site: Path) -> None:
    page = markup_of(toy_site)["news/index.html"]
    feed = feedparser.parse((toy_site / "news.xml").read_bytes())
    items = [element.text for element in page.all("li") if any("cop-items" in one.classes for one in element.within)]
    assert len(items) == len(feed.entries) > 20
    for item, entry in zip(items, feed.entries, strict=True):
        assert item.endswith(f"{entry.title} {entry.summary}".strip())


def test_each_page_names_the_feed_of_all_and_a_community_its_own_first(toy_site: Path) -> None:
    pages = markup_of(toy_site)
    whole = "News: TLA communities"
    assert alternates(pages["index.html"], ATOM) == [(whole, "news.xml")]
    assert alternates(pages["handbook/whole/index.html"], ATOM) == [(whole, "../../news.xml")]
    assert alternates(pages["cops/maps/join/index.html"], ATOM) == [(whole, "../../../news.xml")]
    assert alternates(pages["cops/maps/index.html"], ATOM) == [
        ("News: TLA Maps", "news.xml"),
        (whole, "../../news.xml"),
    ]
    moved = [name for name, page in pages.items() if list(page.all("meta", **{"http-equiv": "refresh"}))]
    without = [name for name, page in pages.items() if not alternates(page, ATOM)]
    assert sorted(without) == sorted(["404.html", *moved])


def test_pages_name_the_calendars_that_there_are(toy_site: Path) -> None:
    files = bytes_of(toy_site)
    for name, page in markup_of(toy_site).items():
        folder = name.removesuffix("index.html")
        found = {(toy_site / folder / link).resolve() for _, link in alternates(page, CALENDAR)}
        # A page at a former address names none, as it names no feed.
        named = {"calendar.ics", f"{folder}calendar.ics"} & files.keys() if alternates(page, ATOM) else ()
        assert found == {(toy_site / name).resolve() for name in named}, name


@pytest.mark.parametrize("place", ["", f"{HOST}/cops/"])
def test_links_are_found_wherever_the_site_is(place: str) -> None:
    site = toy_with_address(site_url=place)
    pages = {url_of(uri) for uri in (*(page.uri for page in pages_of(site.facts)), *site.written)}
    for file in files_of(site.facts):
        if file.uri.endswith("news.xml"):
            headers = {"content-location": f"{HOST}/cops/{file.uri}", "content-type": ATOM}
            feed = feedparser.parse(file.content(), response_headers=headers)
            assert not feed.bozo
            links = (feed.feed.link, *(entry.link for entry in feed.entries))
            assert {link.removeprefix(f"{HOST}/cops/").partition("#")[0] for link in links} <= pages


def test_a_site_without_communities_has_no_news_and_no_feed() -> None:
    catalog = text_with().partition("communities:")[0] + "communities: []\n"
    facts = site_with({}, catalog).facts
    (page,) = [page for page in pages_of(facts) if page.uri == "news.md"]
    html = page.render().html
    assert "There’s no news as of <time" in html
    assert "news.xml" not in html
    assert [file.uri for file in files_of(facts) if file.uri.endswith("news.xml")] == []
