"""What a catalog is: frozen records, each field with its meaning, its bounds and its words.

A record says what one field can tell of itself; what takes two fields to judge is in `rules`.
The records are the single source of the catalog's JSON Schema and of the handbook's page about the fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from copsite.catalog.field_types import (
    Address,
    Answer,
    Chapter,
    Day,
    Delimiter,
    Description,
    Folder,
    Host,
    Id,
    ListName,
    ManagerId,
    Name,
    Number,
    Paragraph,
    Sentence,
    Url,
    Word,
    YesOrNo,
    Zone,
)
from copsite.channels.list_managers import MANAGERS, PORTAL, Commands, commands_for
from copsite.channels.mailto import Message

_ROBOTS = ", ".join(id for id, manager in MANAGERS.items() if manager.robot)
_SERVICES = ", ".join(id for id, manager in MANAGERS.items() if manager.home)

_RESERVED = re.compile(r"(?i)(\.(example|test|invalid|localhost)|(^|[@./])example\.(com|net|org))(?=[:/]|$)")


class Status(Word):
    """Where a community is in its life."""

    PROPOSED = "proposed", "an idea that looks for people"
    FORMING = "forming", "approved by the association, and getting ready to begin"
    ACTIVE = "active", "at work; it has a mailing list"
    PAUSED = "paused", "at rest for a while; it can be taken up again"
    MERGED = "merged", "over, and part of another community now"
    CLOSED = "closed", "over"

    @property
    def ended(self) -> bool:
        """Tell whether the community is over and kept for its record only."""
        return self in (Status.MERGED, Status.CLOSED)


class OpenTo(Word):
    """Who may join a list."""

    MEMBERS = "members", "the association's members"
    ANYONE = "anyone", "everyone, members or not"
    NOBODY = "nobody", "nobody at present"


class Approval(Word):
    """Who lets a newcomer in."""

    NONE = "none", "nobody has to: newcomers are on the list at once"
    OWNER = "owner", "a person, the list's owner, lets each newcomer in"


class Readers(Word):
    """Who may read a list's archive."""

    SUBSCRIBERS = "subscribers", "the people on the list"
    ANYONE = "anyone", "everyone"


class UnsoundError(Exception):
    """A field was read that is missing or wrong in the file; only a record from `partial` raises it."""


class Record(BaseModel):
    """A part of the catalog: frozen, and without any field that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    if not TYPE_CHECKING:  # it would let any name pass

        def __getattr__(self, name: str) -> Any:
            if name in type(self).model_fields:
                raise UnsoundError(name)
            return super().__getattr__(name)


class Portal(Record, title="the member portal"):
    """Where members log in, and whether they can choose the lists of the association's server there."""

    name: Name = Field(
        title="Name", description="What members call the portal.", examples=["Membership Service Center"]
    )
    url: Url = Field(
        title="Web address", description="Where members log in.", examples=["https://members.mla.example/login"]
    )
    lists: YesOrNo = Field(
        default=True,
        title="Lists can be chosen there",
        description="Whether members can choose the mailing lists of the association's own server in the portal.",
        examples=["no"],
    )


class ListServer(Record, title="a list server"):
    """A program that runs mailing lists, and the host whose addresses it answers."""

    manager: ManagerId = Field(
        title="List manager", description="The program or service that runs the mailing lists.", examples=["listserv"]
    )
    host: Host | None = Field(
        default=None,
        title="Host",
        description="What stands after the @ in the addresses of the lists. A service with only one host needs none.",
        examples=["lists.mla.example"],
    )


