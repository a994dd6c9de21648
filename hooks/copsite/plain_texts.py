"""Markdown in the texts of a catalog: within a line where that is rendered, and none where text is shown as it is."""

from __future__ import annotations

from collections.abc import Iterator

from .markdown_parser import Token, parse
from .markdown_text import in_line, is_marked, plain
from .model import Catalog, Community
from .problems import Place, brief
from .source import Path

_HERE = Place(1, 1)  # the whole text is at one place, which its field has
_BLOCKS = {
    "heading_open": "a heading",
    "bullet_list_open": "a list",
    "blockquote_open": "a quote",
    "fence": "code",
}
_BEGINNINGS = "#>-*+`~"


def faults_of_texts(catalog: Catalog) -> Iterator[tuple[Path, str]]:
    """Yield the path of each text outside communities that holds markup which nothing renders, and words for it."""
    association = catalog.association
    yield from _plain(("association", "name"), association.name)
    yield from _plain(("association", "short_name"), association.short_name)
    yield from _plain(("association", "member_portal", "name"), association.member_portal.name)
    for id, topic in catalog.topics.items():
        yield from _plain(("topics", id), topic)
    for id, role in catalog.roles.items():
        for name, text in (("name", role.name), ("summary", role.summary), ("hours", role.hours), ("term", role.term)):
            yield from _plain(("roles", id, name), text or "")


def faults_of_community_texts(communities: tuple[Community, ...]) -> Iterator[tuple[Path, str]]:
    """Yield the same of communities, and what is not rendered within a line of what one is for."""
    for n, one in enumerate(communities):
        at: Path = ("communities", n)
        for name, text in (("name", one.name), ("summary", one.summary), ("suits", one.suits)):
            yield from _plain((*at, name), text)
        yield from (((*at, "purpose"), words) for words in faults_of_line(one.purpose))
        if one.mailing_list:
            yield from _plain((*at, "list", "usual_wait"), one.mailing_list.usual_wait)
        for role, seats in one.people.items():
            for seat, holder in enumerate(seats):
                yield from _plain((*at, "people", role, seat, "name"), holder.name)
                yield from _plain((*at, "people", role, seat, "library"), holder.library)


def fault_of_plain(text: str) -> str:
    """Say which markup a text has that is shown as it is; '' where it has none. The words follow the field's name."""
    found = _markup(text) if is_marked(text) else None
    return f"has {_quoted(found)}, which is shown there as it is written. Leave it out" if found else ""


def faults_of_line(text: str) -> Iterator[str]:
    """Yield what a text has that is not rendered within a line; the words follow the field's name."""
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


def _plain(path: Path, text: str) -> Iterator[tuple[Path, str]]:
    if words := fault_of_plain(text):
        yield path, words


def _markup(text: str) -> str | None:
    """Give the first markup in a text, as it is written."""
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
    if token.type in ("strong_open", "s_open", "code_inline") or (token.type == "em_open" and _is_meant(tokens, n)):
        return token.markup
    if token.type == "image" or (token.type == "link_open" and token.markup != "bare"):
        target = token.attrs.get("href", token.attrs.get("src", ""))
        return f"<{target}>" if token.markup == "autolink" else f"[{plain(tokens[n + 1 : n + 2])}]({target})"
    return None


def _is_meant(tokens: list[Token], n: int) -> bool:
    """Tell emphasis from stars within words, as in `Leser*innen und Autor*innen`."""
    end = next(m for m in range(n, len(tokens)) if tokens[m].type == "em_close")
    before, after = tokens[n - 1 : n] if n else [], tokens[end + 1 : end + 2]
    return not any(
        token.content[at].isalnum() for at, part in ((-1, before), (0, after)) for token in part if token.content
    )
