"""The whole reading, in one piece: texts in, everything that pages are made from out, or every problem at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from .addresses import CHAPTERS, chapter_anchor, chapter_id, url_of
from .catalog import judge
from .forms import PROPOSE, REPORT, foot_of
from .handbook import Document, own_words_of, read_document
from .layout import Sheet, lay_out
from .links import Known as Reached
from .links import fault_of
from .markdown_text import Meaning, Text, fill, in_line, is_marked, links
from .model import Catalog, FrontMatter
from .pages import WHOLE, Facts, Laid, page_at, uris_of
from .problems import Place, Problem, ProblemsError
from .rules import Known
from .shortcodes import ShortcodeError, meaning_of, shortcodes
from .source import Source, read

_ID = re.compile(r' id="([^"]*)"')


@dataclass(frozen=True)
class Written:
    """A page that people wrote: what its head says, what it holds, and its foot as HTML."""

    head: FrontMatter
    laid: Laid
    foot: str

    @property
    def html(self) -> str:
        """Give the page down to its foot."""
        return f"{self.laid.html}\n{self.foot}"


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
) -> Site:
    """Read the catalog and every Markdown source below docs/ (`texts`, by uri) as of `today`.

    `files` are the paths of all other files below docs/, to which links may lead. Raise `ProblemsError` with all
    problems of one stage: reading and judging, or filling in shortcodes and following links.
    """
    documents = {uri: read_document(uri, text) for uri, text in texts.items()}
    problems = [problem for document in documents.values() for problem in document.problems]
    anchors = frozenset(anchor for document in documents.values() for anchor in document.anchors)
    try:
        source, catalog = _catalog(catalog_text, catalog_path, Known(today, anchors))
    except ProblemsError as error:
        raise ProblemsError([*problems, *error.problems]) from None
    filled = {uri: _filled(catalog, document, problems) for uri, document in documents.items()}
    problems += [*_strangers(catalog, documents), *_clashes(catalog, documents)]
    facts = Facts(catalog, source, filled, today, site_url)
    laid = {uri: _laid(uri, text) for uri, text in filled.items()}
    problems += _wrong_links(facts, documents, laid, files)
    if problems:
        raise ProblemsError(problems)
    written = {
        uri: Written(one.head, laid[uri], _foot(catalog, uri, one.head)) for uri, one in documents.items() if one.head
    }
    return Site(facts, written)


@lru_cache(maxsize=1)  # for the preview, which reads all again after each change, most of which are to a chapter
def _catalog(text: str, path: str, known: Known) -> tuple[Source, Catalog]:
    source = read(text, path)
    return source, judge(source, known)


def _filled(catalog: Catalog, document: Document, problems: list[Problem]) -> Text:
    """Give the text with its shortcodes filled in; add those that stand for nothing to the problems."""
    names = shortcodes(catalog, document.uri, document.head.questions if document.head else ())

    def meaning(text: str, place: Place) -> Meaning | None:
        try:
            return meaning_of(text, names)
        except ShortcodeError as error:
            problems.append(Problem(document.path, place, str(error)))
            return None

    text = fill(document.text, meaning)
    problems += (Problem(document.path, *fault) for fault in text.faults)
    return text


def _laid(uri: str, text: Text) -> Laid:
    sheet = Sheet(uri)
    html = str(sheet.quote(text, uri, ""))
    headings = tuple(sheet.headings)
    others = dict.fromkeys(_ID.findall(html))
    for heading in headings:
        others.pop(heading.id, None)
    return Laid(html, headings, tuple(dict.fromkeys(sheet.links)), tuple(others))


def _foot(catalog: Catalog, uri: str, head: FrontMatter) -> str:
    foot = foot_of(catalog.association, head.title, (REPORT, PROPOSE) if head.questions else (REPORT,))
    return str(lay_out("foot.html", Sheet(uri), foot=foot))


def _wrong_links(
    facts: Facts, documents: Mapping[str, Document], laid: Mapping[str, Laid], files: Collection[str]
) -> Iterator[Problem]:
    """Say which links of the written pages, and of what the catalog says a community is for, lead to nothing."""
    known = Reached(
        {*uris_of(facts.catalog), *(uri for uri in documents if not own_words_of(uri))},
        {*files},
        lru_cache(maxsize=None)(partial(_anchors, facts, laid)),
    )
    here = known._replace(anchors=lambda uri: _ids(laid[uri]))  # as a page that quotes a text has other ids too
    for uri, document in documents.items():
        for link in links(facts.written[uri]):
            words = "" if link.own else fault_of(link, uri, here if link.target.startswith("#") else known)
            if words:
                yield Problem(document.path, link.place, words)
    for n, community in enumerate(facts.catalog.communities):
        if is_marked(community.purpose):
            place = facts.source.place(("communities", n, "purpose"))
            for link in links(in_line(community.purpose, place)):
                if words := fault_of(link, f"cops/{community.id}.md", known):
                    yield Problem(facts.source.path, place, f"`purpose` has a link that does not work: {words}")


def _anchors(facts: Facts, laid: Mapping[str, Laid], uri: str) -> Collection[str]:
    """Give the anchors of a page."""
    if uri == WHOLE:
        chapters = {one: chapter_id(one) for one in laid if one.startswith(CHAPTERS)}
        own = {chapter_anchor(id, anchor) for one, id in chapters.items() for anchor in ("", *_ids(laid[one]))}
        return own | {"begin", "contents", "top"}
    page = page_at(facts, uri)
    return _ids(page.lay()) | {"top"} if page else _ids(laid[uri])


def _ids(laid: Laid) -> set[str]:
    return {*laid.anchors, *(heading.id for heading in laid.headings)}


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
