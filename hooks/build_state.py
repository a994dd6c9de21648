"""The state that the hooks of one build share, in `config.extra["build"]`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from mkdocs.config.defaults import MkDocsConfig

from copsite.render.context import Page, RenderedPage, Site
from copsite.render.files import files_of
from incremental_output import Output


@dataclass
class Build:
    """The site that is built, and the values that hooks share.

    `site_name` is text; `config.site_name` is the same as HTML.
    `render` is the only way in which a generated page is rendered; a cache stands in front of it by replacing it.
    `book` returns the handbook as an HTML document, once its chapters are rendered; `last_pdf` is empty where there is
    none, and `pdf_size`, in bytes, is 0. `output` is None where MkDocs itself writes into the site folder.
    """

    site: Site
    site_name: str
    render: Callable[[Page], RenderedPage] = Page.render
    script_hashes: set[str] = field(default_factory=set)
    book: Callable[[], str] = str
    last_pdf: bytes = b""
    pdf_size: int = 0
    output: Output | None = None

    @cached_property
    def file_uris(self) -> frozenset[str]:
        """Return the uris of the generated files that are not pages."""
        return frozenset(file.uri for file in files_of(self.site.facts))


def build_of(config: MkDocsConfig) -> Build:
    """Return the state of the build with this configuration."""
    build: Build = config.extra["build"]
    return build
