"""Edits of YAML text change the intended values and no other character."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copsite.yamlio.dump import inline
from copsite.yamlio.edit import Addition, Change, Edit, EditError, apply_changes
from copsite.yamlio.reader import YamlValue, read

LONG = "x" * 60

# The text, the path and the new value (and the field to follow), and the changed lines: old and new.
TABLE = [
    ("a: 1\nb: 2 # why\n", Change(("b",), "3"), "b: 2 # why", "b: 3 # why"),
    ("a: 'x' # why\n", Change(("a",), "it's y"), "a: 'x' # why", "a: 'it''s y' # why"),
    ("a: 'x' # why\n", Change(("a",), "y\x07"), "a: 'x' # why", 'a: "y\\x07" # why'),
    ('a: "x" # why\n', Change(("a",), 'y "z"'), 'a: "x" # why', 'a: "y \\"z\\"" # why'),
    ("a: {b: 1, c: 2}\n", Change(("a", "c"), "x, y"), "a: {b: 1, c: 2}", 'a: {b: 1, c: "x, y"}'),
    ("a: {b: 1}\n", Change(("a", "c"), "2"), "a: {b: 1}", "a: {b: 1, c: 2}"),
    ("a: {b: 1,}\n", Change(("a", "c"), "2"), "a: {b: 1,}", "a: {b: 1, c: 2,}"),
    ("a: {}\n", Change(("a", "c"), "2"), "a: {}", "a: {c: 2}"),
    ("a: []\n", Change(("a", 0), "x"), "a: []", "a: [x]"),
    ("a: [x] # why\n", Change(("a", 1), "y"), "a: [x] # why", "a: [x, y] # why"),
    ("a: 1 # why\n\n# about c\nc: 3\n", Change(("b",), "2", "a"), "a: 1 # why", "a: 1 # why\nb: 2"),
    ("a: 1\n", Change(("b",), "2"), "a: 1", "a: 1\nb: 2"),
    ("a: 1", Change(("b",), "2"), "a: 1", "a: 1\nb: 2"),
    ("a: 1\r\nb: 2\r\n", Change(("c",), "3", "a"), "a: 1", "a: 1\r\nc: 3"),
    ("a:\n  - x\n\n# end\n", Change(("a", 1), "y"), "  - x", "  - x\n  - y"),
    ("a:\n- x\n- y\nb: 1\n", Change(("a", 2), "z"), "- y", "- y\n- z"),
    ("a:\n  b: >-\n    long\n    text\n\nc: 1\n", Change(("a", "d"), "2"), "    text", "    text\n  d: 2"),
    ("a:\n  b: >-\n    long\n    text\n\nc: 1\n", Change(("a", "b"), "x"), ">-\n    long\n    text", "x"),
    ("a: 1\n", Change(("b", "c", 0), {"d": "1"}), "a: 1", "a: 1\nb:\n  c:\n    - {d: 1}"),
    ("a: {b: 1}\n", Change(("a", "c", 0), {"d": "1"}), "a: {b: 1}", "a: {b: 1, c: [{d: 1}]}"),
    ("a:\n  - {x: 1}\n", Change(("a", 1), {"x": "2"}), "  - {x: 1}", "  - {x: 1}\n  - {x: 2}"),
    ("a:\n  - x: 1\n", Change(("a", 1), {"x": "2", "y": ["3"]}), "  - x: 1", "  - x: 1\n\n  - x: 2\n    y: [3]"),
    ("a:\n- b: 1\n- b: 2\n", Change(("a", 2), {"b": {"c": "3"}}), "- b: 2", "- b: 2\n- b: {c: 3}"),
    ("- b:\n    c: 1\n- b: 2", Change((2,), {"b": LONG, "c": LONG}), "- b: 2", f"- b: 2\n- b: {LONG}\n  c: {LONG}"),
    ("Café: 図書 # ü\na: 1\n", Change(("a",), "館"), "a: 1", "a: 館"),
    # A flow collection over several lines.
    ("a: [\n  x,\n]\n", Change(("a", 1), "y"), "  x,", "  x,\n  y,"),
    ("a: [\n  x, # why\n  # more\n]\n", Change(("a", 1), "y"), "  # more", "  # more\n  y,"),
    ("a: [\n  x # why\n]\n", Change(("a", 1), "y"), "  x # why", "  x, # why\n  y"),
    ("a: [x,\n    y\n  ]\n", Change(("a", 2), "z"), "    y", "    y,\n    z"),
    ("a: {b: 1, # why\n}\n", Change(("a", "c"), "2"), "a: {b: 1, # why", "a: {b: 1, # why\n  c: 2,"),
    ("a: {b: 1, c: 2}\n", Change(("a", "d"), "3", "b"), "b: 1", "b: 1, d: 3"),
    # An empty flow collection that gets a mapping.
    ("a: []\n", Change(("a", 0), {"x": "1"}), "a: []", "a:\n  - {x: 1}"),
    ("a: [] # none\n", Change(("a", 0), {"x": "1"}), "a: [] # none", "a: # none\n  - {x: 1}"),
    ("a: [  ]", Change(("a", 0), {"x": ["1"], "y": ["2"]}), "a: [  ]", "a:\n  - x: [1]\n    y: [2]"),
    ("a:\n  []\n# c\n", Change(("a", 0), {"x": "1"}), "a:\n  []", "a:\n  - {x: 1}"),
    ("- a: {}\n  d: 1\n", Change((0, "a", "b", 0), {"x": "1"}), "- a: {}", "- a:\n    b:\n      - {x: 1}"),
    ("a: {b: []}\n", Change(("a", "b", 0), {"x": "1"}), "a: {b: []}", "a: {b: [{x: 1}]}"),
    ("a: [ # c\n]\n", Change(("a", 0), {"x": "1"}), "a: [ # c", "a: [{x: 1} # c"),
    # A text in place of a list of one.
    ("a: x # why\n", Change(("a", 0), "y"), "a: x # why", "a: y # why"),
    # Several new items at once.
    ("a: [x]\n", Addition(("a",), ["y", "z, 1"]), "a: [x]", 'a: [x, y, "z, 1"]'),
    ("a: []\n", Addition(("a",), ["y", "z"]), "a: []", "a: [y, z]"),
    ("a: [x,\n    y\n  ]\n", Addition(("a",), ["z", "w"]), "    y", "    y,\n    z, w"),
    ("a: []\n", Addition(("a",), [{"x": "1"}, {"x": "2"}]), "a: []", "a:\n  - {x: 1}\n  - {x: 2}"),
    (
        "a: []\nb: 1\n",
        Addition(("a",), [{"x": ["1"]}, {"y": ["2"], "z": ["3"]}, {"y": ["4"], "z": ["5"]}]),
        "a: []",
        "a:\n  - x: [1]\n\n  - y: [2]\n    z: [3]\n\n  - y: [4]\n    z: [5]",
    ),
    ("a:\n- x\n# end", Addition(("a",), ["y", "z"]), "# end", "# end\n- y\n- z"),
    ("a:\r\n- x\r\nb: 1\r\n", Addition(("a",), ["y", "z"]), "- x", "- x\r\n- y\r\n- z"),
    ("a:\n  - x: 1\n", Addition(("a",), [{"x": ["1"], "y": ["3"]}]), "  - x: 1", "  - x: 1\n\n  - x: [1]\n    y: [3]"),
    # Long mappings and texts take several lines.
    ("- {b: 1}", Change((1,), {"b": LONG, "c": LONG}), "- {b: 1}", f"- {{b: 1}}\n\n- b: {LONG}\n  c: {LONG}"),
    ("a: 1", Change(("b",), "to-day " * 9 + LONG), "a: 1", f"a: 1\nb: >-\n  {'to-day ' * 8}to-day\n  {LONG}"),
]  # fmt: skip

# A list with comments, and the same with a second item. Lines that are indented deeper than the dash
# belong to an item, and so do lines right below the dash; all others stay in their place.
COMMENTS = [
    ("a:\n  - x # why\n", "a:\n  - x # why\n  - y\n"),
    ("a:\n  - x\n    # why\n", "a:\n  - x\n    # why\n  - y\n"),
    ("a:\n  - x\n\n    # why\n\n    # more\n", "a:\n  - x\n\n    # why\n\n    # more\n  - y\n"),
    ("a:\n  - x\n  # why", "a:\n  - x\n  # why\n  - y"),
    ("a:\n  - x\n  # why\n    # more\n# end\n", "a:\n  - x\n  # why\n    # more\n  - y\n# end\n"),
    ("a:\r\n  - x\r\n    # why\r\n", "a:\r\n  - x\r\n    # why\r\n  - y\r\n"),
    ("a:\n  - x\n\n  # more to come\n", "a:\n  - x\n  - y\n\n  # more to come\n"),
    ("a:\n  - x\n# end\n", "a:\n  - x\n  - y\n# end\n"),
    ("a:\n  - x\n# of b\nb: 1\n", "a:\n  - x\n  - y\n# of b\nb: 1\n"),
    ("a:\n  - x\n  # why\n# of b\nb: 1\n", "a:\n  - x\n  # why\n  - y\n# of b\nb: 1\n"),
    ("a:\n- x\n# of b\nb: 1\n", "a:\n- x\n- y\n# of b\nb: 1\n"),
    ("a:\n- x\n# why\n\nb: 1\n", "a:\n- x\n# why\n- y\n\nb: 1\n"),
    ("a:\n- x\n# end", "a:\n- x\n# end\n- y"),
    ("a:\n  - >-\n    x\n    # no comment\n   # why\n", "a:\n  - >-\n    x\n    # no comment\n   # why\n  - y\n"),
    ("a:\n  - b:\n      - x\n      # why\n\n    # more\n", "a:\n  - b:\n      - x\n      # why\n\n    # more\n  - y\n"),
]  # fmt: skip

# The same for a field added after the last one, and after another.
FIELDS = [
    ("a: 1\n# of b\nb: 2\n", "a", "a: 1\nz: 9\n# of b\nb: 2\n"),
    ("a: 1\n  # why\nb: 2\n", "a", "a: 1\n  # why\nz: 9\nb: 2\n"),
    ("a: 1\nb: 2\n# why\n", "", "a: 1\nb: 2\n# why\nz: 9\n"),
    ("a: 1\nb: 2\n\n# end\n", "", "a: 1\nb: 2\nz: 9\n\n# end\n"),
]


@pytest.mark.parametrize(("text", "change", "old", "new"), TABLE)
def test_an_edit_changes_nothing_else(text: str, change: Edit, old: str, new: str) -> None:
    assert text.count(old) == 1
    assert apply_changes(text, "x.yaml", [change]) == text.replace(old, new)


@pytest.mark.parametrize(("text", "outcome"), COMMENTS)
def test_a_comment_stays_with_its_item(text: str, outcome: str) -> None:
    value: Any = read(text, "x.yaml").value
    assert apply_changes(text, "x.yaml", [Change(("a", len(value["a"])), "y")]) == outcome


@pytest.mark.parametrize(("text", "behind", "outcome"), FIELDS)
def test_a_comment_stays_with_its_field(text: str, behind: str, outcome: str) -> None:
    assert apply_changes(text, "x.yaml", [Change(("z",), "9", behind)]) == outcome


def test_a_flow_collection_with_many_spaces_is_edited_in_linear_time() -> None:
    spaces = " " * 100_000
    outcome = apply_changes(f"a: [x{spaces}]\n", "x.yaml", [Change(("a", 1), "y")])
    assert outcome == f"a: [x, y{spaces}]\n"


def test_edits_at_one_place_stay_in_order() -> None:
    changes = [Change(("b",), "2", "a"), Change(("c",), "3", "a")]
    assert apply_changes("a: 1\nz: 9\n", "x.yaml", changes) == "a: 1\nb: 2\nc: 3\nz: 9\n"


def test_an_edit_that_would_not_read_back_is_an_error() -> None:
    with pytest.raises(EditError, match="by hand"):
        apply_changes("a: {b: 1}\n", "x.yaml", [Change(("a", "c: d"), "x")])
    with pytest.raises(EditError, match="is not in UTF-8"):
        apply_changes("a: {b: 1}\n", "x.yaml", [Change(("a", "c"), "x\ud800y")])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Teens", "Teens"),
        ("2026-02-03", "2026-02-03"),
        ("Children's Library & more", "Children's Library & more"),
        ("a: b", '"a: b"'),
        ("a, b", '"a, b"'),
        ("https://sla.example/", '"https://sla.example/"'),
        ("- a", '"- a"'),
        ("", '""'),
        ("no", "no"),
        ("null", '"null"'),
        ("True", '"True"'),
        ('say "x"', 'say "x"'),
        ('"x"', '"\\"x\\""'),
        ("a #b", '"a #b"'),
        ("a\tb", '"a\\x09b"'),
        ("a\u2028b", '"a\\u2028b"'),
        ("\x1b]0;x", '"\\x1b]0;x"'),
        ("a\\\u202eb", '"a\\\\\\u202eb"'),
        ("a\U000e0001", '"a\\U000e0001"'),
        (["a", "b, c"], '[a, "b, c"]'),
        ({"a": "1", "b": ["2"]}, "{a: 1, b: [2]}"),
    ],
)
def test_a_value_is_quoted_only_if_necessary(value: YamlValue, text: str) -> None:
    assert inline(value) == text


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_text_survives_a_round_trip_through_yaml(value: str) -> None:
    changes = [Change(("a", "c"), value), Change(("d",), value), Change(("e", 1), {"f": value, "g": [value]})]
    outcome = read(apply_changes("a: {b: 1}\ne:\n  - {f: 1}\n", "x.yaml", changes), "x.yaml").value
    second = {"f": value, "g": [value]}
    assert outcome == {"a": {"b": "1", "c": value}, "e": [{"f": "1"}, second], "d": value}
