"""Render the handbook as a PDF with WeasyPrint, if that is installed. Optional."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from contextlib import redirect_stdout
from hashlib import sha256
from importlib import import_module, metadata
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from build_state import build_of
from copsite.content.urls import relative_url, url_of
from copsite.diagnostics.problem import brief
from copsite.render.context import WHOLE
from copsite.render.print_page import PDF_HERE

PDF = "handbook/communities-of-practice-handbook.pdf"

# Below MkDocs' own name, so that its messages are shown.
log = logging.getLogger("mkdocs.cops.paper")
_commands: list[str] = []


def on_startup(command: str, dirty: bool) -> None:
    """Note the command: under `mkdocs serve`, a PDF after each change would slow down the preview."""
    _commands.append(command)


@event_priority(100)  # before `fast_build` sets another site folder
def on_config(config: MkDocsConfig) -> None:
    """Read the last PDF before MkDocs empties the site folder."""
    last = Path(config.site_dir, PDF)
    build_of(config).last_pdf = last.read_bytes() if last.is_file() else b""


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Add the PDF, or log why there is none."""
    build = build_of(config)
    if _commands[-1:] != ["serve"] and config.extra.get("pdf", True):
        try:
            pdf = _pdf(build.book, build.last_pdf, Path(config.docs_dir))
        except UnavailableError as error:
            log.info(f"Left out: the handbook as a PDF, for want of WeasyPrint ({error}). `make pdf` installs it.")
        except ContentError as error:
            for message in error.args:
                log.error(message)
            raise Abort("The handbook cannot be made into a PDF. Fix its chapters as described above.") from None
        else:
            files.append(File.generated(config, PDF, content=pdf))
            build.pdf_size = len(pdf)
    return env


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Fill the placeholder for a link to the PDF, with the size of the file."""
    pdf_size = build_of(config).pdf_size
    if pdf_size and page.content and PDF_HERE in page.content:
        address, size = relative_url(PDF, page.file.src_uri), pdf_size / 1_000_000
        link = f'<a href="{address}">Take it along as a PDF, {size:.1f} MB</a>.'
        page.content = page.content.replace(PDF_HERE, link)


class UnavailableError(Exception):
    """WeasyPrint, or a library that it needs, is not installed."""


class ContentError(Exception):
    """The document refers to files that cannot be in the PDF; each argument is a message about one."""


class Fetcher:
    """Read the files that a document refers to: published ones below `docs`, and `data:` URLs.

    `refused` has a message about each other URL; WeasyPrint itself leaves out a file that it cannot read.
    """

    _fail_on_errors = False  # WeasyPrint reads it; False, so that all errors are reported together

    def __init__(self, docs: Path, weasyprint: Any) -> None:
        self.docs, self.urls = docs.resolve(), weasyprint.urls
        self.data = self.urls.URLFetcher(allowed_protocols=["data"])
        self.refused: dict[str, str] = {}

    def __call__(self, url: str) -> Any:
        """Return WeasyPrint's response for a URL; raise `OSError` or `ValueError` if it is refused."""
        try:
            return self.data(url) if urlsplit(url).scheme == "data" else self._file(url)
        except (OSError, ValueError) as error:
            self.refused[url] = f"The handbook's PDF cannot take in '{self._named(url)}': {error}"
            raise

    def _named(self, url: str) -> str:
        """Return the path in the repository of a file near `docs`, else the URL."""
        return brief(url.removeprefix(f"{self.docs.parent.as_uri()}/"))

    def _file(self, url: str) -> Any:
        parts = urlsplit(url)
        path = Path(url2pathname(parts.path)).resolve()
        below = path.relative_to(self.docs).parts if path.is_relative_to(self.docs) else ()
        if (parts.scheme, parts.netloc) != ("file", "") or not below or any(name.startswith(".") for name in below):
            raise ValueError("it is not a published file below docs/. Put a copy of the file there")
        if not path.is_file():
            raise FileNotFoundError(f"there is no file docs/{'/'.join(below)}")
        kind = guess_type(path.name)[0] or "application/octet-stream"
        return self.urls.URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


class _ImageErrors(logging.Handler):
    """Collect WeasyPrint's errors about images, which it leaves out of the PDF."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.module == "images":
            self.messages.append(f"The handbook's PDF: {record.getMessage()}")


def _pdf(book: Callable[[], str], last: bytes, docs: Path) -> bytes:
    """Return the document as a PDF: the last one, if this program and document are the same.

    Raise `UnavailableError` without WeasyPrint, `ContentError` if the PDF would lack a file or attach one.
    """
    try:
        version = metadata.version("weasyprint")
        made_from = f"{version} {Path(__file__).read_text('utf-8')} {book()}"
        identifier = sha256(made_from.encode()).hexdigest()
        if identifier.encode() in last:
            return last
        with redirect_stdout(io.StringIO()):  # where it repeats its error at length
            weasyprint: Any = import_module("weasyprint")
    except (ImportError, OSError) as error:
        raise UnavailableError(str(error).partition("\n")[0]) from None
    fetcher, images = Fetcher(docs, weasyprint), _ImageErrors()
    html = weasyprint.HTML(string=book(), base_url=(docs / url_of(WHOLE)).as_uri() + "/", url_fetcher=fetcher)
    if attached := _attached(html.etree_element):
        raise ContentError(*attached)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(images)
    try:
        pdf: bytes = html.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    finally:
        logger.removeHandler(images)
    unread = [message for message in images.messages if not any(url in message for url in fetcher.refused)]
    if messages := [*fetcher.refused.values(), *dict.fromkeys(unread)]:
        raise ContentError(*messages)
    return pdf


def _attached(document: Any) -> list[str]:
    """Return a message about each element that would attach a file to the PDF."""
    relations = ((element, str(element.get("rel", "")).lower().split()) for element in document.iter())
    return [
        f"The handbook's PDF takes no attachments. Remove `rel` from the link to '{brief(str(element.get('href')))}'"
        for element, relation in relations
        if "attachment" in relation
    ]
