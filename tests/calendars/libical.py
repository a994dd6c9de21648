"""Read calendars with libical, the C library of Evolution and other programs; Debian has it as `libical3`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CDLL, CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_long, c_void_p
from functools import cache
from typing import Any

_LAST = 2**32  # seconds since 1970, in 2106


class _Time(Structure):
    """The library's `struct icaltimetype`."""

    _fields_ = [
        *((name, c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")),
        ("zone", c_void_p),
    ]


class _Span(Structure):
    """The library's `struct icaltime_span`."""

    _fields_ = [("start", c_long), ("end", c_long), ("is_busy", c_int)]


_CALLBACK = CFUNCTYPE(None, c_void_p, POINTER(_Span), c_void_p)
_FUNCTIONS: dict[str, tuple[Any, ...]] = {  # the type of the result, then those of the arguments
    "icalcomponent_string_to_kind": (c_int, c_char_p),
    "icalproperty_string_to_kind": (c_int, c_char_p),
    "icalparser_parse_string": (c_void_p, c_char_p),
    "icalcomponent_free": (None, c_void_p),
    "icalcomponent_count_errors": (c_int, c_void_p),
    "icalrestriction_check": (c_int, c_void_p),
    "icalcomponent_get_first_component": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_next_component": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_uid": (c_char_p, c_void_p),
    "icalcomponent_get_summary": (c_char_p, c_void_p),
    "icalcomponent_get_first_property": (c_void_p, c_void_p, c_int),
    "icalproperty_get_datetime_with_component": (_Time, c_void_p, c_void_p),
    "icalcomponent_foreach_recurrence": (None, c_void_p, _Time, _Time, _CALLBACK, c_void_p),
    "icaltimezone_get_utc_timezone": (c_void_p,),
    "icaltime_from_timet_with_zone": (_Time, c_long, c_int, c_void_p),
    "icaltime_as_timet_with_zone": (c_long, _Time, c_void_p),
}


@cache
def _library() -> CDLL:
    library = CDLL("libical.so.3")
    for name, (result, *arguments) in _FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


@contextmanager
def _parsed(data: bytes) -> Iterator[int]:
    calendar = _library().icalparser_parse_string(data)
    assert calendar, "libical cannot read this calendar"
    assert not _errors(calendar)
    try:
        yield calendar
    finally:
        _library().icalcomponent_free(calendar)


def is_valid(data: bytes) -> bool:
    """Tell whether the library can read all of a calendar, and finds in it what the RFCs demand."""
    calendar = _library().icalparser_parse_string(data)
    sound = calendar and _library().icalrestriction_check(calendar) and not _errors(calendar)
    _library().icalcomponent_free(calendar)
    return bool(sound)


def _errors(calendar: int) -> int:
    count: int = _library().icalcomponent_count_errors(calendar)
    return count


def meetings(data: bytes) -> Iterator[tuple[str, int, int]]:
    """Yield the meetings as summary, begin and end, in seconds since 1970."""
    with _parsed(data) as calendar:
        events = [*_events(calendar)]
        # A meeting of its own takes the place of the one in its series.
        replaced = {(_uid(event), start) for event in events if (start := _recurrence_id(event)) is not None}
        for event in events:
            for start, end in _times(event):
                if _recurrence_id(event) is not None or (_uid(event), start) not in replaced:
                    yield _library().icalcomponent_get_summary(event).decode(), start, end


def _events(calendar: int) -> Iterator[int]:
    library = _library()
    kind = library.icalcomponent_string_to_kind(b"VEVENT")
    event = library.icalcomponent_get_first_component(calendar, kind)
    while event:
        yield event
        event = library.icalcomponent_get_next_component(calendar, kind)


def _uid(event: int) -> bytes:
    uid: bytes = _library().icalcomponent_get_uid(event)
    return uid


def _recurrence_id(event: int) -> int | None:
    """Return when the meeting that this event replaces would begin, or None if it replaces none."""
    library = _library()
    kind = library.icalproperty_string_to_kind(b"RECURRENCE-ID")
    recurrence_id = library.icalcomponent_get_first_property(event, kind)
    if not recurrence_id:
        return None
    time = library.icalproperty_get_datetime_with_component(recurrence_id, event)
    return int(library.icaltime_as_timet_with_zone(time, time.zone))


def _times(event: int) -> list[tuple[int, int]]:
    library = _library()
    utc = library.icaltimezone_get_utc_timezone()
    first, last = (library.icaltime_from_timet_with_zone(seconds, 0, utc) for seconds in (0, _LAST))
    found: list[tuple[int, int]] = []

    def note(_: int, span: Any, __: int) -> None:
        found.append((span.contents.start, span.contents.end))

    library.icalcomponent_foreach_recurrence(event, first, last, _CALLBACK(note), None)
    return found
