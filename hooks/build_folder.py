"""A folder of its own for each build, and a lock that keeps two builds from writing into one site."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class RefusedError(Exception):
    """Nothing may be built into this folder, now or ever; the message says why, in one line."""


@contextmanager
def build_folder(site: Path, sources: Iterable[str]) -> Iterator[Path]:
    """Give an empty folder from which files can be moved into `site`, which no other build can change meanwhile.

    The folder `site` is made where there is none, and the build folder removed at the end.
    Raise `RefusedError` where another build is at work, or where the site would take the place of its own `sources`.
    """
    for source in map(os.path.realpath, sources):
        # MkDocs compares paths as they are written, and a link may lead anywhere.
        if site in (Path(source), *Path(source).parents):
            raise RefusedError(f"the site would replace {source}. Choose another folder for it.")
    is_new = not site.exists()
    site.mkdir(parents=True, exist_ok=True)
    with _locked(site):
        try:
            _remove_leftovers(site)
            folder = _made(site)
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
        finally:
            if is_new:
                with suppress(OSError):  # not empty: the build succeeded
                    site.rmdir()


@contextmanager
def _locked(site: Path) -> Iterator[None]:
    lock = None
    try:
        try:
            lock = _lock(site)
            # A build that fails removes the folder that it made, and with it what was locked.
            if sys.platform != "win32" and not os.path.samestat(os.fstat(lock), site.stat()):
                raise FileNotFoundError
        except (BlockingIOError, FileNotFoundError):
            raise RefusedError(f"another build is at work on {site}. Wait until it has ended.") from None
        yield
    finally:
        if lock is not None:
            os.close(lock)


# The system unlocks what a process leaves behind, so that a killed build blocks none.
if sys.platform == "win32":

    def _lock(site: Path) -> int:
        lock = os.open(site / ".build.lock", os.O_RDWR | os.O_CREAT | os.O_TEMPORARY)
        try:
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            os.close(lock)
            raise BlockingIOError from None
        return lock

else:

    def _lock(site: Path) -> int:
        lock = os.open(site, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            raise
        return lock


def _made(site: Path) -> Path:
    # In the site first, whose group, access lists and labels are inherited; then beside it, where it is not published.
    try:
        folder = Path(mkdtemp(prefix=_prefix(site), dir=site))
    except OSError as error:
        error.filename = str(site)  # which the user knows
        raise
    beside = site.parent / folder.name
    try:
        return folder.rename(beside)
    except OSError:  # the parent is on another file system, or must not be written into
        return folder


def _remove_leftovers(site: Path) -> None:
    """Remove what killed builds wrote into; the caller holds the lock, so none of it is in use."""
    leftover = re.compile(rf"{re.escape(_prefix(site))}\w{{8}}")  # as `mkdtemp` makes names
    for place in (site.parent, site):
        with suppress(PermissionError):  # a parent that cannot be listed
            for path in [path for path in place.iterdir() if leftover.fullmatch(path.name)]:
                shutil.rmtree(path, ignore_errors=True)


def _prefix(site: Path) -> str:
    return f".{site.name}.build-"
