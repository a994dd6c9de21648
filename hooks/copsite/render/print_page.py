"""The whole handbook in one piece: as a page of the site, and as a document of its own to be made into a PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from markupsafe import Markup

from copsite.content.urls import CHAPTERS, chapter_anchor, chapter_id, relative_url, url_of
from copsite.markdown.text import Heading
from copsite.render.context import HANDBOOK, WHOLE, Facts, Page, RenderedPage, Site
from copsite.render.feedback_links import REPORT, foot_of
from copsite.render.phrases import description
from copsite.render.templating import Sheet, lay_out

# A comment of ours, which `handbook/index.md` has too.
PDF_HERE = "<!-- Where the handbook is made into a PDF, the link to it stands here. -->"

_ENTRANCES = {url_of(HANDBOOK): "contents", url_of(WHOLE): "top"}
_FOOT = '<footer class="cop-origin"'
_BEGIN = re.compile(r'<h2\b[^>]* id="begin"[^>]*>.*?</h2>(.*?)(?=<h[12][ >]|\Z)', re.DOTALL)
_TAG = re.compile(r"""<(?P<name>/?[a-z][a-z0-9]*)(?P<rest>(?:\s(?:"[^"]*"|'[^']*'|[^"'>])*)?)>""")
_REFERENCES = ("for", "headers", "aria-controls", "aria-describedby", "aria-labelledby")
_ATTRIBUTE = re.compile(
    rf"""(?P<before>\s(?P<name>id|href|src|{"|".join(_REFERENCES)})=(?P<quote>["']))(?P<value>.*?)(?=(?P=quote))""",
    re.DOTALL,
)
_ELSEWHERE = re.compile(r"(?i)[a-z][a-z0-9+.-]*:|//")  # a scheme or a host
_OUTSIDE = re.compile(r'(?P<before><a\b[^>]*) href="(?!(?i:[a-z][a-z0-9+.-]*:)|#)(?P<link>[^"]*)"')


class Whole(NamedTuple):
    """The rendered page, and a function that returns the handbook as an HTML document of its own, but for pictures."""

    page: RenderedPage
    document: Callable[[], str]


class _Moved(NamedTuple):
    html: Markup
    anchors: tuple[str, ...]


class _Chapter(NamedTuple):
    section: str
    id: str
    title: str
    text: _Moved


def whole_page(facts: Facts) -> Page:
    """Return the page as far as it is known before its chapters are rendered."""
    words = f"Every chapter of the handbook of the {facts.catalog.association.name} on one page, to read or print."
    return Page(
        uri=WHOLE,
        title="The whole handbook",
        description=description(words),
        template="whole.html",
        values=dict,
        parent=HANDBOOK,
        in_search=False,
    )


def whole_handbook(site: Site, menu: object, rendered: Mapping[str, str], *, name: str, rights: str) -> Whole:
    """Put the chapters together in the order of the menu, as mkdocs.yml has it; where it has none, of their names.

    `rendered` has the HTML of each page that is published by its uri, down to its foot. `name` and `rights` are the
    site's, the latter as HTML.
    """
    facts, sheet = site.facts, Sheet(WHOLE)
    association = facts.catalog.association
    without_foot = {uri: html.partition(_FOOT)[0] for uri, html in rendered.items() if uri.startswith(CHAPTERS)}
    written = {uri: "" for uri in sorted(site.written) if uri in without_foot}
    sources = {uri: section for section, uri in _places(menu) if uri in written} or written
    sources.pop(HANDBOOK, None)  # which is the way in, and no chapter
    ids = {uri: chapter_id(uri) for uri in sources}
    targets = {url_of(uri): id for uri, id in ids.items()}
    begin = [
        _moved(found[1], HANDBOOK, "begin", targets, 0) for found in _BEGIN.finditer(without_foot.get(HANDBOOK, ""))
    ]
    chapters = [
        _Chapter(section, ids[uri], site.written[uri].head.title, _moved(without_foot[uri], uri, ids[uri], targets, 1))
        for uri, section in sources.items()
    ]
    page = whole_page(facts)
    values = {
        "association": association,
        "begin": begin[0].html if begin else "",
        "contents": [(section, [*ones]) for section, ones in groupby(chapters, lambda chapter: chapter.section)],
        "chapters": chapters,
    }
    foot, here = foot_of(association, page.title, (REPORT,)), Markup(PDF_HERE)  # noqa: S704 - our own
    html = lay_out("whole.html", sheet, title=page.title, foot=foot, here=here, **values)
    rendered_page = RenderedPage(
        html=str(html),
        headings=(*sheet.headings, *(Heading(2, chapter.id, chapter.title) for chapter in chapters)),
        links=tuple(dict.fromkeys(sheet.links)),
        anchors=tuple(anchor for text in (*begin, *(one.text for one in chapters)) for anchor in text.anchors),
    )

    def document() -> str:
        home, said = facts.site_url, Markup(rights)  # noqa: S704 - of mkdocs.yml
        more = {"home": home, "today": facts.today, "contact": facts.contact}
        book = lay_out("book.html", Sheet(WHOLE), name=name, rights=said, **more, **values)
        return _OUTSIDE.sub(lambda found: found["before"] + _absolute(found["link"], home), book)

    return Whole(rendered_page, document)


def _places(menu: object, above: str = "") -> Iterator[tuple[str, str]]:
    """Yield each source that the menu names, after the title of the section that it stands in."""
    for item in menu if isinstance(menu, list) else ():
        for title, below in item.items() if isinstance(item, dict) else (("", item),):
            yield from ((above, below),) if isinstance(below, str) else _places(below, title)


def _moved(html: str, uri: str, id: str, targets: Mapping[str, str], deeper: int) -> _Moved:
    """Make a rendered text at home on the page: its anchors, its links, its pictures, and headings so much deeper.

    `targets` has the ids of the chapters by their addresses.
    """
    anchors: list[str] = []

    def lead(link: str) -> str:
        if _ELSEWHERE.match(link):
            return link
        there, _, anchor = urljoin(f"/{url_of(uri)}", link)[1:].partition("#")
        known = unquote(there)
        if known in _ENTRANCES:
            return f"#{_ENTRANCES[known]}"
        if known in targets:
            return f"#{chapter_anchor(targets[known], anchor)}"
        return relative_url(there + (f"#{anchor}" if anchor else ""), WHOLE)

    def attribute(found: re.Match[str]) -> str:
        value = found["value"]
        if found["name"] == "id":
            anchors.append(chapter_anchor(id, value))
            return found["before"] + anchors[-1]
        if found["name"] in _REFERENCES:
            return found["before"] + " ".join(chapter_anchor(id, one) for one in value.split())
        return found["before"] + lead(value)

    def tag(found: re.Match[str]) -> str:
        name = re.sub(r"(?<=h)[1-6]$", lambda level: str(min(int(level[0]) + deeper, 6)), found["name"])
        return f"<{name}{_ATTRIBUTE.sub(attribute, found['rest'])}>"

    moved = Markup(_TAG.sub(tag, html).strip())  # noqa: S704 - a page of the site
    return _Moved(moved, tuple(anchors))


def _absolute(link: str, home: str) -> str:
    """Give the attribute of a link out of the handbook, which must hold wherever the document is read."""
    return f' href="{urljoin(home + url_of(WHOLE), link)}"' if home else ""
