"""What a catalog is: frozen records, each field with its meaning, its bounds and its words.

A record says what one field can tell of itself; what takes two fields to judge is in `rules`.
The records are the single source of the catalog's JSON Schema.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property
from typing import Annotated, TypeAlias
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from .lists import CONFIRMATIONS, MANAGERS, PORTAL, Commands, commands_for
from .problems import brief

_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = re.compile(rf"(?=.{{1,253}}$)({_LABEL}\.)+(?!\d+$){_LABEL}")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"(?=.{{1,64}}$){_ATOM}(\.{_ATOM})*")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LIST = re.compile(r"(?!.*\.\.)[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
_ZONE = re.compile(r"[A-Z][A-Za-z]+(/[A-Z][A-Za-z_-]+)+")
_CHAPTER = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*\.md")

_RESERVED = re.compile(r"(?i)(\.(example|test|invalid|localhost)|(^|[@./])example\.(com|net|org))(?=[:/]|$)")

# Categories of Unicode that a page cannot show: controls, formats, line ends, surrogates, private, unassigned.
# Formats turn the direction of the text around them, or make two names look the same.
_UNSHOWN = frozenset(("Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"))
_JOINERS = "\u200c\u200d"  # formats too, but some scripts and pictures cannot be written without


def wrong(words: str) -> PydanticCustomError:
    """Make a model error whose words follow the field's name and reach the volunteer as they stand."""
    return PydanticCustomError("catalog", "{words}", {"words": words})


def near(word: str, options: Collection[str]) -> str | None:
    """Give the option that `word` was probably meant to be, if there is one."""
    return next(iter(get_close_matches(word, [*map(str, options)], n=1)), None)


def meant(word: str, options: Collection[str]) -> str:
    """Say which option is meant, where one is near, and which there are."""
    options = [*map(str, options)]
    nearest = near(word, options)
    shown = options[:16] + (["…"] if len(options) > 16 else [])
    return (f"Did you mean {nearest!r}? " if nearest else "") + "It can be " + ", ".join(shown)


def _line(value: str) -> str:
    if not value.strip(_JOINERS):
        raise wrong("has no value. Write one, or remove the field")
    if value != value.strip():
        raise wrong("begins or ends with a space. Remove the space")
    for character in value:
        if unicodedata.category(character) in _UNSHOWN and character not in _JOINERS:
            raise wrong(f"holds a line break or an invisible character (U+{ord(character):04X}). Remove it")
    return value


def _up_to(limit: int) -> Callable[[str], str]:
    def check(value: str) -> str:
        if len(value) > limit:
            raise wrong(f"has {len(value)} characters; its place shows {limit}. Shorten it")
        return value

    return check


def _at_least(limit: int) -> Callable[[str], str]:
    def check(value: str) -> str:
        if len(value) < limit:
            raise wrong(f"has {len(value)} characters, too few to tell anything. Write at least {limit}")
        return value

    return check


