"""Fixes of the HTML that Material for MkDocs writes, and the content security policy of a page.

A release of Material that writes other HTML than quoted here turns off a fix; tests of the built site detect that.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>[^<]*(?:<(?!/script>)[^<]*)*)</script>")
_HEAD = '<meta charset="utf-8">'  # the first element of the head; with another one, no page gets the policy
# Files for the theme's own search, and source maps for its developers.
_UNUSED = re.compile(r"assets/javascripts/(lunr|workers)/|assets/(javascripts|stylesheets)/.*\.map$")
# Firefox fetches these pages beforehand, which the policy forbids.
_NEIGHBOR = re.compile(r'<link rel="(?:prev|next)" href="[^"]*">\s*')

# What the theme writes, and the fix (HTML Living Standard, 4.10.5 and 6.6.3, for the first ones).
_TOGGLE = '<input class="md-toggle" data-md-toggle="{0}" type="checkbox" id="__{0}"'
_PATCHES = (
    *(
        (_TOGGLE.format(name) + ' autocomplete="off"', f'{_TOGGLE.format(name)} aria-label="{name}"')
        for name in ("drawer", "search")
    ),
    ('_label" tabindex="">', '_label">'),
    ('<label class="md-nav__title" for="__toc"', '<label class="md-nav__title"'),
    # A screen reader cannot tell two navigations of the same name apart.
    ('<nav class="md-path" aria-label="Navigation"', '<nav class="md-path" aria-label="Breadcrumb"'),
    # Store the color scheme on a reader's device only once they choose one.
    ("=>{try{t.setItem(", '=>{try{document.querySelector("[name=__palette]:checked")&&t.setItem('),
)

# Content Security Policy Level 3: allow everything from the site itself, and nothing from anywhere else.
_POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'self'"
)


def is_unused(uri: str) -> bool:
    """Return whether no page loads this file of the theme."""
    return bool(_UNUSED.match(uri))


def patched(html: str) -> str:
    """Return the theme's HTML with fixes where it is invalid, inaccessible or against the policy."""
    for theirs, ours in _PATCHES:
        html = html.replace(theirs, ours)
    return _NEIGHBOR.sub("", html)


def inline_scripts(html: str) -> tuple[str, ...]:
    """Return the hashes of the inline scripts in a page, each once."""
    inline = (found["code"] for found in _SCRIPT.finditer(html) if _runs(found["attributes"]))
    return tuple(dict.fromkeys(map(_hash, inline)))


def policy(hashes: Iterable[str]) -> str:
    """Return the content security policy that allows the inline scripts with these hashes."""
    return _POLICY.format(hashes="".join(f" '{one}'" for one in hashes))


def with_policy(html: str, hashes: Iterable[str]) -> str:
    """Return a page with the policy at the beginning of its head."""
    return html.replace(_HEAD, f'{_HEAD}\n<meta http-equiv="Content-Security-Policy" content="{policy(hashes)}">', 1)


@lru_cache  # nearly all pages have the same few scripts
def _hash(code: str) -> str:
    return f"sha256-{b64encode(sha256(code.encode()).digest()).decode()}"


def _runs(attributes: str) -> bool:
    # JSON and JSON-LD are data, which need no permission.
    return "src=" not in attributes and 'type="application/' not in attributes
