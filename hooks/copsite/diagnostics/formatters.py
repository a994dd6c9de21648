"""Output formats for problems: plain lines, source lines for a terminal, GitHub workflow commands, JSON.

Texts in the output may come from anyone: `visible` escapes what a terminal or CI would interpret.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from textwrap import wrap

from copsite.diagnostics.problem import JOINERS, Place, Problem, is_unseen

FORMATS = ("plain", "terminal", "github", "json")
WIDTH = 100  # columns
_TAB = 4  # columns
_RED, _BLUE, _BOLD, _PLAIN = "\x1b[31m", "\x1b[34m", "\x1b[1m", "\x1b[0m"
_MARGIN = 6  # columns before the bar
# GitHub Actions workflow commands: two colons at the beginning of a line, and the older form anywhere in it.
_COMMAND = re.compile(r"^(\s*+):(?=:)|#(?=#\[)")


def visible(text: str) -> str:
    """Return text on one line; escape invisible characters and what a terminal or CI would interpret."""
    shown = text if text.isprintable() else "".join(map(_shown, text))
    return _COMMAND.sub(lambda found: r"\x23" if found[1] is None else rf"{found[1]}\x3a", shown)


def lines(texts: Iterable[str]) -> str:
    """Return the texts on one line each, escaped by `visible`."""
    return "\n".join(map(visible, texts))


def markdown(texts: Iterable[str]) -> str:
    """Return the texts as a Markdown list of code spans, in which nothing becomes a link, a mention or HTML."""
    return "\n".join(f"- {_as_code(visible(text))}" for text in texts)


def _shown(character: str) -> str:
    return character.encode("unicode_escape").decode() if is_unseen(character) else character


def _as_code(text: str) -> str:
    """Return text between more backticks than it has in a row (CommonMark, Code spans)."""
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}" if longest else f"{fence}{text}{fence}"


def plain(problems: Iterable[Problem]) -> str:
    """Return the problems on one line each, as `path:line:column: message`, and their number on the last line."""
    problems = tuple(problems)
    return lines([*map(str, problems), _counted(problems)])


def terminal(problems: Iterable[Problem], texts: Mapping[str, str], *, color: bool = False, width: int = WIDTH) -> str:
    """Return each problem below its source line, from `texts` by path; `width` is the terminal's, in columns."""
    paint = _painted if color else _unpainted
    problems = tuple(problems)
    return "\n\n".join([*(_drawn(problem, texts, paint, width) for problem in problems), visible(_counted(problems))])


def github(problems: Iterable[Problem]) -> str:
    """Return the problems as GitHub workflow commands, which show each on its line of the pull request."""
    return "\n".join(map(_annotation, problems))


def as_json(problems: Iterable[Problem]) -> str:
    """Return the problems as JSON: an array of objects with path, line, column, end_column, level, message, note."""
    return json.dumps([*map(_record, problems)], indent=2, ensure_ascii=False)


def _annotation(problem: Problem) -> str:
    """Return one workflow command, with its values escaped (GitHub Docs, Workflow commands)."""
    file, place = visible(problem.path), problem.place
    where = f"file={_in_property(file)},line={place.line},col={place.column},endColumn={place.column + place.width}"
    return f"::{problem.level} {where}::{_in_message(visible(problem.words))}"


def _record(problem: Problem) -> dict[str, object]:
    path, message = visible(problem.path), visible(problem.message)
    record: dict[str, object] = {"path": path, **_spot(problem.place), "level": problem.level, "message": message}
    if problem.note:
        record["note"] = {**_spot(problem.note.place), "message": visible(problem.note.words)}
    return record


def _spot(place: Place) -> dict[str, object]:
    return {"line": place.line, "column": place.column, "end_column": place.column + place.width}


def _in_message(text: str) -> str:
    return text.replace("%", "%25")


def _in_property(text: str) -> str:
    return _in_message(text).replace(":", "%3A").replace(",", "%2C")


def _counted(problems: tuple[Problem, ...]) -> str:
    files = ", ".join(sorted({problem.path for problem in problems}))
    noun = "warning" if all(problem.is_warning for problem in problems) else "problem"
    return f"{len(problems)} {noun if len(problems) == 1 else f'{noun}s'} in {files}."


Paint = Callable[[str, str], str]


def _painted(text: str, color: str) -> str:
    return f"{color}{text}{_PLAIN}"


def _unpainted(text: str, color: str) -> str:
    return text


def _drawn(problem: Problem, texts: Mapping[str, str], paint: Paint, width: int) -> str:
    source = texts.get(problem.path, "").split("\n")
    bar, place, note = paint("│", _BLUE), problem.place, problem.note
    margin = " " * (_MARGIN + 1)
    head = paint(visible(f"{problem.path}:{place.line}:{place.column}"), _BOLD)
    message = wrap(visible(problem.told), max(width - _MARGIN - 3, 20))
    drawn = [head, *_marked(source, place, "^", _RED, paint, width)]
    drawn += [f"{margin}{bar} {paint(line, _BOLD)}" for line in message]
    if note:
        drawn += [f"{margin}{bar}", *_marked(source, note.place, "-", _BLUE, paint, width)]
        drawn[-1] += f" {visible(note.words)}"
    return "\n".join(drawn)


def _marked(source: list[str], place: Place, sign: str, color: str, paint: Paint, width: int) -> list[str]:
    """Return a source line, cut to the terminal's width around the place, and a line that underlines the place."""
    bar, line = paint("│", _BLUE), source[place.line - 1] if place.line <= len(source) else ""
    start, stop = place.column - 1, place.column - 1 + place.width
    room = max(width - _MARGIN - 3, 20)
    # Of a line too long for the terminal, start a third of the width before the place.
    first = max(start - room // 3, 0) if stop > room else 0
    cells = [_cell(character) for character in line[first : first + room]]
    while sum(size for _, size in cells) > room:
        cells.pop()
    before = sum(size for _, size in cells[: start - first])
    under = max(sum(size for _, size in cells[start - first : stop - first]), 1)
    number = paint(f"{place.line:>{_MARGIN}}", _BLUE)
    return [
        f"{number} {bar} {''.join(text for text, _ in cells)}".rstrip(),
        f"{' ' * (_MARGIN + 1)}{bar} {' ' * before}{paint(sign * under, color)}",
    ]


def _cell(character: str) -> tuple[str, int]:
    """Return a character as shown on a terminal, and its width in columns (Unicode Standard Annex 11)."""
    if character == "\t":
        return " " * _TAB, _TAB
    shown = _shown(character)
    if shown != character:
        return shown, len(shown)
    if character in JOINERS or unicodedata.category(character) in ("Mn", "Me"):
        return character, 0
    return character, 2 if unicodedata.east_asian_width(character) in "WF" else 1
