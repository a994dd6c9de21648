"""Checks of YAML text before it is parsed: conflict markers, tabs, invisible spaces and line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from copsite.diagnostics.problem import Place

_BREAKS = "\x85\u2028\u2029"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff"
# Mistakes that are wrong anywhere, or that parsers accept and editors do not: the characters to look for first, in the
# whole text; a pattern for the place on its line; the message.
_TEXT_CHECKS = (
    (
        ("<" * 7, "|" * 7, "=" * 7, ">" * 7),
        re.compile(r"^(?P<found>(?:<{7}|\|{7}|={7}|>{7})(?: .*)?)$", re.MULTILINE),
        "this line marks where two versions of the file differ. Keep one version, and delete the marks",
    ),
    # YAML 1.1 ends a line with these, and editors do not: every place after one would be wrong.
    (_BREAKS, re.compile(f"(?P<found>[{_BREAKS}])"), "this is an invisible line break. Delete it"),
    ("\t", re.compile(r"^[^#\t\n]*(?P<found>\t+)", re.MULTILINE), "this is a tab. Write spaces in its place"),
    (
        _SPACES,
        re.compile(rf"^ *+(?:- *+)?(?:[\w-]++:)? *+(?P<found>[{_SPACES}]+)", re.MULTILINE),
        "this is not a plain space, though it looks like one, or like nothing. Type the space anew",
    ),
)


class SyntaxProblem(NamedTuple):
    """A syntax error: its place and the message."""

    place: Place
    words: str


def text_problems(text: str) -> Iterator[SyntaxProblem]:
    """Yield the mistakes that are found without a parser: conflict markers, tabs, invisible spaces and line breaks."""
    lines = text.split("\n")
    for signs, pattern, words in _TEXT_CHECKS:
        for number, line in enumerate(lines, 1) if any(sign in text for sign in signs) else ():
            while found := pattern.search(line):
                start, end = found.span("found")
                yield SyntaxProblem(Place(number, start + 1, end - start), words)
                line = f"{line[:start]}{' ' * (end - start)}{line[end:]}"


def blank_out(problems: Iterable[SyntaxProblem], text: str) -> str | None:
    """Return the text with spaces in place of the problems; None if one of them begins its line.

    The right indent of such a line, or the right version of a conflict, is unknown.
    """
    lines = text.split("\n")
    for place, _ in problems:
        line, start, end = lines[place.line - 1], place.column - 1, place.column - 1 + place.width
        if not line[:start].strip(" "):
            return None
        lines[place.line - 1] = f"{line[:start]}{' ' * place.width}{line[end:]}"
    return "\n".join(lines)