class Association(Record, title="the association"):
    """Who runs the communities, and what is the same for all of them."""

    name: Name = Field(
        title="Name", description="The association's name in full.", examples=["Michigan Library Association"]
    )
    short_name: Name = Field(title="Short name", description="The name as people say it every day.", examples=["MLA"])
    contact: Address = Field(
        title="Contact address",
        description="The address that answers questions. It is named wherever a reader can get stuck.",
        examples=["cops@mla.example"],
    )
    member_portal: Portal = Field(
        title="Member portal",
        description="Where members log in to the association.",
        examples=[{"name": "Membership Service Center", "url": "https://members.mla.example/login"}],
    )
    time_zone: Zone = Field(
        title="Time zone",
        description="Where the site's days begin and end: the zone of a city in the IANA list, or `UTC`.",
        examples=["America/Detroit"],
    )
    list_server: ListServer = Field(
        title="List server",
        description="The manager and the host of every mailing list that names none of its own.",
        examples=[{"manager": "listserv", "host": "lists.mla.example"}],
    )
    webmail: YesOrNo = Field(
        default=True,
        title="Links to webmail",
        description="Whether the join pages link to webmail services as well.",
        examples=["no"],
    )
    edit_url: Folder | None = Field(
        default=None,
        title="Where files are edited",
        description="Where the pencils lead, with a slash at its end: a file's path is put after it. "
        "Leave it out if files are not edited on the web.",
        examples=["https://code.example/mla/cops/edit/main/"],
    )
    issue_url: Url | None = Field(
        default=None,
        title="Where a fault is reported",
        description="Where a new issue is begun, for those who report without changing a file. "
        "Leave it out if there is no such place.",
        examples=["https://code.example/mla/cops/issues/new"],
    )


class Role(Record, title="a role"):
    """A part that people take; with `seats`, one that named people hold for a term."""

    name: Name = Field(title="Name", description="What somebody in this role is called.", examples=["Facilitator"])
    summary: Sentence = Field(
        title="Summary",
        description="What somebody in this role does, in one or two sentences.",
        examples=["Keeps a community's conversation going and welcomes newcomers."],
    )
    chapter: Chapter = Field(
        title="Chapter",
        description="The handbook page that describes the role, as a file below docs/. Two of its headings end in "
        "{#duties} and {#becoming}; the role's page quotes what stands below them.",
        examples=["handbook/facilitator.md"],
    )
    hours: Name = Field(title="Hours", description="How much time the role takes.", examples=["2 to 3 hours a month"])
    term: Name | None = Field(
        default=None,
        title="Term",
        description="How long a person holds the role, if named people do.",
        examples=["2 years"],
    )
    seats: Number | None = Field(
        default=None,
        title="Seats",
        description="How many people of one community hold the role at a time, from 1 to 99, if named people do.",
        examples=[2],
    )


class Confirmation(Record, title="a confirmation"):
    """The last day on which somebody checked an entry, and in which role."""

    date: Day = Field(
        title="Day",
        description="The day on which somebody last read the whole entry and found it true.",
        examples=["2026-10-01"],
    )
    by: Id = Field(
        title="Role",
        description="In which role they read it: one of the catalog's roles, or association.",
        examples=["facilitator"],
    )


