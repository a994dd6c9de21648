"""Summarize how a change to the catalog, the resources and the written pages affects the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from copsite.catalog.differences import meeting_differences, need_differences
from copsite.catalog.field_differences import (
    channel_differences,
    field_difference,
    field_differences,
    link_differences,
    named_differences,
    people_differences,
    seats_differences,
)
from copsite.catalog.models import Catalog, Community, Resource
from copsite.render.context import EDIT, Site
from copsite.render.facts import Facts
from copsite.render.pages import pages_of


def effects(base: Site, head: Site, not_compared: Sequence[str] = (), downloads: Sequence[str] = ()) -> Iterator[str]:
    """Yield a sentence for each community, resource and other thing that differs, and then how many pages do.

    `downloads` are the files below docs/files/ that changed. The last sentence names the files that changed but are
    `not_compared`, where there are any.
    """
    before, after = _pages(base), _pages(head)
    named = head.facts.catalog.by_any_id
    was = {named[one.id].id: one for one in base.facts.catalog.communities if one.id in named}
    reported: set[str] = set()
    for community in head.facts.catalog.alphabetical:
        old = was.get(community.id)
        if old is None:
            yield f"{community.full_name}: new, {community.status}."
        elif differences := ", ".join(_differences(base.facts.catalog, head.facts.catalog, old, community)):
            same = before[f"cops/{old.id}/join.md"] == after[f"cops/{community.id}/join.md"]
            yield f"{community.full_name}: {differences}; join page {'unchanged' if same else 'changes'}."
            reported |= {f"cops/{id}{page}.md" for id in (community.id, old.id) for page in ("", "/join")}
    for community in base.facts.catalog.alphabetical:
        if community.id not in named:
            yield f"{community.full_name}: removed, and its pages with it. Links to them will break; close it instead."
    yield from _above(base.facts.catalog, head.facts.catalog)
    yield from _of_resources(base.facts, head.facts)
    if downloads:
        yield f"Files to download that change: {_some(downloads)}."
    yield from _others(before, after, reported)
    yield _counted(before, after, complete=not not_compared)
    if not_compared:
        yield f"Not compared, though they changed and any page may change with them: {_some(not_compared)}."


Pages: TypeAlias = Mapping[str, tuple[str, str]]  # by uri: title, and description and content


def _pages(site: Site) -> Pages:
    # The page with the catalog's line numbers has no other content that could change.
    made = (page for page in pages_of(site.facts) if page.uri != EDIT)
    pages = {page.uri: (page.title, f"{page.description}\n{page.render().html}") for page in made}
    for uri, written in site.written.items():
        pages[uri] = (written.head.title, f"{written.head.description}\n{written.rendered.html}")
    return pages


def _differences(base: Catalog, head: Catalog, old: Community, new: Community) -> Iterator[str]:
    for name, field in Community.model_fields.items():
        was, now = getattr(old, name), getattr(new, name)
        if was == now or (name == "since" and old.status != new.status):
            continue
        if name == "people":
            for role in {**was, **now}:
                yield from people_differences(role, was.get(role, ()), now.get(role, ()))
        elif name == "id":
            yield f"address changes from cops/{was}/ to cops/{now}/"
        elif name == "formerly":
            gone = [id for id in was if id not in (*now, new.id)]
            yield from (f"the former address cops/{id}/ is removed, and links to it will break" for id in gone)
        elif name == "meetings":
            yield from meeting_differences(was, now)
        elif name == "needs":
            yield from need_differences(was, now)
        elif name == "channels":
            yield from channel_differences((base, old), (head, new))
        elif name == "links":
            yield from link_differences(was, now)
        elif name == "seats":
            yield from seats_differences(was, now)
        elif name == "part_of":
            yield from (f"it is part of {id} now" for id in now if id not in was)
            yield from (f"it is no longer part of {id}" for id in was if id not in now)
        elif name in ("name", "status"):
            yield f"{name} changes from {was} to {now}"
        elif name == "confirmed":
            yield f"confirmed on {now.date} by {now.by}" if now else "no longer confirmed"
        else:
            yield field_difference(field.alias or name, was, now)


def _above(old: Catalog, new: Catalog) -> Iterator[str]:
    """Yield what differs in the association, its topics and roles."""
    found = [
        *field_differences(old.association, new.association),
        *named_differences("topic", old.topics, new.topics),
        *named_differences("role", old.roles, new.roles),
    ]
    if found:
        yield f"Above the communities: {', '.join(found)}."


def _of_resources(base: Facts, head: Facts) -> Iterator[str]:
    was = {one.id: one for one in base.resources.resources}
    now = {one.id: one for one in head.resources.resources}
    for id, one in now.items():
        if id not in was:
            older = now.get(one.replaces or "")
            yield f"Resource '{one.title}': new{f', in place of {older.title!r}' if older else ''}."
        elif differences := ", ".join(_differences_of_resources(was[id], one)):
            yield f"Resource '{one.title}': {differences}."
    for id, one in was.items():
        if id not in now:
            yield f"Resource '{one.title}': removed. Links to it will break; withdraw it instead."


def _differences_of_resources(old: Resource, new: Resource) -> Iterator[str]:
    for name, field in Resource.model_fields.items():
        was, now = getattr(old, name), getattr(new, name)
        if was == now:
            continue
        if name == "withdrawn":
            if was and now:
                yield "day or reason of its withdrawal changes"
            else:
                yield f"withdrawn on {now.date}" if now else "no longer withdrawn"
        elif name in ("title", "kind"):
            yield f"{name} changes from {was} to {now}"
        else:
            plural = isinstance(now, tuple) and name.endswith("s")
            yield f"{field.alias or name} {'change' if plural else 'changes'}"


def _others(before: Pages, after: Pages, reported: set[str]) -> Iterator[str]:
    """Name changed pages other than those already `reported`."""
    changed = [uri for uri in after if uri in before and before[uri] != after[uri] and uri not in reported]
    titles = [f"'{after[uri][0]}'" for uri in changed]
    if titles:
        yield f"Other pages that change: {_some(titles)}."


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "")


def _counted(before: Pages, after: Pages, *, complete: bool) -> str:
    changed = sum(before[uri] != after[uri] for uri in after if uri in before)
    new, gone = len(after.keys() - before.keys()), len(before.keys() - after.keys())
    if not (changed or new or gone):
        return "No page changes." if complete else "No page's text changes."
    pages = "1 page changes" if changed == 1 else f"{changed} pages change"
    return ", ".join([pages, *([f"{new} new"] if new else []), *([f"{gone} removed"] if gone else [])]) + "."
