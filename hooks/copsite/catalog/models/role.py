"""Roles, and the terms of people in them."""

from __future__ import annotations

from pydantic import Field

from copsite.catalog.day_types import Day
from copsite.catalog.field_types import Chapter, Name, Number, Sentence, YesOrNo
from copsite.catalog.models.record import Record
from copsite.catalog.nouns import in_sentence, plural


class Role(Record, title="a role"):
    """A part that people take; with `seats`, one that named people hold for a term."""

    name: Name = Field(title="Name", description="What someone in this role is called.", examples=["Facilitator"])
    plural: Name | None = Field(
        default=None,
        title="Plural",
        description="The name for several of them. Left out, it is formed from the name.",
        examples=["Chairpeople"],
    )
    summary: Sentence | None = Field(
        default=None,
        title="Summary",
        description="What someone in this role does, in one or two sentences.",
        examples=["Keeps a community's conversation going and welcomes newcomers."],
    )
    chapter: Chapter | None = Field(
        default=None,
        title="Chapter",
        description="The handbook page that describes the role, as a file below docs/. Two of its headings end in "
        "{#duties} and {#becoming}; the role's page quotes what stands below them.",
        examples=["handbook/facilitator.md"],
    )
    hours: Name | None = Field(
        default=None, title="Hours", description="How much time the role takes.", examples=["2 to 3 hours a month"]
    )
    term: Name | None = Field(
        default=None,
        title="Term",
        description="How long a person holds the role, if named people do.",
        examples=["2 years"],
    )
    seats: Number | None = Field(
        default=None,
        title="Seats",
        description="How many people of one community hold the role at a time, from 1 to 99. A community can say "
        "otherwise, with its own `seats`. Without it, nothing is vacant.",
        examples=[2],
    )

    @property
    def one(self) -> str:
        """Return what someone in the role is called within a sentence."""
        return in_sentence(self.name)

    @property
    def many(self) -> str:
        """Return what several are called within a sentence."""
        return in_sentence(self.plural or plural(self.name))


class Seat(Record, title="a seat"):
    """Someone's term in a role; a day that is not known is left out."""

    name: Name = Field(title="Name", description="Who holds the seat; ask them first.", examples=["Sample Person"])
    organization: Name | None = Field(
        default=None, title="Organization", description="Where they work.", examples=["Sample Library"]
    )
    from_: Day | None = Field(
        default=None,
        alias="from",
        title="From",
        description="Their first day, if it is known.",
        examples=["2026-02-03"],
    )
    until: Day | None = Field(
        default=None, title="Until", description="Their last day, if it is set.", examples=["2028-02-02"]
    )
    former: YesOrNo = Field(
        default=False,
        title="Former",
        description="Whether they no longer hold the seat, where their last day is not known.",
        examples=["yes"],
    )
