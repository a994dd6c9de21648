"""Pages generated from the catalog, one module for each kind."""

from __future__ import annotations

from collections.abc import Iterator

from copsite.render.context import Page
from copsite.render.facts import Facts
from copsite.render.pages.calendar import calendar_page
from copsite.render.pages.community import community_page, moved_page
from copsite.render.pages.directory import directory
from copsite.render.pages.edit import edit_page
from copsite.render.pages.join import join_page
from copsite.render.pages.needs import needs_page
from copsite.render.pages.news import news_page
from copsite.render.pages.resources import resources_page
from copsite.render.pages.roles import role_page, roles_page


def pages_of(facts: Facts) -> Iterator[Page]:
    """Yield every generated page except the whole handbook, unrendered and in a fixed order."""
    yield directory(facts)
    # Rendering pages of one kind in a row makes better use of the CPU's caches.
    for kind, below in ((community_page, ""), (join_page, "/join")):
        for community in facts.catalog.communities:
            yield kind(facts, community)
            for former in community.formerly:
                yield moved_page(facts, community, f"cops/{former}{below}.md", f"cops/{community.id}{below}.md")
    yield roles_page(facts)
    for role_id in facts.catalog.roles:
        yield role_page(facts, role_id)
    yield calendar_page(facts)
    yield news_page(facts)
    yield needs_page(facts)
    yield resources_page(facts)
    yield edit_page(facts)
