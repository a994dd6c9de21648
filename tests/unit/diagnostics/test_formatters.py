"""Problems as people and programs read them, as the files in reports/ have them; `make bless` renews those."""

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
    """Read a wrong catalog."""
    return REPORTS.joinpath(f"{case}.yaml").read_text("utf-8")


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("format", ["terminal", "plain", "github", "json"])
def test_a_report_is_as_its_golden_file_has_it(case: str, format: str, golden: Golden) -> None:
    text = text_of(case)
    found = problems(text)
    report = {
        "terminal": lambda: terminal(found, {"cops.yaml": text}),
        "plain": lambda: plain(found),
        "github": lambda: github(found),
        "json": lambda: as_json(found),
    }[format]()
    golden(REPORTS / f"{case}.{format}.txt", report + "\n")


def test_color_adds_nothing_but_color() -> None:
    text = text_of("wrong")
    drawn = terminal(problems(text), {"cops.yaml": text}, color=True)
    assert "\x1b[31m^" in drawn
    assert re.sub(r"\x1b\[\d+m", "", drawn) == terminal(problems(text), {"cops.yaml": text})


@pytest.mark.parametrize(
    ("line", "place", "under"),
    [
        # The line, the place in it, and what stands below it on a terminal of 40 columns.
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
def test_the_culprit_is_underlined_under_its_own_columns(line: str, place: Place, under: str) -> None:
    drawn = terminal([Problem("a.yaml", place, "words")], {"a.yaml": line}, width=40).split("\n")
    assert drawn[2] == f"       │ {under}"
    assert len(drawn[1]) <= 40


def test_what_a_workflow_command_would_take_for_its_own_signs_is_escaped() -> None:
    problem = Problem("a,b:c.yaml", Place(3, 4, 2), "100 % of\nthis", Note(Place(1, 1), "first used here"))
    assert github([problem]) == (
        "::error file=a%2Cb%3Ac.yaml,line=3,col=4,endColumn=6::100 %25 of\\nthis (first used here: line 1)"
    )


def test_json_says_all_that_a_problem_holds() -> None:
    problem = Problem("a.yaml", Place(3, 4, 2), "words", Note(Place(1, 2), "first used here"))
    (found,) = json.loads(as_json([problem]))
    note = {"line": 1, "column": 2, "end_column": 3, "message": "first used here"}
    assert found == {"path": "a.yaml", "line": 3, "column": 4, "end_column": 6, "message": "words", "note": note}
