"""A web address as a QR code, for paper; the only door to the library that encodes it."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from struct import pack
from zlib import compress, crc32

from markupsafe import Markup
from zxingcpp import BarcodeFormat, create_barcode

_BITS = bytes.maketrans(b"\x00\xff", b"01")  # as numbers are written: dark and light


@lru_cache(maxsize=10_000)  # for the preview, which builds again after each change
def qr_code(url: str) -> Markup:
    """Draw a QR code of `url` as a picture, a pixel a module, with empty ground around it (ISO/IEC 18004, 5.3.8)."""
    picture = create_barcode(url, BarcodeFormat.QRCode, ec_level="L").to_image()
    image = memoryview(picture)  # type: ignore[arg-type] # the stubs do not say that it can be read
    side, bits = len(image), image.tobytes().translate(_BITS)
    data = b64encode(_png(side, [bits[start : start + side] for start in range(0, len(bits), side)])).decode()
    return Markup(f'<img class="cop-qr" alt="" src="data:image/png;base64,{data}">')  # noqa: S704 - letters and digits


def _png(side: int, rows: list[bytes]) -> bytes:
    """Write a square picture of rows of the digits 0, for black, and 1, a bit a pixel (PNG, 11.2 and 7.2).

    It is small and stays as it is, since not every zlib packs to the same bytes.
    """
    width = (side + 7) // 8
    lines = [b"\x00" + (int(row, 2) << width * 8 - side).to_bytes(width, "big") for row in rows]
    chunks = (
        (b"IHDR", pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)),
        (b"IDAT", compress(b"".join(lines), 0)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + name + data + pack(">I", crc32(name + data)) for name, data in chunks
    )
