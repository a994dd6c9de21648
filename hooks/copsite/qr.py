"""A web address as a QR code, for paper; the only door to the library that encodes it."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

import segno
from markupsafe import Markup

QUIET = 4  # modules of empty ground around the code (ISO/IEC 18004, 5.3.8)


@lru_cache(maxsize=10_000)  # for the preview, which builds again after each change
def qr_code(url: str) -> Markup:
    """Draw a QR code of `url` as inline SVG, a unit a module."""
    # Any of the eight masks can be read; trying all of them to find the evenest takes most of the time.
    rows = segno.make(url, error="l", boost_error=False, micro=False, mask=3).matrix
    side = len(rows) + 2 * QUIET
    path = "".join(f"M{x} {y}h{width}v1h-{width}z" for y, row in enumerate(rows, QUIET) for x, width in _dark(row))
    return Markup(  # noqa: S704 - made of numbers alone
        f'<svg class="cop-qr" viewBox="0 0 {side} {side}" aria-hidden="true"><path d="{path}"/></svg>'
    )


def _dark(row: bytearray) -> list[tuple[int, int]]:
    """Give the dark stretches of a row, each as its beginning and width."""
    runs, x = [], QUIET
    for dark, modules in groupby(row):
        width = len(list(modules))
        if dark:
            runs.append((x, width))
        x += width
    return runs
