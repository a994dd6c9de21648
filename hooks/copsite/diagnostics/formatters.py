"""Problems as people and programs read them: under their source line, one a line, for a pull request, as data.

What is printed may come from anyone: `visible` is what keeps a text from being obeyed by a terminal or by CI.
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
# What GitHub Actions takes for a command: two colons at the beginning of a line, and the older form anywhere in it.
_COMMAND = re.compile(r"^(\s*+):(?=:)|#(?=#\[)")


def visible(text: str) -> str:
    """Write text on one line, with what a terminal or CI would obey, or readers would not see, as its escape."""
    shown = text if text.isprintable() else "".join(map(_shown, text))
    return _COMMAND.sub(lambda found: r"\x23" if found[1] is None else rf"{found[1]}\x3a", shown)


def lines(texts: Iterable[str]) -> str:
    """Write texts one a line, each made visible."""
    return "\n".join(map(visible, texts))


def markdown(texts: Iterable[str]) -> str:
    """Write texts as a list in Markdown, each as code: no name in them becomes a link, a mention or HTML."""
    return "\n".join(f"- {_as_code(visible(text))}" for text in texts)


def _shown(character: str) -> str:
    return character.encode("unicode_escape").decode() if is_unseen(character) else character


def _as_code(text: str) -> str:
    """Put text between more backticks than it has in a row (CommonMark, Code spans)."""
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}" if longest else f"{fence}{text}{fence}"


def plain(problems: Iterable[Problem]) -> str:
    """Say the problems, one a line as `path:line:column: message`, and below them how many there are."""
    problems = tuple(problems)
    return lines([*map(str, problems), _counted(problems)])


def terminal(problems: Iterable[Problem], texts: Mapping[str, str], *, color: bool = False, width: int = WIDTH) -> str:
    """Draw each problem under its source line, found in `texts` by path; `width` is that of the terminal."""
    paint = _painted if color else _unpainted
    problems = tuple(problems)
    return "\n\n".join([*(_drawn(problem, texts, paint, width) for problem in problems), visible(_counted(problems))])


def github(problems: Iterable[Problem]) -> str:
    """Write the problems as GitHub's workflow commands, which show each on its line of the pull request."""
    return "\n".join(map(_annotation, problems))


def as_json(problems: Iterable[Problem]) -> str:
    """Write the problems as JSON: an array of objects with path, line, column, end_column, message and note."""
    return json.dumps([*map(_record, problems)], indent=2, ensure_ascii=False)


def _annotation(problem: Problem) -> str:
    """Write one workflow command; its values escape what would end them (GitHub Docs, Workflow commands)."""
    file, place = visible(problem.path), problem.place
    where = f"file={_in_property(file)},line={place.line},col={place.column},endColumn={place.column + place.width}"
    return f"::error {where}::{_in_message(visible(problem.words))}"


def _record(problem: Problem) -> dict[str, object]:
    path, message = visible(problem.path), visible(problem.message)
    record: dict[str, object] = {"path": path, **_spot(problem.place), "message": message}
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
    return f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'} in {files}."


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
    message = wrap(visible(problem.message), max(width - _MARGIN - 3, 20))
    drawn = [head, *_marked(source, place, "^", _RED, paint, width)]
    drawn += [f"{margin}{bar} {paint(line, _BOLD)}" for line in message]
    if note:
        drawn += [f"{margin}{bar}", *_marked(source, note.place, "-", _BLUE, paint, width)]
        drawn[-1] += f" {visible(note.words)}"
    return "\n".join(drawn)


def _marked(source: list[str], place: Place, sign: str, color: str, paint: Paint, width: int) -> list[str]:
    """Draw a line of the source, cut to the terminal's width around the place, and the place underlined."""
    bar, line = paint("│", _BLUE), source[place.line - 1] if place.line <= len(source) else ""
    start, stop = place.column - 1, place.column - 1 + place.width
    room = max(width - _MARGIN - 3, 20)
    # A line too long for the terminal begins a third of its width before the place.
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
    """Give what stands for a character on a terminal, and how many columns it takes (Unicode Standard Annex 11)."""
    if character == "\t":
        return " " * _TAB, _TAB
    shown = _shown(character)
    if shown != character:
        return shown, len(shown)
    if character in JOINERS or unicodedata.category(character) in ("Mn", "Me"):
        return character, 0
    return character, 2 if unicodedata.east_asian_width(character) in "WF" else 1
