"""A small site to break, and the problems that `check` reports for it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from unittest.mock import patch

import workspace as disk
from builds import EPOCH, TOY
from copsite.diagnostics.problem import ProblemsError

MENU = """site_name: Toy
site_url: !ENV [SITE_URL, "https://toy.example/"]
nav:
  - Overview: index.md
  - Communities: cops/index.md
  - What's happening: [calendar.md, news.md, needs.md]
  - Resources: resources.md
  - Roles: roles/index.md
  - Handbook: [handbook/facilitator.md, handbook/participant.md]
  - Propose: propose.md
not_in_nav: |
  /edit.md
  /cops/*
  /roles/*
  /handbook/whole.md
"""
PAGE = (
    "---\ntitle: A page\ndescription: What someone finds here, in one sentence that is long enough.\n---\n\n# A page\n"
)


def small_site(to: Path, menu: str = MENU) -> Path:
    """Copy the toy's data and pages, with a mkdocs.yml of its own."""
    shutil.copytree(TOY / "data", to / "data")
    shutil.copytree(TOY / "docs", to / "docs")
    (to / "mkdocs.yml").write_text(menu, "utf-8")
    return to


def checked(root: Path, **environment: str) -> list[str]:
    """Return the problems of a site on the day `DAY`, as `check` prints them."""
    with patch.dict(os.environ, {"SOURCE_DATE_EPOCH": EPOCH, **environment}):
        try:
            disk.site_of(disk.files_in(root, root / "docs"))
        except ProblemsError as error:
            return [*map(str, error.problems)]
    return []


def git(root: Path, *arguments: str) -> None:
    """Run Git in a folder, without the settings of the user."""
    names = ("-c", "user.name=Sample", "-c", "user.email=sample@mla.example", "-c", "commit.gpgsign=false")
    more = ("-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main")
    command = ["git", "-C", str(root), *names, *more, *arguments]
    subprocess.run(command, check=True, capture_output=True)


def commit(root: Path, message: str) -> None:
    """Commit everything in a folder, after `git init` if necessary."""
    if not (root / ".git").exists():
        git(root, "init", "-q")
    git(root, "add", "--all", ".")
    git(root, "commit", "-qm", message)
