"""A Markdown text: its headings, links, footnotes and sections, each with its place, and its shortcodes filled in."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any, NamedTuple, TypeAlias

from copsite.diagnostics.problem import Place, brief
from copsite.markdown.parser import Token, parse, parse_line

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_NUMBERED = re.compile(r"(?P<stem>.*)_(?P<number>[0-9]+)", re.DOTALL)
# A text without any of these is the same in HTML, but for its `&`, `<`, `>` and quotes.
_MARKED = re.compile(r"[\\`*_\[\]<&!~@]|://|www\.|\{\{")

Tokens: TypeAlias = Sequence[Token]


class Heading(NamedTuple):
    """A heading of level 1 to 6, its text without markup, and its id, which is '' until shortcodes are filled in."""

    level: int
    id: str
    text: str


class Link(NamedTuple):
    """A link or a picture: where it leads as it is written, its place, and its text."""

    target: str
    place: Place
    text: str
    picture: bool
    own: bool  # not of the text, but what a shortcode stands for


class Fault(NamedTuple):
    """What cannot be read as it was meant, and what to write instead."""

    place: Place
    words: str


@dataclass(frozen=True)
class Words:
    """What a shortcode within a line stands for: plain text, which may lead to a target as a link does."""

    text: str
    target: str = ""


@dataclass(frozen=True)
class Block:
    """What a shortcode on a line of its own stands for: a template filled in with values.

    The search finds the page by the text of a block that is `in_search`.
    """

    template: str
    values: Mapping[str, Any]
    in_search: bool = True


Meaning: TypeAlias = Words | Block


@dataclass(frozen=True)
class Text:
    """A Markdown text: its tokens and footnotes, and the line of the file on which it begins.

    Two are equal where the same was written and every shortcode stands for the same.
    """

    source: str
    first: int
    tokens: tuple[Token, ...] = field(default=(), compare=False, repr=False)
    notes: Mapping[str, tuple[Token, ...]] = field(default_factory=dict, compare=False, repr=False)
    meanings: tuple[Meaning, ...] = ()
    faults: tuple[Fault, ...] = ()

    @cached_property
    def lines(self) -> list[str]:
        """Give the text's lines."""
        return self.source.split("\n")

    def place(self, line: int, part: str = "") -> Place:
        """Give the place in the file of a part of a line, counted from 0; of all of it but its indent without one."""
        text = self.lines[min(line, len(self.lines) - 1)]
        part = part or text.strip()
        return Place(self.first + line, max(text.find(part), 0) + 1, max(len(part), 1))

    def place_of(self, block: Token) -> Place:
        """Give the place of the line on which a block begins."""
        return self.place(block.map[0] if block.map else 0)

    @property
    def every_token(self) -> Iterator[Token]:
        """Yield the tokens of blocks, those of footnotes last."""
        yield from self.tokens
        for tokens in self.notes.values():
            yield from tokens

    @property
    def inline(self) -> Iterator[Token]:
        """Yield the tokens within lines, those of a picture's text after the picture."""
        for block in self.every_token:
            for token in block.children or ():
                yield token
                yield from token.children or ()


@lru_cache(maxsize=400)  # for the preview, which reads all again after each change, most of which are to one page
def read_markdown(source: str, first: int = 1) -> Text:
    """Read a text that begins on line `first` of its file."""
    tokens, text = parse(source), Text(source, first)
    spots, faults = _Spots(text), list[Fault]()
    for n, token in enumerate(tokens):
        if token.type == "inline":
            token.children = [*_placed(token, spots.of(token), faults)]
        if n and tokens[n - 1].type == "heading_open":
            _take_id(tokens[n - 1], token, text, faults)
    main, notes = _split_notes(tokens, text, faults)
    return replace(text, tokens=main, notes=notes, faults=tuple(faults))


def in_line(source: str, place: Place) -> Text:
    """Read a text that is one line, such as a field of the catalog, without any block; it is all at `place`."""
    token = parse_line(source)
    faults: list[Fault] = []
    token.children = [*_placed(token, _always(place), faults)]
    return Text(source, place.line, (token,), faults=tuple(faults))


def is_marked(source: str) -> bool:
    """Tell whether a text has any sign that Markdown may give a meaning within a line."""
    return _MARKED.search(source) is not None


def headings(text: Text) -> Iterator[tuple[Heading, Place]]:
    """Yield each heading, and its place."""
    for n, token in enumerate(text.tokens):
        if token.type == "heading_open":
            id, said = str(token.attrs.get("id", "")), plain(text.tokens[n + 1].children)
            yield Heading(int(token.tag[1]), id, said), text.place_of(token)


