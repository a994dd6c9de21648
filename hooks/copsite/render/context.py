"""Generated pages, and the data that they are rendered from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, tzinfo
from functools import cached_property
from typing import Any, NamedTuple

from copsite.catalog.models import Catalog, Community, FrontMatter, Resource, Resources
from copsite.catalog.models.catalog import is_reserved
from copsite.catalog.terms import RoleTerms, role_terms
from copsite.channels.mailto import Message
from copsite.content.attachments import Attachment
from copsite.feeds.news import News
from copsite.markdown.text import Heading, Text
from copsite.render.feedback_links import REPORT, Foot, Form, foot_of
from copsite.render.meetings import AHEAD, CommunityMeeting, meetings_ahead
from copsite.render.phrases import by_name, edit_url
from copsite.render.templating import PageBuilder, render_template
from copsite.yamlio.reader import Source

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
class Facts:
    """The data of all pages: the catalog, its source with line numbers, written texts by uri, and today's date.

    `site_url` is the site's address for printed pages, or '' if it is unknown. `zones` are all time zones by name.
    `resource_lines` are the lines of the resources by their index, or None if there is no file. `attachments` are the
    files below docs/files/ by their path in it.
    """

    catalog: Catalog
    source: Source
    written: Mapping[str, Text]
    today: date
    site_url: str = ""
    zones: Mapping[str, tzinfo] = field(default_factory=dict)
    resources: Resources = field(default_factory=Resources)
    resource_lines: Mapping[int, int] | None = None
    resources_path: str = "data/resources.yaml"
    attachments: Mapping[str, Attachment] = field(default_factory=dict)

    @cached_property
    def sample(self) -> bool:
        """Tell whether an address of the catalog or of a resource uses a domain that is reserved for examples."""
        return self.catalog.sample or any(one.url and is_reserved(one.url) for one in self.resources.resources)

    @property
    def contact(self) -> Message:
        """Return an empty message to the association."""
        return Message(self.catalog.association.contact)

    @cached_property
    def held(self) -> Mapping[str, Sequence[RoleTerms]]:
        """Give each community's holdings, by its id; communities come in order of their names."""
        return {one.id: [*role_terms(self.catalog, one, self.today)] for one in by_name(self.catalog.communities)}

    @cached_property
    def gathered(self) -> Mapping[str, Sequence[Community]]:
        """Return the communities that merged into each successor, by its id."""
        found: dict[str, list[Community]] = {}
        for community in by_name(self.catalog.communities):
            found.setdefault(community.successor or "", []).append(community)
        return found

    @cached_property
    def ahead(self) -> Mapping[str, Sequence[CommunityMeeting]]:
        """Return each community's meetings in the coming three months, and the next of each series, by its id."""
        catalog = self.catalog
        found = {
            one.id: meetings_ahead(one, catalog.association, self.zones, self.today) for one in catalog.communities
        }
        return {id: meetings for id, meetings in found.items() if meetings}

    @cached_property
    def coming(self) -> Sequence[CommunityMeeting]:
        """Return the meetings of the coming three months, in order of time."""
        last = self.today + AHEAD
        found = (one for meetings in self.ahead.values() for one in meetings if one.day <= last)
        return sorted(found, key=lambda one: one.in_order)

    @cached_property
    def coming_by_id(self) -> Mapping[str, Sequence[CommunityMeeting]]:
        """Return the meetings of the coming three months by the id of their community, each in order of time."""
        found: dict[str, list[CommunityMeeting]] = {}
        for one in self.coming:
            found.setdefault(one.community.id, []).append(one)
        return found

    @cached_property
    def resources_by_community(self) -> Mapping[str, Sequence[Resource]]:
        """Return the resources of each community by its id, the newest first."""
        found: dict[str, list[Resource]] = {}
        for resource in sorted(self.resources.resources, key=lambda one: (-one.date.toordinal(), one.title.casefold())):
            for id in resource.communities:
                found.setdefault(id, []).append(resource)
        return found

    @cached_property
    def resources_by_id(self) -> Mapping[str, Resource]:
        """Return every resource by its id."""
        return {one.id: one for one in self.resources.resources}

    @cached_property
    def replaced(self) -> Set[str]:
        """Return the ids of the resources that others replace which were not withdrawn."""
        return {one.replaces for one in self.resources.resources if one.replaces and not one.withdrawn}

    @cached_property
    def news(self) -> News:
        """Return the news as of today."""
        return News(self.catalog, self.resources, self.today)

    @cached_property
    def by_topic(self) -> Mapping[str, Sequence[Community]]:
        """Return the communities that have not ended by topic, sorted by name."""
        found: dict[str, list[Community]] = {topic: [] for topic in self.catalog.topics}
        for community in by_name(self.catalog.communities):
            for topic in () if community.status.ended else community.topics:
                found[topic].append(community)
        return found

    @cached_property
    def ranks(self) -> Mapping[tuple[str, str], int]:
        """Return each community's index in `by_topic`, by topic and id."""
        return {(topic, one.id): n for topic, ones in self.by_topic.items() for n, one in enumerate(ones)}


@dataclass(frozen=True)
class Written:
    """A page that people wrote: its front matter, its text rendered, and its footer as HTML."""

    head: FrontMatter
    rendered: RenderedPage
    foot: str

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
        description=description,
        source=words,
        entry=entry,
        in_search=in_search,
        template=template,
        values=all_values,
        moved_to=moved_to,
    )
