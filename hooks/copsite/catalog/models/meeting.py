"""A meeting of a community, single or in a series."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from pydantic import Field

from copsite.catalog.day_types import Day, Minutes, Moment, Repeats
from copsite.catalog.field_formats import slug
from copsite.catalog.field_types import Name, Sentence, Url, Zone
from copsite.catalog.models.record import Record


class Meeting(Record, title="a meeting"):
    """A meeting, or a series of meetings with one title, place and length."""

    title: Name = Field(
        title="Title",
        description="What the meeting is called. Each meeting of a community has its own title; "
        "with a new title, it becomes another event in people's calendars.",
        examples=["Monthly call"],
    )
    starts: Moment = Field(
        title="Starts",
        description="The day and time of the first meeting, in its time zone.",
        examples=["2026-12-03 14:00"],
    )
    minutes: Minutes = Field(title="Minutes", description="How long it takes, from 5 to 1440.", examples=[45])
    zone: Zone | None = Field(
        default=None,
        title="Time zone",
        description="The zone of a city in the IANA list, for its times. Leave it out for the association's own.",
        examples=["America/Chicago"],
    )
    repeats: Repeats | None = Field(
        default=None,
        title="Repeats",
        description="How often a series takes place. Leave it out for a single meeting.",
        examples=["every month on the first Thursday"],
    )
    until: Day | None = Field(
        default=None,
        title="Until",
        description="The last day on which a series can take place; a series needs one, and is renewed at the "
        "yearly review.",
        examples=["2027-11-30"],
    )
    except_: tuple[Day, ...] = Field(
        default=(),
        alias="except",
        title="Except",
        description="Each day of the series on which there is no meeting.",
        examples=[["2027-01-07"]],
    )
    moved: Mapping[Day, Moment] = Field(
        default_factory=dict,
        title="Moved",
        description="Each day of the series whose meeting takes place at another time, then the new day and time.",
        examples=[{"2027-02-04": "2027-02-11 15:00"}],
    )
    where: Sentence = Field(
        title="Where",
        description="The place, or how people get in online.",
        examples=["Online; the link comes on the list"],
    )
    url: Url | None = Field(
        default=None,
        title="Web address",
        description="Where it takes place online, if everyone may know the address.",
        examples=["https://meet.library.example/maps"],
    )
    registration: Url | None = Field(
        default=None,
        alias="register",
        title="Registration",
        description="The page on which people register for it.",
        examples=["https://library.example/events/maps"],
    )
    notes: Url | None = Field(
        default=None,
        title="Notes",
        description="Where the agenda and the notes are.",
        examples=["https://files.library.example/maps/notes"],
    )
    recordings: Url | None = Field(
        default=None,
        title="Recordings",
        description="Where the recordings are.",
        examples=["https://files.library.example/maps/recordings"],
    )

    def time_on(self, day: date) -> datetime:
        """Return when the meeting of a day of its rule takes place, moved or not, in its time zone."""
        return self.moved.get(day) or datetime.combine(day, self.starts.time())

    @property
    def id(self) -> str:
        """Return the meeting's id within its community, from its title, or from its first day if that gives none."""
        return slug(self.title) or f"{self.starts:%Y-%m-%d}"
