"""The whole catalog."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

from pydantic import Field

from copsite.catalog.field_types import Id, Name
from copsite.catalog.models.association import Association, ListServer
from copsite.catalog.models.channel import MailingList
from copsite.catalog.models.community import Community
from copsite.catalog.models.record import Record
from copsite.catalog.models.role import Role
from copsite.channels.kind import Commands
from copsite.channels.list_managers import MANAGERS, commands_for
from copsite.channels.mailto import Message

_RESERVED = re.compile(r"(?i)(\.(example|test|invalid|localhost)|(^|[@./])example\.(com|net|org))(?=[:/]|$)")


def is_reserved(address: str) -> bool:
    """Tell whether an address uses a domain that is reserved for examples (RFC 2606)."""
    return _RESERVED.search(address) is not None


class Catalog(Record, title="the catalog"):
    """The whole catalog, as `data/cops.yaml` holds it."""

    association: Association = Field(
        title="Association",
        description="The association that runs the communities, and what is the same for all of them.",
        examples=[
            {
                "name": "Michigan Library Association",
                "short_name": "MLA",
                "contact": "cops@mla.example",
                "member_portal": {"name": "Membership Service Center", "url": "https://members.mla.example/login"},
                "time_zone": "America/Detroit",
                "list_server": {"manager": "listserv", "host": "lists.mla.example"},
            }
        ],
    )
    topics: Mapping[Id, Name] = Field(
        title="Topics",
        description="What communities are about: each topic's short name, then the words that readers see.",
        examples=[{"youth": "Children and teens", "technology": "Technology"}],
    )
    roles: Mapping[Id, Role] = Field(
        title="Roles",
        description="The parts that people take: each role's short name, then what there is to say of it.",
        examples=[
            {
                "participant": {
                    "name": "Participant",
                    "summary": "Everyone on a community's mailing list.",
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
                    "id": "teen-services",
                    "name": "Teen Services",
                    "summary": "What teens need from a library, and what works for them.",
                    "purpose": "Members compare what works before they buy, plan or ask their boards for money.",
                    "suits": "Anyone who works with teens, in a library of any kind.",
                    "topics": ["youth"],
                    "status": "proposed",
                    "since": "2026-02-03",
                    "confirmed": {"date": "2026-10-01", "by": "association"},
                }
            ]
        ],
    )

    @property
    def addresses(self) -> Iterator[str]:
        """Yield every e-mail address, host and web address in the catalog."""
        association = self.association
        yield from (association.contact, association.member_portal.url)
        yield from filter(None, (association.edit_url, association.issue_url, association.data_license))
        yield from filter(None, (association.list_server.host,))
        for community in self.communities:
            if community.mailing_list:
                yield from filter(None, community.mailing_list.addresses)
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
        """Return the communities sorted by name, ignoring case."""
        return sorted(self.communities, key=lambda one: (one.name.casefold(), one.id))

    @cached_property
    def by_any_id(self) -> Mapping[str, Community]:
        """Return the communities by id and by former id."""
        former = {id: community for community in self.communities for id in community.formerly}
        return former | {**self.by_id}

    def commands(self, mailing_list: MailingList) -> Commands:
        """Return the messages with which members use a list."""
        server = self.server(mailing_list)
        return commands_for(
            server.manager,
            mailing_list.name,
            server.host,
            robot=mailing_list.command_address,
            delimiter=mailing_list.delimiter,
            contact=mailing_list.contact,
        )

    def confirmation(self, mailing_list: MailingList) -> str:
        """Return the key in `CONFIRMATIONS` of what comes back after joining the list, by default its manager's."""
        return mailing_list.confirmation or MANAGERS[self.manager(mailing_list)].confirmation

    def in_portal(self, mailing_list: MailingList) -> bool:
        """Tell whether members can join the list in the portal, which offers the association's own lists only."""
        server = self.server(mailing_list)
        chosen_there = self.association.member_portal.lists and server == self.association.list_server
        return MANAGERS[server.manager].in_portal or chosen_there

    def server(self, mailing_list: MailingList) -> ListServer:
        """Return the list's manager and host, which default to the association's, or to the only host of a service."""
        manager = self.manager(mailing_list)
        return _server(manager, mailing_list.host or self._usual_host(manager) or MANAGERS[manager].home or None)

    def manager(self, mailing_list: MailingList) -> str:
        """Return the id of the list's manager, by default the association's."""
        return mailing_list.manager or self.association.list_server.manager

    def post(self, mailing_list: MailingList) -> Message | None:
        """Return the message that reaches everyone on the list, or None if there is no address for it."""
        server = self.server(mailing_list)
        return commands_for(server.manager, mailing_list.name, server.host).post

    def _usual_host(self, manager: str) -> str | None:
        default = self.association.list_server
        return default.host if manager == default.manager else None


@cache  # few differ, however many lists there are
def _server(manager: str, host: str | None) -> ListServer:
    return ListServer(manager=manager, host=host)
