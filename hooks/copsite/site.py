"""Read and validate a whole site: the catalog, the written pages, their links, and MkDocs' settings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, tzinfo
from functools import cache, partial
from itertools import chain

from copsite.catalog.models import Catalog, Community, FrontMatter, Resources
from copsite.catalog.partial import completed, sound
from copsite.catalog.reading import entries_of, read_catalog, resource_ids, resource_lines
from copsite.catalog.rules import WARNINGS, ResourceContext, RuleContext
from copsite.catalog.validate import validate_resources
from copsite.content.attachments import Attachment, attachment_problems
from copsite.content.clashes import file_clashes, unknown_community_pages, url_clashes
from copsite.content.documents import FILLED, Document, community_id_of, read_document
from copsite.content.files import file_problems
from copsite.content.links import LinkTargets, fault_of, target_of
from copsite.content.menu import Settings, menu_problems
from copsite.content.urls import ATTACHMENTS, CHAPTERS, chapter_anchor, chapter_id
from copsite.diagnostics.problem import Place, Problem, ProblemsError
from copsite.markdown.fill import fill, fill_line
from copsite.markdown.reader import in_line, is_marked
from copsite.markdown.text import ShortcodeValue, Text, links
from copsite.render.context import (
    CALENDAR,
    NEEDS,
    NEWS,
    RESOURCES,
    WHOLE,
    Page,
    RenderedPage,
    Site,
    Written,
    rendered_page,
)
from copsite.render.facts import Facts
from copsite.render.feedback_links import PROPOSE, REPORT, foot_of
from copsite.render.files import files_of
from copsite.render.pages import pages_of
from copsite.render.phrases import description
from copsite.render.shortcodes import ShortcodeError, shortcodes, value_of, words_of
from copsite.render.templating import PageBuilder, render_template
from copsite.yamlio.reader import Source


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
    attachments: Mapping[str, Attachment] | None = None,
) -> Site:
    """Read the catalog, the resources, and every Markdown source below docs/ (`texts`, by uri) as of `today`.

    `files` are the uris of all published files below docs/, pages and others; `settings` are MkDocs' and include the
    menu; `zones` are all time zones by name; `attachments` are the files below docs/files/ by their path in it. Checks
    that need an omitted argument are skipped.
    Raise `ProblemsError` with all problems. Pages are checked against the valid part of a catalog with problems.
    """
    documents = {uri: read_document(uri, text) for uri, text in texts.items()}
    problems = [problem for document in documents.values() for problem in document.problems]
    anchors = frozenset(anchor for document in documents.values() for anchor in document.anchors)
    entries, faults_of_resources = entries_of(resources_text, resources_path)
    ids = None if faults_of_resources else resource_ids(entries)
    known = RuleContext(today, anchors, zones, ids, frozenset(files) if files else None)
    source, stated, faults = read_catalog(catalog_text, catalog_path, known)
    lines = None if entries is None else resource_lines(entries)
    stated_resources: Resources | None = None if faults_of_resources else Resources()
    if entries:
        stated_resources, faults_of_resources = validate_resources(
            entries, ResourceContext(today, stated, attachments and attachments.keys())
        )
    del entries  # it takes much memory
    problems += [*faults, *faults_of_resources]
    if source is None or not sound(stated, "roles", "communities"):
        problems += _file_and_menu_problems(texts, files, settings, _possible_pages(settings))
        problems += attachment_problems(attachments or {}, stated_resources, stated)
        raise ProblemsError(problems)
    catalog = completed(stated) if faults else stated
    resources = completed(stated_resources or Resources()) if faults_of_resources else stated_resources or Resources()
    filled: dict[str, Text] = {}  # no shortcode depends on it
    facts = Facts(
        catalog, source, filled, today, site_url, zones or {}, resources, lines, resources_path, attachments or {}
    )
    filled |= {uri: _fill_in(facts, document, problems) for uri, document in documents.items()}
    heads = {uri: _filled_head(facts, one, one.head, problems) for uri, one in documents.items() if one.head}
    generated = {page.uri: page for page in pages_of(facts)}
    made_files = {file.uri for file in files_of(facts)}
    problems += _file_and_menu_problems(texts, files, settings, [*generated, WHOLE])
    problems += [*unknown_community_pages(catalog, documents), *url_clashes([*generated, WHOLE], documents)]
    problems += file_clashes(made_files, files)
    rendered = {uri: cache(partial(_rendered, uri, text)) for uri, text in filled.items()}  # few are, to be checked
    others = ({*files} - texts.keys()) | made_files
    targets = _link_targets(generated, rendered, others, is_sound=not (faults or faults_of_resources))
    problems += attachment_problems(attachments or {}, stated_resources, stated)
    problems += [*_broken_links(facts, documents, targets), *_broken_purpose_links(stated, source, targets)]
    if problems:
        raise ProblemsError(problems)
    written = {uri: Written(head, rendered[uri], _foot(catalog, uri, head)) for uri, head in heads.items()}
    return Site(facts, written)


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


def _filled_head(facts: Facts, document: Document, head: FrontMatter, problems: list[Problem]) -> FrontMatter:
    """Return the front matter with its shortcodes filled in; add invalid ones to the problems."""
    names = shortcodes(facts, document.uri, head.questions)
    filled: dict[str, str] = {}
    for name in FILLED:
        try:
            filled[name] = fill_line(getattr(head, name), lambda text: words_of(text, names))
        except ShortcodeError as error:
            problems.append(Problem(document.path, document.places[name], f"`{name}` has a mistake: {error}"))
    if "description" in filled:
        filled["description"] = description(filled["description"])
    return head.model_copy(update=filled)


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
        if (
            isinstance(community, Community)
            and sound(community, "id", "purpose")
            and is_marked(community.purpose or "")
        ):
            place = source.place(("communities", n, "purpose"))
            for link in links(in_line(community.purpose or "", place)):
                if words := fault_of(link, f"cops/{community.id}.md", targets):
                    yield Problem(source.path, place, f"`purpose` has a link that does not work: {words}")


def _link_targets(
    generated: Mapping[str, Page],
    rendered: Mapping[str, Callable[[], RenderedPage]],
    files: Collection[str],
    *,
    is_sound: bool,
) -> LinkTargets:
    """Return valid link targets; the anchors of generated pages are unknown if the catalog is not `is_sound`."""
    written = {uri for uri in rendered if not community_id_of(uri)}

    @cache
    def own(uri: str) -> Collection[str] | None:
        return _ids(rendered[uri]()) if uri in rendered else None

    @cache
    def anchors(uri: str) -> Collection[str] | None:
        if uri == WHOLE:
            chapters = {one: chapter_id(one) for one in rendered if one.startswith(CHAPTERS)}
            ids = {chapter_anchor(id, anchor) for one, id in chapters.items() for anchor in ("", *(own(one) or ()))}
            return ids | {"begin", "contents", "top"}
        if uri not in generated:
            return own(uri)
        return _ids(generated[uri].render()) | {"top"} if is_sound else None

    return LinkTargets({*generated, WHOLE} | written, files, anchors, own)


def _ids(rendered: RenderedPage) -> set[str]:
    return {*rendered.anchors, *(heading.id for heading in rendered.headings)}


def warnings_of(site: Site) -> Iterator[Problem]:
    """Yield the warnings about the catalog."""
    source = site.facts.source
    for finding in chain.from_iterable(find(site.facts.catalog) for find in WARNINGS):
        message = f"`{finding.path[-1]}` {finding.words}"
        yield Problem(source.path, source.place(finding.path), message, is_warning=True)


def unused_files(site: Site) -> Iterator[str]:
    """Yield the paths of the files below docs/files/ that no resource, logo or link in a written text names."""
    facts = site.facts
    used = {ATTACHMENTS + one.file for one in facts.resources.resources if one.file}
    used |= {one.logo for one in facts.catalog.communities if one.logo}
    purposes = ((f"cops/{one.id}.md", in_line(one.purpose or "", Place(1, 1))) for one in facts.catalog.communities)
    for uri, text in (*facts.written.items(), *purposes):
        used |= {target_of(link.target, uri).source for link in links(text)}
    yield from sorted(f"docs/{ATTACHMENTS}{path}" for path in facts.attachments if ATTACHMENTS + path not in used)
