"""What the core is given of the world: the files, today's date, and an earlier state of both files and all."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path

from copsite.problems import Place, Problem, ProblemsError
from copsite.reading import Site, read_site
from copsite.source import decode

CATALOG = "data/cops.yaml"


class RevisionError(Exception):
    """Git knows no such state of the files."""


def load(root: Path, docs: Path, site_url: str = "") -> Site:
    """Read the catalog and all Markdown below `docs`; raise `ProblemsError` with every problem in them."""
    return site_of(files_in(root, docs), site_url)


def site_of(files: Mapping[str, bytes], site_url: str = "") -> Site:
    """Read the site from its files, by path in the repository; raise `ProblemsError` with every problem."""
    if CATALOG not in files:
        raise ProblemsError([Problem(CATALOG, Place(1, 1), "the catalog is not there. It belongs into this place")])
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    others = {path.removeprefix("docs/") for path in files if not _is_text(path)}
    for path in filter(_is_text, files):
        data = files[path]
        try:
            texts[path.removeprefix("docs/")] = decode(data, path)
        except ProblemsError as error:
            problems += error.problems
    if problems:
        raise ProblemsError(problems)
    return read_site(texts.pop(CATALOG), CATALOG, texts, today(), site_url, others)


def files_in(root: Path, docs: Path) -> dict[str, bytes]:
    """Give the catalog and all files below `docs`, by path in the repository; of Markdown alone the content too."""
    found = {f"docs/{path.relative_to(docs).as_posix()}": path for path in sorted(docs.rglob("*")) if path.is_file()}
    files = {name: path.read_bytes() if _is_text(name) else b"" for name, path in found.items() if _is_shown(name)}
    with suppress(FileNotFoundError):
        files[CATALOG] = (root / CATALOG).read_bytes()
    return files


def files_at(root: Path, revision: str) -> dict[str, bytes]:
    """Give the same files as they were at a Git revision; raise `RevisionError` where there is none."""
    command = ["git", "-C", str(root), "archive", "--format=tar", "--end-of-options", revision, "data", "docs"]
    archive = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - a revision, never an option
    if archive.returncode:
        raise RevisionError(archive.stderr.decode().strip())
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
        return dict(sorted(_read(tar)))


def today() -> date:
    """Give the day of the build: that of SOURCE_DATE_EPOCH where it is set, else today's, both in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()


def replace(path: Path, data: bytes) -> None:
    """Write a file's new content at once or not at all; its permissions stay."""
    path = path.resolve()
    if not os.access(path, os.W_OK):
        raise PermissionError(f"{path.name} is protected against writing")
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(data)
        new.chmod(path.stat().st_mode)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


@contextmanager
def moved_to(root: Path, moves: Mapping[str, str]) -> Iterator[None]:
    """Move files from one path in the repository to another; move them back where what follows fails."""
    done: list[tuple[Path, Path]] = []
    try:
        for old, new in moves.items():
            (root / old).rename(root / new)
            done.append((root / old, root / new))
        yield
    except OSError:
        for before, after in done:
            after.rename(before)
        raise


def as_lines(data: bytes) -> str:
    """Give the text of a file for showing, whatever its encoding and its line ends."""
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _read(tar: tarfile.TarFile) -> Iterator[tuple[str, bytes]]:
    for member in tar:
        found = tar.extractfile(member) if member.isfile() else None
        if found and (member.name == CATALOG or (member.name.startswith("docs/") and _is_shown(member.name))):
            yield member.name, found.read() if _is_text(member.name) else b""


def _is_text(name: str) -> bool:
    return name == CATALOG or name.endswith(".md")


def _is_shown(name: str) -> bool:
    return not any(part.startswith(".") for part in name.split("/"))
