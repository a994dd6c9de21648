"""Entries after real communities of six public catalogs: their pages say what is known of each, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from builds import DAY, HOST, ROOT
from conftest import Golden
from copsite.catalog.models import Community
from copsite.channels.kind import Family
from copsite.render.context import Site
from copsite.render.pages import pages_of
from copsite.site import read_site
from workspace import ZONES

REAL = ROOT / "tests" / "real"
_LOGO = "cops/web-managers.svg"
_OVERVIEW = """---
title: Groups
description: Every group of the federation, what it does and how to take part in it.
---

# Groups
"""


def real(root: Path = REAL) -> Site:
    """Read the catalog of real communities."""
    catalog = (root / "data" / "cops.yaml").read_text("utf-8")
    texts = {"index.md": _OVERVIEW}
    return read_site(catalog, "data/cops.yaml", texts, DAY, f"{HOST}/", ["index.md", _LOGO], zones=ZONES)


class _Text(HTMLParser):
    """The text of a page as a reader sees it, a line for each block, without the page's foot."""

    _BLOCKS = frozenset(["h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "tr", "figcaption", "summary"])
    _HIDDEN = frozenset(["svg", "script", "template", "footer"])

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in self._HIDDEN
        if tag in self._BLOCKS and not self.hidden:
            mark = {"h1": "= ", "h2": "== ", "h3": "=== ", "h4": "==== ", "li": "- ", "dt": "* "}.get(tag, "")
            self.lines.append(mark)
        found = dict(attrs)
        if tag == "a" and not self.hidden and not (found.get("href") or "").startswith(("#", ".")):
            self.lines[-1] += f"[{found['href']}] "

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in self._HIDDEN
        if tag in self._BLOCKS and not self.hidden:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.lines[-1] += data


def text_of(html: str) -> str:
    """Return what a page says, with the addresses of its links to elsewhere before their words."""
    parser = _Text()
    parser.feed(html)
    lines = (" ".join(line.split()) for line in parser.lines)
    return "\n".join(line for line in lines if line) + "\n"


SITE = real()
PAGES = {page.uri: text_of(page.render().html) for page in pages_of(SITE.facts)}
BY_ID = SITE.facts.catalog.by_id


def said_of(community: Community) -> str:
    """Return the text of a community's page and of its join page."""
    return f"{PAGES[f'cops/{community.id}.md']}\n{PAGES[f'cops/{community.id}/join.md']}"


@pytest.mark.parametrize("id", BY_ID)
def test_the_pages_of_a_community_match_its_golden_file(id: str, golden: Golden) -> None:
    golden(REAL / "pages" / f"{id}.txt", said_of(BY_ID[id]))


@pytest.mark.parametrize("uri", ["cops/index.md", "roles/index.md"])
def test_the_lists_of_all_match_their_golden_file(uri: str, golden: Golden) -> None:
    golden(REAL / "pages" / (uri.removesuffix(".md").replace("/", "-") + ".txt"), PAGES[uri])


def test_every_golden_file_has_a_community() -> None:
    files = {file.stem for file in (REAL / "pages").iterdir()}
    assert files == {*BY_ID, "cops-index", "roles-index"}


def has_mail(community: Community) -> bool:
    """Tell whether a community has a mailing list, or joins by email in another way."""
    catalog = SITE.facts.catalog
    return any(catalog.kind(one).family in (Family.LIST, Family.PERSON) for one in community.channels)


WITHOUT_MAIL = [community.id for community in SITE.facts.catalog.communities if not has_mail(community)]


@pytest.mark.parametrize("id", WITHOUT_MAIL)
def test_no_page_speaks_of_a_mailing_list_where_there_is_none(id: str) -> None:
    digest = any(SITE.facts.catalog.kind(one).digest for one in BY_ID[id].channels)
    mail = r"(?i)mailing list|the list\b|subscribe to the|spam|list server|confirm it|reply"
    words = re.compile(mail if digest else f"{mail}|digest")
    assert [*_sentences(said_of(BY_ID[id]), words)] == []


def test_no_page_speaks_of_a_portal_or_library_that_nobody_named() -> None:
    words = re.compile(r"(?i:portal|\blibrary\b|facilitator)|None")
    assert [*_sentences("\n".join(PAGES[uri] for uri in PAGES if uri != "edit.md"), words)] == []


def test_no_seat_is_open_where_nobody_said_how_many_there_are() -> None:
    pages = "\n".join(map(said_of, BY_ID.values()))
    assert [*_sentences(pages, re.compile("(?i)vacan|seat|successor"))] == []


def _sentences(text: str, words: re.Pattern[str]) -> Iterator[str]:
    yield from (line for line in text.split("\n") if words.search(line))
