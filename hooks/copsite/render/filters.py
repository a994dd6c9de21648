"""The directory's filters: the values of each community, and their labels."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from copsite.catalog.models import Catalog, Community, OpenTo, Status
from copsite.catalog.terms import RoleTerms

FacetValues = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Facet:
    """One thing to choose by: its name in addresses, its label, and its values with the words for each."""

    name: str
    label: str
    options: Mapping[str, str]


def facet_values_of(community: Community, held: Sequence[RoleTerms]) -> FacetValues:
    """Return a community's values by the name of the facet."""
    return {
        "topic": community.topics,
        "status": (community.status.value,),
        "audience": (community.mailing_list.open_to.value,) if community.open and community.mailing_list else (),
        "seat": [holding.role_id for holding in held if holding.open],
    }


def facets_of(catalog: Catalog, facet_values: Collection[FacetValues]) -> Iterator[Facet]:
    """Yield the facets with the values that occur in `facet_values`."""
    by_words = sorted(catalog.topics.items(), key=lambda topic: topic[1].casefold())
    for name, label, words in (
        ("topic", "Topic", dict(by_words)),
        ("status", "Status", {status.value: status.value.capitalize() for status in Status}),
        ("audience", "Open to", {OpenTo.ANYONE.value: "Anyone", OpenTo.MEMBERS.value: "Members only"}),
        ("seat", "Open seats", {id: role.name for id, role in catalog.roles.items()}),
    ):
        found = {value for one in facet_values for value in one[name]}
        options = {value: said for value, said in words.items() if value in found}
        if options:
            yield Facet(name, label, options)
