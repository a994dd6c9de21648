"""The handbook on a single page of the site, and as an HTML document for the PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urljoin

from markupsafe import Markup

from copsite.content.urls import CHAPTERS, chapter_anchor, chapter_id, url_of
from copsite.markdown.text import Heading, Text, section
from copsite.render.context import HANDBOOK, WHOLE, Page, RenderedPage, Site
from copsite.render.facts import Facts
from copsite.render.feedback_links import REPORT, foot_of
from copsite.render.phrases import description
from copsite.render.templating import PageBuilder, render_template

# A placeholder, which `handbook/index.md` contains as well.
PDF_HERE = "<!-- Where the handbook is made into a PDF, the link to it stands here. -->"

_ENTRANCES = {HANDBOOK: "contents", WHOLE: "top"}
# Links in the document to other pages of the site.
_OUTSIDE = re.compile(r'(?P<before><a\b[^>]*) href="(?!(?i:[a-z][a-z0-9+.-]*:)|#)(?P<link>[^"]*)"')


class Whole(NamedTuple):
    """The rendered page, and a function that returns the handbook as an HTML document without its pictures."""

    page: RenderedPage
    document: Callable[[], str]


class _Chapter(NamedTuple):
    section: str
    id: str
    title: str
    html: Markup


class _ChapterBuilder(PageBuilder):
    """Builds one chapter's part of the page: shift its headings, prefix its ids, and redirect its links.

    `targets` has the anchors of the chapters on the page by their uris; links to other pages stay links.
    """

    def __init__(self, uri: str, id: str, targets: Mapping[str, str], deeper: int) -> None:
        super().__init__(WHOLE)
        self.source = uri
        self.id = id
        self.targets = targets
        self.deeper = deeper

    def chapter(self, text: Text) -> Markup:
        """Render the chapter's text, or a section of it."""
        return self.quote(text, self.source, chapter_anchor(self.id, "") + ".")

    def anchor(self, id: str) -> str:
        return super().anchor(chapter_anchor(self.id, id))

    def level(self, level: int) -> int:
        return min(level + self.deeper, 6)

    def href(self, target: str) -> str:
        uri, _, anchor = target.partition("#")
        if uri in _ENTRANCES:
            return f"#{_ENTRANCES[uri]}"
        return f"#{chapter_anchor(self.targets[uri], anchor)}" if uri in self.targets else super().href(target)


def whole_page(facts: Facts) -> Page:
    """Return the page's metadata, which does not depend on its chapters."""
    words = f"Every chapter of the handbook of {facts.catalog.association.named} on one page, to read or print."
    return Page(
        uri=WHOLE,
        title="The whole handbook",
        description=description(words),
        template="whole.html",
        values=dict,
        parent=HANDBOOK,
        in_search=False,
    )


def whole_handbook(site: Site, menu: object, published: Collection[str], *, name: str, rights: str) -> Whole:
    """Render the chapters that are `published`, in the order of the menu in mkdocs.yml or else of their names.

    `name` and `rights` are the site's, the latter as HTML.
    """
    facts, builder = site.facts, PageBuilder(WHOLE)
    association = facts.catalog.association
    written = {uri: "" for uri in sorted(site.written) if uri.startswith(CHAPTERS) and uri in published}
    sources = {uri: section for section, uri in _places(menu) if uri in written} or written
    has_begin = HANDBOOK in written
    sources.pop(HANDBOOK, None)  # the entrance, which is not a chapter
    ids = {uri: chapter_id(uri) for uri in sources}
    begin = _ChapterBuilder(HANDBOOK, "begin", ids, 0)
    builders = {uri: _ChapterBuilder(uri, id, ids, 1) for uri, id in ids.items()}
    chapters = [
        _Chapter(sources[uri], ids[uri], site.written[uri].head.title, builder.chapter(facts.written[uri]))
        for uri, builder in builders.items()
    ]
    page = whole_page(facts)
    values = {
        "association": association,
        "begin": begin.chapter(section(facts.written[HANDBOOK], "begin")) if has_begin else "",
        "contents": [(part, [*ones]) for part, ones in groupby(chapters, lambda chapter: chapter.section)],
        "chapters": chapters,
    }
    foot, here = foot_of(association, page.title, (REPORT,)), Markup(PDF_HERE)  # noqa: S704 - our own
    html = render_template("whole.html", builder, title=page.title, foot=foot, here=here, **values)
    rendered_page = RenderedPage(
        html=str(html),
        headings=(*builder.headings, *(Heading(2, chapter.id, chapter.title) for chapter in chapters)),
        links=tuple(dict.fromkeys(builder.links)),
        anchors=tuple(dict.fromkeys(anchor for one in (begin, *builders.values()) for anchor in one.anchors)),
    )

    def document() -> str:
        home, said = facts.site_url, Markup(rights)  # noqa: S704 - of mkdocs.yml
        more = {"home": home, "today": facts.today, "contact": facts.contact}
        book = render_template("book.html", PageBuilder(WHOLE), name=name, rights=said, **more, **values)
        return _OUTSIDE.sub(lambda found: found["before"] + _absolute(found["link"], home), book)

    return Whole(rendered_page, document)


def _places(menu: object, above: str = "") -> Iterator[tuple[str, str]]:
    """Yield each source in the menu with the title of its section."""
    for item in menu if isinstance(menu, list) else ():
        for title, below in item.items() if isinstance(item, dict) else (("", item),):
            yield from ((above, below),) if isinstance(below, str) else _places(below, title)


def _absolute(link: str, home: str) -> str:
    """Return the attribute for a link out of the document, which has no address of its own: absolute, or none."""
    return f' href="{urljoin(home + url_of(WHOLE), link)}"' if home else ""
