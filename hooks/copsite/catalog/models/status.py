"""A community's status, and the latest confirmation of its entry."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from copsite.catalog.day_types import Day
from copsite.catalog.field_types import Id, Word
from copsite.catalog.models.record import Record


class Status(Word):
    """Where a community is in its life."""

    PROPOSED = "proposed", "an idea that looks for people"
    FORMING = "forming", "approved by the association, and getting ready to begin"
    ACTIVE = "active", "at work; people can take part"
    PAUSED = "paused", "at rest for a while; it can be taken up again"
    MERGED = "merged", "over, and part of another community now"
    CLOSED = "closed", "over"

    @property
    def ended(self) -> bool:
        """Tell whether the community has ended; its page remains."""
        return self in (Status.MERGED, Status.CLOSED)

    def has_been(self, since: date | None) -> str:
        """Return the status in a sentence, with the day since when it is so if that is known."""
        return f"has been {self} since {since}" if since else f"is {self}"


class Confirmation(Record, title="a confirmation"):
    """The last day on which someone checked an entry, and in which role."""

    date: Day = Field(
        title="Day",
        description="The day on which someone last read the whole entry and found it true.",
        examples=["2026-10-01"],
    )
    by: Id = Field(
        title="Role",
        description="In which role they read it: one of the catalog's roles, or association.",
        examples=["facilitator"],
    )
