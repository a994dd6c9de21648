"""The files of the data, `api/v1/`: their addresses, what is in each, and their content."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from copsite.calendars.links import WHOLE_CALENDAR, calendar_uri
from copsite.catalog import models
from copsite.diagnostics.problem import Place
from copsite.feeds.api import records
from copsite.feeds.api.goings_on import coming_meeting, meetings_of, needs_of, resource_of
from copsite.feeds.api.schemas import json_of, schema_text
from copsite.feeds.api.sources import File, Sources
from copsite.feeds.api.taking_part import channels_of, people_of, seats_of
from copsite.feeds.atom import WHOLE_FEED, feed_uri
from copsite.markdown.reader import in_line, is_marked
from copsite.markdown.text import plain

FOLDER = "api/v1/"
INDEX = f"{FOLDER}index.json"
VERSION = 1


class Kind(NamedTuple):
    """A kind of file: its record, and the function that fills the only file of it, if there is one."""

    record: type
    fill: Callable[[File], object] | None = None


def api_files(sources: Sources) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield every file as its uri and a function that returns its content."""
    for name, kind in KINDS.items():
        if kind.fill:
            yield _made(f"{FOLDER}{name}.json", sources, kind.fill)
        yield _schema(name, sources)
    for community in sources.catalog.communities:
        for id in (community.id, *community.formerly):
            yield _made(community_uri(id), sources, _filling(community))


def community_uri(id: str) -> str:
    """Return the file of the community with this id, present or former."""
    return f"{FOLDER}communities/{id}.json"


def schema_uri(name: str) -> str:
    """Return the file of the JSON Schema of a kind of file."""
    return f"{FOLDER}schemas/{name}.schema.json"


def _made(uri: str, sources: Sources, fill: Callable[[File], object]) -> tuple[str, Callable[[], bytes]]:
    return uri, lambda: json_of(fill(File(uri, sources))) + b"\n"


def _schema(name: str, sources: Sources) -> tuple[str, Callable[[], bytes]]:
    uri = schema_uri(name)
    return uri, lambda: schema_text(KINDS[name].record, sources.site_url and File(uri, sources).address(uri)).encode()


def _filling(community: models.Community) -> Callable[[File], object]:
    return lambda file: _community(file, community)


def _index(file: File) -> object:
    sources = file.sources
    association = sources.catalog.association
    return records.Index(
        version=VERSION,
        association=records.Association(
            name=association.name,
            short_name=association.short_name,
            in_sentence=association.named,
            words=records.Words(**association.words.model_dump()),
            contact=association.contact,
        ),
        url=file.address("index.md"),
        guide_url=file.address(sources.guide) if sources.guide else None,
        news_url=file.address(WHOLE_FEED) if sources.catalog.communities else None,
        calendar_url=_whole_calendar(file),
        license=association.data_license,
        sample=sources.catalog.sample or sources.resources.sample,
        files=tuple(
            records.DataFile(
                name=name,
                about=_about(kind.record),
                url=file.address(f"{FOLDER}{name}.json") if kind.fill else None,
                schema_url=file.address(schema_uri(name)),
            )
            for name, kind in KINDS.items()
        ),
    )


def _whole_calendar(file: File) -> str | None:
    """Return the address of the calendar of all communities, which is there if they have meetings."""
    has_meetings = any(one.meetings for one in file.sources.catalog.communities)
    return file.address(WHOLE_CALENDAR) if has_meetings else None


def _about(record: type) -> str:
    return " ".join((record.__doc__ or "").split())


def _entry(file: File, community: models.Community) -> dict[str, Any]:
    """Return what the list of all communities and the file of one have in common."""
    successor = file.sources.catalog.by_id.get(community.successor or "")
    uri, place = f"cops/{community.id}.md", community.place
    return {
        "id": community.id,
        "name": community.full_name,
        "also_called": community.also_called,
        "summary": community.summary,
        "topics": file.topics(community.topics),
        "status": community.status.value,
        "since": community.since,
        "open": community.open,
        "successor": file.community(successor) if successor else None,
        "formerly": community.formerly,
        "part_of": tuple(map(file.community, _wholes(file, community))),
        "place": records.Location(**place.model_dump()) if place else None,
        "languages": community.languages,
        "url": file.address(uri),
        "join_url": file.address(f"cops/{community.id}/join.md") if community.open else None,
        "data_url": file.address(community_uri(community.id)),
    }


