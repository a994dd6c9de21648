"""Only days on which clocks change are looked at closely."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from copsite.catalog.occurrences import clocks_change
from workspace import ZONES

HOURS = [time(hour, minute) for hour in range(24) for minute in (0, 30)]


# Those after the first three change their clocks at midnight, or shortly before or after it.
@pytest.mark.parametrize(
    "name",
    ["America/Detroit", "Australia/Lord_Howe", "Asia/Kolkata", "America/Havana", "Africa/Cairo", "Asia/Beirut",
     "Atlantic/Azores", "America/Scoresbysund", "America/Asuncion", "Asia/Gaza", "Africa/Casablanca"],
)  # fmt: skip
def test_on_other_days_each_time_is_there_once_and_the_offset_stays(name: str) -> None:
    zone = ZONES[name]
    for n in range(2 * 365):
        day = date(2026, 1, 1) + timedelta(days=n)
        moments = [datetime.combine(day, one, zone) for one in HOURS]
        offsets = {one.replace(fold=fold).utcoffset() for one in moments for fold in (0, 1)}
        real = all(one.astimezone(UTC).astimezone(zone).time() == one.time() for one in moments)
        assert clocks_change(zone, day) or (len(offsets) == 1 and real), day


def test_a_change_is_seen_on_its_day_only() -> None:
    zone = ZONES["America/Detroit"]
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [day for day in days if clocks_change(zone, day)] == [date(2026, 3, 8), date(2026, 11, 1)]
