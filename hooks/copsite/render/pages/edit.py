"""The page with links for editing each entry of the catalog."""

from __future__ import annotations

from typing import Any, NamedTuple

from copsite.render.context import EDIT, Facts, Page, page
from copsite.render.phrases import by_name, edit_url
from copsite.yamlio.reader import FieldPath

EDITING = "handbook/editing.md"  # the chapter that explains it, if the site has one


class Entry(NamedTuple):
    """A part of the catalog on the page `EDIT`: its anchor, its name, its line, and the address for editing, or ''."""

    anchor: str
    name: str
    line: int
    url: str


def edit_page(facts: Facts) -> Page:
    """Return the page with links to each entry of the catalog, and its line numbers.

    No other page has line numbers, since one change to the catalog moves all lines below it.
    """
    chapter = EDITING if EDITING in facts.written else ""

    def values() -> dict[str, Any]:
        catalog = facts.catalog
        numbers = {one.id: n for n, one in enumerate(catalog.communities)}
        sections = (
            (
                "catalog",
                "The whole catalog",
                [("association", "Association", ("association",)), ("topics", "Topics", ("topics",))],
            ),
            ("roles", "Roles", [(f"role:{id}", role.name, ("roles", id)) for id, role in catalog.roles.items()]),
            (
                "communities",
                "Communities",
                [
                    (f"community:{one.id}", one.name, ("communities", numbers[one.id]))
                    for one in by_name(catalog.communities)
                ],
            ),
        )
        found = [(id, heading, [*map(entry, parts)]) for id, heading, parts in sections]
        return {"sections": found, "chapter": chapter}

    def entry(part: tuple[str, str, FieldPath]) -> Entry:
        anchor, name, path = part
        line = facts.source.place(path).line
        return Entry(anchor, name, line, edit_url(facts.catalog.association, f"{facts.source.path}#L{line}"))

    return page(
        facts,
        "edit.html",
        EDIT,
        values,
        title="Edit an entry",
        description="Where each community, role and topic stands in the catalog, to change it or to report a mistake.",
        entry="",
    )
