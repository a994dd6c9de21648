"""Every wrong catalog in problems/ gives just the problems that are written in it.

A line tells its own problem behind `#!`, as `column: message`. Where a comment would change what is
wrong, the top of the file tells it, as `#! line:column: message`. The files are read as they stand.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from copsite.catalog import judge
from copsite.model import Catalog
from copsite.problems import MOST, Problem, ProblemsError
from copsite.rules import RULES, RULES_OF_ALL, RULES_OF_COMMUNITIES, Known, Rule
from copsite.source import read

SOUND = Path(__file__).with_name("problems").joinpath("none.yaml").read_text(encoding="utf-8")
CASES = sorted(Path(__file__).with_name("problems").glob("*.yaml"))
KNOWN = Known(
    date(2026, 11, 24),
    frozenset({"handbook/facilitator.md#duties", "handbook/facilitator.md#becoming"}),
    frozenset({"America/Detroit", "America/New_York", "Etc/UTC", "UTC", "EST"}),
)

_TOLD = re.compile(r"#! (?:(?P<line>\d+):)?(?P<column>\d+): (?P<message>.+)")


def expected(text: str) -> list[str]:
    """Read the problems that a case tells of itself, in reading order."""
    told = [(number, found) for number, line in enumerate(text.split("\n"), 1) for found in _TOLD.finditer(line)]
    places = sorted((int(found["line"] or number), int(found["column"]), found["message"]) for number, found in told)
    return [f"cops.yaml:{line}:{column}: {message}" for line, column, message in places]


def problems(text: str) -> tuple[Problem, ...]:
    """Judge a catalog's text; a sound one has no problems."""
    try:
        judge(read(text, "cops.yaml"), KNOWN)
    except ProblemsError as error:
        return error.problems
    return ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_wrong_catalog_gives_just_the_problems_written_in_it(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    assert [*map(str, problems(text))] == expected(text)
    assert bool(problems(text)) == (case.stem != "none")


@pytest.mark.parametrize("rule", [*RULES, *RULES_OF_ALL], ids=lambda rule: rule.__name__)
def test_every_rule_has_a_case_in_which_no_other_finds_anything(rule: Rule) -> None:
    name = getattr(rule, "__name__", "")
    cases = [case for case in CASES if re.fullmatch(rf"rule-{name}(-.*)?", case.stem)]
    texts = [case.read_text(encoding="utf-8") for case in cases]
    found = [[*rule(Catalog.model_validate(read(text, "cops.yaml").value), KNOWN)] for text in texts]
    assert [len(findings) for findings in found] == [len(expected(text)) for text in texts] != []


@pytest.mark.parametrize("rule", RULES_OF_COMMUNITIES, ids=lambda rule: rule.__name__)
def test_a_rule_of_communities_reads_nothing_else(rule: Rule) -> None:
    texts = [case.read_text(encoding="utf-8") for case in CASES if case.stem.startswith("rule-")]
    for text in texts:
        whole = Catalog.model_validate(read(text, "cops.yaml").value)
        alone = Catalog.model_construct(communities=whole.communities)
        assert [*rule(alone, KNOWN)] == [*rule(whole, KNOWN)]


def test_a_slip_in_one_entry_hides_none_in_another() -> None:
    text = Path(__file__).with_name("problems").joinpath("many.yaml").read_text(encoding="utf-8")
    assert len({problem.place.line for problem in problems(text)}) == len(problems(text)) >= 5


def test_of_many_misspelt_fields_the_first_are_told_and_that_there_are_more() -> None:
    head, entry = SOUND.split("communities:\n")
    told = problems(head + "communities:\n" + entry.replace("summary", "sumary") * (MOST + 50))
    assert told[-1].message == "there are more than 200 problems. Mend these first"
    assert {one.message[:8] for one in told[:-1]} == {"`sumary`"}


@pytest.mark.parametrize(
    "value", ["", "x", "[]", "[x]", "[[]]", "{}", "{x: y}", "[{}]", '"\\n"', "99999999999", "2026-02-30"]
)
def test_any_value_in_any_place_is_told_in_our_words_or_sound(value: str) -> None:
    lines = SOUND.split("\n")
    for number, line in enumerate(lines):
        for found in re.finditer(r"(?<=: )[^\[{}:,]+(?=[,}]|$)", line):
            changed = f"{line[: found.start()]}{value}{line[found.end() :]}"
            told = problems("\n".join([*lines[:number], changed, *lines[number + 1 :]]))
            assert [one for one in told if "Input should" in one.message or len(one.message) > 400] == []
            assert {one.place.line for one in told} <= {number + 1}
