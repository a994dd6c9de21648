"""What people write for a day, a time or a length of time, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta

from copsite.catalog.time_zones import city_of
from copsite.diagnostics.problem import brief

_READ = 100  # characters; the spellings that people use are shorter
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_DATES = (
    re.compile(r"\b(?P<year>[0-9]{4})([-./])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})(?![0-9])"),
    re.compile(r"\b(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?![0-9])"),
    re.compile(r"\b(?P<month>[0-9]{1,2})([-./])(?P<day>[0-9]{1,2})\2(?P<year>[0-9]{4})\b"),
    re.compile(rf"\b{_MONTH} (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<year>[0-9]{{4}})\b"),
    re.compile(rf"\b(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|\.)? {_MONTH},? (?P<year>[0-9]{{4}})\b"),
)
_MONTH_OR_DAY_FIRST = _DATES[2]
_HALF = r" ?(?P<half>[ap])\.?m\b\.?"
_TIMES = (
    re.compile(rf"(?P<hour>[0-9]{{1,2}})[:.h](?P<minute>[0-9]{{2}})(?::[0-9]{{2}}(?:\.[0-9]+)?)?(?:{_HALF})?"),
    re.compile(r"\b(?P<hour>[0-9]{1,2})(?= ?(?:-|–|to) ?[0-9])|\b(?P<noon>noon)\b"),
    re.compile(rf"\b(?P<hour>[0-9]{{1,2}}){_HALF}"),
    re.compile(r"(?<![0-9])(?P<hour>[01][0-9]|2[0-3])(?P<minute>[0-5][0-9])(?:[0-9]{2})?(?![0-9])"),
    re.compile(r"\b(?P<hour>[0-9]{1,2}) ?(?:h|hrs|hours|o'clock)\b"),
)
_AFTERNOON = re.compile(r"[0-9] ?[ap]\.?m\b")
_END = re.compile(r" ?(?:-|–|to|until) ?[0-9]{1,2}(?:[:.][0-9]{2}(?: ?[ap]\.?m)?| ?[ap]\.?m)")
_FILLING = re.compile(
    r"\b(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|at|on|from|hrs|hours|time)\b|[,()]|(?<![a-z])t(?![a-z])"
)
_ZONE = re.compile(r"[a-z]+/[a-z_/]+|(?:utc|gmt)? ?[+-] ?[0-9]{1,2}|[a-z]+")
_LENGTH = re.compile(
    r"(?:pt)?"
    r"(?:(?P<hours>[0-9]{1,2}(?:[.,][0-9]{1,2})?|an?|one|two|three|half an?) ?(?:h|hours?|hrs?)\.?)?,? ?(?:and )?"
    r"(?:(?P<minutes>[0-9]{1,4}) ?(?:m|mins?|minutes?)?\.?)?"
)
_HOURS = {"a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "half a": 0.5, "half an": 0.5}
_CENTURY = range(2000, 2100)


def day_mistake(value: str) -> tuple[str, str | None]:
    """Return the message, after the field's name, about a text that is not a day, and the likely correction."""
    _, days, _ = _dates(value[:_READ].casefold())
    words = f"is {brief(value)!r}, but must be a day written as year-month-day, "
    if not days:
        return f"{words}such as '2026-02-03'", None
    return f"{words}so write {_options(map(str, days))}", _only(map(str, days))


def moment_mistake(value: str) -> tuple[str, str | None]:
    """Return the message, after the field's name, about a text that is no day and time, and the likely correction."""
    dated, days, rest = _dates(" ".join(value[:_READ].casefold().split()))
    timed, minutes, rest = _times(rest)
    words, elsewhere = f"is {brief(value)!r}", "".join(_elsewhere(rest, minutes) if minutes else ())
    if (dated and not days) or (timed and not minutes):
        return f"{words}, a day or time that does not exist", None
    if any(day.year not in _CENTURY for day in days):
        return f"{words}, but its year must be from 2000 to 2099", None
    if days and minutes:
        found = [datetime.combine(day, time()) + timedelta(minutes=n) for day in days for n in minutes]
        shown = [f"{moment:%Y-%m-%d %H:%M}" for moment in found]
        return f"{words}, but must be a day and a time of 24 hours. Write {_options(shown)}{elsewhere}", _only(shown)
    example = f"{days[0] if days else '2026-12-03'} {_clock(minutes[0]) if minutes else '14:00'}"
    lacking = "has no time" if days else "has no day" if minutes else "must be a day and a time of 24 hours"
    return f"{words}, but {lacking}. Write both, such as {example!r}{elsewhere}", None


