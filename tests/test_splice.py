"""Changes to YAML text: what is changed is as meant, and every other character is as it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copsite.notation import inline
from copsite.source import Plain, read
from copsite.splice import Change, SpliceError, spliced

# The text, what is put where (behind which field), and what of the text is another then: old lines and new ones.
TABLE = [
    ("a: 1\nb: 2 # why\n", Change(("b",), "3"), "b: 2 # why", "b: 3 # why"),
    ("a: 'x' # why\n", Change(("a",), "y"), "a: 'x' # why", "a: y # why"),
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
    ("Café: 図書 # ü\na: 1\n", Change(("a",), "館"), "a: 1", "a: 館"),
]


@pytest.mark.parametrize(("text", "change", "old", "new"), TABLE)
def test_a_change_is_made_and_all_else_stays(text: str, change: Change, old: str, new: str) -> None:
    assert text.count(old) == 1
    assert spliced(text, "x.yaml", [change]) == text.replace(old, new)


def test_changes_at_one_place_keep_their_order() -> None:
    changes = [Change(("b",), "2", "a"), Change(("c",), "3", "a")]
    assert spliced("a: 1\nz: 9\n", "x.yaml", changes) == "a: 1\nb: 2\nc: 3\nz: 9\n"


def test_what_would_not_read_as_it_was_meant_is_not_written() -> None:
    with pytest.raises(SpliceError, match="by hand"):
        spliced("a: {b: 1}\n", "x.yaml", [Change(("a", "c"), "x\x00y")])


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
        (["a", "b, c"], '[a, "b, c"]'),
        ({"a": "1", "b": ["2"]}, "{a: 1, b: [2]}"),
    ],
)
def test_a_value_is_quoted_only_where_it_must_be(value: Plain, text: str) -> None:
    assert inline(value) == text


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), max_size=300))
def test_any_text_that_a_field_may_hold_is_read_as_it_was_written(value: str) -> None:
    changes = [Change(("a", "c"), value), Change(("d",), value), Change(("e", 1), {"f": value, "g": [value]})]
    outcome = read(spliced("a: {b: 1}\ne:\n  - {f: 1}\n", "x.yaml", changes), "x.yaml").value
    second = {"f": value, "g": [value]}
    assert outcome == {"a": {"b": "1", "c": value}, "e": [{"f": "1"}, second], "d": value}
