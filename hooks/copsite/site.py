"""Read and validate a whole site: the catalog, the written pages, their links, and MkDocs' settings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, tzinfo
from functools import cache, lru_cache

from copsite.catalog.models import Catalog, Community, FrontMatter, Resources
from copsite.catalog.partial import completed, sound
from copsite.catalog.rules import ResourceContext, RuleContext
from copsite.catalog.validate import validate_partially, validate_resources
from copsite.content.documents import Document, community_id_of, read_document
from copsite.content.files import file_problems
from copsite.content.links import LinkTargets, fault_of
from copsite.content.menu import Settings, menu_problems
from copsite.content.urls import ATTACHMENTS, CHAPTERS, chapter_anchor, chapter_id, url_of
from copsite.diagnostics.problem import Place, Problem, ProblemsError
from copsite.markdown.fill import fill
from copsite.markdown.reader import in_line, is_marked
from copsite.markdown.text import ShortcodeValue, Text, links
from copsite.render.context import (
    CALENDAR,
    NEEDS,
    NEWS,
    RESOURCES,
    WHOLE,
    Facts,
    Page,
    RenderedPage,
    Site,
    Written,
    rendered_page,
)
from copsite.render.feedback_links import PROPOSE, REPORT, foot_of
from copsite.render.files import files_of
from copsite.render.pages import pages_of
from copsite.render.shortcodes import ShortcodeError, shortcodes, value_of
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
    zones: Mapping[str, tzinfo] | None = None,
    resources_text: str | None = None,
    resources_path: str = "data/resources.yaml",
) -> Site:
    """Read the catalog, the resources, and every Markdown source below docs/ (`texts`, by uri) as of `today`.

    `files` are the uris of all published files below docs/, pages and others; `settings` are MkDocs' and include the
    menu; `zones` are all time zones by name. Checks that need an omitted argument are skipped.
    Raise `ProblemsError` with all problems. Pages are checked against the valid part of a catalog with problems.
    """
    documents = {uri: read_document(uri, text) for uri, text in texts.items()}
    problems = [problem for document in documents.values() for problem in document.problems]
    anchors = frozenset(anchor for document in documents.values() for anchor in document.anchors)
    try:
        resources_source = None if resources_text is None else _source(resources_text, resources_path)
        ids = _resource_ids(resources_source)
        source, catalog, faults = _catalog(catalog_text, catalog_path, RuleContext(today, anchors, zones, ids))
    except ProblemsError as error:
        problems += _file_and_menu_problems(texts, files, settings, _possible_pages(settings))
        raise ProblemsError([*problems, *error.problems]) from None
    stated = catalog
    if faults:
        problems += faults
        if not sound(catalog, "roles", "communities"):
            problems += _file_and_menu_problems(texts, files, settings, _possible_pages(settings))
            raise ProblemsError(problems)
        catalog = completed(catalog)
    resources = Resources()
    if resources_source:
        known = ResourceContext(today, stated, _attachments(files))
        resources, wrong = validate_resources(resources_source, known)
        problems += wrong
        faults = [*faults, *wrong]
        resources = completed(resources) if wrong else resources
    unwritten = Facts(catalog, source, {}, today, site_url, zones or {}, resources, resources_source, resources_path)
    filled = {uri: _fill_in(unwritten, document, problems) for uri, document in documents.items()}
    facts = replace(unwritten, written=filled)
    generated = {page.uri: page for page in pages_of(facts)}
    made_files = {file.uri for file in files_of(facts)}
    problems += _file_and_menu_problems(texts, files, settings, [*generated, WHOLE])
    problems += [*_unknown_community_pages(catalog, documents), *_url_clashes([*generated, WHOLE], documents)]
    problems += _file_clashes(made_files, files)
    rendered = {uri: _rendered(uri, text) for uri, text in filled.items()}
    others = ({*files} - texts.keys()) | made_files
    targets = _link_targets(generated, rendered, others, is_sound=not faults)
    problems += [*_broken_links(facts, documents, targets), *_broken_purpose_links(stated, source, targets)]
    if problems:
        raise ProblemsError(problems)
    written = {
        uri: Written(one.head, rendered[uri], _foot(catalog, uri, one.head))
        for uri, one in documents.items()
        if one.head
    }
    return Site(facts, written)


def time_zone(catalog_text: str, catalog_path: str, zones: Collection[str]) -> str:
    """Return the association's time zone, or UTC if the catalog has none of `zones`."""
    try:
        catalog = _source(catalog_text, catalog_path).value
    except ProblemsError:
        return UTC
    association = catalog.get("association") if isinstance(catalog, dict) else None
    zone = association.get("time_zone") if isinstance(association, dict) else None
    return zone if isinstance(zone, str) and zone in zones else UTC


@lru_cache(maxsize=1)  # for the preview, which reads the site again after each change, usually to a chapter
def _catalog(text: str, path: str, known: RuleContext) -> tuple[Source, Catalog, Sequence[Problem]]:
    source = _source(text, path)
    return source, *validate_partially(source, known)


def _resource_ids(source: Source | None) -> frozenset[str]:
    """Return the id of every resource in the file, valid or not."""
    value = source.value if source else None
    entries = value.get("resources") if isinstance(value, dict) else None
    found = (entry.get("id") for entry in entries if isinstance(entry, dict)) if isinstance(entries, list) else ()
    return frozenset(id for id in found if isinstance(id, str))


