"""The system's Chromium, started so that it connects only to this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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


class NoBrowserError(Exception):
    """There is no Chromium on the PATH."""


def executable() -> str:
    """Return the program's path; raise `NoBrowserError` if there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise NoBrowserError(f"no browser: none of {', '.join(NAMES)} is on the PATH. `make test` installs one")
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Chromium without a window during a block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield browser
        browser.close()


def search_for(page: Page, words: str) -> Locator:
    """Open the search unless it is open, and type; return the links of the results."""
    field = page.get_by_role("textbox", name="Search")
    if not field.is_visible():
        page.get_by_role("button", name="Search", exact=True).click()
    field.fill(words)
    return page.get_by_role("dialog", name="Search").get_by_role("listitem").get_by_role("link")
