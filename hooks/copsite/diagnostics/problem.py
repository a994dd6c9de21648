"""Problems: mistakes of volunteers, each with its place and a message that says what to write."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

MOST = 200  # problems reported at once; more are of no use to a reader
JOINERS = "\u200c\u200d"  # invisible characters that some scripts and emoji need
# Unicode categories of control and invisible characters: controls, formats, line ends, surrogates, private,
# unassigned. Formats can change the direction of text, or make two names look the same.
_UNSEEN = frozenset(("Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"))


class Place(NamedTuple):
    """A part of one line: line and column from 1, as in editors, and `width` in characters."""

    line: int
    column: int
    width: int = 1


class Note(NamedTuple):
    """Another place in the same file that a problem involves, and a description of it."""

    place: Place
    words: str


class Problem(NamedTuple):
    """A mistake in a file at `path`, or only a warning of one; `note` is another place involved."""

    path: str
    place: Place
    message: str
    note: Note | None = None
    is_warning: bool = False

    @property
    def level(self) -> str:
        """Return 'error', or 'warning' for what fails no check."""
        return "warning" if self.is_warning else "error"

    @property
    def told(self) -> str:
        """Return the message, which says so if it is a warning."""
        return f"warning: {self.message}" if self.is_warning else self.message

    @property
    def words(self) -> str:
        """Return the message, with the line of the note if there is one."""
        return self.message + (f" ({self.note.words}: line {self.note.place.line})" if self.note else "")

    def __str__(self) -> str:
        warning = "warning: " if self.is_warning else ""
        return f"{self.path}:{self.place.line}:{self.place.column}: {warning}{self.words}"


class ProblemsError(Exception):
    """All problems of the input, at least one, sorted by place and without duplicates.

    If there are more than `MOST`, only the first ones found are included, and a last one says that there are more.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = dict.fromkeys(islice(problems, MOST + 1))
        self.problems = tuple(sorted(found, key=lambda problem: problem[:3]))
        if len(self.problems) > MOST:
            last = self.problems[-1]._replace(
                message=f"there are more than {MOST} problems. Fix these first", note=None
            )
            self.problems = (*self.problems[:-1], last)
        super().__init__("\n".join(map(str, self.problems)))


def brief(text: str) -> str:
    """Return a text cut to 60 characters, for a message."""
    return text if len(text) <= 60 else f"{text[:60]}…"


def is_unseen(character: str) -> bool:
    """Tell whether a character is invisible or a control, except those in `JOINERS`."""
    return unicodedata.category(character) in _UNSEEN and character not in JOINERS
