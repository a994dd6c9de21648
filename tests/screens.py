"""A page on a screen of some size, and how a reader opens the menu and the search on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Browser, Page

WIDE, NARROW, NARROWEST = 1280, 360, 320
"""Widths in CSS pixels: of a desktop, of a phone, and of a desktop enlarged fourfold (WCAG 1.4.10)."""


@contextmanager
def screen(
    browser: Browser,
    width: int,
    *,
    forced_colors: Literal["active", "none"] = "none",
    motion: Literal["reduce", "no-preference"] = "reduce",
) -> Iterator[Page]:
    """Open a page on a screen; without motion, so that nothing is judged half-way through fading in or out."""
    with browser.new_context(
        viewport={"width": width, "height": 900}, forced_colors=forced_colors, reduced_motion=motion
    ) as context:
        yield context.new_page()


def open_menu(page: Page) -> None:
    """Open the menu of a narrow screen."""
    page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("button", name="Close menu").wait_for()


def search_for(page: Page, words: str) -> None:
    """Search for words, which something must be found for."""
    opener = page.get_by_role("button", name="Search", exact=True)
    if opener.is_visible():
        opener.click()
    page.get_by_role("textbox", name="Search").press_sequentially(words)
    page.get_by_role("search").get_by_role("link").first.wait_for()
