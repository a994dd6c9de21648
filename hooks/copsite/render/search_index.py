"""The search index, which the browser loads: communities, and the sections of pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from copsite.catalog.models import Catalog, Status
from copsite.markdown.html import CAPTION
from copsite.markdown.parser import Token
from copsite.markdown.text import Text, plain
from copsite.render.phrases import by_name
from copsite.render.templating import PageBuilder, render_template

INDEX = "search/index.json"  # on the site; docs/assets/search.js asks for it


class Section(NamedTuple):
    """A section of a page: its anchor and title, both '' before the second heading, and its text."""

    anchor: str
    title: str
    text: str


class IndexedPage(NamedTuple):
    """A page in the index: its address within the site, its title and its sections."""

    url: str
    title: str
    sections: Sequence[Section]


def sections_of(text: Text, uri: str) -> Iterator[Section]:
    """Yield the sections of the page `uri`, whose first heading is its title; footnotes belong to the last one."""
    tokens = [*text.every_token]
    starts = [n for n, token in enumerate(tokens) if token.type == "heading_open" and "id" in token.attrs]
    for start, end in pairwise([*starts, len(tokens)]):
        anchor, title = str(tokens[start].attrs["id"]), plain(tokens[start + 1].children)
        words = " ".join(" ".join(_words(token, uri) for token in tokens[start + 2 : end]).split())
        yield Section("", "", words) if start == starts[0] else Section(anchor, title, words)


def index_of(catalog: Catalog, pages: Iterable[IndexedPage]) -> str:
    """Return the index as JSON: topics, communities sorted by name, and pages.

    A community is its id, name, summary, the indexes of its topics, and its status unless that is `active`.
    """
    numbers = {topic: number for number, topic in enumerate(catalog.topics)}
    communities = [
        (
            one.id,
            one.name,
            one.summary,
            [numbers[topic] for topic in one.topics],
            "" if one.status == Status.ACTIVE else one.status.value,
        )
        for one in by_name(catalog.communities)
    ]
    index = {"topics": [*catalog.topics.values()], "communities": communities, "pages": [*pages]}
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def _words(token: Token, uri: str) -> str:
    match token.type:
        case "inline":
            return plain(token.children).removeprefix(CAPTION)
        case "fence" | "code_block":
            return token.content
        case "block" if token.meta["block"].in_search:
            block = token.meta["block"]
            return render_template(block.template, PageBuilder(uri), **block.values).striptags()
    return ""
