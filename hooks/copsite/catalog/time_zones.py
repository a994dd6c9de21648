"""Time zones by name, and what to write in the place of a name that is none."""

from __future__ import annotations

import re
from collections.abc import Collection

from copsite.diagnostics.problem import brief
from copsite.diagnostics.suggestions import closest

# What people write, and the zone of a city where it is used. The first three are zones too, but without summer time.
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
# What is so many hours from UTC, which the zones named `Etc/GMT+5` count the other way round.
_OFFSET = re.compile(r"(?:GMT|UTC)? ?[+-]", re.IGNORECASE)


def zone_mistake(name: str, zones: Collection[str]) -> str:
    """Say what is wrong with the name of a zone, behind the field's name; '' where it is one of `zones`."""
    city = _CITIES.get(name.upper(), "America/Detroit" if _OFFSET.match(name) and name not in zones else "")
    if city:
        return (
            f"is {brief(name)!r}, but must be the zone of a city, which tells when clocks change. Write it as {city!r}"
        )
    if name in zones:
        return ""
    meant = _meant(name, zones)
    advice = f"Did you mean {meant!r}?" if meant else "Write one from the IANA list, such as 'America/Detroit' or 'UTC'"
    return f"is {brief(name)!r}, which is not a time zone. {advice}"


def _meant(name: str, zones: Collection[str]) -> str | None:
    """Give the zone of the same letters, whatever their case; or of the city; or one spelled like it."""
    wanted = _plain(name)
    plain = {_plain(zone): zone for zone in sorted(zones)}
    of_city = (zone for zone in sorted(zones) if _plain(zone.rpartition("/")[2]) == wanted)
    return plain.get(wanted) or next(of_city, None) or closest(name, sorted(zones))


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum() or letter == "/")