def links(text: Text) -> Iterator[Link]:
    """Yield every link and picture."""
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
    """Give the text of tokens within a line, without its markup."""
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
    """Give what stands below the heading with that id, up to the next heading of its level; nothing where none does."""
    start, level = None, 0
    for n, token in enumerate(text.tokens):
        if token.type != "heading_open" or token.level:
            continue
        if start is not None and int(token.tag[1]) <= level:
            return replace(text, tokens=text.tokens[start:n])
        if token.attrs.get("id") == id:
            start, level = n + 3, int(token.tag[1])
    return replace(text, tokens=text.tokens[start:] if start is not None else ())


def fill(text: Text, meaning: Callable[[str, Place], Meaning | None]) -> Text:
    """Put what each shortcode stands for into its place, and give every heading its id.

    `meaning` gets what is written between the braces; where it gives None, the shortcode is left out. What is a block,
    but not alone in a paragraph, is left out too, and is a fault of the outcome.
    """
    meanings: list[Meaning] = []
    faults: list[Fault] = []

    def filled(tokens: Tokens | None, *, alone: bool = False) -> Iterator[Token]:
        within = 0
        for token in tokens or ():
            within += {"link_open": 1, "link_close": -1}.get(token.type, 0)
            if token.type == "image":
                yield token.copy(children=[*filled(token.children)])
            elif token.type != "shortcode":
                yield token
            elif found := meaning(token.content, token.meta["place"]):
                meanings.append(found)
                if isinstance(found, Words) and not (within and found.target):
                    yield from _linked(found, token)
                elif isinstance(found, Block) and alone:
                    yield token.copy(type="block", meta={"block": found})
                else:
                    words = _NO_BLOCK if isinstance(found, Block) else "this makes a link, and stands within another"
                    faults.append(Fault(token.meta["place"], words))

    def blocks(tokens: Tokens) -> Iterator[Token]:
        for n, token in enumerate(tokens):
            inside = token.children or []
            if any(child.type in ("shortcode", "image") for child in inside):
                alone = tokens[n - 1].type == "paragraph_open" and len(inside) == 1
                yield token.copy(children=[*filled(inside, alone=alone)])
            else:
                yield token

    notes = {label: _lifted([*blocks(tokens)]) for label, tokens in text.notes.items()}
    tokens = _with_ids(_lifted([*blocks(text.tokens)]))
    return replace(text, tokens=tokens, notes=notes, meanings=tuple(meanings), faults=tuple(faults))


_NO_BLOCK = "this makes a whole block. Write it on a line of its own, with an empty line before and after it"


def _linked(words: Words, token: Token) -> Iterator[Token]:
    text = Token("text", "", 0, content=words.text)
    if words.target:
        yield Token("link_open", "a", 1, attrs={"href": words.target}, meta={**token.meta, "own": True})
        yield text
        yield Token("link_close", "a", -1)
    else:
        yield text


def _lifted(tokens: Tokens) -> tuple[Token, ...]:
    """Give the tokens, with each block in the place of the paragraph in which it is alone."""
    lifted: list[Token] = []
    for token in tokens:
        if token.type == "paragraph_close" and lifted[-1].children and lifted[-1].children[0].type == "block":
            lifted[-2:] = lifted[-1].children
        else:
            lifted.append(token)
    return tuple(lifted)


def _with_ids(tokens: Tokens) -> tuple[Token, ...]:
    """Give the tokens, each heading with an id that no other has: its own, or one made from its text."""
    every = [*tokens]
    taken = {str(token.attrs["id"]) for token in every if "id" in token.attrs}
    # From an id that is taken to the one to try next, so that many equal headings take no longer than others.
    after: dict[str, str] = {}
    for n, token in enumerate(every):
        if token.type == "heading_open" and "id" not in token.attrs:
            id, tried = slug(plain(every[n + 1].children)), list[str]()
            while not id or id in taken:
                tried.append(id)
                id = after.get(id) or _next(id)
            after |= dict.fromkeys(tried, id)
            taken.add(id)
            every[n] = token.copy(attrs={**token.attrs, "id": id})
    return tuple(every)


def slug(text: str) -> str:
    """Make an id from a heading's text, as Python-Markdown did, so that the links of years hold."""
    ascii = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii).strip().lower())


def _next(id: str) -> str:
    found = _NUMBERED.fullmatch(id)
    return f"{found['stem']}_{int(found['number'][-9:]) + 1}" if found else f"{id}_1"


