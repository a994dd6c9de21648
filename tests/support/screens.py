"""Pages on screens of different sizes, and their menu."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize

WIDE, NARROW, NARROWEST = 1280, 360, 320
"""Widths in CSS pixels: of a desktop, of a phone, and of a desktop enlarged fourfold (WCAG 1.4.10)."""


@contextmanager
def screen(
    browser: Browser,
    width: int,
    scheme: Literal["light", "dark"] = "light",
    *,
    forced_colors: Literal["active", "none"] = "none",
) -> Iterator[Page]:
    """Open a page on a screen, with reduced motion, so that no test looks at it during a transition."""
    size: ViewportSize = {"width": width, "height": 900}
    with browser.new_context(
        viewport=size, color_scheme=scheme, forced_colors=forced_colors, reduced_motion="reduce"
    ) as context:
        yield context.new_page()


def open_menu(page: Page) -> None:
    """Open the menu of a narrow screen."""
    page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("button", name="Close menu").wait_for()
