"""XML metadata of files, read within limits."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple
from xml.parsers import expat

LARGEST_XML = 1_000_000  # bytes; metadata has a few thousand
_DEEPEST = 50  # levels


class MetadataError(Exception):
    """The metadata of a file cannot be read; the message follows the name of the file's kind."""


class Element(NamedTuple):
    """An element: the names from the root to it, its attributes, and its own text up to its first part.

    A name is a namespace, a space and the local name, or only the local name if it has no namespace.
    """

    path: tuple[str, ...]
    attributes: Mapping[str, str]
    text: list[str]


def elements_of(xml: bytes) -> list[Element]:
    """Return the elements of an XML document in order.

    Raise `MetadataError` if it is invalid, too large, too deep, or has a document type, which could define entities.
    """
    if len(xml) > LARGEST_XML:
        raise MetadataError("has metadata of more than 1 MB")
    found: list[Element] = []
    path: list[str] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        path.append(name)
        if len(path) > _DEEPEST:
            raise MetadataError("has metadata with too many levels")
        found.append(Element((*path,), attributes, []))

    def text(data: str) -> None:
        if len(path) == len(found[-1].path):
            found[-1].text.append(data)

    def doctype(*_: object) -> None:
        raise MetadataError("has metadata with a document type")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = begin, lambda name: path.pop()
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = text, doctype
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError):  # the last two for an unknown encoding
        raise MetadataError("has metadata that is not valid XML") from None
    return found


def texts_of(xml: bytes, names: Collection[str]) -> Iterator[str]:
    """Yield the texts of the elements and attributes with these names, and of the elements within them."""
    for element in elements_of(xml):
        yield from (value for name, value in element.attributes.items() if name in names)
        if any(name in names for name in element.path):
            yield "".join(element.text)
