"""With other content, all tests can be collected and the content tests pass, in copies of the project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builds import EPOCH, ROOT, copy_of_site, run
from sites import commit

BESIDE = (".ci", ".github", "benchmarks", "tests")  # parts of the project that no site is built from
WITHOUT_BROWSER_AND_JAVA = (
    *("--ignore=tests/content/test_in_browser.py", "--ignore=tests/content/test_data.py"),
    *("-k", "not checker"),
)
# Code that would read the association's content, except for the program's own files in the same folders.
REACHED = re.compile(
    r"""ROOT / "(data|docs|mkdocs\.yml)"(?! / ("assets"|"\.overrides"|part\b|schema\b)"""
    r"""|\)\.glob\("\*\.schema\.json"\))"""
    r"""|\b(load|files_in|site_in|built?|copytree)\(ROOT[,)]"""
)
SHEET = """name,summary,status,list,link,topics,facilitator,town
Globes,Round maps.,active,globes,,,Sample Person (Sample Library),
Map cases,Where maps lie.,forming,,https://maps.slack.com/,,,
Atlases,Maps in books.,proposed,,,,,
Anfängerinnen Wien,Karten in Wien.,active,,https://signal.group/#abc,,,Wien
"""


def project_in(folder: Path) -> Path:
    """Copy the project with the sample's content instead of the association's."""
    copy_of_site(folder)
    for name in BESIDE:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in ROOT.iterdir():
        if path.is_file() and path.name not in ("mkdocs.yml", ".git"):
            shutil.copy(path, folder)
    return folder


def with_one_more_topic(root: Path) -> None:
    """Add a topic above the others, which moves all lines below."""
    catalog = root / "data" / "cops.yaml"
    catalog.write_text(catalog.read_text("utf-8").replace("\ntopics:\n", "\ntopics:\n  more: One more\n", 1), "utf-8")


def with_a_community_renamed(root: Path) -> None:
    """Give a community another id, as a volunteer does."""
    tell(root, "rename", "cataloging", "cataloguing")


def with_another_association(root: Path) -> None:
    """Take the site over, as the README explains."""
    commit(root, "The project")
    answers = ("--name", "Sample Library Association", "--short-name", "SLA", "--time-zone", "America/Chicago")
    words = ("--word", "interest group", "--in-sentence", "the Sample Library Association")
    places = ("--contact", "groups@library.invalidate", "--list-server", "listserv:lists.library.invalidate")
    tell(root, "init", root, *answers, *words, *places)
    (root / "groups.csv").write_text(SHEET, "utf-8")
    tell(root, "import", root / "groups.csv")


def tell(root: Path, *words: str | Path) -> None:
    """Run a command of a copy."""
    result = run(root / "hooks" / "cops.py", *words)
    assert result.returncode == 0, result.stderr


def pytest_in(root: Path, *arguments: str) -> str:
    """Run the tests of a copy, which must pass; return the output."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    settings = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    result = subprocess.run(command, cwd=root, env=settings, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.mark.parametrize(
    ("change", "skipped"),
    [(with_one_more_topic, 1), (with_a_community_renamed, 1), (with_another_association, 0)],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_the_tests_pass_with_other_content(change: Callable[[Path], None], skipped: int, tmp_path: Path) -> None:
    root = project_in(tmp_path / "project")
    change(root)
    assert "test_fast_build.py" in pytest_in(root, "--collect-only")
    # Slow tests run only once, for the content that differs most.
    fewer = () if change is with_another_association else WITHOUT_BROWSER_AND_JAVA
    said = pytest_in(root, "tests/content", *fewer)
    assert [*map(int, re.findall(r", (\d+) skipped", said))] == ([skipped] if skipped else [])


def test_only_content_tests_read_the_associations_content() -> None:
    others = {ROOT / "tests" / "mutants.py"} | {*(ROOT / "tests" / "content").iterdir()}  # the first copies the project
    tests = [path for path in (ROOT / "tests").rglob("*.py") if path not in others]
    lines = ((path.name, line.strip()) for path in tests for line in path.read_text("utf-8").splitlines())
    assert [f"{name}: {line}" for name, line in lines if REACHED.search(line)] == []