def minutes_mistake(value: str) -> tuple[str, str | None]:
    """Return the message, after the field's name, about a text that is no number of minutes, and the correction."""
    text = " ".join(value[:_READ].casefold().split())
    words = f"is {brief(value)!r}, but must be a number of minutes from 5 to 1440"
    if found := re.fullmatch("([0-9]{1,2}):([0-9]{2})", text):
        total = 60 * int(found[1]) + int(found[2])
    elif found := _LENGTH.fullmatch(text):
        hours = _HOURS.get(found["hours"] or "", 0) or float((found["hours"] or "0").replace(",", "."))
        total = round(60 * hours) + int(found["minutes"] or 0)
    else:
        total = 0
    guess = str(total) if 5 <= total <= 1440 else None
    return words + (f". Write {guess}" if guess else ""), guess


def _dates(text: str) -> tuple[bool, Sequence[date], str]:
    """Tell whether a text has a day; return what it may be, and the text without it."""
    for form in _DATES:
        if found := form.search(text):
            parts = found.groupdict()
            name = parts.get("name")
            month = _MONTHS.index(name) + 1 if name else int(parts["month"])
            readings = [(month, int(parts["day"]))]
            if form is _MONTH_OR_DAY_FIRST:
                readings.append((int(parts["day"]), month))
            days = dict[date, None]()
            for reading in readings:
                with suppress(ValueError):
                    days[date(int(parts["year"]), *reading)] = None
            return True, (*days,), f"{text[: found.start()]} {text[found.end() :]}"
    return False, (), text


def _times(text: str) -> tuple[bool, Sequence[int], str]:
    """Tell whether a text has a time; return what it may be, in minutes from midnight, and the text without it."""
    for form in _TIMES:
        if found := form.search(text):
            parts = found.groupdict()
            hour, half = parts.get("hour") or "12", parts.get("half")
            hours = [int(hour) % 12 + (12 if half == "p" else 0)] if half else [int(hour)]
            if half and not 1 <= int(hour) <= 12:
                hours = []
            elif not half and 1 <= int(hour) < 12 and (len(hour) == 1 or _AFTERNOON.search(text, found.end())):
                hours.append(int(hour) + 12)  # in the morning, or in the afternoon
            minute = int(parts.get("minute") or 0)
            minutes = [60 * one + minute for one in hours if minute < 60 and 60 * one + minute <= 1440]
            return True, minutes, f"{text[: found.start()]} {text[found.end() :]}"
    return False, (), text


def _elsewhere(rest: str, starts: Sequence[int]) -> Iterator[str]:
    """Yield what to write in other fields for the rest of a text without its day and time."""
    ends = _END.search(rest)
    if ends and max(_times(ends[0])[1], default=0) > min(starts):
        yield ", and how long it takes in `minutes`"
        rest = rest.replace(ends[0], " ")
    if found := _ZONE.search(_FILLING.sub(" ", rest)):
        zone = "America/Detroit" if found[0][-1].isdigit() else city_of(found[0])
        if zone or "/" in found[0]:
            yield f", and the time zone in `zone`{f', such as {zone!r}' if zone else ''}"
        else:
            yield ", and the rest in `where`"


def _options(shown: Iterable[str]) -> str:
    return " or ".join(map(repr, shown))


def _only(shown: Iterable[str]) -> str | None:
    found = [*shown]
    return found[0] if len(found) == 1 else None


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
