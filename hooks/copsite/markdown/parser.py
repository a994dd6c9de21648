"""The site's Markdown parser; the only module that imports markdown-it-py.

It reads CommonMark with GitHub's extensions, so that the preview on GitHub looks like the site. Additions are
shortcodes (`{{ … }}`), buttons (`[Join](join.md){ .md-button }`) and definition lists. Inline tokens have the `span` of
the block's content that they come from; a token `fault` precedes text that was probably meant as something else.
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

DEEPEST = 20  # levels (a nested list takes two); the parser drops deeper content

_BUTTONS = {"md-button", "md-button--primary"}
# GitHub's bare links (GFM 6.9) and the characters allowed before them.
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
    """Parse a text into block tokens, each with its inline tokens as `children`."""
    return [_with_bare_links(token) for token in _reader().parse(source)]


def parse_line(source: str) -> Token:
    """Parse one line, without blocks and shortcodes, into a token with `children`."""
    (line,) = _line_reader().parseInline(source)
    return _with_bare_links(line)


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    options = {"maxNesting": DEEPEST, "tasklists": True, "alerts": True, "strikethrough_single_tilde": True}
    reader = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    deflist_plugin(reader)
    footnote_plugin(reader, inline=False, move_to_end=False, always_match_refs=True)
    reader.inline.ruler.at("footnote_ref", _with_span(partial(footnote_ref, always_match=True), "footnote_ref"))
    reader.inline.ruler.before("emphasis", "shortcode", _with_span(_shortcode, "shortcode"))
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
        reader.inline.ruler.at(name, _with_span(rule, kind))
    # Targets stay unchanged, so that invalid ones are reported instead of being shown as text.
    for name, give in (("validateLink", lambda url: True), ("normalizeLink", str), ("normalizeLinkText", str)):
        setattr(reader, name, give)
    return reader


Rule: TypeAlias = Callable[[StateInline, bool], bool]


def _with_span(rule: Rule, kind: str) -> Rule:
    """Wrap a rule to record the span of each token of the kind in its block."""

    def rule_with_span(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        done = rule(state, silent)
        if done and not silent:
            for made in [token for token in state.tokens[count:] if token.type == kind][:1]:
                made.meta["span"] = start, state.pos
        elif not silent and rule is link and state.src[start] == "[":
            _report_broken_link(state, start)
        return done

    return rule_with_span


def _report_broken_link(state: StateInline, start: int) -> None:
    """Insert a fault before text that looks like a link."""
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
    # Everything after an unclosed shortcode may be part of it.
    state.pos = end + 2 if end >= 0 else state.posMax
    return True


def _button(state: StateInline, silent: bool) -> bool:
    """Parse classes in braces after a link, such as `{ .md-button }`."""
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
    """Return the block with links for bare addresses, as on GitHub."""
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
    """Strip trailing punctuation and unmatched brackets (GFM 6.9)."""
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
