"""Fill in the shortcodes of a text, and give its headings their ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace

from copsite.diagnostics.problem import Place
from copsite.markdown.parser import Token
from copsite.markdown.text import Block, Fault, InlineText, ShortcodeValue, Text, Tokens, plain

_NUMBERED = re.compile(r"(?P<stem>.*)_(?P<number>[0-9]+)", re.DOTALL)
_IN_LINE = re.compile(r"\{\{(.*?)\}\}")
_NO_BLOCK = "this makes a whole block. Write it on a line of its own, with an empty line before and after it"


def fill(text: Text, value_of: Callable[[str, Place], ShortcodeValue | None]) -> Text:
    """Replace shortcodes by their values, and add an id to every heading.

    `value_of` takes the text between the braces and its place, and returns None to leave the shortcode out. A block
    that is not alone in its paragraph is left out, too, and added to the faults.
    """
    values: list[ShortcodeValue] = []
    faults: list[Fault] = []

    def filled(tokens: Tokens | None, *, alone: bool = False) -> Iterator[Token]:
        within = 0
        for token in tokens or ():
            within += {"link_open": 1, "link_close": -1}.get(token.type, 0)
            if token.type == "image":
                yield token.copy(children=[*filled(token.children)])
            elif token.type != "shortcode":
                yield token
            elif found := value_of(token.content, token.meta["place"]):
                values.append(found)
                if isinstance(found, InlineText) and not (within and found.target):
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

    notes = {label: _unwrapped([*blocks(tokens)]) for label, tokens in text.notes.items()}
    tokens = _with_ids(_unwrapped([*blocks(text.tokens)]))
    return replace(text, tokens=tokens, notes=notes, values=tuple(values), faults=tuple(faults))


def fill_line(text: str, words_of: Callable[[str], str]) -> str:
    """Replace the shortcodes of one line without Markdown; `words_of` takes the text between the braces."""
    return _IN_LINE.sub(lambda found: words_of(found[1]), text)


def _linked(words: InlineText, token: Token) -> Iterator[Token]:
    text = Token("text", "", 0, content=words.text)
    if words.target:
        yield Token("link_open", "a", 1, attrs={"href": words.target}, meta={**token.meta, "own": True})
        yield text
        yield Token("link_close", "a", -1)
    else:
        yield text


def _unwrapped(tokens: Tokens) -> tuple[Token, ...]:
    """Return the tokens with each block moved out of its paragraph."""
    lifted: list[Token] = []
    for token in tokens:
        if token.type == "paragraph_close" and lifted[-1].children and lifted[-1].children[0].type == "block":
            lifted[-2:] = lifted[-1].children
        else:
            lifted.append(token)
    return tuple(lifted)


def _with_ids(tokens: Tokens) -> tuple[Token, ...]:
    """Return the tokens with a unique id for each heading: an explicit one, or one derived from its text."""
    every = [*tokens]
    taken = {str(token.attrs["id"]) for token in every if "id" in token.attrs}
    # The next id to try for each taken id, so that the time stays linear for many equal headings.
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
    """Return the id for a heading's text in Python-Markdown's form, so that older links stay valid."""
    ascii = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii).strip().lower())


def _next(id: str) -> str:
    found = _NUMBERED.fullmatch(id)
    return f"{found['stem']}_{int(found['number'][-9:]) + 1}" if found else f"{id}_1"
