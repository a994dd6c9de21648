"""Every invalid catalog in problems/ gives exactly the problems written in it; `make bless` renews them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cases import BASE, FOLDER, RESOURCES_BASE, Case, as_written, read_cases, write_cases
from conftest import Golden
from copsite.catalog.models import Catalog, Resources
from copsite.catalog.rules import (
    RULES,
    RULES_OF_NAMES,
    RULES_OF_RESOURCES,
    ResourceContext,
    ResourceRule,
    Rule,
    RuleContext,
)
from copsite.catalog.validate import validate, validate_resources
from copsite.diagnostics.problem import MOST, Problem, ProblemsError
from copsite.yamlio.reader import read
from workspace import ZONES

OF_RESOURCES = FOLDER / "resources.txt"
BASES = {file: RESOURCES_BASE if file == OF_RESOURCES else BASE for file in sorted(FOLDER.glob("*.txt"))}
FILES = {file: [*read_cases(file.read_bytes().decode(), base)] for file, base in BASES.items()}
CASES = {f"{file.stem}: {case.name}": case for file, cases in FILES.items() for case in cases}
KNOWN = RuleContext(
    date(2026, 11, 24),
    frozenset({"handbook/facilitator.md#duties", "handbook/facilitator.md#becoming"}),
    {name: ZONES[name] for name in ("America/Detroit", "America/New_York", "Etc/UTC", "UTC", "EST")},
    frozenset({"wet-books"}),
    frozenset({"cops/teens.svg"}),
)


CATALOG = validate(read(BASE.replace("- id: books\n", "- id: books\n    formerly: [readers]\n"), "cops.yaml"), KNOWN)
KNOWN_TO_RESOURCES = ResourceContext(KNOWN.today, CATALOG, {"map.csv", "Plan of 2026.pdf"})


def problems(text: str) -> tuple[Problem, ...]:
    """Return the problems of a catalog's text."""
    try:
        validate(read(text, "cops.yaml"), KNOWN)
    except ProblemsError as error:
        return error.problems
    return ()


def resource_problems(text: str) -> tuple[Problem, ...]:
    """Return the problems of the text of a file of resources."""
    try:
        _, found = validate_resources(read(text, "resources.yaml"), KNOWN_TO_RESOURCES)
    except ProblemsError as error:
        return error.problems
    return ProblemsError(found).problems


def problems_in(file: Path) -> Callable[[str], tuple[Problem, ...]]:
    """Return the function that finds the problems of the cases in a file."""
    return resource_problems if file == OF_RESOURCES else problems


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_case_files_are_formatted_by_make_bless(file: Path, golden: Golden) -> None:
    golden(file, write_cases(FILES[file], problems_in(file), BASES[file]))


@pytest.mark.parametrize(
    ("file", "case"),
    [(file, case) for file, cases in FILES.items() for case in cases],
    ids=lambda value: value.stem if isinstance(value, Path) else value.name,
)
def test_an_invalid_catalog_gives_exactly_its_problems(file: Path, case: Case) -> None:
    assert as_written(problems_in(file)(case.text)) == case.problems != ()


def test_the_bases_have_no_problems() -> None:
    assert problems(BASE) == resource_problems(RESOURCES_BASE) == ()


@pytest.mark.parametrize("text", ["", "# None yet.\n", "resources: []\n", "{}\n"])
def test_a_file_of_resources_may_be_empty(text: str) -> None:
    assert resource_problems(text) == ()


@pytest.mark.parametrize("rule", [*RULES_OF_NAMES, *RULES], ids=lambda rule: rule.__name__)
def test_every_rule_has_a_case_of_its_own(rule: Rule) -> None:
    name = getattr(rule, "__name__", "")
    cases = [case for case in FILES[FOLDER / "rules.txt"] if re.fullmatch(rf"{name}(-.*)?", case.name)]
    found = [[*rule(Catalog.model_validate(read(case.text, "cops.yaml").value), KNOWN)] for case in cases]
    assert [len(findings) for findings in found] == [len(case.problems) for case in cases] != []


