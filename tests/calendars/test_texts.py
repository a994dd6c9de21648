"""Three calendar programs read any text as it was written, and libical finds no fault with the files."""

from __future__ import annotations

from datetime import timedelta

import pytest

from copsite.calendars.files import Calendars
from copsite.catalog.models import Meeting
from copsite.render.files import files_of
from toys import TOY_CATALOG, toy_site
from workspace import ZONES

from . import libical
from .readers import READERS

TITLES = (
    "Commas, semicolons; colons: and \"quotes\" 'too'",
    r"C:\New\names\, and a \; at the end \\",
    "100% = ^n ^' %2C &amp; <b>",
    "会议：長い名前" * 8,
    "👩\u200d🏫 🗺️ 🇺🇸 " * 5 + "!",
    "اجتماع شهري, ישיבה",
    "a\u0301e\u0308" * 15,
    "x" * 60,
    "BEGIN:VEVENT",
    "END:VCALENDAR;X=Y:Z",
)


@pytest.mark.parametrize("reader", READERS)
def test_all_readers_read_any_text(reader: str) -> None:
    first = TOY_CATALOG.communities[0].meetings[0].starts
    meetings = tuple(
        Meeting(title=title, starts=first + n * timedelta(days=1), minutes=30, where=title)
        for n, title in enumerate(TITLES)
    )
    community = TOY_CATALOG.communities[0].model_copy(update={"meetings": meetings})
    (found,) = READERS[reader]([Calendars(TOY_CATALOG, ZONES, "https://toy.example/").of_community(community)])
    assert [name for name, *_ in sorted(found, key=lambda one: one[1])] == [f"Bookbinding: {one}" for one in TITLES]


def test_libical_finds_no_fault_with_the_toys_calendars() -> None:
    files = {file.uri: file.content() for file in files_of(toy_site().facts) if file.uri.endswith(".ics")}
    assert {uri: libical.is_valid(data) for uri, data in files.items()} == dict.fromkeys(files, True)
    whole = files["calendar.ics"]
    for old, new in ((b"PRODID:", b"X-PRODID:"), (b"DURATION:PT45M", b"DURATION:45M"), (b"FREQ=MONTHLY", b"FREQ=MON")):
        assert not libical.is_valid(whole.replace(old, new, 1)), old
