"""What MkDocs calls. It carries: the site's texts to the core, the core's pages to MkDocs; it decides nothing."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, Template
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.plugins import event_priority
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext

from build_state import Build, build_of
from copsite.content.urls import relative_url, site_address
from copsite.diagnostics.formatters import lines, visible
from copsite.diagnostics.problem import ProblemsError
from copsite.html.head_metadata import Association, Place, head_of
from copsite.html.material_fixes import inline_scripts, mended, with_policy
from copsite.html.security_headers import HOST_FILE, NGINX_FILE, host_file, named_by_content, nginx_file
from copsite.markdown.html import with_opening
from copsite.markdown.text import Heading
from copsite.render.context import EDIT, WHOLE, RenderedPage, Site
from copsite.render.context import Page as Made
from copsite.render.pages import pages_of
from copsite.render.phrases import edit_url
from copsite.render.print_page import whole_handbook, whole_page
from copsite.render.search_index import INDEX, IndexedPage, Section, index_of, sections_of
from workspace import CATALOG, EnvironmentVariableError, load

# Of the theme: what its own search loads, and maps of its code for those who write it.
_UNUSED = re.compile(r"assets/javascripts/(lunr|workers)/|assets/(javascripts|stylesheets)/.*\.map$")

# Under MkDocs' own name, so that `--strict` counts its warnings.
log = logging.getLogger("mkdocs.cops")


class _Visible(logging.Filter):
    """Make each line of a message visible: MkDocs quotes the names of files and links as people wrote them."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = lines(record.getMessage().split("\n")), ()
        return True


_visible = _Visible()


