"""The whole reading, in one piece: texts in, everything that pages are made from out, or every problem at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from .addresses import url_of
from .catalog import judge
from .files import file_problems
from .forms import PROPOSE, REPORT, foot_of
from .handbook import Document, expand, own_words_of, read_document
from .layout import Sheet, lay_out, shortcode
from .model import Catalog, FrontMatter
from .pages import WHOLE, Facts, uris_of
from .problems import Place, Problem, ProblemsError
from .rules import Known
from .settings import Settings, menu_problems
from .shortcodes import shortcodes
from .source import Source, read

UTC = "UTC"


@dataclass(frozen=True)
class Written:
    """A page that people wrote: what its head says, its Markdown with every shortcode filled in, and its foot."""

    head: FrontMatter
    text: str
    foot: str

    @property
    def whole(self) -> str:
        """Give the page's Markdown down to its foot, which is HTML."""
        return f"{self.text}\n\n{self.foot}"


@dataclass(frozen=True)
class Site:
    """What pages are made from, and the pages that people wrote, by uri."""

    facts: Facts
    written: Mapping[str, Written]


def read_site(
    catalog_text: str,
    catalog_path: str,
    texts: Mapping[str, str],
    today: date,
    site_url: str = "",
    files: Collection[str] = (),
    settings: Settings | None = None,
    zones: Collection[str] = (),
) -> Site:
    """Read the catalog and every Markdown source below docs/ (`texts`, by uri) as of `today`.

    `files` are the uris of all published files below docs/, pages and others; `settings` are MkDocs', which name the
    menu; `zones` are the names of all time zones. What is not given is not checked.
    Raise `ProblemsError` with all problems of one stage: reading, judging, or filling in shortcodes.
    """
    problems: list[Problem] = []
    documents: dict[str, Document] = {}
    for uri, text in texts.items():
        try:
            documents[uri] = read_document(uri, text)
        except ProblemsError as error:
            problems += error.problems
    anchors = frozenset(anchor for document in documents.values() for anchor in document.anchors)
    try:
        source, catalog = _catalog(catalog_text, catalog_path, Known(today, anchors, zones))
    except ProblemsError as error:
        problems += _beside(texts, files, settings, _perhaps_generated(settings))
        raise ProblemsError([*problems, *error.problems]) from None
    problems += _beside(texts, files, settings, dict.fromkeys(uris_of(catalog)))
    filled, faults = _fill_in(catalog, documents)
    problems += [*faults, *_strangers(catalog, documents), *_clashes(catalog, documents)]
    if problems:
        raise ProblemsError(problems)
    written = {
        uri: Written(one.head, filled[uri], _foot(catalog, uri, one.head)) for uri, one in documents.items() if one.head
    }
    return Site(Facts(catalog, source, filled, today, site_url), written)


def time_zone(catalog_text: str, catalog_path: str, zones: Collection[str]) -> str:
    """Give the association's time zone, by which its days begin; UTC where the catalog has none of `zones`."""
    try:
        catalog = _source(catalog_text, catalog_path).value
    except ProblemsError:
        return UTC
    association = catalog.get("association") if isinstance(catalog, dict) else None
    zone = association.get("time_zone") if isinstance(association, dict) else None
    return zone if isinstance(zone, str) and zone in zones else UTC


@lru_cache(maxsize=1)  # for the preview, which reads all again after each change, most of which are to a chapter
def _catalog(text: str, path: str, known: Known) -> tuple[Source, Catalog]:
    source = _source(text, path)
    return source, judge(source, known)


@lru_cache(maxsize=1)  # as the time zone is read first, and then the rest
def _source(text: str, path: str) -> Source:
    return read(text, path)


def _beside(
    texts: Collection[str], files: Collection[str], settings: Settings | None, generated: Collection[str]
) -> Iterator[Problem]:
    """Report what is wrong with the names of files, and with the menu."""
    yield from file_problems(texts, files, generated)
    if settings:
        yield from menu_problems(settings, texts, files, generated)


def _perhaps_generated(settings: Settings | None) -> list[str]:
    """Give the menu's entries that a catalog could make pages for, where it cannot be read."""
    targets = [entry.target for entry in (settings and settings.nav) or ()]
    return [target for target in targets if target == WHOLE or target.startswith(("cops/", "roles/"))]


def _fill_in(catalog: Catalog, documents: Mapping[str, Document]) -> tuple[dict[str, str], list[Problem]]:
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for uri, document in documents.items():
        names = shortcodes(catalog, uri, document.head.questions if document.head else ())
        try:
            texts[uri] = expand(document, partial(shortcode, names=names))
        except ProblemsError as error:
            problems += error.problems
    return texts, problems


def _foot(catalog: Catalog, uri: str, head: FrontMatter) -> str:
    foot = foot_of(catalog.association, head.title, (REPORT, PROPOSE) if head.questions else (REPORT,))
    return str(lay_out("foot.html", Sheet(uri), foot=foot))


def _strangers(catalog: Catalog, documents: Mapping[str, Document]) -> Iterator[Problem]:
    for uri, document in documents.items():
        id = own_words_of(uri)
        if id is not None and id not in catalog.by_id:
            yield Problem(
                document.path, Place(1, 1), f"no community has the id {id!r}. Rename the file, or add the community"
            )


def _clashes(catalog: Catalog, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Say which written pages would stand at the address of a generated one."""
    made = {url_of(uri): uri for uri in uris_of(catalog)}
    for uri, document in documents.items():
        twin = made.get(url_of(uri))
        if twin and not (uri == twin and own_words_of(uri)):
            words = (
                f"the catalog makes a page for this address, /{url_of(uri)}. Remove this file, or give it another name"
            )
            yield Problem(document.path, Place(1, 1), words)
