"""Cache rendered pages between the builds of `mkdocs serve`, and show the problems of a failed one. Optional."""

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


class PageCache:
    """The rendered pages of the last build, each with the template and values that it was rendered from."""

    def __init__(self) -> None:
        self.last: dict[str, tuple[object, RenderedPage]] = {}
        self.pages: dict[str, tuple[object, RenderedPage]] = {}
        self.dependencies: object = None

    def begin(self, dependencies: object) -> None:
        """Start a build; drop the cache if anything but the values has changed that pages depend on."""
        self.last, self.pages = (self.pages if dependencies == self.dependencies else {}), {}
        self.dependencies = dependencies

    def render(self, page: Page) -> RenderedPage:
        """Return the rendered page, from the cache if its template and values are the same."""
        inputs = page.template, page.values()
        last = self.last.get(page.uri)
        rendered = last[1] if last and last[0] == inputs else render_page(page.template, page.uri, inputs[1])
        self.pages[page.uri] = inputs, rendered
        return rendered


class Guard:
    """Keep the server running when a build fails: serve the last good pages, with the problems on top."""

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
        """Describe what the server shows while the last build has failed."""
        what = "the last good version with these problems" if self.built else "these problems"
        return f"The preview shows {what}, and the new version once they are fixed."

    def answering(self, server: Any) -> Callable[..., Iterable[bytes]]:
        """Return the server's WSGI application, which adds the problems to its pages."""
        application = server.get_app()

        def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            if environ["PATH_INFO"].startswith("/livereload/"):
                return application(environ, start_response)  # type: ignore[no-any-return] # WSGI has no types here
            heads: list[tuple[str, list[tuple[str, str]]]] = []
            body = application(environ, lambda *head: heads.append(head))
            status, headers = heads[0]
            number, messages = shown_build(server), self.messages  # in this order, so that no page misses a newer build
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
            if not self.built or status.startswith("4"):  # the server adds its own script to files only
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


_caches: list[PageCache] = []  # one under `mkdocs serve`, else none
_guard = Guard()


def on_startup(command: str, dirty: bool) -> None:
    """Start the cache under `mkdocs serve`, and keep the server running if the first build fails."""
    if command == "serve":
        _caches.append(PageCache())
        context = click.get_current_context(silent=True)
        if context is None or context.params.get("livereload"):
            wrap_first_build(_guard.guarded)


def on_serve(server: Any, config: MkDocsConfig, builder: Callable[..., None]) -> Any:
    """Keep the server running if a later build fails, and let it show the problems."""
    unwrap_build()
    server.builder = _guard.guarded(builder)
    server.set_app(_guard.answering(server))
    return server


def on_config(config: MkDocsConfig) -> None:
    """Render generated pages through the cache."""
    for cache in _caches:
        build = build_of(config)
        cache.begin(_dependencies(build.site))
        build.render = cache.render


def _dependencies(site: Site) -> object:
    """Return what pages depend on beside their values: templates, and the order of mappings, which `==` ignores."""
    templates = sorted((path.name, path.stat().st_mtime_ns) for path in TEMPLATES.iterdir())
    return templates, [*site.facts.catalog.roles], [*site.facts.catalog.topics]
