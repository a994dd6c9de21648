"""Problems in each output format, as in the files of reports/; `make bless` renews them."""

from __future__ import annotations

import json
import re

import pytest

from builds import ROOT
from conftest import Golden
from copsite.diagnostics.formatters import as_json, github, plain, terminal
from copsite.diagnostics.problem import Note, Place, Problem
from test_problems import problems

REPORTS = ROOT / "tests" / "reports"
CASES = ("wrong", "twice")


def text_of(case: str) -> str:
    """Read an invalid catalog."""
    return REPORTS.joinpath(f"{case}.yaml").read_text("utf-8")


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("format", ["terminal", "plain", "github", "json"])
def test_a_report_matches_its_golden_file(case: str, format: str, golden: Golden) -> None:
    text = text_of(case)
    found = problems(text)
    report = {
        "terminal": lambda: terminal(found, {"cops.yaml": text}),
        "plain": lambda: plain(found),
        "github": lambda: github(found),
        "json": lambda: as_json(found),
    }[format]()
    golden(REPORTS / f"{case}.{format}.txt", report + "\n")


def test_color_changes_no_text() -> None:
    text = text_of("wrong")
    drawn = terminal(problems(text), {"cops.yaml": text}, color=True)
    assert "\x1b[31m^" in drawn
    assert re.sub(r"\x1b\[\d+m", "", drawn) == terminal(problems(text), {"cops.yaml": text})


@pytest.mark.parametrize(
    ("line", "place", "under"),
    [
        # The line, the column and width in it, and the underline on a terminal of 40 columns.
        ("status: actve", Place(1, 9, 5), "        ^^^^^"),
        ("a:\tactve", Place(1, 4, 5), "      ^^^^^"),
        ("図書: actve", Place(1, 5, 5), "      ^^^^^"),
        ("Cafe\u0301: actve", Place(1, 8, 5), "      ^^^^^"),
        ("name: 図書館", Place(1, 7, 3), "      ^^^^^^"),
        ("a: \x07actve", Place(1, 5, 5), "       ^^^^^"),
        ("a: \u2028actve", Place(1, 4, 1), "   ^^^^^^"),
        ("a: \u200dactve", Place(1, 5, 5), "   ^^^^^"),
        ("short", Place(1, 6), "     ^"),
        ("", Place(1, 1), "^"),
        ("nothing is there", Place(9, 1), "^"),
        (f"{'x' * 60} actve {'y' * 60}", Place(1, 62, 5), "          ^^^^^"),
        (f"{'x' * 60} {'y' * 60}", Place(1, 62, 60), "          ^^^^^^^^^^^^^^^^^^^^^"),
    ],
)
def test_the_underline_is_below_the_invalid_text(line: str, place: Place, under: str) -> None:
    drawn = terminal([Problem("a.yaml", place, "words")], {"a.yaml": line}, width=40).split("\n")
    assert drawn[2] == f"       │ {under}"
    assert len(drawn[1]) <= 40


def test_special_characters_of_workflow_commands_are_escaped() -> None:
    problem = Problem("a,b:c.yaml", Place(3, 4, 2), "100 % of\nthis", Note(Place(1, 1), "first used here"))
    assert github([problem]) == (
        "::error file=a%2Cb%3Ac.yaml,line=3,col=4,endColumn=6::100 %25 of\\nthis (first used here: line 1)"
    )


def test_json_has_every_field_of_a_problem() -> None:
    problem = Problem("a.yaml", Place(3, 4, 2), "words", Note(Place(1, 2), "first used here"))
    (found,) = json.loads(as_json([problem]))
    note = {"line": 1, "column": 2, "end_column": 3, "message": "first used here"}
    place = {"path": "a.yaml", "line": 3, "column": 4, "end_column": 6}
    assert found == {**place, "level": "error", "message": "words", "note": note}


def test_a_warning_is_called_so_in_every_format() -> None:
    warning = Problem("a.yaml", Place(1, 4, 2), "`b` may be wrong", is_warning=True)
    assert plain([warning]) == "a.yaml:1:4: warning: `b` may be wrong\n1 warning in a.yaml."
    assert plain([warning, warning._replace(path="b.yaml")]).endswith("\n2 warnings in a.yaml, b.yaml.")
    assert plain([warning, Problem("a.yaml", Place(1, 1), "`c` is wrong")]).endswith("\n2 problems in a.yaml.")
    assert github([warning]) == "::warning file=a.yaml,line=1,col=4,endColumn=6::`b` may be wrong"
    assert [one["level"] for one in json.loads(as_json([warning]))] == ["warning"]
    assert "│ warning: `b` may be wrong" in terminal([warning], {"a.yaml": "a: bc"})
