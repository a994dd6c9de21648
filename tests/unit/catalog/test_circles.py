"""Communities that are part of themselves are found, and no others, in linear time."""

from __future__ import annotations

import pytest

from copsite.catalog.rules.parts import circles

MANY = 10_000
NAMES = [f"c{n}" for n in range(MANY)]

# What each is part of, and the ones within a circle, grouped by circle.
TABLE = [
    ({}, []),
    ({"a": []}, []),
    ({"a": ["a"]}, ["a"]),
    ({"a": ["b"], "b": []}, []),
    ({"a": ["b"], "b": ["a"]}, ["ab"]),
    ({"a": ["b"], "b": ["c"], "c": ["a"]}, ["abc"]),
    # One below a circle, above it, or between two is in none.
    ({"a": ["b"], "b": ["c"], "c": ["b"]}, ["bc"]),
    ({"a": ["b"], "b": ["a", "c"], "c": []}, ["ab"]),
    ({"a": ["b"], "b": ["a", "c"], "c": ["d"], "d": ["e"], "e": ["d"]}, ["ab", "de"]),
    # Two ways up meet in one whole: that is no circle.
    ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, []),
    ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": ["a"]}, ["abcd"]),
    ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, ["ab", "cd"]),
]  # fmt: skip


@pytest.mark.parametrize(("above", "found"), TABLE)
def test_only_what_leads_back_to_itself_is_in_a_circle(above: dict[str, list[str]], found: list[str]) -> None:
    numbers = circles(above)
    groups = {number: "".join(sorted(id for id in numbers if numbers[id] == number)) for number in numbers.values()}
    assert sorted(groups.values()) == found


def test_a_long_chain_and_a_large_circle_take_linear_time() -> None:
    chain = {id: NAMES[n + 1 : n + 2] for n, id in enumerate(NAMES)}
    assert circles(chain) == {}
    assert {*circles({**chain, NAMES[-1]: [NAMES[0]]})} == {*NAMES}
    star = dict.fromkeys(NAMES[1:], NAMES[:1])
    assert circles({**star, NAMES[0]: []}) == {}
    assert {*circles({**star, NAMES[0]: NAMES[1:]})} == {*NAMES}
