"""The whole handbook in one piece: as a page of the site, and as a document of its own to be made into a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urljoin

from markupsafe import Markup

from .addresses import absolute_source, relative_url, url_of
from .forms import REPORT, foot_of
from .handbook import section
from .layout import Sheet, lay_out
from .pages import HANDBOOK, WHOLE, Page
from .prose import Heading, Prose, render
from .reading import Site
from .words import description

# A comment of ours, which `handbook/index.md` has too.
PDF_HERE = "<!-- Where the handbook is made into a PDF, the link to it stands here. -->"

_FOLDER = "handbook/"
_ENTRANCES = {HANDBOOK: "contents", WHOLE: "top"}
_OUTSIDE = re.compile(r'(?P<before><a\b[^>]*) href="(?![a-z]+:|#)(?P<link>[^"]*)"')


class Whole(NamedTuple):
    """The handbook as a page, and as a whole HTML document that needs nothing beside it but its pictures."""

    page: Page
    document: str


class _Chapter(NamedTuple):
    part: str
    id: str
    title: str
    text: Prose


def whole_handbook(site: Site, menu: object, *, name: str, rights: str) -> Whole:
    """Put the chapters together in the order of the menu, as mkdocs.yml has it; where it has none, of their names.

    `name` and `rights` are the site's, the latter as HTML.
    """
    facts, sheet = site.facts, Sheet(WHOLE)
    association = facts.catalog.association
    written = {uri: "" for uri in sorted(site.written) if uri.startswith(_FOLDER)}
    sources = {uri: part for part, uri in _places(menu) if uri in written} or written
    sources.pop(HANDBOOK, None)  # which is the way in, and no chapter
    ids = {uri: uri.removeprefix(_FOLDER).removesuffix(".md") for uri in sources}

    def quote(text: str, uri: str, id: str, deeper: int) -> Prose:
        def lead(link: str) -> str:
            target = f"{uri}{link}" if link.startswith("#") else absolute_source(link, uri)
            there, _, anchor = target.partition("#")
            if there in _ENTRANCES:
                target = f"{WHOLE}#{_ENTRANCES[there]}"
            elif there in ids:
                target = f"{WHOLE}#{_anchor(ids[there], anchor)}"
            return relative_url(target, WHOLE)  # unnoted: a link to nothing is told of the chapter

        return render(text, lead, f"{id}.", deeper)

    begin = quote(section(facts.written.get(HANDBOOK, ""), "begin"), HANDBOOK, "begin", 0)
    chapters = [
        _Chapter(part, ids[uri], site.written[uri].head.title, quote(facts.written[uri], uri, ids[uri], 1))
        for uri, part in sources.items()
    ]
    title = "The whole handbook"
    values = {
        "association": association,
        "begin": begin.html,
        "contents": [(part, [*ones]) for part, ones in groupby(chapters, lambda chapter: chapter.part)],
        "chapters": chapters,
    }
    foot, here = foot_of(association, title, (REPORT,)), Markup(PDF_HERE)  # noqa: S704 - our own
    html = lay_out("whole.html", sheet, title=title, foot=foot, here=here, **values)
    page = Page(
        uri=WHOLE,
        parent=HANDBOOK,
        title=title,
        description=description(
            f"Every chapter of the handbook of the {association.name} on one page, to read or print."
        ),
        html=html,
        headings=(*sheet.headings, *(Heading(2, chapter.id, chapter.title) for chapter in chapters)),
        links=tuple(dict.fromkeys(sheet.links)),
        source="",
        in_search=False,
        anchors=tuple(anchor for text in (begin, *(one.text for one in chapters)) for anchor in text.anchors),
    )
    home, said = facts.site_url, Markup(rights)  # noqa: S704 - of mkdocs.yml
    document = lay_out("book.html", Sheet(WHOLE), name=name, rights=said, home=home, today=facts.today, **values)
    return Whole(page, _OUTSIDE.sub(lambda found: found["before"] + _absolute(found["link"], home), document))


def _places(menu: object, above: str = "") -> Iterator[tuple[str, str]]:
    """Yield each source that the menu names, after the title of the section that it stands in."""
    for item in menu if isinstance(menu, list) else ():
        for title, below in item.items() if isinstance(item, dict) else (("", item),):
            yield from ((above, below),) if isinstance(below, str) else _places(below, title)


def _anchor(id: str, anchor: str) -> str:
    # No heading's id has a dot in it, so no two chapters can have an anchor in common.
    return f"{id}.{anchor}" if anchor else id


def _absolute(link: str, home: str) -> str:
    """Give the attribute of a link out of the handbook, which must hold wherever the document is read."""
    return f' href="{urljoin(home + url_of(WHOLE), link)}"' if home else ""
