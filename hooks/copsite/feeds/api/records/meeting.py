"""Meetings: the rules of series, and the meetings of the coming months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from copsite.feeds.api.records.base import Address, field
from copsite.feeds.api.records.links import EXAMPLE, CommunityLink

_MEETING = {
    "id": "monthly-call",
    "title": "Monthly call",
    "community": EXAMPLE,
    "url": "https://cops.example/cops/map-librarians/#meeting:monthly-call",
    "calendar_url": "https://cops.example/cops/map-librarians/monthly-call.ics",
    "time_zone": "America/Detroit",
    "where": "Online; the link comes on the list",
    "starts": "2026-12-03T14:00:00-05:00",
}
_REPEATS = {
    "words": "every month on the first Thursday",
    "every": 1,
    "unit": "month",
    "weekdays": ["Thursday"],
    "weeks": [1],
}
_ID = "Its id, which is unique within its community. With another title, a meeting has another id."
_URL = "The address of its place on the community's page."
_ZONE = "The name of its time zone (IANA)."
_WHERE = "The place, or how people get in online."
_ONLINE = "Where it takes place online, if everyone may know the address."
_REGISTER = "The page on which people register."
_MEET, _REGISTER_AT = "https://meet.library.example/maps", "https://library.example/events/maps"


@dataclass(kw_only=True, slots=True)
class Repeats:
    """The rule of a series: every so many weeks, months or years."""

    words: Annotated[str, field("The rule in words.", _REPEATS["words"])]
    every: Annotated[int, field("The number of weeks, months or years from one to the next.", 1)]
    unit: Annotated[str, field("`week`, `month` or `year`.", "month", "week", "year")]
    weekdays: Annotated[
        tuple[str, ...], field("The days of the week; empty for `year`, which keeps the date.", ["Thursday"])
    ]
    weeks: Annotated[
        tuple[int, ...],
        field("For `month`: which of these days in the month, 1 to 4; -1 is the last. Otherwise empty.", [1], [2, -1]),
    ]


@dataclass(kw_only=True, slots=True)
class Moved:
    """A meeting of a series that takes place at another time."""

    day: Annotated[date, field("The day on which the rule has it.", "2027-02-04")]
    starts: Annotated[datetime, field("When it begins instead.", "2027-02-11T15:00:00-05:00")]


@dataclass(kw_only=True, slots=True)
class Meeting:
    """A meeting, or a series of meetings."""

    id: Annotated[str, field(_ID, "monthly-call")]
    title: Annotated[str, field("What it is called.", "Monthly call")]
    community: Annotated[CommunityLink, field("The community.", EXAMPLE)]
    url: Annotated[Address, field(_URL, _MEETING["url"])]
    calendar_url: Annotated[Address, field("It as an iCalendar file.", _MEETING["calendar_url"])]
    starts: Annotated[
        datetime,
        field("When the first one begins: local time, and its difference from UTC on that day.", _MEETING["starts"]),
    ]
    minutes: Annotated[int, field("How long it takes.", 45)]
    time_zone: Annotated[str, field(f"{_ZONE} A series begins at the same local time in it.", "America/Detroit")]
    repeats: Annotated[Repeats | None, field("The rule of a series. Absent for a single meeting.", _REPEATS)] = None
    until: Annotated[date | None, field("The last day on which a series can take place.", "2027-11-30")] = None
    canceled: Annotated[tuple[date, ...], field("Days of the series on which there is no meeting.", ["2027-01-07"])]
    moved: Annotated[
        tuple[Moved, ...],
        field("Meetings of the series at other times.", [{"day": "2027-02-04", "starts": "2027-02-11T15:00:00-05:00"}]),
    ]
    where: Annotated[str, field(_WHERE, _MEETING["where"])]
    online_url: Annotated[Address | None, field(_ONLINE, _MEET)] = None
    registration_url: Annotated[Address | None, field(_REGISTER, _REGISTER_AT)] = None
    notes_url: Annotated[
        Address | None, field("Where the agenda and the notes are.", "https://files.library.example/maps/notes")
    ] = None
    recordings_url: Annotated[
        Address | None, field("Where the recordings are.", "https://files.library.example/maps/recordings")
    ] = None


@dataclass(kw_only=True, slots=True)
class Meetings:
    """All meetings and series, past ones too, by their rules. The days of the coming months are in `coming.json`."""

    calendar_url: Annotated[
        Address | None,
        field("All of them as an iCalendar file, if there are any.", "https://cops.example/calendar.ics"),
    ] = None
    meetings: Annotated[
        tuple[Meeting, ...],
        field("Every one, in order of the communities' names.", [{**_MEETING, "minutes": 45, "repeats": _REPEATS}]),
    ]


@dataclass(kw_only=True, slots=True)
class ComingMeeting:
    """One time that a meeting takes place."""

    id: Annotated[str, field("The id of the meeting or its series, as in `meetings.json`.", "monthly-call")]
    title: Annotated[str, field("What it is called.", "Monthly call")]
    community: Annotated[CommunityLink, field("The community.", EXAMPLE)]
    url: Annotated[Address, field(_URL, _MEETING["url"])]
    calendar_url: Annotated[Address, field("It as an iCalendar file.", _MEETING["calendar_url"])]
    starts: Annotated[datetime, field("When it begins: local time, and its difference from UTC.", _MEETING["starts"])]
    ends: Annotated[datetime, field("When it ends, likewise.", "2026-12-03T14:45:00-05:00")]
    starts_utc: Annotated[datetime, field("When it begins in UTC.", "2026-12-03T19:00:00Z")]
    ends_utc: Annotated[datetime, field("When it ends in UTC.", "2026-12-03T19:45:00Z")]
    time_zone: Annotated[str, field(_ZONE, "America/Detroit")]
    where: Annotated[str, field(_WHERE, _MEETING["where"])]
    online_url: Annotated[Address | None, field(_ONLINE, _MEET)] = None
    registration_url: Annotated[Address | None, field(_REGISTER, _REGISTER_AT)] = None


@dataclass(kw_only=True, slots=True)
class Coming:
    """The meetings of the coming three months. This is the one file that changes from day to day."""

    as_of: Annotated[date, field("The day on which the file was made; it has the meetings of this day.", "2026-11-24")]
    until: Annotated[date, field("The last day of which it has the meetings.", "2027-02-24")]
    meetings: Annotated[
        tuple[ComingMeeting, ...],
        field("The meetings in order of time; those that were canceled are left out.", [_MEETING]),
    ]
