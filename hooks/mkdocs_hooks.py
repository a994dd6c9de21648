"""Connect MkDocs to the core: pass the site's files to `copsite`, and its pages to MkDocs.

All decisions are in the core.
"""

from __future__ import annotations

import logging
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
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils.templates import TemplateContext

from build_state import Build, build_of
from copsite.content.urls import site_address
from copsite.diagnostics.formatters import lines, visible
from copsite.diagnostics.problem import ProblemsError
from copsite.html.material_fixes import inline_scripts, is_unused, patched, with_policy
from copsite.html.security_headers import HOST_FILE, NGINX_FILE, host_file, named_by_content, nginx_file
from copsite.html.theme_styles import used_rules
from copsite.markdown.html import with_opening
from copsite.render.context import WHOLE, Site
from copsite.render.files import files_of
from copsite.render.pages import pages_of
from copsite.render.phrases import edit_url
from copsite.render.print_page import whole_page
from copsite.render.search_index import INDEX, IndexedPage, Section, index_of, sections_of
from mkdocs_pages import EscapedText, GeneratedAsset, GeneratedPage, WholePage, contents, head, metadata, record
from workspace import EnvironmentVariableError, load

# Below MkDocs' own name, so that `--strict` counts its warnings.
log = logging.getLogger("mkdocs.cops")


