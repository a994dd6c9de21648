"""QR codes of web addresses for printed pages; the only module that imports zint."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from struct import pack
from zlib import compress, crc32

from markupsafe import Markup
from zint import InputMode, Symbol, Symbology

_LOW = 1  # error correction: a fourteenth of the code may be spoilt
_QUIET = 4  # modules of empty ground on each side (ISO/IEC 18004, 5.3.8)
# From eight modules, lowest bit first and dark ones set, to pixels, highest bit first and dark ones not.
_PIXELS = bytes(255 - int(f"{modules:08b}"[::-1], 2) for modules in range(256))


@lru_cache(maxsize=10_000)  # for the preview, which builds the site again after each change
def qr_code(url: str) -> Markup:
    """Return a QR code of `url` as an image with one pixel per module."""
    code = Symbol()
    code.symbology, code.option_1 = Symbology.QRCODE, _LOW
    code.input_mode = InputMode.FAST  # use any mask pattern instead of comparing all
    code.encode(url.encode())
    data = b64encode(_png(code)).decode()
    return Markup(f'<img class="cop-qr" alt="" src="data:image/png;base64,{data}">')  # noqa: S704 - letters and digits


def _png(code: Symbol) -> bytes:
    """Encode a code and its quiet zone as a PNG with one bit per pixel (PNG, 11.2 and 7.2).

    It is not compressed, since versions of zlib differ in their output.
    """
    side = code.width + 2 * _QUIET
    width, paper = (side + 7) // 8, 0xFF >> 8 - _QUIET
    data = code.encoded_data
    length = data.nbytes // len(data)  # of a row, however few of its modules are used
    rows = data.tobytes()[: code.rows * length].translate(_PIXELS)
    lines = [b"\xff" * width] * _QUIET
    for start in range(0, len(rows), length):
        row = int.from_bytes(rows[start : start + width], "big")
        lines.append((paper << 8 * width - _QUIET | row >> _QUIET).to_bytes(width, "big"))
    lines += lines[:_QUIET]
    chunks = (
        (b"IHDR", pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)),
        (b"IDAT", compress(b"".join([b"\x00" + line for line in lines]), 0)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + name + data + pack(">I", crc32(name + data)) for name, data in chunks
    )
