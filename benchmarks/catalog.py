"""A repository like the sample, with a catalog of as many communities as one asks for."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

from builds import copy_of_site
from workspace import load

SEED = 1
TOPICS = ("collections", "technology", "youth", "management", "teaching", "advocacy", "public-service")


def repository(folder: Path, size: int) -> Path:
    """Copy the sample site with a catalog of `size` communities, in its handbook's words; the same ones each time."""
    copy_of_site(folder)
    shutil.rmtree(folder / "docs" / "cops")
    catalog, docs = folder / "data" / "cops.yaml", folder / "docs"
    head = catalog.read_text(encoding="utf-8").partition("communities:")[0]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(docs.rglob("*.md")))
    # Those that written pages speak of must be there.
    real = load(folder, docs).facts.catalog.communities
    named = {one.id: one.name for one in real if re.search(rf"\b{one.id}\b", text)}
    made = "".join(entries(size, named, re.findall(r"\b[a-z]{2,}\b", text)))
    catalog.write_text(f"{head}communities:\n{made}", encoding="utf-8")
    return folder


def entries(size: int, first: dict[str, str], words: list[str]) -> Iterator[str]:
    """Yield entries: those of `first`, by id, then others, each in some of the `words`."""
    chance = Random(SEED)  # noqa: S311 - no secret

    def sentence(length: int) -> str:
        return " ".join(chance.choices(words, k=length)).capitalize() + "."

    names = [*first.items(), *((f"community-{n}", f"Community {n}") for n in range(size - len(first)))]
    for n, (id, name) in enumerate(names):
        seat = f"name: Sample Person {n}, library: Sample Library {chance.randrange(97)}, from: 2025-01-01"
        yield f"""
  - id: {id}
    name: {name}
    summary: {sentence(13)}
    purpose: {" ".join(sentence(length) for length in (14, 18, 12))}
    suits: {sentence(12)}
    topics: [{", ".join(chance.sample(TOPICS, 2))}]
    status: active
    since: 2025-01-01
    confirmed: {{date: 2025-06-01, by: facilitator}}
    list: {{name: list-{n}, open_to: members, archive: "https://lists.mla.example/archives/list-{n}"}}
    people:
      facilitator:
        - {{{seat}, until: 2030-12-31}}
"""
