"""Messages for members to send, and the links that start them: `mailto:` (RFC 6068) and webmail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import quote


@dataclass(frozen=True)
class Message:
    """A message to `to`, one address or several with a comma between; an empty subject or body stays empty.

    Lines of the body end in `\\n`.
    """

    to: str
    subject: str = ""
    body: str = ""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Return the addresses that it goes to."""
        return tuple(map(str.strip, self.to.split(",")))

    @cached_property
    def mailto(self) -> str:
        """Return the `mailto:` link (RFC 6068): spaces become `%20`, not `+` (section 5), line ends `%0D%0A`."""
        fields = {"subject": self.subject, "body": self.body.replace("\n", "\r\n")}
        query = query_of(fields)
        addresses = (one.rpartition("@") for one in self.addresses)
        to = ",".join([f"{_quoted(local)}@{_quoted(host)}" for local, _, host in addresses])
        return f"mailto:{to}" + (f"?{query}" if query else "")

    @cached_property
    def webmail(self) -> tuple[tuple[str, str], ...]:
        """Return links that start the message in webmail services, as (service, address).

        Outlook, for work and school or for personal accounts, is left out for a plus sign anywhere, which it turns into
        a space, for a space, which its login turns into a plus sign, and for several addresses.
        """
        names = {
            "Gmail": ("https://mail.google.com/mail/?view=cm&fs=1&", "to", "su", "body"),
            "Outlook (work or school)": ("https://outlook.office.com/mail/deeplink/compose?", "to", "subject", "body"),
            "Outlook.com": ("https://outlook.live.com/mail/0/deeplink/compose?", "to", "subject", "body"),
            "Yahoo": ("https://compose.mail.yahoo.com/?", "to", "subject", "body"),
        }
        values = [_quoted(one) for one in (",".join(self.addresses), self.subject, self.body.replace("\n", "\r\n"))]
        spoilt = any(sign in part for sign in " +" for part in (self.to, self.subject, self.body))
        return tuple(
            (service, start + "&".join([f"{name}={text}" for name, text in zip(fields, values, strict=True) if text]))
            for service, (start, *fields) in names.items()
            if not (spoilt and service.startswith("Outlook"))
        )


def query_of(fields: Mapping[str, str]) -> str:
    """Return the query of a web address, without the question mark and without empty fields."""
    return "&".join([f"{name}={_quoted(value)}" for name, value in fields.items() if value])


@lru_cache(maxsize=1000)  # most are the same on every page
def _quoted(text: str) -> str:
    return quote(text, safe="")
