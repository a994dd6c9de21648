"""A small valid catalog for table-driven tests, and whole sites read from a folder."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from copsite.catalog.models import Catalog
from copsite.catalog.rules import RuleContext
from copsite.catalog.validate import validate
from copsite.markdown.fill import fill
from copsite.markdown.reader import read_markdown
from copsite.render.context import Site
from copsite.render.templating import PageBuilder
from copsite.site import read_site
from copsite.yamlio.reader import read
from workspace import ZONES

DAY = date(2026, 11, 24)
CHAPTER = """---
title: The facilitator
description: What a facilitator does, for how long, and how one becomes a facilitator.
---

# The facilitator

## Duties {#duties}

- Keeps the conversation going.

## How to become one {#becoming}

Write to [us](../index.md).
"""
_TEXT = """association:
  name: Sample Library Association
  short_name: SLA
  contact: cops@sla.example
  member_portal: {{name: Member Portal, url: "https://members.sla.example/login"}}
  time_zone: America/Detroit
  list_server: {{type: listserv, host: lists.sla.example}}
topics: {{youth: Youth}}
roles:
  facilitator:
    name: Facilitator
    summary: Keeps the conversation going.
    chapter: handbook/facilitator.md
    hours: 2 hours a month
    seats: 2
communities:
  - id: teens
    name: {name}
    summary: What teens need from a library.
    purpose: Members compare what works.
    suits: Staff who work with teens.
    topics: [youth]
    status: {status}
    since: 2026-01-05
    confirmed: {{date: 2026-10-01, by: facilitator}}
    channels:
      - {{list: sla-teens, open_to: {open_to}}}
"""


def text_with(more: str = "", *, name: str = "Teens", status: str = "active", open_to: str = "members") -> str:
    """Return a catalog of one community, with `more` lines at the end of its entry."""
    return _TEXT.format(name=name, status=status, open_to=open_to) + more


def catalog_with(more: str = "", *, status: str = "active", open_to: str = "members") -> Catalog:
    """Read that catalog."""
    anchors = frozenset({"handbook/facilitator.md#duties", "handbook/facilitator.md#becoming"})
    return validate(read(text_with(more, status=status, open_to=open_to), "cops.yaml"), RuleContext(DAY, anchors))


HEAD = "---\ntitle: A page\ndescription: What somebody finds here, in one sentence that is long enough.\n---\n"
OVERVIEW = f"{HEAD}\n# The overview\n"


def site_with(texts: Mapping[str, str], catalog: str = "", files: Collection[str] = ()) -> Site:
    """Read that catalog, or another, with an overview, the facilitator's chapter and the written pages of `texts`."""
    every = {"handbook/facilitator.md": CHAPTER, "index.md": OVERVIEW, **texts}
    return read_site(catalog or text_with(), "data/cops.yaml", every, DAY, files=files)


def site_in(root: Path) -> Site:
    """Read the catalog, the resources and the written pages below `root` as of `DAY`."""
    docs = root / "docs"
    texts = {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in sorted(docs.rglob("*.md"))}
    catalog, resources = root / "data" / "cops.yaml", root / "data" / "resources.yaml"
    resources_text = resources.read_text("utf-8") if resources.exists() else None
    return read_site(
        catalog.read_text("utf-8"), "data/cops.yaml", texts, DAY, zones=ZONES, resources_text=resources_text
    )


def rendered(text: str, uri: str = "a.md", prefix: str = "") -> str:
    """Render Markdown without shortcodes as the page `uri` has it."""
    return str(PageBuilder(uri).quote(fill(read_markdown(text), lambda code, place: None), uri, prefix))
