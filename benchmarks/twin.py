"""The twin of a site: the same pages as Markdown files, as people without our generator would have written them.

`python benchmarks/twin.py FOLDER SIZE` makes a site of `SIZE` communities in `FOLDER/ours`, its twin in `FOLDER/twin`.
It is a program of its own because a child starts with its parent's peak of memory, and this one's is high.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

from markdownify import markdownify

from catalog import repository
from copsite.content.urls import relative_source, relative_url
from copsite.render.context import Page, RenderedPage
from copsite.render.pages import pages_of
from workspace import load

# Without plugins there is the usual search.
OURS_ALONE = ("hooks:", "watch:", "  custom_dir:", "strict:", "plugins:", "markdown_extensions:")
THEIRS = "markdown_extensions: [attr_list, def_list, tables, {toc: {permalink: false, title: On this page}}]\n"


def main() -> None:
    """Make both."""
    folder, size = Path(sys.argv[1]), int(sys.argv[2])
    twin(repository(folder / "ours", size), folder / "twin")


def twin(ours: Path, folder: Path) -> None:
    """Write the pages below `folder/docs`, and the settings without what is ours alone."""
    shutil.copytree(ours / "docs", folder / "docs", ignore=shutil.ignore_patterns(".overrides"))
    lines = (ours / "mkdocs.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    settings = "".join(line for line in lines if not line.startswith(OURS_ALONE))
    (folder / "mkdocs.yml").write_text(settings + THEIRS, encoding="utf-8")
    site = load(ours, ours / "docs")
    written = {
        uri: f"{head(one.head.title, one.head.description)}{in_markdown(uri, one.rendered)}"
        for uri, one in site.written.items()
    }
    generated = {page.uri: as_markdown(page) for page in pages_of(site.facts)}
    for uri, text in (written | generated).items():
        (folder / "docs" / uri).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / uri).write_text(text, encoding="utf-8")


def as_markdown(page: Page) -> str:
    """Write a page as a person would have: the same words, headings, links and drawings, in Markdown."""
    alone = page.uri.endswith("/join.md") or page.moved_to  # what says of its parent what the search finds there
    text = in_markdown(page.uri, page.render())
    return head(page.title, page.description, "search: {exclude: true}\n" if alone else "") + text


def in_markdown(uri: str, laid: RenderedPage) -> str:
    """Write what a page holds as Markdown."""
    drawings = "\n\n".join(re.findall(r"<figure.*?</figure>", laid.html, re.DOTALL))
    text = f"{markdownify(laid.html, heading_style='ATX')}\n\n{drawings}\n"
    for link in laid.links:
        text = text.replace(f"]({relative_url(link, uri)})", f"]({relative_source(link, uri)})")
    for heading in laid.headings:
        line = re.escape(f"{'#' * heading.level} {heading.text}")
        text = re.sub(rf"^({line})$", rf"\1 {{#{heading.id}}}", text, count=1, flags=re.M)
    return text


def head(title: str, description: str, more: str = "") -> str:
    """Write what stands above a page's text."""
    return f"---\ntitle: {json.dumps(title)}\ndescription: {json.dumps(description)}\n{more}---\n\n"


if __name__ == "__main__":
    main()
