"""People's Markdown as HTML, for pages that quote it; the only door to the Markdown library."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions.toc import TocExtension, slugify
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

EXTENSIONS = ("admonition", "attr_list", "def_list", "fenced_code", "tables")  # as in mkdocs.yml
_FILE = re.compile(r"(?!//)[^:?#]+\.md(?=[?#]|$)")


class Heading(NamedTuple):
    """A heading that can be linked to, of level 1 to 6."""

    level: int
    id: str
    text: str


class Prose(NamedTuple):
    """Text as HTML, with its headings in their order."""

    html: Markup
    headings: tuple[Heading, ...]


def render(text: str, href: Callable[[str], str], prefix: str) -> Prose:
    """Render Markdown; `href` turns each link to a file into an address, `prefix` begins each anchor."""
    reader = markdown.Markdown(
        extensions=[*EXTENSIONS, TocExtension(slugify=lambda value, sep: prefix + slugify(value, sep))]
    )
    reader.treeprocessors.register(_Links(href), "links", 0)
    rendered = Markup(reader.convert(text))  # noqa: S704 - people's own text, which a reviewer has read
    return Prose(rendered, tuple(_headings(getattr(reader, "toc_tokens", ()))))


def _headings(tokens: Iterable[Mapping[str, Any]]) -> Iterator[Heading]:
    for token in tokens:
        yield Heading(token["level"], token["id"], html.unescape(token["name"]))
        yield from _headings(token["children"])


class _Links(Treeprocessor):
    def __init__(self, href: Callable[[str], str]) -> None:
        super().__init__()
        self.href = href

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            target = link.get("href", "")
            if _FILE.match(target):
                link.set("href", self.href(target))
