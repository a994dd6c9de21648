"""From the catalog and the chapters to finished pages, in an order that never changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from itertools import islice
from typing import Any, NamedTuple

from copsite.catalog.models import Catalog, Community, Status
from copsite.catalog.terms import Holding, holdings
from copsite.channels.list_managers import BY_PERSON, CONFIRMATIONS, MANAGERS
from copsite.channels.mailto import Message
from copsite.content.urls import url_of
from copsite.markdown.text import Heading, Text, section
from copsite.render.feedback_links import CLOSE, HAND_OVER, HAND_OVER_ROLE, PROPOSE, REPORT, Foot, Form, foot_of
from copsite.render.filters import facets_of, marks_of
from copsite.render.phrases import archive_open_to, by_name, description, edit_url, open_to
from copsite.render.qr import qr_code
from copsite.render.templating import Sheet, lay_out
from copsite.yamlio.reader import Path, Source

DIRECTORY = "cops/index.md"
ROLES = "roles/index.md"
EDIT = "edit.md"
EDITING = "handbook/editing.md"  # the chapter that explains it, where an association keeps it
HANDBOOK = "handbook/index.md"
WHOLE = "handbook/whole.md"
RELATED = 4


class Laid(NamedTuple):
    """What a page holds, as HTML: its headings, and its links as sources below docs/, with or without anchor.

    `anchors` are those that it has beside its headings'.
    """

    html: str
    headings: tuple[Heading, ...]
    links: tuple[str, ...]
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """A page of the site; `lay` gives what it holds, made each time: all pages at once would fill a machine.

    `parent` is the page above it; `source` is the file of its own that it shows, seen from the top of the repository,
    or ''; `entry` is the anchor on the page `EDIT` that leads to its part of the catalog. A page that is `in_search`
    is found by its title and description, a community by its entry. One at a former address names the uri that it
    `moved_to`.
    """

    uri: str
    parent: str | None
    title: str
    description: str
    source: str
    entry: str
    in_search: bool
    lay: Callable[[], Laid]
    moved_to: str = ""


class Origin(NamedTuple):
    """What a page is made from, for its foot: an entry of the catalog, and perhaps a file of its own or a chapter.

    `entry` is an anchor on the page `EDIT`; what a page does not have is ''.
    """

    path: str
    entry: str
    own_words: str
    own_words_url: str
    chapter: str
    foot: Foot


class Entry(NamedTuple):
    """A part of the catalog on the page `EDIT`: its anchor, its name, its line, and the address for editing, or ''."""

    anchor: str
    name: str
    line: int
    url: str


def filled(template: str, uri: str, values: Mapping[str, Any]) -> Laid:
    """Lay out the page `uri` by its template."""
    sheet = Sheet(uri)
    html = lay_out(template, sheet, **values)
    return Laid(str(html), tuple(sheet.headings), tuple(dict.fromkeys(sheet.links)), tuple(sheet.anchors))


@dataclass(frozen=True)
class Facts:
    """What the pages are made from: the catalog, its source for the lines, written text by uri, and the day.

    `site_url` is where the site will be, for what is printed; empty where that is not known. `fill` is `filled`, or
    gives the same for the same values.
    """

    catalog: Catalog
    source: Source
    written: Mapping[str, Text]
    today: date
    site_url: str = ""
    fill: Callable[[str, str, Mapping[str, Any]], Laid] = filled

    @property
    def contact(self) -> Message:
        """Give an empty message to the association."""
        return Message(self.catalog.association.contact)

    @cached_property
    def held(self) -> Mapping[str, Sequence[Holding]]:
        """Give each community's holdings, by its id; communities come in order of their names."""
        return {one.id: [*holdings(self.catalog, one, self.today)] for one in by_name(self.catalog.communities)}

    @cached_property
    def gathered(self) -> Mapping[str, Sequence[Community]]:
        """Give, by the id of a successor, the communities that went over into it."""
        found: dict[str, list[Community]] = {}
        for community in by_name(self.catalog.communities):
            found.setdefault(community.successor or "", []).append(community)
        return found

    @cached_property
    def by_topic(self) -> Mapping[str, Sequence[Community]]:
        """Give, by topic, the communities that are not over, in order of their names."""
        found: dict[str, list[Community]] = {topic: [] for topic in self.catalog.topics}
        for community in by_name(self.catalog.communities):
            for topic in () if community.status.ended else community.topics:
                found[topic].append(community)
        return found

    @cached_property
    def ranks(self) -> Mapping[tuple[str, str], int]:
        """Give each community's place in `by_topic`, by topic and id."""
        return {(topic, one.id): n for topic, ones in self.by_topic.items() for n, one in enumerate(ones)}


