"""Metadata in a page's head: a card for links to it (Open Graph), its feeds, and linked data (JSON-LD)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple

LOCALE = "en_US"
CARD = "assets/card.png"  # below docs/, in this size
_SIZE = ("1200", "630")
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
# JSON in a script element must not contain anything that could end it (HTML Living Standard, 4.12.1.3).
_INERT = {ord(character): f"\\u{ord(character):04x}" for character in "<>&"}


class Association(NamedTuple):
    """The publisher of the site."""

    name: str
    short_name: str


class Place(NamedTuple):
    """A page's title and absolute URL."""

    title: str
    address: str


class Alternate(NamedTuple):
    """A feed or calendar for programs that look for one: its media type, title and URL."""

    type: str
    title: str
    address: str


def head_of(
    page: Place,
    description: str,
    site: Place,
    association: Association,
    trail: Sequence[Place],
    alternates: Iterable[Alternate] = (),
) -> str:
    """Return the elements for a page whose breadcrumbs are `trail`, which begins with the overview.

    All arguments are text, not HTML. An address is '' as long as the site has none; what needs one is left out.
    """
    own = {"og:title": page.title, "og:description": description, "og:url": page.address}
    graph = [_organization(site, association), *([_breadcrumbs([*trail, page])] if page.address and trail else ())]
    return (
        f"{_metas('property', own)}\n{_card_of(site)}\n{''.join(map(_alternate, alternates))}"
        f'<script type="application/ld+json">'
        f'{{"@context":"https://schema.org","@graph":[{",".join(graph)}]}}</script>'
    )


@lru_cache  # here and below: equal on every page
def _card_of(site: Place) -> str:
    card = {"og:type": "website", "og:site_name": site.title, "og:locale": LOCALE}
    image = {"": site.address + CARD, ":width": _SIZE[0], ":height": _SIZE[1], ":alt": site.title}
    if site.address:
        card |= {f"og:image{part}": value for part, value in image.items()}
    return f"{_metas('property', card)}\n{_metas('name', {'twitter:card': 'summary_large_image'})}"


def _metas(kind: str, values: Mapping[str, str]) -> str:
    return "\n".join([f'<meta {kind}="{name}" content="{escape(value)}">' for name, value in values.items() if value])


def _alternate(one: Alternate) -> str:
    return f'<link rel="alternate" type="{one.type}" title="{escape(one.title)}" href="{escape(one.address)}">\n'


@lru_cache
def _organization(site: Place, association: Association) -> str:
    id = {"@id": f"{site.address}#association"} if site.address else {}
    return _json({"@type": "Organization", **id, "name": association.name, "alternateName": association.short_name})


def _breadcrumbs(places: Sequence[Place]) -> str:
    items = ",".join([_crumb(*crumb) for crumb in enumerate(places, 1)])
    return f'{{"@type":"BreadcrumbList","itemListElement":[{items}]}}'


@lru_cache(maxsize=1000)  # pages share their ancestors
def _crumb(position: int, place: Place) -> str:
    return _json({"@type": "ListItem", "position": position, "name": place.title, "item": place.address})


def _json(value: Mapping[str, object]) -> str:
    return _write(value).translate(_INERT)
