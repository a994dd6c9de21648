"""Roles without a seat count are left out, wherever they are in the catalog."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from copsite.catalog.terms import role_terms
from reader import DAY, catalog_with


def test_a_role_without_a_seat_count_hides_no_other() -> None:
    catalog = catalog_with()
    counted = catalog.roles["facilitator"]
    roles = {"participant": counted.model_copy(update={"seats": None}), "facilitator": counted}
    found = [*role_terms(catalog.model_copy(update={"roles": roles}), catalog.communities[0], DAY)]
    assert [(one.role_id, one.role, one.community) for one in found] == [
        ("facilitator", counted, catalog.communities[0])
    ]


def test_shared_values_are_immutable() -> None:
    catalog = catalog_with()
    (found,) = role_terms(catalog, catalog.communities[0], DAY)
    with pytest.raises(FrozenInstanceError):
        setattr(found, fields(found)[0].name, None)
