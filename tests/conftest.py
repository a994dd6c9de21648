"""What the tests share: the sample site, built once and served on loopback, and a browser to read it with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from browsers import chromium
from builds import HOST, built, copy_of_site, copy_of_toy
from markup import Markup, markup_of
from servers import serve

# How long an example takes depends on the machine, and which examples are tried must not differ from run to run.
settings.register_profile("project", deadline=None, derandomize=True, database=None)
settings.load_profile("project")


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
            file.write_bytes(text.encode())
        assert file.exists(), f"{file.name} is not there. {bless}"
        assert text == file.read_bytes().decode(), f"{file.name} differs. {bless}"

    return hold


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what the sample site is built from, for tests that only read it."""
    return copy_of_site(tmp_path_factory.mktemp("sample") / "root")


@pytest.fixture(scope="session")
def site(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample site for a place below a path, /cops/."""
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
