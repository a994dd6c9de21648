"""An environment of another folder, or with a missing or different Python, is reported in one line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builds import ROOT

TELLS = "print('ran')\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Create a project without dependencies, with its environment."""
    root = tmp_path_factory.mktemp("environment") / "a place" / "project"
    (root / "tests").mkdir(parents=True)
    (root / "hooks").mkdir()
    shutil.copy(ROOT / "Makefile", root)
    shutil.copy(ROOT / "tests" / "needs.sh", root / "tests")
    (root / "hooks" / "cops.py").write_text(TELLS, "utf-8")
    (root / "requirements-site.txt").write_text("", "utf-8")
    made = make(root)
    assert (made.returncode, made.stdout.splitlines()[-1:]) == (0, ["ran"]), made.stderr
    return root


def make(root: Path) -> subprocess.CompletedProcess[str]:
    """Run `make check` in a project."""
    command = ["make", "--silent", "check", f"PYTHON={sys.executable}"]
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(command, cwd=root, env=outside, capture_output=True, text=True, check=False)


def moved(root: Path, to: Path) -> Path:
    """Move the project."""
    return Path(shutil.move(root, to))


def copied(root: Path, to: Path) -> Path:
    """Copy the project, and leave the original in place."""
    return Path(shutil.copytree(root, to, symlinks=True))


def linked(root: Path, to: Path) -> Path:
    """Create a project that links to another one's environment."""
    shutil.copytree(root, to, ignore=shutil.ignore_patterns(".venv"))
    (to / ".venv").symlink_to(root / ".venv")
    return to


def orphaned(root: Path, to: Path) -> Path:
    """Remove the Python that made the environment."""
    for name in ("python", "python3", f"python3.{sys.version_info.minor}"):
        (root / ".venv" / "bin" / name).unlink()
        (root / ".venv" / "bin" / name).symlink_to(to / "gone")
    return root


def upgraded(root: Path, to: Path) -> Path:
    """Replace the Python that made the environment by another."""
    settings = root / ".venv" / "pyvenv.cfg"
    here = f"version = 3.{sys.version_info.minor}."
    assert here in settings.read_text("utf-8")
    settings.write_text(settings.read_text("utf-8").replace(here, "version = 3.10."), "utf-8")
    return root


def interrupted(root: Path, to: Path) -> Path:
    """Interrupt the creation of the environment before pip is installed."""
    for found in root.glob(".venv/lib/python3*/site-packages/pip*"):
        shutil.rmtree(found)
    return root


def broken(root: Path, to: Path) -> Path:
    """Remove the file that makes a folder an environment."""
    (root / ".venv" / "pyvenv.cfg").unlink()
    return root


CASES = [
    # The change to the environment, and the message; {0} is the first project.
    (moved, "it was made for {0}/.venv"),
    (copied, "it was made for {0}/.venv"),
    (linked, "it was made for {0}/.venv"),
    (orphaned, "its Python is gone"),
    (upgraded, f"it was made by Python 3.10, which is 3.{sys.version_info.minor} now"),
    (interrupted, "its installation was interrupted"),
    (broken, "its Python does not start"),
]


@pytest.mark.parametrize(("change", "words"), CASES)
def test_an_unusable_environment_is_reported_with_a_fix(
    change: Callable[[Path, Path], Path], words: str, project: Path, tmp_path: Path
) -> None:
    own = Path(shutil.copytree(project, tmp_path / "own project", symlinks=True))
    settings = own / ".venv" / "pyvenv.cfg"
    settings.write_text(settings.read_text("utf-8").replace(str(project), str(own)), "utf-8")
    assert make(own).returncode == 0
    there = change(own, tmp_path / "other")
    result = make(there)
    told = [line for line in result.stderr.splitlines() if not line.startswith("make: ")]
    remedy = "Run `make clean` (or `rm -rf .venv`), and then this command again."
    assert told == [f"The environment .venv cannot be used: {words.format(own)}. {remedy}"]
    assert result.returncode != 0
    assert result.stdout == ""


def test_the_suggested_fix_works(project: Path, tmp_path: Path) -> None:
    copy = copied(project, tmp_path / "copy")
    assert make(copy).returncode != 0
    clean = subprocess.run(["make", "clean"], cwd=copy, capture_output=True, text=True, check=False)  # noqa: S607 - the system's own
    assert clean.returncode == 0, clean.stderr
    assert make(copy).stdout.splitlines()[-1:] == ["ran"]
