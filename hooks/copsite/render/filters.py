"""Filters of a page: what its items can be chosen by, and the values of each item."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from copsite.catalog.field_formats import slug
from copsite.catalog.models import Catalog
from copsite.catalog.nouns import capitalized

FacetValues = Mapping[str, Sequence[str]]
"""An item's values by the name of the facet; a value has no space."""


@dataclass(frozen=True)
class Facet:
    """One thing to choose by: its name in addresses, its label, and its values with the words for each.

    With fewer options than `least`, it leaves no choice worth the room.
    """

    name: str
    label: str
    options: Mapping[str, str]
    least: int = 1


def offered(facets: Iterable[Facet], found: Collection[FacetValues]) -> Iterator[Facet]:
    """Yield the facets with the options that occur in `found`, without those that leave no choice."""
    for facet in facets:
        there = {value for one in found for value in one[facet.name]}
        options = {value: words for value, words in facet.options.items() if value in there}
        alike = len(options) == 1 and all(one[facet.name] for one in found)
        if len(options) >= facet.least and not alike:
            yield replace(facet, options=options)


def word_of(text: str) -> str:
    """Return a text as a value of a facet, which has no space."""
    return slug(text) or "-".join(text.split())


def by_words(options: Mapping[str, str]) -> dict[str, str]:
    """Return options sorted by their words."""
    return dict(sorted(options.items(), key=lambda option: option[1].casefold()))


def topic_facet(catalog: Catalog) -> Facet:
    """Return the facet of topics."""
    return Facet("topic", "Topic", by_words(catalog.topics))


def community_facet(catalog: Catalog, ids: Container[str]) -> Facet:
    """Return the facet of the communities with these ids."""
    return Facet(
        "community",
        capitalized(catalog.association.words.community),
        {one.id: one.full_name for one in catalog.alphabetical if one.id in ids},
    )
