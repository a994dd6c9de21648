"""Filters of a page: what its items can be chosen by, and the values of each item."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from copsite.catalog.models import Catalog
from copsite.catalog.nouns import capitalized

FacetValues = Mapping[str, Sequence[str]]
"""An item's values by the name of the facet; a value has no space."""


@dataclass(frozen=True)
class Facet:
    """One thing to choose by: its name in addresses, its label, and its values with the words for each."""

    name: str
    label: str
    options: Mapping[str, str]


def offered(facets: Iterable[Facet], found: Collection[FacetValues]) -> Iterator[Facet]:
    """Yield the facets with the options that occur in `found`, without those that leave no choice."""
    for facet in facets:
        there = {value for one in found for value in one[facet.name]}
        options = {value: words for value, words in facet.options.items() if value in there}
        alike = len(options) == 1 and all(one[facet.name] for one in found)
        if options and not alike:
            yield Facet(facet.name, facet.label, options)


def topic_facet(catalog: Catalog) -> Facet:
    """Return the facet of topics."""
    return Facet("topic", "Topic", dict(sorted(catalog.topics.items(), key=lambda topic: topic[1].casefold())))


def community_facet(catalog: Catalog, ids: Container[str]) -> Facet:
    """Return the facet of the communities with these ids."""
    return Facet(
        "community",
        capitalized(catalog.association.words.community),
        {one.id: one.full_name for one in catalog.alphabetical if one.id in ids},
    )