def uris_of(catalog: Catalog) -> Iterator[str]:
    """Yield the uri of every page that is made and not written."""
    yield from (DIRECTORY, ROLES, WHOLE, EDIT)
    for community in catalog.communities:
        for id in (community.id, *community.formerly):
            yield from (f"cops/{id}.md", f"cops/{id}/join.md")
    yield from (f"roles/{role_id}.md" for role_id in catalog.roles)


def pages_of(facts: Facts) -> Iterator[Page]:
    """Yield every page that the catalog makes."""
    yield from (make() for _, make in _makers(facts))


def page_at(facts: Facts, uri: str) -> Page | None:
    """Give the page with this uri, or None where the catalog makes none."""
    return next((make() for one, make in _makers(facts) if one == uri), None)


def _makers(facts: Facts) -> Iterator[tuple[str, Callable[[], Page]]]:
    """Yield the uri of each page, and what makes it."""
    yield DIRECTORY, partial(_directory, facts)
    # Pages of a kind follow each other, as a processor is quicker at one thing at a time.
    for kind, below in ((_community, ""), (_join, "/join")):
        for community in facts.catalog.communities:
            uri = f"cops/{community.id}{below}.md"
            yield uri, partial(kind, facts, community)
            for former in community.formerly:
                moved = f"cops/{former}{below}.md"
                yield moved, partial(_moved, facts, community, moved, uri)
    yield ROLES, partial(_roles, facts)
    for role_id in facts.catalog.roles:
        yield f"roles/{role_id}.md", partial(_role, facts, role_id)
    yield EDIT, partial(_edit, facts)


def _directory(facts: Facts) -> Page:
    return _page(
        facts,
        "communities.html",
        DIRECTORY,
        lambda: _listing(facts),
        title="Communities",
        description=f"Every community of practice of the {facts.catalog.association.name}: what it is about, "
        "whether it is active, and how to join.",
        entry="communities",
        forms=(REPORT, PROPOSE),
    )


def _listing(facts: Facts) -> dict[str, Any]:
    everyone = by_name(facts.catalog.communities)
    marks = {one.id: marks_of(one, facts.held[one.id]) for one in everyone}
    parts = (
        ("open", "Open to join", "Choose one, or several.", [c for c in everyone if c.open]),
        (
            "waiting",
            "Proposed, forming or resting",
            "These take no new members at present. Say that you are interested, and you help them begin.",
            [c for c in everyone if not c.open and not c.status.ended],
        ),
        (
            "ended",
            "Merged and closed",
            "These have ended. Their pages and archives stay.",
            [c for c in everyone if c.status.ended],
        ),
    )
    return {
        "directory": [part for part in parts if part[-1]],
        "facets": [*facets_of(facts.catalog, marks.values())],
        "marks": marks,
        "held": facts.held,
        "by_id": facts.catalog.by_id,
        "topics": facts.catalog.topics,
        "today": facts.today,
    }


