"""The fast path, which MkDocs calls beside `events`: the same bytes in less time. `hooks:` can do without it."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Hashable, Iterable
from contextlib import ExitStack
from copy import copy
from functools import cached_property, lru_cache
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils import CountHandler, get_relative_url

from build_folder import RefusedError, build_folder
from build_state import build_of
from copsite.html.shell_cache import Shells, Values
from copsite.render.context import WHOLE, RenderedPage
from copsite.render.context import Page as Made
from incremental_output import Output
from os_errors import advice

# Outside MkDocs' own names: what this tells of is slow and not wrong, and `--strict` would count it as a fault.
log = logging.getLogger("cops.quick")
# MkDocs would tell of each page that is left out, and name the page beside an error that is none of the page's.
logging.getLogger("mkdocs.commands.build").addFilter(
    lambda record: not record.getMessage().startswith("Page skipped") and not advice(sys.exc_info()[1])
)

# What the theme writes as it is; all else about a page belongs to its shape.
_META = ("title", "description", "moved_to", "head")
_OWN = ("canonical_url", "edit_url")
_CONTENT = "<h1"  # by which the theme knows that it need not write a first heading
BATCH = 200  # pages; what they hold takes ten megabytes

_build = ExitStack()  # what is undone at the end of a build, however it ends


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build into a folder of this build's own; the last site stays until the new one is complete and correct."""
    _look_at_less(config.theme)
    site = Path(os.path.realpath(config.site_dir))  # a link stays a link
    try:
        new = _build.enter_context(build_folder(site, (config.docs_dir, config.config_file_path, *config.watch)))
    except RefusedError as error:
        raise Abort(f"Nothing was built: {error}") from None
    _build.callback(setattr, config, "site_dir", config.site_dir)  # from which `gh-deploy` publishes
    build_of(config).output = Output(site, new)
    config.site_dir = str(new)
    return config


@event_priority(-100)  # when the generated pages are there
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Let generated pages be laid out in batches."""
    pages: list[Any] = [file.page for file in files if hasattr(file.page, "made")]
    build = build_of(config)
    build.render = Batches((page.made for page in pages if page.made.uri != WHOLE), build.render).render
    return files


@event_priority(-100)  # when templates are as the slow path has them
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Let generated pages share what the theme makes around them."""
    env.template_class = type("ShellTemplate", (Shelled, env.template_class), {})
    return env


@event_priority(-100)  # when the page is as it will be written
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Leave out, as MkDocs lets us by giving nothing, a page that is there already."""
    there = _output(config).has(page.file.dest_uri, output.encode(errors="xmlcharrefreplace"))
    return "" if there else output


@event_priority(-100)  # when everything is written
def on_post_build(config: MkDocsConfig) -> None:
    """Let the last site become the new one, unless MkDocs is about to end with its warnings."""
    counters = (one for one in logging.getLogger("mkdocs").handlers if isinstance(one, CountHandler))
    if not any(counter.get_counts() for counter in counters):
        output = _output(config)
        try:
            output.take_over()
        except OSError as error:
            if output.is_changing and (said := advice(error)):
                raise Abort(
                    f"{output.site} is half changed; do not publish it before a build succeeds. {said}"
                ) from None
            raise
    _build.close()


def on_build_error(error: Exception) -> None:
    """Remove what the build has written; say in one line what to do about a full disk, missing rights and the like."""
    _build.close()
    if said := advice(error):
        raise Abort(f"Nothing was built; the last site is untouched. {said}") from None


def on_shutdown() -> None:
    """Remove it after an interrupt, too, which is no error to MkDocs."""
    _build.close()


def _output(config: MkDocsConfig) -> Output:
    return cast("Output", build_of(config).output)


class Visible(FileSystemLoader):
    """Finds the theme's files without a look into hidden folders, one of which has 12,000 icons."""

    def list_templates(self) -> list[str]:
        """Give the names of all files but those, in order."""
        found: set[str] = set()
        for top in self.searchpath:
            for place, folders, names in os.walk(top):
                folders[:] = [folder for folder in folders if not folder.startswith(".")]
                found.update(Path(place, name).relative_to(top).as_posix() for name in names)
        return sorted(found)


