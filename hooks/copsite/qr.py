"""A web address as a QR code, for paper; the only door to the library that draws them."""

from __future__ import annotations

import segno
from markupsafe import Markup


def qr_code(url: str) -> Markup:
    """Draw a QR code (ISO/IEC 18004) of `url` as inline SVG, with a quiet zone of four modules around it."""
    # Any of the eight masks can be read; trying all of them to find the evenest takes most of the time.
    code = segno.make(url, error="m", boost_error=False, micro=False, mask=3)
    return Markup(code.svg_inline(omitsize=True, border=4, svgclass="cop-qr", lineclass=None))  # noqa: S704 - a drawing
