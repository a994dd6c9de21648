"""Resources with several mistakes get all the problems that each mistake alone gives."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import RESOURCES_BASE
from test_problems import resource_problems

LINES = RESOURCES_BASE.split("\n")
# Faults that a rule finds: the line of an entry, what is there instead, and the words at the beginning of its lines.
OF_RULES = {
    ("weeding", "url: "): "url: https://files.sla.example/old-weeding.pdf,",
    ("weeding", "topics: "): "topics: [yuoth]",
    ("weeding", "communities: "): "communities: [tens]",
    ("weeding", "languages: "): "languages: [spa]",
    ("weeding", "replaces: "): "replaces: old-weedin",
    ("old-weeding", "date: "): "date: 2027-01-01",
    ("old-weeding", "license: "): "license: <b>CC</b>",
    ("map", "file: "): "file: maps.csv",
    ("map", "communities: "): "communities: []",
    ("lost", "withdrawn: "): "withdrawn: {date: 2020-01-01, reason: Its host is gone.}",
}
# The lines that a rule compares with others.
COMPARED = ("id: ", "title: ", "url: ", "file: ", "replaces: ", "withdrawn: ", "date: ", "kind: ")


def line_of(id: str, words: str) -> int:
    entry = LINES.index(f"  - id: {id}")
    return next(n for n in range(entry, len(LINES)) if LINES[n].strip().removeprefix("- ").startswith(words))


def faults() -> list[tuple[int, str]]:
    """Return lines by number, each with a mistake: in its name, in its value, or one that a rule finds."""
    found = []
    for number, line in enumerate(LINES[1:], 1):
        if parts := re.fullmatch(r"( *(?:- )?)(\w+): (.*)", line):
            begin, name, value = parts.groups()
            found += [
                (number, f"{begin}{name}x: {value}"),
                (number, f"{begin}{name}: [[x]]"),
                (number, f'{begin}{name}: ""'),
            ]
    for (id, words), text in OF_RULES.items():
        number = line_of(id, words)
        found.append((number, LINES[number].partition(words)[0] + text))
    return found


FAULTS = faults()


def with_faults(*changed: tuple[int, str]) -> str:
    return "\n".join(dict(changed).get(number, line) for number, line in enumerate(LINES))


@cache
def told(*changed: tuple[int, str]) -> frozenset[tuple[int, str]]:
    """Return the problems as (line, message)."""
    return frozenset((problem.place.line, problem.words) for problem in resource_problems(with_faults(*changed)))


def is_compared(fault: tuple[int, str]) -> bool:
    return LINES[fault[0]].strip().removeprefix("- ").startswith(COMPARED)


def apart(*changed: tuple[int, str]) -> bool:
    """Return whether each fault has a line of its own, and at most one is on a line that rules compare."""
    return all(
        one[0] != two[0] and not (is_compared(one) and is_compared(two)) for one, two in combinations(changed, 2)
    )


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_is_reported_on_its_line(fault: tuple[int, str]) -> None:
    assert fault[0] + 1 in {line for line, _ in told(fault)}


@given(st.lists(st.sampled_from(FAULTS), min_size=2, max_size=12, unique_by=lambda fault: fault[0]))
def test_several_faults_give_the_problems_of_each_alone(chosen: list[tuple[int, str]]) -> None:
    kept: list[tuple[int, str]] = []
    for fault in chosen:
        if apart(*kept, fault):
            kept.append(fault)
    assert told(*kept) == frozenset[tuple[int, str]]().union(*map(told, kept))


@pytest.mark.parametrize("value", ["", "x", "[]", "[x]", "[[]]", "{}", "{x: y}", "[{}]", '"\\n"', "99999999999"])
def test_any_value_in_any_place_is_valid_or_gets_a_message_of_our_own(value: str) -> None:
    for number, line in enumerate(LINES):
        if parts := re.fullmatch(r"( *(?:- )?\w+): .*", line):
            found = resource_problems(with_faults((number, f"{parts[1]}: {value}")))
            assert [one for one in found if "Input should" in one.message or len(one.message) > 400] == []
