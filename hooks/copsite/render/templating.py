"""The Jinja environment, and the builder that templates use to render a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from copsite.catalog.nouns import capitalized, sentence, with_article
from copsite.content.links import address, is_elsewhere, target_of
from copsite.content.urls import relative_url
from copsite.diagnostics.problem import Place
from copsite.markdown.html import HostPage, render
from copsite.markdown.reader import in_line, is_marked
from copsite.markdown.text import Block, Heading, Text, headings


class PageBuilder:
    """Creates the headings and links of a page for its template, and records them."""

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self.headings: list[Heading] = []
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.notes = 0

    def title(self, text: str) -> Markup:
        """Return the page's heading of level 1."""
        return Markup(f'<h1 id="top">{escape(text)}</h1>')  # noqa: S704 - escaped

    def heading(self, id: str, text: str, level: int = 2) -> Markup:
        """Return a heading, and record it for the table of contents.

        Ids from the catalog have a prefix with a colon, so that they differ from all others.
        """
        self.headings.append(Heading(level, id, text))
        return _heading(level, id, text)

    def anchor(self, id: str) -> str:
        """Return the id of a part of the page that is not in its table of contents, and record it."""
        self.anchors.append(id)
        return id

    def level(self, level: int) -> int:
        """Return the level on this page of a heading in a block that a text includes."""
        return level

    def quote(self, text: Text, written_in: str, prefix: str = "own-") -> Markup:
        """Render Markdown from the source `written_in`, and record its headings, links and ids.

        `prefix` is prepended to its ids to keep them apart from the page's own.
        """

        def link_address(link: str) -> str:
            if is_elsewhere(link):
                return address(link)
            target = target_of(link, written_in)
            if link.startswith("#"):
                place = f"{self.uri}#{prefix}" if written_in == self.uri else f"{written_in}#"
                return address(self.href(place + target.anchor))
            query = f"?{target.query}" if target.query else ""
            path, hash_, anchor = self.href(target.link).partition("#")
            return address(path + query + hash_ + anchor)

        def block(found: Block) -> Markup:
            return render_template(found.template, self, **found.values)

        rendered = render(text, HostPage(link_address, block, prefix, self.notes + 1, self.level(1) - 1))
        self.notes += rendered.notes
        self.anchors += rendered.ids
        self.headings += (heading._replace(id=prefix + heading.id) for heading, _ in headings(text))
        return rendered.html

    def line(self, text: str) -> Markup:
        """Render one line of Markdown, with links relative to this page's source."""
        return self.quote(in_line(text, Place(1, 1)), self.uri) if is_marked(text) else escape(text)

    def href(self, target: str) -> str:
        """Return the URL of another page from its source below docs/, and record the link to be checked."""
        self.links.append(target)
        return relative_url(target, self.uri)


@lru_cache  # most are the same on every page
def _heading(level: int, id: str, text: str) -> Markup:
    return Markup(f'<h{level} id="{escape(id)}">{escape(text)}</h{level}>')  # noqa: S704 - escaped


@cache
def day(value: date) -> Markup:
    """Format a date as a `<time>` element."""
    return Markup(f'<time datetime="{value}">{value:%B} {value.day}, {value.year}</time>')  # noqa: S704 - digits


@cache
def weekday(value: date) -> Markup:
    """Format a date as a `<time>` element with the day of the week, for lists by month."""
    return Markup(f'<time datetime="{value}">{value:%A, %B} {value.day}</time>')  # noqa: S704 - digits


def month(value: date) -> str:
    """Return the month and year of a date."""
    return f"{value:%B %Y}"


def data(values: Mapping[str, Sequence[str]]) -> Markup:
    """Return an item's values for the filters as `data-` attributes, without empty ones."""
    found = [f' data-{name}="{escape(" ".join(ones))}"' for name, ones in values.items() if ones]
    return Markup("".join(found))  # noqa: S704 - escaped


class _Context(jinja2.runtime.Context):
    """A template context that skips Jinja's check for `pass_context` at each call."""

    def call(self, called: Callable[..., Any], /, *args: Any, _loop_vars: Any = None, **named: Any) -> Any:
        return called(*args, **named)


class _CodeGenerator(CodeGenerator):
    """A compiler of templates that print through `written`."""

    def _output_child_pre(self, *_: object) -> None:
        self.write("environment.written(")


_is_special = re.compile("[&<>\"']").search


def written(value: Any) -> str:
    """Escape a value that is neither HTML nor free of special characters; the result is only joined to others."""
    kind = type(value)
    if kind is Markup or (kind is str and not _is_special(value)):
        return value  # type: ignore[no-any-return] # known by `kind`
    return escape(value)


class _Environment(jinja2.Environment):
    """An environment in which `foo.bar` is always an attribute, without Jinja's fallback to items."""

    code_generator_class = _CodeGenerator
    context_class = _Context
    written = staticmethod(written)
    getattr = staticmethod(getattr)  # type: ignore[assignment] # the builtin, without a method call


TEMPLATES = Path(__file__).with_name("templates")
_LOADER = jinja2.FileSystemLoader(TEMPLATES)
templates = _Environment(
    loader=_LOADER,
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
templates.globals.clear()


@cache
def icon(path: str) -> Markup:
    """Return an icon from `templates/icons/` as SVG, without compiling it."""
    return Markup(_LOADER.get_source(templates, f"icons/{path}.svg")[0].removesuffix("\n"))  # noqa: S704 - our own file


templates.filters |= {
    "capitalized": capitalized,
    "data": data,
    "day": day,
    "icon": icon,
    "month": month,
    "sentence": sentence,
    "weekday": weekday,
    "with_article": with_article,
}


def render_template(template: str, builder: PageBuilder, **values: object) -> Markup:
    """Render the template; `builder` records its headings and links."""
    return Markup(templates.get_template(template).render(builder=builder, **values))  # noqa: S704 - autoescaped