def _wholes(file: File, community: models.Community) -> Iterator[models.Community]:
    """Yield the communities that it is a part of."""
    by_id = file.sources.catalog.by_id
    yield from (by_id[id] for id in community.part_of if id in by_id)


def _community(file: File, community: models.Community) -> object:
    purpose, checked = community.purpose, community.confirmed
    confirmed = records.Confirmation(date=checked.date, by=checked.by) if checked else None
    marked = in_line(purpose, Place(1, 1)).tokens[0].children if purpose and is_marked(purpose) else None
    resources = file.sources.resources.by_community.get(community.id, ())
    return records.Community(
        **_entry(file, community),
        purpose=plain(marked) if marked else purpose,
        suits=community.suits,
        confirmed=confirmed,
        contact=community.contact,
        logo_url=file.address(community.logo) if community.logo else None,
        links=tuple(records.Link(type=one.type.value, url=one.url, label=one.label) for one in community.links),
        parts=tuple(map(file.community, file.sources.catalog.parts.get(community.id, ()))),
        news_url=file.address(feed_uri(community.id)),
        calendar_url=file.address(calendar_uri(community)) if community.meetings else None,
        channels=tuple(channels_of(file, community)),
        people=tuple(people_of(file, community)),
        meetings=tuple(meetings_of(file, community)),
        needs=tuple(needs_of(file, community)),
        resources=tuple(resource_of(file, one) for one in resources),
    )


def _communities(file: File) -> object:
    entries = (_entry(file, one) for one in file.sources.catalog.alphabetical)
    return records.Communities(
        topics=file.topics(file.sources.catalog.topics),
        communities=tuple(records.CommunityEntry(**entry) for entry in entries),
    )


def _channels(file: File) -> object:
    found = (channel for one in file.sources.catalog.alphabetical for channel in channels_of(file, one))
    return records.Channels(channels=tuple(found))


def _people(file: File) -> object:
    roles = (
        records.Role(
            id=id,
            name=role.name,
            url=file.address(f"roles/{id}.md"),
            summary=role.summary or role.name,
            hours=role.hours,
            term=role.term,
            seats=role.seats,
        )
        for id, role in file.sources.catalog.roles.items()
        if id in file.sources.catalog.held_roles
    )
    everyone = file.sources.catalog.alphabetical
    return records.People(
        roles=tuple(roles),
        people=tuple(person for one in everyone for person in people_of(file, one)),
        seats=tuple(seats for one in everyone for seats in seats_of(file, one)),
    )


def _meetings(file: File) -> object:
    found = (meeting for one in file.sources.catalog.alphabetical for meeting in meetings_of(file, one))
    return records.Meetings(calendar_url=_whole_calendar(file), meetings=tuple(found))


def _coming(file: File) -> object:
    sources = file.sources
    found = (coming_meeting(file, one) for one in sources.coming())
    return records.Coming(as_of=sources.today, until=sources.last, meetings=tuple(found))


def _resources(file: File) -> object:
    return records.Resources(resources=tuple(resource_of(file, one) for one in file.sources.resources.newest_first))


def _needs(file: File) -> object:
    found = [need for one in file.sources.catalog.alphabetical for need in needs_of(file, one)]
    found.sort(key=lambda one: one.noted, reverse=True)
    return records.Needs(needs=tuple(found))


KINDS: Mapping[str, Kind] = {
    "index": Kind(records.Index, _index),
    "communities": Kind(records.Communities, _communities),
    "community": Kind(records.Community),
    "meetings": Kind(records.Meetings, _meetings),
    "coming": Kind(records.Coming, _coming),
    "resources": Kind(records.Resources, _resources),
    "needs": Kind(records.Needs, _needs),
    "people": Kind(records.People, _people),
    "channels": Kind(records.Channels, _channels),
}