class _Visible(logging.Filter):
    """Escape control characters in messages: MkDocs quotes the names of files and links as people wrote them."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = lines(record.getMessage().split("\n")), ()
        return True


_visible = _Visible()


@event_priority(100)  # before the other hooks, which need its `Build`
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load and validate the whole site before MkDocs empties the last one."""
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
        raise Abort("Nothing was built; the last site is untouched. Fix data/ or docs/ as described above.") from None
    association = site.facts.catalog.association
    name = unescape(config.site_name)  # it may be written as HTML
    config.site_name = escape(name)
    config.extra["build"] = Build(site, name)
    config.edit_uri = edit_url(association, "docs/")
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add generated pages and files in place of files with their names; remove what no page loads."""
    if not {"search", "material/search"} & config.plugins.keys():
        for file in [file for file in files if file.src_dir != config.docs_dir]:
            if is_unused(file.src_uri):
                files.remove(file)
            elif file.is_css():
                file.content_string = used_rules(file.content_string)
    sources = {file.dest_uri: file.src_uri for file in files}
    facts = _site(config).facts
    for page in (*pages_of(facts), whole_page(facts)):
        if community_page := files.src_uris.get(page.uri):
            files.remove(community_page)
        file = File.generated(config, page.uri, content="")
        source = sources.get(file.dest_uri, page.uri)
        if source != page.uri:
            raise Abort(visible(f"docs/{source} would stand where the catalog's '{page.title}' stands. Remove it."))
        files.append(file)
        file.page = (WholePage if page.uri == WHOLE else GeneratedPage)(page, file, config)
    for generated in files_of(facts):
        files.append(GeneratedAsset(generated, config))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Set the parent of each generated page for tab and breadcrumb; in the menu, they would slow down every page."""
    for item in _items(nav.items):
        if "title" in vars(item):  # from mkdocs.yml, which may write it as HTML; other titles are in a page's `meta`
            item.title = EscapedText.of(unescape(str(item.title)))
    for file in files.documentation_pages():
        if isinstance(file.page, GeneratedPage) and file.page.core.parent:
            parent = files.src_uris.get(file.page.core.parent)
            above = parent and parent.page
            # MkDocs sets sections only. `ancestors` and the theme's breadcrumb need only `parent`, `title` and `url`:
            # if they need more of a section, the breadcrumbs break. A section's index page appears as the section.
            file.page.parent = above.parent if above and above.parent and above.parent.is_section else above  # type: ignore[assignment] # more than sections
    return nav


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Render a generated page, add its head, and hide a menu that would hold only the page's own title."""
    if isinstance(page, GeneratedPage):
        page.fill(page.rendered or build_of(config).render(page.core), config)
    if isinstance(page.meta.get("title"), EscapedText) and not page.meta.get("moved_to"):
        page.meta["head"] = head(page, config, nav)
    if not any(ancestor.is_section for ancestor in page.ancestors):
        page.meta["hide"] = ["navigation", "toc"] if page.is_homepage else ["navigation"]
    return context


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Return no source for a written page: the core has read it already."""
    return "" if page.file.src_uri in _site(config).written else None


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Set the title and description of a written page."""
    if written := _site(config).written.get(page.file.src_uri):
        page.meta.update(metadata(written.head.title, written.head.description))


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return the HTML of a written page, with the opening of the overview marked for its larger design."""
    written = _site(config).written.get(page.file.src_uri)
    if written is None:
        return html
    record(page, written.rendered, files, config)
    page.toc = contents(written.rendered.headings)
    return with_opening(written.html) if page.is_homepage else written.html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Add the search index, as the text of every page is known now, and patch every page that the theme renders."""
    site = _site(config)
    found = (_searched(file.page, site) for file in files.documentation_pages() if file.page)
    index = index_of(site.facts, (page for page in found if page.sections))
    files.append(File.generated(config, INDEX, content=index))
    env.template_class = PatchedTemplate
    return env


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Patch a page of `extra_templates`, which the theme's template class does not render."""
    is_extra = template_name in config.extra_templates and template_name.endswith(".html")
    return _patched(output_content, config) if is_extra else output_content


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Free the memory of a generated page; its links are checked when all pages are written."""
    if isinstance(page, GeneratedPage):
        page.content, page.toc = "", TableOfContents([])
    return output


def on_post_build(config: MkDocsConfig) -> None:
    """Write the header files for hosts, as the hashes of all inline scripts are known now."""
    if not _is_published(config):
        return
    folder, path = Path(config.site_dir), urlsplit(config.site_url or "").path.rstrip("/") + "/"
    immutable = named_by_content(file.relative_to(folder).as_posix() for file in (folder / "assets").rglob("*"))
    for name, write in ((HOST_FILE, host_file), (NGINX_FILE, nginx_file)):
        (folder / name).write_text(write(build_of(config).script_hashes, immutable, path), "utf-8")


class PatchedTemplate(Template):
    """A template of the theme whose pages get the fixes of the theme's HTML and the content security policy."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Render as the theme does, and patch the result if it is HTML."""
        context = dict(*args, **kwargs)
        html = super().render(context)
        page = context.get("page")
        content = page.content or "" if page else ""
        return _patched(html, context["config"], content) if str(self.name).endswith(".html") else html


def _patched(html: str, config: MkDocsConfig, content: str = "") -> str:
    """Patch a page around its content, and let its policy allow the scripts of templates, but none in the content."""
    start = html.index(content)
    before, after = patched(html[:start]), patched(html[start + len(content) :])
    page = f"{before}{content}{after}"
    if not _is_published(config):
        return page
    hashes = inline_scripts(before + after)
    build_of(config).script_hashes.update(hashes)
    return with_policy(page, hashes)


def _is_published(config: MkDocsConfig) -> bool:
    # `mkdocs serve`, always without TLS, adds a script of its own that no policy can allow beforehand.
    return (config.site_url or "").startswith("https:")


def _site(config: MkDocsConfig) -> Site:
    return build_of(config).site


def _items(items: Iterable[Any]) -> Iterator[StructureItem]:
    for item in items:
        yield item
        yield from _items(item.children or ())


def _searched(page: Page, site: Site) -> IndexedPage:
    if isinstance(page, GeneratedPage):
        core = page.core
        return IndexedPage(page.url, core.title, [Section("", "", core.description)] if core.in_search else ())
    uri = page.file.src_uri
    return IndexedPage(page.url, site.written[uri].head.title, [*sections_of(site.facts.written[uri], uri)])
