"""What the tests share: the real site, built once and served on loopback, and a browser to read it with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import Browser

from browsers import chromium
from builds import HOST, ROOT, built
from markup import Markup, markup_of
from servers import serve


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option of `make bless`."""
    parser.addoption(
        "--bless", action="store_true", help="write the golden pages and the schema anew instead of comparing them"
    )


Golden: TypeAlias = Callable[[Path, str], None]


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Golden:
    """Hold a text against its golden file, which `make bless` writes anew."""

    def hold(file: Path, text: str) -> None:
        bless = "Run `make bless`, and read the difference before you commit it."
        if pytestconfig.getoption("bless"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, "utf-8")
        assert file.exists(), f"{file.name} is not there. {bless}"
        assert text == file.read_text("utf-8"), f"{file.name} differs. {bless}"

    return hold


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the real site for a place below a path, /cops/."""
    return built(ROOT, tmp_path_factory.mktemp("below") / "site", SITE_URL=f"{HOST}/cops/")


@pytest.fixture(scope="session")
def site_at_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the real site for the root of a host."""
    return built(ROOT, tmp_path_factory.mktemp("root") / "site", SITE_URL=f"{HOST}/")


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Markup]:
    """Read all HTML of the site that stands below a path."""
    return markup_of(site)


@pytest.fixture(scope="session")
def url(site: Path) -> Iterator[str]:
    """Serve the site below a path; give the address of its overview."""
    with serve(site, "/cops/") as address:
        yield address


@pytest.fixture(scope="session")
def url_at_root(site_at_root: Path) -> Iterator[str]:
    """Serve the site at the root; give the address of its overview."""
    with serve(site_at_root, "/") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium, the system's own; without it nothing can be said, so the test fails."""
    with chromium() as browser:
        yield browser
