"""A repository like the sample, with a catalog of as many communities as one asks for."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from builds import copy_of_site
from workspace import load

SEED = 1
TOPICS = ("collections", "technology", "youth", "management", "teaching", "advocacy", "public-service")


def repository(folder: Path, size: int, *, activity: bool = False) -> Path:
    """Copy the sample site with a catalog of `size` communities, in its handbook's words; the same ones each time.

    With `activity`, each community has a meeting every month, and two resources.
    """
    copy_of_site(folder)
    catalog, docs = folder / "data" / "cops.yaml", folder / "docs"
    real = load(folder, docs).facts.catalog.communities
    for name in ("cops", "files"):
        shutil.rmtree(docs / name, ignore_errors=True)
    head = catalog.read_text(encoding="utf-8").partition("communities:")[0]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(docs.rglob("*.md")))
    # Those that written pages speak of must be there.
    named = {one.id: one.name for one in real if re.search(rf"\b{one.id}\b", text)}
    communities = [*named.items(), *((f"community-{n}", f"Community {n}") for n in range(size - len(named)))]
    words = re.findall(r"\b[a-z]{2,}\b", text)
    made = "".join(entries(communities, words, activity=activity))
    catalog.write_text(f"{head}communities:\n{made}", encoding="utf-8")
    (folder / "data" / "resources.yaml").unlink(missing_ok=True)
    if activity:
        made = "".join(resources([id for id, _ in communities], words))
        (folder / "data" / "resources.yaml").write_text(f"resources:\n{made}", encoding="utf-8")
    return folder


def sentence(chance: Random, words: list[str], length: int) -> str:
    """Return a sentence of some of the words."""
    return " ".join(chance.choices(words, k=length)).capitalize() + "."


def entries(communities: list[tuple[str, str]], words: list[str], *, activity: bool) -> Iterator[str]:
    """Yield the entry of each community, given as id and name, in some of the `words`."""
    chance = Random(SEED)  # noqa: S311 - no secret
    for n, (id, name) in enumerate(communities):
        seat = f"name: Sample Person {n}, organization: Sample Library {chance.randrange(97)}, from: 2025-01-01"
        yield f"""
  - id: {id}
    name: {name}
    summary: {sentence(chance, words, 13)}
    purpose: {" ".join(sentence(chance, words, length) for length in (14, 18, 12))}
    suits: {sentence(chance, words, 12)}
    topics: [{", ".join(chance.sample(TOPICS, 2))}]
    status: active
    since: 2025-01-01
    confirmed: {{date: 2025-06-01, by: facilitator}}
    channels:
      - {{list: list-{n}, open_to: members, archive: "https://lists.mla.example/archives/list-{n}"}}
    people:
      facilitator:
        - {{{seat}, until: 2030-12-31}}
"""
        if activity:
            day = f"{1 + n % 28:02}"
            yield f"""    meetings:
      - title: Monthly call of {name}
        starts: 2026-{1 + n % 12:02}-{day} {9 + n % 9:02}:{n % 4 * 15:02}
        minutes: {(30, 45, 60, 90)[n % 4]}
        repeats: every month on the {rule_of(2026, 1 + n % 12, 1 + n % 28)}
        until: 2027-11-30
        where: Online; the link comes on the list
"""


def rule_of(year: int, month: int, day: int) -> str:
    """Return the rule of a day in a month, such as `first Thursday`."""
    ordinal = ("first", "second", "third", "fourth")[(day - 1) // 7]
    return f"{ordinal} {date(year, month, day):%A}"


def resources(ids: list[str], words: list[str]) -> Iterator[str]:
    """Yield the entries of two resources for each community."""
    chance = Random(SEED)  # noqa: S311 - no secret
    for n, id in enumerate(one for one in ids for _ in range(2)):
        yield f"""
  - id: resource-{n}
    title: Resource {n}
    summary: {sentence(chance, words, 13)}
    kind: {("guide", "template", "slides", "recording", "data", "policy")[n % 6]}
    url: https://files.mla.example/resource-{n}
    by: Sample Library {chance.randrange(97)}
    date: {2022 + n % 4}-{1 + n % 12:02}-{1 + n % 28:02}
    license: {("CC BY 4.0", "CC BY-NC 4.0", "CC0 1.0")[n % 3]}
    topics: [{chance.choice(TOPICS)}]
    communities: [{id}]
"""
