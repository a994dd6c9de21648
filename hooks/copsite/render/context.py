"""Pages, generated and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from copsite.catalog.models import FrontMatter
from copsite.markdown.text import Heading
from copsite.render.facts import Facts
from copsite.render.feedback_links import REPORT, Foot, Form, foot_of
from copsite.render.phrases import description as fitting
from copsite.render.phrases import edit_url
from copsite.render.templating import PageBuilder, render_template

DIRECTORY = "cops/index.md"
ROLES = "roles/index.md"
EDIT = "edit.md"
CALENDAR = "calendar.md"
RESOURCES = "resources.md"
NEEDS = "needs.md"
NEWS = "news.md"
HANDBOOK = "handbook/index.md"
WHOLE = "handbook/whole.md"
GUIDE_TO_DATA = "handbook/data.md"  # a chapter, if the association has it


class RenderedPage(NamedTuple):
    """A page's HTML, its headings, and its links as sources below docs/, with or without anchor.

    `anchors` are the ids on the page other than those of the headings.
    """

    html: str
    headings: tuple[Heading, ...]
    links: tuple[str, ...]
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """A generated page: its uri, its template, and a function that returns the template's values.

    `parent` is the page above it; `source` is the path of its own file in the repository, or ''; `entry` is the anchor
    of its part of the catalog on the page `EDIT`. A page that is `in_search` is found by its title and description, a
    community by its entry in the index. A page at a former address names the uri that it `moved_to`.
    """

    uri: str
    title: str
    description: str
    template: str
    values: Callable[[], Mapping[str, Any]]
    parent: str | None = None
    source: str = ""
    entry: str = ""
    in_search: bool = True
    moved_to: str = ""

    def render(self) -> RenderedPage:
        """Render the page; the result is not stored, as all pages at once would fill the memory."""
        return render_page(self.template, self.uri, self.values())


def render_page(template: str, uri: str, values: Mapping[str, Any]) -> RenderedPage:
    """Render the page `uri` by its template."""
    builder = PageBuilder(uri)
    return rendered_page(render_template(template, builder, **values), builder)


def rendered_page(html: str, builder: PageBuilder) -> RenderedPage:
    """Return the page of this HTML with the headings, links and anchors that its builder recorded."""
    headings = {heading.id for heading in builder.headings}
    anchors = tuple(dict.fromkeys(anchor for anchor in builder.anchors if anchor not in headings))
    return RenderedPage(str(html), tuple(builder.headings), tuple(dict.fromkeys(builder.links)), anchors)


class Origin(NamedTuple):
    """A page's sources, for its footer: a file and its entry, and optionally a community page or a chapter.

    `entry` is an anchor on the page `EDIT`; missing parts are ''.
    """

    file: str
    path: str
    entry: str
    community_page: str
    community_page_url: str
    chapter: str
    foot: Foot


@dataclass(frozen=True)
class Written:
    """A page that people wrote: its front matter, a function that renders its text once, and its footer as HTML."""

    head: FrontMatter
    render: Callable[[], RenderedPage]
    foot: str

    @property
    def rendered(self) -> RenderedPage:
        """Return its text rendered."""
        return self.render()

    @property
    def html(self) -> str:
        """Return the whole page."""
        return f"{self.rendered.html}\n{self.foot}"


@dataclass(frozen=True)
class Site:
    """The data of the generated pages, and the written pages by uri."""

    facts: Facts
    written: Mapping[str, Written]


def page(
    facts: Facts,
    template: str,
    uri: str,
    values: Callable[[], Mapping[str, Any]],
    *,
    title: str,
    description: str,
    entry: str,
    forms: Sequence[Form] = (REPORT,),
    parent: str | None = None,
    community_page: str = "",
    chapter: str = "",
    in_search: bool = True,
    moved_to: str = "",
) -> Page:
    """Return a page of a template with its own `values` and those that all pages share.

    `entry` is the anchor on the page `EDIT` of the part that it is made from: of the catalog or, if the anchor is
    `resources` or `resource:ID`, of the file of resources. `forms` are those that its foot leads to.
    """
    of_resources = entry.partition(":")[0] in ("resource", "resources")
    words = f"docs/{community_page}" if community_page else ""

    def all_values() -> Mapping[str, Any]:
        association = facts.catalog.association
        origin = Origin(
            file="the list of resources" if of_resources else "the catalog",
            path=facts.resources_path if of_resources else facts.source.path,
            entry=entry,
            community_page=words,
            community_page_url=edit_url(association, words),
            chapter=chapter,
            foot=foot_of(association, title, forms),
        )
        shared = {"title": title, "association": association, "origin": origin, "moved_to": moved_to}
        return {**shared, **values()}

    return Page(
        uri=uri,
        parent=parent,
        title=title,
        description=fitting(description),
        source=words,
        entry=entry,
        in_search=in_search,
        template=template,
        values=all_values,
        moved_to=moved_to,
    )
