"""Roles, and the terms of people in them."""

from __future__ import annotations

from pydantic import Field

from copsite.catalog.day_types import Day
from copsite.catalog.field_types import Chapter, Name, Number, Sentence
from copsite.catalog.models.record import Record


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


class Seat(Record, title="a seat"):
    """Somebody's term in a role."""

    name: Name = Field(title="Name", description="Who holds the seat; ask them first.", examples=["Sample Person"])
    library: Name = Field(title="Library", description="Where they work.", examples=["Sample Library"])
    from_: Day = Field(alias="from", title="From", description="Their first day.", examples=["2026-02-03"])
    until: Day = Field(title="Until", description="Their last day.", examples=["2028-02-02"])
