"""Three programs that read calendars and share no code: their results as (summary, begin, end) in UTC."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import icalendar
import recurring_ical_events

from builds import ROOT

from . import libical
from .ical_js import NODE

Times: TypeAlias = list[tuple[str, datetime, datetime]]
_LIBRARY = ROOT / ".venv" / "ical.js"
_EVER = (1970, 1, 1), (2100, 1, 1)


def by_python(calendars: Sequence[bytes]) -> Iterator[Times]:
    """Read calendars with recurring-ical-events."""
    for data in calendars:
        events = recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between(*_EVER)
        yield sorted((str(one["SUMMARY"]), one.start.astimezone(UTC), one.end.astimezone(UTC)) for one in events)


def by_thunderbird(calendars: Sequence[bytes]) -> Iterator[Times]:
    """Read calendars with ical.js."""
    command = (NODE, Path(__file__).with_name("ical_js.mjs"), _LIBRARY)
    texts = json.dumps([data.decode() for data in calendars])
    done = subprocess.run(command, input=texts, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stderr}\n`make test` installs ical.js"
    yield from (_in_utc(one) for one in json.loads(done.stdout))


def by_gnome(calendars: Sequence[bytes]) -> Iterator[Times]:
    """Read calendars with libical."""
    yield from (_in_utc(libical.meetings(data)) for data in calendars)


def _in_utc(times: Iterable[tuple[str, int, int]]) -> Times:
    return sorted((name, *(datetime.fromtimestamp(one, UTC) for one in between)) for name, *between in times)  # type: ignore[misc] # two times each


READERS: Mapping[str, Callable[[Sequence[bytes]], Iterator[Times]]] = {
    "recurring-ical-events": by_python,
    "ical.js": by_thunderbird,
    "libical": by_gnome,
}
