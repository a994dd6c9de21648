"""What the search finds of a generated page: one entry a section, taken from the page's own HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .pages import Page

_HEADING = re.compile(r'<h[1-6] id="(?P<id>[^"]*)">(?P<title>.*?)</h[1-6]>', re.DOTALL)
_NOT_FOUND = re.compile(r'<footer class="cop-origin">.*?</footer>|<template>.*?</template>', re.DOTALL)
_INLINE = re.compile(r"</?(?:a|bdi|code|em|span|strong|time)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


class Entry(NamedTuple):
    """A section of a page: its address within the site, its title and its text, both with `<`, `>` and `&` escaped."""

    location: str
    title: str
    text: str


def entries_of(page: Page, url: str) -> Iterator[Entry]:
    """Yield the page's sections, the first being what stands before its second heading; none if it is not searched."""
    if not page.in_search:
        return
    # Headings split the page into: what is before the first, then id, title and text by turns.
    parts = _HEADING.split(_NOT_FOUND.sub("", page.html))
    for id, title, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        location = url if id == "top" else f"{url}#{id}"
        yield Entry(location, _text(title), _text(text))


def _text(html: str) -> str:
    return " ".join(_TAG.sub(" ", _INLINE.sub("", html)).split())
