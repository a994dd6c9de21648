"""Rules about the terms of people in roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby
from typing import NamedTuple

from copsite.catalog.field_formats import comparable
from copsite.catalog.models import Catalog, Seat
from copsite.catalog.rules.context import Finding, Findings, RuleContext, communities_of, read, seats_of, sound_values
from copsite.yamlio.reader import FieldPath

# What to do about a person who has two terms in one role.
_SEPARATE = "set `until` of the earlier one to a day before the later one starts"
_OVER = "write `former: yes` in the one that is over"


def terms_run_forward(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a term to end on its first day or later; `until` is its last day."""
    for path, (first, last) in sound_values(seats_of(catalog), lambda seat: (seat.from_, seat.until)):
        if first and last and last < first:
            yield Finding((*path, "until"), f"is {last}, which is before `from` ({first})")


def former_terms_are_over(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a term that is said to be over to have begun, and its last day to be past."""
    today = f"today is {context.today}"
    for path, (former, first, last) in sound_values(
        seats_of(catalog), lambda seat: (seat.former, seat.from_, seat.until)
    ):
        if former and last and last >= context.today:
            words = f"is yes, but the term is not over: `until` is {last} ({today}). Remove one of the two"
            yield Finding((*path, "former"), words)
        elif former and first and first > context.today:
            words = f"is yes, but the term has not begun: `from` is {first} ({today}). Remove one of the two"
            yield Finding((*path, "former"), words)


def seats_suffice(catalog: Catalog, context: RuleContext) -> Findings:
    """Require at most as many people in a role at one time as it has seats; days that are not known do not count."""
    roles = read(catalog, lambda one: one.roles) or {}
    usual = dict(sound_values(roles.items(), lambda role: role.seats))
    own = dict(sound_values(communities_of(catalog), lambda one: one.seats))
    for path, role, terms in _terms(catalog, context.today):
        its_own = own.get(path[:2], {}).get(role)
        places, whose = (its_own, "community") if its_own else (usual.get(role), "role")
        see: FieldPath = (*path[:2], "seats", role) if its_own else ("roles", role, "seats")
        for overload in _overloads(terms, places) if places else ():
            words = (
                f"has {overload.people} people at one time {overload.when}, but only "
                f"{places} {'seat' if places == 1 else 'seats'}. Set `until` or `former: yes` for those who left, or "
                f"raise `seats` of the {whose} to {overload.people}"
            )
            yield Finding((*path, overload.seat), words, see, f"the {whose}'s seats")


def terms_of_one_person_are_apart(catalog: Catalog, context: RuleContext) -> Findings:
    """Require the terms of one person in one role not to overlap, as far as their days are known."""
    for path, _, terms in _terms(catalog, context.today):
        latest: dict[str, _Term] = {}
        for term in sorted(terms, key=lambda one: one.first):
            other = latest.get(term.person)
            if other and term.first <= other.last:
                when, remedy = (
                    (f" from {date.fromordinal(term.first)}", _SEPARATE) if term.dated and other.dated else ("", _OVER)
                )
                words = f"has {term.name!r} twice{when}. Remove one of the two terms, or {remedy}"
                yield Finding((*path, term.seat), words, (*path, other.seat), "the other term")
            latest[term.person] = max(other or term, term, key=lambda one: one.last)


def seats_end_with_the_community(catalog: Catalog, context: RuleContext) -> Findings:
    """Require terms to end with a community that is merged or closed, or earlier; at the latest today."""
    states = dict(sound_values(communities_of(catalog), lambda one: (one.status, one.since)))
    for path, (first, last) in sound_values(seats_of(catalog), lambda seat: (seat.from_, seat.until)):
        status, since = states.get(path[:2], (None, None))
        if status is None or not status.ended:
            continue
        field, day = ("until", last) if last else ("from", first)
        if day and day > (since or context.today):
            yield Finding((*path, field), f"is {day}, but the community {status.has_been(since)}")


class _Term(NamedTuple):
    """A term: the seat's number, the name as written and in comparable form, first and last day as ordinals.

    These are days that it certainly includes. It is `dated` if its first day is known.
    """

    seat: int
    name: str
    person: str
    first: int
    last: int
    dated: bool


def _terms(catalog: Catalog, today: date) -> Iterator[tuple[FieldPath, str, list[_Term]]]:
    """Yield path, role and terms for each role of each community; a term no day of which is known is left out."""
    ended = dict(sound_values(communities_of(catalog), lambda one: one.status.ended))
    for path, people in sound_values(communities_of(catalog), lambda one: one.people):
        for role, seats in people.items():
            names = dict(sound_values(enumerate(seats), lambda seat: seat.name))
            days = sound_values(enumerate(seats), partial(_certain_days, today=today, ended=ended.get(path, False)))
            terms = [
                _Term(s, names.get(s, ""), comparable(names.get(s, "")) or str(s), first, last, dated)
                for s, (first, last, dated) in days
                if first <= last
            ]
            yield (*path, "people", role), role, terms


def _certain_days(seat: Seat, today: date, *, ended: bool) -> tuple[int, int, bool]:
    """Return the first and the last day on which a term is certain to run, and whether the first day is known.

    Who has not left holds the seat today and from then on. If no day is certain, the last comes before the first.
    """
    first, last = seat.from_, seat.until
    if last is None and (seat.former or ended):
        last = first or date.min
    certain = first or (date.max if last == date.min else min(last or today, today))
    return certain.toordinal(), (last or date.max).toordinal(), first is not None


class _Overload(NamedTuple):
    """A period with more people in a role than it has seats: their highest number, and the last seat added."""

    people: int
    seat: int
    first: date
    last: date

    @property
    def when(self) -> str:
        if self.last == date.max:
            return f"from {self.first} on"
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
