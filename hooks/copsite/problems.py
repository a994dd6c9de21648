"""A volunteer's mistake, told so that it can be mended: where it is, what it is, what to write."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Place(NamedTuple):
    """A line and a column in a file, both counted from 1, as editors count them."""

    line: int
    column: int


class Problem(NamedTuple):
    """One mistake; problems sort in reading order: by file, line, column, then words."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class ProblemsError(Exception):
    """Every problem of one reading, sorted and each told once; never raised without any."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def brief(text: str) -> str:
    """Cut what somebody wrote to what a message has room for."""
    return text if len(text) <= 60 else f"{text[:60]}…"


def told(problems: Iterable[Problem]) -> str:
    """Say the problems, one a line, and below them how many there are and in which files."""
    problems = tuple(problems)
    files = ", ".join(sorted({problem.path for problem in problems}))
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return "\n".join([*map(str, problems), f"{count} in {files}."])
