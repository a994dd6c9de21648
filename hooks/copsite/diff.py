"""Summarize how a change to the catalog and the written pages affects the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from copsite.catalog.differences import meeting_differences, need_differences
from copsite.catalog.models import Catalog, Community
from copsite.render.context import EDIT, Site
from copsite.render.pages import pages_of
from copsite.render.phrases import by_name


def effects(base: Site, head: Site, not_compared: Sequence[str] = ()) -> Iterator[str]:
    """Yield a sentence for each community and each other thing that differs, and then how many pages do.

    The last sentence names the files that changed but are `not_compared`, where there are any.
    """
    before, after = _pages(base), _pages(head)
    named = head.facts.catalog.by_any_id
    was = {named[one.id].id: one for one in base.facts.catalog.communities if one.id in named}
    reported: set[str] = set()
    for community in by_name(head.facts.catalog.communities):
        old = was.get(community.id)
        if old is None:
            yield f"{community.name}: new, {community.status}."
        elif differences := ", ".join(_differences(old, community)):
            same = before[f"cops/{old.id}/join.md"] == after[f"cops/{community.id}/join.md"]
            yield f"{community.name}: {differences}; join page {'unchanged' if same else 'changes'}."
            reported |= {f"cops/{id}{page}.md" for id in (community.id, old.id) for page in ("", "/join")}
    for community in by_name(base.facts.catalog.communities):
        if community.id not in named:
            yield f"{community.name}: removed, and its pages with it. Links to them will break; close it instead."
    yield from _above(base.facts.catalog, head.facts.catalog)
    yield from _others(before, after, reported)
    yield _counted(before, after, complete=not not_compared)
    if not_compared:
        shown = ", ".join(not_compared[:10]) + (f" and {n} more" if (n := len(not_compared) - 10) > 0 else "")
        yield f"Not compared, though they changed and any page may change with them: {shown}."


Pages: TypeAlias = Mapping[str, tuple[str, str]]  # by uri: title, and description and content


def _pages(site: Site) -> Pages:
    # The page with the catalog's line numbers has no other content that could change.
    made = (page for page in pages_of(site.facts) if page.uri != EDIT)
    pages = {page.uri: (page.title, f"{page.description}\n{page.render().html}") for page in made}
    for uri, written in site.written.items():
        pages[uri] = (written.head.title, f"{written.head.description}\n{written.rendered.html}")
    return pages


def _differences(old: Community, new: Community) -> Iterator[str]:
    for name, field in Community.model_fields.items():
        was, now = getattr(old, name), getattr(new, name)
        if was == now or name == "formerly" or (name == "since" and old.status != new.status):
            continue
        if name == "people":
            roles = [role for role in {**was, **now} if was.get(role) != now.get(role)]
            yield from (f"{role} changes" for role in roles)
        elif name == "id":
            yield f"address changes from cops/{was}/ to cops/{now}/"
        elif name == "meetings":
            yield from meeting_differences(was, now)
        elif name == "needs":
            yield from need_differences(was, now)
        elif name in ("name", "status"):
            yield f"{name} changes from {was} to {now}"
        elif name == "confirmed":
            yield f"confirmed on {now.date} by {now.by}"
        else:
            yield f"{field.alias or name} changes"


def _above(old: Catalog, new: Catalog) -> Iterator[str]:
    for name in ("association", "topics", "roles"):
        if getattr(old, name) != getattr(new, name):
            yield f"Above the communities: {name} {'change' if name.endswith('s') else 'changes'}."


def _others(before: Pages, after: Pages, reported: set[str]) -> Iterator[str]:
    """Name changed pages other than those already `reported`."""
    changed = [uri for uri in after if uri in before and before[uri] != after[uri] and uri not in reported]
    titles = [f"'{after[uri][0]}'" for uri in changed]
    if titles:
        shown = ", ".join(titles[:10]) + (f" and {len(titles) - 10} more" if len(titles) > 10 else "")
        yield f"Other pages that change: {shown}."


def _counted(before: Pages, after: Pages, *, complete: bool) -> str:
    changed = sum(before[uri] != after[uri] for uri in after if uri in before)
    new, gone = len(after.keys() - before.keys()), len(before.keys() - after.keys())
    if not (changed or new or gone):
        return "No page changes." if complete else "No page's text changes."
    pages = "1 page changes" if changed == 1 else f"{changed} pages change"
    return ", ".join([pages, *([f"{new} new"] if new else []), *([f"{gone} removed"] if gone else [])]) + "."