class MailingList(Record, title="a list"):
    """A community's mailing list; manager and host are the association's where not given."""

    name: ListName = Field(
        title="Name", description="The part of the list's address before the @.", examples=["mla-teens"]
    )
    manager: ManagerId | None = Field(
        default=None,
        title="List manager",
        description="The program or service that runs the list. Leave it out for the association's own.",
        examples=["mailman3"],
    )
    host: Host | None = Field(
        default=None,
        title="Host",
        description="What stands after the @ in the list's address. Leave it out for the association's own, "
        "and for a service with only one host.",
        examples=["mail.friends.example"],
    )
    open_to: OpenTo = Field(title="Open to", description="Who may join.", examples=["members"])
    approval: Approval = Field(
        default=Approval.NONE, title="Approval", description="Who lets a newcomer in.", examples=["owner"]
    )
    usual_wait: Name = Field(
        default="one working day",
        title="Usual wait",
        description="How long an answer takes.",
        examples=["two working days"],
    )
    archive: Url | None = Field(
        default=None,
        title="Archive",
        description="The web address of what was written on the list so far.",
        examples=["https://lists.mla.example/archives/mla-teens"],
    )
    archive_open_to: Readers = Field(
        default=Readers.SUBSCRIBERS,
        title="Archive open to",
        description="Who may read the archive.",
        examples=["anyone"],
    )
    tried: Day | None = Field(
        default=None,
        title="Tried",
        description="The day on which somebody last joined and left with the join page as it stands.",
        examples=["2026-10-01"],
    )
    confirmation: Answer | None = Field(
        default=None,
        title="Confirmation",
        description="How this server has joining confirmed, where it differs from what its manager usually does.",
        examples=["click"],
    )
    command_address: Address | None = Field(
        default=None,
        title="Address for commands",
        description=f"Where commands go, if the server has renamed that address. Only for {_ROBOTS}.",
        examples=["commands@lists.mla.example"],
    )
    delimiter: Delimiter | None = Field(
        default=None,
        title="Delimiter",
        description="What stands between the list's name and a command, if it is not a plus sign. "
        "Put a hyphen in quotes. Only for mlmmj.",
        examples=["="],
    )
    own_host: YesOrNo = Field(
        default=False,
        title="Host of your own",
        description=f"Whether the service answers at a host of your own. Only for {_SERVICES}.",
        examples=["yes"],
    )
    join_url: Url | None = Field(
        default=None,
        title="Form to join",
        description="The web form for joining. Only for web, which needs it.",
        examples=["https://forms.mla.example/join"],
    )
    leave_url: Url | None = Field(
        default=None,
        title="Form to leave",
        description="The web form for leaving. Only for web, which needs it.",
        examples=["https://forms.mla.example/leave"],
    )
    contact: Address | None = Field(
        default=None,
        title="Who keeps the list",
        description="The address of whoever keeps the list by hand. Only for person, which needs it.",
        examples=["list-keeper@mla.example"],
    )

    @property
    def addresses(self) -> tuple[str | None, ...]:
        """Give every address that the list has of its own."""
        return (self.host, self.archive, self.command_address, self.join_url, self.leave_url, self.contact)


class Seat(Record, title="a seat"):
    """Somebody's term in a role."""

    name: Name = Field(title="Name", description="Who holds the seat; ask them first.", examples=["Sample Person"])
    library: Name = Field(title="Library", description="Where they work.", examples=["Sample Library"])
    from_: Day = Field(alias="from", title="From", description="Their first day.", examples=["2026-02-03"])
    until: Day = Field(title="Until", description="Their last day.", examples=["2028-02-02"])


