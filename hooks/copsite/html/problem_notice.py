"""HTML that the preview shows while a build fails: a box on top of the last good page, or a whole page."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

# The preview has no content security policy, so that inline styles work.
_BOX = (
    "position:fixed;inset:0 0 auto;z-index:9999;max-height:50vh;overflow:auto;box-sizing:border-box;"
    "padding:.75rem 1rem;background:#7a1015;color:#fff;font:16px/1.4 sans-serif;border-bottom:2px solid #fff;"
    "color-scheme:dark"
)
_LIST = "margin:.5rem 0 0;padding-left:1.5rem;white-space:pre-wrap;overflow-wrap:anywhere"


def box(messages: Iterable[str]) -> str:
    """Return the box, which covers the top of a page and can be folded."""
    return (
        f'<section id="cop:notice" role="alert" aria-label="Problems" tabindex="0" style="{_BOX}">'
        "<details open><summary>This is the last good version. Fix these problems, and the page reloads.</summary>"
        f"{_items(messages)}</details></section>"
    )


def page(messages: Iterable[str]) -> str:
    """Return the page for every URL as long as no build has succeeded."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Problems - preview</title>\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n</head>\n'
        '<body style="font:16px/1.4 sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem">\n'
        "<main>\n<h1>The site cannot be built yet</h1>\n<p>Fix these problems, and this page reloads.</p>\n"
        f'<div role="alert">{_items(messages)}</div>\n</main>\n</body>\n</html>\n'
    )


def with_box(html: str, messages: Iterable[str]) -> str:
    """Return a page with the box at the end of its body."""
    before, end, after = html.rpartition("</body>")
    return f"{before}{box(messages)}{end}{after}" if end else html + box(messages)


def _items(messages: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(_printable(message))}</li>" for message in messages)
    return f'<ul style="{_LIST}">{items}</ul>'


def _printable(text: str) -> str:
    """Replace characters that cannot be shown."""
    return "".join(sign if sign.isprintable() or sign == "\n" else "\N{REPLACEMENT CHARACTER}" for sign in text)
