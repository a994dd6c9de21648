"""Markdown in the catalog's texts: `purpose` may have inline Markdown, other texts none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, get_args, get_origin

from copsite.catalog.models import (
    Association,
    Channel,
    Community,
    Link,
    Location,
    Meeting,
    Need,
    Portal,
    Record,
    Resource,
    Role,
    Seat,
    Withdrawal,
    Words,
)
from copsite.diagnostics.problem import Place, brief
from copsite.markdown.parser import Token, parse
from copsite.markdown.reader import in_line, is_marked
from copsite.markdown.text import plain
from copsite.yamlio.reader import FieldPath

_HERE = Place(1, 1)  # the field has the place of the whole text
_SHOWN: Mapping[type[Record], tuple[str, ...]] = {
    Association: ("name", "short_name", "in_sentence"),
    Words: ("community", "communities", "organization", "organizations"),
    Portal: ("name",),
    Role: ("name", "plural", "summary", "hours", "term"),
    Community: ("name", "also_called", "summary", "suits", "purpose"),
    Location: ("town", "region", "country"),
    Link: ("label",),
    Channel: ("eligibility", "usual_wait"),  # a name is that of an account, as it is written there
    Meeting: ("title", "where"),
    Need: ("what",),
    Seat: ("name", "organization"),
    Resource: ("title", "summary", "by", "license"),
    Withdrawal: ("reason",),
}
_BLOCKS = {
    "heading_open": "a heading",
    "bullet_list_open": "a list",
    "blockquote_open": "a quote",
    "fence": "code",
}
_BEGINNINGS = "#>-*+`~"


def faults_of_texts(record: Record) -> Iterator[tuple[FieldPath, str]]:
    """Yield the path of each valid text with markup that is not rendered, and the message after the field's name."""
    for path, text in _texts(record, ()):
        if path[-1] == "purpose":
            yield from ((path, words) for words in faults_of_line(text))
        elif words := fault_of_plain(text):
            yield path, words


def _texts(value: object, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    """Yield the texts that pages show, each with its path, from the valid fields of records."""
    parts: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, Record):
        found = value.__dict__
        parts = ((known, found[name]) for name, known in _fields(type(value)) if found.get(name))
    elif isinstance(value, dict):
        parts = value.items()
    elif isinstance(value, tuple):
        parts = enumerate(value)
    for step, part in parts:
        if isinstance(part, str):
            yield (*path, step), part
        else:
            yield from _texts(part, (*path, step))


@cache
def _fields(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a record that have texts which pages show, each with its name in the file."""
    shown, fields = _SHOWN.get(kind, ()), kind.model_fields.items()
    return tuple((name, field.alias or name) for name, field in fields if name in shown or _is_group(field.annotation))


def _is_group(kind: Any) -> bool:
    """Tell whether a type has records or a mapping in it."""
    is_record = isinstance(kind, type) and issubclass(kind, Record)
    return is_record or get_origin(kind) is Mapping or any(map(_is_group, get_args(kind)))


def fault_of_plain(text: str) -> str:
    """Return the message, after the field's name, about markup in a text without Markdown, or ''."""
    found = _markup(text) if is_marked(text) else None
    return f"has {_quoted(found)}, which is shown there as it is written. Leave it out" if found else ""


def faults_of_line(text: str) -> Iterator[str]:
    """Yield the messages, after the field's name, about markup in a text with inline Markdown only."""
    kind = _BLOCKS.get(parse(text)[0].type) if text[0] in _BEGINNINGS else None
    if kind:
        yield f"begins like {kind}, and is shown as it is written. Write it as sentences"
    if not is_marked(text):
        return
    line = in_line(text, _HERE)
    if "{{" in text:
        yield "has `{{`, which has a meaning in pages only. Write the fact itself"
    if line.faults:
        yield "has what looks like a link, but is none. Write [text](address), the address without spaces"
    if any(token.type == "image" for token in line.inline):
        yield "has a picture. Put it into the community's own words, below docs/cops/"
    if html := next((token.content for token in line.inline if token.type == "html_inline"), ""):
        yield f"has `{brief(html)}`, which is HTML. Write Markdown; to show it, put it in backticks"


def _quoted(markup: str) -> str:
    return "a backtick" if markup.startswith("`") else f"`{brief(markup)}`"


def _markup(text: str) -> str | None:
    """Return the first markup in a text as written, or None."""
    if "{{" in text:
        return "{{"
    line = in_line(text, _HERE)
    tokens = [*line.inline]
    found = (_written(tokens, n) for n in range(len(tokens)))
    return next(filter(None, found), "](" if line.faults else None)


def _written(tokens: list[Token], n: int) -> str | None:
    token = tokens[n]
    if token.type == "html_inline":
        return token.content
    if token.type in ("strong_open", "s_open", "code_inline") or (token.type == "em_open" and _is_emphasis(tokens, n)):
        return token.markup
    if token.type == "image" or (token.type == "link_open" and token.markup != "bare"):
        target = token.attrs.get("href", token.attrs.get("src", ""))
        return f"<{target}>" if token.markup == "autolink" else f"[{plain(tokens[n + 1 : n + 2])}]({target})"
    return None


def _is_emphasis(tokens: list[Token], n: int) -> bool:
    """Distinguish emphasis from stars within words, as in `Leser*innen und Autor*innen`."""
    end = next(m for m in range(n, len(tokens)) if tokens[m].type == "em_close")
    before, after = tokens[n - 1 : n] if n else [], tokens[end + 1 : end + 2]
    return not any(
        token.content[at].isalnum() for at, part in ((-1, before), (0, after)) for token in part if token.content
    )