@event_priority(100)  # before the other hooks, which use what it reads
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and judge everything before MkDocs empties the last site."""
    if not config.use_directory_urls:
        raise ConfigurationError("use_directory_urls must stay true: generated pages link to folders")
    config.site_url = site_address(config.site_url or "")
    root = Path(config.config_file_path).parent
    for handler in logging.getLogger("mkdocs").handlers:
        handler.addFilter(_visible)
    try:
        site = load(root, Path(config.docs_dir), config.site_url or "", Path(config.config_file_path).name)
    except EnvironmentVariableError as error:
        raise Abort(visible(f"Nothing was built: {error}.")) from None
    except ProblemsError as error:
        for problem in error.problems:
            log.error(visible(str(problem)))
        raise Abort(f"Nothing was built; the last site is untouched. Mend {CATALOG} or docs/ as said above.") from None
    association = site.facts.catalog.association
    config.site_name = _as_html(config.site_name)
    config.extra["build"] = Build(site)
    config.edit_uri = edit_url(association, "docs/")
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, each in the place of the community's own words, and leave out what nothing loads."""
    unused = [file for file in files if file.src_dir != config.docs_dir and _UNUSED.match(file.src_uri)]
    for file in unused if not {"search", "material/search"} & config.plugins.keys() else ():
        files.remove(file)
    taken = {file.dest_uri: file.src_uri for file in files}
    facts = _site(config).facts
    for made in (*pages_of(facts), whole_page(facts)):
        if own_words := files.src_uris.get(made.uri):
            files.remove(own_words)
        file = File.generated(config, made.uri, content="")
        if taken.get(file.dest_uri, made.uri) != made.uri:
            words = f"docs/{taken[file.dest_uri]} would stand where the catalog's '{made.title}' stands. Remove it."
            raise Abort(visible(words))
        files.append(file)
        (WholePage if made.uri == WHOLE else GeneratedPage)(made, file, config)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Hang each generated page below its parent, so that tab and breadcrumb are right without the nav's cost."""
    for item in _items(nav.items):
        if "title" in vars(item):  # as mkdocs.yml has it; all others are a page's own
            item.title = _as_html(str(item.title))
    for file in files.documentation_pages():
        if isinstance(file.page, GeneratedPage) and file.page.made.parent:
            parent = files.src_uris.get(file.page.made.parent)
            above = parent and parent.page
            # MkDocs means sections only; the theme and `ancestors` do with any item that has a parent and a title.
            # A page that a section begins with is in the breadcrumb as that section.
            file.page.parent = above.parent if above and above.parent and above.parent.is_section else above  # type: ignore[assignment] # more than sections
    return nav


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Lay out a generated page, fill its head, and leave out a menu that would be its own title and no more."""
    if isinstance(page, GeneratedPage):
        page.hold(page.rendered or build_of(config).render(page.made), config)
    if "title" in page.meta and not page.meta.get("moved_to"):
        page.meta["head"] = _head(page, config, nav)
    if not any(ancestor.is_section for ancestor in page.ancestors):
        page.meta["hide"] = ["navigation", "toc"] if page.is_homepage else ["navigation"]
    return context


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Leave MkDocs nothing to read of a written page, which the core has read."""
    return "" if page.file.src_uri in _site(config).written else None


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Give a written page its head, as the theme needs it."""
    if written := _site(config).written.get(page.file.src_uri):
        page.meta.update(_meta(written.head.title, written.head.description))


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give a written page what it holds; let the overview begin as what it is: the way in to all others."""
    written = _site(config).written.get(page.file.src_uri)
    if written is None:
        return html
    _note(page, written.rendered, files, config)
    page.toc = _contents(written.rendered.headings)
    return with_opening(written.html) if page.is_homepage else written.html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Add what the search asks for, now that the text of every page is there; let every page be finished."""
    site = _site(config)
    found = (_searched(file.page, site) for file in files.documentation_pages() if file.page)
    index = index_of(site.facts.catalog, (page for page in found if page.sections))
    files.append(File.generated(config, INDEX, content=index))
    env.template_class = FinishedTemplate
    return env


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Finish a page of `extra_templates`, which is none of the theme's."""
    own = template_name in config.extra_templates and template_name.endswith(".html")
    return _finished(output_content, config) if own else output_content


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Forget what a generated page held; what it links to is checked when all pages are written."""
    if isinstance(page, GeneratedPage):
        page.content, page.toc = "", TableOfContents([])
    return output


def on_post_build(config: MkDocsConfig) -> None:
    """Write the files from which a host takes the headers; by now each page has told its inline scripts."""
    if not _is_published(config):
        return
    folder, path = Path(config.site_dir), urlsplit(config.site_url or "").path.rstrip("/") + "/"
    kept = named_by_content(file.relative_to(folder).as_posix() for file in (folder / "assets").rglob("*"))
    for name, write in ((HOST_FILE, host_file), (NGINX_FILE, nginx_file)):
        (folder / name).write_text(write(build_of(config).script_hashes, kept, path), "utf-8")


class GeneratedPage(Page):
    """A page that comes finished: MkDocs gets its HTML, contents and links, and reads no Markdown."""

    def __init__(self, made: Made, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self.made = made
        self.rendered: RenderedPage | None = None
        association = _site(config).facts.catalog.association
        entry = relative_url(f"{EDIT}#{made.entry}", made.uri) if association.edit_url and made.entry else None
        self.edit_url = edit_url(association, made.source) or entry

    def read_source(self, config: MkDocsConfig) -> None:
        """Take over title and description; there is no source to read."""
        self.markdown = ""
        self.meta = _meta(self.made.title, self.made.description)
        if self.made.moved_to:
            self.meta["moved_to"] = relative_url(self.made.moved_to, self.made.uri)
            self.canonical_url = self.abs_url = None  # which keeps it out of the sitemap

    def _set_canonical_url(self, base: str | None) -> None:
        # As MkDocs does it, in a tenth of the time: neither address has what would have to be worked out.
        self.canonical_url = base and f"{base}{self.url}"
        self.abs_url = base and f"{urlsplit(base).path}{self.url}"

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Wait: the page is laid out when it is written, and forgotten then, as all at once would fill a machine."""
        self.content, self.files = "", files

    def hold(self, laid: RenderedPage, config: MkDocsConfig) -> None:
        """Take over what was laid out, and note its links for MkDocs to check."""
        self.content, self.headings = laid.html, laid.headings
        top = Heading(1, "top", self.made.title)
        _note(self, laid._replace(headings=(top, *laid.headings)), self.files, config)
        self.toc = _contents((top, *(heading for heading in laid.headings if heading.level < 4)))


