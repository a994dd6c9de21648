"""A channel of a community: where it talks or meets, who may join, and what differs from its kind."""

from __future__ import annotations

from pydantic import Field

from copsite.catalog.day_types import Day
from copsite.catalog.field_types import (
    Address,
    Amount,
    Answer,
    ChannelType,
    ChannelUrl,
    Delimiter,
    Host,
    ListName,
    Name,
    Sentence,
    Url,
    Word,
    YesOrNo,
)
from copsite.catalog.models.letter import Letter
from copsite.catalog.models.record import Record
from copsite.channels.kinds import kinds_with


class OpenTo(Word):
    """Who may join a channel."""

    MEMBERS = "members", "the association's members"
    ANYONE = "anyone", "everyone, members or not"
    INVITED = "invited", "those who are invited"
    NOBODY = "nobody", "nobody at present"


class Approval(Word):
    """Who lets a newcomer in."""

    NONE = "none", "nobody has to: newcomers are in at once"
    OWNER = "owner", "a person, the channel's owner, lets each newcomer in"


class Readers(Word):
    """Who may read a channel's archive."""

    SUBSCRIBERS = "subscribers", "the people on the list"
    ANYONE = "anyone", "everyone"


class Count(Record, title="a count"):
    """How many people are in a channel and how much is written there, as of a day."""

    date: Day = Field(title="Day", description="The day on which it was counted.", examples=["2026-10-01"])
    members: Amount | None = Field(
        default=None, title="Members", description="How many people were in the channel.", examples=[1180]
    )
    messages_a_week: Amount | None = Field(
        default=None,
        title="Messages a week",
        description="How many messages a week it had, about.",
        examples=[3],
    )


def _only_for(option: str, note: str = "") -> str:
    return f"Only for {', '.join(kinds_with(option))}{note}."


class Channel(Record, title="a channel"):
    """Where a community talks or meets; what is not given follows from the channel's type."""

    list_: ListName | None = Field(
        default=None,
        alias="list",
        title="List",
        description="The name of a mailing list: the part of its address before the @.",
        examples=["maps"],
    )
    type: ChannelType | None = Field(
        default=None,
        title="Type",
        description="What kind of channel it is, or which program or service runs the list. Leave it out for a list "
        "of the association's own server.",
        examples=["slack"],
    )
    name: Name | None = Field(
        default=None,
        title="Name",
        description="What it is called there: a chat's channel, a group, an account. For a list, what people call it, "
        "if a community has several.",
        examples=["#map-librarians"],
    )
    page: ChannelUrl | None = Field(
        default=None,
        title="Page",
        description="The web address of the channel itself. Some types derive it from the name.",
        examples=["https://chat.library.example/map-librarians"],
    )
    host: Host | None = Field(
        default=None,
        title="Host",
        description="What stands after the @ in a list's address, or the server of a channel on IRC. Leave it out for "
        "the association's own, and for a service with only one host.",
        examples=["mail.friends.example"],
    )
    open_to: OpenTo | None = Field(default=None, title="Open to", description="Who may join.", examples=["members"])
    eligibility: Sentence | None = Field(
        default=None,
        title="Eligibility",
        description="Who may join, in your own words, to follow 'Open to'; pages show it in place of `open_to`.",
        examples=["library staff with a government address"],
    )
    approval: Approval | None = Field(
        default=None, title="Approval", description="Who lets a newcomer in.", examples=["owner"]
    )
    usual_wait: Name | None = Field(
        default=None,
        title="Usual wait",
        description="How long an answer takes.",
        examples=["two working days"],
    )
    join_url: ChannelUrl | None = Field(
        default=None,
        title="Address to join",
        description="Where people join, such as a form or an invitation, if that is not the channel's page.",
        examples=["https://forms.library.example/join"],
    )
    leave_url: Url | None = Field(
        default=None,
        title="Address to leave",
        description="Where people leave, if they do it on a page of its own.",
        examples=["https://forms.library.example/leave"],
    )
    in_portal: YesOrNo | None = Field(
        default=None,
        title="In the member portal",
        description="Whether members can choose it in the association's member portal. Left out, a list on the "
        "association's own server is there if the member portal has `lists: yes`.",
        examples=["yes"],
    )
    archive: Url | None = Field(
        default=None,
        title="Archive",
        description="The web address of what was written there so far.",
        examples=["https://lists.library.example/archives/maps"],
    )
    archive_open_to: Readers | None = Field(
        default=None,
        title="Archive open to",
        description="Who may read the archive.",
        examples=["anyone"],
    )
    tried: Day | None = Field(
        default=None,
        title="Tried",
        description="The day on which someone last joined and left with the join page as it stands.",
        examples=["2026-10-01"],
    )
    counted: Count | None = Field(
        default=None,
        title="Counted",
        description="How many people are there, and how much they write, as of a day.",
        examples=[{"date": "2026-10-01", "members": 1180}],
    )
    shared: YesOrNo = Field(
        default=False,
        title="Shared",
        description="Whether several communities use the list.",
        examples=["yes"],
    )
    subject_tag: Name | None = Field(
        default=None,
        title="Subject tag",
        description="What the subject of each message about this community begins with, on a list that it shares.",
        examples=["[MAPS]"],
    )
    post: YesOrNo = Field(
        default=True,
        title="Post",
        description="Whether members can write to everyone on the list; not on a list for announcements.",
        examples=["no"],
    )
    subscribe: Letter | None = Field(
        default=None,
        title="Message to join",
        description="What people send to join, if it is not the usual message.",
        examples=[{"subject": "Subscribe to Map Librarians"}],
    )
    unsubscribe: Letter | None = Field(
        default=None,
        title="Message to leave",
        description="What people send to leave, if it is not the usual message.",
        examples=[{"subject": "Leave Map Librarians"}],
    )
    confirmation: Answer | None = Field(
        default=None,
        title="Confirmation",
        description="How joining is confirmed here, where it differs from what is usual for the type.",
        examples=["click"],
    )
    command_address: Address | None = Field(
        default=None,
        title="Address for commands",
        description=f"Where commands go, if the server has renamed that address. {_only_for('command_address')}",
        examples=["commands@lists.library.example"],
    )
    delimiter: Delimiter | None = Field(
        default=None,
        title="Delimiter",
        description="What stands between the list's name and a command, if it is not a plus sign. "
        f"Put a hyphen in quotes. {_only_for('delimiter')}",
        examples=["="],
    )
    own_host: YesOrNo = Field(
        default=False,
        title="Host of your own",
        description=f"Whether the service answers at a host of your own. {_only_for('own_host')}",
        examples=["yes"],
    )
    contact: Address | None = Field(
        default=None,
        title="Who keeps it",
        description=f"The address of the person to whom people write. {_only_for('contact', ', which needs it')}",
        examples=["list-keeper@library.example"],
    )

    @property
    def open(self) -> bool:
        """Tell whether people can join it by themselves; where nothing is said of who may, they can."""
        return self.open_to not in (OpenTo.INVITED, OpenTo.NOBODY)

    @property
    def addresses(self) -> tuple[str | None, ...]:
        """Return the addresses that the channel itself sets."""
        letters = [letter.to for letter in (self.subscribe, self.unsubscribe) if letter]
        own = (self.host, self.page, self.join_url, self.leave_url, self.archive, self.command_address, self.contact)
        return (*own, *letters)
