"""What a hand does to YAML: where a slip was made that a parser stumbles over, and what to write instead.

A parser knows two marks: where it stopped, and where the part begins that it was reading. Both parsers
give the same ones; what is between them tells the slip, in words that are the same whoever stumbled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from copsite.diagnostics.problem import Place

_CLOSERS = {"[": "]", "{": "}"}
_FIELD = re.compile(r" *(?:- +)*[\w-]+:(?= |$)")
_BREAKS = "\x85\u2028\u2029"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff"
# What no parser need see, since it is wrong wherever it stands; or harmless to them, but not to editors. Each is sought
# only in a text that has one of its signs.
_TEXT_CHECKS = (
    (
        ("<" * 7, "|" * 7, "=" * 7, ">" * 7),
        re.compile(r"^(?P<slip>(?:<{7}|\|{7}|={7}|>{7})(?: .*)?)$", re.MULTILINE),
        "this line marks where two versions of the file differ. Keep one version, and delete the marks",
    ),
    # YAML 1.1 ends a line with these, and editors do not: every place behind one would be wrong.
    (_BREAKS, re.compile(f"(?P<slip>[{_BREAKS}])"), "this is an invisible line break. Delete it"),
    ("\t", re.compile(r"^[^#\t\n]*(?P<slip>\t+)", re.MULTILINE), "this is a tab. Write spaces in its place"),
    (
        _SPACES,
        re.compile(rf"^ *+(?:- *+)?(?:[\w-]++:)? *+(?P<slip>[{_SPACES}]+)", re.MULTILINE),
        "this is not a plain space, though it looks like one, or like nothing. Type the space anew",
    ),
)
_UNKNOWN = "this cannot stand here. Compare the line with those beside it, or put a whole text in quotes"
_OPEN_QUOTE = "this quotation mark is not closed. Write the same mark where the text ends"
_AFTER_QUOTE = "here a text goes on after its closing quotation mark. Put all of it between the marks"
_AFTER_BRACKET = "nothing can follow a closing bracket. Remove it, or put the whole text in quotes"
_NO_DASH = "this item of a list has no dash. Write `- ` before it"
_DASH = "a space is missing after the dash. Write `- ` before the item"
ESCAPE = "a backslash changes the character after it. Write two, or a slash"
COLON = "a space is missing after the colon. Write it as in `name: Teens`"
_NO_COLON = "this line has no colon after a field's name. Write it as in `name: Teens`; indent a text that goes on"
_COLON_IN_TEXT = "a colon and a space within a text end a field's name. Put the whole text in quotes"
_INDENT = "the indent of this line fits none above it. Indent it like the fields beside it; an item begins with `- `"
_DASH_INDENT = "this dash is indented unlike those beside it. Indent it like them"
_TOO_DEEP = "this field is indented as a part of the one above, which has a value already. Indent both alike"


class SyntaxProblem(NamedTuple):
    """A slip at its place, and the words for it."""

    place: Place
    words: str


@dataclass(frozen=True)
class Fault:
    """Where a parser stopped (`at`) and where the part begins that it read, as lines and columns from 0."""

    lines: list[str]
    at: tuple[int, int]
    begun: tuple[int, int]

    @property
    def sign(self) -> str:
        """Give the character at which the parser stopped; '' at the end of a line."""
        return self._sign(self.at)

    @property
    def opening(self) -> str:
        """Give the character with which the part begins."""
        return self._sign(self.begun)

    @property
    def before(self) -> str:
        """Give what is before the parser on its line."""
        return self.lines[self.at[0]][: self.at[1]]

    @property
    def line(self) -> str:
        """Give the line on which the parser stopped."""
        return self.lines[self.at[0]]

    def above(self, line: int) -> Iterator[int]:
        """Yield the lines before one, nearest first, without those that are empty or a comment."""
        return (n for n in range(line - 1, -1, -1) if self.lines[n].strip() and self.lines[n].lstrip()[0] != "#")

    def below(self, line: int) -> int:
        """Give the next line that is neither empty nor a comment; the parser's own at the latest."""
        return next(
            (n for n in range(line + 1, self.at[0]) if self.lines[n].strip(" ")[:1] not in ("", "#")), self.at[0]
        )

    def _sign(self, mark: tuple[int, int]) -> str:
        return self.lines[mark[0]][mark[1] : mark[1] + 1]


def text_problems(text: str) -> Iterator[SyntaxProblem]:
    """Yield what is wrong in any YAML of ours, whatever a parser makes of it."""
    lines = text.split("\n")
    for signs, pattern, words in _TEXT_CHECKS:
        for number, line in enumerate(lines, 1) if any(sign in text for sign in signs) else ():
            while found := pattern.search(line):
                start, end = found.span("slip")
                yield SyntaxProblem(Place(number, start + 1, end - start), words)
                line = f"{line[:start]}{' ' * (end - start)}{line[end:]}"


def blank_out(slips: Iterable[SyntaxProblem], text: str) -> str | None:
    """Give the text with spaces in place of plain slips; None where one is all that its line begins with.

    How far in such a line was to begin, or which of two versions was meant, nobody can tell.
    """
    lines = text.split("\n")
    for place, _ in slips:
        line, start, end = lines[place.line - 1], place.column - 1, place.column - 1 + place.width
        if not line[:start].strip(" "):
            return None
        lines[place.line - 1] = f"{line[:start]}{' ' * place.width}{line[end:]}"
    return "\n".join(lines)


def explain(text: str, said: str, at: tuple[int, int], begun: tuple[int, int]) -> SyntaxProblem:
    """Tell which slip made a parser stop, from what it said in its jargon and its two marks."""
    lines = text.split("\n")
    fault = Fault(lines, _inside(lines, at), _inside(lines, begun))
    kinds = (tell for part, tell in _KINDS if re.search(part, said))
    return _open_quote(fault) or next(kinds, _unknown)(fault)


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
    """Find the mark that opened a text which the parser just saw closed, by one that was to open another."""
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
    """Tell a colon within a text from that of a field which the parser took for a part of the text above."""
    above = fault.lines[next(fault.above(fault.at[0]), fault.at[0])]
    if re.match(r" *- ", fault.before) and re.fullmatch(r" *[\w-]+", above):
        return _lacks_colon(fault, next(fault.above(fault.at[0])))
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
    """Tell what stands where a block of fields or items should have gone on."""
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
    """Find the item that a dash would stand beside: it has lost its own, or is indented in another way."""
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
    """Give the line before, where it is the odd one: those around it have one indent, and it has less."""
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

# By what either parser says, the first that fits; the words of both are matched.
_KINDS: tuple[tuple[str, Explainer], ...] = (
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
