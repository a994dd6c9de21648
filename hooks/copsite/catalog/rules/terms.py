"""Rules about the terms of people in roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from copsite.catalog.field_formats import comparable
from copsite.catalog.models import Catalog
from copsite.catalog.rules.context import Finding, Findings, RuleContext, communities_of, read, seats_of, sound_values
from copsite.catalog.terms import days_of
from copsite.yamlio.reader import FieldPath


def terms_run_forward(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a term to end on its first day or later; `until` is its last day."""
    for path, (first, last) in sound_values(seats_of(catalog), lambda seat: (seat.from_, seat.until)):
        if first and last and last < first:
            yield Finding((*path, "until"), f"is {last}, which is before `from` ({first})")


def seats_suffice(catalog: Catalog, context: RuleContext) -> Findings:
    """Require at most as many people in a role at one time as it has seats."""
    roles = read(catalog, lambda one: one.roles) or {}
    seats = dict(sound_values(roles.items(), lambda role: role.seats))
    own = dict(sound_values(communities_of(catalog), lambda one: one.seats))
    for path, role, terms in _terms(catalog):
        places = own.get(path[:2], {}).get(role) or seats.get(role)
        for overload in _overloads(terms, places) if places else ():
            words = (
                f"has {overload.people} people at one time {overload.when}, but only "
                f"{places} {'seat' if places == 1 else 'seats'}. Set `until` for those who left, or raise `seats` of "
                f"the role to {overload.people}"
            )
            yield Finding((*path, overload.seat), words, ("roles", role, "seats"), "the role's seats")


def terms_of_one_person_are_apart(catalog: Catalog, context: RuleContext) -> Findings:
    """Require the terms of one person in one role not to overlap."""
    for path, _, terms in _terms(catalog):
        latest: dict[str, _Term] = {}
        for term in sorted(terms, key=lambda one: one.first):
            other = latest.get(term.person)
            if other and term.first <= other.last:
                words = (
                    f"has {term.name!r} twice from {date.fromordinal(term.first)}. Remove one of the two terms, or set "
                    "`until` of the earlier one to a day before the later one starts"
                )
                yield Finding((*path, term.seat), words, (*path, other.seat), "the other term")
            latest[term.person] = max(other or term, term, key=lambda one: one.last)


def seats_end_with_the_community(catalog: Catalog, context: RuleContext) -> Findings:
    """Require terms to end with a community that is merged or closed, or earlier."""
    ends = dict(sound_values(communities_of(catalog), lambda one: (one.status, one.since)))
    for path, until in sound_values(seats_of(catalog), lambda seat: seat.until):
        status, since = ends.get(path[:2], (None, until))
        if status and status.ended and until and since and until > since:
            yield Finding((*path, "until"), f"is {until}, but the community has been {status} since {since}")


class _Term(NamedTuple):
    """A term: the seat's number, the name as written and in comparable form, first and last day as ordinals."""

    seat: int
    name: str
    person: str
    first: int
    last: int


def _terms(catalog: Catalog) -> Iterator[tuple[FieldPath, str, list[_Term]]]:
    """Yield path, role and terms for each role of each community."""
    for path, people in sound_values(communities_of(catalog), lambda one: one.people):
        for role, seats in people.items():
            days = (
                (s, (first, last))
                for s, (first, last) in sound_values(enumerate(seats), lambda seat: days_of(seat))
                if first <= last
            )
            names = dict(sound_values(enumerate(seats), lambda seat: seat.name))
            terms = [
                _Term(s, names.get(s, ""), comparable(names.get(s, "")) or str(s), first, max(first, last))
                for s, (first, last) in days
            ]
            yield (*path, "people", role), role, terms


class _Overload(NamedTuple):
    """A period with more people in a role than it has seats: their highest number, and the last seat added."""

    people: int
    seat: int
    first: date
    last: date

    @property
    def when(self) -> str:
        return f"between {self.first} and {self.last}" if self.first < self.last else f"on {self.first}"


def _overloads(terms: list[_Term], places: int) -> Iterator[_Overload]:
    """Yield the periods in which more than `places` people have terms, in order of time."""
    comings = [(term.first, term.person, 1, term.seat) for term in terms]
    goings = [(term.last + 1, term.person, -1, term.seat) for term in terms]
    present: Counter[str] = Counter()
    begun, most, newest = 0, 0, 0
    for day, changes in groupby(sorted(comings + goings), key=lambda change: change[0]):
        for _, person, change, seat in changes:
            present[person] += change
            newest = seat if change > 0 else newest
            if not present[person]:
                del present[person]
        if len(present) > max(places, most):
            begun, most, culprit = begun or day, len(present), newest
        elif len(present) <= places and begun:
            yield _Overload(most, culprit, date.fromordinal(begun), date.fromordinal(day - 1))
            begun, most = 0, 0
