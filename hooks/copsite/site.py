"""The whole reading, in one piece: texts in, everything that pages are made from out, or every problem at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache

from copsite.catalog.models import Catalog, Community, FrontMatter
from copsite.catalog.partial import completed, sound
from copsite.catalog.rules import Known
from copsite.catalog.validate import judged
from copsite.content.documents import Document, own_words_of, read_document
from copsite.content.files import file_problems
from copsite.content.links import Known as Reached
from copsite.content.links import fault_of
from copsite.content.menu import Settings, menu_problems
from copsite.content.urls import CHAPTERS, chapter_anchor, chapter_id, url_of
from copsite.diagnostics.problem import Place, Problem, ProblemsError
from copsite.markdown.fill import fill
from copsite.markdown.reader import in_line, is_marked
from copsite.markdown.text import Meaning, Text, links
from copsite.render.context import WHOLE, Facts, Page, RenderedPage, Site, Written, rendered_page
from copsite.render.feedback_links import PROPOSE, REPORT, foot_of
from copsite.render.pages import pages_of
from copsite.render.shortcodes import ShortcodeError, meaning_of, shortcodes
from copsite.render.templating import PageBuilder, render_template
from copsite.yamlio.reader import Source, read

UTC = "UTC"


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
    Raise `ProblemsError` with all problems. Where the catalog has some, pages are checked against its sound part.
    """
    documents = {uri: read_document(uri, text) for uri, text in texts.items()}
    problems = [problem for document in documents.values() for problem in document.problems]
    anchors = frozenset(anchor for document in documents.values() for anchor in document.anchors)
    try:
        source, catalog, faults = _catalog(catalog_text, catalog_path, Known(today, anchors, zones))
    except ProblemsError as error:
        problems += _beside(texts, files, settings, _perhaps_generated(settings))
        raise ProblemsError([*problems, *error.problems]) from None
    stated = catalog
    if faults:
        problems += faults
        if not sound(catalog, "roles", "communities"):
            problems += _beside(texts, files, settings, _perhaps_generated(settings))
            raise ProblemsError(problems)
        catalog = completed(catalog)
    filled = {uri: _filled(catalog, document, problems) for uri, document in documents.items()}
    facts = Facts(catalog, source, filled, today, site_url)
    generated = {page.uri: page for page in pages_of(facts)}
    problems += _beside(texts, files, settings, [*generated, WHOLE])
    problems += [*_strangers(catalog, documents), *_clashes([*generated, WHOLE], documents)]
    laid = {uri: _laid(uri, text) for uri, text in filled.items()}
    others = {*files} - texts.keys()
    known = _reached(generated, laid, others, is_sound=not faults)
    problems += [*_wrong_links(facts, documents, known), *_wrong_purposes(stated, source, known)]
    if problems:
        raise ProblemsError(problems)
    written = {
        uri: Written(one.head, laid[uri], _foot(catalog, uri, one.head)) for uri, one in documents.items() if one.head
    }
    return Site(facts, written)


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
def _catalog(text: str, path: str, known: Known) -> tuple[Source, Catalog, Sequence[Problem]]:
    source = _source(text, path)
    return source, *judged(source, known)


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


def _laid(uri: str, text: Text) -> RenderedPage:
    builder = PageBuilder(uri)
    return rendered_page(builder.quote(text, uri, ""), builder)


def _foot(catalog: Catalog, uri: str, head: FrontMatter) -> str:
    foot = foot_of(catalog.association, head.title, (REPORT, PROPOSE) if head.questions else (REPORT,))
    return str(render_template("foot.html", PageBuilder(uri), foot=foot))


def _wrong_links(facts: Facts, documents: Mapping[str, Document], known: Reached) -> Iterator[Problem]:
    """Report links of the written pages that lead to nothing."""
    for uri, document in documents.items():
        for link in links(facts.written[uri]):
            words = "" if link.own else fault_of(link, uri, known)
            if words:
                yield Problem(document.path, link.place, words)


def _wrong_purposes(catalog: Catalog, source: Source, known: Reached) -> Iterator[Problem]:
    """Report links that lead to nothing in what the catalog says a community is for, as far as it is sound."""
    for n, community in enumerate(catalog.communities):
        if isinstance(community, Community) and sound(community, "id", "purpose") and is_marked(community.purpose):
            place = source.place(("communities", n, "purpose"))
            for link in links(in_line(community.purpose, place)):
                if words := fault_of(link, f"cops/{community.id}.md", known):
                    yield Problem(source.path, place, f"`purpose` has a link that does not work: {words}")


def _reached(
    generated: Mapping[str, Page], laid: Mapping[str, RenderedPage], files: Collection[str], *, is_sound: bool
) -> Reached:
    """Return what links can lead to; pages of a catalog that is not sound cannot be rendered to look for an anchor."""
    written = {uri for uri in laid if not own_words_of(uri)}
    own = {uri: _ids(one) for uri, one in laid.items()}

    @cache
    def anchors(uri: str) -> Collection[str] | None:
        if uri == WHOLE:
            chapters = {one: chapter_id(one) for one in laid if one.startswith(CHAPTERS)}
            ids = {chapter_anchor(id, anchor) for one, id in chapters.items() for anchor in ("", *own[one])}
            return ids | {"begin", "contents", "top"}
        if uri not in generated:
            return own[uri]
        return _ids(generated[uri].render()) | {"top"} if is_sound else None

    return Reached({*generated, WHOLE} | written, files, anchors, own)


def _ids(laid: RenderedPage) -> set[str]:
    return {*laid.anchors, *(heading.id for heading in laid.headings)}


def _strangers(catalog: Catalog, documents: Mapping[str, Document]) -> Iterator[Problem]:
    for uri, document in documents.items():
        id = own_words_of(uri)
        if id is not None and id not in catalog.by_id:
            yield Problem(
                document.path, Place(1, 1), f"no community has the id {id!r}. Rename the file, or add the community"
            )


def _clashes(generated: Collection[str], documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Say which written pages would stand at the address of a generated one."""
    made = {url_of(uri): uri for uri in generated}
    for uri, document in documents.items():
        twin = made.get(url_of(uri))
        if twin and not (uri == twin and own_words_of(uri)):
            words = (
                f"the catalog makes a page for this address, /{url_of(uri)}. Remove this file, or give it another name"
            )
            yield Problem(document.path, Place(1, 1), words)