def _community(facts: Facts, community: Community) -> Page:
    uri = f"cops/{community.id}.md"
    own = facts.written.get(uri)
    confirmed_by = facts.catalog.roles.get(community.confirmed.by)
    return _page(
        facts,
        "community.html",
        uri,
        lambda: {
            "words": own,
            "confirmed_by": f"its {confirmed_by.name.lower()}" if confirmed_by else "the association",
            "topics": {topic: facts.catalog.topics[topic] for topic in community.topics},
            "held": facts.held[community.id],
            "gathered": facts.gathered.get(community.id, ()),
            "related": _related(facts, community),
            "today": facts.today,
            **_joining(facts, community),
        },
        parent=DIRECTORY,
        title=community.name,
        description=description(community.summary, f"A community of practice of the {facts.catalog.association.name}."),
        entry=f"community:{community.id}",
        in_search=False,
        forms=(REPORT,) if community.status.ended else (REPORT, HAND_OVER, CLOSE),
        own_words=uri if own else "",
    )


def _join(facts: Facts, community: Community) -> Page:
    uri = f"cops/{community.id}/join.md"
    flyer_url = facts.site_url + url_of(uri) if facts.site_url and community.open else ""
    flyer = qr_code(flyer_url) if flyer_url else ""
    return _page(
        facts,
        "join.html",
        uri,
        lambda: {"flyer_url": flyer_url, "flyer": flyer, **_joining(facts, community)},
        parent=f"cops/{community.id}.md",
        title=f"Join {community.name}" if community.open else f"Joining {community.name}",
        description=f"How to join {community.name}: what to send, what comes back, and how to write, read and leave."
        if community.open
        else f"{community.name} takes no new members at present: what became of it, and where to turn instead.",
        entry=f"community:{community.id}",
        in_search=False,
    )


def _moved(facts: Facts, community: Community, uri: str, to: str) -> Page:
    """Give the page at a former address, which sends a reader on."""
    return _page(
        facts,
        "moved.html",
        uri,
        lambda: {"community": community},
        parent=DIRECTORY,
        title=community.name,
        description=f"{community.name}, a community of practice of the {facts.catalog.association.name}, has moved.",
        entry=f"community:{community.id}",
        in_search=False,
        moved_to=to,
    )


def _joining(facts: Facts, community: Community) -> dict[str, Any]:
    """Give what a page must know to tell how the community is joined."""
    catalog, mailing_list = facts.catalog, community.mailing_list
    manager = MANAGERS[catalog.server(mailing_list).manager] if mailing_list else None
    answer = (mailing_list and mailing_list.confirmation) or (manager and manager.confirmation) or ""
    return {
        "Status": Status,
        "community": community,
        "commands": mailing_list and catalog.commands(mailing_list),
        "manager": manager,
        "confirmation": manager and CONFIRMATIONS[answer],
        "by_person": answer == BY_PERSON,
        "open_to": open_to(mailing_list, catalog.association),
        "archive_open_to": archive_open_to(mailing_list),
        "successor": catalog.by_id.get(community.successor or ""),
        "portal": catalog.association.member_portal,
        "in_portal": mailing_list and catalog.in_portal(mailing_list),
        "interest": Message(catalog.association.contact, f"About {community.name}"),
    }


def _roles(facts: Facts) -> Page:
    roles = facts.catalog.roles
    return _page(
        facts,
        "roles.html",
        ROLES,
        lambda: {
            "roles": roles,
            "open_seats": {role_id: sum(one.open for one in _held(facts, role_id)) for role_id in roles},
            "today": facts.today,
        },
        title="Roles",
        description=f"What people do in a community of practice of the {facts.catalog.association.name}, "
        "the time it takes, and open seats.",
        entry="roles",
    )


