"""The published folder: a build replaces the files that differ, and a manifest lists the hash of every file.

`files.sha256` is removed before the first change and written after the last one, so that
`sha256sum --check files.sha256` succeeds for a whole site only.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

MANIFEST = "files.sha256"  # as `sha256sum --check` reads it

_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r"})


class Output:
    """The folder `site`, as the last build left it, and the folder `new`, into which this one writes."""

    def __init__(self, site: Path, new: Path) -> None:
        self.site, self.new = site, new
        below = dict(_below(site))
        self.folders = {name for name, is_folder in below.items() if is_folder}
        self.files = below.keys() - self.folders
        self.digests: dict[str, str] = {}
        self.is_changing = False  # whether the site is neither the last one nor the new one
        # From a new file, as some file systems ignore the umask.
        self.mode = _mode_of_a_file_in(self.new)

    def has(self, name: str, data: bytes) -> bool:
        """Record a file of this build, and return whether the site has it already, with the same mode."""
        self.digests[name] = sha256(data).hexdigest()
        return self._is_same(name, data)

    def take_over(self) -> None:
        """Update the site with the files of this build; hidden files at its top stay, as they do when MkDocs cleans it.

        Equal files are left alone. Others are replaced one by one, then stale ones are removed, and the manifest is
        written last.
        """
        differing = [name for name in self._written() if name in self.digests or not self._drop_if_same(name)]
        manifest = self._manifest()
        files = self.digests.keys() | {MANIFEST}
        folders = _folders_of(files)
        stale_files = {name for name in self.files - files if not name.startswith(".")}
        stale_folders = {name for name in self.folders - folders if not name.startswith(".")}
        stale = stale_files | stale_folders
        self._set_modes({"", *(folders & self.folders)})
        if not differing and not stale and self._is_same(MANIFEST, manifest):
            return
        (self.new / MANIFEST).write_bytes(manifest)
        self._require_access({*differing, *stale, MANIFEST})
        self.is_changing = True
        if MANIFEST in self.files:
            (self.site / MANIFEST).unlink()
        # A file where a folder belongs, or the reverse; on some systems also a name that differs in case only.
        taken = {name.casefold() for name in files | folders}
        if any(name.casefold() in taken for name in stale):
            self._remove(stale_files, stale_folders)
            stale_files, stale_folders = set(), set()
        self._fill()
        self._remove(stale_files, stale_folders)
        self._move(self.new / MANIFEST, self.site / MANIFEST)
        self.is_changing = False

    def _written(self) -> list[str]:
        return [name for name, is_folder in _below(self.new) if not is_folder and name != MANIFEST]

    def _drop_if_same(self, name: str) -> bool:
        path = self.new / name
        is_same = self.has(name, path.read_bytes())
        if is_same:
            path.unlink()
        return is_same

    def _is_same(self, name: str, data: bytes) -> bool:
        path = f"{self.site}/{name}"
        if name in self.files:
            with suppress(FileNotFoundError, PermissionError):  # the file is replaced
                if os.lstat(path).st_mode == self.mode:
                    with open(path, "rb") as file:  # noqa: PTH123 - half the time of pathlib, for each page
                        return file.read() == data
        return False

    def _manifest(self) -> bytes:
        lines = (
            f"\\{digest}  {name.translate(_ESCAPES)}\n" if re.search(r"[\\\n\r]", name) else f"{digest}  {name}\n"
            for name, digest in sorted(self.digests.items())
        )
        return os.fsencode("".join(lines))

    def _set_modes(self, folders: Iterable[str]) -> None:
        wanted = self.mode & 0o666 | (self.mode & 0o444) >> 2
        for folder in folders:
            path = self.site / folder
            mode = path.stat().st_mode & 0o7777
            if mode & 0o777 != wanted:
                try:
                    path.chmod(mode & ~0o777 | wanted)
                except PermissionError:  # the folder of another user, which may allow more
                    if wanted & ~mode:
                        raise

    def _require_access(self, names: Iterable[str]) -> None:
        """Raise `PermissionError` before anything is changed, rather than half-way."""
        for folder in {self._existing_folder_of(name) for name in names}:
            path = self.site / folder
            if not os.access(path, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    def _existing_folder_of(self, name: str) -> str:
        folder = name.rpartition("/")[0]
        while folder and folder not in self.folders:
            folder = folder.rpartition("/")[0]
        return folder

    def _fill(self, folder: str = "") -> None:
        for entry in [*os.scandir(self.new / folder)]:
            name = f"{folder}{entry.name}"
            target = self.site / name
            if entry.is_dir() and target.is_dir():
                self._fill(f"{name}/")
            elif name != MANIFEST:
                self._move(Path(entry.path), target)

    def _remove(self, files: Iterable[str], folders: Iterable[str]) -> None:
        for name in files:
            (self.site / name).unlink()
        for name in sorted(folders, reverse=True):
            (self.site / name).rmdir()

    def _move(self, source: Path, target: Path) -> None:
        """Move a file or a whole folder, by way of a copy where another file system is mounted below the site."""
        try:
            source.replace(target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            copy = target.parent / self.new.name
            (shutil.copytree if source.is_dir() else shutil.copyfile)(source, copy)
            copy.replace(target)


def _mode_of_a_file_in(folder: Path) -> int:
    probe = folder / "probe"
    probe.touch()
    mode = probe.stat().st_mode
    probe.unlink()
    return mode


def _below(folder: str | Path, above: str = "") -> Iterator[tuple[str, bool]]:
    """Yield the path of everything below a folder, and whether it is a folder itself; links are not followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            is_folder = entry.is_dir(follow_symlinks=False)
            if is_folder and not os.access(entry.path, os.R_OK):
                continue  # not from a build, such as `lost+found`
            yield f"{above}{entry.name}", is_folder
            if is_folder:
                yield from _below(entry.path, f"{above}{entry.name}/")


def _folders_of(files: Iterable[str]) -> set[str]:
    folders: set[str] = set()
    for name in files:
        folder = name.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders
