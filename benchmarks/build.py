"""Builds the site with more and more communities, ours beside plain Markdown, and prints the ratios.

`python benchmarks/build.py [SIZE ...]`. Plain means: the same pages as Markdown through `File.generated`,
made before the clock starts. Runs take turns, and each figure is the median of its runs, so that a machine
whose speed drifts harms neither. Seconds are CPU seconds of the whole process; only ratios travel.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from markdownify import markdownify

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from copsite.addresses import relative_source, relative_url  # noqa: E402 - likewise
from copsite.pages import Page, pages_of  # noqa: E402 - likewise
from disk import load  # noqa: E402 - found only once its folder is on the path

RUNS = 3


class Run(NamedTuple):
    """What one build took: CPU and wall seconds, and the most memory it held, in MiB."""

    cpu: float
    wall: float
    peak: float


def main() -> None:
    """Print a table: a row a size, ours and plain side by side."""
    sizes = [int(size) for size in sys.argv[1:]] or [10, 100, 1000]
    print("| communities | ours: CPU s | wall s | peak MiB | plain: CPU s | wall s | peak MiB | plain / ours, CPU |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for size in sizes:
        with TemporaryDirectory() as folder:
            ours, plain = repository(Path(folder) / "ours", size), Path(folder) / "plain"
            plain_repository(ours, plain)
            pairs = [(build(ours), build(plain)) for _ in range(RUNS)]
        row = [Run(*(median(values) for values in zip(*runs, strict=True))) for runs in zip(*pairs, strict=True)]
        figures = " | ".join(f"{run.cpu:.2f} | {run.wall:.2f} | {run.peak:.0f}" for run in row)
        ratio = median(theirs.cpu / mine.cpu for mine, theirs in pairs)
        print(f"| {size:,} | {figures} | {ratio:.2f} |", flush=True)


def repository(folder: Path, size: int) -> Path:
    """Copy the site with a catalog of `size` communities."""
    folder.mkdir()
    for name in ("docs", "hooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "cops"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    head = (ROOT / "data/cops.yaml").read_text(encoding="utf-8").partition("communities:")[0]
    real = load(ROOT, ROOT / "docs").facts.catalog.communities
    named = [f"{one.id}|{one.name}" for one in real]
    (folder / "data").mkdir()
    (folder / "data/cops.yaml").write_text(head + "communities:\n" + "".join(entries(size, named)), encoding="utf-8")
    return folder


def entries(size: int, named: list[str]) -> Iterator[str]:
    """Yield entries; the first have the ids that the handbook links to."""
    topics = ("collections", "technology", "youth", "management", "teaching", "advocacy")
    for n in range(max(size, len(named))):
        id, name = named[n].split("|") if n < len(named) else (f"community-{n}", f"Community {n}")
        yield f"""
  - id: {id}
    name: {name}
    summary: Members of community {n} compare what they do with what they meant to do, and write it down.
    purpose: Number {n} of many. It shows how long a build takes when a federation puts all its groups in one catalog.
    suits: Anyone who works with the matter of community {n}, in any kind of library.
    topics: [{topics[n % 6]}, {topics[(n // 6 + 1 + n) % 6] if (n // 6 + 1) % 6 else "public-service"}]
    status: active
    since: 2025-01-01
    confirmed: {{on: 2025-06-01, by: facilitator}}
    list: {{name: list-{n}, open_to: members, archive: "https://lists.mla.example/archives/list-{n}"}}
    people:
      facilitator:
        - {{name: Sample Person {n}, library: Sample Library {n % 97}, from: 2025-01-01, until: 2030-12-31}}
"""


def plain_repository(ours: Path, folder: Path) -> None:
    """Copy the site with its generated pages as Markdown, which a hook of three lines hands to MkDocs."""
    shutil.copytree(ours, folder)
    site = load(ours, ours / "docs")
    for uri, written in site.written.items():
        head = f"---\ntitle: {json.dumps(written.head.title)}\n---\n"
        (folder / "docs" / uri).write_text(head + written.whole, encoding="utf-8")
    pages = {page.uri: as_markdown(page) for page in pages_of(site.facts)}
    (folder / "pages.json").write_text(json.dumps(pages), encoding="utf-8")
    shutil.copy(Path(__file__).with_name("plain_events.py"), folder / "hooks/events.py")


def as_markdown(page: Page) -> str:
    """Write a page as a person would have: the same words, headings, links and drawings, in Markdown."""
    drawings = "\n\n".join(re.findall(r"<figure.*?</figure>", page.html, re.DOTALL))
    text = f"{markdownify(page.html, heading_style='ATX')}\n\n{drawings}\n"
    for link in page.links:
        text = text.replace(f"]({relative_url(link, page.uri)})", f"]({relative_source(link, page.uri)})")
    for heading in page.headings:
        line = re.escape(f"{'#' * heading.level} {heading.text}")
        text = re.sub(rf"^({line})$", rf"\1 {{#{heading.id}}}", text, count=1, flags=re.M)
    search = "" if page.in_search else "search: {exclude: true}\n"
    return f"---\ntitle: {json.dumps(page.title)}\ndescription: {json.dumps(page.description)}\n{search}---\n\n{text}"


def build(folder: Path) -> Run:
    """Build the site in `folder` once, and say what it took."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--no-strict", "-f", str(folder / "mkdocs.yml")]
    before = os.times().elapsed
    process = subprocess.Popen(command, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, stderr=subprocess.PIPE)
    errors = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"The build in {folder} failed:\n{errors.decode()}")
    return Run(usage.ru_utime + usage.ru_stime, os.times().elapsed - before, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