def _like(pattern: re.Pattern[str], what: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise wrong(f"is {brief(value)!r}, but must be {what}")
        return value

    return check


def _not_index(value: str) -> str:
    if value == "index":
        raise wrong("cannot be 'index': that is the address of the page that lists them all")
    return value


def _one_of(options: Collection[str]) -> Callable[[object], object]:
    def check(value: object) -> object:
        if isinstance(value, str) and value not in options:
            raise wrong(f"cannot be {brief(value)!r}. {meant(value, options)}")
        return value

    return check


def _address(value: str) -> str:
    local, _, host = value.rpartition("@")
    if not (_LOCAL.fullmatch(local) and _HOST.fullmatch(host)):
        raise wrong(f"is {brief(value)!r}, but must be an e-mail address, such as 'cops@mla.example'")
    return value


def _url(value: str) -> str:
    if value.endswith((".", ",", ";")):
        raise wrong(f"ends with {value[-1]!r}, which is no part of an address. Remove it")
    try:
        parts = urlsplit(value)
        sound = parts.scheme == "https" and _HOST.fullmatch(parts.hostname or "") and "@" not in parts.netloc
        sound = sound and parts.port != 0
    except ValueError:
        sound = False
    # Browsers drop line breaks and tabs, so only plain visible ASCII is what it seems.
    if not sound or not value.isascii() or re.search(r"[\x00-\x20\x7f\"'<>[\\\]^`{|}]", value):
        raise wrong(f"is {brief(value)!r}, but must be a web address that begins with 'https://'")
    return value


def _folder(value: str) -> str:
    if not value.endswith("/"):
        raise wrong(f"is {brief(value)!r}, but must end with a slash: a file's path is put after it")
    return value


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise wrong(f"is {brief(value)!r}, a day that no calendar has") from None
    raise wrong(f"is {brief(value)!r}, but must be a day written as year-month-day, such as '2026-02-03'")


def _yes_or_no(value: object) -> object:
    if isinstance(value, str) and value not in ("yes", "no"):
        raise wrong(f"is {brief(value)!r}, but must be yes or no")
    return value


def _number(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"[1-9]\d?", value, re.ASCII):
        raise wrong(f"is {brief(value)!r}, but must be a number from 1 to 99")
    return value


Text: TypeAlias = Annotated[str, AfterValidator(_line)]
Name: TypeAlias = Annotated[Text, AfterValidator(_up_to(60))]
Sentence: TypeAlias = Annotated[Text, AfterValidator(_up_to(160))]
Description: TypeAlias = Annotated[Text, AfterValidator(_at_least(50)), AfterValidator(_up_to(160))]
Paragraph: TypeAlias = Annotated[Text, AfterValidator(_up_to(600))]
Id: TypeAlias = Annotated[
    Text,
    AfterValidator(_up_to(40)),
    AfterValidator(_like(_ID, "small letters, digits and hyphens, such as 'teen-services'")),
    AfterValidator(_not_index),
]
ListName: TypeAlias = Annotated[
    Text,
    AfterValidator(_up_to(64)),
    AfterValidator(_like(_LIST, "the part of the list's address before the @, such as 'mla-teens'")),
]
Host: TypeAlias = Annotated[Text, AfterValidator(_like(_HOST, "a host's full name, such as 'lists.mla.example'"))]
Zone: TypeAlias = Annotated[Text, AfterValidator(_like(_ZONE, "a time zone's name, such as 'America/Detroit'"))]
Chapter: TypeAlias = Annotated[
    Text, AfterValidator(_like(_CHAPTER, "a file below docs/, such as 'handbook/facilitator.md'"))
]
Address: TypeAlias = Annotated[Text, AfterValidator(_address)]
Url: TypeAlias = Annotated[Text, AfterValidator(_up_to(500)), AfterValidator(_url)]
Day: TypeAlias = Annotated[date, BeforeValidator(_day)]
Number: TypeAlias = Annotated[int, BeforeValidator(_number)]
YesOrNo: TypeAlias = Annotated[bool, BeforeValidator(_yes_or_no)]
Delimiter: TypeAlias = Annotated[str, AfterValidator(_one_of(("+", "-", "=", "_")))]
Answer: TypeAlias = Annotated[str, AfterValidator(_one_of(tuple(CONFIRMATIONS)))]
ManagerId: TypeAlias = Annotated[Text, AfterValidator(_one_of(tuple(MANAGERS)))]


class Status(StrEnum):
    """Where a community is in its life."""

    PROPOSED = "proposed"
    FORMING = "forming"
    ACTIVE = "active"
    PAUSED = "paused"
    MERGED = "merged"
    CLOSED = "closed"

    @property
    def ended(self) -> bool:
        """Tell whether the community is over and kept for its record only."""
        return self in (Status.MERGED, Status.CLOSED)


class OpenTo(StrEnum):
    """Who may join a list."""

    MEMBERS = "members"
    ANYONE = "anyone"
    NOBODY = "nobody"


class Approval(StrEnum):
    """Who lets a newcomer in."""

    NONE = "none"
    OWNER = "owner"


class Readers(StrEnum):
    """Who may read a list's archive."""

    SUBSCRIBERS = "subscribers"
    ANYONE = "anyone"


class Record(BaseModel):
    """A part of the catalog: frozen, and without any field that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Portal(Record, title="the member portal"):
    """Where members log in, and whether they can choose the lists of the association's server there."""

    name: Name
    url: Url
    lists: YesOrNo = True


class ListServer(Record, title="a list server"):
    """A program that runs mailing lists, and the host whose addresses it answers."""

    manager: ManagerId
    host: Host | None = None


class Association(Record, title="the association"):
    """Who runs the communities, and what is the same for all of them."""

    name: Name
    short_name: Name
    contact: Address
    member_portal: Portal
    time_zone: Zone
    list_server: ListServer
    webmail: YesOrNo = True
    edit_url: Annotated[Url, AfterValidator(_folder)] | None = None
    issue_url: Url | None = None


class Role(Record, title="a role"):
    """A part that people take; with `seats`, one that named people hold for a term."""

    name: Name
    summary: Sentence
    chapter: Chapter
    hours: Name
    term: Name | None = None
    seats: Number | None = None


class Confirmation(Record, title="a confirmation"):
    """The last day on which somebody checked an entry, and in which role."""

    on: Day
    by: Id


class MailingList(Record, title="a list"):
    """A community's mailing list; manager and host are the association's where not given.

    Some servers differ from what their manager does by default: `confirmation` says how joining is
    confirmed, `command_address` where commands go, `delimiter` what stands before them (mlmmj), and
    `own_host` that a service answers at a host of the list's own. A web form has `join_url` and
    `leave_url`, a list kept by hand has `contact`.
    """

    name: ListName
    manager: ManagerId | None = None
    host: Host | None = None
    open_to: Annotated[OpenTo, BeforeValidator(_one_of(tuple(OpenTo)))]
    approval: Annotated[Approval, BeforeValidator(_one_of(tuple(Approval)))] = Approval.NONE
    usual_wait: Name = "one working day"
    archive: Url | None = None
    archive_open_to: Annotated[Readers, BeforeValidator(_one_of(tuple(Readers)))] = Readers.SUBSCRIBERS
    tried: Day | None = None
    confirmation: Answer | None = None
    command_address: Address | None = None
    delimiter: Delimiter | None = None
    own_host: YesOrNo = False
    join_url: Url | None = None
    leave_url: Url | None = None
    contact: Address | None = None

    @property
    def addresses(self) -> tuple[str | None, ...]:
        """Give every address that the list has of its own."""
        return (self.host, self.archive, self.command_address, self.join_url, self.leave_url, self.contact)


class Seat(Record, title="a seat"):
    """Somebody's term in a role."""

    name: Name
    library: Name
    from_: Day = Field(alias="from")
    until: Day


class Community(Record, title="a community"):
    """One community of practice."""

    id: Id
    name: Name
    summary: Sentence
    purpose: Paragraph
    suits: Sentence
    topics: tuple[Id, ...]
    status: Annotated[Status, BeforeValidator(_one_of(tuple(Status)))]
    since: Day
    confirmed: Confirmation
    successor: Id | None = None
    formerly: tuple[Id, ...] = ()
    mailing_list: MailingList | None = Field(default=None, alias="list")
    people: Mapping[Id, tuple[Seat, ...]] = Field(default_factory=dict)

    @property
    def open(self) -> bool:
        """Tell whether people can join now."""
        return bool(not self.status.ended and self.mailing_list and self.mailing_list.open_to != OpenTo.NOBODY)


class Catalog(Record, title="the catalog"):
    """The whole catalog, as `data/cops.yaml` holds it."""

    association: Association
    topics: Mapping[Id, Name]
    roles: Mapping[Id, Role]
    communities: tuple[Community, ...]

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
        default = self.association.list_server
        manager = mailing_list.manager or default.manager
        usual = default.host if manager == default.manager else None
        return ListServer(manager=manager, host=mailing_list.host or usual or MANAGERS[manager].home or None)


class FrontMatter(Record, title="the head of a page"):
    """What a written page says of itself before its text; `questions` are those that a proposal answers."""

    title: Name
    description: Description
    questions: tuple[Sentence, ...] = ()
