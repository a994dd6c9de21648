"""Rules about what an entry says of its community: place, languages, links and logo."""

from __future__ import annotations

from copsite.catalog.languages import unknown_language
from copsite.catalog.models import Catalog, LinkKind
from copsite.catalog.rules.context import Finding, Findings, RuleContext, communities_of, sound_values


def places_say_where(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a part of each place."""
    for path, place in sound_values(communities_of(catalog), lambda one: one.place and (one.place.parts,)):
        if place == ((),):
            yield Finding((*path, "place"), "says nothing. Add `town`, `region` or `country`, or remove it")


def languages_of_communities_exist(catalog: Catalog, context: RuleContext) -> Findings:
    """Require the tags of languages to begin with the code of one."""
    for path, tags in sound_values(communities_of(catalog), lambda one: one.languages):
        for n, tag in enumerate(tags):
            if words := unknown_language(tag) if tag else "":
                yield Finding((*path, "languages", n), words)


def links_have_labels(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a label for a link of no particular type."""
    for path, links in sound_values(communities_of(catalog), lambda one: one.links):
        for n, (type, label) in sound_values(enumerate(links), lambda one: (one.type, one.label)):
            if type == LinkKind.OTHER and label is None:
                yield Finding((*path, "links", n, "type"), "is other, so the link needs a `label`. Add it")


def logos_exist(catalog: Catalog, context: RuleContext) -> Findings:
    """Require the file of each logo below docs/."""
    for path, logo in sound_values(communities_of(catalog), lambda one: one.logo):
        if logo and context.pictures is not None and logo not in context.pictures:
            yield Finding(
                (*path, "logo"), f"is {logo!r}, but there is no file docs/{logo}. Add it, or correct the path"
            )
