"""A command ends with one line and its exit code, wherever its output goes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from builds import EPOCH, ROOT
from sites import small_site

FULL = "The command was run, but its output cannot be written: No space left on device.\n"


def command(root: Path, words: str, redirections: str, **environment: str) -> tuple[int, str]:
    """Run a command in a shell with redirections; return its exit code and standard error."""
    script = f'exec "$0" "$1" {words} --root "$2" {redirections}'
    run = ["sh", "-c", script, sys.executable, str(ROOT / "hooks" / "cops.py"), str(root)]
    settings = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, **environment}
    done = subprocess.run(run, env=settings, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", ["check", "check --format json"])
def test_a_full_disk_ends_the_check_with_one_line(words: str, unbuffered: str, tmp_path: Path) -> None:
    root = small_site(tmp_path / "root")
    assert command(root, words, ">/dev/full", PYTHONUNBUFFERED=unbuffered) == (1, FULL)


@pytest.mark.parametrize(
    ("format", "sign"),
    [
        ("plain", ": warning: `delimiter` is '-'"),
        ("terminal", "│ warning: `delimiter` is '-'"),
        ("github", "::warning file=data/cops.yaml,"),
        ("json", '"level": "warning"'),
    ],
)
def test_a_warning_is_told_in_every_format_and_fails_no_check(format: str, sign: str, tmp_path: Path) -> None:
    root, told = small_site(tmp_path / "root"), tmp_path / "told"
    catalog = root / "data" / "cops.yaml"
    channel = '      - {list: open-science, type: mlmmj, host: l.example, delimiter: "-", open_to: anyone}\n'
    text = catalog.read_text("utf-8").replace("    channels:\n", f"    channels:\n{channel}", 1)
    catalog.write_text(text, "utf-8")
    code, _ = command(root, f"check --format {format}", f"> '{told}' 2>&1")
    assert sign in told.read_text("utf-8")
    assert code == 0


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_change_with_lost_output_is_not_reported_as_undone(unbuffered: str, tmp_path: Path) -> None:
    root = small_site(tmp_path / "root")
    told = command(root, "confirm bookbinding --by facilitator", ">/dev/full", PYTHONUNBUFFERED=unbuffered)
    assert told == (1, FULL)
    assert "confirmed: {date: 2026-11-24, by: facilitator}" in (root / "data" / "cops.yaml").read_text("utf-8")


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams_are_not_an_error(closed: str, tmp_path: Path) -> None:
    root = small_site(tmp_path / "root")
    assert command(root, "check", closed) == (0, "")
    (root / "docs" / "new.txt").touch()
    code, said = command(root, "check", closed)
    assert code == 1
    assert "Traceback" not in said


@pytest.mark.parametrize("closed", [">&-", "<&-"])
def test_no_confirmation_is_asked_without_standard_input(closed: str, tmp_path: Path) -> None:
    code, said = command(small_site(tmp_path / "root"), "new zines", closed)
    assert code == 1
    assert said.startswith("Nothing was done: missing: --name")
