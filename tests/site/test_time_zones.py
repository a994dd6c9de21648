"""Today is the date in the association's time zone, whose name is validated."""

from __future__ import annotations

from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path

import pytest

import workspace as disk
from builds import ROOT, build, copy_of_toy, run
from copsite.catalog.time_zones import zone_mistake
from sites import checked, small_site

ZONES = frozenset(resources.files("tzdata").joinpath("zones").read_text("utf-8").split())


def epoch(moment: str) -> str:
    """Convert an ISO 8601 time to the seconds of SOURCE_DATE_EPOCH."""
    return str(int(datetime.fromisoformat(moment).timestamp()))


# A zone, a time, and the date there.
DAYS = [
    ("Pacific/Auckland", "2026-11-25T11:00+13:00", date(2026, 11, 25)),
    ("America/Detroit", "2026-11-24T21:30-05:00", date(2026, 11, 24)),
    ("America/Detroit", "2026-07-24T23:59-04:00", date(2026, 7, 24)),
    ("Pacific/Kiritimati", "2026-11-25T00:00+14:00", date(2026, 11, 25)),
    ("UTC", "2026-11-24T23:59+00:00", date(2026, 11, 24)),
    # If the zone is unknown, the date is that of UTC; `check` reports the reason.
    ("America/Detriot", "2026-11-24T21:30-05:00", date(2026, 11, 25)),
    ("[", "2026-11-24T21:30-05:00", date(2026, 11, 25)),
]


@pytest.mark.parametrize(("zone", "moment", "day"), DAYS)
def test_a_day_begins_at_midnight_of_the_association(
    zone: str, moment: str, day: date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small_site(tmp_path / "root")
    catalog = root / "data" / "cops.yaml"
    catalog.write_text(catalog.read_text("utf-8").replace("America/Detroit", zone), "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch(moment))
    assert disk.today(root) == day
    if zone in ZONES and zone != "America/Detriot" and day > date(2026, 11, 1):
        assert disk.site_of(disk.files_in(root, root / "docs")).facts.today == day


def test_today_comes_from_the_clock_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = datetime.now(UTC).date()
    assert disk.today(tmp_path) in (before, datetime.now(UTC).date())


def test_a_command_writes_the_date_in_the_associations_zone(tmp_path: Path) -> None:
    root = small_site(tmp_path / "root")
    catalog = root / "data" / "cops.yaml"
    command = (ROOT / "hooks" / "cops.py", "confirm", "bookbinding", "--by", "facilitator", "--root", root)
    assert run(*command, SOURCE_DATE_EPOCH=epoch("2026-11-24T21:30-05:00")).returncode == 0
    assert "confirmed: {date: 2026-11-24, by: facilitator}" in catalog.read_text("utf-8")
    catalog.write_text(catalog.read_text("utf-8").replace("America/Detroit", "Pacific/Auckland"), "utf-8")
    result = run(*command, SOURCE_DATE_EPOCH=epoch("2026-11-26T11:00+13:00"))
    assert result.returncode == 0, result.stderr
    assert "confirmed: {date: 2026-11-26, by: facilitator}" in catalog.read_text("utf-8")


# A name, and its message, if any.
NAMES = {
    **dict.fromkeys(sorted(ZONES - {"EST", "MST", "HST"}), ""),
    "America/Detriot": "is 'America/Detriot', which is not a time zone. Did you mean 'America/Detroit'?",
    "america/detroit": "is 'america/detroit', which is not a time zone. Did you mean 'America/Detroit'?",
    "America/New York": "is 'America/New York', which is not a time zone. Did you mean 'America/New_York'?",
    "Indianapolis": "is 'Indianapolis', which is not a time zone. Did you mean 'America/Indiana/Indianapolis'?",
    "utc": "is 'utc', which is not a time zone. Did you mean 'UTC'?",
    "Somewhere": "is 'Somewhere', which is not a time zone. Write one from the IANA list, such as 'America/Detroit'",
    "../UTC": "is '../UTC', which is not a time zone.",
    "EST": "is 'EST', but must be the zone of a city, which tells when clocks change. Write it as 'America/New_York'",
    "pdt": "is 'pdt', but must be the zone of a city, which tells when clocks change. Write it as 'America/Los_A",
    "Eastern": "is 'Eastern', but must be the zone of a city, which tells when clocks change. Write it as 'America/New",
    "UTC-5": "is 'UTC-5', but must be the zone of a city, which tells when clocks change. Write it as 'America/Det",
    "GMT+5": "is 'GMT+5', but must be the zone of a city, which tells when clocks change. Write it as 'America/Det",
    "+01:00": "is '+01:00', but must be the zone of a city, which tells when clocks change. Write it as 'America/D",
}


def test_an_unknown_zone_is_reported() -> None:
    wrong = {name: said for name in NAMES if not (said := zone_mistake(name, ZONES)).startswith(NAMES[name])}
    assert wrong == {}
    assert [name for name, words in NAMES.items() if not words and zone_mistake(name, ZONES)] == []


def test_check_reports_a_zone_at_its_place(tmp_path: Path) -> None:
    root = small_site(tmp_path / "root")
    catalog = root / "data" / "cops.yaml"
    catalog.write_text(catalog.read_text("utf-8").replace("America/Detroit", "America/Detriot"), "utf-8")
    (problem,) = checked(root)
    assert problem.startswith("data/cops.yaml:10:14: `time_zone` is 'America/Detriot', which is not a time zone. Did")


WRONG = ["", " ", "x", "-1", "+1", "1e3", "1.5", "1_000", "１２", "9" * 12, "9" * 5000]


@pytest.mark.parametrize("value", WRONG, ids=lambda value: value[:5])
def test_an_invalid_source_date_epoch_is_reported_in_one_line(value: str, tmp_path: Path) -> None:
    root = small_site(tmp_path / "root")
    before = (root / "data" / "cops.yaml").read_bytes()
    for command in ("check", "confirm bookbinding --by facilitator"):
        result = run(ROOT / "hooks" / "cops.py", *command.split(), "--root", root, SOURCE_DATE_EPOCH=value)
        assert (result.returncode, result.stdout) == (1, "")
        assert result.stderr.startswith("Nothing was done: the environment variable SOURCE_DATE_EPOCH is '")
        assert result.stderr.count("\n") == 1
    assert (root / "data" / "cops.yaml").read_bytes() == before


def test_an_invalid_source_date_epoch_ends_the_build_with_one_line(tmp_path: Path) -> None:
    root = copy_of_toy(tmp_path / "root")
    result = build(root, tmp_path / "site", config="toy.yml", SOURCE_DATE_EPOCH="")
    assert result.returncode == 1
    assert "Nothing was built: the environment variable SOURCE_DATE_EPOCH is ''" in result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "site").exists()
