"""Markdown's parser as this site sets it up: the door to markdown-it-py.

CommonMark and what GitHub adds to it, so that the preview there shows what the site shows. Of our own are shortcodes
(`{{ … }}`), buttons (`[Join](join.md){ .md-button }`) and definition lists. Tokens within a line have the `span` of
the block's content that they were read from; a token `fault` stands before what cannot be read as it was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, html_inline, image, link
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

from copsite.channels.mailto import Message
from copsite.diagnostics.problem import brief

__all__ = ["DEEPEST", "Token", "parse", "parse_line"]

DEEPEST = 20  # levels, of which a list in a list takes two; the parser drops what is nested deeper

_BUTTONS = {"md-button", "md-button--primary"}
# GitHub's bare links (GFM 6.9): what is before one, and what each is made of.
_BARE = re.compile(
    r"(?<![^\s*_~(])(?P<url>(?:https?://|www\.)[^\s<]+)"
    r"|(?<![A-Za-z0-9._+-])(?P<mail>[A-Za-z0-9._+-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+)"
)
_HOST = re.compile(r"[^\s<>()/?#:@!\"',;]+\.[^\s<>()/?#:@!\"',;.]+")
_NO_LINK = (
    "this looks like a link, but is none. Write [text](address), without a link in the text; "
    "put an address that has spaces between < and >"
)
_UNCLOSED = 'this `{{` has no `}}` after it. Write for example {{ count("active") }}'
_NO_BUTTON = "of what may stand in braces behind a link there is { .md-button } and { .md-button .md-button--primary }"
_AFTER_LINK = "?!.,:*_~'\"[]"


def parse(source: str) -> list[Token]:
    """Read a text into the tokens of its blocks, each with the tokens within its lines as `children`."""
    return [_with_bare_links(token) for token in _reader().parse(source)]


def parse_line(source: str) -> Token:
    """Read a text as one line, without any block or shortcode, into a token with `children`."""
    (line,) = _line_reader().parseInline(source)
    return _with_bare_links(line)


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    options = {"maxNesting": DEEPEST, "tasklists": True, "alerts": True, "strikethrough_single_tilde": True}
    reader = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    deflist_plugin(reader)
    footnote_plugin(reader, inline=False, move_to_end=False, always_match_refs=True)
    reader.inline.ruler.at("footnote_ref", _noted(partial(footnote_ref, always_match=True), "footnote_ref"))
    reader.inline.ruler.before("emphasis", "shortcode", _noted(_shortcode, "shortcode"))
    reader.inline.ruler.after("shortcode", "button", _button)
    return _with_places(reader)


@lru_cache(maxsize=1)
def _line_reader() -> MarkdownIt:
    return _with_places(MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("strikethrough"))


def _with_places(reader: MarkdownIt) -> MarkdownIt:
    for name, rule, kind in (
        ("link", link, "link_open"),
        ("image", image, "image"),
        ("autolink", autolink, "link_open"),
        ("html_inline", html_inline, "html_inline"),
    ):
        reader.inline.ruler.at(name, _noted(rule, kind))
    # Targets stay as they are written: a wrong one is reported, and not shown as text.
    for name, give in (("validateLink", lambda url: True), ("normalizeLink", str), ("normalizeLinkText", str)):
        setattr(reader, name, give)
    return reader


Rule: TypeAlias = Callable[[StateInline, bool], bool]


def _noted(rule: Rule, kind: str) -> Rule:
    """Make a rule that notes from where to where in its block each token of the kind was read."""

    def noted(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        done = rule(state, silent)
        if done and not silent:
            for made in [token for token in state.tokens[count:] if token.type == kind][:1]:
                made.meta["span"] = start, state.pos
        elif not silent and rule is link and state.src[start] == "[":
            _note_no_link(state, start)
        return done

    return noted


def _note_no_link(state: StateInline, start: int) -> None:
    """Put a fault before what looks like a link, but is none."""
    end = state.md.helpers.parseLinkLabel(state, start) + 1
    if not end or end >= state.posMax or state.src[start + 1] == "^":
        return
    if state.src[end] == "(" and 0 < (close := state.src.find(")", end)) < state.posMax:
        _push_fault(state, start, close + 1, _NO_LINK)
    elif state.src[end] == "[" and (close := state.md.helpers.parseLinkLabel(state, end)) > 0:
        label = state.src[end + 1 : close] or state.src[start + 1 : end - 1]
        words = f"nothing says where [{brief(label)}] leads. Write the address in round brackets: [text](address)"
        _push_fault(state, start, close + 1, words)


def _push_fault(state: StateInline, start: int, end: int, words: str) -> None:
    state.push("fault", "", 0).meta.update(words=words, span=(start, end))


def _shortcode(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("{{", state.pos, state.posMax):
        return False
    end = state.src.find("}}", state.pos, state.posMax)
    if not silent and end < 0:
        _push_fault(state, state.pos, state.posMax, _UNCLOSED)
    elif not silent:
        state.push("shortcode", "", 0).content = state.src[state.pos + 2 : end]
    # What follows one that is not closed may be any part of it.
    state.pos = end + 2 if end >= 0 else state.posMax
    return True


def _button(state: StateInline, silent: bool) -> bool:
    """Read classes in braces behind a link, such as `{ .md-button }`."""
    after_link = state.tokens and state.tokens[-1].type == "link_close" and not state.pending
    if silent or not after_link or state.src[state.pos] != "{":
        return False
    end = state.src.find("}", state.pos, state.posMax)
    classes = state.src[state.pos + 1 : end].replace(".", " ").split() if end > 0 else []
    if not classes:
        return False
    if set(classes) <= _BUTTONS:
        opening = next(token for token in reversed(state.tokens) if token.type == "link_open")
        opening.attrs["class"] = " ".join(classes)
    else:
        _push_fault(state, state.pos, end + 1, _NO_BUTTON)
    state.pos = end + 1
    return True


def _with_bare_links(block: Token) -> Token:
    """Give the block with links for the addresses that stand in text without brackets, as GitHub makes them."""
    if block.children and ("@" in block.content or "://" in block.content or "www." in block.content):
        block.children = [*_bare_links(block.children, block.content)]
    return block


def _bare_links(tokens: Sequence[Token], content: str) -> Iterator[Token]:
    within = read = 0
    for token in tokens:
        within += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        end = 0
        for found in _BARE.finditer(token.content) if token.type == "text" and not within else ():
            address = found["mail"] or _trimmed(found["url"])
            target = _target(found["mail"], address)
            if not target:
                continue
            if found.start() > end:
                yield token.copy(content=token.content[end : found.start()])
            end = found.start() + len(address)
            read = max(content.find(address, read), read)
            span = {"span": (read, read + len(address))}
            yield Token("link_open", "a", 1, attrs={"href": target}, markup="bare", meta=span)
            yield Token("text", "", 0, content=address)
            yield Token("link_close", "a", -1)
        if not end:
            yield token
        elif end < len(token.content):
            yield token.copy(content=token.content[end:])


def _target(mail: str | None, address: str) -> str:
    if mail:
        return Message(mail).mailto if mail[-1] not in "-_" else ""
    scheme, host = ("", address) if address.startswith("www.") else address.split("://", 1)
    return (address if scheme else f"http://{address}") if _HOST.match(host) else ""


def _trimmed(url: str) -> str:
    """Leave out what ends a sentence, and a bracket that the address has not opened (GFM 6.9)."""
    unopened, end = url.count(")") - url.count("("), len(url)
    while end:
        if url[end - 1] in _AFTER_LINK:
            end -= 1
        elif url[end - 1] == ")" and unopened > 0:
            end, unopened = end - 1, unopened - 1
        elif url[end - 1] == ";" and (start := url.rfind("&", 0, end)) >= 0 and url[start + 1 : end - 1].isalnum():
            end = start
        elif url[end - 1] == ";":
            end -= 1
        else:
            break
    return url[:end]
