"""The authors that the metadata of a PDF names (ISO 32000-1, sections 7.3, 7.5 and 14.3).

This finds objects by searching the bytes for them. It needs no table of objects, so it reads damaged files too, finds
names that a later revision only hides, and takes linear time and little memory with any input. Parsers that follow
the tables promise neither.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from copsite.content.metadata import LARGEST_XML, MetadataError, texts_of

_LARGEST = 32_000_000  # bytes of all unpacked streams that hold objects or metadata
_LARGEST_TABLE = 1_000_000  # bytes of the numbers at the beginning of an object stream
_MOST_OBJECTS = 200_000
_TOKEN = re.compile(rb"(?<![0-9])([0-9]{1,10})[ \t\r\n]{1,9}[0-9]{1,5}[ \t\r\n]{1,9}obj|\bstream\r?\n|\bendobj\b")
_REFERENCE = rb"([0-9]{1,10})\s{1,9}[0-9]{1,5}\s{1,9}R\b"
_AUTHOR = re.compile(rb"/Author\s{0,99}(?:" + _REFERENCE + rb"|(?=[(<]))")
_METADATA = re.compile(rb"/Metadata\s{0,99}" + _REFERENCE)
_ENCRYPTED = re.compile(rb"/Encrypt\s{0,99}(?:<<|" + _REFERENCE + rb")")
_FIRST = re.compile(rb"/First\s{1,9}([0-9]{1,9})")
_FILTER = re.compile(rb"/Filter\s{0,9}(?:\[\s{0,9})?/(\w{1,20})(?:\s{0,9}\])?")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{0,4000})>")
_LITERAL = re.compile(rb"\\([0-7]{1,3}|\r\n|.)|[()]|[^\\()]", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
# Where PDFDocEncoding differs from Latin-1 (annex D).
_PDF_DOC = {
    **dict(enumerate("˘ˇˆ˙˝˛˚˜", 0x18)),
    **dict(enumerate("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", 0x80)),
    0xA0: "€",
}
_LONGEST = 2_000  # bytes of a name
_CREATOR = ("http://purl.org/dc/elements/1.1/ creator",)


class _Object(NamedTuple):
    """An object: its number, its text without its stream, and its stream as it is in the file."""

    number: int
    text: bytes
    stream: memoryview


def authors_in(data: bytes) -> Iterator[str]:
    """Yield the authors that a PDF names; raise `MetadataError` if it is encrypted, or too large when unpacked."""
    if _ENCRYPTED.search(data):
        raise MetadataError("is encrypted")
    budget = _Budget()
    objects = _limited(_objects(data))
    objects += _limited(part for one in objects if b"/ObjStm" in one.text for part in _packed(one, budget))
    strings, streams = set(), set()  # the numbers of the objects that are an author or the document's metadata
    for one in objects:
        for found in _AUTHOR.finditer(one.text):
            if found[1]:
                strings.add(int(found[1]))
            else:
                yield _string(one.text, found.end())
        if b"/Catalog" in one.text:
            streams |= {int(found[1]) for found in _METADATA.finditer(one.text)}
    for one in objects:
        if one.number in strings:
            yield _string(one.text.lstrip(), 0)
        if one.number in streams and one.stream:
            yield from texts_of(_unpacked(one, budget)[: LARGEST_XML + 1].lstrip(), _CREATOR)


def _limited(objects: Iterable[_Object]) -> list[_Object]:
    found = [*islice(objects, _MOST_OBJECTS + 1)]
    if len(found) > _MOST_OBJECTS:
        raise MetadataError("has too many parts")
    return found


class _Budget:
    """The bytes that may still be unpacked."""

    def __init__(self) -> None:
        self.left = _LARGEST

    def take(self, size: int) -> None:
        """Take bytes; raise `MetadataError` if there are too few left."""
        self.left -= size
        if self.left < 0:
            raise MetadataError("unpacks to more than can be checked")


def _objects(data: bytes) -> Iterator[_Object]:
    """Yield the objects of a file in order, and what is outside of objects as the object 0."""
    view, number, begin, at = memoryview(data), 0, 0, 0
    nothing = view[:0]
    while found := _TOKEN.search(data, at):
        at = found.end()
        if found[1]:
            yield _Object(number, data[begin : found.start()], nothing)
            number, begin = int(found[1]), at
        elif found[0] == b"endobj":
            yield _Object(number, data[begin : found.start()], nothing)
            number, begin = 0, at
        else:
            end = data.find(b"endstream", at)
            end = len(data) if end < 0 else end
            yield _Object(number, data[begin : found.start()], view[at:end])
            number, begin, at = 0, end, end
    yield _Object(number, data[begin:], nothing)


def _packed(holder: _Object, budget: _Budget) -> Iterator[_Object]:
    """Yield the objects in an object stream."""
    first = _FIRST.search(holder.text)
    if not first:
        return
    text, start = _unpacked(holder, budget), int(first[1])
    numbers = [int(word) for word in text[: min(start, _LARGEST_TABLE)].split() if word.isdigit() and len(word) <= 10]
    places = sorted(zip(numbers[1::2], numbers[::2], strict=False))
    for n, (place, number) in enumerate(places):
        end = places[n + 1][0] if n + 1 < len(places) else len(text)
        yield _Object(number, text[start + place : start + end], memoryview(b""))


def _unpacked(one: _Object, budget: _Budget) -> bytes:
    """Return the content of an object's stream."""
    filters = _FILTER.search(one.text)
    if b"/Filter" not in one.text:
        budget.take(len(one.stream))
        return bytes(one.stream)
    if not filters or filters[1] not in (b"FlateDecode", b"Fl") or b"/Predictor" in one.text:
        raise MetadataError("holds its metadata in an unusual form")
    try:
        content = zlib.decompressobj().decompress(one.stream, budget.left + 1)
    except zlib.error:
        raise MetadataError("is damaged") from None
    budget.take(len(content))
    return content


def _string(text: bytes, at: int) -> str:
    """Return the string at a place of an object's text, or ''."""
    if found := _HEX.match(text, at):
        digits = b"".join(found[1].split())
        return _decoded(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))
    parts: list[bytes] = []
    depth = 0
    for found in _LITERAL.finditer(text, at, at + _LONGEST) if text[at : at + 1] == b"(" else ():
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if not depth:
            break
        escaped = found[1]
        if escaped is None:
            parts.append(found[0])
        elif escaped.isdigit():
            parts.append(bytes([int(escaped, 8) % 256]))
        else:
            parts.append(_ESCAPES.get(escaped, escaped))
    return _decoded(b"".join(parts)[1:])


def _decoded(text: bytes) -> str:
    for mark, encoding in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
        if text.startswith(mark):
            return text.removeprefix(mark).decode(encoding, "replace")
    return text.decode("latin-1").translate(_PDF_DOC)
