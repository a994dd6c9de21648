"""Runs of commands and what they took: CPU, wall and memory, and how the runs of one round compare."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from threading import Timer
from time import perf_counter
from typing import NamedTuple

LIMIT = 1800  # seconds, after which a build is taken for one that hangs
# What commands find around them: Python keeps what it compiles, as on most machines, and MkDocs tells no news.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT["NO_MKDOCS_2_WARNING"] = "1"


class Run(NamedTuple):
    """What one command took: CPU and wall seconds, and the peak of memory in MiB of its largest process."""

    cpu: float
    wall: float
    peak: float


class FailedError(Exception):
    """A command that could not be run or did not succeed; its text says why, in a few words."""


def measured(command: Sequence[str | Path], folder: Path) -> Run:
    """Run a command in `folder` once, with all threads and processes that it starts, and say what it took."""
    with tempfile.TemporaryFile() as said:
        start = perf_counter()
        try:
            process = subprocess.Popen(
                command, cwd=folder, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )
        except OSError as error:
            raise FailedError(f"{Path(command[0]).name}: {error.strerror}") from None
        limit = Timer(LIMIT, process.kill)
        limit.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - start
        limit.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        if process.returncode:
            raise FailedError(reason(said.read().decode("utf-8", "replace"), process.returncode))
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def put_aside(built: Path) -> None:
    """Take what was built out of the way; ext4 avoids the places of what is deleted, and the next build is slow."""
    if built.exists():
        built.rename(Path(tempfile.mkdtemp(dir=built.parent.parent), built.name))


def output_of(command: Sequence[str | Path], folder: Path) -> str:
    """Run a command that is not timed, and give what it said."""
    try:
        done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    except OSError as error:
        raise FailedError(f"{Path(command[0]).name}: {error.strerror}") from None
    if done.returncode:
        raise FailedError(reason(done.stdout + done.stderr, done.returncode))
    return done.stdout


def reason(said: str, code: int) -> str:
    """Tell in one line why a command failed, without addresses, folders and what would break a table."""
    lines = [line for line in re.sub(r"\x1b\[[0-9;]*m", "", said).splitlines() if line.strip()]
    errors = [line for line in lines if re.search(r"error", line, re.IGNORECASE)] or lines
    words = re.sub(r"\S*/\S*", "…", errors[-1] if errors else "it said nothing").replace("|", "/").strip()
    return f"{words if len(words) <= 120 else words[:119] + '…'} (exit code {code})"


def medians(runs: Sequence[Run]) -> Run:
    """Give the median of each figure."""
    return Run(*(median(values) for values in zip(*runs, strict=True)))


def ratios(theirs: Sequence[Run], ours: Sequence[Run]) -> Run:
    """Give the median over rounds of how many times ours theirs took, for each figure."""
    pairs = zip(theirs, ours, strict=True)
    return medians([Run(*(one / mine for one, mine in zip(run, our, strict=True))) for run, our in pairs])