def _look_at_less(theme: Theme) -> None:
    """Let MkDocs look for files of the theme where it takes any from."""
    make = theme.get_env

    def get_env() -> Environment:
        env = make()
        env.loader = Visible(theme.dirs)
        return env

    theme.get_env = get_env  # type: ignore[method-assign] # of this theme, not of its class


class Batches:
    """Render generated pages in batches: one task at a time keeps the processor's caches warm."""

    def __init__(self, pages: Iterable[Made], render: Callable[[Made], RenderedPage]) -> None:
        self.coming = iter([*pages])
        self.render_one = render
        self.rendered: dict[str, RenderedPage] = {}

    def render(self, page: Made) -> RenderedPage:
        """Return the rendered page; each can be asked for once, roughly in their order."""
        while page.uri not in self.rendered:
            first = next(self.coming)
            batch = (first, *islice(self.coming, BATCH - 1))
            self.rendered.update((one.uri, self.render_one(one)) for one in batch)
        return self.rendered.pop(page.uri)


class Shelled(Template):
    """A template of the theme that runs for the first pages of a shape, and is filled in for all others."""

    @cached_property
    def shells(self) -> Shells:
        """Give the shells, which last as long as MkDocs keeps the template: for one build."""
        return Shells(lambda: log.warning("The theme writes pages otherwise than it did; they are made the slow way."))

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Render as MkDocs asks, or fill in the shell of the page's shape."""
        context, render = dict(*args, **kwargs), super().render
        page: Any = context.get("page")
        menu = _menu(context["nav"])
        if not hasattr(page, "made") or id(page) in menu.items or _has_own_faults(page.content):
            return render(context)
        values = menu.values(page)
        return self.shells.page(
            menu.shape(page, values),
            values,
            lambda: render(context),
            lambda values: render({**context, "page": menu.twin(page, values)}),
        )


class Menu:
    """The menu, as far as pages outside it look different for what is in it."""

    def __init__(self, nav: Navigation) -> None:
        self.items = {id(item) for page in nav.pages for item in (page, *page.ancestors)}
        self.folders = {folder for page in nav.pages for folder in _folders(page.url)}

    def values(self, page: Any) -> dict[str, str]:
        """Give what the theme writes of a page as it is, by name."""
        values = {name: page.meta.get(name) for name in _META} | {name: getattr(page, name) for name in _OWN}
        values[_CONTENT] = page.content
        values["above"] = page.parent.title if self._is_outside(page.parent) else None
        return {name: value for name, value in values.items() if value}

    def shape(self, page: Any, values: Values) -> Hashable:
        """Give all else that the theme's page depends on."""
        # Links to what shares a folder with the page are shorter.
        place = tuple(folder if folder in self.folders else "" for folder in _folders(page.url))
        near = get_relative_url(page.parent.url, page.url) if self._is_outside(page.parent) else ""
        above = tuple(id(item) for item in page.ancestors if item is not page.parent or not near)
        meta = tuple((name, repr(value)) for name, value in page.meta.items() if name not in _META)
        return place, near, above, meta, page.headings, tuple(values), _CONTENT in page.content

    def twin(self, page: Any, values: Values) -> Any:
        """Give a page of the same shape with other values."""
        twin = copy(page)
        twin.meta = {**page.meta, **{name: values[name] for name in _META if name in values}}
        for name in _OWN:
            setattr(twin, name, values.get(name))
        twin.content = values[_CONTENT]
        if "above" in values:
            twin.parent = copy(page.parent)
            twin.parent.meta = {**page.parent.meta, "title": values["above"]}
        return twin

    def _is_outside(self, item: Any) -> bool:
        return item is not None and id(item) not in self.items


def _has_own_faults(content: str) -> bool:
    """Tell whether what a page holds has an inline script, or what is mended, so that its shape's shell is not enough.

    What it takes for one and is none costs time only.
    """
    return "<script" in content.replace('<script src="', "") or "<link rel=" in content


@lru_cache(maxsize=1)
def _menu(nav: Navigation) -> Menu:
    return Menu(nav)


def _folders(url: str) -> list[str]:
    """Give the folders around an address, each with those around it: `a/b/` is in `a` and `a/b`."""
    return [*accumulate(url.split("/")[:-1], "{}/{}".format)]
