"""The association's pages in a browser: no axe violations, sideways scrolling or third-party requests.

Visits all pages except the whole handbook, whose chapters are visited, and pages of communities: of these each one with
a community page and one of each status and type of channel, so that the time does not grow with the catalog.
"""

from __future__ import annotations

from collections import defaultdict

import pytest
from playwright.sync_api import Browser

from axe import barriers
from builds import ROOT
from copsite.catalog.models import Catalog
from markup import Markup
from screens import NARROWEST, WIDE, screen
from test_accessibility import WIDTH

Faults = dict[str, list[str]]


def of_communities(catalog: Catalog) -> set[str]:
    """Return the pages of communities to visit."""
    first: dict[tuple[str, str], str] = {}
    for one in catalog.communities:
        for type in [*map(catalog.type_of, one.channels)] or [""]:
            first.setdefault((one.status.value, type), one.id)
    with_words = {path.stem for path in (ROOT / "docs" / "cops").glob("*.md")}
    return {f"cops/{id}/{part}index.html" for id in {*first.values(), *with_words} for part in ("", "join/")}


@pytest.fixture(scope="module")
def faults(browser: Browser, url: str, pages: dict[str, Markup], catalog: Catalog) -> Faults:
    """Visit each page once; return the problems by kind."""
    found: Faults = defaultdict(list)
    others = {name for name in pages if not name.startswith("cops/")} - {"handbook/whole/index.html"}
    visited = {"cops/index.html"} | others | of_communities(catalog)
    assert visited <= pages.keys()
    with screen(browser, WIDE) as page:
        page.on("request", lambda request: found["asked"].append(request.url))
        page.on("console", lambda message: found["said"].append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: found["said"].append(f"{page.url}: {error}"))
        for name in sorted(visited):
            page.set_viewport_size({"width": WIDE, "height": 900})
            page.goto(url + name.removesuffix("index.html"))
            found["barriers"] += barriers(page)
            page.set_viewport_size({"width": NARROWEST, "height": 900})
            found["sideways"] += [name] if page.evaluate(WIDTH) > NARROWEST else []
    return found


def test_axe_finds_no_violation(faults: Faults) -> None:
    assert not faults["barriers"], "\n\n".join(faults["barriers"])


def test_no_page_scrolls_sideways_on_a_narrow_screen(faults: Faults) -> None:
    assert faults["sideways"] == []


def test_no_page_sends_requests_to_third_parties(faults: Faults, url: str) -> None:
    origin = url.removesuffix("cops/")
    assert faults["asked"]
    assert [address for address in faults["asked"] if not address.startswith((origin, "data:"))] == []


def test_no_page_logs_an_error(faults: Faults) -> None:
    assert faults["said"] == []
