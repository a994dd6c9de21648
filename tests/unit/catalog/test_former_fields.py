"""Fields that have another name or place now are read as the present ones, and told once of each kind."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from copsite.catalog.former_fields import in_present_form

RUN = "Run: python hooks/cops.py upgrade"

# A part of an entry in its former form, and in its present one.
COMMUNITIES: list[tuple[Any, Any]] = [
    ({"list": {"name": "t"}}, {"channels": [{"list": "t"}]}),
    ({"list": {"name": "t", "manager": "web"}}, {"channels": [{"list": "t", "type": "web"}]}),
    ({"list": {}}, {"channels": [{}]}),
    ({"list": {"list": "t", "name": "T"}}, {"channels": [{"list": "t", "name": "T"}]}),
    ({"list": {"name": "t"}, "channels": [{"type": "slack"}]}, {"channels": [{"type": "slack"}, {"list": "t"}]}),
    ({"channels": [{"list": "t", "manager": "web"}]}, {"channels": [{"list": "t", "type": "web"}]}),
    ({"channels": [{"type": "web", "manager": "x"}]}, {"channels": [{"type": "web", "manager": "x"}]}),
    ({"channels": "t", "list": {"name": "t"}}, {"channels": "t", "list": {"name": "t"}}),
    ({"list": "t"}, {"list": "t"}),
    ({"list": ["t"]}, {"list": ["t"]}),
    ({"people": {"f": [{"library": "L"}]}}, {"people": {"f": [{"organization": "L"}]}}),
    ({"people": {"f": [{"library": "L", "organization": "O"}]}},
     {"people": {"f": [{"library": "L", "organization": "O"}]}}),
    ({"people": {"f": "x", "g": ["x"]}}, {"people": {"f": "x", "g": ["x"]}}),
    ({"people": ["x"]}, {"people": ["x"]}),
    ({"part_of": "a"}, {"part_of": ["a"]}),
    ({"part_of": ["a"]}, {"part_of": ["a"]}),
]  # fmt: skip


@pytest.mark.parametrize(("former", "present"), COMMUNITIES)
def test_a_former_entry_is_read_as_the_present_one(former: Any, present: Any) -> None:
    given = {"communities": [deepcopy(former), "x"]}
    assert in_present_form(given).value == {"communities": [present, "x"]}
    assert given == {"communities": [former, "x"]}


@pytest.mark.parametrize("value", ["", [], {}, {"association": ""}, {"association": {"list_server": "x"}},
                                   {"communities": {}}, {"communities": [[], "", {}]}])  # fmt: skip
def test_any_other_value_stays_the_same(value: Any) -> None:
    assert in_present_form(value).value is value


def test_each_kind_is_told_once_where_it_is_first() -> None:
    seat = {"library": "L"}
    entry = {"list": {"name": "t", "manager": "web"}, "people": {"f": [seat, seat]}}
    value = {"association": {"list_server": {"manager": "sympa"}, "member_portal": {}}, "communities": [entry, entry]}
    assert in_present_form(value).notes == (
        (("association", "list_server", "manager"), f"is `type` now, here and in 2 other places. {RUN}"),
        (("communities", 0, "people", "f", 0, "library"), f"is `organization` now, here and in 3 other places. {RUN}"),
        (("communities", 0, "list"), f"is an item of `channels` now, here and in 1 other place. {RUN}"),
        (("association", "member_portal"),
         f"has no `lists`. Leaving it out meant yes before, and means no now. {RUN}"),
    )  # fmt: skip


@pytest.mark.parametrize("portal", [{"lists": "no"}, "x"])
def test_a_portal_that_says_whether_lists_are_in_it_is_not_told(portal: Any) -> None:
    value = {"association": {"list_server": {"manager": "sympa"}, "member_portal": portal}}
    assert len(in_present_form(value).notes) == 1


def test_nothing_is_told_of_a_present_catalog() -> None:
    value = {"association": {"list_server": {"type": "sympa"}, "member_portal": {}}, "communities": [{"part_of": "a"}]}
    assert in_present_form(value).notes == ()


def test_each_part_is_known_by_its_path_in_the_file() -> None:
    entry = {"list": {"name": "t", "manager": "web"}, "people": {"f": [{"library": "L"}]}, "part_of": "a"}
    assert in_present_form({"communities": [entry]}).origins == {
        ("communities", 0, "part_of", 0): ("communities", 0, "part_of"),
        ("communities", 0, "people", "f", 0, "organization"): ("communities", 0, "people", "f", 0, "library"),
        ("communities", 0, "channels"): ("communities", 0, "list"),
        ("communities", 0, "channels", 0): ("communities", 0, "list"),
        ("communities", 0, "channels", 0, "type"): ("communities", 0, "list", "manager"),
        ("communities", 0, "channels", 0, "list"): ("communities", 0, "list", "name"),
    }