class Community(Record, title="a community"):
    """One community of practice."""

    id: Id = Field(
        title="Id",
        description="The last part of its page's address: small letters, digits and hyphens. "
        "If it must change, keep the old one in formerly, and never give it to another.",
        examples=["teen-services"],
    )
    name: Name = Field(title="Name", description="What it is called.", examples=["Teen Services"])
    summary: Sentence = Field(
        title="Summary",
        description="What it is about, in one sentence.",
        examples=["What teens need from a library, and what works for them."],
    )
    purpose: Paragraph = Field(
        title="Purpose",
        description="What it is for, in a sentence or more.",
        examples=["Members compare what works before they buy, plan or ask their boards for money."],
    )
    suits: Sentence = Field(
        title="Whom it suits",
        description="Who should join, in one sentence.",
        examples=["Anyone who works with teens, in a library of any kind."],
    )
    topics: tuple[Id, ...] = Field(
        title="Topics",
        description="One or more of the catalog's topics, each by its short name.",
        examples=[["youth", "public-service"]],
    )
    status: Status = Field(title="Status", description="Where it is in its life.", examples=["active"])
    since: Day = Field(title="Since", description="The day on which it came to its status.", examples=["2026-02-03"])
    confirmed: Confirmation = Field(
        title="Confirmed",
        description="When, and in which role, somebody last checked the entry.",
        examples=[{"date": "2026-10-01", "by": "facilitator"}],
    )
    successor: Id | None = Field(
        default=None,
        title="Successor",
        description="The id of the community that a merged or closed one went over into.",
        examples=["acquisitions"],
    )
    formerly: tuple[Id, ...] = Field(
        default=(),
        title="Formerly",
        description="Each id that it had before. The old addresses go on working.",
        examples=[["young-adults"]],
    )
    mailing_list: MailingList | None = Field(
        default=None,
        alias="list",
        title="Mailing list",
        description="The mailing list on which it talks.",
        examples=[{"name": "mla-teens", "open_to": "members"}],
    )
    people: Mapping[Id, tuple[Seat, ...]] = Field(
        default_factory=dict,
        title="People",
        description="Who holds which seat: the short name of a role, then everyone who holds it or held it.",
        # Of one example the YAML extension would make a template, and a wrong one where a list holds groups.
        examples=[
            {
                "facilitator": [
                    {"name": "Sample Person", "library": "Sample Library", "from": "2026-02-03", "until": "2028-02-02"}
                ]
            },
            {
                "facilitator": [
                    {"name": "Sample Person", "library": "Sample Library", "from": "2024-02-03", "until": "2026-02-02"},
                    {
                        "name": "Another Person",
                        "library": "Sample Library",
                        "from": "2026-02-03",
                        "until": "2028-02-02",
                    },
                ]
            },
        ],
    )

    @property
    def open(self) -> bool:
        """Tell whether people can join now."""
        return bool(not self.status.ended and self.mailing_list and self.mailing_list.open_to != OpenTo.NOBODY)


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
        """Yield every e-mail address, host and web address that the catalog holds."""
        association = self.association
        yield from (association.contact, association.member_portal.url)
        yield from filter(None, (association.edit_url, association.issue_url, association.list_server.host))
        for community in self.communities:
            if community.mailing_list:
                yield from filter(None, community.mailing_list.addresses)

    @property
    def sample(self) -> bool:
        """Tell whether any address is under a name that is reserved for examples (RFC 2606)."""
        return any(_RESERVED.search(address) for address in self.addresses)

    @cached_property
    def by_id(self) -> Mapping[str, Community]:
        """Give each community by its id."""
        return {community.id: community for community in self.communities}

    @cached_property
    def by_any_id(self) -> Mapping[str, Community]:
        """Give each community by its id and by those that it had before."""
        former = {id: community for community in self.communities for id in community.formerly}
        return former | {**self.by_id}

    def commands(self, mailing_list: MailingList) -> Commands:
        """Give what is sent where to use a list, by its own options, its manager and its host."""
        server = self.server(mailing_list)
        return commands_for(
            server.manager,
            mailing_list.name,
            server.host,
            robot=mailing_list.command_address,
            delimiter=mailing_list.delimiter or "+",
            contact=mailing_list.contact,
        )

    def in_portal(self, mailing_list: MailingList) -> bool:
        """Tell whether members can join the list in the portal, which knows the association's own lists only."""
        server = self.server(mailing_list)
        chosen_there = self.association.member_portal.lists and server == self.association.list_server
        return server.manager == PORTAL or chosen_there

    def server(self, mailing_list: MailingList) -> ListServer:
        """Give the list's server: what it does not name is the association's, or the one host of its service."""
        manager = self.manager(mailing_list)
        return _server(manager, mailing_list.host or self._usual_host(manager) or MANAGERS[manager].home or None)

    def manager(self, mailing_list: MailingList) -> str:
        """Give the id of the list's manager, which is the association's where it names none."""
        return mailing_list.manager or self.association.list_server.manager

    def post(self, mailing_list: MailingList) -> Message | None:
        """Give the message that reaches everyone on the list, if there is an address for it."""
        server = self.server(mailing_list)
        return commands_for(server.manager, mailing_list.name, server.host).post

    def _usual_host(self, manager: str) -> str | None:
        default = self.association.list_server
        return default.host if manager == default.manager else None


@cache  # of which there are few, whatever the number of lists
def _server(manager: str, host: str | None) -> ListServer:
    return ListServer(manager=manager, host=host)


class FrontMatter(Record, title="the head of a page"):
    """What a written page says of itself before its text; `questions` are those that a proposal answers."""

    title: Name = Field(title="Title", description="What the page is called.", examples=["Editing this site"])
    description: Description = Field(
        title="Description",
        description="What somebody finds on the page.",
        examples=["How to change a page or an entry in your browser, and how to read the check's answer."],
    )
    questions: tuple[Sentence, ...] = Field(
        default=(),
        title="Questions",
        description="What a proposal answers, each in one sentence.",
        examples=[["What is it for?", "Who would join?"]],
    )
