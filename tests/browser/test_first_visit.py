"""A first visit to every kind of page: its bytes over the network, and a stable layout."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from kinds import KINDS
from servers import LEVEL

MOST = 80_000  # bytes, compressed and without images
IMAGES = {"image"}
WHOLE = "whole handbook"  # all chapters at once, for printing; their text alone is as large

METER = """window.shift = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shift += entry.hadRecentInput ? 0 : entry.value;
}).observe({type: "layout-shift", buffered: true});"""
SHIFT = """() => new Promise(told =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => told(window.shift)))))"""


class Visit(NamedTuple):
    """The requests of a browser with an empty cache, and its cumulative layout shift."""

    paths: tuple[str, ...]
    shift: float


def visit(browser: Browser, address: str, width: int) -> Visit:
    """Open a page and wait until it sends no more requests."""
    asked: dict[str, None] = {}
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        context.on("request", lambda one: asked.update({} if one.resource_type in IMAGES else {one.url: None}))
        context.add_init_script(METER)
        page = context.new_page()
        page.goto(address)  # until everything on the page is loaded
        page.wait_for_load_state("networkidle")
        return Visit(tuple(urlsplit(one).path for one in asked), shift(page))


def shift(page: Page) -> float:
    """Return the cumulative layout shift so far."""
    moved: float = page.evaluate(SHIFT)
    return moved


@pytest.fixture(scope="module", params=[1280, 360])
def visits(request: pytest.FixtureRequest, browser: Browser, url: str) -> dict[str, Visit]:
    """Visit every kind of page for the first time on a screen of this width."""
    return {kind: visit(browser, url + address, request.param) for kind, address in KINDS.items()}


def weight(site: Path, path: str) -> int:
    """Return the number of bytes of a file as a host sends it."""
    name = path.removeprefix("/cops/")
    file = site / (f"{name}index.html" if name.endswith("/") or not name else name)
    return len(gzip.compress((file if file.exists() else site / "404.html").read_bytes(), LEVEL, mtime=0))


def test_a_first_visit_loads_at_most_80_kilobytes(site: Path, visits: dict[str, Visit]) -> None:
    weights = {kind: sum(weight(site, path) for path in visit.paths) for kind, visit in visits.items()}
    assert {kind: bytes_ for kind, bytes_ in weights.items() if bytes_ > MOST and kind != WHOLE} == {}


def test_a_first_visit_loads_all_styles_and_scripts(visits: dict[str, Visit]) -> None:
    for kind, visit in visits.items():
        assert {Path(path).suffix for path in visit.paths} >= {".css", ".js"}, kind


def test_nothing_moves_on_a_first_visit(visits: dict[str, Visit]) -> None:
    assert {kind: visit.shift for kind, visit in visits.items() if visit.shift} == {}


def test_a_layout_shift_would_be_detected(browser: Browser, url: str) -> None:
    with browser.new_context() as context:
        context.add_init_script(METER)
        page = context.new_page()
        page.goto(url)
        assert shift(page) == 0
        page.evaluate(
            "document.querySelector('article').prepend(Object.assign(document.createElement('div'), "
            "{innerHTML: '<p>Late.</p>'.repeat(5)}))"
        )
        assert shift(page) > 0
