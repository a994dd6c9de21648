"""How often a meeting repeats: a closed grammar in plain words, such as `every month on the first Thursday`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}

_WEEKDAY = "|".join(WEEKDAYS)
_ORDINAL = "|".join(ORDINALS)
_EVERY = r"(?:([2-9]|1[0-2]) {0}s|{0})"
PATTERN = (
    rf"every (?:{_EVERY.format('week')}(?: on ((?:{_WEEKDAY})(?: and (?:{_WEEKDAY}))*))?"
    rf"|{_EVERY.format('month')} on the ((?:{_ORDINAL})(?: and (?:{_ORDINAL}))*) ({_WEEKDAY})"
    r"|(year))"
)
_FORM = re.compile(PATTERN)


@dataclass(frozen=True)
class Recurrence:
    """A rule: every `interval` weeks, months or years (`unit`).

    `weekdays` count from 0, Monday, and are empty for those of the first meeting; `ordinals` are the first to fourth
    of them in a month, or -1 for the last.
    """

    unit: str
    interval: int
    weekdays: tuple[int, ...] = ()
    ordinals: tuple[int, ...] = ()


@lru_cache(maxsize=1000)  # a catalog repeats few rules
def recurrence(words: str) -> Recurrence:
    """Return the rule of these words; raise `ValueError` if they are not in the grammar."""
    found = _FORM.fullmatch(words)
    if found is None:
        raise ValueError(words)
    weeks, days, months, ordinals, day, year = found.groups()
    if year:
        return Recurrence("year", 1)
    if ordinals:
        nth = tuple(ORDINALS[one] for one in ordinals.split(" and "))
        return Recurrence("month", int(months or 1), (WEEKDAYS.index(day),), nth)
    return Recurrence("week", int(weeks or 1), tuple(WEEKDAYS.index(one) for one in (days or "").split(" and ") if one))
