"""What a page's head tells other programs: a card for links to it (Open Graph), and linked data (JSON-LD)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple

LOCALE = "en_US"
CARD = "assets/card.png"  # below docs/; of the size that is said here
_SIZE = ("1200", "630")
# Within a script element JSON must not hold what could end it (HTML Living Standard, 4.12.1.3).
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
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
    metas = "\n".join([_meta(*one) for one in _card(page, description, site) if one[-1]])
    graph = [_organization(site, association), *([_breadcrumbs([*trail, page])] if page.address and trail else ())]
    return (
        f'{metas}\n<script type="application/ld+json">'
        f'{{"@context":"https://schema.org","@graph":[{",".join(graph)}]}}</script>'
    )


@lru_cache(maxsize=1000)  # here and below: most is the same on every page
def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}" content="{escape(content)}">'


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


@lru_cache(maxsize=1000)
def _organization(site: Place, association: Association) -> str:
    id = {"@id": f"{site.address}#association"} if site.address else {}
    return _json({"@type": "Organization", **id, "name": association.name, "alternateName": association.short_name})


def _breadcrumbs(places: Sequence[Place]) -> str:
    items = ",".join([_crumb(*crumb) for crumb in enumerate(places, 1)])
    return f'{{"@type":"BreadcrumbList","itemListElement":[{items}]}}'


@lru_cache(maxsize=1000)
def _crumb(position: int, place: Place) -> str:
    return _json({"@type": "ListItem", "position": position, "name": place.title, "item": place.address})


def _json(value: Mapping[str, object]) -> str:
    return _write(value).translate(_INERT)
