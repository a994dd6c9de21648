"""Fixtures for the association's site instead of the sample: built once as of today, and served on loopback."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from builds import HOST, ROOT, built
from copsite.catalog.models import Catalog
from copsite.render.facts import Facts
from markup import Markup, markup_of
from servers import serve
from workspace import load


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the association's site below a path, as of today like a real build."""
    today = os.environ.get("SOURCE_DATE_EPOCH") or str(int(time.time()))
    to, place = tmp_path_factory.mktemp("content") / "site", f"{HOST}/cops/"
    built(ROOT, to, SITE_URL=place, SOURCE_DATE_EPOCH=today)
    if place not in (to / "index.html").read_text("utf-8"):
        pytest.fail('mkdocs.yml: write `site_url: !ENV [SITE_URL, "https://your.host/"]`, so that SITE_URL has effect')
    return to


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Markup]:
    """Read all HTML of the association's site."""
    return markup_of(site)


@pytest.fixture(scope="session")
def url(site: Path) -> Iterator[str]:
    """Serve the association's site below a path; yield the URL of its overview."""
    with serve(site, "/cops/") as address:
        yield address


@pytest.fixture(scope="session")
def facts() -> Facts:
    """Read the association's data."""
    return load(ROOT, ROOT / "docs").facts


@pytest.fixture(scope="session")
def catalog(facts: Facts) -> Catalog:
    """Return the association's catalog."""
    return facts.catalog
