"""The page of news: what happened in the communities lately, by month."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from copsite.catalog.terms import ENDING
from copsite.content.urls import full_url
from copsite.feeds.atom import WHOLE_FEED
from copsite.feeds.happenings import NOTICE
from copsite.render.context import NEWS, Page, page
from copsite.render.facts import Facts
from copsite.render.phrases import description


def news_page(facts: Facts) -> Page:
    """Return the page with the newest items, and the link to their feed."""

    def values() -> dict[str, Any]:
        newest = facts.news.newest
        by_month = groupby(newest, key=lambda item: item.day.replace(day=1))
        return {
            "months": [(f"month:{first:%Y-%m}", f"{first:%B %Y}", [*items]) for first, items in by_month],
            "feed": WHOLE_FEED,
            "feed_url": full_url(WHOLE_FEED, NEWS, facts.site_url),
            "notice": NOTICE.days,
            "ending": ENDING.days,
            "today": facts.today,
        }

    return page(
        facts,
        "news.html",
        NEWS,
        values,
        title="News",
        description=description(
            f"What's new in the {facts.words.communities} of {facts.association.named}, and how to follow it.",
            f"New {facts.words.communities}, people, meetings, resources and needs.",
        ),
        entry="communities",
    )
