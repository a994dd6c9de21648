"""Metadata in a page's head: link previews, and linked data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from builds import HOST, built, copy_of_toy
from copsite.html.head_metadata import CARD, Alternate, Association, Place, head_of
from markup import Markup, markup, markup_of

SITE = Place("Communities & more", f"{HOST}/cops/")
US = Association('The "Sample" <Library> Association', "SLA")
OVERVIEW = Place("Overview", SITE.address)
TEENS = Place("Teens </script><b>", f"{SITE.address}teens/")


def card(page: Markup) -> dict[str, str]:
    """Return the Open Graph properties."""
    metas = [meta.attributes for meta in page.all("meta")]
    return {meta["property"]: meta["content"] for meta in metas if "property" in meta}


def graph(page: Markup) -> dict[str, Any]:
    """Return the linked data, by type."""
    data = json.loads(page.one("script", type="application/ld+json").text)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


def trail(page: Markup) -> list[tuple[str, str]]:
    """Return the breadcrumbs as names and URLs, which are numbered from 1."""
    items = graph(page)["BreadcrumbList"]["itemListElement"]
    assert [item["position"] for item in items] == [*range(1, len(items) + 1)]
    return [(item["name"], item["item"]) for item in items]


def test_a_page_describes_itself_its_site_and_its_place() -> None:
    page = markup(head_of(TEENS, "What <teens> need.", SITE, US, [OVERVIEW]))
    assert {element.tag for element in page.elements} == {"meta", "script"}
    assert card(page) == {
        "og:type": "website",
        "og:site_name": "Communities & more",
        "og:title": "Teens </script><b>",
        "og:description": "What <teens> need.",
        "og:locale": "en_US",
        "og:url": TEENS.address,
        "og:image": f"{HOST}/cops/{CARD}",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Communities & more",
    }
    assert graph(page)["Organization"] == {
        "@type": "Organization",
        "@id": f"{HOST}/cops/#association",
        "name": 'The "Sample" <Library> Association',
        "alternateName": "SLA",
    }
    assert trail(page) == [OVERVIEW, TEENS]


def test_a_page_names_its_feeds() -> None:
    feed = Alternate("application/atom+xml", 'News: "R&D" <b>', "news.xml?a&b")
    page = markup(head_of(TEENS, "", SITE, US, [OVERVIEW], [feed]))
    assert page.one("link").attributes == {
        "rel": "alternate",
        "type": "application/atom+xml",
        "title": 'News: "R&D" <b>',
        "href": "news.xml?a&b",
    }


def test_linked_data_cannot_end_its_script_element() -> None:
    data = head_of(TEENS, "", SITE, US, [OVERVIEW]).partition("<script")[2].partition(">")[2]
    assert data.count("<") == data.count(">") == 1
    assert "&" not in data
    assert r"Teens \u003c/script\u003e\u003cb\u003e" in data


def test_an_unknown_url_is_left_out() -> None:
    page = markup(head_of(Place("Teens", ""), "", Place("Communities", ""), US, [Place("Overview", "")]))
    assert card(page) == {
        "og:type": "website",
        "og:site_name": "Communities",
        "og:title": "Teens",
        "og:locale": "en_US",
    }
    assert graph(page).keys() == {"Organization"}
    assert "@id" not in graph(page)["Organization"]


TRAILS = [
    # A page of the sample site, and the pages above it, by name and URL.
    ("join/index.html", [("Overview", "")]),
    ("cops/index.html", [("Overview", "")]),
    (
        "cops/cataloging/join/index.html",
        [("Overview", ""), ("Communities", "cops/"), ("Cataloging", "cops/cataloging/")],
    ),
    ("handbook/index.html", [("Overview", "")]),
    ("handbook/facilitator/index.html", [("Overview", ""), ("Handbook", "handbook/")]),
    (
        "handbook/participant/index.html",
        [("Overview", ""), ("Handbook", "handbook/"), ("The roles", "handbook/facilitator/")],
    ),
]


@pytest.mark.parametrize(("name", "above"), TRAILS)
def test_breadcrumbs_follow_the_path_of_a_reader(
    pages: dict[str, Markup], name: str, above: list[tuple[str, str]]
) -> None:
    site, page = f"{HOST}/cops/", pages[name]
    here = (page.one("title").text.partition(" - ")[0], site + name.removesuffix("index.html"))
    assert trail(page) == [*((title, site + address) for title, address in above), here]


def test_every_page_has_its_own_url_title_and_description(site: Path, pages: dict[str, Markup]) -> None:
    assert (site / CARD).is_file()
    for name, page in pages.items():
        if name != "404.html":
            said = card(page)
            assert said["og:url"] == page.one("link", rel="canonical").attributes["href"], name
            assert page.one("title").text == f"{said['og:title']} - {said['og:site_name']}", name
            assert said["og:description"] == page.description, name
    assert card(pages["404.html"]) == {}


def test_a_page_that_has_moved_has_no_metadata(toy_site: Path) -> None:
    page = markup_of(toy_site)["cops/atlases/index.html"]
    assert list(page.all("meta", **{"http-equiv": "refresh"}))
    assert card(page) == {}
    assert list(page.all("script", type="application/ld+json")) == []


def test_every_page_is_below_the_site_url_however_it_is_written(tmp_path: Path) -> None:
    root, url = copy_of_toy(tmp_path / "root"), f"{HOST}/b/../a//?x=1#top"
    site = built(root, tmp_path / "site", config="toy.yml", SITE_URL=url)
    for name in ("cops/bookbinding/join/index.html", "handbook/facilitator/index.html"):
        text = (site / name).read_text("utf-8")
        addresses = re.findall(r'(?:canonical" href|og:url" content)="([^"]*)"', text)
        assert addresses == [f"{HOST}/a/{name.removesuffix('index.html')}"] * 2
    assert f"{HOST}/a/cops/bookbinding/join/</figcaption>" in (site / "cops/bookbinding/join/index.html").read_text(
        "utf-8"
    )
