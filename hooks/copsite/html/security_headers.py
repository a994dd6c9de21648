"""The HTTP headers for the site, as configuration files for hosts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote

from copsite.html.material_fixes import policy

# For Netlify, Cloudflare Pages and others; and for nginx, to be included. Both are at the top of the site.
HOST_FILE, NGINX_FILE = "_headers", "nginx-headers.conf"

FOR_EVER = "public, max-age=31536000, immutable"  # for a file named by its content, which never changes
ASK_EACH_TIME = "no-cache"

# Calendars, feeds and data: files that scripts of any site may read. No two patterns fit one URL, as hosts would join
# the values of both to one that browsers reject.
FOR_ANY_SITE = ("api/*", "calendar.ics", "cops/*.ics", "news.xml", "cops/*/news.xml")
_ANY_ORIGIN = {"Access-Control-Allow-Origin": "*"}  # Fetch Standard, "CORS protocol": for requests without credentials
# nginx's own list has no type for calendars. A list of types replaces those around it, so that its own is needed too.
_NGINX_TYPES = ("include mime.types;", "types { text/calendar ics; }")

_OFF = (
    *("accelerometer", "autoplay", "camera", "clipboard-read", "display-capture", "encrypted-media", "fullscreen"),
    *("geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture"),
    *("publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
_NAMED_BY_CONTENT = re.compile(r"assets/.+\.[0-9a-f]{8}\.min\.(css|js)")


def headers(hashes: Iterable[str]) -> Mapping[str, str]:
    """Return the headers of every response, by name; `hashes` are those of all inline scripts."""
    return {
        # Only as a header: browsers ignore it in a page's own policy.
        "Content-Security-Policy": f"{policy(sorted(hashes))}; frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join((*(f"{feature}=()" for feature in _OFF), "clipboard-write=(self)")),
        "Referrer-Policy": "strict-origin-when-cross-origin",
        # Neither includeSubDomains nor preload: they bind other hosts for years, which only their owner can decide.
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
    }


def named_by_content(names: Iterable[str]) -> list[str]:
    """Return the files of the site whose names change with their content."""
    return sorted(name for name in names if _NAMED_BY_CONTENT.fullmatch(name))


def host_file(hashes: Iterable[str], immutable: Iterable[str], path: str) -> str:
    """Return the file for hosts that read `_headers`; the site is below `path`, which ends with a slash.

    These hosts let browsers revalidate by default, and merge the headers of overlapping rules.
    """
    rules = {f"{_encoded(path)}*": headers(hashes)}
    rules |= {_encoded(path + quote(name)): {"Cache-Control": FOR_EVER} for name in immutable}
    rules |= {_encoded(path) + pattern: _ANY_ORIGIN for pattern in FOR_ANY_SITE}
    lines = (
        line
        for pattern, fields in rules.items()
        for line in (pattern, *(f"  {name}: {value}" for name, value in fields.items()))
    )
    return "".join(f"{line}\n" for line in ("# Made by the build. It belongs at the top of the host.", *lines))


def nginx_file(hashes: Iterable[str], immutable: Iterable[str], path: str) -> str:
    """Return the same for nginx, to be included in a `server` or in the `location` of the site."""
    names = "|".join(map(re.escape, immutable))
    open_names = "|".join(re.escape(pattern).replace(r"\*", ".*") for pattern in FOR_ANY_SITE)
    top = re.escape(unquote(path))  # nginx matches the decoded URL
    lines = (
        "# Made by the build. Include it in `server`, or in `location` where that has an add_header of its own.",
        f'set $cops_cache "{ASK_EACH_TIME}";',
        *([f'if ($uri ~ {_quoted(f"^{top}({names})$")}) {{ set $cops_cache "{FOR_EVER}"; }}'] if names else ()),
        "add_header Cache-Control $cops_cache;",
        'set $cops_origin "";',  # a header without a value is not sent
        f'if ($uri ~ {_quoted(f"^{top}({open_names})$")}) {{ set $cops_origin "*"; }}',
        "add_header Access-Control-Allow-Origin $cops_origin always;",
        *(f"add_header {name} {_quoted(value)} always;" for name, value in headers(hashes).items()),
        *_NGINX_TYPES,
    )
    return "".join(f"{line}\n" for line in lines)


def _encoded(path: str) -> str:
    """Return a path, which may be percent-encoded in part, without characters that mean something in a rule."""
    return quote(unquote(path))


def _quoted(text: str) -> str:
    """Return a text in double quotes, escaped for nginx."""
    escaped = text.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'
