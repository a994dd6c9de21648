"""A message of a channel's own, in place of the usual one of its type."""

from __future__ import annotations

from pydantic import Field

from copsite.catalog.field_types import Address, Name, Sentence
from copsite.catalog.models.record import Record
from copsite.channels.mailto import Message


class Letter(Record, title="a message"):
    """A message to send for joining or leaving, where it is not the usual one of the channel's type."""

    to: Address | None = Field(
        default=None,
        title="To",
        description="Where it goes. Leave it out for the owners' address.",
        examples=["maps-request@lists.library.example"],
    )
    subject: Name | None = Field(
        default=None, title="Subject", description="Its subject.", examples=["Subscribe to Map Librarians"]
    )
    body: Sentence | None = Field(
        default=None, title="Body", description="Its text, in one line.", examples=["subscribe maps"]
    )

    def message_to(self, owner: Message | None) -> Message | None:
        """Return the message, which goes to the channel's owners unless it has an address; None without one."""
        to = self.to or (owner and owner.to)
        return Message(to, self.subject or "", self.body or "") if to else None
