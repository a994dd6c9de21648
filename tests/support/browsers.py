"""The system's own Chromium, and how it is started so that it asks nobody but this machine."""

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
    # No name but the loopback's is looked up: a page that asks a third party gets nothing, and is found out.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


class NoBrowserError(Exception):
    """There is no Chromium on the PATH."""


def executable() -> str:
    """Give the program; raise `NoBrowserError` where there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise NoBrowserError(f"no browser: none of {', '.join(NAMES)} is on the PATH. `make test` installs one")
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start it without a window, and end it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield browser
        browser.close()


def search_for(page: Page, words: str) -> Locator:
    """Open the search, unless it is open, and type; give the links of what it finds."""
    field = page.get_by_role("textbox", name="Search")
    if not field.is_visible():
        page.get_by_role("button", name="Search", exact=True).click()
    field.fill(words)
    return page.get_by_role("dialog", name="Search").get_by_role("listitem").get_by_role("link")
