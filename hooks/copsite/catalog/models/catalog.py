"""The whole catalog."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import NamedTuple, Self

from pydantic import Field, model_validator

from copsite.catalog.field_formats import is_reserved
from copsite.catalog.field_types import Id, Name
from copsite.catalog.full_names import full_names
from copsite.catalog.models.channel import Channel
from copsite.catalog.models.community import Community
from copsite.catalog.models.defaults import WithDefaults
from copsite.catalog.models.record import UnsoundError
from copsite.catalog.models.role import Role
from copsite.channels.kind import Kind
from copsite.channels.kinds import KINDS


class TypedChannel(NamedTuple):
    """A channel whose kind is known, with its path in the catalog and its community."""

    path: tuple[str | int, ...]
    community: Community
    channel: Channel
    type: str
    kind: Kind


class Catalog(WithDefaults, title="the catalog"):
    """The whole catalog, as `data/cops.yaml` holds it."""

    topics: Mapping[Id, Name] = Field(
        default_factory=dict,
        title="Topics",
        description="What communities are about: each topic's short name, then the words that readers see.",
        examples=[{"maps": "Maps and atlases", "technology": "Technology"}],
    )
    roles: Mapping[Id, Role] = Field(
        default_factory=dict,
        title="Roles",
        description="The parts that people take: each role's short name, then what there is to say of it.",
        examples=[
            {
                "participant": {
                    "name": "Participant",
                    "summary": "Everyone who has joined a community.",
                    "chapter": "handbook/participant.md",
                    "hours": "as much as you like",
                }
            }
        ],
    )
    communities: tuple[Community, ...] = Field(
        title="Communities",
        description="Every community that there is or was.",
        examples=[
            [
                {
                    "id": "map-librarians",
                    "name": "Map Librarians",
                    "summary": "Maps and atlases, on paper and on screens.",
                    "purpose": "Members compare what works before they buy, plan or ask their boards for money.",
                    "suits": "Anyone who works with maps, in a library of any kind.",
                    "topics": ["maps"],
                    "status": "proposed",
                    "since": "2026-02-03",
                    "channels": [{"list": "maps", "open_to": "members"}],
                }
            ]
        ],
    )

    @property
    def addresses(self) -> Iterator[str]:
        """Yield every email address, host and web address in the catalog."""
        association = self.association
        yield association.contact
        if association.member_portal:
            yield association.member_portal.url
        yield from filter(None, (association.edit_url, association.issue_url, association.data_license))
        yield from filter(None, (association.list_server.host,) if association.list_server else ())
        for community in self.communities:
            yield from filter(None, (community.contact, *(link.url for link in community.links)))
            for channel in community.channels:
                yield from filter(None, channel.addresses)
            for meeting in community.meetings:
                yield from filter(None, (meeting.url, meeting.registration, meeting.notes, meeting.recordings))

    @property
    def sample(self) -> bool:
        """Tell whether any address uses a domain reserved for examples."""
        return any(map(is_reserved, self.addresses))

    @cached_property
    def by_id(self) -> Mapping[str, Community]:
        """Return the communities by id."""
        return {community.id: community for community in self.communities}

    @cached_property
    def alphabetical(self) -> Sequence[Community]:
        """Return the communities sorted by name, then by place, ignoring case."""
        return sorted(self.communities, key=lambda one: (one.name.casefold(), one.full_name.casefold(), one.id))

    @cached_property
    def by_any_id(self) -> Mapping[str, Community]:
        """Return the communities by id and by former id."""
        former = {id: community for community in self.communities for id in community.formerly}
        return former | {**self.by_id}

    @model_validator(mode="after")
    def _tell_names_apart(self) -> Self:
        named = [(one.name, one.place.parts if one.place else ()) for one in self.communities]
        for community, name in zip(self.communities, full_names(named), strict=True):
            community.name_in_full(name)
        return self

    @cached_property
    def held_roles(self) -> frozenset[str]:
        """Return the ids of the roles that named people hold: those with seats or people."""
        named = {id for one in self.communities for id in (*one.people, *one.seats)}
        return frozenset(id for id, role in self.roles.items() if role.seats or id in named)

    @cached_property
    def own_seats(self) -> frozenset[str]:
        """Return the ids of the roles of which some community has a number of seats of its own."""
        usual = {id: role.seats for id, role in self.roles.items()}
        going_on = (one for one in self.communities if not one.status.ended)
        return frozenset(id for one in going_on for id, seats in one.seats.items() if seats != usual.get(id))

    @cached_property
    def parts(self) -> Mapping[str, Sequence[Community]]:
        """Return the communities that are part of each, by its id, sorted by name."""
        found: dict[str, list[Community]] = {}
        for community in self.alphabetical:
            for id in community.part_of:
                found.setdefault(id, []).append(community)
        return found

    @cached_property
    def typed_channels(self) -> Sequence[TypedChannel]:
        """Return the channels whose kind is known; of a catalog with problems, those whose type is valid."""
        found = []
        for c, community in enumerate(self.communities):
            with suppress(UnsoundError):
                for n, channel in enumerate(community.channels):
                    with suppress(UnsoundError):
                        if type := self.type_of(channel):
                            path = ("communities", c, "channels", n)
                            found.append(TypedChannel(path, community, channel, type, KINDS[type]))
        return found
