"""Field types for days, times and how often a meeting repeats, each with its limits and messages."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from copsite.catalog.field_checks import pattern, wrong
from copsite.catalog.recurrence import PATTERN, recurrence
from copsite.diagnostics.problem import brief

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_IN_ANOTHER_FORM = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}")
_MINUTES = re.compile(r"[1-9][0-9]{0,3}")


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    if _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise wrong(f"is {brief(value)!r}, a day that no calendar has") from None
    words = f"is {brief(value)!r}, but must be a day written as year-month-day, "
    if found := _DAY_IN_ANOTHER_FORM.fullmatch(value):
        guess = f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}"
        raise wrong(f"{words}so write {guess!r}", guess)
    raise wrong(f"{words}such as '2026-02-03'")


def _moment(value: object) -> object:
    if not isinstance(value, str):
        return value
    if _MOMENT.fullmatch(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            raise wrong(f"is {brief(value)!r}, a day or time that does not exist") from None
    raise wrong(f"is {brief(value)!r}, but must be a day and a time of 24 hours, such as '2026-12-03 14:00'")


def _minutes(value: object) -> object:
    if isinstance(value, str) and not (_MINUTES.fullmatch(value) and 5 <= int(value) <= 1440):
        raise wrong(f"is {brief(value)!r}, but must be a number of minutes from 5 to 1440")
    return value


def _repeats(value: str) -> str:
    try:
        recurrence(value)
    except ValueError:
        words = (
            f"is {brief(value)!r}, but must be like 'every month on the first Thursday' or 'every 2 weeks on Tuesday'"
        )
        raise wrong(words) from None
    return value


Day: TypeAlias = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema(
        {
            "type": "string",
            "format": "date",
            **pattern(_DAY.pattern, "This must be a day written as year-month-day, such as '2026-02-03'."),
        }
    ),
]
Minutes: TypeAlias = Annotated[
    int,
    BeforeValidator(_minutes),
    WithJsonSchema(
        {
            "type": ["integer", "string"],
            "minimum": 5,
            "maximum": 1440,
            **pattern(_MINUTES.pattern, "This must be a number of minutes from 5 to 1440."),
        }
    ),
]
Moment: TypeAlias = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema(
        {
            "type": "string",
            **pattern(_MOMENT.pattern, "This must be a day and a time of 24 hours, such as '2026-12-03 14:00'."),
        }
    ),
]
Repeats: TypeAlias = Annotated[
    str,
    AfterValidator(_repeats),
    WithJsonSchema({"type": "string", **pattern(PATTERN, "This must be like 'every month on the first Thursday'.")}),
]
