"""`mkdocs serve`: what is kept between builds, and answers while one fails. `hooks:` can do without it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from build_state import build_of
from copsite.html import problem_notice as notice
from copsite.render.context import Page, RenderedPage, Site, render_page
from copsite.render.templating import TEMPLATES
from mkdocs_internals import BuildFunction, shown_build, unwrap_build, with_reload_script, wrap_first_build

log = logging.getLogger("mkdocs.cops.preview")


class Preview:
    """What the preview keeps from one build to the next: what pages held."""

    def __init__(self) -> None:
        self.last: dict[str, tuple[object, RenderedPage]] = {}
        self.pages: dict[str, tuple[object, RenderedPage]] = {}
        self.beside: object = None

    def begin(self, beside: object) -> None:
        """Begin a build, of which all is new where what pages are made from `beside` their values is not as it was."""
        self.last, self.pages = (self.pages if beside == self.beside else {}), {}
        self.beside = beside

    def render(self, page: Page) -> RenderedPage:
        """Return the rendered page: the last one where its template and values are the same."""
        asked = page.template, page.values()
        last = self.last.get(page.uri)
        rendered = last[1] if last and last[0] == asked else render_page(page.template, page.uri, asked[1])
        self.pages[page.uri] = asked, rendered
        return rendered


class Guard:
    """Keep the server answering when a build fails: with the last good pages, and the problems on top of them."""

    def __init__(self) -> None:
        self.messages: tuple[str, ...] = ()
        self.built = False  # at least once

    def guarded(self, build: BuildFunction) -> BuildFunction:
        """Return `build` wrapped to return when it fails, and to record the problems."""

        def run(*args: Any, **kwargs: Any) -> None:
            with _problems() as messages:
                try:
                    build(*args, **kwargs)
                except MkDocsException as error:  # the problems are in the log already
                    self.messages = (*messages, str(error))
                    log.error(f"{error}\n{self.shown}")
                except Exception as error:
                    self.messages = (*messages, f"{type(error).__name__}: {error}")
                    log.exception(self.shown)
                else:
                    self.messages, self.built = (), True

        return run

    @property
    def shown(self) -> str:
        """Say what the server shows while the last build has failed."""
        what = "the last good version with these problems" if self.built else "these problems"
        return f"The preview shows {what}, and the new version once they are fixed."

    def answering(self, server: Any) -> Callable[..., Iterable[bytes]]:
        """Give the server's application with what this adds to its pages."""
        application = server.get_app()

        def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            if environ["PATH_INFO"].startswith("/livereload/"):
                return application(environ, start_response)  # type: ignore[no-any-return] # WSGI has no types here
            heads: list[tuple[str, list[tuple[str, str]]]] = []
            body = application(environ, lambda *head: heads.append(head))
            status, headers = heads[0]
            number, messages = shown_build(server), self.messages  # in this order: no page misses a newer build
            is_page = dict(headers).get("Content-Type") == "text/html"
            if not messages or status.startswith("3") or (self.built and not is_page):
                start_response(status, headers)
                return body  # type: ignore[no-any-return]
            text = b"".join(body).decode("utf-8", "replace")
            if hasattr(body, "close"):
                body.close()
            html = notice.with_box(text, messages) if self.built else notice.page(messages)
            data = html.encode()
            if not self.built:
                status = "200 OK"
            if not self.built or status.startswith("4"):  # the server puts its script for reloading into files only
                data = with_reload_script(server, data, number)
            start_response(status, [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(data)))])
            return [data]

        return answer


@contextmanager
def _problems() -> Iterator[list[str]]:
    """Collect what a build logs as warnings and errors."""
    messages: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign] # of this one
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)


_previews: list[Preview] = []  # one, or none in a build that nothing follows
_guard = Guard()


def on_startup(command: str, dirty: bool) -> None:
    """Begin to keep things where builds will follow each other, and let the first one fail without an end."""
    if command == "serve":
        _previews.append(Preview())
        asked = click.get_current_context(silent=True)
        if asked is None or asked.params.get("livereload"):
            wrap_first_build(_guard.guarded)


def on_serve(server: Any, config: MkDocsConfig, builder: Callable[..., None]) -> Any:
    """Let all later builds fail without an end too, and the server tell what is wrong."""
    unwrap_build()
    server.builder = _guard.guarded(builder)
    server.set_app(_guard.answering(server))
    return server


def on_config(config: MkDocsConfig) -> None:
    """Let pages be filled by what is kept, now that the catalog is read."""
    for preview in _previews:
        build = build_of(config)
        preview.begin(_beside(build.site))
        build.render = preview.render


def _beside(site: Site) -> object:
    """Give what pages depend on beside their values: the templates, and the orders that equal mappings do not tell."""
    templates = sorted((path.name, path.stat().st_mtime_ns) for path in TEMPLATES.iterdir())
    return templates, [*site.facts.catalog.roles], [*site.facts.catalog.topics]
