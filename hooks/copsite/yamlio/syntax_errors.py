"""Explanations of YAML syntax errors: the place of the typo, and what to write instead.

A parser gives two positions: where it stopped, and where the node begins that it was reading. Both parsers give the
same positions, so that the text between them explains the error in the same words for either parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from copsite.diagnostics.problem import Place
from copsite.yamlio.text_checks import SyntaxProblem

_CLOSERS = {"[": "]", "{": "}"}
_FIELD = re.compile(r" *(?:- +)*[\w-]+:(?= |$)")
_UNKNOWN = "this cannot stand here. Compare the line with those beside it, or put a whole text in quotes"
_OPEN_QUOTE = "this quotation mark is not closed. Write the same mark where the text ends"
_AFTER_QUOTE = "here a text goes on after its closing quotation mark. Put all of it between the marks"
_AFTER_BRACKET = "nothing can follow a closing bracket. Remove it, or put the whole text in quotes"
_NO_DASH = "this item of a list has no dash. Write `- ` before it"
_DASH = "a space is missing after the dash. Write `- ` before the item"
ESCAPE = "a backslash changes the character after it. Write two, or a slash"
COLON = "a space is missing after the colon. Write it as in `name: Teens`"
_NO_COLON = "this line has no colon after a field's name. Write it as in `name: Teens`; indent a text that goes on"
_TWO_FIELDS = "two fields are on one line. Write the second on a line below, with more spaces before it than the first"
_COLON_IN_TEXT = "a colon and a space within a text end a field's name. Put the whole text in quotes"
_INDENT = "the indent of this line fits none above it. Indent it like the fields beside it; an item begins with `- `"
_DASH_INDENT = "this dash is indented unlike those beside it. Indent it like them"
_TOO_DEEP = "this field is indented as a part of the one above, which has a value already. Indent both alike"


@dataclass(frozen=True)
class Fault:
    """Where a parser stopped (`at`) and where its node begins (`begun`), as line and column from 0."""

    lines: list[str]
    at: tuple[int, int]
    begun: tuple[int, int]

    @property
    def sign(self) -> str:
        """Return the character at which the parser stopped; '' at the end of a line."""
        return self._sign(self.at)

    @property
    def opening(self) -> str:
        """Return the first character of the node."""
        return self._sign(self.begun)

    @property
    def before(self) -> str:
        """Return the text before the parser on its line."""
        return self.lines[self.at[0]][: self.at[1]]

    @property
    def line(self) -> str:
        """Return the line on which the parser stopped."""
        return self.lines[self.at[0]]

    def above(self, line: int) -> Iterator[int]:
        """Yield the numbers of the lines above one, nearest first, without empty lines and comments."""
        return (n for n in range(line - 1, -1, -1) if self.lines[n].strip() and self.lines[n].lstrip()[0] != "#")

    def below(self, line: int) -> int:
        """Return the number of the next line that is not empty or a comment; at most the parser's own."""
        return next(
            (n for n in range(line + 1, self.at[0]) if self.lines[n].strip(" ")[:1] not in ("", "#")), self.at[0]
        )

    def _sign(self, mark: tuple[int, int]) -> str:
        return self.lines[mark[0]][mark[1] : mark[1] + 1]


def explain(text: str, message: str, at: tuple[int, int], begun: tuple[int, int]) -> SyntaxProblem:
    """Explain a parser's error from its message and its two positions, as line and column from 0."""
    lines = text.split("\n")
    fault = Fault(lines, _inside(lines, at), _inside(lines, begun))
    explainers = (explainer for pattern, explainer in _EXPLAINERS if re.search(pattern, message))
    return _open_quote(fault) or next(explainers, _unknown)(fault)


def _inside(lines: list[str], mark: tuple[int, int]) -> tuple[int, int]:
    line = min(mark[0], len(lines) - 1)
    return line, min(mark[1], len(lines[line]))


def _problem(mark: tuple[int, int], words: str, width: int = 1) -> SyntaxProblem:
    return SyntaxProblem(Place(mark[0] + 1, mark[1] + 1, width), words)


def _of_line(fault: Fault, line: int, words: str) -> SyntaxProblem:
    text = fault.lines[line]
    start = len(text) - len(text.lstrip(" "))
    return _problem((line, start), words, max(len(text.rstrip()) - start, 1))


def _unknown(fault: Fault) -> SyntaxProblem:
    return _problem(fault.at, _UNKNOWN)


def _open_quote(fault: Fault) -> SyntaxProblem | None:
    """Find the quotation mark that opened an unclosed text, if the parser took the next opening mark for its end."""
    mark = fault.before[-1:]
    if mark not in ("'", '"') or not mark or fault.before.count(mark) % 2 == 0:
        return None
    line = next((n for n in range(fault.at[0] - 1, -1, -1) if mark in fault.lines[n]), None)
    return None if line is None else _problem((line, fault.lines[line].rfind(mark)), _OPEN_QUOTE)


def _quote(fault: Fault) -> SyntaxProblem:
    return _problem(fault.begun, _OPEN_QUOTE)


def _escape(fault: Fault) -> SyntaxProblem:
    column = max(fault.lines[fault.at[0]].rfind("\\", 0, fault.at[1] + 1), 0)
    return _problem((fault.at[0], column), ESCAPE)


def _first_sign(fault: Fault) -> SyntaxProblem:
    mark = fault.begun if fault.opening in ("&", "*", "!", "%", "|", ">") else fault.at
    sign = fault._sign(mark)
    if not sign:
        return _unknown(fault)
    if sign == ",":
        return _problem(mark, "there is nothing before this comma. Remove it, or write what is missing")
    if sign in "]}":
        return _closer(fault)
    return _problem(mark, f"a text can begin with {sign!r} in quotes only. Put the whole text in quotes")


