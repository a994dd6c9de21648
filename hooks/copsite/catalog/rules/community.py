"""Rules about what an entry says of its community: place, languages, links and logo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from copsite.catalog.field_formats import comparable
from copsite.catalog.languages import unknown_language
from copsite.catalog.models import Catalog, Community, LinkKind
from copsite.catalog.rules.context import Finding, Findings, RuleContext, communities_of, sound_values
from copsite.diagnostics.problem import brief

_LISTS: dict[str, Callable[[Community], Sequence[str]]] = {
    "also_called": lambda one: one.also_called,
    "topics": lambda one: one.topics,
    "part_of": lambda one: one.part_of,
    "languages": lambda one: one.languages,
}


def lists_of_a_community_have_no_repetition(catalog: Catalog, context: RuleContext) -> Findings:
    """Require each item of a list once."""
    for field, items in _LISTS.items():
        for path, names in sound_values(communities_of(catalog), items):
            first: dict[str, int] = {}
            for n, name in enumerate(names):
                if name and first.setdefault(comparable(name), n) < n:
                    yield Finding((*path, field, n), f"names {str(name)!r} a second time. Remove it")


def links_differ(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a community to have each link once."""
    for path, links in sound_values(communities_of(catalog), lambda one: one.links):
        first: dict[str, int] = {}
        for n, url in sound_values(enumerate(links), lambda one: one.url):
            if first.setdefault(url, n) < n:
                words = f"is {brief(url)!r}, which another link has already. Remove one of the two"
                yield Finding((*path, "links", n, "url"), words, (*path, "links", first[url], "url"))


def places_say_where(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a part of each place."""
    for path, place in sound_values(communities_of(catalog), lambda one: one.place and (one.place.parts,)):
        if place == ((),):
            yield Finding((*path, "place"), "says nothing. Add `town`, `region` or `country`, or remove it")


def languages_of_communities_exist(catalog: Catalog, context: RuleContext) -> Findings:
    """Require the tags of languages to begin with the code of one."""
    for path, tags in sound_values(communities_of(catalog), lambda one: one.languages):
        for n, tag in enumerate(tags):
            if tag and (unknown := unknown_language(tag)):
                yield Finding((*path, "languages", n), unknown.words, guess=unknown.guess)


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
