"""URLs of pages and of sources, and links between pages below any path."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from copsite.content.urls import absolute_source, full_url, relative_source, relative_url, site_address, url_of

HOST = "https://cops.sla.example"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        # The `site_url` as MkDocs passes it on, with a slash at the end, and the base of every page's URL.
        ("", ""),
        (f"{HOST}/", f"{HOST}/"),
        (f"{HOST}/a/", f"{HOST}/a/"),
        (f"{HOST}/a//", f"{HOST}/a/"),
        (f"{HOST}/b/../a/", f"{HOST}/a/"),
        (f"{HOST}/a/?x=1", f"{HOST}/a/"),
        (f"{HOST}/a/#top", f"{HOST}/a/"),
    ],
)
def test_a_site_has_one_url_however_it_is_written(written: str, address: str) -> None:
    assert site_address(written) == address


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
def test_a_source_has_a_url(uri: str, url: str) -> None:
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
        ("cops/teens.md", "cops/teens/news.xml", "news.xml"),
        ("cops/teens/join.md", "news.xml", "../../../news.xml"),
        # From a file in a page's folder, that page and its anchors.
        ("cops/teens/news.xml", "cops/teens.md", "./"),
        ("cops/teens/news.xml", "cops/teens.md#people", "./#people"),
        ("news.xml", "index.md#top", "./#top"),
    ],
)
def test_a_page_links_to_another(on: str, to: str, link: str) -> None:
    assert relative_url(to, on) == link
    assert full_url(to, on, "") == link
    assert full_url(to, on, f"{HOST}/x/") == urljoin(f"{HOST}/x/{url_of(on)}", link)


@pytest.mark.parametrize(
    ("on", "to", "link"),
    [
        ("index.md", "cops/teens.md", "cops/teens.md"),
        ("handbook/meetings.md", "cops/teens.md", "../cops/teens.md"),
        ("cops/teens.md", "cops/books.md", "books.md"),
    ],
)
def test_a_relative_source_path_resolves_back(on: str, to: str, link: str) -> None:
    assert relative_source(to, on) == link
    assert absolute_source(link, on) == to
