"""Warnings: `check` prints them in every format and exits 0; one goes away once someone has tried to join."""

from __future__ import annotations

import pytest

from copsite.catalog.rules import WARNINGS
from copsite.site import warnings_of
from reader import catalog_with, site_with, text_with

DELIMITERS = [
    # list and delimiter, and whether there is a warning
    ("list: open-science, delimiter: '-'", True),
    ("list: rare_books, delimiter: _", True),
    ("list: a-b-c, delimiter: '-', tried: 2026-10-01", False),
    ("list: open-science, delimiter: _", False),
    ("list: open-science", False),
    ("list: maps, delimiter: '-'", False),
]


@pytest.mark.parametrize(("channel", "is_warned"), DELIMITERS)
def test_a_delimiter_in_a_name_is_a_warning(channel: str, *, is_warned: bool) -> None:
    more = f"      - {{{channel}, type: mlmmj, host: lists.sla.example, open_to: anyone}}\n"
    found = [*warnings_of(site_with({}, text_with(more)))]
    assert len(found) == is_warned
    for warning in found:
        assert warning.is_warning
        assert warning.message.startswith("`delimiter` is '")
        assert "set `tried`" in warning.message
        line = text_with(more).split("\n")[warning.place.line - 1]
        assert line[warning.place.column - 1 :][: warning.place.width].strip("'") in "-_"


def test_a_warning_says_when_it_works_and_what_to_do() -> None:
    more = "      - {list: open-science, delimiter: '-', type: mlmmj, host: lists.sla.example, open_to: anyone}\n"
    [warning] = warnings_of(site_with({}, text_with(more)))
    assert warning.message == (
        "`delimiter` is '-', which is also in the list's name, 'open-science'. That works only where the mail server "
        "knows the whole name: join and leave with the join page, and set `tried` if it does"
    )


def test_a_sound_catalog_has_no_warnings() -> None:
    assert [finding for find in WARNINGS for finding in find(catalog_with())] == []