def _role(facts: Facts, role_id: str) -> Page:
    role = facts.catalog.roles[role_id]
    chapter = facts.written[role.chapter]

    def values() -> dict[str, Any]:
        held = _held(facts, role_id)
        return {
            "role": role,
            "duties": section(chapter, "duties"),
            "becoming": section(chapter, "becoming"),
            "vacant": [one for one in held if one.vacancies],
            "held": [one for one in held if one.now],
            "past": [one for one in held if one.past],
            "today": facts.today,
        }

    return _page(
        facts,
        "role.html",
        f"roles/{role_id}.md",
        values,
        parent=ROLES,
        title=role.name,
        description=description(role.summary, "Duties, time, term, how to become one, and who holds it now."),
        entry=f"role:{role_id}",
        forms=(REPORT, HAND_OVER_ROLE) if role.seats else (REPORT,),
        chapter=role.chapter,
    )


def _edit(facts: Facts) -> Page:
    """Give the page that leads to each part of the catalog, the only one that names its lines.

    A change to the catalog moves the lines below it: on every page they would change every page.
    """
    chapter = EDITING if EDITING in facts.written else ""

    def values() -> dict[str, Any]:
        catalog = facts.catalog
        numbers = {one.id: n for n, one in enumerate(catalog.communities)}
        sections = (
            (
                "catalog",
                "The whole catalog",
                [("association", "Association", ("association",)), ("topics", "Topics", ("topics",))],
            ),
            ("roles", "Roles", [(f"role:{id}", role.name, ("roles", id)) for id, role in catalog.roles.items()]),
            (
                "communities",
                "Communities",
                [
                    (f"community:{one.id}", one.name, ("communities", numbers[one.id]))
                    for one in by_name(catalog.communities)
                ],
            ),
        )
        found = [(id, heading, [*map(entry, parts)]) for id, heading, parts in sections]
        return {"sections": found, "chapter": chapter}

    def entry(part: tuple[str, str, Path]) -> Entry:
        anchor, name, path = part
        line = facts.source.place(path).line
        return Entry(anchor, name, line, edit_url(facts.catalog.association, f"{facts.source.path}#L{line}"))

    return _page(
        facts,
        "edit.html",
        EDIT,
        values,
        title="Edit an entry",
        description="Where each community, role and topic stands in the catalog, to change it or to report a mistake.",
        entry="",
    )


def _held(facts: Facts, role_id: str) -> list[Holding]:
    return [holding for held in facts.held.values() for holding in held if holding.role_id == role_id]


def _related(facts: Facts, community: Community) -> list[Community]:
    """Give the neighbors on the community's topics: those with most topics in common, then the nearest by name.

    Each topic is a ring, of which only the next few are looked at: the work is the same for any number.
    """
    found: dict[str, list[int]] = {}
    for topic in community.topics:
        ring = facts.by_topic[topic]
        start = facts.ranks.get((topic, community.id), -1) + 1
        for step in range(min(2 * RELATED, len(ring))):
            other = ring[(start + step) % len(ring)]
            if other is not community:
                found.setdefault(other.id, []).append(step)
    nearest = sorted(found, key=lambda id: (-len(found[id]), min(found[id]), id))
    return [facts.catalog.by_id[id] for id in islice(nearest, RELATED)]


def _page(
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
    own_words: str = "",
    chapter: str = "",
    in_search: bool = True,
    moved_to: str = "",
) -> Page:
    """Give a page of a template with its own `values`, and with what all pages have.

    `entry` is the anchor of its part of the catalog on the page `EDIT`, `forms` are those that its foot leads to.
    """
    words = f"docs/{own_words}" if own_words else ""

    def lay() -> Laid:
        association = facts.catalog.association
        origin = Origin(
            path=facts.source.path,
            entry=entry,
            own_words=words,
            own_words_url=edit_url(association, words),
            chapter=chapter,
            foot=foot_of(association, title, forms),
        )
        shared = {"title": title, "association": association, "origin": origin, "moved_to": moved_to}
        return facts.fill(template, uri, {**shared, **values()})

    return Page(
        uri=uri,
        parent=parent,
        title=title,
        description=description,
        source=words,
        entry=entry,
        in_search=in_search,
        lay=lay,
        moved_to=moved_to,
    )
