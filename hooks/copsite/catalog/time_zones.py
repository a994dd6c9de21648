"""Names of time zones, and suggestions for names that are not in the IANA list."""

from __future__ import annotations

import re
from collections.abc import Collection

from copsite.diagnostics.problem import brief
from copsite.diagnostics.suggestions import closest

# Common abbreviations, and the zone of a city for each. The first three are zones too, but without daylight saving.
_CITIES = {
    "EST": "America/New_York",
    "MST": "America/Denver",
    "HST": "Pacific/Honolulu",
    "ADT": "America/Halifax",
    "AEDT": "Australia/Sydney",
    "AEST": "Australia/Sydney",
    "AKDT": "America/Anchorage",
    "AKST": "America/Anchorage",
    "AST": "America/Halifax",
    "BST": "Europe/London",
    "CDT": "America/Chicago",
    "CENTRAL": "America/Chicago",
    "CEST": "Europe/Paris",
    "CST": "America/Chicago",
    "CT": "America/Chicago",
    "EASTERN": "America/New_York",
    "EDT": "America/New_York",
    "EEST": "Europe/Athens",
    "ET": "America/New_York",
    "IST": "Asia/Kolkata",
    "JST": "Asia/Tokyo",
    "MDT": "America/Denver",
    "MOUNTAIN": "America/Denver",
    "MT": "America/Denver",
    "NST": "America/St_Johns",
    "NZDT": "Pacific/Auckland",
    "NZST": "Pacific/Auckland",
    "PACIFIC": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "PST": "America/Los_Angeles",
    "PT": "America/Los_Angeles",
    "SAST": "Africa/Johannesburg",
    "WEST": "Europe/Lisbon",
}
_READ = 100  # characters; what people write is shorter
_WORD = re.compile(r"(?<![A-Z/])[A-Z]+(?![A-Z/])")
_TIME = re.compile(r"[0-9]:[0-9]{2}|[0-9] ?[ap]\.?m", re.IGNORECASE)
# An offset from UTC; zones named like `Etc/GMT+5` count hours in the opposite direction.
_OFFSET = re.compile(r"(?:GMT|UTC)? ?[+-]", re.IGNORECASE)


def city_of(name: str) -> str:
    """Return the zone of a city for a common abbreviation in any case, or for UTC and its other names; else ''."""
    return "UTC" if name.upper() in ("UTC", "GMT", "Z") else _CITIES.get(name.upper(), "")


def zone_mistake(name: str, zones: Collection[str]) -> str:
    """Return the message, after the field's name, about the name of a zone; '' if it is one of `zones`."""
    city = _CITIES.get(name.upper(), "" if name in zones else _city_within(name))
    if city:
        words = (
            f"is {brief(name)!r}, but must be the zone of a city, which tells when clocks change. Write it as {city!r}"
        )
        return words + (", and the time in `starts`" if _TIME.search(name) else "")
    if name in zones:
        return ""
    zone = _likely_zone(name, zones)
    advice = f"Did you mean {zone!r}?" if zone else "Write one from the IANA list, such as 'America/Detroit' or 'UTC'"
    return f"is {brief(name)!r}, which is not a time zone. {advice}"


def _city_within(name: str) -> str:
    """Return the zone of a city for an offset from UTC, or for the first abbreviation in a text; else ''."""
    found = (_CITIES[word] for word in _WORD.findall(name.upper()[:_READ]) if word in _CITIES)
    return "America/Detroit" if _OFFSET.match(name) else next(found, "")


def _likely_zone(name: str, zones: Collection[str]) -> str | None:
    """Return the zone with the same letters in any case, or of that city, or of the closest spelling."""
    wanted = _plain(name)
    plain = {_plain(zone): zone for zone in sorted(zones)}
    of_city = (zone for zone in sorted(zones) if _plain(zone.rpartition("/")[2]) == wanted)
    return plain.get(wanted) or next(of_city, None) or closest(name, sorted(zones))


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum() or letter == "/")
