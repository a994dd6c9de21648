"""Build the site with the public commands, from copies of the project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "tests" / "sample"
TOY = ROOT / "tests" / "toy"
DAY = date(2026, 11, 24)
EPOCH = str(int(datetime.combine(DAY, time(12), UTC).timestamp()))
HOST = "https://cops.mla.example"

_UNWANTED = shutil.ignore_patterns("__pycache__")


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python with `arguments` on the day `DAY`, with `environment` added to the present one.

    The PDF takes seconds, so it is off by default.
    """
    day = {"SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    settings = {**day, "SITE_URL": f"{HOST}/", "PDF": "false", **environment}
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, check=False)


def build(root: Path, to: Path, *, config: str = "mkdocs.yml", **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the site in `root` into the folder `to`."""
    return run("-m", "mkdocs", "build", "-f", root / config, "-d", to, **environment)


def built(root: Path, to: Path, *, config: str = "mkdocs.yml", **environment: str) -> Path:
    """Build the site like `build`, which must succeed, and return the folder `to`."""
    result = build(root, to, config=config, **environment)
    assert result.returncode == 0, result.stderr
    return to


def copy_of_program(to: Path) -> Path:
    """Copy the program, with hooks, assets, overrides and schemas, and the sample's mkdocs.yml."""
    shutil.copytree(ROOT / "hooks", to / "hooks", ignore=_UNWANTED)
    for part in (".overrides", "assets"):
        shutil.copytree(ROOT / "docs" / part, to / "docs" / part)
    (to / "data").mkdir()
    for schema in (ROOT / "data").glob("*.schema.json"):
        shutil.copy(schema, to / "data")
    shutil.copy(SAMPLE / "mkdocs.yml", to)
    return to


def copy_of_site(to: Path) -> Path:
    """Copy the sources of the sample site: the program, with the frozen content and settings of tests/sample/."""
    return shutil.copytree(SAMPLE, copy_of_program(to), dirs_exist_ok=True)


def copy_of_toy(to: Path) -> Path:
    """Copy the sources of the toy: the program, with the toy's own data, pages and menu (toy.yml)."""
    return shutil.copytree(TOY, copy_of_program(to), dirs_exist_ok=True)


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder, by relative path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
