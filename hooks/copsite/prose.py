"""People's Markdown as HTML, for pages that quote it; the only door to the Markdown library."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import NamedTuple
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

EXTENSIONS = ("admonition", "attr_list", "def_list", "fenced_code", "tables")  # as in mkdocs.yml
_ELSEWHERE = re.compile(r"(?i)[a-z][a-z0-9+.-]*:|//|\x02")  # a scheme, a host, or what the library hides, such as mail


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
    """Render Markdown; `href` makes each link to a file or an anchor an address, `prefix` begins its own anchors."""
    reader = markdown.Markdown(extensions=[*EXTENSIONS, "toc"])
    quoted = _Quoted(href, prefix)
    reader.treeprocessors.register(quoted, "quoted", 0)
    rendered = Markup(reader.convert(text))  # noqa: S704 - people's own text, which a reviewer has read
    return Prose(rendered, tuple(quoted.headings))


class _Quoted(Treeprocessor):
    """Makes text at home on a page that it was not written for: its anchors, its links, its pictures."""

    def __init__(self, href: Callable[[str], str], prefix: str) -> None:
        super().__init__()
        self.href, self.prefix = href, prefix
        self.headings: list[Heading] = []

    def run(self, root: Element) -> None:
        for part in root.iter():
            if anchor := part.get("id"):
                part.set("id", self.prefix + anchor)
            for name in ("href", "src"):
                if target := part.get(name):
                    part.set(name, self.address(target))
            if re.fullmatch(r"h[1-6]", str(part.tag)):
                text = re.sub(r"\x02.*?\x03", "", "".join(part.itertext()))
                self.headings.append(Heading(int(part.tag[1]), part.get("id", ""), html.unescape(text)))

    def address(self, target: str) -> str:
        return target if _ELSEWHERE.match(target) else self.href(target)


def with_opening(html: str) -> str:
    """Mark what stands before the first section of a rendered page as its opening."""
    opening, section, rest = html.partition("<h2")
    return f'<div class="cop-opening">\n{opening}</div>\n{section}{rest}'
