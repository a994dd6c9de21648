"""The association, its member portal and its list server."""

from __future__ import annotations

from pydantic import Field

from copsite.catalog.field_types import Address, Folder, Host, ListManager, Name, Url, YesOrNo, Zone
from copsite.catalog.models.record import Record
from copsite.catalog.nouns import plural


class Portal(Record, title="the member portal"):
    """Where members log in, and whether they can choose the lists of the association's server there."""

    name: Name = Field(
        title="Name", description="What members call the portal.", examples=["Membership Service Center"]
    )
    url: Url = Field(
        title="Web address", description="Where members log in.", examples=["https://members.library.example/login"]
    )
    lists: YesOrNo = Field(
        default=False,
        title="Lists can be chosen there",
        description="Whether members can choose every mailing list of the association's own server in the portal. "
        "A channel can say otherwise, with `in_portal`.",
        examples=["yes"],
    )


class ListServer(Record, title="a list server"):
    """A program that runs mailing lists, and the host whose addresses it answers."""

    type: ListManager = Field(
        title="Type", description="The program or service that runs the mailing lists.", examples=["listserv"]
    )
    host: Host | None = Field(
        default=None,
        title="Host",
        description="What stands after the @ in the addresses of the lists. A service with only one host needs none.",
        examples=["lists.library.example"],
    )


class Words(Record, title="the words"):
    """What pages call a community, and the place where people work, as within a sentence."""

    community: Name = Field(
        default="community", title="One community", description="One of them.", examples=["interest group"]
    )
    communities: Name = Field(
        default_factory=lambda words: plural(words.get("community", "community")),
        title="Several communities",
        description="Several of them. Left out, the word is formed from that for one.",
        examples=["interest groups"],
    )
    organization: Name = Field(
        default="organization",
        title="Organization",
        description="Where people work, or what they belong to.",
        examples=["library"],
    )
    organizations: Name = Field(
        default_factory=lambda words: plural(words.get("organization", "organization")),
        title="Several organizations",
        description="Several of them. Left out, the word is formed from that for one.",
        examples=["libraries"],
    )


class Association(Record, title="the association"):
    """Who runs the communities, and what is the same for all of them."""

    name: Name = Field(
        title="Name",
        description="The association's name in full. With another name, every meeting and news item is new to "
        "people's calendars and feed readers.",
        examples=["Sample Library Association"],
    )
    short_name: Name = Field(title="Short name", description="The name as people say it every day.", examples=["SLA"])
    in_sentence: Name | None = Field(
        default=None,
        title="Name in a sentence",
        description="The name as it stands within a sentence, with its article if it has one. Left out, it is the "
        "name.",
        examples=["the Sample Library Association"],
    )
    words: Words = Field(
        default_factory=Words,
        title="Words",
        description="What your association calls its communities, and the places where people work.",
        examples=[{"community": "interest group", "organization": "library"}],
    )
    contact: Address = Field(
        title="Contact address",
        description="The address that answers questions. It is named wherever a reader can get stuck.",
        examples=["cops@library.example"],
    )
    member_portal: Portal | None = Field(
        default=None,
        title="Member portal",
        description="Where members log in to the association, if they can join communities there.",
        examples=[{"name": "Membership Service Center", "url": "https://members.library.example/login"}],
    )
    time_zone: Zone = Field(
        title="Time zone",
        description="Where the site's days begin and end: the zone of a city in the IANA list, or `UTC`.",
        examples=["America/Detroit"],
    )
    list_server: ListServer | None = Field(
        default=None,
        title="List server",
        description="The type and the host of every mailing list that names none of its own.",
        examples=[{"type": "listserv", "host": "lists.library.example"}],
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
        examples=["https://code.example/sla/cops/edit/main/"],
    )
    issue_url: Url | None = Field(
        default=None,
        title="Where a fault is reported",
        description="Where a new issue is begun, for those who report without changing a file. "
        "Leave it out if there is no such place.",
        examples=["https://code.example/sla/cops/issues/new"],
    )
    data_license: Url | None = Field(
        default=None,
        title="License of the data",
        description="The address of the license under which other sites and programs may use the data in api/v1/. "
        "Leave it out if you have not chosen one.",
        examples=["https://creativecommons.org/licenses/by/4.0/"],
    )

    @property
    def named(self) -> str:
        """Return the name as it stands within a sentence."""
        return self.in_sentence or self.name
