"""Built HTML pages as plain values: metadata, headings, ids, references and text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_UNSHOWN = frozenset(("script", "style", "template", "title"))


@dataclass(eq=False)
class Element:
    """An element with its attributes, its text, and its ancestors, the outermost first."""

    tag: str
    attributes: Mapping[str, str]
    within: tuple[Element, ...] = field(repr=False)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the element's text with single spaces."""
        return " ".join("".join(self.pieces).split())

    @property
    def classes(self) -> list[str]:
        """Return the names of its classes."""
        return self.attributes.get("class", "").split()


@dataclass(frozen=True)
class Markup:
    """A page's elements, in document order."""

    elements: tuple[Element, ...] = field(repr=False)

    def all(self, *tags: str, **attributes: str) -> Iterator[Element]:
        """Yield the elements of one of these tags that have all these attributes."""
        for element in self.elements:
            if element.tag in tags and attributes.items() <= element.attributes.items():
                yield element

    def one(self, *tags: str, **attributes: str) -> Element:
        """Return the only such element."""
        (found,) = self.all(*tags, **attributes)
        return found

    def of_class(self, name: str) -> list[Element]:
        """Return the elements of a class."""
        return [element for element in self.elements if name in element.classes]

    @property
    def description(self) -> str:
        """Return the meta description."""
        return self.one("meta", name="description").attributes["content"]

    @property
    def ids(self) -> list[str]:
        """Return every id, with duplicates."""
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    @property
    def levels(self) -> list[int]:
        """Return the levels of the headings."""
        return [int(element.tag[1]) for element in self.all("h1", "h2", "h3", "h4", "h5", "h6")]

    @property
    def references(self) -> list[str]:
        """Return every URL that the page links to, loads or names."""
        names = ("href", "src", "action", "poster", "data", "cite")
        return [element.attributes[name] for element in self.elements for name in names if name in element.attributes]

    @property
    def text(self) -> str:
        """Return the visible text."""
        return self.one("body").text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self.open))
        self.elements.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, tuple(self.open)))

    def handle_endtag(self, tag: str) -> None:
        while self.open and any(element.tag == tag for element in self.open):
            if self.open.pop().tag == tag:
                break

    def handle_data(self, data: str) -> None:
        if any(element.tag in _UNSHOWN for element in self.open):
            self.open[-1].pieces.append(data)
        else:
            for element in self.open:
                element.pieces.append(data)


def markup(html: str) -> Markup:
    """Read an HTML page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Markup(tuple(reader.elements))


def markup_of(site: Path) -> dict[str, Markup]:
    """Read every HTML page of a built site, by its path in it."""
    return {path.relative_to(site).as_posix(): markup(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}
