"""What tells a community apart from others: where it is at home, and its pages elsewhere."""

from __future__ import annotations

from pydantic import Field

from copsite.catalog.field_types import Name, Url, Word
from copsite.catalog.models.record import Record


class LinkKind(Word):
    """What a community's link leads to."""

    HOME = "home", "its home page"
    CHARTER = "charter", "its charter or terms of reference"
    NOTES = "notes", "agendas and notes"
    RECORDINGS = "recordings", "recordings of its meetings"
    DOCUMENTS = "documents", "its documents"
    CODE = "code", "code that it writes"
    NEWS = "news", "its news or blog"
    SOCIAL = "social", "an account on a social network"
    OTHER = "other", "something else, which needs a label"


class Link(Record, title="a link"):
    """A page elsewhere that belongs to a community."""

    type: LinkKind = Field(title="Type", description="What it leads to.", examples=["charter"])
    url: Url = Field(
        title="Web address", description="Its address.", examples=["https://files.library.example/maps/charter"]
    )
    label: Name | None = Field(
        default=None,
        title="Label",
        description="The words of the link, where its type does not say enough.",
        examples=["Charter of 2024"],
    )


class Location(Record, title="a place"):
    """Where a community is at home."""

    town: Name | None = Field(default=None, title="Town", description="The town or city.", examples=["Cambridge"])
    region: Name | None = Field(
        default=None, title="Region", description="The state, province or region.", examples=["Massachusetts"]
    )
    country: Name | None = Field(default=None, title="Country", description="The country.", examples=["United States"])

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the parts that are given, from the smallest."""
        return tuple(filter(None, (self.town, self.region, self.country)))
