"""Rules about resources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice

from copsite.catalog.field_formats import attachment_name, comparable
from copsite.catalog.languages import unknown_language
from copsite.catalog.models import Resource, Resources
from copsite.catalog.plain_texts import faults_of_texts
from copsite.catalog.rules.context import Finding, Findings, ResourceContext, communities_of, read, sound_values
from copsite.catalog.rules.identity import shared
from copsite.catalog.rules.references import unknown_name_finding, unknown_names
from copsite.catalog.rules.status import in_cycles
from copsite.diagnostics.suggestions import closest
from copsite.yamlio.reader import FieldPath

_COMPARED = 300  # files to compare with a misspelled name; comparing takes time
_LISTS: dict[str, Callable[[Resource], Sequence[str]]] = {
    "topics": lambda one: one.topics,
    "communities": lambda one: one.communities,
    "languages": lambda one: one.languages,
    "accessible": lambda one: one.accessible,
}


def resource_ids_differ(resources: Resources, context: ResourceContext) -> Findings:
    """Require each resource to have an id of its own."""
    ids = _ids(resources)
    yield from shared(((path, id, id) for path, id in ids), "Choose another id", "resource")


def resource_titles_differ(resources: Resources, context: ResourceContext) -> Findings:
    """Require each current resource to have a title of its own."""
    titles = sound_values(_current(resources), lambda one: one.title)
    named = (((*path, "title"), comparable(title), title) for path, title in titles)
    yield from shared(named, "Say in the title how they differ", "resource")


def resources_are_somewhere(resources: Resources, context: ResourceContext) -> Findings:
    """Require a web address or a file, and not both; a withdrawn resource may have neither."""
    found = sound_values(_resources(resources), lambda one: (one.kind, one.url, one.file, one.withdrawn))
    for path, (kind, url, file, withdrawn) in found:
        if url and file:
            words = "is given, but the resource has a `url` too. Keep one of them"
            yield Finding((*path, "file"), words, (*path, "url"), "the web address")
        elif not (url or file or withdrawn):
            yield Finding((*path, "kind"), f"is {kind}, but the resource has neither `url` nor `file`. Add one of them")


def places_differ(resources: Resources, context: ResourceContext) -> Findings:
    """Require current resources to lead to different places."""
    places: dict[str, Callable[[Resource], str | None]] = {"url": lambda one: one.url, "file": lambda one: one.file}
    for field, place in places.items():
        values = sound_values(_current(resources), place)
        given = (((*path, field), value, value) for path, value in values if value)
        yield from shared(given, "Make one entry of the two, or correct it", "resource")


def files_exist(resources: Resources, context: ResourceContext) -> Findings:
    """Require a resource's file to be below docs/files/."""
    if context.files is None:
        return
    renamed = {attachment_name(file): file for file in sorted(context.files)}
    for path, file in sound_values(_resources(resources), lambda one: one.file):
        if not file or file in context.files:
            continue
        if file.endswith(".md"):
            words = f"is {file!r}, but a Markdown file becomes a page. Give the page's web address as `url`"
            yield Finding((*path, "file"), words)
        elif other := renamed.get(file):
            yield Finding((*path, "file"), f"is {file!r}, but the file is docs/files/{other}. Rename that file")
        else:
            guess = closest(file, [*islice(sorted(context.files), _COMPARED)])
            remedy = f"Did you mean {guess!r}?" if guess else "Put the file there, or give a web address as `url`"
            yield Finding((*path, "file"), f"is {file!r}, but there is no file docs/files/{file}. {remedy}")


def topics_of_resources_exist(resources: Resources, context: ResourceContext) -> Findings:
    """Require the topics of a resource to be from the catalog's `topics`."""
    options = read(context.catalog, lambda one: one.topics)
    for path, topic in unknown_names(_named(resources, "topics"), options, ()):
        yield unknown_name_finding(path, f"names {topic!r}, which is not a topic of the catalog.", topic, options or ())


def communities_of_resources_exist(resources: Resources, context: ResourceContext) -> Findings:
    """Require the communities of a resource to be in the catalog, each by its present id."""
    communities = [*communities_of(context.catalog)]
    ids = dict(sound_values(communities, lambda one: one.id))
    former = {id: ids.get(path) for path, one in sound_values(communities, lambda one: one.formerly) for id in one}
    known = [*ids.values()] if read(context.catalog, lambda one: one.communities) is not None else None
    for path, id in unknown_names(_named(resources, "communities"), known, ()):
        present = former.get(id)
        if present:
            yield Finding(path, f"names {id!r}, which is now {present!r}. Write the new id", guess=present)
        elif id not in former:
            yield unknown_name_finding(path, f"names {id!r}, which no community has as its id.", id, known or ())


