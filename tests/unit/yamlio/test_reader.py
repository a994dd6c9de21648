"""Decoding of files, and parsing of YAML into plain values with the place of each."""

from __future__ import annotations

import pytest
import yaml

from copsite.diagnostics.problem import MOST, ProblemsError
from copsite.yamlio import reader as source
from copsite.yamlio.reader import LARGEST, MOST_PARTS, FieldPath, decode, read
from test_problems import CASES

TEXT = """\
on: NO
at: 1:30
list: {name: demo, open_to: members}
people:
  facilitator:
    - {from: 2026-02-03}
  helper:
summary: >-
  Two lines
  as one.
"""


def problem(text: str) -> str:
    """Return the only problem of a text."""
    with pytest.raises(ProblemsError) as caught:
        read(text, "x.yaml")
    (found,) = caught.value.problems
    return str(found)


def test_every_value_stays_the_text_that_was_written() -> None:
    assert read(TEXT, "x.yaml").value == {
        "on": "NO",
        "at": "1:30",
        "list": {"name": "demo", "open_to": "members"},
        "people": {"facilitator": [{"from": "2026-02-03"}], "helper": ""},
        "summary": "Two lines as one.",
    }


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1)),
        (("on",), (1, 5)),
        (("list",), (3, 1)),
        (("list", "open_to"), (3, 29)),
        (("people", "facilitator"), (5, 3)),
        (("people", "facilitator", 0), (6, 7)),
        (("people", "facilitator", 0, "from"), (6, 14)),
        (("people", "helper"), (7, 3)),
        (("summary",), (8, 10)),
        (("people", "facilitator", 0, "until"), (6, 7)),
        (("people", "lead", 3, "from"), (4, 1)),
        (("topics",), (1, 1)),
    ],
)
def test_every_value_has_a_place_and_a_missing_one_its_parents(path: FieldPath, place: tuple[int, int]) -> None:
    assert read(TEXT, "x.yaml").place(path)[:2] == place


def test_every_field_name_has_a_place() -> None:
    keys = read(TEXT, "x.yaml").keys
    assert (keys["list",], keys["list", "open_to"], keys["people", "helper"]) == ((3, 1, 4), (3, 20, 7), (7, 3, 6))


def test_problems_of_one_kind_are_reported_all_at_once() -> None:
    with pytest.raises(ProblemsError) as caught:
        read("a: &x 1\nb: *x\na: !!int 2\nc: 'd\n", "x.yaml")
    assert [found.place[:2] for found in caught.value.problems] == [(1, 4), (2, 4), (3, 1), (3, 4), (4, 4)]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"name: Caf\xc3\xa9\n", "name: Café\n"),
        (b"\xef\xbb\xbfname: x\n", "name: x\n"),
        (b"a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
        (b"a: 1\rb: 2\r", "a: 1\nb: 2\n"),
        (b"", ""),
    ],
)
def test_files_with_bom_or_other_line_ends_are_read(data: bytes, text: str) -> None:
    assert decode(data, "x.yaml") == text


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"name: Caf\xe9\n", "x.yaml:1:10"),
        (b"\xef\xbb\xbfname: Caf\xe9\n", "x.yaml:1:10"),
        ("name: Café\nsummary: a – b\n".encode("cp1252"), "x.yaml:1:10"),
        ("name: Café\n".encode() + b"summary: a \x96 b\n", "x.yaml:2:12"),
        (b"a: 1\rb: \xe9\r", "x.yaml:2:4"),
    ],
)
def test_a_file_in_another_encoding_is_reported_at_its_first_invalid_byte(data: bytes, place: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        decode(data, "x.yaml")
    assert str(caught.value) == f"{place}: this character is not in UTF-8. Save the file with the encoding UTF-8"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_file_in_utf_16_is_reported_as_such(encoding: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        decode("\ufeffname: x\n".encode(encoding), "x.yaml")
    assert str(caught.value) == "x.yaml:1:1: the file is in UTF-16. Save it with the encoding UTF-8"


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 10_000, "- " * 10_000, "? " * 10_000])
def test_deep_nesting_is_reported(text: str) -> None:
    assert problem(text).startswith("x.yaml:1:")


def test_a_long_line_of_spaces_is_empty() -> None:
    assert read(" " * 1_000_000, "x.yaml").value == ""


def test_a_text_that_is_too_long_is_not_parsed() -> None:
    assert problem("#" * (LARGEST + 1)).startswith("x.yaml:1:1: the file has more than 12,000,000 ")


def test_parsing_stops_at_too_many_nodes() -> None:
    assert problem("- a\n" * (MOST_PARTS + 1)).endswith(
        "the file has more than 450,000 parts. Was it pasted many times?"
    )


@pytest.mark.parametrize("text", ["\t\n" * 1000, "- &a b\n" * 1000, "\u2028" * 1000])
def test_only_the_first_of_many_yaml_problems_are_reported(text: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        read(text, "x.yaml")
    assert len(caught.value.problems) == MOST + 1
    assert caught.value.problems[-1].message == "there are more than 200 problems. Fix these first"


def test_both_parsers_give_the_same_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [case.text for case in CASES.values()]
    quick = [said(text) for text in texts]
    monkeypatch.setattr(source, "_QuickLoader", yaml.SafeLoader)
    assert [said(text) for text in texts] == quick


def said(text: str) -> str:
    """Return the problems of parsing a text; '' if there are none."""
    try:
        read(text, "x.yaml")
    except ProblemsError as error:
        return str(error)
    return ""
