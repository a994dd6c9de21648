"""Checks of a Markdown text: constructs that the site does not support, and how to write them instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from copsite.diagnostics.problem import Place, brief
from copsite.diagnostics.suggestions import did_you_mean
from copsite.markdown.parser import DEEPEST, Token
from copsite.markdown.text import Fault, Text, headings

_TAG = re.compile(r"<!--|</?(?P<name>[A-Za-z][A-Za-z0-9-]*)|<[!?]")
_NO_HEADING = re.compile(r"(?P<signs>#{2,6})(?=[^\s#])|(?P<many>#{7,})")
_ATTRIBUTES = re.compile(r"\{(?::|[ \t]*[.#][\w-])")
_ALERT = re.compile(r"\[!(?P<kind>\w*)\]")
_ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>\w+)")
# Admonitions of other programs, and the closest alert for each.
_KINDS = {"DANGER": "CAUTION", "FAILURE": "CAUTION", "ERROR": "CAUTION", "HINT": "TIP", "ATTENTION": "WARNING"}
NO_HEAD = "the catalog gives this page its head and its title. Begin with a `##` heading, or with text"
_NO_TITLE = "the page has no heading of level 1. Begin its text with `# ` and its title"


def faults_of(text: Text, *, has_title: bool) -> Iterator[Fault]:
    """Yield the faults of a text, which has one heading of level 1 if it `has_title`, and none otherwise."""
    yield from text.faults
    yield from _headings(text, has_title=has_title)
    yield from _ids(text)
    yield from _html(text)
    for tokens in (text.tokens, *text.notes.values()):
        yield from _blocks(text, tokens)


def _headings(text: Text, *, has_title: bool) -> Iterator[Fault]:
    above, titles = 0 if has_title else 1, 0
    for (level, _, said), place in headings(text):
        titles += level == 1
        if not said:
            yield Fault(place, f"this heading is empty. Write its text after {'#' * level}, or remove it")
        elif level == 1 and not has_title:
            yield Fault(place, NO_HEAD)
        elif level == 1 and titles > 1:
            yield Fault(place, "this is a second heading of level 1, and a page has one, its title. Write ##")
        elif level > above + 1:
            words = f"this heading has level {level}, the one before it {above}. Write {'#' * (above + 1)}"
            yield Fault(
                place, words if above else f"the first heading of a page has level 1, this one {level}. Write #"
            )
        above = level
    if has_title and not above:
        begin = len(text.source) - len(text.source.lstrip())
        yield Fault(text.place(text.source.count("\n", 0, begin)), _NO_TITLE)


def _ids(text: Text) -> Iterator[Fault]:
    first: dict[str, Place] = {}
    for heading, place in headings(text):
        if heading.id and first.setdefault(heading.id, place) is not place:
            yield Fault(place, f"{{#{heading.id}}} is the id of line {first[heading.id].line} too. Write another")


def _html(text: Text) -> Iterator[Fault]:
    for block in text.every_token:
        if block.type == "html_block" and block.map:
            for n, line in enumerate(_without_comments(block.content).split("\n")):
                if found := _TAG.search(line):
                    yield _tag(text.place(block.map[0] + n, found[0]), found)
                    break
    for token in text.inline:
        found = _TAG.match(token.content) if token.type == "html_inline" else None
        if found and found[0] != "<!--":
            yield _tag(token.meta["place"], found)


def _tag(place: Place, found: re.Match[str]) -> Fault:
    if found[0] == "<!--":
        return Fault(place, "this comment is not closed. Write --> where it ends")
    name = f"{found[0]}>" if found["name"] else found[0]
    return Fault(place, f"{name} is HTML, which a page cannot hold. Write Markdown; to show it, put it in backticks")


def _without_comments(html: str) -> str:
    """Replace comments by spaces, except an unclosed one."""
    parts, at = [], 0
    while (start := html.find("<!--", at)) >= 0 and (end := html.find("-->", start)) >= 0:
        parts += [html[at:start], re.sub(r"[^\n]", " ", html[start : end + 3])]
        at = end + 3
    return "".join([*parts, html[at:]])


def _blocks(text: Text, tokens: Sequence[Token]) -> Iterator[Fault]:
    above: list[Token] = []
    for n, token in enumerate(tokens):
        if token.level >= DEEPEST - 2:
            yield Fault(text.place_of(token), f"this is nested more than {DEEPEST - 2} levels deep. Nest it less")
            return
        if token.type == "alert_open":
            yield from _alert(text, token, nested=bool(above), empty=tokens[n + 4].type == "alert_close")
        elif token.type == "inline" and above and above[-1].type in ("heading_open", "paragraph_open"):
            yield from _no_attributes(text, token)
            if above[-2:-1] and above[-2].type == "blockquote_open":
                yield from _no_alert(text, token)
            yield from _no_block(text, token)
        if token.nesting == 1:
            above.append(token)
        elif token.nesting == -1:
            above.pop()


def _alert(text: Text, opening: Token, *, nested: bool, empty: bool) -> Iterator[Fault]:
    kind = opening.meta["kind"]
    if nested:
        words = f"[!{kind}] has a meaning outside lists and quotes only. Begin its lines with `> `, without an indent"
        yield Fault(text.place_of(opening), words)
    elif empty:
        yield Fault(text.place_of(opening), f"[!{kind}] has no text. Write it on the next line, after `> `")


def _no_alert(text: Text, inline: Token) -> Iterator[Fault]:
    """Report text that looks like an alert."""
    found = _ALERT.match(inline.content)
    if not found or not inline.map:
        return
    kind = found["kind"].upper()
    if kind in _ALERTS:
        words = f"{found[0]} has to stand on a line of its own. Write the text on the next line, after `> `"
    else:
        words = f"{brief(found[0])} has no meaning. {did_you_mean(kind, _ALERTS)}"
    yield Fault(text.place(inline.map[0], found[0]), words)


def _no_attributes(text: Text, inline: Token) -> Iterator[Fault]:
    """Report attributes in braces at the end of a block, which other programs support."""
    last = inline.children[-1] if inline.children else None
    if last is not None and last.type == "text" and last.content.endswith("}"):
        braces = last.content[last.content.rfind("{") :]
        if _ATTRIBUTES.match(braces):
            number = (inline.map or [0])[0] + inline.content.count("\n")
            yield Fault(text.place(number, braces), f"`{brief(braces)}` is shown as it is written. Remove it")


def _no_block(text: Text, inline: Token) -> Iterator[Fault]:
    """Report text that looks like a heading or an admonition."""
    begin = inline.map[0] if inline.map else 0
    for n, line in enumerate(inline.content.split("\n")):
        if found := _NO_HEADING.match(line):
            why = "a heading has six # at most" if found["many"] else "a space is missing after this"
            words = f"{why}, so that it is shown as it is written. Write {found['signs'] or '######'} and a space"
            yield Fault(text.place(begin + n, found[0]), words)
        elif found := _ADMONITION.match(line):
            kind = found["kind"].upper()
            kind = kind if kind in _ALERTS else _KINDS.get(kind, "NOTE")
            words = (
                f"`{found[0]}` is shown as it is written. Write `> [!{kind}]`, then each line of the text after `> `"
            )
            yield Fault(text.place(begin + n, found[0]), words)
