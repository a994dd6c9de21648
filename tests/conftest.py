"""Shared fixtures: the sample site, built once and served on loopback, and a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Playwright

from browsers import chromium, driver, firefox
from builds import HOST, built, copy_of_site, copy_of_toy
from markup import Markup, markup_of
from servers import serve

# No deadlines, since machines differ in speed, and the same examples in every run.
settings.register_profile("project", deadline=None, derandomize=True, database=None)
settings.load_profile("project")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option of `make bless`."""
    parser.addoption(
        "--bless", action="store_true", help="renew the golden files and the schema instead of comparing them"
    )


Golden: TypeAlias = Callable[[Path, str], None]


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Golden:
    """Compare a text with its golden file, which `make bless` renews."""

    def hold(file: Path, text: str) -> None:
        bless = "Run `make bless`, and read the difference before you commit it."
        if pytestconfig.getoption("bless"):
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(text.encode())
        assert file.exists(), f"{file.name} is not there. {bless}"
        assert text == file.read_bytes().decode(), f"{file.name} differs. {bless}"

    return hold


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the sources of the sample site, for tests that only read them."""
    return copy_of_site(tmp_path_factory.mktemp("sample") / "root")


@pytest.fixture(scope="session")
def site(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample site below a path, /cops/."""
    return built(sample, tmp_path_factory.mktemp("below") / "site", SITE_URL=f"{HOST}/cops/")


@pytest.fixture(scope="session")
def site_at_root(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample site for the root of a host."""
    return built(sample, tmp_path_factory.mktemp("root") / "site", SITE_URL=f"{HOST}/")


@pytest.fixture(scope="session")
def toy_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the toy's site for the root of a host."""
    folder = tmp_path_factory.mktemp("toy")
    return built(copy_of_toy(folder / "root"), folder / "site", config="toy.yml")


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Markup]:
    """Read all HTML of the site below a path."""
    return markup_of(site)


@pytest.fixture(scope="session")
def url(site: Path) -> Iterator[str]:
    """Serve the site below a path; yield the URL of its overview."""
    with serve(site, "/cops/") as address:
        yield address


@pytest.fixture(scope="session")
def url_at_root(site_at_root: Path) -> Iterator[str]:
    """Serve the site at the root; yield the URL of its overview."""
    with serve(site_at_root, "/") as address:
        yield address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start what drives the browsers."""
    with driver() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Start the system's Chromium; fail if it is missing."""
    with chromium(playwright) as browser:
        yield browser


@pytest.fixture(scope="session")
def gecko(playwright: Playwright) -> Iterator[Browser]:
    """Start the system's Firefox; fail if it is missing."""
    with firefox(playwright) as browser:
        yield browser


@pytest.fixture(params=["browser", "gecko"], ids=["chromium", "firefox"])
def either(request: pytest.FixtureRequest) -> Browser:
    """Return Chromium, and then Firefox."""
    started: Browser = request.getfixturevalue(request.param)
    return started
