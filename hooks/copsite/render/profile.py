"""What a community is, apart from its channels and people: other names, wholes, place, languages and links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from copsite.catalog.languages import language_name
from copsite.catalog.models import Catalog, Community, LinkKind

_LINK_WORDS: Mapping[LinkKind, str] = {
    LinkKind.HOME: "Home page",
    LinkKind.CHARTER: "Charter",
    LinkKind.NOTES: "Agendas and notes",
    LinkKind.RECORDINGS: "Recordings",
    LinkKind.DOCUMENTS: "Documents",
    LinkKind.CODE: "Code",
    LinkKind.NEWS: "News",
}
_TYPE_WORDS = {**_LINK_WORDS, LinkKind.SOCIAL: "Social media"}


class Profile(NamedTuple):
    """The facts of a community that its card and its page list; what is not known is empty."""

    also_called: Sequence[str]
    wholes: Sequence[Community]
    place: str
    languages: Sequence[str]


def profile_of(catalog: Catalog, community: Community) -> Profile:
    """Return a community's profile."""
    return Profile(
        also_called=community.also_called,
        wholes=[catalog.by_id[id] for id in community.part_of],
        place=", ".join(community.place.parts) if community.place else "",
        languages=[*map(language_name, community.languages)],
    )


def links_of(community: Community) -> dict[str, list[tuple[str, str]]]:
    """Return a community's links as (words, address): those with a label by the words for their type, others under ''.

    A link without a label has the words for its type, or its host where these say too little. Links of the same words
    have their address among them.
    """
    words = [link.label or _LINK_WORDS.get(link.type) or urlsplit(link.url).netloc.lower() for link in community.links]
    uses = Counter(words)
    found: dict[str, list[tuple[str, str]]] = {}
    for link, text in zip(community.links, words, strict=True):
        shown = text if uses[text] == 1 else f"{text}: {link.url.partition('://')[2].rstrip('/')}"
        found.setdefault(_TYPE_WORDS.get(link.type, "") if link.label else "", []).append((shown, link.url))
    return found
