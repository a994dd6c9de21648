"""Channels: where a community talks, and how people join and leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from copsite.catalog.models import Approval, OpenTo, Readers
from copsite.channels.kind import Family
from copsite.channels.mailto import Message
from copsite.feeds.api.records.base import Address, Day, field, slug, word
from copsite.feeds.api.records.links import EXAMPLE, CommunityLink


def _email(to: str, body: str = "") -> dict[str, str]:
    return {"by": "email", "url": Message(to, body=body).mailto, "to": to, **({"body": body} if body else {})}


_JOIN = _email("maps-subscribe-request@lists.library.example")
_POST = _email("maps@lists.library.example")
_SET = _email("listserv@lists.library.example", "SET maps DIGEST")


@dataclass(kw_only=True, slots=True)
class Way:
    """A way to do something: a message to send or a page to open, and its link."""

    by: Annotated[
        str,
        field(
            "What to do. `email`: send a message, exactly as given; `form`: fill in a form on the web; `portal`: "
            "log in to the member portal; `page`: open the channel's page or an invitation to it. Expect other words "
            "too.",
            "email",
            "form",
            "portal",
            "page",
        ),
    ]
    url: Annotated[Address, field("The link: one that starts the message, or the page.", _JOIN["url"])]
    name: Annotated[str | None, field("What the page is called.", "Membership Service Center")] = None
    to: Annotated[str | None, field("For `email`: the address to write to.", _JOIN["to"])] = None
    subject: Annotated[str | None, field("For `email`: the subject. If absent, leave it empty.", "subscribe maps")] = (
        None
    )
    body: Annotated[str | None, field("For `email`: the text. If absent, leave it empty.", "SET maps DIGEST")] = None


@dataclass(kw_only=True, slots=True)
class Request:
    """The message that asks a newcomer to confirm, as it arrives; `…` stands for what differs each time."""

    from_: Annotated[
        str,
        Field(alias="from", description="Its sender’s address.", examples=["listserv@lists.library.example"]),
    ]
    name: Annotated[str | None, field("The name that it comes from.", "LISTSERV Server")] = None
    subject: Annotated[str, field("Its subject.", "Command confirmation request (…)")]
    note: Annotated[str | None, field("What else to mind, in a sentence or two.", "Answer within 48 hours.")] = None


@dataclass(kw_only=True, slots=True)
class Setting:
    """What a member changes by email: send all of its messages, in any order."""

    setting: Annotated[
        str,
        field(
            "What they do. `digest_on`: one message that collects many; `digest_off`: single messages again; "
            "`mail_off`: no messages; `mail_on`: messages again; `leave_digest`: no digest any more, where the message "
            "to leave does not end it. Expect other words too.",
            "digest_on",
            "digest_off",
            "mail_off",
            "mail_on",
            "leave_digest",
        ),
    ]
    messages: Annotated[tuple[Way, ...], field("The messages.", [_SET])]


@dataclass(kw_only=True, slots=True)
class Archive:
    """What was written on the channel so far."""

    url: Annotated[Address, field("Its address.", "https://lists.library.example/archives/maps")]
    open_to: Annotated[str, word("Who may read it; `unknown` if the association has not said.", Readers)]


@dataclass(kw_only=True, slots=True)
class Count:
    """How many people are in a channel and how much is written there, as of a day."""

    date: Annotated[Day, field("The day on which it was counted.", "2026-10-01")]
    members: Annotated[int | None, field("How many people were in it.", 1180)] = None
    messages_a_week: Annotated[int | None, field("How many messages a week it had, about.", 3)] = None


@dataclass(kw_only=True, slots=True)
class Channel:
    """A channel of a community."""

    type: Annotated[
        str,
        field(
            f"What it is: {', '.join(f'`{slug(one)}`' for one in Family)}. Expect others, and skip them.",
            *map(slug, Family),
        ),
    ]
    service: Annotated[
        str, field("The program or service that runs it, by its short name in the catalog.", "listserv", "slack")
    ]
    label: Annotated[str, field("What people call it.", "Teens, announcements", "#map-librarians")]
    community: Annotated[CommunityLink, field("The community.", EXAMPLE)]
    open_to: Annotated[str, word("Who may join now; `unknown` if the association has not said.", OpenTo)]
    eligibility: Annotated[
        str | None, field("Who may join, in the association's words.", "Library staff with a government address")
    ] = None
    page_url: Annotated[
        Address | None, field("The channel's own page.", "https://chat.library.example/map-librarians")
    ] = None
    name: Annotated[str | None, field("Its name there; for a mailing list, the part of its address.", "maps")] = None
    manager: Annotated[
        str | None,
        field("For a mailing list: the program or service that runs it, as in the handbook's chapter.", "listserv"),
    ] = None
    approval: Annotated[str | None, word("Who lets a newcomer in.", Approval)] = None
    usual_wait: Annotated[str | None, field("How long an answer takes.", "one working day")] = None
    join: Annotated[tuple[Way, ...], field("The ways to join, the usual one first. Empty if nobody can join.", [_JOIN])]
    joining: Annotated[
        str | None,
        field("What to do on the page to join, in a sentence or two.", "Open the invitation, then make an account."),
    ] = None
    confirmation: Annotated[
        str | None,
        field(
            "What comes back after joining, and what to do then.",
            "If a message asks you to confirm, reply to it and change nothing in it, not even the subject.",
        ),
    ] = None
    request: Annotated[
        Request | None,
        field(
            "The message that asks to confirm.", {"from": "maps-request@lists.library.example", "subject": "confirm …"}
        ),
    ] = None
    welcome: Annotated[
        str | None, field("What tells newcomers that they are in.", "A welcome message tells you that you are in.")
    ] = None
    condition: Annotated[
        str | None,
        field("What an address needs before it can join.", "Your address needs a Google account."),
    ] = None
    leave: Annotated[tuple[Way, ...], field("The ways to leave, the usual one first. Empty if none is known.", [_JOIN])]
    leaving: Annotated[
        str | None, field("How to leave, in a sentence or two.", "Open the channel’s menu and choose Leave channel.")
    ] = None
    post: Annotated[Way | None, field("How to write to everyone.", _POST)] = None
    digest_on: Annotated[
        Way | None, field("How to get one message with many messages in it, if one message does it.", _SET)
    ] = None
    digest_off: Annotated[Way | None, field("How to get single messages again, if one message does it.", _SET)] = None
    settings: Annotated[
        tuple[Setting, ...] | None,
        field("What members can change by email.", [{"setting": "digest_on", "messages": [_SET]}]),
    ] = None
    digest: Annotated[
        str | None,
        field("How to get a digest where no message does it, in a sentence or two.", "Ask the list’s owners."),
    ] = None
    pausing: Annotated[
        str | None,
        field("How to stop messages for a while where no message does it.", "Mute the group in its menu."),
    ] = None
    help: Annotated[Way | None, field("How to ask the program for its help.", _SET)] = None
    ask: Annotated[Way | None, field("How to ask a person.", _POST)] = None
    archive: Annotated[
        Archive | None,
        field("The archive.", {"url": "https://lists.library.example/archives/maps", "open_to": "subscribers"}),
    ] = None
    shared: Annotated[bool | None, field("True if several communities use it; else absent.", True)] = None
    subject_tag: Annotated[
        str | None, field("What the subject of each message about the community begins with.", "[MAPS]")
    ] = None
    counted: Annotated[Count | None, field("Its members and messages.", {"date": "2026-10-01", "members": 1180})] = None
    tried: Annotated[date | None, field("The day on which joining was last tested.", "2026-10-01")] = None


@dataclass(kw_only=True, slots=True)
class Channels:
    """How people take part: the channels of every community."""

    channels: Annotated[
        tuple[Channel, ...],
        field(
            "Every channel, in order of the communities' names.",
            [{"type": "mailing-list", "community": EXAMPLE, "open_to": "members", "join": [_JOIN], "leave": []}],
        ),
    ]
