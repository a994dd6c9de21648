"""Spreadsheets saved as CSV by any program are read as the same cells, or reported."""

from __future__ import annotations

from contextlib import suppress

import pytest

from copsite.catalog.spreadsheet import Spreadsheet, decode_spreadsheet, letters, read_spreadsheet
from copsite.diagnostics.problem import ProblemsError

SHEET = [["name", "summary"], ["Maps", "Old, new"], ["Café 図書", 'Said "so"\nand so']]
TEXT = 'name,summary\nMaps,"Old, new"\n\nCafé 図書,"Said ""so""\nand so"\n'

SEMICOLONS = TEXT.replace("name,", "name;").replace("Maps,", "Maps;").replace("図書,", "図書;")
FILES = {
    "as in RFC 4180": TEXT.replace("\n", "\r\n").encode(),
    "without a line end at the end": TEXT.rstrip("\n").encode(),
    "UTF-8 with a byte order mark": TEXT.encode("utf-8-sig"),
    "UTF-16 with tabs": SEMICOLONS.replace(";", "\t").encode("utf-16"),
    "semicolons": SEMICOLONS.encode(),
    "semicolons, as Excel says": b"sep=;\r\n" + SEMICOLONS.encode(),
    "old line ends": TEXT.replace("\n", "\r").encode(),
    "spaces around cells": TEXT.replace("Maps,", " Maps ,  ").encode(),
    "empty cells at the ends": TEXT.replace("summary\n", "summary,,\n").replace('new"\n', 'new",,""\n').encode(),
    "empty rows of commas": TEXT.replace("\n\n", "\n,,,\n , \n").encode(),
}

# A file, and where and how it is wrong.
WRONG = {
    b"": "a.csv:1:1: the first row has no headings. Write the name of a field above each column, such as `name`",
    b",,\nMaps": "a.csv:1:1: the first row has no headings.",
    b"name\nCaf\xe9,x": "a.csv:2:4: this character is not in UTF-8. In the spreadsheet program, save",
    b"\xff\xfea": "a.csv:1:1: this character is not in UTF-16.",
    b"PK\x03\x04\x14\x00\x06\x00": "a.csv:1:1: this is not CSV. In the spreadsheet program, save",
    b'name,list\nMaps,"Old\nand new': "a.csv:2:6: row 2, column B: the quotation mark that begins this cell has no",
    b'name\n\n"Maps" and more\n': "a.csv:3:1: row 3, column A: the text goes on after its quotation marks. Write two",
    b'name\n""x': "a.csv:2:1: row 2, column A: the text goes on",
    b"a" * 5_000_001: "a.csv:1:1: the file has more than 5 MB. Import it in parts",
    b"a\n" * 300_002: "a.csv:300002:1: the sheet has more than 300,000 cells. Import it in parts",
}


def sheet_of(data: bytes) -> Spreadsheet:
    """Read a file."""
    return read_spreadsheet(decode_spreadsheet(data, "a.csv"), "a.csv")


@pytest.mark.parametrize("name", FILES)
def test_every_program_writes_the_same_sheet(name: str) -> None:
    sheet = sheet_of(FILES[name])
    assert [[cell.text for cell in row] for row in (sheet.headings, *sheet.rows)] == SHEET


@pytest.mark.parametrize("data", WRONG, ids=lambda data: repr(data[:20]))
def test_what_is_no_sheet_is_reported(data: bytes) -> None:
    with pytest.raises(ProblemsError) as caught:
        sheet_of(data)
    (problem,) = caught.value.problems
    assert str(problem).startswith(WRONG[data])


def test_a_cell_knows_its_row_and_column_and_its_place_in_the_file() -> None:
    sheet = sheet_of(b'name,summary,list\n"Old\nmaps",,\n\n,"x",maps\n')
    told = [(cell.name, *cell.place) for row in sheet.rows for cell in row]
    assert told == [
        ("row 2, column A", 2, 1, 4),
        ("row 4, column B", 5, 2, 3),
        ("row 4, column C", 5, 6, 4),
    ]


def test_columns_are_named_as_in_spreadsheet_programs() -> None:
    assert [letters(number) for number in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]


@pytest.mark.parametrize("part", ['"', '""', '"a', '" ', " ", ",", ";", "a,", "\n", '"\n', '""\n', " ,", '"",'])
def test_any_text_is_read_in_linear_time(part: str) -> None:
    for text in (part * (200_000 // len(part)), f"name\n{part * (200_000 // len(part))}"):
        with suppress(ProblemsError):
            sheet_of(text.encode())
