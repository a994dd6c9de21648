"""Removing fields and items leaves every other character of a YAML text."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copsite.yamlio.dump import block
from copsite.yamlio.edit import Change, Edit, EditError, Removal, apply_changes
from copsite.yamlio.reader import FieldPath, read

# The text, the paths to remove, and the text without them.
TABLE: list[tuple[str, list[FieldPath], str]] = [
    ("a: 1\nb: 2\nc: 3\n", [("b",)], "a: 1\nc: 3\n"),
    ("a: 1\nb: 2", [("b",)], "a: 1"),
    ("a: 1\r\nb: 2\r\nc: 3\r\n", [("b",)], "a: 1\r\nc: 3\r\n"),
    ("a: 1\r\nb: 2", [("b",)], "a: 1"),
    ("a: 1\nb:\n  - x\n  # of x\n    # why\nc: 3\n", [("b",)], "a: 1\nc: 3\n"),
    ("a: 1 # why\nb: 2 # why not\n# of c\nc: 3\n", [("b",)], "a: 1 # why\n# of c\nc: 3\n"),
    ("a: 1\n# of b\nb: 2\n", [("b",)], "a: 1\n# of b\n"),
    ("a: 1\nb: >-\n  long\n  text\nc: 3\n", [("b",)], "a: 1\nc: 3\n"),
    ("a:\n  - x\n  - y\n", [("a", 0)], "a:\n  - y\n"),
    ("a:\n  - x\n  - y\n", [("a", 1)], "a:\n  - x\n"),
    ("a:\n- x\n- y\nb: 1\n", [("a", 1)], "a:\n- x\nb: 1\n"),
    ("a:\n  - x: 1\n    y: 2\n    # why\n  - z: 3\n", [("a", 0)], "a:\n  - z: 3\n"),
    ("a:\n  - x: 1\n\n  - y: 2\n\n  - z: 3\n", [("a", 0)], "a:\n  - y: 2\n\n  - z: 3\n"),
    ("a:\n  - x: 1\n\n  - y: 2\n\n  - z: 3\n", [("a", 1)], "a:\n  - x: 1\n\n  - z: 3\n"),
    ("a:\n  - x: 1\n\n  - y: 2\n\n  - z: 3\n", [("a", 2)], "a:\n  - x: 1\n\n  - y: 2\n"),
    ("a:\n  - x: 1\n\n  - y: 2\n\n  - z: 3\n\nb: 1\n", [("a", 2)], "a:\n  - x: 1\n\n  - y: 2\n\nb: 1\n"),
    ("a:\n  - x: 1\n\n  - y: 2\n\n  - z: 3\n", [("a", 0), ("a", 1)], "a:\n  - z: 3\n"),
    ("a:\n  - x: 1\n\n  - y: 2\n\n  - z: 3\n", [("a", 1), ("a", 2)], "a:\n  - x: 1\n"),
    ("a:\n  - x: 1\n\n  - y: 2\n\n  - z: 3\n", [("a", 0), ("a", 2)], "a:\n  - y: 2\n"),
    ("a: [x, y, z] # why\n", [("a", 0)], "a: [y, z] # why\n"),
    ("a: [x, y, z]\n", [("a", 1)], "a: [x, z]\n"),
    ("a: [x, y, z]\n", [("a", 2)], "a: [x, y]\n"),
    ("a: [x, y, z]\n", [("a", 0), ("a", 1)], "a: [z]\n"),
    ("a: [x, y, z]\n", [("a", 1), ("a", 2)], "a: [x]\n"),
    ("a: [x, y, z,]\n", [("a", 2)], "a: [x, y,]\n"),
    ("a: {x: 1, y: [2, 3], z: 4}\n", [("a", "y")], "a: {x: 1, z: 4}\n"),
    ("a: {x: 1, 'y': 2}\n", [("a", "y")], "a: {x: 1}\n"),
    ("a: {x: 1, y: 2}\n", [("a", "x")], "a: {y: 2}\n"),
    ("a: [\n  x, # of x\n  y, # of y\n  z, # of z\n]\n", [("a", 1)], "a: [\n  x, # of x\n  z, # of z\n]\n"),
    ("a: [\n  x, # of x\n  y # of y\n]\n", [("a", 1)], "a: [\n  x, # of x\n]\n"),
    ("a: [x,\n    y,\n    z]\n", [("a", 2)], "a: [x,\n    y]\n"),
    ("a: [x,\n    y,\n    z]\n", [("a", 0)], "a: [y,\n    z]\n"),
    ("- a: 1\n  b: {x: 1, y: 2}\n- a: 2\n", [(0, "b"), (1,)], "- a: 1\n"),
    ("a: 図書 # ü\nb: {館: 1, x: 2}\n", [("b", "館")], "a: 図書 # ü\nb: {x: 2}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "paths", "outcome"), TABLE)
def test_a_removal_removes_the_part_and_nothing_else(text: str, paths: list[FieldPath], outcome: str) -> None:
    for order in (paths, paths[::-1]):
        removals: list[Edit] = [Removal(path) for path in order]
        assert apply_changes(text, "x.yaml", removals) == outcome


def test_changes_beside_a_removal_name_items_by_their_places_before() -> None:
    changes: list[Edit] = [Removal(("a", 0)), Change(("a", 1, "x"), "9"), Change(("b",), "1")]
    assert apply_changes("a:\n  - x: 1\n  - x: 2\n", "x.yaml", changes) == "a:\n  - x: 9\nb: 1\n"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("- a: 1\n  b: 2\n", (0, "a")),  # beside a hyphen
        ("a: [x, # of y, or of x\n  y]\n", ("a", 1)),
        ("a: [x, # of x\n  y]\n", ("a", 0)),
        ("-\n  a: 1\n- b\n", (0,)),
        ("a: 1\n", ("a",)),  # nothing is left
    ],
)
def test_a_part_that_cannot_be_cut_out_alone_is_removed_by_hand(text: str, path: FieldPath) -> None:
    with pytest.raises(EditError, match="by hand"):
        apply_changes(text, "x.yaml", [Removal(path)])


WORDS = st.text("abc #:-'\"\n,", max_size=8)


def fields(part: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Draw a group of fields."""
    return st.dictionaries(st.sampled_from("abcdef"), part, min_size=1, max_size=4)


VALUES = st.recursive(WORDS, lambda part: st.lists(part, min_size=1, max_size=4) | fields(part), max_leaves=12)


@given(fields(VALUES), st.data())
def test_any_part_is_removed_or_nothing_is(value: dict[str, Any], data: st.DataObject) -> None:
    text = "".join(f"{line}\n" for name, part in value.items() for line in block(f"{name}:", part))
    expected = deepcopy(value)
    around: Any = expected
    path: FieldPath = ()
    while True:
        step = data.draw(st.sampled_from([*around] if isinstance(around, dict) else range(len(around))))
        path = (*path, step)
        if not isinstance(around[step], dict | list) or data.draw(st.booleans()):
            break
        around = around[step]
    del around[step]
    try:
        outcome = apply_changes(text, "x.yaml", [Removal(path)])
    except EditError:
        return
    assert read(outcome, "x.yaml").value == expected
