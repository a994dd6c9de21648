"""Publish a small site like a build; as a program, killed at a step: `python killed.py SITE STEP`."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from build_folder import build_folder
from incremental_output import Output

OLD = {"index.html": "old", "about/index.html": "same", "gone/deep/index.html": "old", "assets/style.css": "old"}
NEW = {"index.html": "new", "about/index.html": "same", "new/deep/index.html": "new", "assets/style.css": "new"}

_STEPS = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "open"}  # names of Python's audit events


def publish(site: Path, files: Mapping[str, str]) -> None:
    """Publish files like a build: pages are offered one by one, assets are all written."""
    with build_folder(site, ()) as new:
        output = Output(site, new)
        for name, text in files.items():
            if name.startswith("assets/") or not output.has(name, text.encode()):
                (new / name).parent.mkdir(parents=True, exist_ok=True)
                (new / name).write_text(text, "utf-8")
        output.take_over()


def kill_at(step: int, folder: Path) -> None:
    """Kill this process before it takes the step of that number below a folder."""
    left = step

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in _STEPS and str(arguments[0]).startswith(str(folder)):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


if __name__ == "__main__":
    kill_at(int(sys.argv[2]), Path(sys.argv[1]).parent)
    publish(Path(sys.argv[1]), NEW)
