"""How one page leads to another, below any path."""

from __future__ import annotations

import pytest

from copsite.addresses import absolute_source, relative_source, relative_url, url_of


@pytest.mark.parametrize(
    ("uri", "url"),
    [
        ("index.md", ""),
        ("join.md", "join/"),
        ("cops/index.md", "cops/"),
        ("cops/teens.md", "cops/teens/"),
        ("cops/teens/join.md", "cops/teens/join/"),
        ("cops/reindex.md", "cops/reindex/"),
        ("cops/README.md", "cops/"),
    ],
)
def test_a_source_has_an_address(uri: str, url: str) -> None:
    assert url_of(uri) == url


@pytest.mark.parametrize(
    ("on", "to", "link"),
    [
        ("index.md", "cops/index.md", "cops/"),
        ("cops/index.md", "index.md", "../"),
        ("index.md", "index.md", "./"),
        ("cops/teens.md", "cops/teens/join.md", "join/"),
        ("cops/teens/join.md", "cops/teens.md", "../"),
        ("cops/teens.md", "cops/books.md", "../books/"),
        ("cops/teens.md", "roles/facilitator.md#becoming", "../../roles/facilitator/#becoming"),
        ("cops/teens.md", "cops/teens.md#people", "#people"),
    ],
)
def test_a_page_leads_to_another(on: str, to: str, link: str) -> None:
    assert relative_url(to, on) == link


@pytest.mark.parametrize(
    ("on", "to", "link"),
    [
        ("index.md", "cops/teens.md", "cops/teens.md"),
        ("handbook/meetings.md", "cops/teens.md", "../cops/teens.md"),
        ("cops/teens.md", "cops/books.md", "books.md"),
    ],
)
def test_a_source_names_another_and_back(on: str, to: str, link: str) -> None:
    assert relative_source(to, on) == link
    assert absolute_source(link, on) == to
