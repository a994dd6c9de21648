"""Render a Markdown text as HTML: written text is escaped, and blocks are rendered by templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from copsite.markdown.parser import Token
from copsite.markdown.text import Block, Text, plain

CAPTION = "Table: "  # begins the paragraph above a table that is its caption
# The classes by which the theme colors GitHub's alerts.
_ALERTS = {"NOTE": "note", "TIP": "tip", "IMPORTANT": "info", "WARNING": "warning", "CAUTION": "danger"}
_ALIGNED = {"text-align:right": "cop-right", "text-align:center": "cop-center"}
_INLINE = {"em": "em", "strong": "strong", "s": "del"}


class HostPage(NamedTuple):
    """The page that a text becomes part of: functions that return a link's address on it, and a block's HTML.

    `prefix` begins the ids of the text; footnotes are counted from `first_note`; `deeper` is added to the level of
    each heading, of which the deepest is 6.
    """

    address: Callable[[str], str]
    render_block: Callable[[Block], Markup]
    prefix: str = ""
    first_note: int = 1
    deeper: int = 0


class _Writer:
    """Renders one text. Tables are labeled by the heading above them, and numbered from the second one on."""

    def __init__(self, text: Text, host: HostPage) -> None:
        self.text = text
        self.host = host
        self.named = "Table"
        self.tables = 0
        self.numbers: dict[str, int] = {}  # of footnotes by label, in the order of their references
        self.times: dict[str, int] = {}
        self.ids: list[str] = []

    def blocks(self, tokens: Sequence[Token]) -> Iterator[str]:
        n = 0
        while n < len(tokens):
            token = tokens[n]
            if token.type == "table_open" or _is_caption(tokens, n):
                end = next(m for m in range(n, len(tokens)) if tokens[m].type == "table_close")
                yield from self.table(tokens[n : end + 1])
                n = end
            elif token.type == "inline":
                yield self.line(token.children)
                if n + 1 < len(tokens) and tokens[n + 1].hidden and tokens[n + 2].nesting == 1:
                    yield "\n"
            elif not token.hidden:
                if token.type == "heading_open":
                    self.named, self.tables = plain(tokens[n + 1].children), 0
                yield self.block(token)
                follows = tokens[n + 1] if n + 1 < len(tokens) else None
                if not (token.nesting == 1 and follows and (follows.type == "inline" or follows.hidden)):
                    yield "\n"
            n += 1

    def block(self, token: Token) -> str:
        if token.type == "block":
            return self.host.render_block(token.meta["block"]).strip()
        if token.type in ("fence", "code_block"):
            language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
            kind = f' class="language-{_value(language)}"' if language else ""
            return f'<pre tabindex="0"><code{kind}>{_text(token.content)}</code></pre>'
        if token.type == "html_block":
            return _comment(token.content)
        if token.type == "alert_open":
            return f'<div class="admonition {_ALERTS[token.meta["kind"]]}">'
        if token.type == "alert_title_open":
            return '<p class="admonition-title">'
        if token.nesting == -1:
            return f"</{self.tag(token)}>"
        return self.opening(token)

    def tag(self, token: Token) -> str:
        is_heading = token.type in ("heading_open", "heading_close")
        return f"h{min(int(token.tag[1]) + self.host.deeper, 6)}" if is_heading else token.tag

    def id(self, id: str) -> str:
        """Return an id on the page, and record it."""
        self.ids.append(self.host.prefix + id)
        return self.ids[-1]

    def opening(self, token: Token) -> str:
        id = f' id="{_value(self.id(str(token.attrs["id"])))}"' if "id" in token.attrs else ""
        if token.type == "list_item_open" and "checked" in token.meta:
            done = token.meta["checked"]
            state, name = (" checked", "Done") if done else ("", "To do")
            return f'<li class="task-list-item"><input type="checkbox" disabled{state} aria-label="{name}"> '
        if token.type == "ordered_list_open" and "start" in token.attrs:
            return f'<ol start="{token.attrs["start"]}">'
        return f"<{self.tag(token)}{id}>"

    def table(self, tokens: Sequence[Token]) -> Iterator[str]:
        """Render a table in a scrollable box that can be focused by keyboard.

        The class prevents the theme's script from wrapping the table again.
        """
        self.tables += 1
        said = self.named if self.tables == 1 else f"{self.named}, table {self.tables}"
        caption = f'<caption class="cop-heard">{_text(said)}</caption>'
        if tokens[0].type == "paragraph_open":
            children = tokens[1].children or []
            shown = [children[0].copy(content=children[0].content.removeprefix(CAPTION)), *children[1:]]
            said, caption = plain(shown), f"<caption>{self.line(shown)}</caption>"
            tokens = tokens[3:]
        yield f'<div class="cop-table" role="region" aria-label="{_value(said)}" tabindex="0">'
        yield f'<table class="cop-rows">{caption}\n'
        for token in tokens[1:-1]:
            aligned = _ALIGNED.get(str(token.attrs.get("style", "")))
            kind = f' class="{aligned}"' if aligned else ""
            if token.type == "inline":
                yield self.line(token.children)
            elif token.type == "th_open":
                yield f'<th{kind} scope="col">'
            elif token.type == "td_open":
                yield f"<td{kind}>"
            else:
                yield f"</{token.tag}>\n" if token.nesting == -1 else f"<{token.tag}>\n"
        yield "</table></div>\n"

    def line(self, tokens: Sequence[Token] | None) -> str:
        return "".join(map(self.within, tokens or ()))

    def within(self, token: Token) -> str:
        match token.type:
            case "text":
                return _text(token.content)
            case "code_inline":
                return f"<code>{_text(token.content)}</code>"
            case "softbreak":
                return "\n"
            case "hardbreak":
                return "<br>\n"
            case "link_open":
                kind = f' class="{token.attrs["class"]}"' if "class" in token.attrs else ""
                address = self.host.address(str(token.attrs["href"]))
                return f'<a{kind} href="{_value(address)}"{_title(token)}>'
            case "image":
                address = self.host.address(str(token.attrs["src"]))
                return f'<img alt="{_value(plain(token.children))}" src="{_value(address)}"{_title(token)}>'
            case "footnote_ref":
                return self.note(token.meta["label"])
            case "html_inline":
                return _comment(token.content)
        if token.tag in _INLINE or token.type == "link_close":
            tag = _INLINE.get(token.tag, token.tag)
            return f"</{tag}>" if token.nesting == -1 else f"<{tag}>"
        raise ValueError(token.type)

    def note(self, label: str) -> str:
        number = self.numbers.setdefault(label, self.host.first_note + len(self.numbers))
        self.times[label] = self.times.get(label, 0) + 1
        id = self.id(_note_id(f"fnref:{number}", self.times[label]))
        return (
            f'<sup><a href="#{self.host.prefix}fn:{number}" id="{id}" aria-label="Footnote {number}">{number}</a></sup>'
        )

    def footnotes(self) -> Iterator[str]:
        """Render the footnotes that have references, each with links back to these."""
        bodies: dict[str, str] = {}
        while unwritten := [label for label in self.numbers if label not in bodies]:
            # A footnote may refer to another.
            bodies |= {label: "".join(self.blocks(self.text.notes.get(label, ()))).rstrip() for label in unwritten}
        if not bodies:
            return
        start = f' start="{self.host.first_note}"' if self.host.first_note > 1 else ""
        yield f'<section class="cop-notes" aria-label="Footnotes">\n<ol{start}>\n'
        for label, body in bodies.items():
            number = self.numbers[label]
            yield f'<li id="{self.id(f"fn:{number}")}">\n'
            back = " ".join(self.back(number, time) for time in range(1, self.times[label] + 1))
            inside = body.removesuffix("</p>")
            yield f"{inside} {back}</p>\n" if inside != body else f"{body}\n<p>{back}</p>\n"
            yield "</li>\n"
        yield "</ol>\n</section>\n"

    def back(self, number: int, time: int) -> str:
        place = _note_id(f"{self.host.prefix}fnref:{number}", time)
        which = f", place {time}" if time > 1 else ""
        return f'<a class="cop-back" href="#{place}" aria-label="Back to where footnote {number} is named{which}">↩</a>'


class Rendered(NamedTuple):
    """A text as HTML, the number of its footnotes, and its ids, except those within blocks."""

    html: Markup
    notes: int
    ids: tuple[str, ...]


def render(text: Text, host: HostPage) -> Rendered:
    """Render a text with its shortcodes filled in as part of the page `host`."""
    writer = _Writer(text, host)
    html = "".join(writer.blocks(text.tokens)) + "".join(writer.footnotes())
    return Rendered(Markup(html.strip()), len(writer.numbers), tuple(writer.ids))  # noqa: S704 - escaped above


def with_opening(html: str) -> str:
    """Wrap the part of a rendered page before its first section in an element."""
    opening, section, rest = html.partition("<h2")
    return f'<div class="cop-opening">\n{opening}</div>\n{section}{rest}'


def _text(text: str) -> str:
    return escape(text, quote=False)


def _value(text: str) -> str:
    """Escape an attribute's value."""
    return _text(text).replace('"', "&quot;")


def _is_caption(tokens: Sequence[Token], n: int) -> bool:
    """Return whether a paragraph is the caption `Table: …` directly above a table."""
    if tokens[n].type != "paragraph_open" or n + 3 >= len(tokens) or tokens[n + 3].type != "table_open":
        return False
    first = (tokens[n + 1].children or ())[:1]
    return any(token.type == "text" and token.content.startswith(CAPTION) for token in first)


def _title(token: Token) -> str:
    return f' title="{_value(str(token.attrs["title"]))}"' if token.attrs.get("title") else ""


def _note_id(id: str, time: int) -> str:
    return f"{id}:{time}" if time > 1 else id


def _comment(html: str) -> str:
    """Return a comment, or '' if a browser could read it as anything else."""
    said = html.strip()
    inside = said.removeprefix("<!--").removesuffix("-->")
    harmless = f"<!--{inside}-->" == said and "--" not in inside and not {"<", ">"} & {*inside}
    return said if harmless else ""
