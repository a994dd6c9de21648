"""Pages as MkDocs needs them: those that the core renders, and the titles, heads, links and contents of all."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from build_state import build_of
from copsite.content.urls import relative_url
from copsite.html.head_metadata import Association, Place, head_of
from copsite.markdown.text import Heading
from copsite.render.alternates import alternates_of
from copsite.render.context import EDIT, RenderedPage
from copsite.render.context import Page as CorePage
from copsite.render.files import GeneratedFile
from copsite.render.phrases import edit_url
from copsite.render.print_page import whole_handbook
from mkdocs_internals import PlainUrlPage, record_links

# Below MkDocs' own name, so that `--strict` counts its warnings.
log = logging.getLogger("mkdocs.cops")

DEEPEST = 3  # level of headings in the table of contents


class EscapedText(Markup):
    """A text as HTML: most of the theme's templates print it unescaped, and the others know `Markup`.

    `text` is the text itself.
    """

    text: str

    @classmethod
    def of(cls, text: str) -> EscapedText:
        """Escape a text."""
        escaped = cls(escape(text))
        escaped.text = text
        return escaped


def metadata(title: str, description: str) -> dict[str, str]:
    """Return the metadata of a page as the theme needs it."""
    return {"title": EscapedText.of(title), "description": EscapedText.of(description)}


class GeneratedPage(PlainUrlPage):
    """A page that the core renders: MkDocs gets its HTML, table of contents and links, and reads no Markdown."""

    def __init__(self, core: CorePage, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self.core = core
        self.rendered: RenderedPage | None = None
        association = build_of(config).site.facts.catalog.association
        entry = relative_url(f"{EDIT}#{core.entry}", core.uri) if association.edit_url and core.entry else None
        self.edit_url = edit_url(association, core.source) or entry

    def read_source(self, config: MkDocsConfig) -> None:
        """Set the title and description; there is no source to read."""
        self.markdown = ""
        self.meta = metadata(self.core.title, self.core.description)
        if self.core.moved_to:
            self.meta["moved_to"] = relative_url(self.core.moved_to, self.core.uri)
            self.canonical_url = self.abs_url = None  # leaves it out of the sitemap

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Do nothing yet: `on_page_context` renders the page, as all pages at once would fill the memory."""
        self.content, self.files = "", files

    def fill(self, rendered: RenderedPage, config: MkDocsConfig) -> None:
        """Set the content and table of contents, and record the links for MkDocs to check."""
        self.content = rendered.html
        self.show(rendered.headings)
        top = Heading(1, "top", self.core.title)
        record(self, rendered._replace(headings=(top, *rendered.headings)), self.files, config)

    def show(self, headings: tuple[Heading, ...]) -> None:
        """Set the headings and the table of contents."""
        self.headings = headings
        self.toc = contents((Heading(1, "top", self.core.title), *(one for one in headings if one.level <= DEEPEST)))


def record(page: Page, rendered: RenderedPage, files: Files, config: MkDocsConfig) -> None:
    """Record the anchors and links of a page for MkDocs, which checks the anchors when all pages are written."""
    links: dict[File, dict[str, str]] = {}
    for link in rendered.links:
        uri, _, anchor = link.partition("#")
        target = files.src_uris.get(uri)
        if target is None:
            level = config.validation.links.not_found
            log.log(level, f"The page '{page.file.src_uri}' links to '{uri}', which is not there")
        elif anchor:
            links.setdefault(target, {})[anchor] = link
    record_links(page, {*(heading.id for heading in rendered.headings), *rendered.anchors}, links)


class GeneratedAsset(File):
    """A generated file that is not a page; its content is made only when MkDocs copies it, to keep memory low."""

    def __init__(self, core: GeneratedFile, config: MkDocsConfig) -> None:
        # Not by the base class, which parses a path: there are several of these for each page.
        self.core, self.config = core, config
        self.src_uri = self.dest_uri = core.uri
        self.src_dir, self.dest_dir = None, config.site_dir
        self.use_directory_urls = config.use_directory_urls

    def copy_file(self, dirty: bool = False) -> None:
        """Write the content, unless the site has it already."""
        data, output = self.core.content(), build_of(self.config).output
        if output is None or not output.has(self.dest_uri, data):
            _write(f"{self.dest_dir}/{self.dest_uri}", data)


def _write(path: str, data: bytes) -> None:
    try:
        with open(path, "wb") as file:  # noqa: PTH123 - half the time of pathlib, for each file
            file.write(data)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True)
        _write(path, data)


class WholePage(GeneratedPage):
    """The whole handbook on one page; MkDocs reads generated pages last, so that all chapters are rendered."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the page and the document for the PDF from the chapters."""
        build, rights = build_of(config), config.copyright or ""
        published = {file.src_uri for file in files.documentation_pages() if file.page}
        name = build.site_name
        self.rendered, build.book = whole_handbook(build.site, config.nav, published, name=name, rights=rights)
        super().render(config, files)


def contents(headings: Iterable[Heading]) -> TableOfContents:
    """Return the table of contents, with headings nested by their levels."""
    top = AnchorLink("", "", 0)
    for heading in headings:
        above = top
        while above.children and above.children[-1].level < heading.level:
            above = above.children[-1]
        above.children.append(AnchorLink(escape(heading.text), heading.id, heading.level))
    return TableOfContents(top.children)


def head(page: Page, config: MkDocsConfig, nav: Navigation) -> str:
    """Return a page's metadata for its head: a card for links to it, its feeds and calendars, and linked data."""
    build = build_of(config)
    association = build.site.facts.catalog.association
    above = [_place(item) for item in (nav.homepage, *[*page.ancestors][::-1]) if item]
    address = page.canonical_url or ""
    return head_of(
        Place(page.meta["title"].text, address),
        page.meta["description"].text,
        Place(build.site_name, config.site_url or ""),
        Association(association.name, association.short_name),
        [place for place in above if place.address not in ("", address)],
        alternates_of(build.site.facts.catalog, page.file.src_uri, build.file_uris),
    )


def _place(item: StructureItem) -> Place:
    """Return the title of a page or section, with the address of the page or the section's first page."""
    first: Any = item
    while first.children:
        first = first.children[0]
    title = item.title.text if isinstance(item.title, EscapedText) else unescape(item.title or "")
    return Place(title, getattr(first, "canonical_url", None) or "")
