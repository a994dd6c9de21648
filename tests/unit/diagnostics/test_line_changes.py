"""The difference of two texts, as `diff -u` writes it."""

from __future__ import annotations

from difflib import unified_diff

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copsite.diagnostics.line_changes import line_changes

TABLE = {
    "": ("a\nb\n", "a\nb\n"),
    "-b\n+c": ("a\nb\n", "a\nc\n"),
    "+b": ("a\n", "a\nb\n"),
    "-a": ("a\nb\n", "b\n"),
    "-a\n+b": ("a", "b"),
}


@pytest.mark.parametrize("changed", TABLE)
def test_changed_lines_have_a_sign(changed: str) -> None:
    before, after = TABLE[changed]
    lines = [*line_changes("x.yaml", before, after)]
    assert "\n".join(line for line in lines[2:] if line[0] in "+-") == changed
    assert lines == [*unified_diff(before.splitlines(), after.splitlines(), "x.yaml", "x.yaml", lineterm="")]


def test_changes_far_apart_have_a_place_each() -> None:
    before = [f"line {n}" for n in range(1, 31)]
    after = [*before[:4], "new", *before[4:19], *before[20:]]
    found = [*line_changes("x.yaml", "\n".join(before), "\n".join(after))]
    assert found == [*unified_diff(before, after, "x.yaml", "x.yaml", lineterm="")]
    assert [line for line in found if line.startswith("@@")] == ["@@ -2,6 +2,7 @@", "@@ -17,7 +18,6 @@"]


LINES = st.lists(st.sampled_from("abcdefgh"), max_size=20)


@given(LINES, LINES)
def test_the_difference_leads_from_one_text_to_the_other(before: list[str], after: list[str]) -> None:
    lines = [*line_changes("x", "\n".join(before), "\n".join(after))]
    outcome, at = [], 0
    for line in lines[2:]:
        if line.startswith("@@"):
            first, _, count = line.split()[1].removeprefix("-").partition(",")
            start = int(first) - (count != "0")
            outcome += before[at:start]
            at = start
            continue
        if line[0] in " -":
            assert before[at] == line[1:]
            at += 1
        outcome += [line[1:]] if line[0] in " +" else []
    assert [*outcome, *before[at:]] == after
    assert bool(lines) == (before != after)
