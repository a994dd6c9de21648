"""Build the same site in less time, and write only the files that differ. Optional.

`hooks:` in mkdocs.yml lists it first, so that the imports of the other hooks are faster too.
"""

from __future__ import annotations

import atexit
import gc

# Disable the cyclic garbage collector during a one-shot build, imports included: it allocates a lot and frees little.
gc.disable()
atexit.register(gc.freeze)  # else Python runs a last full collection when it exits

import logging
import os
from collections.abc import Callable, Hashable, Iterable
from contextlib import ExitStack
from copy import copy
from functools import cached_property, lru_cache
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, Template
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from build_folder import RefusedError, build_folder
from build_state import build_of
from copsite.html.shell_cache import Shells, Values
from copsite.markdown.text import Heading
from copsite.render.context import WHOLE, RenderedPage
from copsite.render.context import Page as CorePage
from incremental_output import Output
from mkdocs_internals import silence_skipped_pages, skip_hidden_theme_folders, will_fail_for_warnings
from mkdocs_pages import DEEPEST
from os_errors import advice

# Outside MkDocs' own names: these warnings are about speed and must not fail `--strict`.
log = logging.getLogger("cops.quick")
silence_skipped_pages()

# The values of a page that the theme writes as they are; all others belong to the page's shape.
_META = ("title", "description", "moved_to", "head")
_OWN = ("canonical_url", "edit_url")
_CONTENT = "<h1"  # the name of the content; the theme adds a first heading to content without it
BATCH = 200  # pages, in about ten megabytes

_build = ExitStack()  # closed at the end of a build, however it ends


def on_startup(command: str, dirty: bool) -> None:
    """Enable the garbage collector under `mkdocs serve`, with a high threshold: each build replaces the last one."""
    if command == "serve":
        gc.set_threshold(500_000, 2, 2)
        gc.enable()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build into a temporary folder; the last site stays until the new one is complete and correct."""
    skip_hidden_theme_folders(config.theme)
    site = Path(os.path.realpath(config.site_dir))  # not the link itself, which stays
    try:
        new = _build.enter_context(build_folder(site, (config.docs_dir, config.config_file_path, *config.watch)))
    except RefusedError as error:
        raise Abort(f"Nothing was built: {error}") from None
    _build.callback(setattr, config, "site_dir", config.site_dir)  # `gh-deploy` publishes from it
    build_of(config).output = Output(site, new)
    config.site_dir = str(new)
    return config


@event_priority(-100)  # when the generated pages are there
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Render generated pages in batches."""
    pages: list[Any] = [file.page for file in files if hasattr(file.page, "core")]
    build = build_of(config)
    build.render = Batches((page.core for page in pages if page.core.uri != WHOLE), build.render).render
    return files


@event_priority(-100)  # after the hooks that set a template class
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Render the theme's part of generated pages from shells."""
    env.template_class = type("FastTemplate", (ShellTemplate, env.template_class), {})
    return env


@event_priority(-100)  # after the hooks that change the page
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Return '' for a page that the site has already: MkDocs writes no empty page."""
    is_same = _output(config).has(page.file.dest_uri, output.encode(errors="xmlcharrefreplace"))
    return "" if is_same else output


@event_priority(-100)  # after the hooks that write files
def on_post_build(config: MkDocsConfig) -> None:
    """Update the site from the build folder, unless MkDocs is about to fail because of warnings."""
    if not will_fail_for_warnings():
        output = _output(config)
        try:
            output.take_over()
        except OSError as error:
            if output.is_changing and (remedy := advice(error)):
                raise Abort(
                    f"{output.site} is half changed; do not publish it before a build succeeds. {remedy}"
                ) from None
            raise
    _build.close()


def on_build_error(error: Exception) -> None:
    """Remove the build folder; for a full disk, missing rights and the like, say what to do in one line."""
    _build.close()
    if remedy := advice(error):
        raise Abort(f"Nothing was built; the last site is untouched. {remedy}") from None


def on_shutdown() -> None:
    """Remove the build folder after an interrupt too, for which MkDocs reports no build error."""
    _build.close()


def _output(config: MkDocsConfig) -> Output:
    return cast("Output", build_of(config).output)


class Batches:
    """Render generated pages in batches: one task at a time keeps the processor's caches warm."""

    def __init__(self, pages: Iterable[CorePage], render: Callable[[CorePage], RenderedPage]) -> None:
        self.coming = iter([*pages])
        self.render_one = render
        self.rendered: dict[str, RenderedPage] = {}

    def render(self, page: CorePage) -> RenderedPage:
        """Return the rendered page; each can be asked for once, roughly in their order."""
        while page.uri not in self.rendered:
            first = next(self.coming)
            batch = (first, *islice(self.coming, BATCH - 1))
            self.rendered.update((one.uri, self.render_one(one)) for one in batch)
        return self.rendered.pop(page.uri)


