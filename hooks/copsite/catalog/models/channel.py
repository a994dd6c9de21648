"""A community's mailing list, and who may join and read it."""

from __future__ import annotations

from pydantic import Field

from copsite.catalog.day_types import Day
from copsite.catalog.field_types import Address, Answer, Delimiter, Host, ListName, ManagerId, Name, Url, Word, YesOrNo
from copsite.catalog.models.record import Record
from copsite.channels.list_managers import managers_with


class OpenTo(Word):
    """Who may join a list."""

    MEMBERS = "members", "the association's members"
    ANYONE = "anyone", "everyone, members or not"
    NOBODY = "nobody", "nobody at present"


class Approval(Word):
    """Who lets a newcomer in."""

    NONE = "none", "nobody has to: newcomers are on the list at once"
    OWNER = "owner", "a person, the list's owner, lets each newcomer in"

    @property
    def by_owner(self) -> bool:
        """Tell whether the list's owner approves each newcomer."""
        return self is Approval.OWNER


class Readers(Word):
    """Who may read a list's archive."""

    SUBSCRIBERS = "subscribers", "the people on the list"
    ANYONE = "anyone", "everyone"


def _only_for(option: str, note: str = "") -> str:
    return f"Only for {', '.join(managers_with(option))}{note}."


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
        description=f"Where commands go, if the server has renamed that address. {_only_for('command_address')}",
        examples=["commands@lists.mla.example"],
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
    join_url: Url | None = Field(
        default=None,
        title="Form to join",
        description=f"The web form for joining. {_only_for('join_url', ', which needs it')}",
        examples=["https://forms.mla.example/join"],
    )
    leave_url: Url | None = Field(
        default=None,
        title="Form to leave",
        description=f"The web form for leaving. {_only_for('leave_url', ', which needs it')}",
        examples=["https://forms.mla.example/leave"],
    )
    contact: Address | None = Field(
        default=None,
        title="Who keeps the list",
        description=f"The address of whoever keeps the list by hand. {_only_for('contact', ', which needs it')}",
        examples=["list-keeper@mla.example"],
    )

    @property
    def addresses(self) -> tuple[str | None, ...]:
        """Return the addresses that the list itself sets."""
        return (self.host, self.archive, self.command_address, self.join_url, self.leave_url, self.contact)
