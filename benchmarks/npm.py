"""What comes as JavaScript packages, each set in a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

from runs import FailedError, output_of

_OPTIONS = ("--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock")


def install(package: Path, to: Path) -> None:
    """Install what the `package.json` in the folder `package` names into the folder `to`; it needs Node.js."""
    if not (shutil.which("node") and shutil.which("npm")):
        raise FailedError("Node.js with npm is not here")
    to.mkdir(exist_ok=True)
    shutil.copy(package / "package.json", to)
    output_of(("npm", "install", *_OPTIONS), to)