class ShellTemplate(Template):
    """A template of the theme that is rendered for the first pages of a shape; all others are filled into its shell."""

    @cached_property
    def shells(self) -> Shells:
        """Return the shells; MkDocs makes new templates for each build."""
        return Shells(lambda: log.warning("The theme writes pages otherwise than it did; they are made the slow way."))

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Render the page, or fill its values into the shell of its shape."""
        context, render = dict(*args, **kwargs), super().render
        page: Any = context.get("page")
        menu = _menu(context["nav"])
        if not hasattr(page, "core") or id(page) in menu.items:
            return render(context)
        values = menu.values(page)
        return self.shells.page(
            menu.shape(page, values),
            values,
            lambda: render(context),
            lambda values: render({**context, "page": menu.twin(page, values)}),
        )


class Menu:
    """The menu, and how pages outside it depend on it.

    Twins rely on the theme to read only these values of a page, which `Shells` checks.
    """

    def __init__(self, nav: Navigation) -> None:
        self.items = {id(item) for page in nav.pages for item in (page, *page.ancestors)}
        self.folders = {folder for page in nav.pages for folder in _folders(page.url)}

    def values(self, page: Any) -> dict[str, str]:
        """Return the values that the theme writes as they are, by name."""
        values = {name: page.meta.get(name) for name in _META} | {name: getattr(page, name) for name in _OWN}
        values[_CONTENT] = page.content
        values["above"] = page.parent.title if self._is_outside(page.parent) else None
        for n, heading in enumerate(page.headings):
            if _is_own(heading):
                values |= {f"{n} id": heading.id, f"{n} text": escape(heading.text)}
        return {name: value for name, value in values.items() if value}

    def shape(self, page: Any, values: Values) -> Hashable:
        """Return everything else that the theme's HTML depends on."""
        # Links to pages in the same folder are shorter.
        place = tuple(folder if folder in self.folders else "" for folder in _folders(page.url))
        near = get_relative_url(page.parent.url, page.url) if self._is_outside(page.parent) else ""
        above = tuple(id(item) for item in page.ancestors if item is not page.parent or not near)
        meta = tuple((name, repr(value)) for name, value in page.meta.items() if name not in _META)
        headings = tuple(None if _is_own(heading) else heading for heading in page.headings)
        return place, near, above, meta, headings, tuple(values), _CONTENT in page.content

    def twin(self, page: Any, values: Values) -> Any:
        """Return a page of the same shape with other values."""
        twin = copy(page)
        twin.meta = {**page.meta, **{name: values[name] for name in _META if name in values}}
        for name in _OWN:
            setattr(twin, name, values.get(name))
        twin.content = values[_CONTENT]
        twin.show(
            tuple(
                heading._replace(id=values[f"{n} id"], text=values[f"{n} text"]) if _is_own(heading) else heading
                for n, heading in enumerate(page.headings)
            )
        )
        if "above" in values:
            twin.parent = copy(page.parent)
            twin.parent.meta = {**page.parent.meta, "title": values["above"]}
        return twin

    def _is_outside(self, item: Any) -> bool:
        return item is not None and id(item) not in self.items


@lru_cache(maxsize=1)
def _menu(nav: Navigation) -> Menu:
    return Menu(nav)


def _is_own(heading: Heading) -> bool:
    """Return whether the theme writes a heading as it is: one from the catalog without headings below it."""
    return heading.level == DEEPEST and ":" in heading.id


def _folders(url: str) -> list[str]:
    """Return the folders above a URL: `a` and `a/b` for `a/b/`."""
    return [*accumulate(url.split("/")[:-1], "{}/{}".format)]