def _attachments(files: Collection[str]) -> Collection[str] | None:
    """Return the paths of the files below docs/files/, relative to it; None if no files are known."""
    return {uri.removeprefix(ATTACHMENTS) for uri in files if uri.startswith(ATTACHMENTS)} if files else None


@lru_cache(maxsize=2)  # the catalog, for the time zone and for the rest, and the resources
def _source(text: str, path: str) -> Source:
    return read(text, path)


def _file_and_menu_problems(
    texts: Collection[str], files: Collection[str], settings: Settings | None, generated: Collection[str]
) -> Iterator[Problem]:
    """Report problems with the names of files and with the menu."""
    yield from file_problems(texts, files, generated)
    if settings:
        yield from menu_problems(settings, texts, files, generated)


def _possible_pages(settings: Settings | None) -> list[str]:
    """Return the menu's entries that could be generated pages, for use when the catalog cannot be read."""
    targets = [entry.target for entry in (settings and settings.nav) or ()]
    made = {WHOLE, CALENDAR, RESOURCES, NEEDS, NEWS}
    return [target for target in targets if target in made or target.startswith(("cops/", "roles/"))]


def _fill_in(facts: Facts, document: Document, problems: list[Problem]) -> Text:
    """Return the text with its shortcodes filled in; add invalid ones to the problems."""
    names = shortcodes(facts, document.uri, document.head.questions if document.head else ())

    def value(text: str, place: Place) -> ShortcodeValue | None:
        try:
            return value_of(text, names)
        except ShortcodeError as error:
            problems.append(Problem(document.path, place, str(error)))
            return None

    text = fill(document.text, value)
    problems += (Problem(document.path, *fault) for fault in text.faults)
    return text


def _rendered(uri: str, text: Text) -> RenderedPage:
    builder = PageBuilder(uri)
    return rendered_page(builder.quote(text, uri, ""), builder)


def _foot(catalog: Catalog, uri: str, head: FrontMatter) -> str:
    foot = foot_of(catalog.association, head.title, (REPORT, PROPOSE) if head.questions else (REPORT,))
    return str(render_template("foot.html", PageBuilder(uri), foot=foot))


def _broken_links(facts: Facts, documents: Mapping[str, Document], targets: LinkTargets) -> Iterator[Problem]:
    """Report broken links in written pages."""
    for uri, document in documents.items():
        for link in links(facts.written[uri]):
            words = "" if link.own else fault_of(link, uri, targets)
            if words:
                yield Problem(document.path, link.place, words)


def _broken_purpose_links(catalog: Catalog, source: Source, targets: LinkTargets) -> Iterator[Problem]:
    """Report broken links in the `purpose` of communities, as far as these are valid."""
    for n, community in enumerate(catalog.communities):
        if isinstance(community, Community) and sound(community, "id", "purpose") and is_marked(community.purpose):
            place = source.place(("communities", n, "purpose"))
            for link in links(in_line(community.purpose, place)):
                if words := fault_of(link, f"cops/{community.id}.md", targets):
                    yield Problem(source.path, place, f"`purpose` has a link that does not work: {words}")


def _link_targets(
    generated: Mapping[str, Page], rendered: Mapping[str, RenderedPage], files: Collection[str], *, is_sound: bool
) -> LinkTargets:
    """Return valid link targets; the anchors of generated pages are unknown if the catalog is not `is_sound`."""
    written = {uri for uri in rendered if not community_id_of(uri)}
    own = {uri: _ids(one) for uri, one in rendered.items()}

    @cache
    def anchors(uri: str) -> Collection[str] | None:
        if uri == WHOLE:
            chapters = {one: chapter_id(one) for one in rendered if one.startswith(CHAPTERS)}
            ids = {chapter_anchor(id, anchor) for one, id in chapters.items() for anchor in ("", *own[one])}
            return ids | {"begin", "contents", "top"}
        if uri not in generated:
            return own[uri]
        return _ids(generated[uri].render()) | {"top"} if is_sound else None

    return LinkTargets({*generated, WHOLE} | written, files, anchors, own)


def _ids(rendered: RenderedPage) -> set[str]:
    return {*rendered.anchors, *(heading.id for heading in rendered.headings)}


def _unknown_community_pages(catalog: Catalog, documents: Mapping[str, Document]) -> Iterator[Problem]:
    for uri, document in documents.items():
        id = community_id_of(uri)
        if id is not None and id not in catalog.by_id:
            yield Problem(
                document.path, Place(1, 1), f"no community has the id {id!r}. Rename the file, or add the community"
            )


def _url_clashes(generated: Collection[str], documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Report written pages with the URL of a generated one."""
    made = {url_of(uri): uri for uri in generated}
    for uri, document in documents.items():
        twin = made.get(url_of(uri))
        if twin and not (uri == twin and community_id_of(uri)):
            words = (
                f"the catalog makes a page for this address, /{url_of(uri)}. Remove this file, or give it another name"
            )
            yield Problem(document.path, Place(1, 1), words)


def _file_clashes(generated: Collection[str], files: Collection[str]) -> Iterator[Problem]:
    """Report files in docs/ at the address of a generated one."""
    for uri in sorted({*files} & {*generated}):
        words = f"the site generates a file for this address, /{uri}. Remove this file, or give it another name"
        yield Problem(f"docs/{uri}", Place(1, 1), words)
