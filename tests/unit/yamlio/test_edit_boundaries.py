"""Boundaries of edits: where a YAML node ends, and where a new one is inserted."""

from __future__ import annotations

import pytest

from copsite.yamlio.edit import Change, EditError, apply_changes
from copsite.yamlio.reader import YamlValue

GROUP: YamlValue = {"x": "3", "y": ["4"]}

# The text, an edit, and the whole new text.
TABLE = {
    # A comment below a block mapping belongs to the following lines, however many fields the mapping has.
    "behind a block of one field": (
        "a:\n  c: 1\n# of b\nb: 2\n", Change(("z",), "9", "a"), "a:\n  c: 1\nz: 9\n# of b\nb: 2\n",
    ),
    "behind a block of two fields": (
        "a:\n  c: 1\n  d: 2\n# of b\nb: 2\n", Change(("z",), "9", "a"), "a:\n  c: 1\n  d: 2\nz: 9\n# of b\nb: 2\n",
    ),
    "behind a block in a block": (
        "a:\n  c:\n    d: 1\n    e: 2\n# of b\nb: 2\n", Change(("z",), "9", "a"),
        "a:\n  c:\n    d: 1\n    e: 2\nz: 9\n# of b\nb: 2\n",
    ),
    "above a comment that is less indented, and all below it": (
        "a:\n  - x\n# end\n    # more\n", Change(("a", 1), "y"), "a:\n  - x\n  - y\n# end\n    # more\n",
    ),
    # A new item of several lines is separated by as many blank lines as the last two items.
    "apart, as two are": (
        "a:\n  - x: 1\n\n  - x: 2\n", Change(("a", 2), GROUP), "a:\n  - x: 1\n\n  - x: 2\n\n  - x: 3\n    y: [4]\n",
    ),
    "together, as two are": (
        "a:\n  - x: 1\n  - x: 2\n", Change(("a", 2), GROUP), "a:\n  - x: 1\n  - x: 2\n  - x: 3\n    y: [4]\n",
    ),
    "apart, as the last two are": (
        "a:\n  - x: 0\n  - x: 1\n\n  - x: 2\n", Change(("a", 3), GROUP),
        "a:\n  - x: 0\n  - x: 1\n\n  - x: 2\n\n  - x: 3\n    y: [4]\n",
    ),
    "together, as the last two are": (
        "a:\n  - x: 0\n\n  - x: 1\n  - x: 2\n", Change(("a", 3), GROUP),
        "a:\n  - x: 0\n\n  - x: 1\n  - x: 2\n  - x: 3\n    y: [4]\n",
    ),
    "apart, with carriage returns": (
        "a:\r\n  - x: 1\r\n  \r\n  - x: 2\r\n", Change(("a", 2), GROUP),
        "a:\r\n  - x: 1\r\n  \r\n  - x: 2\r\n\r\n  - x: 3\r\n    y: [4]\r\n",
    ),
    # A replaced item stays a single item.
    "another item of a list": ("a: [x, y]\n", Change(("a", 0), "z"), "a: [z, y]\n"),
    "another item of a block": ("a:\n  - x\n  - y\n", Change(("a", 0), "z"), "a:\n  - z\n  - y\n"),
    "another field of an item": ("a:\n  - x: 1\n", Change(("a", 0, "x"), "2"), "a:\n  - x: 2\n"),
    # Missing parents of a field are added too.
    "fields around a field": ("a: 1\n", Change(("b", "c", "d"), "2"), "a: 1\nb:\n  c: {d: 2}\n"),
    # The first line of the text may be empty.
    "below an empty first line": ("\na: 1\n", Change(("b",), "2"), "\na: 1\nb: 2\n"),
    "in a flow below an empty first line": (
        "\na: [x, # why\n]\n", Change(("a", 1), "y"), "\na: [x, # why\n  y,\n]\n",
    ),
    "in an indented flow": (
        "a:\n    b: [x, # why\n    ]\n", Change(("a", "b", 1), "y"), "a:\n    b: [x, # why\n      y,\n    ]\n",
    ),
    "in a flow behind an item that ends its line, but is not the last": (
        "a: {b: 1, # why\n  c: 2}\n", Change(("a", "d"), "3", "b"), "a: {b: 1, d: 3, # why\n  c: 2}\n",
    ),
    # An empty flow collection becomes a block only as a field's value in a block mapping, if it has no comment.
    "in an empty flow that is an item": ("- []\n- 1\n", Change((0, 0), {"x": "1"}), "- [{x: 1}]\n- 1\n"),
    "in an empty flow with an empty comment": ("a: [#\n]\n", Change(("a", 0), {"x": "1"}), "a: [{x: 1}#\n]\n"),
    "in an empty flow that is the whole text": ("[]\n", Change((0,), {"x": "1"}), "[{x: 1}]\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_an_edit_gives_exactly_this_text(name: str) -> None:
    text, change, after = TABLE[name]
    assert apply_changes(text, "x.yaml", [change]) == after


def test_a_block_that_replaces_an_empty_flow_collection_stays_with_its_field() -> None:
    changes = [Change(("m", "a", 0), {"x": "1"}), Change(("m", "c"), "2", "a")]
    assert apply_changes("m:\n  a: []\n", "x.yaml", changes) == "m:\n  a:\n    - {x: 1}\n  c: 2\n"


def test_yaml_that_cannot_be_edited_in_one_place_is_an_error() -> None:
    with pytest.raises(EditError) as refusal:
        apply_changes("a: {b: 1}\n", "x.yaml", [Change(("a", "c: d"), "x")])
    assert str(refusal.value) == (
        "the catalog is written there in a form that this command cannot change. Change it by hand"
    )
