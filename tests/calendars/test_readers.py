"""Every meeting of three years begins and ends at the same moment for the site and for three calendar programs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
2026-01-02  every week on Monday, Wednesday and Friday
2026-01-06  every 2 weeks on Tuesday
2026-01-11  every 2 weeks on Wednesday and Sunday
2026-01-10  every 12 weeks
2026-01-01  every month on the first Thursday
2026-01-04  every month on the first Sunday
2026-01-11  every month on the second Sunday
2026-01-25  every month on the last Sunday
2026-01-02  every month on the first and third Friday
2026-01-06  every month on the first, third and last Tuesday
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


def series(zone: str, number: int, rule: str, hours: str) -> Meeting:
    """Return a series with some days excepted, some moved, and the first day one of them or not, in turn."""
    (first, repeats), (clock, minutes) = rule.split(maxsplit=1), hours.split()
    facts: dict[str, object] = {
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
    """Return a catalog with one community, whose meetings are those to try in a zone: every fourth pair, in turn."""
    pairs = product(enumerate(RULES.strip().splitlines()), enumerate(HOURS))
    chosen = [(rule, hours) for (r, rule), (h, hours) in pairs if (r + h + ZONES_TRIED.index(zone)) % 4 == 0]
    meetings = (series(zone, n, *pair) for n, pair in enumerate(chosen))
    community = TOY_CATALOG.communities[0].model_copy(update={"meetings": (*meetings, *singles(zone))})
    return TOY_CATALOG.model_copy(update={"communities": (community,)})


@pytest.fixture(scope="module")
def catalogs() -> Mapping[str, Catalog]:
    """Return the catalog to try in each zone."""
    return {zone: catalog_of(zone) for zone in ZONES_TRIED}


@pytest.fixture(scope="module")
def wanted(catalogs: Mapping[str, Catalog]) -> Mapping[str, Times]:
    """Return the meetings by zone as the site has them."""
    return {
        zone: sorted(
            (f"{community.full_name}: {meeting.title}", one.starts.astimezone(UTC), one.ends.astimezone(UTC))
            for community in catalog.communities
            for meeting in community.meetings
            for one in occurrences(meeting, ZONES[zone])
        )
        for zone, catalog in catalogs.items()
    }


@pytest.fixture(scope="module")
def files(catalogs: Mapping[str, Catalog]) -> Sequence[bytes]:
    """Return the calendars with other names for their zones: readers take these from the file, not from the system."""
    written = (Calendars(catalog, ZONES, "").whole() for catalog in catalogs.values())
    return [re.sub(rb"(TZID[=:])", rb"\1Own/", data) for data in written]


@pytest.mark.parametrize("reader", READERS)
def test_all_readers_have_the_same_meetings(reader: str, files: Sequence[bytes], wanted: Mapping[str, Times]) -> None:
    found = dict(zip(wanted, READERS[reader](files), strict=True))
    assert {zone: differences(found[zone], wanted[zone]) for zone in wanted if found[zone] != wanted[zone]} == {}


def differences(found: Times, wanted: Times) -> list[str]:
    """Describe the first meetings that only one of two lists has."""
    only = [*((one, "missing") for one in {*wanted} - {*found}), *((one, "too many") for one in {*found} - {*wanted})]
    return [f"{name} {starts:%Y-%m-%d %H:%M}/{ends:%H:%M}: {what}" for (name, starts, ends), what in sorted(only)[:6]]
