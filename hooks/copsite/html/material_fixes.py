"""A finished HTML page, with the theme's own faults mended and a policy of what a browser may load."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>[^<]*(?:<(?!/script>)[^<]*)*)</script>")
_HEAD = '<meta charset="utf-8">'
# Firefox fetches the page of each beforehand, which the policy forbids.
_NEIGHBOR = re.compile(r'<link rel="(?:prev|next)" href="[^"]*">\s*')

# What the theme writes, and what belongs in its place (HTML Living Standard, 4.10.5 and 6.6.3, for the first ones).
_TOGGLE = '<input class="md-toggle" data-md-toggle="{0}" type="checkbox" id="__{0}"'
_MENDED = (
    *(
        (_TOGGLE.format(name) + ' autocomplete="off"', f'{_TOGGLE.format(name)} aria-label="{name}"')
        for name in ("drawer", "search")
    ),
    ('_label" tabindex="">', '_label">'),
    ('<label class="md-nav__title" for="__toc"', '<label class="md-nav__title"'),
    # Two parts of a page that share a name cannot be told apart by ear.
    ('<nav class="md-path" aria-label="Navigation"', '<nav class="md-path" aria-label="Breadcrumb"'),
    # Nothing is stored on a reader's device until they choose a scheme of colors, which then is.
    ("=>{try{t.setItem(", '=>{try{document.querySelector("[name=__palette]:checked")&&t.setItem('),
)

# Content Security Policy Level 3: everything from the site itself, and nothing from anywhere else.
_POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'self'"
)


def mended(html: str) -> str:
    """Write a page so that it is valid HTML where the theme's is not."""
    for fault, remedy in _MENDED:
        html = html.replace(fault, remedy)
    return _NEIGHBOR.sub("", html)


def inline_scripts(html: str) -> tuple[str, ...]:
    """Give the hashes of the scripts in a page, each once."""
    inline = (found["code"] for found in _SCRIPT.finditer(html) if _runs(found["attributes"]))
    return tuple(dict.fromkeys(map(_hash, inline)))


def policy(hashes: Iterable[str]) -> str:
    """Give the content security policy that lets in the inline scripts of these hashes."""
    return _POLICY.format(hashes="".join(f" '{one}'" for one in hashes))


def with_policy(html: str, hashes: Iterable[str]) -> str:
    """Put the policy first in the head of a page."""
    return html.replace(_HEAD, f'{_HEAD}\n<meta http-equiv="Content-Security-Policy" content="{policy(hashes)}">', 1)


@lru_cache  # nearly all pages have the same few
def _hash(code: str) -> str:
    return f"sha256-{b64encode(sha256(code.encode()).digest()).decode()}"


def _runs(attributes: str) -> bool:
    # JSON and linked data are data, which no policy has to let in.
    return "src=" not in attributes and 'type="application/' not in attributes
