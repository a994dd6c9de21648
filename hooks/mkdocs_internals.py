"""The undocumented parts of MkDocs that the hooks depend on, each in one function.

Each docstring or comment says which change in MkDocs breaks it; tests/test_mkdocs_internals.py detects that.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils import CountHandler

from os_errors import advice

BuildFunction: TypeAlias = Callable[..., None]

# The logger of the module that writes pages; another name lets its messages through again.
BUILD_LOG = "mkdocs.commands.build"


class PlainUrlPage(Page):
    """A page whose URL has neither `..` nor a query, so that its absolute URLs need no `urljoin`.

    As right and a little slower if MkDocs renames the method.
    """

    def _set_canonical_url(self, base: str | None) -> None:
        self.canonical_url = base and f"{base}{self.url}"
        self.abs_url = base and f"{urlsplit(base).path}{self.url}"


class VisibleLoader(FileSystemLoader):
    """Load templates from folders; list none in hidden folders, one of which holds 12,000 icons."""

    def list_templates(self) -> list[str]:
        """Return the names of all files outside hidden folders, in order."""
        found: set[str] = set()
        for top in self.searchpath:
            for place, folders, names in os.walk(top):
                folders[:] = [folder for folder in folders if not folder.startswith(".")]
                found.update(Path(place, name).relative_to(top).as_posix() for name in names)
        return sorted(found)


def skip_hidden_theme_folders(theme: Theme) -> None:
    """Skip the theme's hidden folders when MkDocs lists its templates, in which it ignores them anyway.

    Slow again, but not wrong, if MkDocs no longer calls `Theme.get_env` for it.
    """
    make = theme.get_env

    def get_env() -> Environment:
        env = make()
        env.loader = VisibleLoader(theme.dirs)
        return env

    theme.get_env = get_env  # type: ignore[method-assign] # of this theme, not of its class


def silence_skipped_pages() -> None:
    """Drop MkDocs' message about each page that is not written, and page names beside errors of the disk.

    The messages come back if MkDocs renames its logger or rewords "Page skipped".
    """
    logging.getLogger(BUILD_LOG).addFilter(
        lambda record: not record.getMessage().startswith("Page skipped") and not advice(sys.exc_info()[1])
    )


def will_fail_for_warnings() -> bool:
    """Return whether `--strict` is about to end the build, as MkDocs decides only after its last event.

    If MkDocs counts warnings elsewhere, a build with warnings replaces the last site before it fails.
    """
    counters = (handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler))
    return any(counter.get_counts() for counter in counters)


def record_links(page: Page, anchors: Iterable[str], links: Mapping[File, Mapping[str, str]]) -> None:
    """Record a page's anchors, and its links by target and anchor, where `Page.validate_anchor_links` reads them.

    MkDocs fills in both attributes when it renders Markdown; under other names, it checks no link to an anchor.
    """
    page.present_anchor_ids = {*anchors}
    page.links_to_anchors = {target: dict(named) for target, named in links.items()}


def wrap_first_build(wrapped: Callable[[BuildFunction], BuildFunction]) -> None:
    """Wrap the build that `mkdocs serve` runs before its first event, which it looks up as `serve.build`."""
    serve = _serve()
    serve.build = wrapped(serve.build)


def unwrap_build() -> None:
    """Restore the build that `mkdocs serve` runs."""
    _serve().build = import_module("mkdocs.commands.build").build


def shown_build(server: Any) -> int:
    """Return the number of the build that the preview shows, for which its pages ask to know when to reload."""
    number: int = server._visible_epoch
    return number


def with_reload_script(server: Any, html: bytes, build: int) -> bytes:
    """Return a page with the script that reloads it after `build`; the server adds it to pages in files only."""
    page: bytes = server._inject_js_into_html(html, build)
    return page


def _serve() -> Any:
    return import_module("mkdocs.commands.serve")  # on demand, as a build has no use for it
