"""People's Markdown as HTML, for pages that quote it; the only door to the Markdown library."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import NamedTuple
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

EXTENSIONS = ("admonition", "attr_list", "def_list", "fenced_code", "tables")  # as in mkdocs.yml
_CAPTION = "Table: "
# What the library hides in text: an ampersand, a character behind a backslash by its number, or markup.
_HIDDEN = re.compile(r"\x02(?:(?P<amp>amp)|(?P<number>\d+)|.*?)\x03", re.DOTALL)
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
    reader = markdown.Markdown(extensions=[*EXTENSIONS, "toc", Boxes()])
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
                self.headings.append(Heading(int(part.tag[1]), part.get("id", ""), _text(part)))

    def address(self, target: str) -> str:
        return target if _ELSEWHERE.match(target) else self.href(target)


class Boxes(Extension):
    """Lets what is wider than a screen scroll in a box of its own that the keyboard reaches, and names the tables.

    A paragraph `Table: …` right above a table becomes its caption. Without one the heading above it names it to those
    who do not see that it stands below it.
    """

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        """Take part when headings and cells are read, and before links are made to fit another page."""
        md.treeprocessors.register(_Tables(), "tables in boxes", 2)
        md.postprocessors.register(_Code(), "code in boxes", 5)


class _Tables(Treeprocessor):
    def run(self, root: Element) -> None:
        self.name, self.number = "Table", 1
        self.walk(root)

    def walk(self, around: Element) -> None:
        before: Element | None = None
        for part in list(around):
            if re.fullmatch(r"h[1-6]", str(part.tag)):
                self.name, self.number = _text(part), 1
            elif part.tag == "table":
                heading = self.name if self.number == 1 else f"{self.name}, table {self.number}"
                said = before if before is not None and _is_caption(before) else None
                caption = _caption(said, heading)
                if said is not None:
                    around.remove(said)
                around[list(around).index(part)] = _boxed(part, caption)
                self.number += 1
            else:
                self.walk(part)
            before = part


class _Code(Postprocessor):
    def run(self, text: str) -> str:
        return text.replace("<pre><code", '<pre tabindex="0"><code')


def _is_caption(part: Element) -> bool:
    return part.tag == "p" and (part.text or "").startswith(_CAPTION)


def _caption(said: Element | None, heading: str) -> Element:
    """Give the caption that was written, or one for the ear."""
    caption = Element("caption")
    if said is None:
        caption.set("class", "cop-heard")
        caption.text = heading
    else:
        caption.text = (said.text or "").removeprefix(_CAPTION)
        caption.extend(list(said))
    return caption


def _boxed(table: Element, caption: Element) -> Element:
    """Give the table in its box; that it has a class keeps the theme's script from putting it into another."""
    box = Element("div", {"class": "cop-table", "role": "region", "aria-label": _text(caption), "tabindex": "0"})
    box.tail, table.tail = table.tail, None
    table.set("class", "cop-rows")
    for head in table.iter("th"):
        head.set("scope", "col")
    table.insert(0, caption)
    box.append(table)
    return box


def _text(part: Element) -> str:
    """Give the text of an element as it is read, without the markup that the library hides in it."""

    def revealed(found: re.Match[str]) -> str:
        return chr(int(found["number"])) if found["number"] else "&" if found["amp"] else ""

    shown = _HIDDEN.sub(revealed, "".join(part.itertext()))
    return html.unescape(shown)


def with_opening(html: str) -> str:
    """Mark what stands before the first section of a rendered page as its opening."""
    opening, section, rest = html.partition("<h2")
    return f'<div class="cop-opening">\n{opening}</div>\n{section}{rest}'
