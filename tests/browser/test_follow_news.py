"""What people do to follow the news: read it, and give its feed to a feed reader."""

from __future__ import annotations

import feedparser
import pytest
from playwright.sync_api import Browser, Page, expect

FEEDS = [
    # The way from the overview to a page with a link to a feed, and that feed.
    (["What's happening", "News"], "MLA communities"),
    (["Communities", "Cataloging"], "MLA Cataloging"),
]


def feed_at(page: Page, address: str) -> feedparser.FeedParserDict:
    """Read a feed as a feed reader does, from its address."""
    answer = page.request.get(address)
    assert answer.ok
    feed = feedparser.parse(answer.body(), response_headers={"content-type": "application/atom+xml"})
    assert not feed.bozo
    return feed


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(("way", "title"), FEEDS)
def test_a_reader_finds_a_feed_by_its_link_and_a_program_by_the_head(
    browser: Browser, url: str, way: list[str], title: str, *, scripts: bool
) -> None:
    with browser.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(url)
        for step in way:
            page.get_by_role("link", name=step, exact=True).first.click()
        link = page.locator("article a[href$='news.xml']")
        feed = feed_at(page, link.evaluate("link => link.href"))
        assert feed.feed.title == title
        named = page.locator("head link[type='application/atom+xml']").first.evaluate("link => link.href")
        assert feed_at(page, named).feed.id == feed.feed.id


def test_an_item_leads_to_what_it_is_about(browser: Browser, url: str) -> None:
    with browser.new_page() as page:
        page.goto(f"{url}news/")
        items = page.locator(".cop-items > li")
        assert items.count() == 50
        item = items.filter(has_text="is forming").first
        name = item.get_by_role("link").inner_text().removesuffix(" is forming")
        item.get_by_role("link").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_the_theme_asks_for_nothing_beside_a_feed(browser: Browser, url: str) -> None:
    asked: list[str] = []
    with browser.new_page() as page:
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{url}cops/cataloging/")
        page.wait_for_load_state("networkidle")
    assert len(asked) > 3
    assert [address for address in asked if address.endswith((".xml", ".ics"))] == []
