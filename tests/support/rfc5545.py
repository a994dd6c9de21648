"""What RFC 5545 and RFC 7986 demand of a calendar file, section by section; it shares no code with what writes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

# By component: properties that must be there once, and those that may be there once (3.6, 3.6.1, 3.6.5; 7986, 4).
REQUIRED = {
    "VCALENDAR": "PRODID VERSION",
    "VEVENT": "UID DTSTAMP DTSTART",
    "VTIMEZONE": "TZID",
    "STANDARD": "DTSTART TZOFFSETFROM TZOFFSETTO",
    "DAYLIGHT": "DTSTART TZOFFSETFROM TZOFFSETTO",
}
ONCE = {
    "VCALENDAR": "CALSCALE METHOD UID LAST-MODIFIED URL REFRESH-INTERVAL SOURCE COLOR",
    "VEVENT": "CLASS CREATED DESCRIPTION GEO LAST-MODIFIED LOCATION ORGANIZER PRIORITY SEQUENCE STATUS SUMMARY TRANSP "
    "URL RECURRENCE-ID RRULE DTEND DURATION COLOR",
    "VTIMEZONE": "LAST-MODIFIED TZURL",
    "STANDARD": "RRULE",
    "DAYLIGHT": "RRULE",
}
OFTEN = {
    "VCALENDAR": "NAME DESCRIPTION CATEGORIES IMAGE",
    "VEVENT": "CATEGORIES COMMENT CONFERENCE CONTACT EXDATE IMAGE RDATE",
    "VTIMEZONE": "",
    "STANDARD": "COMMENT RDATE TZNAME",
    "DAYLIGHT": "COMMENT RDATE TZNAME",
}
WITHIN = {"VCALENDAR": "VEVENT VTIMEZONE", "VTIMEZONE": "STANDARD DAYLIGHT"}

_LOCAL, _UTC = r"\d{8}T\d{6}", r"\d{8}T\d{6}Z"
_TIME = rf"{_LOCAL}Z?"
_TEXT = r"(?:[^\x00-\x08\x0a-\x1f\x7f\\;,]|\\[\\;,nN])*"  # 3.3.11
_URI = r"[a-z][a-z0-9+.-]*:[!#-;=?-Z_a-z~\[\]]+"
VALUES = {
    **dict.fromkeys(("SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "PRODID", "TZID", "TZNAME"), _TEXT),
    **dict.fromkeys(("URL", "SOURCE", "CONFERENCE"), _URI),
    **dict.fromkeys(("DTSTAMP", "LAST-MODIFIED"), _UTC),
    **dict.fromkeys(("DTSTART", "DTEND", "RECURRENCE-ID"), _TIME),
    **dict.fromkeys(("TZOFFSETFROM", "TZOFFSETTO"), r"[+-]\d{4}(?:\d\d)?"),
    **dict.fromkeys(("DURATION", "REFRESH-INTERVAL"), r"P(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?)?"),
    "EXDATE": rf"{_TIME}(?:,{_TIME})*",
    "CATEGORIES": rf"{_TEXT}(?:,{_TEXT})*",
    "VERSION": r"2\.0",
    "STATUS": "CONFIRMED|TENTATIVE|CANCELLED",
    "TRANSP": "OPAQUE|TRANSPARENT",
    "COLOR": "[a-z]+",
    "UID": "[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",  # 7986, 5.3
    "RRULE": rf"FREQ=(?:WEEKLY|MONTHLY|YEARLY)(?:;(?:UNTIL={_UTC}|INTERVAL=\d+|BYMONTH=\d+|BYDAY=[-+1-5A-Z,]+))*",
}
VALUE_NAMED = {"REFRESH-INTERVAL": "DURATION", "SOURCE": "URI", "CONFERENCE": "URI"}  # 7986, 5.7, 5.8, 5.11
_LINE = re.compile(r'([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([A-Z0-9-]+)=("[^"]*"|[^";:]*)')


class Property(NamedTuple):
    """A content line."""

    name: str
    parameters: dict[str, str]
    value: str


@dataclass
class Component:
    """A component with its properties and those within it."""

    name: str
    properties: list[Property] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def get(self, name: str) -> Property | None:
        """Return the first property of this name."""
        return next((one for one in self.properties if one.name == name), None)

    def value(self, name: str) -> str:
        """Return the value of a property, or ''."""
        found = self.get(name)
        return found.value if found else ""


def faults(data: bytes) -> Iterator[str]:
    """Yield what is wrong with a file."""
    yield from _faults_of_lines(data)
    calendar = parsed(data)
    yield from _faults_of(calendar)
    yield from _faults_of_zones(calendar)
    yield from _faults_of_series(calendar)


def parsed(data: bytes) -> Component:
    """Return the calendar of a file whose lines are sound (3.1)."""
    root = Component("")
    open_ = [root]
    for line in data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        found = _LINE.fullmatch(line)
        assert found, line
        name, parameters, value = found.groups()
        if name == "BEGIN":
            open_.append(Component(value))
            open_[-2].parts.append(open_[-1])
        elif name == "END":
            assert open_.pop().name == value, line
        else:
            open_[-1].properties.append(Property(name, dict(_PARAMETER.findall(parameters)), value))
    assert open_ == [root]
    assert [part.name for part in root.parts] == ["VCALENDAR"]
    return root.parts[0]


def _faults_of_lines(data: bytes) -> Iterator[str]:
    """Lines end with CRLF, have at most 75 octets, and do not break a character (3.1)."""
    if not data.endswith(b"\r\n") or b"\n" in data.replace(b"\r\n", b"") or b"\r" in data.replace(b"\r\n", b""):
        yield "a line does not end with CRLF"
    for line in data.split(b"\r\n"):
        if len(line) > 75:
            yield f"a line has {len(line)} octets"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield "a line breaks a character"


def _faults_of(component: Component) -> Iterator[str]:
    """Each component has its properties, as often as it may, with values of their types."""
    counted = Counter(one.name for one in component.properties)
    required, once, often = (table[component.name].split() for table in (REQUIRED, ONCE, OFTEN))
    yield from (f"{component.name} lacks {name}" for name in required if not counted[name])
    yield from (f"{component.name} repeats {name}" for name in (*required, *once) if counted[name] > 1)
    known = {*required, *once, *often}
    yield from (f"{component.name} has {name}" for name in counted if name not in known and not name.startswith("X-"))
    if counted["DTEND"] and counted["DURATION"]:
        yield "VEVENT has DTEND and DURATION"
    for one in component.properties:
        if one.name in VALUES and not re.fullmatch(VALUES[one.name], one.value):
            yield f"{one.name} is {one.value!r}"
        if one.parameters.get("VALUE") != VALUE_NAMED.get(one.name):
            yield f"{one.name} names the type {one.parameters.get('VALUE')}"
        if "TZID" in one.parameters and one.value.endswith("Z"):
            yield f"{one.name} is in UTC and in a zone"  # 3.2.19
    within = WITHIN.get(component.name, "").split()
    yield from (f"{component.name} holds {part.name}" for part in component.parts if part.name not in within)
    if within and not component.parts:
        yield f"{component.name} is empty"
    for part in component.parts:
        yield from _faults_of(part)


def _faults_of_zones(calendar: Component) -> Iterator[str]:
    """Each zone in use is defined once, and its parts begin at a local time (3.6.5)."""
    zones = [part for part in calendar.parts if part.name == "VTIMEZONE"]
    events = [part for part in calendar.parts if part.name == "VEVENT"]
    used = {one.parameters["TZID"] for event in events for one in event.properties if "TZID" in one.parameters}
    if Counter(zone.value("TZID") for zone in zones) != Counter(used):
        yield "zones defined and zones used differ"
    for part in (part for zone in zones for part in zone.parts):
        begins = part.get("DTSTART")
        if begins and (begins.parameters or not re.fullmatch(_LOCAL, begins.value)):
            yield f"{part.name} begins at {begins}"


def _faults_of_series(calendar: Component) -> Iterator[str]:
    """A series ends in UTC (3.3.10); its single days name it, in its own zone (3.8.4.4), as do those left out."""
    events = [part for part in calendar.parts if part.name == "VEVENT"]
    series = {event.value("UID"): event for event in events if not event.get("RECURRENCE-ID")}
    if len(series) + sum(1 for event in events if event.get("RECURRENCE-ID")) != len(events):
        yield "two series have one UID"
    for event in events:
        own = series.get(event.value("UID"))
        begins = own and own.get("DTSTART")
        if not own or not begins:
            yield "a single day is of no series"
            continue
        if not re.search(rf"UNTIL={_UTC}|^$", event.value("RRULE")):
            yield "a series has no end in UTC"
        for one in event.properties:
            if one.name in ("RECURRENCE-ID", "EXDATE") and one.parameters != begins.parameters:
                yield f"{one.name} is not in the zone of its series"
        if event.get("RECURRENCE-ID") and (event.get("RRULE") or not own.get("RRULE")):
            yield "a single day repeats, or its series does not"
