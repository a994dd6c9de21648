"""Read a spreadsheet saved as CSV: headings and rows, each cell with its place.

The text follows RFC 4180, with commas, semicolons or tabs, as spreadsheet programs write it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from copsite.diagnostics.problem import Place, Problem, ProblemsError

LARGEST = 5_000_000  # bytes; ten thousand communities take two million
MOST = 300_000  # cells with text
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ",;\t"
_STATED = re.compile(r"sep=([,;\t])\n")  # a first line that Excel writes and hides
_QUOTE = re.compile(' *+"')
_IN_QUOTES = re.compile(r'"(?:[^"]|"")*+"')
_QUOTED = re.compile(r' *+"((?:[^"]|"")*+)" *+')


class Cell(NamedTuple):
    """The text of a cell, its row and column from 1, as spreadsheet programs show them, and its place in the file."""

    text: str
    row: int
    column: int
    place: Place

    @property
    def name(self) -> str:
        """Return the cell's name in a message: `row 5, column D`."""
        return f"row {self.row}, column {letters(self.column)}"


@dataclass(frozen=True)
class Spreadsheet:
    """The cells of the first row, and those of each further row that are not empty; rows without any are left out."""

    path: str
    headings: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def problem(self, cell: Cell, words: str) -> Problem:
        """Return a problem with a cell."""
        return _wrong(self.path, cell, words)


def letters(column: int) -> str:
    """Return the name of a column, from 1, in spreadsheet programs: A to Z, then AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def decode_spreadsheet(data: bytes, path: str) -> str:
    """Return the text of a file in UTF-8 or UTF-16, with `\\n` line ends; raise `ProblemsError` if it is neither."""
    save = "In the spreadsheet program, save the sheet as 'CSV UTF-8'"
    if len(data) > LARGEST:
        words = f"the file has more than {LARGEST // 1_000_000} MB. Import it in parts"
        raise ProblemsError([Problem(path, Place(1, 1), words)])
    is_utf16 = data.startswith(_UTF16)
    if b"\0" in data and not is_utf16:  # as in a workbook, which is an archive
        raise ProblemsError([Problem(path, Place(1, 1), f"this is not CSV. {save}")])
    try:
        return _with_plain_ends(data.decode("utf-16" if is_utf16 else "utf-8-sig"))
    except UnicodeDecodeError as error:
        before = "" if is_utf16 else _with_plain_ends(data[: error.start].decode("utf-8-sig"))
        place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
        words = f"this character is not in UTF-{16 if is_utf16 else 8}. {save}"
        raise ProblemsError([Problem(path, place, words)]) from None


def _with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_spreadsheet(text: str, path: str) -> Spreadsheet:
    """Read the text of a CSV file with `\\n` line ends; raise `ProblemsError` if it is none, or has no headings."""
    rows = _rows(text, path)
    headings = next(rows, ())
    if not headings:
        words = "the first row has no headings. Write the name of a field above each column, such as `name`"
        raise ProblemsError([Problem(path, Place(1, 1), words)])
    found: list[tuple[Cell, ...]] = []
    cells = 0
    for row in filter(None, rows):
        found.append(row)
        cells += len(row)
        if cells > MOST:
            words = f"the sheet has more than {MOST:,} cells. Import it in parts"
            raise ProblemsError([Problem(path, row[0].place, words)])
    return Spreadsheet(path, headings, tuple(found))


def _rows(text: str, path: str) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each row that have text, without spaces at their ends."""
    stated = _STATED.match(text)
    at = stated.end() if stated else 0
    delimiter = stated[1] if stated else _delimiter(text)
    plain = re.compile(f"([^{delimiter}\\n]*+)")
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    row, column, cells = 1, 1, list[Cell]()

    def cell(value: str, written: str) -> Cell:
        line = bisect_right(starts, at) - 1
        return Cell(value, row, column, Place(line + 1, at - starts[line] + 1, max(len(written.partition("\n")[0]), 1)))

    while at <= len(text):
        quoted = _QUOTE.match(text, at)
        found = (_QUOTED if quoted else plain).match(text, at)
        if found is None:
            words = "the quotation mark that begins this cell has no second one. Add it at the cell's end"
            raise ProblemsError([_wrong(path, cell("", '"'), words)])
        end = text[found.end() : found.end() + 1]
        if end not in ("", "\n", delimiter):
            words = "the text goes on after its quotation marks. Write two for one that is part of the text"
            raise ProblemsError([_wrong(path, cell("", found[0]), words)])
        if value := (found[1].replace('""', '"') if quoted else found[1]).strip():
            cells.append(cell(value, found[0]))
        column += 1
        if end != delimiter:
            yield tuple(cells)
            row, column, cells = row + 1, 1, []
        at = found.end() + 1


def _wrong(path: str, cell: Cell, words: str) -> Problem:
    return Problem(path, cell.place, f"{cell.name}: {words}")


def _delimiter(text: str) -> str:
    """Return the sign between cells: the one that the first row has most of outside quotation marks."""
    first = _IN_QUOTES.sub("", text.partition("\n")[0])
    return max(_DELIMITERS, key=first.count)