def _closer(fault: Fault) -> SyntaxProblem:
    return _problem(fault.at, f"this {fault.sign} closes nothing. Remove it, or write the bracket that it closes")


def _bracket(fault: Fault) -> SyntaxProblem:
    closer = _CLOSERS.get(fault.opening, "")
    if not closer:
        return _unknown(fault)
    if fault.sign in ("]", "}"):
        return _problem(fault.at, f"this {fault.sign} closes a {fault.opening}. Write {closer}, or remove it")
    if fault.at[0] == fault.begun[0] and fault.sign:
        words = (
            f"a comma is missing before this, within {fault.opening} {closer}; a text that holds a colon needs quotes"
        )
        return _problem(fault.at, words)
    return _problem(fault.begun, f"this {fault.opening} is not closed. Write {closer} where it ends")


def _no_colon(fault: Fault) -> SyntaxProblem:
    return _lacks_colon(fault, fault.begun[0])


def _lacks_colon(fault: Fault, line: int) -> SyntaxProblem:
    text = fault.lines[line].strip()
    if re.match(r"[\[{]", text):
        return _of_line(fault, line, _NO_DASH)
    if re.match(r"-[\w{[]", text):
        return _of_line(fault, line, _DASH)
    return _of_line(fault, line, COLON if re.match(r"(?:- +)*[\w-]+:\S", text) else _NO_COLON)


def _second_colon(fault: Fault) -> SyntaxProblem:
    """Distinguish a colon within a text from that of a field which the parser took for a part of the text above."""
    above = fault.lines[next(fault.above(fault.at[0]), fault.at[0])]
    if re.match(r" *- ", fault.before) and re.fullmatch(r" *[\w-]+", above):
        return _lacks_colon(fault, next(fault.above(fault.at[0])))
    if re.fullmatch(r" *(?:- +)*[\w-]+: +[0-9]{4}-[0-9]{2}-[0-9]{2}", fault.before):
        return _problem(fault.at, _TWO_FIELDS)
    if not re.fullmatch(r" *(?:- +)*[\w-]+", fault.before):
        no_space = re.match(r" *-[{[]", fault.before)
        return _of_line(fault, fault.at[0], _DASH) if no_space else _problem(fault.at, _COLON_IN_TEXT)
    head = fault.at[0]
    for head in fault.above(fault.at[0]):
        if _FIELD.match(fault.lines[head]) or fault.lines[head].lstrip().startswith("-"):
            break
    text = fault.lines[head]
    if re.match(r" *-[\w-]", text) or not _FIELD.match(text):
        return _lacks_colon(fault, head)
    if text.rstrip().endswith(":") and fault.below(head) < fault.at[0]:
        return _lacks_colon(fault, fault.below(head))
    return _of_line(fault, fault.at[0], _TOO_DEEP)


def _block(fault: Fault) -> SyntaxProblem:
    """Explain what is found in place of the next field or item of a block."""
    before = fault.before.rstrip()
    if fault.sign in ("]", "}"):
        return _closer(fault)
    if before[-1:] in ("'", '"'):
        return _problem(fault.at, _AFTER_QUOTE)
    if before[-1:] in ("]", "}"):
        return _problem(fault.at, _AFTER_BRACKET)
    if before:
        return _unknown(fault)
    if re.match(r"-( |$)", fault.line[fault.at[1] :]):
        return _dash(fault)
    if re.match(r"-[\w{[]", fault.line[fault.at[1] :]):
        return _of_line(fault, fault.at[0], _DASH)
    return _of_line(fault, _lost(fault), _INDENT)


def _dash(fault: Fault) -> SyntaxProblem:
    """Explain a dash where none fits: the first item has no dash, or another indent."""
    column = fault.at[1]
    parent = next((n for n in fault.above(fault.at[0]) if _indent(fault.lines[n]) < column), fault.at[0])
    first = fault.below(parent)
    if (
        fault.lines[parent].rstrip().endswith(":")
        and first < fault.at[0]
        and not fault.lines[first].lstrip().startswith("-")
    ):
        return _of_line(fault, first, _NO_DASH)
    return _problem(fault.at, _DASH_INDENT)


def _lost(fault: Fault) -> int:
    """Return the number of the line above if it is indented less than both its neighbors, else of this line."""
    here = fault.at[0]
    odd, other = [*fault.above(here), -1, -1][:2]
    if other < 0 or not re.match(_FIELD.pattern + r" *\S", fault.lines[odd]):
        return here
    indents = [_indent(fault.lines[n]) for n in (other, odd, here)]
    return odd if indents[0] == indents[2] > indents[1] else here


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _document(fault: Fault) -> SyntaxProblem:
    return _problem(
        fault.at, "a line above this one begins with `...`, `---` or `%` and ends the catalog. Remove that line"
    )


Explainer: TypeAlias = Callable[[Fault], SyntaxProblem]

# By the message of the parser, the first match; the patterns match the messages of both parsers.
_EXPLAINERS: tuple[tuple[str, Explainer], ...] = (
    (r"escape", _escape),
    (r"scanning a (double-|single-)?quoted", _quote),
    (r"cannot start any token|scanning an? (anchor|alias|tag|directive|block scalar)|node content", _first_sign),
    (r"mapping keys are not|sequence entries are not", _first_sign),
    (r"flow (sequence|mapping)", _bracket),
    (r"expected ':'", _no_colon),
    (r"mapping values", _second_colon),
    (r"<block end>|expected key|'-' indicator", _block),
    (r"<document start>", _document),
)
