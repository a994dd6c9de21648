"""The handbook as a PDF, made by WeasyPrint where that is installed. `hooks:` in mkdocs.yml can do without it."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from contextlib import redirect_stdout
from hashlib import sha256
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from copsite.addresses import relative_url, url_of
from copsite.pages import WHOLE
from copsite.whole import PDF_HERE

PDF = "handbook/communities-of-practice-handbook.pdf"

# What is left out is told, and no fault that `--strict` would count.
log = logging.getLogger("mkdocs.cops.paper")
_commands: list[str] = []


def on_startup(command: str, dirty: bool) -> None:
    """Learn whether the site is built or shown; a PDF that is made anew after each change would hold up the preview."""
    _commands.append(command)


@event_priority(100)  # while the last site is where it was
def on_config(config: MkDocsConfig) -> None:
    """Look at the last PDF before MkDocs empties the last site."""
    last = Path(config.site_dir, PDF)
    config.extra["last_pdf"] = last.read_bytes() if last.is_file() else b""


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Add the PDF, or say why there is none."""
    if _commands[-1:] != ["serve"] and config.extra.get("pdf", True):
        try:
            pdf = _pdf(config.extra["book"], config.extra["last_pdf"], Path(config.docs_dir))
        except (ImportError, OSError) as error:
            reason = str(error).partition("\n")[0]
            log.info(f"Left out: the handbook as a PDF, for want of WeasyPrint ({reason}). `make pdf` installs it.")
        else:
            files.append(File.generated(config, PDF, content=pdf))
            config.extra["pdf_size"] = len(pdf)
    return env


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Link to the PDF, with its size, where a page has a place for that."""
    if "pdf_size" in config.extra and page.content and PDF_HERE in page.content:
        address, size = relative_url(PDF, page.file.src_uri), config.extra["pdf_size"] / 1_000_000
        link = f'<a href="{address}">Take it along as a PDF, {size:.1f} MB</a>.'
        page.content = page.content.replace(PDF_HERE, link)


def _pdf(book: Callable[[], str], last: bytes, docs: Path) -> bytes:
    """Give the document as a PDF: the last one where that is of the same document, which its identifier tells."""
    version, document = metadata.version("weasyprint"), book()
    identifier = sha256(f"{version} {document}".encode()).hexdigest()
    if identifier.encode() in last:
        return last
    with redirect_stdout(io.StringIO()):  # on which it explains at length what its error says in a line
        weasyprint: Any = import_module("weasyprint")
    html = weasyprint.HTML(
        string=document,
        base_url=(docs / url_of(WHOLE)).as_uri() + "/",
        url_fetcher=weasyprint.urls.URLFetcher(allowed_protocols=["file"]),
    )
    pdf: bytes = html.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    return pdf
