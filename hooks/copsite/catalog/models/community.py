"""A community of practice, its status and its latest confirmation."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from copsite.catalog.day_types import Day
from copsite.catalog.field_types import Id, Name, Paragraph, Sentence, Word
from copsite.catalog.models.channel import MailingList, OpenTo
from copsite.catalog.models.meeting import Meeting
from copsite.catalog.models.need import Need
from copsite.catalog.models.record import Record
from copsite.catalog.models.role import Seat


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
        """Tell whether the community has ended; its page remains."""
        return self in (Status.MERGED, Status.CLOSED)


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
        # From a single example, the YAML extension makes a template, which is wrong for lists of groups.
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

    @property
    def first_id(self) -> str:
        """Return the id that it had first, which no renaming changes."""
        return self.formerly[0] if self.formerly else self.id

    def answer_to(self, need: Need) -> Meeting | None:
        """Return the meeting that answers a need, if it names one."""
        return next((one for one in self.meetings if one.title == need.meeting), None)

    @property
    def open(self) -> bool:
        """Tell whether people can join now."""
        return bool(not self.status.ended and self.mailing_list and self.mailing_list.open_to != OpenTo.NOBODY)
