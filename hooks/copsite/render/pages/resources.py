"""The library of resources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from copsite.catalog.languages import language_name
from copsite.catalog.models import Access, Community, Resource, ResourceKind
from copsite.channels.mailto import Message
from copsite.content.urls import ATTACHMENTS
from copsite.render.context import RESOURCES, Page, page
from copsite.render.facts import Facts
from copsite.render.feedback_links import REPORT, RESOURCE
from copsite.render.filters import Facet, FacetValues, by_words, community_facet, offered, topic_facet, word_of

CHAPTER = "handbook/resources.md"  # the chapter about sharing resources, if the site has one
ACCESS = {
    Access.CAPTIONS: "captions",
    Access.TRANSCRIPT: "transcript",
    Access.DESCRIPTIONS: "descriptions of pictures and video",
    Access.TAGGED_PDF: "PDF tagged for screen readers",
    Access.HEADINGS: "headings for screen readers",
    Access.PLAIN_LANGUAGE: "plain language",
}
_LICENSE = re.compile(r"CC (BY(?:-NC)?(?:-ND|-SA)?) ([1-4]\.0)")
_DEEDS = "https://creativecommons.org"


class Card(NamedTuple):
    """A resource as its card shows it.

    `uri` is its file's source below docs/, and `file` its kind and size in words; both are '' if it is elsewhere.
    `license_url` is the address of a Creative Commons license, or ''. `languages` and `accessible` are for readers.
    """

    resource: Resource
    uri: str
    file: str
    license_url: str
    communities: Sequence[Community]
    languages: str
    accessible: str
    replaces: Resource | None
    replaced_by: Resource | None
    values: FacetValues


def resources_page(facts: Facts) -> Page:
    """Return the library of resources and its filters.

    A resource has no page of its own, which could say no more than its card.
    """
    association = facts.catalog.association

    def values() -> dict[str, Any]:
        cards = [*_cards(facts)]
        sections = (
            (
                "available",
                "Resources to use",
                "Newest first.",
                [c for c in cards if facts.resources.is_current(c.resource)],
            ),
            (
                "replaced",
                "Older versions",
                "A newer resource replaces each of these.",
                [c for c in cards if not (c.resource.withdrawn or facts.resources.is_current(c.resource))],
            ),
            (
                "withdrawn",
                "Withdrawn",
                "Please don’t use these any more. Their links are gone.",
                [c for c in cards if c.resource.withdrawn],
            ),
        )
        return {
            "sections": [section for section in sections if section[-1]],
            "facets": [*offered(_facets(facts), [card.values for card in cards])],
            "topics": facts.catalog.topics,
            "chapter": CHAPTER if CHAPTER in facts.written else "",
            "share": Message(association.contact, "A resource to share"),
        }

    return page(
        facts,
        "resources.html",
        RESOURCES,
        values,
        title="Resources",
        description=f"Guides, templates, recordings and more from the {association.words.communities} of "
        f"{association.named}, by topic, kind and license.",
        entry="resources",
        forms=(REPORT, RESOURCE),
    )


def license_url(name: str) -> str:
    """Return the address of a Creative Commons license by its short name, such as `CC BY-SA 4.0`, or ''."""
    if name == "CC0 1.0":
        return f"{_DEEDS}/publicdomain/zero/1.0/"
    found = _LICENSE.fullmatch(name)
    return f"{_DEEDS}/licenses/{found[1].lower()}/{found[2]}/" if found else ""


def _cards(facts: Facts) -> Iterator[Card]:
    resources = facts.resources
    for one in resources.newest_first:
        yield Card(
            resource=one,
            uri=f"{ATTACHMENTS}{one.file}" if one.file else "",
            file=facts.attachments[one.file].words if one.file and one.file in facts.attachments else "",
            license_url=license_url(one.license),
            communities=[facts.catalog.by_id[id] for id in one.communities],
            languages=", ".join(map(language_name, one.languages)),
            accessible=", ".join(ACCESS[access] for access in one.accessible),
            replaces=resources.by_id.get(one.replaces or ""),
            replaced_by=resources.replaced_by.get(one.id),
            values=_values(one),
        )


def _facets(facts: Facts) -> Iterator[Facet]:
    resources = facts.resources.resources
    yield Facet("kind", "Kind", {kind.value: kind.value.capitalize() for kind in ResourceKind})
    yield topic_facet(facts.catalog)
    yield community_facet(facts.catalog, facts.resources.by_community)
    yield Facet("license", "License", by_words({word_of(one.license): one.license for one in resources}))
    yield Facet(
        "language", "Language", by_words({tag: language_name(tag) for one in resources for tag in one.language_tags})
    )
    yield Facet(
        "year", "Year", {year: year for year in sorted({str(one.date.year) for one in resources}, reverse=True)}
    )


def _values(resource: Resource) -> FacetValues:
    return {
        "kind": (resource.kind.value,),
        "topic": resource.topics,
        "community": resource.communities,
        "license": (word_of(resource.license),),
        "language": resource.language_tags,
        "year": (str(resource.date.year),),
    }
