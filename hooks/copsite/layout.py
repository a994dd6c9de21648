"""Jinja as this project uses it: templates that lay out pages, and the shortcodes of written text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from .addresses import absolute_source, relative_url
from .problems import brief
from .prose import Heading, render


class Sheet:
    """A page while it is laid out: its template asks for headings and links, and it remembers them."""

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self.headings: list[Heading] = []
        self.links: list[str] = []

    def title(self, text: str) -> Markup:
        """Write the page's one first heading."""
        return Markup(f'<h1 id="top">{escape(text)}</h1>')  # noqa: S704 - escaped

    def heading(self, id: str, text: str, level: int = 2) -> Markup:
        """Write a heading, and note it for the table of contents.

        An id from the catalog stands behind a word and a colon, which no other id has.
        """
        self.headings.append(Heading(level, id, text))
        return _heading(level, id, text)

    def quote(self, text: str, written_in: str, prefix: str) -> Markup:
        """Render Markdown from the source `written_in`, and note its headings and links as the page's own.

        `prefix` begins the ids in it, so that none of them is that of something else on the page.
        """

        def lead(link: str) -> str:
            if not link.startswith("#"):
                return self.href(absolute_source(link, written_in))
            return self.href(f"{self.uri}#{prefix}{link[1:]}" if written_in == self.uri else written_in + link)

        prose = render(text, lead, prefix)
        self.headings += [heading for heading in prose.headings if heading.level in (2, 3)]
        return prose.html

    def href(self, target: str) -> str:
        """Lead to another page by its source below docs/, and note that the link must hold."""
        self.links.append(target)
        return relative_url(target, self.uri)


@lru_cache  # most are the same on every page
def _heading(level: int, id: str, text: str) -> Markup:
    return Markup(f'<h{level} id="{escape(id)}">{escape(text)}</h{level}>')  # noqa: S704 - escaped


class ShortcodeError(Exception):
    """A shortcode that means nothing; its text says what to write instead."""


@cache
def day(value: date) -> Markup:
    """Write a day for people, and for machines beside it."""
    return Markup(f'<time datetime="{value}">{value:%B} {value.day}, {value.year}</time>')  # noqa: S704 - digits


class _Context(jinja2.runtime.Context):
    """A template's names; what it calls never asks for them, which Jinja would look up at each call."""

    def call(self, called: Callable[..., Any], /, *args: Any, _loop_vars: Any = None, **named: Any) -> Any:
        return called(*args, **named)


class _Environment(jinja2.Environment):
    """Our templates' own: a dot leads to an attribute, and never to a key of that name or to nothing, as in Jinja."""

    context_class = _Context
    getattr = staticmethod(getattr)  # type: ignore[assignment] # Python's, without a step between


TEMPLATES = Path(__file__).with_name("templates")
templates = _Environment(
    loader=jinja2.FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
templates.globals.clear()
templates.filters["day"] = day


def lay_out(template: str, sheet: Sheet, **values: object) -> Markup:
    """Fill the template; its headings and links are in `sheet` afterwards."""
    return Markup(templates.get_template(template).render(sheet=sheet, **values))  # noqa: S704 - autoescaped


_shortcodes = ImmutableSandboxedEnvironment(undefined=jinja2.StrictUndefined)
_shortcodes.globals.clear()  # Jinja's own names mean nothing here, and lipsum() is never the same twice
_SHAPES = (nodes.Name, nodes.Const, nodes.Call, nodes.Getattr)
EXAMPLE = 'Write for example {{ count("active") }}'


def shortcode(text: str, names: Mapping[str, object]) -> str:
    """Give what the text between `{{` and `}}` stands for; raise `ShortcodeError` where it is nothing."""
    said = f"`{brief(' '.join(text.split()))}` is not a shortcode"
    try:
        expression = _compiled(text)
        if expression is None:
            raise ShortcodeError(f"{said}. {EXAMPLE}")
        value = expression(**names)
        meaning = str(value)  # raises where the value is undefined
    except (jinja2.TemplateError, TypeError) as error:
        raise ShortcodeError(f"{said} ({error}). {EXAMPLE}") from None
    if not isinstance(value, str | int):
        raise ShortcodeError(f"{said}, but part of one. {EXAMPLE}")
    return meaning


@lru_cache(maxsize=1000)  # most stand in several places
def _compiled(text: str) -> Callable[..., Any] | None:
    """Give the expression that the text is, or None if it does more than name and ask."""
    parts = [*_shortcodes.parse("{{" + text + "}}").find_all(nodes.Expr)]
    if any(not isinstance(part, _SHAPES) for part in parts):
        return None
    if any(isinstance(part, nodes.Call) and not isinstance(part.node, nodes.Name) for part in parts):
        return None
    expression: Callable[..., Any] = _shortcodes.compile_expression(text, undefined_to_none=False)
    return expression