class _Spots:
    """Finds places in the file's lines from those in a block, whose indent and marks are left out."""

    def __init__(self, text: Text) -> None:
        self.lines = text.lines
        self.first = text.first
        self.read: dict[int, int] = {}  # by line, up to where the cells of a table's row are read

    def of(self, block: Token) -> Callable[[int, int], Place]:
        """Give what finds the place of a part of the block's content, from its start and its end in it."""
        begin = block.map[0] if block.map else 0
        content = block.content.split("\n")
        ends = [*accumulate(len(line) + 1 for line in content)]
        starts = [self.start(begin + n, line) for n, line in enumerate(content)]

        def place(start: int, end: int) -> Place:
            n = bisect_right(ends, start)
            column = start - (ends[n] - len(content[n]) - 1)
            width = min(end - start, len(content[n]) - column)
            return Place(self.first + begin + n, starts[n] + column + 1, max(width, 1))

        return place

    def start(self, number: int, content: str) -> int:
        """Give where in a line the content begins that a block has of it."""
        line, text = self.lines[min(number, len(self.lines) - 1)], content.strip()
        if line.rstrip().endswith(text):
            found = len(line.rstrip()) - len(text)
        else:  # a cell of a table, or a heading that ends in `#`
            # Where one is not found, others of its row are not sought. In a cell `|` is written `\\|`.
            begin = self.read.get(number, 0)
            found = line.find(text, begin) if begin >= 0 else -1
            if found < 0 <= begin and "|" in text:
                text = text.replace("|", r"\|")
                found = line.find(text, begin)
            self.read[number] = found + len(text) if found >= 0 else -1
        return max(found - (len(content) - len(content.lstrip())), 0)


def _always(place: Place) -> Callable[[int, int], Place]:
    return lambda start, end: place


def _placed(block: Token, place: Callable[[int, int], Place], faults: list[Fault]) -> Iterator[Token]:
    """Yield the tokens within a block, each link and the like with its place; add the faults among them to `faults`."""
    for token in block.children or ():
        if span := token.meta.pop("span", None):
            token.meta["place"] = place(*span)
        if token.type == "image":
            token.children = [*_placed(token, _always(token.meta["place"]), faults)]
        if token.type == "fault":
            faults.append(Fault(token.meta["place"], token.meta["words"]))
        else:
            yield token


def _take_id(opening: Token, inline: Token, text: Text, faults: list[Fault]) -> None:
    """Take a heading's id, which stands in braces behind its text, out of the text."""
    last = inline.children[-1] if inline.children else None
    if last is None or last.type != "text" or not last.content.endswith("}") or "{#" not in last.content:
        return
    said, _, id = last.content[:-1].rpartition("{#")
    if not _ID.fullmatch(id):
        words = f"{{#{brief(id)}}} is no id. Write letters, digits and hyphens, such as {{#duties}}"
        faults.append(Fault(text.place_of(opening), words))
    opening.attrs["id"] = id
    last.content = said.rstrip()


def _split_notes(
    tokens: Sequence[Token], text: Text, faults: list[Fault]
) -> tuple[tuple[Token, ...], dict[str, tuple[Token, ...]]]:
    """Give the tokens without footnotes, and the footnotes by their labels."""
    main: list[Token] = []
    notes: dict[str, list[Token]] = {}
    at: dict[str, Place] = {}
    into = [main]
    for token in tokens:
        if token.type == "footnote_reference_open":
            label = token.meta["label"]
            if label in notes:
                faults.append(Fault(text.place_of(token), f"there is another footnote [^{brief(label)}]. Keep one"))
            at.setdefault(label, text.place_of(token))
            into.append(notes.setdefault(label, []))
        elif token.type == "footnote_reference_close":
            into.pop()
        else:
            into[-1].append(token)
    named: dict[str, Place] = {}
    for token in (child for block in tokens for child in block.children or ()):
        if token.type == "footnote_ref":
            named.setdefault(token.meta["label"], token.meta["place"])
    for label in named.keys() - notes.keys():
        words = f"there is no footnote [^{brief(label)}]. Add a line that begins with [^{brief(label)}]:"
        faults.append(Fault(named[label], words))
    for label in notes.keys() - named.keys():
        words = f"nothing names this footnote, so that nobody would see it. Write [^{brief(label)}] where it belongs"
        faults.append(Fault(at[label], words))
    return tuple(main), {label: tuple(found) for label, found in notes.items()}
