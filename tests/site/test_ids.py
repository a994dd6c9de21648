"""Ids from the catalog and from headings never collide with other ids of a page."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from builds import built, copy_of_toy
from copsite.yamlio.reader import read
from markup import Markup, markup_of

CHAPTER = """---
title: Chapter {0}
description: A chapter that has the name of something which stands on every page of the site.
---

# Chapter {0}

## What one does {{#duties}}

### {0}

## How to become one {{#becoming}}

### {0}

Text.
"""


def repeated(pages: dict[str, Markup]) -> dict[str, list[str]]:
    """Return the duplicate ids of each page."""
    counted = {name: Counter(page.ids) for name, page in pages.items()}
    return {name: [id for id, n in ids.items() if n > 1] for name, ids in counted.items() if max(ids.values()) > 1}


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """Copy the toy, and return every id of its pages that could be a file name."""
    root = copy_of_toy(tmp_path_factory.mktemp("ids") / "root")
    overview = root / "docs" / "index.md"
    overview.write_text(overview.read_text("utf-8") + "\n## Open lists\n\n{{ open_lists() }}\n", "utf-8")
    pages = markup_of(built(root, root.parent / "before", config="toy.yml"))
    assert repeated(pages) == {}
    ids = {id for page in pages.values() for id in page.ids}
    assert {"top", "open-lists", "people", "__search", "role:facilitator", "list:maps"} <= ids
    return root, {id.replace(":", "-") for id in ids} | {id.rpartition(":")[2] for id in ids}


def test_ids_of_catalog_and_headings_are_unique(toy: tuple[Path, set[str]]) -> None:
    root, ids = toy
    fit = sorted(id for id in ids if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id) and id != "index")
    assert {"cop-search", "list-maps", "role-facilitator", "top"} <= {*fit}
    path = root / "data" / "cops.yaml"
    catalog: Any = read(path.read_text("utf-8"), "the toy").value
    sample = next(one for one in catalog["communities"] if one["id"] == "bookbinding")
    there = {one["id"] for one in catalog["communities"]} | {"atlases"}
    wanted = [id for id in fit if id not in there]
    catalog["topics"] |= {id: f"Topic {id}" for id in wanted}
    for id in wanted:
        catalog["roles"].setdefault(
            id, {**catalog["roles"]["participant"], "name": f"Role {id}", "chapter": f"handbook/{id}.md"}
        )
        named = {"id": id, "name": f"Community {id}", "channels": [{"list": f"list-{id}-talk", "open_to": "members"}]}
        entry = {key: value for key, value in sample.items() if key not in ("formerly", "people")}
        catalog["communities"].append({**entry, **named, "topics": [id]})
        (root / "docs" / "cops" / f"{id}.md").write_text(f"## {id}\n\n### {id}\n\nText.\n", "utf-8")
    path.write_text(yaml.safe_dump(json.loads(json.dumps(catalog)), sort_keys=False), "utf-8")
    titles = [f"## {id}\n\nText.\n" for id in fit]
    overview = root / "docs" / "index.md"
    overview.write_text(overview.read_text("utf-8") + "\n" + "\n".join(titles), "utf-8")
    chapters = [id for id in sorted(ids) if re.fullmatch(r"[\w-]+", id) and id not in ("facilitator", "participant")]
    for id in chapters:
        (root / "docs" / "handbook" / f"{id}.md").write_text(CHAPTER.format(id.strip("_")), "utf-8")
    menu = (root / "toy.yml").read_text("utf-8")
    entries = ", ".join(f'"handbook/{id}.md"' for id in chapters)
    (root / "toy.yml").write_text(
        menu.replace("handbook/participant.md]", f"handbook/participant.md, {entries}]"), "utf-8"
    )
    pages = markup_of(built(root, root.parent / "after", config="toy.yml"))
    assert len(pages) > 3 * len(wanted)
    assert repeated(pages) == {}
