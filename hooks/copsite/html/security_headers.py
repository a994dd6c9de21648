"""The headers that a host should send with the site, as files that hosts read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote

from copsite.html.material_fixes import policy

# In the form of Netlify, Cloudflare Pages and others, and to be included in nginx; by name below the site.
HOST_FILE, NGINX_FILE = "_headers", "nginx-headers.conf"

FOR_EVER = "public, max-age=31536000, immutable"  # a file named by its content never changes
ASK_EACH_TIME = "no-cache"

_OFF = (
    *("accelerometer", "autoplay", "camera", "clipboard-read", "display-capture", "encrypted-media", "fullscreen"),
    *("geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture"),
    *("publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
_NAMED_BY_CONTENT = re.compile(r"assets/.+\.[0-9a-f]{8}\.min\.(css|js)")


def headers(hashes: Iterable[str]) -> Mapping[str, str]:
    """Give what goes with every answer, by name; `hashes` are those of all inline scripts."""
    return {
        # Only a header can say who may show the site in a frame.
        "Content-Security-Policy": f"{policy(sorted(hashes))}; frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join((*(f"{feature}=()" for feature in _OFF), "clipboard-write=(self)")),
        "Referrer-Policy": "strict-origin-when-cross-origin",
        # Neither includeSubDomains nor preload: what binds other hosts, and for years, their owner has to decide.
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
    }


def named_by_content(names: Iterable[str]) -> list[str]:
    """Give those files of the site whose names change with their content."""
    return sorted(name for name in names if _NAMED_BY_CONTENT.fullmatch(name))


def host_file(hashes: Iterable[str], kept: Iterable[str], path: str) -> str:
    """Write the file for hosts that read `_headers`; the site stands below `path`, which ends with a slash.

    These hosts let browsers ask each time by themselves, and join the values of rules that both match.
    """
    rules = {f"{_encoded(path)}*": headers(hashes)}
    rules |= {_encoded(path + quote(name)): {"Cache-Control": FOR_EVER} for name in kept}
    lines = (
        line
        for pattern, fields in rules.items()
        for line in (pattern, *(f"  {name}: {value}" for name, value in fields.items()))
    )
    return "".join(f"{line}\n" for line in ("# Made by the build. It belongs at the top of the host.", *lines))


def nginx_file(hashes: Iterable[str], kept: Iterable[str], path: str) -> str:
    """Write the same for nginx, to be included in a `server` or in the `location` of the site."""
    names = "|".join(map(re.escape, kept))
    pattern = f"^{re.escape(unquote(path))}({names})$"  # nginx compares it with the decoded address
    lines = (
        "# Made by the build. Include it in `server`, or in `location` where that has an add_header of its own.",
        f'set $cops_cache "{ASK_EACH_TIME}";',
        *([f'if ($uri ~ {_quoted(pattern)}) {{ set $cops_cache "{FOR_EVER}"; }}'] if names else ()),
        "add_header Cache-Control $cops_cache;",
        *(f"add_header {name} {_quoted(value)} always;" for name, value in headers(hashes).items()),
    )
    return "".join(f"{line}\n" for line in lines)


def _encoded(path: str) -> str:
    """Write a path, percent-encoded in part or not at all, so that none of its characters means anything to a host."""
    return quote(unquote(path))


def _quoted(text: str) -> str:
    """Write a text as nginx reads it between double quotes."""
    escaped = text.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'
