"""Communities of one name are told apart by the smallest part of their places that the others lack."""

from __future__ import annotations

import pytest

from copsite.catalog.full_names import full_names
from copsite.catalog.models import Catalog
from copsite.yamlio.reader import read
from reader import text_with

MASSACHUSETTS = ("Cambridge", "Massachusetts", "United States")

# The name and the place of each community, and its full name.
TABLE = [
    [("Cambridge", (), "Cambridge")],
    [("Cambridge", MASSACHUSETTS, "Cambridge")],
    [("Teens", MASSACHUSETTS, "Teens"), ("Books", MASSACHUSETTS, "Books")],
    [
        ("Teens", ("Flint", "Michigan"), "Teens (Flint)"),
        ("Teens", ("Detroit", "Michigan"), "Teens (Detroit)"),
    ],
    [
        ("Cambridge", ("Cambridge", "England"), "Cambridge (England)"),
        ("Cambridge", MASSACHUSETTS, "Cambridge (Massachusetts)"),
        ("Cambridge", ("Cambridge", "Ontario", "Canada"), "Cambridge (Ontario)"),
    ],
    [
        ("Springfield", ("Springfield", "Ohio", "United States"), "Springfield (Ohio)"),
        ("Springfield", ("Springfield", "Illinois"), "Springfield (Springfield, Illinois)"),
        ("Springfield", ("Illinois",), "Springfield (Illinois)"),
    ],
    # Case makes no difference, neither of names nor of places.
    [("Teens", ("Flint",), "Teens (Flint)"), ("TEENS", ("FLINT", "Texas"), "TEENS (Texas)")],
    # A town of the community's own name says nothing, unless there is nothing else.
    [("London", ("London", "England"), "London (England)"), ("London", ("Ontario",), "London (Ontario)")],
    [("London", ("London",), "London (London)"), ("London", ("Ontario",), "London (Ontario)")],
    [("Como", ("Como", "Como"), "Como (Como, Como)"), ("Como", (), "Como")],
    # One may be without a place.
    [("Teens", (), "Teens"), ("Teens", ("Flint",), "Teens (Flint)")],
]  # fmt: skip


@pytest.mark.parametrize("rows", TABLE, ids=lambda rows: str(rows[0][2]))
def test_a_full_name_has_the_part_of_the_place_that_the_others_lack(
    rows: list[tuple[str, tuple[str, ...], str]],
) -> None:
    assert full_names([(name, place) for name, place, _ in rows]) == [full for *_, full in rows]


def test_the_catalog_gives_its_communities_full_names() -> None:
    text = text_with("    place: {town: Flint}\n") + (
        "  - {id: others, name: Teens, summary: S., status: forming, place: {town: Detroit}}\n"
        "  - {id: books, name: Books, summary: S., status: forming, place: {town: Detroit}}\n"
    )
    catalog = Catalog.model_validate(read(text, "cops.yaml").value)
    assert [one.full_name for one in catalog.communities] == ["Teens (Flint)", "Teens (Detroit)", "Books"]
