"""Changes of the site's files by commands: all of them, or none if one fails."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


def replace(path: Path, data: bytes) -> None:
    """Replace a file's content atomically, or create it; its permissions stay."""
    path = path.resolve()
    exists = path.exists()
    if exists and not os.access(path, os.W_OK):
        raise PermissionError(f"{path.name} is protected against writing")
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(data)
        if exists:
            new.chmod(path.stat().st_mode)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def replace_all(root: Path, files: Mapping[str, bytes | None]) -> None:
    """Write files by path in a folder, and remove those without content; undo all if one raises `OSError`."""
    done: list[tuple[Path, bytes | None]] = []
    try:
        for path, data in files.items():
            file = root / path
            before = file.read_bytes() if file.exists() else None
            if data is not None:
                file.parent.mkdir(parents=True, exist_ok=True)
                replace(file, data)
            elif before is not None:
                file.unlink()
            done.append((file, before))
    except OSError:
        for file, before in reversed(done):
            if before is None:
                file.unlink(missing_ok=True)
            else:
                replace(file, before)
        raise


@contextmanager
def moved_to(root: Path, moves: Mapping[str, str]) -> Iterator[None]:
    """Move files from one path in the repository to another; move them back if the body raises `OSError`."""
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
