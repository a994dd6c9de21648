"""Renaming fields, putting a list around a group, and removing all of a field but its comments."""

from __future__ import annotations

import pytest

from copsite.yamlio.edit import Change, Edit, EditError, Enclosing, Removal, Renaming, apply_changes

# The text, the changes, and the changed text.
TABLE: list[tuple[str, list[Edit], str]] = [
    ("a: 1 # why\n", [Renaming(("a",), "b")], "b: 1 # why\n"),
    ("'a': 1\n\"b\": 2\n", [Renaming(("a",), "c"), Renaming(("b",), "d")], "'c': 1\n\"d\": 2\n"),
    ("x: [{a: 1,b: 2}, {a: 3}]\n", [Renaming(("x", 1, "a"), "c")], "x: [{a: 1,b: 2}, {c: 3}]\n"),
    ("x:\n  - a: 1\r\n    b: 2\r\n", [Renaming(("x", 0, "b"), "c")], "x:\n  - a: 1\r\n    c: 2\r\n"),
    ("? a\n: 1\n", [Renaming(("a",), "b")], "? b\n: 1\n"),
    # A list around a group in braces.
    ("a: {b: 1} # why\n", [Enclosing(("a",))], "a:\n  - {b: 1} # why\n"),
    ("a: # why\n  {b: 1}\n", [Enclosing(("a",))], "a: # why\n  - {b: 1}\n"),
    ("- a: {b: 1}\n", [Enclosing((0, "a"))], "- a:\n    - {b: 1}\n"),
    ("a: {b: {c: 1}}\n", [Enclosing(("a", "b"))], "a: {b: [{c: 1}]}\n"),
    ("a: {\n  b: 1, # why\n}\n", [Enclosing(("a",))], "a: [{\n  b: 1, # why\n}]\n"),
    # A list around a group of lines, with its comments.
    ("a:\n  b: 1\n  c: 2\n", [Enclosing(("a",))], "a:\n  - b: 1\n    c: 2\n"),
    (
        "a: # x\n  # y\n  b: 1\n\n  # z\n  c: >-\n    d\n    e\n    # w\n# end\n",
        [Enclosing(("a",))],
        "a: # x\n  # y\n  - b: 1\n\n    # z\n    c: >-\n      d\n      e\n      # w\n# end\n",
    ),
    ("a:\n  b: 1\n  # of a\nc: 2\n", [Enclosing(("a",))], "a:\n  - b: 1\n    # of a\nc: 2\n"),
    ("a:\r\n  b: 1\r\n\r\n  c: 2\r\n", [Enclosing(("a",))], "a:\r\n  - b: 1\r\n\r\n    c: 2\r\n"),
    # Both, also within.
    (
        "a:\n  b: 1\n  c: 2\n",
        [Renaming(("a",), "x"), Enclosing(("a",)), Renaming(("a", "b"), "y")],
        "x:\n  - y: 1\n    c: 2\n",
    ),
    ("a: {b: 1, c: 2}\n", [Enclosing(("a",)), Removal(("a", "c"))], "a:\n  - {b: 1}\n"),
    ("a: {b: 1}\nc: {d: 2}\n", [Renaming(("a", "b"), "x"), Change(("c", "d"), "3")], "a: {x: 1}\nc: {d: 3}\n"),
    # All but the comments.
    ("a: 1\nb: 2\n", [Removal(("b",), keep_comments=True)], "a: 1\n"),
    ("a: 1\n  # of a\nb: 2 # why\nc: 3\n", [Removal(("b",), keep_comments=True)], "a: 1\n  # of a\n# why\nc: 3\n"),
    (
        "a: 1\nb: # x\n  c: 2\n  # y\n  d: 3 # z\ne: 4\n",
        [Removal(("b",), keep_comments=True)],
        "a: 1\n# x\n  # y\n  # z\ne: 4\n",
    ),
    ("a: {b: 1, c: 2}\n", [Removal(("a", "b"), keep_comments=True)], "a: {c: 2}\n"),
    ("a: {b: 1, # x\n  c: 2, # y\n}\n", [Removal(("a", "c"), keep_comments=True)], "a: {b: 1, # x\n   # y\n}\n"),
    ("a: {b: 1, # x\n  c: 2}\n", [Removal(("a", "c"), keep_comments=True)], "a: {b: 1, # x\n  }\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "changes", "outcome"), TABLE)
def test_a_change_of_shape_changes_nothing_else(text: str, changes: list[Edit], outcome: str) -> None:
    for order in (changes, changes[::-1]):
        assert apply_changes(text, "x.yaml", order) == outcome


@pytest.mark.parametrize("text", ["&x a: 1\n", '"\\x61": 1\n'])
def test_a_name_in_another_form_is_refused(text: str) -> None:
    with pytest.raises(EditError, match="by hand"):
        apply_changes(text, "x.yaml", [Renaming(("a",), "b")])
