"""A web address as a QR code, for paper; the only door to the library that encodes it."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup
from zxingcpp import BarcodeFormat, create_barcode

_DRAWN = re.compile(r'<svg width="(?P<side>\d+)".* d="(?P<path>[^"]*)"', re.DOTALL)


@lru_cache(maxsize=10_000)  # for the preview, which builds again after each change
def qr_code(url: str) -> Markup:
    """Draw a QR code of `url` as inline SVG, a unit a module, with empty ground around it (ISO/IEC 18004, 5.3.8)."""
    [(side, path)] = _DRAWN.findall(create_barcode(url, BarcodeFormat.QRCode, ec_level="L").to_svg())
    return Markup(  # noqa: S704 - made of numbers alone
        f'<svg class="cop-qr" viewBox="0 0 {side} {side}" aria-hidden="true"><path d="{path}"/></svg>'
    )
