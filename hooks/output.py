"""The built files: those that differ take the places of the last ones, and a manifest tells what each holds."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

MANIFEST = "files.sha256"  # as `sha256sum --check` reads it


class Output:
    """What a build makes of the last one, which is in the folder `site`, if it is there at all."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.last = _files_in(site)
        self.digests: dict[str, str] = {}

    def has(self, name: str, data: bytes) -> bool:
        """Note that the build makes this file, and tell whether the last one made the same."""
        self.digests[name] = sha256(data).hexdigest()
        return name in self.last and (self.site / name).read_bytes() == data

    def take_over(self, new: Path) -> None:
        """Put what is in the folder `new` into the site, and out what the build did not make; all else stays as it is.

        Hidden files in the site stay too, as they do when MkDocs empties it.
        """
        # What is noted already would not be there if it did not differ.
        differing = [
            name
            for name in sorted(_files_in(new))
            if name in self.digests or not self.has(name, (new / name).read_bytes())
        ]
        for name in self.last - self.digests.keys() - {MANIFEST}:
            self._remove(name)
        if not self.last:
            new.replace(self.site)
        for name in differing if self.last else ():
            (self.site / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).replace(self.site / name)
        rmtree(new, ignore_errors=True)
        lines = (f"{digest}  {name}\n" for name, digest in sorted(self.digests.items()))
        (self.site / MANIFEST).write_text("".join(lines), "utf-8")

    def _remove(self, name: str) -> None:
        if name.startswith("."):
            return
        (self.site / name).unlink()
        for folder in (self.site / name).parents:
            if folder == self.site or any(folder.iterdir()):
                return
            folder.rmdir()


def _files_in(folder: Path) -> set[str]:
    start = len(f"{folder.as_posix()}/")
    return {f"{Path(place).as_posix()}/{name}"[start:] for place, _, names in os.walk(folder) for name in names}
