"""An item of news, and the words and ids that items have in common."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID, uuid5

_NAMESPACE = UUID("a79646d8-afe1-4cd4-8f93-533a632b4e62")  # with another one, every item is new to feed readers
_RIGHT_TO_LEFT = {"R", "AL", "AN"}

KINDS: Mapping[str, str] = {
    "community": "Communities",
    "people": "People",
    "meeting": "Meetings",
    "resource": "Resources",
    "need": "Needs",
}


class NewsItem(NamedTuple):
    """Something that happened: its day, title and text, and the page to read more on, a source below docs/.

    `kind` is one of `KINDS`; `text` is '' if there is no more to say. `key` identifies what happened to what, and stays
    the same under another name.
    """

    day: date
    kind: str
    key: tuple[str, ...]
    title: str
    text: str
    link: str

    @property
    def in_order(self) -> tuple[int, tuple[str, ...]]:
        """Return the key that sorts items, the newest first."""
        return -self.day.toordinal(), self.key


def permanent_id(*key: str) -> str:
    """Return the URI of something with this key, always the same (RFC 9562, 5.5)."""
    return uuid5(_NAMESPACE, "\n".join(key)).urn


@lru_cache
def day_words(day: date) -> str:
    """Return a day such as `December 3, 2026`."""
    return f"{day:%B} {day.day}, {day.year}"


def isolated(name: str) -> str:
    """Return a name for use amid English text: one that runs from right to left does not reorder what follows.

    This takes two invisible characters, as there may be no elements in a feed's titles (UAX 9, 2.4).
    """
    if name.isascii() or not any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in name):
        return name
    return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}"
