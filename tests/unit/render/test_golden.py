"""The toy's pages match the golden files; `make bless` renews them."""

from __future__ import annotations

import pytest

from builds import DAY, HOST, ROOT, TOY
from conftest import Golden
from copsite.content.attachments import inspect
from copsite.render.context import Page, Site
from copsite.render.pages import pages_of
from copsite.site import read_site
from workspace import ZONES

GOLDEN = ROOT / "tests" / "golden"
CATALOG = (TOY / "data" / "cops.yaml").read_text("utf-8")


def toy(catalog: str = CATALOG) -> Site:
    """Read the toy site, with its own catalog or another."""
    docs = TOY / "docs"
    texts = {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in sorted(docs.rglob("*.md"))}
    files = docs / "files"
    return read_site(
        catalog,
        "data/cops.yaml",
        texts,
        DAY,
        f"{HOST}/",
        zones=ZONES,
        resources_text=(TOY / "data" / "resources.yaml").read_text("utf-8"),
        attachments={path.name: inspect(path.name, path.read_bytes()) for path in sorted(files.iterdir())},
    )


def written(page: Page) -> str:
    """Return everything about a page as text."""
    laid = page.render()
    parts = {
        "uri": [page.uri],
        "parent": [page.parent or "none"],
        "title": [page.title],
        "description": [page.description],
        "source": [page.source],
        "link": laid.links,
        "heading": [f"{heading.level} #{heading.id} {heading.text}" for heading in laid.headings],
    }
    head = "".join(f"{name}: {line}\n" for name, lines in parts.items() for line in lines)
    return f"{head}\n{laid.html.strip()}\n"


def name_of(page: Page) -> str:
    """Return the name of a page's golden file."""
    return page.uri.removesuffix(".md").replace("/", "-") + ".txt"


SITE = toy()
PAGES = {name_of(page): written(page) for page in pages_of(SITE.facts)}
PAGES["index.txt"] = SITE.written["index.md"].html  # for what its shortcodes make


@pytest.mark.parametrize("name", PAGES)
def test_a_page_matches_its_golden_file(name: str, golden: Golden) -> None:
    golden(GOLDEN / name, PAGES[name])


def test_every_golden_file_has_a_page(pytestconfig: pytest.Config) -> None:
    left = [file for file in sorted(GOLDEN.iterdir()) if file.name not in PAGES]
    if pytestconfig.getoption("bless"):
        for file in left:
            file.unlink()
        left = []
    assert [file.name for file in left] == [], "These are of no page any more. Run `make bless`."


def test_rendering_is_deterministic() -> None:
    for _ in range(3):
        site = toy()
        made = {name_of(page): written(page) for page in pages_of(site.facts)}
        assert {**made, "index.txt": site.written["index.md"].html} == PAGES
