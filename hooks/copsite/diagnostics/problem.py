"""A volunteer's mistake, told so that it can be mended: where it is, what it is, what to write."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

MOST = 200  # problems that are told at once; nobody reads more of them
JOINERS = "\u200c\u200d"  # of the invisible characters, those without which some scripts and pictures cannot be written
# Categories of Unicode that a page or a terminal obeys or hides: controls, formats, line ends, surrogates, private,
# unassigned. Formats turn the direction of the text around them, or make two names look the same.
_UNSEEN = frozenset(("Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"))


class Place(NamedTuple):
    """A part of one line: line and column counted from 1, as editors count them, and `width` in characters."""

    line: int
    column: int
    width: int = 1


class Note(NamedTuple):
    """The other place that a mistake involves, in the same file, and what is there."""

    place: Place
    words: str


class Problem(NamedTuple):
    """One mistake at its place, and perhaps the other place that it involves."""

    path: str
    place: Place
    message: str
    note: Note | None = None

    @property
    def words(self) -> str:
        """Give the message, and the line of the other place where there is one."""
        return self.message + (f" ({self.note.words}: line {self.note.place.line})" if self.note else "")

    def __str__(self) -> str:
        return f"{self.path}:{self.place.line}:{self.place.column}: {self.words}"


class ProblemsError(Exception):
    """Every problem of one reading, in reading order and each told once; never raised without any.

    Of more than `MOST` those are told that were found first, and where there are more.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = dict.fromkeys(islice(problems, MOST + 1))
        self.problems = tuple(sorted(found, key=lambda problem: problem[:3]))
        if len(self.problems) > MOST:
            last = self.problems[-1]._replace(
                message=f"there are more than {MOST} problems. Mend these first", note=None
            )
            self.problems = (*self.problems[:-1], last)
        super().__init__("\n".join(map(str, self.problems)))


def brief(text: str) -> str:
    """Cut what somebody wrote to what a message has room for."""
    return text if len(text) <= 60 else f"{text[:60]}…"


def is_unseen(character: str) -> bool:
    """Tell whether a character is one that readers do not see, and that no text of ours needs."""
    return unicodedata.category(character) in _UNSEEN and character not in JOINERS
