"""The page with links for editing each entry of the catalog and of the resources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from copsite.catalog.nouns import capitalized
from copsite.render.context import EDIT, Page, page
from copsite.render.facts import Facts
from copsite.render.phrases import edit_url
from copsite.yamlio.reader import FieldPath

EDITING = "handbook/editing.md"  # the chapter that explains it, if the site has one


class Entry(NamedTuple):
    """A part of a file on the page `EDIT`: its anchor, its name, its line, and the address for editing, or ''."""

    anchor: str
    name: str
    line: int
    url: str


def edit_page(facts: Facts) -> Page:
    """Return the page with links to each entry of the catalog and of the resources, and its line numbers.

    No other page has line numbers, since one change to a file moves all lines below it.
    """
    chapter = EDITING if EDITING in facts.written else ""

    def values() -> dict[str, Any]:
        catalog = facts.catalog
        numbers = {one.id: n for n, one in enumerate(catalog.communities)}
        above = ("association", "topics") if catalog.topics else ("association",)
        sections = (
            ("catalog", "The whole catalog", [(name, name.capitalize(), (name,)) for name in above]),
            ("roles", "Roles", [(f"role:{id}", role.name, ("roles", id)) for id, role in catalog.roles.items()]),
            (
                "communities",
                capitalized(catalog.association.words.communities),
                [
                    (f"community:{one.id}", one.full_name, ("communities", numbers[one.id]))
                    for one in catalog.alphabetical
                ],
            ),
        )
        found = [(id, heading, [*map(entry, parts)]) for id, heading, parts in sections]
        found.append(("resources", "Resources", [*resources()]))
        return {"sections": found, "chapter": chapter, "resources_path": facts.resources_path}

    def resources() -> Iterator[Entry]:
        lines = facts.resource_lines or {}
        for n, one in sorted(enumerate(facts.resources.resources), key=lambda item: item[1].title.casefold()):
            yield at(facts.resources_path, lines[n], f"resource:{one.id}", one.title)

    def entry(part: tuple[str, str, FieldPath]) -> Entry:
        anchor, name, path = part
        return at(facts.source.path, facts.source.place(path).line, anchor, name)

    def at(file: str, line: int, anchor: str, name: str) -> Entry:
        return Entry(anchor, name, line, edit_url(facts.catalog.association, f"{file}#L{line}"))

    return page(
        facts,
        "edit.html",
        EDIT,
        values,
        title="Edit an entry",
        description=f"The line of each {facts.words.community}, role, topic and resource, to change it or to report "
        "a mistake.",
        entry="",
    )
