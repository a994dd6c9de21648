"""Markdown texts as tokens: their headings, links and sections, with their places in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

from copsite.diagnostics.problem import Place
from copsite.markdown.parser import Token

Tokens: TypeAlias = Sequence[Token]


class Heading(NamedTuple):
    """A heading: its level from 1 to 6, its text without markup, and its id, or '' before `fill`."""

    level: int
    id: str
    text: str


class Link(NamedTuple):
    """A link or an image: its target as written, its place, and its text."""

    target: str
    place: Place
    text: str
    picture: bool
    own: bool  # from a shortcode instead of the text


class Fault(NamedTuple):
    """An error in a text: its place, and a message with the correction."""

    place: Place
    words: str


@dataclass(frozen=True)
class InlineText:
    """The value of an inline shortcode: plain text, which is a link if it has a target."""

    text: str
    target: str = ""


@dataclass(frozen=True)
class Block:
    """The value of a shortcode on a line of its own: a template and its values.

    The search index includes the text of blocks that are `in_search`.
    """

    template: str
    values: Mapping[str, Any]
    in_search: bool = True


ShortcodeValue: TypeAlias = InlineText | Block


@dataclass(frozen=True)
class Text:
    """A Markdown text: its tokens and footnotes, and its first line in the file.

    Texts are equal if their sources and the values of their shortcodes are.
    """

    source: str
    first: int
    tokens: tuple[Token, ...] = field(default=(), compare=False, repr=False)
    notes: Mapping[str, tuple[Token, ...]] = field(default_factory=dict, compare=False, repr=False)
    values: tuple[ShortcodeValue, ...] = ()
    faults: tuple[Fault, ...] = ()

    @cached_property
    def lines(self) -> list[str]:
        """Return the text's lines."""
        return self.source.split("\n")

    def place(self, line: int, part: str = "") -> Place:
        """Return the place in the file of a part of a line, by default all of it; lines are counted from 0."""
        text = self.lines[min(line, len(self.lines) - 1)]
        part = part or text.strip()
        return Place(self.first + line, max(text.find(part), 0) + 1, max(len(part), 1))

    def place_of(self, block: Token) -> Place:
        """Return the place of the first line of a block."""
        return self.place(block.map[0] if block.map else 0)

    @property
    def every_token(self) -> Iterator[Token]:
        """Yield all block tokens, those of footnotes last."""
        yield from self.tokens
        for tokens in self.notes.values():
            yield from tokens

    @property
    def inline(self) -> Iterator[Token]:
        """Yield all inline tokens, those of an image's text after the image."""
        for block in self.every_token:
            for token in block.children or ():
                yield token
                yield from token.children or ()


def headings(text: Text) -> Iterator[tuple[Heading, Place]]:
    """Yield each heading with its place."""
    for n, token in enumerate(text.tokens):
        if token.type == "heading_open":
            id, said = str(token.attrs.get("id", "")), plain(text.tokens[n + 1].children)
            yield Heading(int(token.tag[1]), id, said), text.place_of(token)


def links(text: Text) -> Iterator[Link]:
    """Yield every link and image."""
    for block in text.every_token:
        children = block.children or []
        for n, token in enumerate(children):
            if token.type not in ("link_open", "image"):
                continue
            place = token.meta.get("place") or text.place_of(block)
            own, picture = "own" in token.meta, token.type == "image"
            if picture:
                target, said = token.attrs["src"], token.children
            else:
                end = next(m for m in range(n, len(children)) if children[m].type == "link_close")
                target, said = token.attrs["href"], children[n + 1 : end]
            yield Link(str(target), place, plain(said), picture, own)


def plain(tokens: Tokens | None) -> str:
    """Return the text of inline tokens without markup."""
    parts = []
    for token in tokens or ():
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(plain(token.children))
        elif token.type == "shortcode":
            parts.append(f"{{{{{token.content}}}}}")
        elif token.type not in ("html_inline", "footnote_ref"):
            parts.append(token.content)
    return "".join(parts).strip()


def section(text: Text, id: str) -> Text:
    """Return the text below the heading with that id, up to the next one of its level; empty if there is none."""
    start, level = None, 0
    for n, token in enumerate(text.tokens):
        if token.type != "heading_open" or token.level:
            continue
        if start is not None and int(token.tag[1]) <= level:
            return replace(text, tokens=text.tokens[start:n])
        if token.attrs.get("id") == id:
            start, level = n + 3, int(token.tag[1])
    return replace(text, tokens=text.tokens[start:] if start is not None else ())
