"""What people do to follow the news: read it, and give its feed to a feed reader."""

from __future__ import annotations

import feedparser
import pytest
from playwright.sync_api import Browser, expect


@pytest.mark.parametrize("scripts", [True, False])
def test_a_reader_finds_the_news_and_its_feed(browser: Browser, url: str, *, scripts: bool) -> None:
    with browser.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(url)
        page.get_by_role("link", name="What's happening", exact=True).first.click()
        page.goto(f"{url}news/")
        expect(page.get_by_role("heading", level=1)).to_have_text("News")
        item = page.locator(".cop-news li").first
        title = item.get_by_role("link").inner_text()
        link = page.get_by_role("article").get_by_role("link", name="news.xml")
        feed = feedparser.parse(fetched(context, link.evaluate("link => link.href")))
        assert not feed.bozo
        assert feed.entries[0].title == title
        item.get_by_role("link").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title.partition(":")[0])
