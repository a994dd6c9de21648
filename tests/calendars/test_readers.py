"""Every meeting of three years begins and ends at the same moment for the site and for three calendar programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, timedelta
from itertools import product

import pytest

from copsite.calendars.files import Calendars
from copsite.catalog.models import Catalog, Meeting
from copsite.catalog.occurrences import days_of, occurrences
from toys import TOY_CATALOG
from workspace import ZONES

from .readers import READERS, Times

# The first day of each series, then its rule. Those on Sundays meet the changes of the clocks.
RULES = """
2026-01-04  every week
2026-01-04  every week on Sunday
2026-01-05  every week on Monday and Thursday
2026-01-06  every 2 weeks on Tuesday
2026-01-11  every 2 weeks on Wednesday and Sunday
2026-01-10  every 12 weeks
2026-01-01  every month on the first Thursday
2026-01-04  every month on the first Sunday
2026-01-11  every month on the second Sunday
2026-01-25  every month on the last Sunday
2026-01-02  every month on the first and third Friday
2026-01-26  every month on the fourth and last Monday
2026-01-15  every 3 months on the third Thursday
2026-01-31  every 2 months on the last Saturday
2026-03-08  every year
2026-12-31  every year
"""
UNTIL = date(2028, 12, 31)
HOURS = ("00:00 1440", "00:30 45", "01:30 60", "02:30 90", "10:00 420", "23:30 240")
ZONES_TRIED = (
    "UTC",
    "America/Adak",  # beside the date line, where its neighbors in the list below have the next day
    "America/Detroit",
    "America/Havana",  # clocks change at midnight
    "America/Nuuk",  # clocks change on a Saturday
    "America/Santiago",  # clocks change at midnight, on no fixed Sunday of the month
    "America/St_Johns",
    "Africa/Casablanca",  # clocks change for Ramadan
    "Asia/Kolkata",
    "Australia/Lord_Howe",  # clocks change by half an hour
    "Europe/Dublin",  # winter is the exception, and not summer
    "Europe/London",
    "Pacific/Apia",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
)


def series(zone: str, number: int, first: str, repeats: str, hours: str) -> Meeting:
    """Return a series with some days excepted, some moved, and the first day one of them or not, in turn."""
    clock, minutes = hours.split()
    facts = {
        "title": f"{number} {hours} {repeats}"[:60].strip(),
        "starts": f"{first} {clock}",
        "minutes": minutes,
        "zone": zone,
        "repeats": repeats,
        "until": str(UNTIL),
        "where": "Online",
    }
    days = [*days_of(Meeting.model_validate(facts))]
    if number % 3 == 1 and len(days) > 3:
        facts |= {"except": [str(days[0]), str(days[-1])], "moved": {str(days[1]): f"{days[1] + timedelta(1)} {clock}"}}
    elif number % 3 == 2 and len(days) > 3:
        # To an earlier day, to one on which clocks change, and to another hour.
        moved = {days[0]: f"{days[0] - timedelta(2)} 02:30", days[1]: "2027-03-14 02:30", days[2]: f"{days[2]} 09:15"}
        facts |= {"except": [str(days[3])], "moved": {str(day): moment for day, moment in moved.items()}}
    return Meeting.model_validate(facts)


def singles(zone: str) -> Iterator[Meeting]:
    """Yield single meetings, also while clocks change."""
    for number, starts in enumerate(("2027-05-05 14:00", "2027-03-14 02:30", "2026-11-01 01:45", "2026-10-24 23:30")):
        facts = {"title": f"Single {number}", "starts": starts, "minutes": "60", "zone": zone, "where": "Here"}
        yield Meeting.model_validate(facts)


def catalog_of(zone: str) -> Catalog:
    """Return a catalog with one community, whose meetings are those to try in a zone: every other pair, in turn."""
    rules = [line.split("  ") for line in RULES.strip().splitlines()]
    pairs = [*product(enumerate(rules), enumerate(HOURS))]
    chosen = [(rule, clock) for (r, rule), (h, clock) in pairs if (r + h + ZONES_TRIED.index(zone)) % 2 == 0]
    meetings = (series(zone, n, *rule, clock) for n, (rule, clock) in enumerate(chosen))
    community = TOY_CATALOG.communities[0].model_copy(update={"name": "X", "meetings": (*meetings, *singles(zone))})
    return TOY_CATALOG.model_copy(update={"communities": (community,)})


CATALOGS = {zone: catalog_of(zone) for zone in ZONES_TRIED}
FILES = {zone: Calendars(catalog, ZONES, "").whole() for zone, catalog in CATALOGS.items()}


def expected(zone: str) -> Times:
    """Return the meetings in a zone as the site has them."""
    meetings = CATALOGS[zone].communities[0].meetings
    return sorted(
        (f"X: {meeting.title}", one.starts.astimezone(UTC), one.ends.astimezone(UTC))
        for meeting in meetings
        for one in occurrences(meeting, ZONES[zone])
    )


@pytest.fixture(scope="module")
def wanted() -> dict[str, Times]:
    """Return the meetings by zone as the site has them."""
    return {zone: expected(zone) for zone in ZONES_TRIED}


@pytest.mark.parametrize("reader", READERS)
def test_all_readers_have_the_same_meetings(reader: str, wanted: dict[str, Times]) -> None:
    # No reader knows a zone by the name that it has here: each takes it from the file, whatever the system has.
    files = [re.sub(rb"(TZID[=:])", rb"\1Own/", data) for data in FILES.values()]
    found = dict(zip(FILES, READERS[reader](files), strict=True))
    differing = {zone: differences(found[zone], wanted[zone]) for zone in FILES if found[zone] != wanted[zone]}
    assert differing == {}


def differences(found: Times, wanted: Times) -> list[str]:
    """Describe the first meetings that only one of two lists has."""
    only = [*((one, "missing") for one in {*wanted} - {*found}), *((one, "too many") for one in {*found} - {*wanted})]
    return [f"{name} {starts:%Y-%m-%d %H:%M}/{ends:%H:%M}: {what}" for (name, starts, ends), what in sorted(only)[:6]]
