"""Field types for days, times and how often a meeting repeats, each with its limits and messages."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema

from copsite.catalog.field_checks import Check, pattern, wrong
from copsite.catalog.field_types import Text
from copsite.catalog.moment_mistakes import day_mistake, minutes_mistake, moment_mistake
from copsite.catalog.recurrence import PATTERN, recurrence
from copsite.catalog.recurrence_mistakes import recurrence_mistake
from copsite.diagnostics.problem import brief

UNKNOWN_DAY = date(1970, 1, 1)  # where a file format demands a day of something that happened and none is known

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Exactly the days of this century, so that editors refuse the others too.
_MOMENT = re.compile(
    r"(?:20[0-9]{2}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)"
    r"|(?:0[13578]|1[02])-31)|20(?:[02468][048]|[13579][26])-02-29) (?:[01][0-9]|2[0-3]):[0-5][0-9]"
)
_MINUTES = re.compile(r"[5-9]|[1-9][0-9]{1,2}|1[0-3][0-9]{2}|14[0-3][0-9]|1440")


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not _DAY.fullmatch(value):
        raise wrong(*day_mistake(value))
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise wrong(f"is {brief(value)!r}, a day that no calendar has") from None


def _moment(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not _MOMENT.fullmatch(value):
        raise wrong(*moment_mistake(value))
    return datetime.fromisoformat(value)


def _minutes(value: object) -> object:
    if isinstance(value, str) and not _MINUTES.fullmatch(value):
        raise wrong(*minutes_mistake(value))
    return value


def _repeats(value: str) -> str:
    try:
        recurrence(value)
    except ValueError:
        raise wrong(*recurrence_mistake(value)) from None
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
            **pattern(f"(?:{_MINUTES.pattern})", "This must be a number of minutes from 5 to 1440."),
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
    Text,
    Check(_repeats, {"type": "string", **pattern(PATTERN, "This must be like 'every month on the first Thursday'.")}),
]