@pytest.mark.parametrize("rule", RULES_OF_RESOURCES, ids=lambda rule: rule.__name__)
def test_every_rule_about_resources_has_a_case_of_its_own(rule: ResourceRule) -> None:
    name = getattr(rule, "__name__", "")
    cases = [case for case in FILES[OF_RESOURCES] if re.fullmatch(rf"{name}(-.*)?", case.name)]
    records = [Resources.model_validate(read(case.text, "resources.yaml").value) for case in cases]
    found = [[*rule(record, KNOWN_TO_RESOURCES)] for record in records]
    assert [len(findings) for findings in found] == [len(case.problems) for case in cases] != []


def test_without_resources_none_answers_a_need() -> None:
    needs = "    needs:\n      - {what: W, kind: issue, noted: 2026-10-01, state: answered, resource: wet-books}\n"
    known = KNOWN._replace(resources=frozenset())
    with pytest.raises(ProblemsError) as caught:
        validate(read(BASE + needs, "cops.yaml"), known)
    words = "`resource` names 'wet-books', which no resource has as its id. There are no resources"
    assert [problem.message for problem in caught.value.problems] == [words]
    assert problems(BASE + needs) == ()


def test_an_error_in_one_entry_hides_no_error_in_another() -> None:
    found = CASES["fields: many"].problems
    assert len({line for line, *_ in found}) == len(found) >= 5


def test_only_the_first_of_many_problems_are_reported_with_a_note_that_there_are_more() -> None:
    head, entry = BASE.split("communities:\n")
    told = problems(head + "communities:\n" + entry.replace("summary", "sumary") * (MOST + 50))
    assert told[-1].message == "there are more than 200 problems. Fix these first"
    assert {one.message[:8] for one in told[:-1]} == {"`sumary`"}


@pytest.mark.parametrize(
    "value", ["", "x", "[]", "[x]", "[[]]", "{}", "{x: y}", "[{}]", '"\\n"', "99999999999", "2026-02-30"]
)
def test_any_value_in_any_place_is_valid_or_gets_a_message_of_our_own(value: str) -> None:
    lines = BASE.split("\n")
    for number, line in enumerate(lines):
        for found in re.finditer(r"(?<=: )[^\[{}:,]+(?=[,}]|$)", line):
            changed = f"{line[: found.start()]}{value}{line[found.end() :]}"
            told = problems("\n".join([*lines[:number], changed, *lines[number + 1 :]]))
            assert [one for one in told if "Input should" in one.message or len(one.message) > 400] == []
            assert {one.place.line for one in told} <= {number + 1}


GOINGS_ON = """    meetings:
      - title: Call
        starts: 2026-12-03 14:00
        minutes: 45
        zone: America/New_York
        repeats: every month on the first Thursday
        until: 2027-11-30
        except: [2027-01-07]
        moved:
          2027-02-04: 2027-02-11 15:00
        where: Online
        url: https://meet.sla.example/
        register: https://sla.example/register
        notes: https://sla.example/notes
        recordings: https://sla.example/recordings
    needs:
      - what: How to mend a book.
        kind: training
        noted: 2026-10-01
        state: answered
        resource: wet-books
        meeting: Call
"""


@pytest.mark.parametrize(
    "value",
    ["", "x", "[]", "[x]", "[[]]", "{}", "{x: y}", "{x}", "[{}]", "[2027-02-04: 2027-02-11 15:00]", "1"],
)
def test_any_value_in_any_place_of_a_meeting_or_a_need_too(value: str) -> None:
    assert problems(BASE + GOINGS_ON) == ()
    lines = GOINGS_ON.split("\n")
    for number, line in enumerate(lines):
        if parts := re.fullmatch(r"( *(?:- )?[\w-]+):( .*)?", line):
            told = problems(BASE + "\n".join([*lines[:number], f"{parts[1]}: {value}", *lines[number + 1 :]]))
            assert [one for one in told if "Input should" in one.message or len(one.message) > 400] == []
