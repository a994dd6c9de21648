"""What a page's head tells other programs: a card for links to it (Open Graph), and linked data (JSON-LD)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, NamedTuple

LOCALE = "en_US"
CARD = "assets/card.png"  # below docs/; of the size that is said here
_SIZE = ("1200", "630")
# Within a script element JSON must not hold what could end it (HTML Living Standard, 4.12.1.3).
_INERT = {ord(character): f"\\u{ord(character):04x}" for character in "<>&"}


class Association(NamedTuple):
    """Who publishes the site."""

    name: str
    short_name: str


class Place(NamedTuple):
    """A page by its title and its absolute address."""

    title: str
    address: str


def head_of(page: Place, description: str, site: Place, association: Association, trail: Sequence[Place]) -> str:
    """Write the elements for a page that is found by way of `trail`, which begins with the overview.

    An address is '' where nobody knows yet where the site will be; what needs one is left out then. All is text.
    """
    metas = "\n".join(
        f'<meta {kind}="{name}" content="{escape(content)}">'
        for kind, name, content in _card(page, description, site)
        if content
    )
    graph = [_organization(site, association), *([_breadcrumbs([*trail, page])] if page.address and trail else ())]
    data = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return f'{metas}\n<script type="application/ld+json">{data.translate(_INERT)}</script>'


def _card(page: Place, description: str, site: Place) -> Iterator[tuple[str, str, str]]:
    yield "property", "og:type", "website"
    yield "property", "og:site_name", site.title
    yield "property", "og:title", page.title
    yield "property", "og:description", description
    yield "property", "og:locale", LOCALE
    yield "property", "og:url", page.address
    if site.address:
        yield "property", "og:image", site.address + CARD
        yield "property", "og:image:width", _SIZE[0]
        yield "property", "og:image:height", _SIZE[1]
        yield "property", "og:image:alt", site.title
    yield "name", "twitter:card", "summary_large_image"


def _organization(site: Place, association: Association) -> dict[str, Any]:
    id = {"@id": f"{site.address}#association"} if site.address else {}
    return {"@type": "Organization", **id, "name": association.name, "alternateName": association.short_name}


def _breadcrumbs(places: Sequence[Place]) -> dict[str, Any]:
    items = [
        {"@type": "ListItem", "position": number, "name": place.title, "item": place.address}
        for number, place in enumerate(places, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