def resources_belong_somewhere(resources: Resources, context: ResourceContext) -> Findings:
    """Require at least one topic and one community; a community that has ended is enough."""
    for field in ("topics", "communities"):
        for path, values in sound_values(_resources(resources), _LISTS[field]):
            if not values:
                yield Finding((*path, field), "is empty. Write at least one")


def lists_have_no_repetition(resources: Resources, context: ResourceContext) -> Findings:
    """Require each item of a list once."""
    for field in _LISTS:
        seen: dict[tuple[FieldPath, str], FieldPath] = {}
        for path, value in _named(resources, field):
            first = seen.setdefault((path[:-1], value.lower()), path)
            if first != path:
                yield Finding(path, f"names {str(value)!r} a second time. Remove it")


def languages_exist(resources: Resources, context: ResourceContext) -> Findings:
    """Require the tags of languages to begin with the code of one."""
    for path, tag in _named(resources, "languages"):
        if unknown := unknown_language(tag):
            yield Finding(path, unknown.words, guess=unknown.guess)


def replaced_resources_exist(resources: Resources, context: ResourceContext) -> Findings:
    """Require `replaces` to name another resource that no other one replaces, without a cycle."""
    ids = {id: path[:-1] for path, id in _ids(resources)}
    found = dict(sound_values(_resources(resources), lambda one: one.replaces))
    named = [((*path, "replaces"), id) for path, id in found.items() if id]
    for path, id in unknown_names(named, ids, ()):
        yield unknown_name_finding(path, f"names {id!r}, which no resource has as its id.", id, ids)
    cyclic = in_cycles({id: found.get(path) or "" for id, path in ids.items()})
    for id in cyclic:
        words = f"names {found[ids[id]]!r}, which leads back to this one. Name an older resource"
        yield Finding((*ids[id], "replaces"), words)
    first: dict[str, FieldPath] = {}
    for path, id in named:
        if id in ids and id not in cyclic and first.setdefault(id, path) != path:
            words = f"names {id!r}, which another resource replaces already. Remove it here or there"
            yield Finding(path, words, first[id], "replaced here")


def resource_dates_are_past(resources: Resources, context: ResourceContext) -> Findings:
    """Require the days of a resource not to be in the future."""
    days: dict[FieldPath, Callable[[Resource], date | None]] = {
        ("date",): lambda one: one.date,
        ("withdrawn", "date"): lambda one: one.withdrawn.date if one.withdrawn else None,
    }
    for field, day_of in days.items():
        for path, day in sound_values(_resources(resources), day_of):
            if day and day > context.today:
                yield Finding((*path, *field), f"is {day}, a day still to come (today is {context.today})")


def withdrawals_follow(resources: Resources, context: ResourceContext) -> Findings:
    """Require a resource not to be withdrawn before it was added."""
    found = sound_values(_resources(resources), lambda one: (one.date, one.withdrawn and one.withdrawn.date))
    for path, (added, withdrawn) in found:
        if withdrawn and withdrawn < added <= context.today:
            words = f"is {withdrawn}, before the resource was added ({added})"
            yield Finding((*path, "withdrawn", "date"), words)


def texts_of_resources_are_shown(resources: Resources, context: ResourceContext) -> Findings:
    """Require texts of resources to have no markup that pages would show literally."""
    yield from (Finding(*fault) for fault in faults_of_texts(resources))


def _resources(resources: Resources) -> Iterator[tuple[FieldPath, Resource]]:
    for n, resource in enumerate(read(resources, lambda one: one.resources) or ()):
        yield ("resources", n), resource


def _ids(resources: Resources) -> list[tuple[FieldPath, str]]:
    return [((*path, "id"), id) for path, id in sound_values(_resources(resources), lambda one: one.id)]


def _current(resources: Resources) -> Iterator[tuple[FieldPath, Resource]]:
    """Yield the resources that are known to be neither withdrawn nor replaced."""
    replaced = {id for _, id in sound_values(_resources(resources), lambda one: one.replaces)}
    withdrawn = dict(sound_values(_resources(resources), lambda one: one.withdrawn))
    ids = dict(sound_values(_resources(resources), lambda one: one.id))
    for path, resource in _resources(resources):
        if path in withdrawn and not withdrawn[path] and path in ids and ids[path] not in replaced:
            yield path, resource


def _named(resources: Resources, field: str) -> list[tuple[FieldPath, str]]:
    """Return the valid items of a list of each resource, each with its path."""
    found = sound_values(_resources(resources), _LISTS[field])
    return [((*path, field, n), value) for path, values in found for n, value in enumerate(values) if value]