def _note(page: Page, laid: RenderedPage, files: Files, config: MkDocsConfig) -> None:
    """Note the anchors and the links of a page for MkDocs, which checks them once more."""
    page.present_anchor_ids = {*(heading.id for heading in laid.headings), *laid.anchors}
    page.links_to_anchors = {}
    for link in laid.links:
        uri, _, anchor = link.partition("#")
        target = files.src_uris.get(uri)
        if target is None:
            level = config.validation.links.not_found
            log.log(level, f"The page '{page.file.src_uri}' links to '{uri}', which is not there")
        elif anchor:
            page.links_to_anchors.setdefault(target, {})[anchor] = link


class WholePage(GeneratedPage):
    """The whole handbook, made when its chapters are there: MkDocs reads generated pages last."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Make the page from its chapters, and the document for paper beside it."""
        site, published = _site(config), {file.src_uri for file in files.documentation_pages() if file.page}
        name, rights = unescape(config.site_name), config.copyright or ""
        self.rendered, build_of(config).book = whole_handbook(site, config.nav, published, name=name, rights=rights)
        super().render(config, files)


class FinishedTemplate(Template):
    """A template of the theme, in whose pages the theme's faults are mended, and which say what a browser may load."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Render as MkDocs asks, and finish what is HTML."""
        context = dict(*args, **kwargs)
        made = super().render(context)
        page = context.get("page")
        content = page.content or "" if page else ""
        return _finished(made, context["config"], content) if str(self.name).endswith(".html") else made


def _finished(html: str, config: MkDocsConfig, content: str = "") -> str:
    page = mended(html)
    if not _is_published(config):
        return page
    # The policy lets in the scripts of templates, and none that a page's own text brings.
    start = html.index(content)
    hashes = inline_scripts(mended(html[:start] + html[start + len(content) :]))
    build_of(config).script_hashes.update(hashes)
    return with_policy(page, hashes)


def _is_published(config: MkDocsConfig) -> bool:
    # The preview of `mkdocs serve`, always without TLS, adds a script of its own that no policy can foresee.
    return (config.site_url or "").startswith("https:")


def _site(config: MkDocsConfig) -> Site:
    return build_of(config).site


def _meta(title: str, description: str) -> dict[str, str]:
    """Give a page's head as HTML: most of the theme's templates print it unescaped, and the others know `Markup`."""
    return {"title": escape(title), "description": escape(description)}


def _as_html(text: str) -> str:
    """Escape a text of mkdocs.yml, which may be written as HTML already."""
    return escape(unescape(text))


def _items(items: Iterable[Any]) -> Iterator[StructureItem]:
    for item in items:
        yield item
        yield from _items(item.children or ())


def _searched(page: Page, site: Site) -> IndexedPage:
    if isinstance(page, GeneratedPage):
        made = page.made
        return IndexedPage(page.url, made.title, [Section("", "", made.description)] if made.in_search else ())
    uri = page.file.src_uri
    return IndexedPage(page.url, site.written[uri].head.title, [*sections_of(site.facts.written[uri], uri)])


def _head(page: Page, config: MkDocsConfig, nav: Navigation) -> str:
    association = _site(config).facts.catalog.association
    site, here = Place(unescape(config.site_name), config.site_url or ""), _place(page)
    above = [_place(item) for item in (nav.homepage, *[*page.ancestors][::-1]) if item]
    return head_of(
        Place(unescape(str(page.meta["title"])), here.address),
        unescape(str(page.meta["description"])),
        site,
        Association(association.name, association.short_name),
        [place for place in above if place.address not in ("", here.address)],
    )


def _place(item: StructureItem) -> Place:
    """Give a page, or a section with the address of its first page; MkDocs' titles are HTML."""
    first: Any = item
    while first.children:
        first = first.children[0]
    return Place(unescape(item.title or ""), getattr(first, "canonical_url", None) or "")


def _contents(headings: Iterable[Heading]) -> TableOfContents:
    """Nest the headings by their levels."""
    top = AnchorLink("", "", 0)
    for heading in headings:
        above = top
        while above.children and above.children[-1].level < heading.level:
            above = above.children[-1]
        above.children.append(AnchorLink(escape(heading.text), heading.id, heading.level))
    return TableOfContents(top.children)
