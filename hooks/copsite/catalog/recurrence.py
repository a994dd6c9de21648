"""How often a meeting repeats: a closed grammar in plain words, such as `every month on the first Thursday`."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import count

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY_CODES = tuple(day[:2].upper() for day in WEEKDAYS)  # MO to SU (RFC 5545, 3.3.10)
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
MOST_APART = 12  # weeks or months between two meetings of a series


def _listed(words: str) -> str:
    """Return a pattern for one of the words, or several as in `a and b` or `a, b and c`."""
    return f"(?:{words})(?:(?:(?:, (?:{words}))+,?)? and (?:{words}))?"


_WEEKDAY, _ORDINAL = "|".join(WEEKDAYS), "|".join(ORDINALS)
_EVERY = r"every (?:{0}|(?:[2-9]|1[0-2]) {0}s)"
# For both Python and JavaScript in editors. No word comes twice: the text of the longest rule is short.
PATTERN = (
    rf"(?!.*({_WEEKDAY}|{_ORDINAL}).*\1)(?:"
    rf"{_EVERY.format('week')}(?: on {_listed(_WEEKDAY)})?"
    rf"|{_EVERY.format('month')} on the {_listed(_ORDINAL)} (?:{_WEEKDAY})"
    r"|every year)"
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
    if not _FORM.fullmatch(words):
        raise ValueError(words)
    _, *parts = words.replace(",", "").split()
    interval = int(parts.pop(0)) if parts[0].isdigit() else 1
    weekdays = tuple(WEEKDAYS.index(part) for part in parts if part in WEEKDAYS)
    ordinals = tuple(ORDINALS[part] for part in parts if part in ORDINALS)
    return Recurrence(parts[0].removesuffix("s"), interval, weekdays, ordinals)


def in_words(rule: Recurrence) -> str:
    """Return the words of a rule, in the grammar if the rule can be expressed in it."""
    names = {number: name for name, number in ORDINALS.items()}
    weekdays = _joined([WEEKDAYS[day] for day in rule.weekdays])
    ordinals = _joined([names[n] for n in rule.ordinals])
    every = rule.unit if rule.interval == 1 else f"{rule.interval} {rule.unit}s"
    on = f"the {ordinals} {weekdays}" if ordinals else weekdays
    return f"every {every} on {on}" if on else f"every {every}"


def _joined(words: list[str]) -> str:
    *most, last = words or [""]
    return f"{', '.join(most)} and {last}" if most else last


def fits(rule: Recurrence, day: date) -> bool:
    """Tell whether a series by this rule can begin on a day."""
    if rule.unit == "year":
        return (day.month, day.day) != (2, 29)
    if rule.weekdays and day.weekday() not in rule.weekdays:
        return False
    is_last = day.day + 7 > monthrange(day.year, day.month)[1]
    return not rule.ordinals or (day.day + 6) // 7 in rule.ordinals or (is_last and -1 in rule.ordinals)


def nearest(rule: Recurrence, day: date) -> tuple[date, date]:
    """Return the last day before and the first day after a day on which a series by this rule can begin."""
    before, after = (
        next(found for n in count(1) if fits(rule, found := day + sign * timedelta(n))) for sign in (-1, 1)
    )
    return before, after
