"""Properties as the lines that files have, written by icalendar: escaped and folded (RFC 5545, 3.1)."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from icalendar import vCategory, vDDDTypes, vText, vUri
from icalendar.parser import Contentline

_FOLDED = 75  # octets; icalendar looks at each letter of a line, which shorter ones need not wait for

# Events share many of their lines, such as a place, which are then written once.
shared = lru_cache(maxsize=1000)


class Text(vText):
    r"""A text, escaped (RFC 5545, 3.3.11); the base class takes `\N` for the end of a line."""

    def to_ical(self) -> bytes:
        """Return the text as files have it."""
        if r"\N" not in self:
            return super().to_ical()
        return rb"\\N".join(vText(part).to_ical() for part in self.split(r"\N"))


def line(name: str, value: Any) -> bytes:
    """Return a property whose value is one of icalendar's."""
    found = Contentline.from_parts(name, value.params, value, sorted=False)
    written: bytes = found.encode() if found.isascii() and len(found) < _FOLDED else found.to_ical()
    return written + b"\r\n"


def text_line(name: str, text: str) -> bytes:
    """Return a property with a text."""
    return line(name, Text(text))


def time_line(name: str, moment: datetime) -> bytes:
    """Return a property with a time, in its zone."""
    return line(name, vDDDTypes(moment))


def address_line(name: str, address: str, **parameters: str) -> bytes:
    """Return a property with a web address."""
    return line(name, vUri(address, params=parameters))


@shared
def shared_text_line(name: str, text: str) -> bytes:
    """Return a property with a text that other events have too."""
    return text_line(name, text)


@shared
def categories_line(names: tuple[str, ...]) -> bytes:
    """Return the categories of an event."""
    categories = vCategory([])
    categories.cats = [Text(name) for name in names]
    return line("CATEGORIES", categories)
