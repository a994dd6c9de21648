"""The property that fuzzing checks: any file is a catalog, or every problem has a place in it."""

from __future__ import annotations

from builds import DAY
from copsite.catalog.rules import RuleContext
from copsite.catalog.validate import validate
from copsite.diagnostics.problem import Place, ProblemsError
from copsite.yamlio.reader import decode, read

ANCHORS = {f"handbook/{role}.md#{part}" for role in ("facilitator", "participant") for part in ("duties", "becoming")}


def judged(data: bytes) -> None:
    """Read a file as the site does; raise if it is neither a catalog nor has problems at existing places."""
    try:
        validate(read(decode(data, "cops.yaml"), "cops.yaml"), RuleContext(DAY, ANCHORS))
    except ProblemsError as error:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        places = [problem.place for problem in error.problems]
        places += [problem.note.place for problem in error.problems if problem.note]
        stray = [place for place in places if not _inside(place, lines)]
        if stray or not places:
            raise AssertionError(f"no place of this file: {stray}") from error


def _inside(place: Place, lines: list[str]) -> bool:
    if not 1 <= place.line <= len(lines):
        return False
    length = len(lines[place.line - 1])
    return 1 <= place.column <= length + 1 and 1 <= place.width <= max(length - place.column + 1, 1)
