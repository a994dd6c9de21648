"""A repository like the site's own, with a catalog of as many communities as one asks for."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

from disk import load

ROOT = Path(__file__).resolve().parent.parent
SEED = 1
TOPICS = ("collections", "technology", "youth", "management", "teaching", "advocacy", "public-service")


def repository(folder: Path, size: int) -> Path:
    """Copy the site with a catalog of `size` communities, in the words of the handbook; the same ones each time."""
    folder.mkdir(parents=True)
    for name in ("docs", "hooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "cops"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    head = (ROOT / "data/cops.yaml").read_text(encoding="utf-8").partition("communities:")[0]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((folder / "docs").rglob("*.md")))
    # Those that written pages speak of must be there.
    real = load(ROOT, ROOT / "docs").facts.catalog.communities
    named = {one.id: one.name for one in real if re.search(rf"\b{one.id}\b", text)}
    made = "".join(entries(size, named, re.findall(r"\b[a-z]{2,}\b", text)))
    (folder / "data").mkdir()
    (folder / "data/cops.yaml").write_text(f"{head}communities:\n{made}", encoding="utf-8")
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
