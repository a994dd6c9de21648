"""Invalid catalogs as small changes to one valid base, with the problems that each must give.

A file in problems/ holds cases. Each begins with `== NAME` and then has the lines of a unified diff against
base.yaml, or against resources-base.yaml in resources.txt: ` ` an unchanged line, `-` a removed one, `+` an added one,
`@@` between two places. The old lines are searched from the end of the place before. A case that begins with
`@@ whole file` replaces the base.
The problems of a line are below it: `!`, then carets under the invalid part, then the message.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from copsite.diagnostics.problem import Problem

FOLDER = Path(__file__).parents[1] / "problems"
BASE = FOLDER.joinpath("base.yaml").read_text("utf-8")
RESOURCES_BASE = FOLDER.joinpath("resources-base.yaml").read_text("utf-8")
_WHOLE = "@@ whole file"
_NEXT = "@@"


@dataclass(frozen=True)
class Case:
    """An invalid catalog: its name, its text, and the problems as (line, column, width, message)."""

    name: str
    text: str
    problems: tuple[tuple[int, int, int, str], ...]


def read_cases(text: str, base: str = BASE) -> Iterator[Case]:
    """Yield the cases in the text of a file in problems/, changes to `base`."""
    for part in text.removesuffix("\n").split("\n== ")[0 if text.startswith("== ") else 1 :]:
        name, *lines = part.removeprefix("== ").split("\n")
        yield _case(name, [line for line in lines if line], base)


def write_cases(cases: Iterable[Case], find: Callable[[str], Iterable[Problem]], base: str = BASE) -> str:
    """Return the text of a file in problems/, with the problems that `find` returns for each case."""
    return "\n".join("\n".join(_lines_of(case, [*find(case.text)], base)) + "\n" for case in cases)


def as_written(problems: Iterable[Problem]) -> tuple[tuple[int, int, int, str], ...]:
    """Return problems in the form of a case."""
    return tuple((*problem.place, problem.words) for problem in problems)


def _case(name: str, lines: Sequence[str], base: str) -> Case:
    old = [] if lines[:1] == [_WHOLE] else base.split("\n")
    new: list[str] = []
    problems: list[tuple[int, int, int, str]] = []
    for place in _places(lines):
        was = [line[1:] for line in place if line[0] in " -"]
        start = _index(old, was, name)
        new += old[:start]
        old = old[start + len(was) :]
        for line in place:
            if line[0] in " +":
                new.append(line[1:])
            elif line[0] == "!":
                marks, _, message = line[1:].lstrip(" ").partition(" ")
                column = len(line) - len(line[1:].lstrip(" "))
                problems.append((len(new), column, len(marks), message))
    return Case(name, "\n".join([*new, *old]), tuple(problems))


def _places(lines: Iterable[str]) -> Iterator[list[str]]:
    place: list[str] = []
    for line in lines:
        if line.startswith(_NEXT):
            yield place
            place = []
        else:
            place.append(line)
    yield place


def _index(lines: Sequence[str], part: Sequence[str], name: str) -> int:
    """Return the first index of `part` in `lines`."""
    for start in range(len(lines) - len(part) + 1):
        if [*lines[start : start + len(part)]] == [*part]:
            return start
    raise ValueError(f"the case {name!r} changes lines that its base does not have: {part}")


def _lines_of(case: Case, problems: Sequence[Problem], base: str) -> Iterator[str]:
    """Yield a case's lines, with just enough context to find its places again."""
    yield f"== {case.name}"
    old, new = base.split("\n"), case.text.split("\n")
    below: dict[int, list[str]] = {}
    for line, column, width, message in as_written(problems):
        below.setdefault(line, []).append(f"!{' ' * (column - 1)}{'^' * width} {message}")
    steps = _steps(old, new)
    if sum(step.sign == " " for step in steps) < len(old) // 3:
        yield _WHOLE
        steps, places = [_Step("+", line, number) for number, line in enumerate(new, 1)], [(0, len(new))]
    else:
        places = _places_to_show(steps, below.keys())
    for number, (start, stop) in enumerate(places):
        if number:
            yield _NEXT
        for step in steps[start:stop]:
            yield step.sign + step.text
            yield from below.get(step.number, ())


class _Step(NamedTuple):
    """A line of a diff: ` `, `-` or `+`, its text, and its number in the new text, or 0 if removed."""

    sign: str
    text: str
    number: int


def _steps(old: list[str], new: list[str]) -> list[_Step]:
    steps: list[_Step] = []
    for kind, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            steps += [_Step("-", line, 0) for line in old[i:j]]
        steps += [_Step(" " if kind == "equal" else "+", new[line], line + 1) for line in range(m, n)]
    return steps


def _places_to_show(steps: Sequence[_Step], told: Collection[int]) -> list[tuple[int, int]]:
    """Return the ranges of steps to write, each with enough context to be found at its place."""
    places: list[tuple[int, int]] = []
    for n, step in enumerate(steps):
        if step.sign == " " and step.number not in told:
            continue
        start = n
        while places and start > places[-1][1] and not _is_found(steps, places[-1][1], start, n + 1):
            start -= 1
        while not places and not _is_found(steps, 0, start, n + 1):
            start -= 1
        if places and start <= places[-1][1]:
            places[-1] = (places[-1][0], n + 1)
        else:
            places.append((start, n + 1))
    return places


def _is_found(steps: Sequence[_Step], after: int, start: int, stop: int) -> bool:
    """Return whether the old lines from `start` to `stop` have no earlier occurrence behind `after`."""
    lines = [step.text for step in steps[after:stop] if step.sign in " -"]
    part = [step.text for step in steps[start:stop] if step.sign in " -"]
    return bool(part) and _index(lines, part, "") == len(lines) - len(part)
