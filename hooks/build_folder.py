"""A temporary folder for each build, and a lock against two builds of one site at a time."""

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
    """This site folder cannot be built into; the message says why, in one line."""


@contextmanager
def build_folder(site: Path, sources: Iterable[str]) -> Iterator[Path]:
    """Lock `site` against other builds, and yield an empty folder from which files can be moved into it.

    `site` is created if necessary, and the build folder removed at the end.
    Raise `RefusedError` if another build is running, or if the site would replace its own `sources`.
    """
    for source in map(os.path.realpath, sources):
        # MkDocs compares the paths as written, without resolving links.
        if site in (Path(source), *Path(source).parents):
            raise RefusedError(f"the site would replace {source}. Choose another folder for it.")
    is_new = not site.exists()
    site.mkdir(parents=True, exist_ok=True)
    with _locked(site):
        try:
            _remove_leftovers(site)
            folder = _create(site)
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
            # A build that fails removes the site folder that it created, and with it the lock.
            if sys.platform != "win32" and not os.path.samestat(os.fstat(lock), site.stat()):
                raise FileNotFoundError
        except (BlockingIOError, FileNotFoundError):
            raise RefusedError(f"another build is at work on {site}. Wait until it has ended.") from None
        yield
    finally:
        if lock is not None:
            os.close(lock)


# The system releases the lock of a killed build.
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


def _create(site: Path) -> Path:
    # Create it in the site, to inherit group, access lists and labels; then move it beside, where it is not published.
    try:
        folder = Path(mkdtemp(prefix=_prefix(site), dir=site))
    except OSError as error:
        error.filename = str(site)  # the path that the user knows
        raise
    beside = site.parent / folder.name
    try:
        return folder.rename(beside)
    except OSError:  # the parent is on another file system, or not writable
        return folder


def _remove_leftovers(site: Path) -> None:
    """Remove the folders of killed builds; the caller has the lock, so none of them is in use."""
    leftover = re.compile(rf"{re.escape(_prefix(site))}\w{{8}}")  # named by `mkdtemp`
    for place in (site.parent, site):
        with suppress(PermissionError):  # a parent that cannot be listed
            for path in [path for path in place.iterdir() if leftover.fullmatch(path.name)]:
                shutil.rmtree(path, ignore_errors=True)


def _prefix(site: Path) -> str:
    return f".{site.name}.build-"
