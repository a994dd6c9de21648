"""A message that somebody is to send, and the `mailto:` link that begins it (RFC 6068)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import quote


@dataclass(frozen=True)
class Message:
    """A message to `to`; an empty subject or body is one that stays empty. Body lines end in `\\n`."""

    to: str
    subject: str = ""
    body: str = ""

    @cached_property
    def mailto(self) -> str:
        """Write the link by RFC 6068: spaces are `%20`, never `+` (section 5), lines end in `%0D%0A`."""
        local, _, host = self.to.rpartition("@")
        fields = {"subject": self.subject, "body": self.body.replace("\n", "\r\n")}
        query = query_of(fields)
        return f"mailto:{_quoted(local)}@{_quoted(host)}" + (f"?{query}" if query else "")

    @property
    def webmail(self) -> tuple[tuple[str, str], ...]:
        """Give the pages of webmail services on which the message can be written, as (service, address).

        Outlook turns a plus sign in an address into a space, so it is left out where there is one.
        """
        names = {
            "Gmail": ("https://mail.google.com/mail/?view=cm&fs=1&", "to", "su", "body"),
            "Outlook": ("https://outlook.office.com/mail/deeplink/compose?", "to", "subject", "body"),
            "Yahoo": ("https://compose.mail.yahoo.com/?", "to", "subject", "body"),
        }
        values = (self.to, self.subject, self.body.replace("\n", "\r\n"))
        return tuple(
            (service, start + query_of(dict(zip(fields, values, strict=True))))
            for service, (start, *fields) in names.items()
            if service != "Outlook" or "+" not in self.to
        )


def query_of(fields: Mapping[str, str]) -> str:
    """Write the part of an address behind its question mark; fields without a value are left out."""
    return "&".join([f"{name}={_quoted(value)}" for name, value in fields.items() if value])


@lru_cache(maxsize=1000)  # most are the same on every page
def _quoted(text: str) -> str:
    return quote(text, safe="")
