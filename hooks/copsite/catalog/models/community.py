"""A community of practice."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from pydantic import Field

from copsite.catalog.day_types import Day
from copsite.catalog.field_types import Address, Id, Ids, Language, Logo, Name, Number, Paragraph, Sentence
from copsite.catalog.models.channel import Channel
from copsite.catalog.models.meeting import Meeting
from copsite.catalog.models.need import Need
from copsite.catalog.models.profile import Link, Location
from copsite.catalog.models.record import Record
from copsite.catalog.models.role import Seat
from copsite.catalog.models.status import Confirmation, Status


class Community(Record, title="a community"):
    """One community of practice."""

    id: Id = Field(
        title="Id",
        description="The last part of its page's address: small letters, digits and hyphens. "
        "If it must change, keep the old one in formerly, and never give it to another.",
        examples=["map-librarians"],
    )
    name: Name = Field(title="Name", description="What it is called.", examples=["Map Librarians"])
    also_called: tuple[Name, ...] = Field(
        default=(),
        title="Also called",
        description="Other names by which people look for it: an acronym, former names.",
        examples=[["Atlases"]],
    )
    summary: Sentence = Field(
        title="Summary",
        description="What it is about, in one sentence.",
        examples=["Maps and atlases, on paper and on screens."],
    )
    purpose: Paragraph | None = Field(
        default=None,
        title="Purpose",
        description="What it is for, in a sentence or more.",
        examples=["Members compare what works before they buy, plan or ask their boards for money."],
    )
    suits: Sentence | None = Field(
        default=None,
        title="Whom it suits",
        description="Who should join, in one sentence.",
        examples=["Anyone who works with maps, in a library of any kind."],
    )
    topics: tuple[Id, ...] = Field(
        default=(),
        title="Topics",
        description="What it is about: any of the catalog's topics, each by its short name.",
        examples=[["maps", "public-service"]],
    )
    status: Status = Field(title="Status", description="Where it is in its life.", examples=["active"])
    since: Day | None = Field(
        default=None,
        title="Since",
        description="The day on which it came to its status, if it is known.",
        examples=["2026-02-03"],
    )
    confirmed: Confirmation | None = Field(
        default=None,
        title="Confirmed",
        description="When, and in which role, someone last checked the entry.",
        examples=[{"date": "2026-10-01", "by": "facilitator"}],
    )
    successor: Id | None = Field(
        default=None,
        title="Successor",
        description="The id of the community that a merged one is part of now, or that has a closed one's topic.",
        examples=["acquisitions"],
    )
    formerly: tuple[Id, ...] = Field(
        default=(),
        title="Formerly",
        description="Each id that it had before. The old addresses go on working.",
        examples=[["atlases"]],
    )
    part_of: Ids = Field(
        default=(),
        title="Part of",
        description="The id of the community that it is a part of, or of several.",
        examples=[["special-collections"]],
    )
    place: Location | None = Field(
        default=None,
        title="Place",
        description="Where it is at home, if it belongs to a place.",
        examples=[{"town": "Cambridge", "region": "Massachusetts", "country": "United States"}],
    )
    languages: tuple[Language, ...] = Field(
        default=(),
        title="Languages",
        description="The languages that it speaks, each by its tag.",
        examples=[["en", "es"]],
    )
    contact: Address | None = Field(
        default=None,
        title="Contact",
        description="The community's own email address, for questions. Everyone can read it.",
        examples=["maps@library.example"],
    )
    logo: Logo | None = Field(
        default=None,
        title="Logo",
        description="Its logo, as a picture below docs/.",
        examples=["cops/map-librarians.svg"],
    )
    links: tuple[Link, ...] = Field(
        default=(),
        title="Links",
        description="Its pages elsewhere.",
        examples=[[{"type": "charter", "url": "https://files.library.example/maps/charter"}]],
    )
    channels: tuple[Channel, ...] = Field(
        default=(),
        title="Channels",
        description="Where it talks and meets. The first that people can join is the way in.",
        examples=[[{"list": "maps", "open_to": "members"}]],
    )
    people: Mapping[Id, tuple[Seat, ...]] = Field(
        default_factory=dict,
        title="People",
        description="Who holds which seat: the short name of a role, then everyone who holds it or held it.",
        # From a single example, the YAML extension makes a template, which is wrong for lists of groups.
        examples=[
            {
                "facilitator": [
                    {
                        "name": "Sample Person",
                        "organization": "Sample Library",
                        "from": "2026-02-03",
                        "until": "2028-02-02",
                    }
                ]
            },
            {
                "facilitator": [
                    {
                        "name": "Sample Person",
                        "organization": "Sample Library",
                        "from": "2024-02-03",
                        "until": "2026-02-02",
                    },
                    {
                        "name": "Another Person",
                        "organization": "Sample Library",
                        "from": "2026-02-03",
                        "until": "2028-02-02",
                    },
                ]
            },
        ],
    )

    seats: Mapping[Id, Number] = Field(
        default_factory=dict,
        title="Seats",
        description="How many people hold a role here, if not as many as the role says: the short name of a role, "
        "then the number.",
        examples=[{"facilitator": 3}],
    )
    meetings: tuple[Meeting, ...] = Field(
        default=(),
        title="Meetings",
        description="Its meetings, single ones and series.",
        examples=[
            [
                {
                    "title": "Monthly call",
                    "starts": "2026-12-03 14:00",
                    "minutes": 45,
                    "repeats": "every month on the first Thursday",
                    "until": "2027-11-30",
                    "where": "Online; the link comes on the list",
                }
            ]
        ],
    )
    needs: tuple[Need, ...] = Field(
        default=(),
        title="Needs",
        description="Issues that it sees coming, and training that its members need.",
        examples=[
            [
                {
                    "what": "Patrons ask us to help them check whether a picture was made by AI.",
                    "kind": "training",
                    "noted": "2026-10-01",
                }
            ]
        ],
    )

    @cached_property  # set by the catalog, which knows the names of the others
    def full_name(self) -> str:
        """Return the name, with its place in parentheses if another community has the same name."""
        return self.name

    @property
    def first_id(self) -> str:
        """Return the id that it had first, which no renaming changes."""
        return self.formerly[0] if self.formerly else self.id

    def answer_to(self, need: Need) -> Meeting | None:
        """Return the meeting that answers a need, if it names one."""
        return next((one for one in self.meetings if one.title == need.meeting), None)

    def name_in_full(self, name: str) -> None:
        """Set the full name, which only the catalog can derive."""
        self.__dict__["full_name"] = name

    @cached_property
    def way_in(self) -> Channel | None:
        """Return the first channel that people can join now, or None."""
        return None if self.status.ended else next((one for one in self.channels if one.open), None)

    @property
    def open(self) -> bool:
        """Tell whether people can join now."""
        return self.way_in is not None

    @property
    def archives(self) -> tuple[Channel, ...]:
        """Return the channels that have an archive."""
        return tuple(one for one in self.channels if one.archive)
