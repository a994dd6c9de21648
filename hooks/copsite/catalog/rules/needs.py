"""Rules about needs and what answers them."""

from __future__ import annotations

from collections.abc import Iterator

from copsite.catalog.field_formats import comparable
from copsite.catalog.models import Catalog, Need, NeedState
from copsite.catalog.rules.context import Finding, Findings, RuleContext, communities_of, sound_values
from copsite.catalog.rules.identity import shared
from copsite.catalog.rules.references import unknown_name_finding
from copsite.yamlio.reader import FieldPath


def needs_differ(catalog: Catalog, context: RuleContext) -> Findings:
    """Require that a community states a need once."""
    found = sound_values(_needs_of(catalog), lambda one: one.what)
    named = (((*path, "what"), f"{path[1]} {comparable(what)}", what) for path, what in found)
    yield from shared(named, "Remove one of the two", "need")


def needs_are_noted_in_the_past(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a need to be noted on a day that has come."""
    for path, noted in sound_values(_needs_of(catalog), lambda one: one.noted):
        if noted > context.today:
            yield Finding((*path, "noted"), f"is {noted}, a day still to come (today is {context.today})")


def answered_needs_have_answers(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a resource or a meeting for an answered need, and none for any other."""
    for path, (state, *answers) in sound_values(_needs_of(catalog), lambda one: (one.state, one.resource, one.meeting)):
        if state == NeedState.ANSWERED and not any(answers):
            words = "is answered, but by what? Add `resource` with an id, or `meeting` with the title of a meeting"
            yield Finding((*path, "state"), words)
        for name, answer in zip(("resource", "meeting"), answers, strict=True):
            if answer and state != NeedState.ANSWERED:
                but = "has passed" if state == NeedState.PASSED else f"is {state}"
                words = f"is given, but the need {but}. Write `state: answered`, or remove this"
                yield Finding((*path, name), words)


def answers_exist(catalog: Catalog, context: RuleContext) -> Findings:
    """Require the resource that answers a need to exist, and the meeting to be one of the community's."""
    known = dict(sound_values(communities_of(catalog), lambda one: [meeting.title for meeting in one.meetings]))
    for path, title in sound_values(_needs_of(catalog), lambda one: one.meeting):
        titles = known.get(path[:2])
        if title and titles is not None and title not in titles:
            words = f"names {title!r}, which no meeting of the community has as its title."
            if titles:
                yield unknown_name_finding((*path, "meeting"), words, title, titles)
            else:
                yield Finding((*path, "meeting"), f"{words} It has no meetings")
    for path, id in sound_values(_needs_of(catalog), lambda one: one.resource):
        if id and context.resources is not None and id not in context.resources:
            words = f"names {id!r}, which no resource has as its id."
            if context.resources:
                yield unknown_name_finding((*path, "resource"), words, id, sorted(context.resources))
            else:
                yield Finding((*path, "resource"), f"{words} There are no resources")


def _needs_of(catalog: Catalog) -> Iterator[tuple[FieldPath, Need]]:
    for path, needs in sound_values(communities_of(catalog), lambda one: one.needs):
        yield from (((*path, "needs", n), need) for n, need in enumerate(needs))
