"""The system's Chromium and Firefox, started so that they connect only to this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from playwright.sync_api import Browser, Locator, Page, Playwright, sync_playwright

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FIREFOX = ("firefox-esr", "firefox")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    # Resolve no host but loopback: a request to a third party fails, and the tests notice.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


# Everything but loopback goes to a proxy that is not there.
PREFERENCES: dict[str, str | float | bool] = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1",
}
SHIM = Path(__file__).with_name("firefox.js")


class NoBrowserError(Exception):
    """There is no such browser on the PATH."""


def executable(names: tuple[str, ...]) -> str:
    """Return the path of the first program that is there; raise `NoBrowserError` if none is."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise NoBrowserError(f"no browser: none of {', '.join(names)} is on the PATH. `make test` installs one")
    return found


@contextmanager
def driver() -> Iterator[Playwright]:
    """Start Playwright, which a process can do once at a time."""
    options = f"{os.environ.get('NODE_OPTIONS', '')} --require {str(SHIM).replace(' ', chr(92) + ' ')}"
    with patch.dict(os.environ, {"NODE_OPTIONS": options}), sync_playwright() as playwright:
        yield playwright


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Run Chromium without a window during a block."""
    browser = playwright.chromium.launch(executable_path=executable(CHROMIUM), args=ARGUMENTS)
    yield browser
    browser.close()


@contextmanager
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """Run the system's own Firefox without a window during a block, by WebDriver BiDi.

    It cannot emulate print, a color scheme or a browser without JavaScript.
    """
    path = executable(FIREFOX)
    browser = playwright.firefox.launch(channel="moz-firefox", executable_path=path, firefox_user_prefs=PREFERENCES)
    yield browser
    browser.close()


def search_for(page: Page, words: str) -> Locator:
    """Open the search unless it is open, and type; return the links of the results."""
    field = page.get_by_role("textbox", name="Search")
    if not field.is_visible():
        page.get_by_role("button", name="Search", exact=True).click()
    field.fill(words)
    return page.get_by_role("dialog", name="Search").get_by_role("listitem").get_by_role("link")
