"""Where a change to a community's entry goes, and whose term ends with the community."""

from __future__ import annotations

from datetime import date

import pytest

from copsite.life import close, rename
from copsite.model import Catalog
from copsite.source import read
from copsite.splice import spliced
from reader import text_with

LAST = date(2026, 6, 30)

# Somebody's term, and its last day after the community was closed on LAST; '' where the entry says it already.
TERMS = {
    "2025-01-01 2026-06-29": "",
    "2025-01-01 2026-06-30": "",
    "2025-01-01 2026-07-01": "2026-06-30",
    "2026-06-29 2027-12-31": "2026-06-30",
    "2026-06-30 2027-12-31": "2026-06-30",
    "2026-07-01 2027-12-31": "",
}

# What stands in an entry between its confirmation and its list, and the same after it was renamed from `teens`.
FORMER = [
    ("", "    formerly: [teens]\n"),
    ("    successor: films\n", "    successor: films\n    formerly: [teens]\n"),
    ("    formerly: [youth]\n", "    formerly: [youth, teens]\n"),
    ("    successor: films\n    formerly: [youth]\n", "    successor: films\n    formerly: [youth, teens]\n"),
]


def catalog_of(text: str) -> Catalog:
    """Read a catalog, sound or not."""
    return Catalog.model_validate(read(text, "cops.yaml").value)


@pytest.mark.parametrize("term", TERMS)
def test_a_term_ends_with_the_community_if_it_has_begun_and_goes_on(term: str) -> None:
    seat = f"{{name: Sample Person, library: Sample Library, from: {term[:10]}, until: {term[-10:]}}}"
    catalog = catalog_of(text_with(f"    people:\n      facilitator:\n        - {seat}\n"))
    changes = [change for change in close(catalog, "teens", on=LAST, by="association") if "people" in change.path]
    assert [change.value for change in changes] == ([TERMS[term]] if TERMS[term] else [])


@pytest.mark.parametrize(("before", "after"), FORMER)
def test_a_former_id_stands_behind_the_confirmation_and_the_successor(before: str, after: str) -> None:
    head, tail = text_with().split("    list: {name")
    text = f"{head}{before}    list: {{name{tail}"
    renamed = f"{head}{after}    list: {{name{tail}".replace("id: teens", "id: adolescents")
    assert spliced(text, "cops.yaml", rename(catalog_of(text), "teens", "adolescents")) == renamed
