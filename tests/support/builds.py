"""The site, built by the command that people use, and folders to build it from."""

from __future__ import annotations

import os
import re
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
    """Run Python with `arguments` on the day `DAY`; `environment` is set beside what is set already.

    The PDF takes seconds, so that it is made only for who asks for it.
    """
    day = {"SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    settings = {**day, "SITE_URL": f"{HOST}/", "PDF": "false", **environment}
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, check=False)


def build(root: Path, to: Path, *, config: str = "mkdocs.yml", **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the site that `root` holds into the folder `to`."""
    return run("-m", "mkdocs", "build", "-f", root / config, "-d", to, **environment)


def built(root: Path, to: Path, *, config: str = "mkdocs.yml", **environment: str) -> Path:
    """Build the site as `build` does, which must succeed, and give the folder `to`."""
    result = build(root, to, config=config, **environment)
    assert result.returncode == 0, result.stderr
    return to


def copy_of_program(to: Path) -> Path:
    """Copy the program: the hooks, the look of the pages, the schema, and mkdocs.yml as it is."""
    shutil.copytree(ROOT / "hooks", to / "hooks", ignore=_UNWANTED)
    for part in (".overrides", "assets"):
        shutil.copytree(ROOT / "docs" / part, to / "docs" / part)
    (to / "data").mkdir()
    shutil.copy(ROOT / "data" / "cops.schema.json", to / "data")
    shutil.copy(ROOT / "mkdocs.yml", to)
    return to


def copy_of_site(to: Path) -> Path:
    """Copy what the sample site is built from: the program, with the frozen content of tests/sample/."""
    copy_of_program(to)
    for part in ("data", "docs"):
        shutil.copytree(SAMPLE / part, to / part, dirs_exist_ok=True)
    (to / "mkdocs.yml").write_text(config_with((SAMPLE / "site.yml").read_text("utf-8")), "utf-8")
    return to


def copy_of_toy(to: Path) -> Path:
    """Copy what the toy is built from: the program, with the toy's own data, pages and menu (toy.yml)."""
    return shutil.copytree(TOY, copy_of_program(to), dirs_exist_ok=True)


def config_with(own: str) -> str:
    """Give the project's mkdocs.yml with the top-level keys of `own` in place of those of the same name."""
    replaced = set(re.findall(r"^\w+(?=:)", own, re.MULTILINE))
    parts = re.split(r"^(?=\w+:)", (ROOT / "mkdocs.yml").read_text("utf-8"), flags=re.MULTILINE)
    return "".join(part for part in parts if part.partition(":")[0] not in replaced) + own


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder, by its path in it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
