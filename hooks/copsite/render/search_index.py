"""What the search finds, as the index that a reader's browser asks for: communities, and the sections of pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import NamedTuple

from copsite.catalog.models import Catalog, Status
from copsite.render.phrases import by_name

INDEX = "search/index.json"  # on the site; docs/assets/search.js asks for it
_HEADING = re.compile(r'<h[1-6]\b[^>]*? id="(?P<anchor>[^"]*)"[^>]*>(?P<title>.*?)</h[1-6]>', re.DOTALL)
# None of these holds another of its own kind.
_LEFT_OUT = re.compile(r"<(?P<tag>div|footer|section)\b[^>]* data-search-exclude>.*?</(?P=tag)>", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|bdi|code|em|span|strong|time)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


class Section(NamedTuple):
    """A part of a page: its anchor and title, both empty for what stands before the second heading, and its text."""

    anchor: str
    title: str
    text: str


class Searched(NamedTuple):
    """A page that the search finds: its address within the site, its title and its sections."""

    url: str
    title: str
    sections: Sequence[Section]


def sections_of(html: str) -> Iterator[Section]:
    """Yield the sections of a page, whose first heading is its title; what is `data-search-exclude` is left out."""
    # Headings split the page into: what is before the first, then anchor, title and text by turns.
    parts = _HEADING.split(_LEFT_OUT.sub("", html))
    for n, (anchor, title, text) in enumerate(zip(parts[1::3], parts[2::3], parts[3::3], strict=True)):
        yield Section(anchor, _text(title), _text(text)) if n else Section("", "", _text(f"{parts[0]} {text}"))


def index_of(catalog: Catalog, pages: Iterable[Searched]) -> str:
    """Give the index as JSON, which names nothing twice: an entry a community, in order of names, then the pages.

    A community is its id, name, summary, the numbers of its topics, and its status where that is not `active`.
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


def _text(html: str) -> str:
    return unescape(" ".join(_TAG.sub(" ", _INLINE.sub("", html)).split()))
