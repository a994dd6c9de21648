"""Changes to the terms of people in a role: hand it over, or extend a term.

No validation here: callers validate the edited catalog.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from copsite.catalog.entries import LifecycleError, entry_of, is_later
from copsite.catalog.field_formats import comparable
from copsite.catalog.models import Catalog, Seat
from copsite.catalog.terms import is_held, last_day, places_of
from copsite.diagnostics.suggestions import did_you_mean
from copsite.yamlio.edit import Change
from copsite.yamlio.reader import FieldPath, YamlValue


def hand_over(
    catalog: Catalog, id: str, role: str, *, to: str, organization: str, until: str, on: date, of: str = ""
) -> Iterator[Change]:
    """Add a term from the day `on`; end the term of the person who leaves (`of`) on the day before.

    If a seat is free, or nobody knows how many there are, no other term ends. If none is and `of` is not given, the
    role must have one person only. `organization` and `until` are '' if they are not known.
    """
    must_be_new(catalog, id, role, to=to, on=on)
    path, places, seats = _seats(catalog, id, role)
    known = {"name": to, "organization": organization, "from": str(on), "until": until}
    seat: YamlValue = {name: value for name, value in known.items() if value}
    for n in _leaving(seats, places, on, of):
        if seats[n].from_ == on:
            raise LifecycleError(f"the term of {seats[n].name} begins on {on} itself. Give a later day with --on")
        yield Change((*path, n, "until"), str(on - timedelta(days=1)))
    yield Change((*path, len(seats)), seat)


def must_be_new(catalog: Catalog, id: str, role: str, *, to: str, on: date) -> None:
    """Raise `LifecycleError` if the person has a term on the day `on` or later; the message suggests a renewal."""
    _, _, seats = _seats(catalog, id, role)
    if (n := _latest_term(seats, to, on)) is not None:
        days = f", {term}" if (term := _term(seats[n])) else ""
        raise LifecycleError(f"{seats[n].name} holds this role already{days}. Add --renew to extend the term")


def renew(
    catalog: Catalog, id: str, role: str, *, to: str, until: str, on: date, organization: str = ""
) -> Iterator[Change]:
    """Extend a person's term on the day `on` or later, or set its last day if there is none yet.

    `organization` replaces the organization if given.
    """
    path, _, seats = _seats(catalog, id, role)
    n = _latest_term(seats, to, on)
    if n is None:
        raise LifecycleError(
            f"{to!r} does not hold this role on {on}, so there is no term to extend. Leave out --renew"
        )
    if (last := seats[n].until) and not is_later(until, last):
        raise LifecycleError(
            f"{seats[n].name} holds this role {_term(seats[n])} already. Give a later day with --until"
        )
    yield Change((*path, n, "until"), until)
    if organization not in ("", seats[n].organization):
        yield Change((*path, n, "organization"), organization)


def _seats(catalog: Catalog, id: str, role: str) -> tuple[FieldPath, int | None, tuple[Seat, ...]]:
    """Return the path of a role's terms in a community's entry, its number of seats if known, and the terms."""
    path, community = entry_of(catalog, id)
    if role not in catalog.roles:
        raise LifecycleError(f"there is no role {role!r}. {did_you_mean(role, catalog.roles)}")
    return (*path, "people", role), places_of(community, role, catalog.roles[role]), community.people.get(role, ())


def _latest_term(seats: tuple[Seat, ...], name: str, on: date) -> int | None:
    """Return the index of the person's latest term that ends on the day `on` or later, or None."""
    person = comparable(name)
    found = [n for n, seat in enumerate(seats) if comparable(seat.name) == person and last_day(seat) >= on]
    return max(found, key=lambda n: last_day(seats[n]), default=None)


def _term(seat: Seat) -> str:
    days = (f"from {seat.from_}" if seat.from_ else "", f"until {seat.until}" if seat.until else "")
    return " ".join(filter(None, days))


def _leaving(seats: tuple[Seat, ...], places: int | None, on: date, of: str) -> Iterator[int]:
    """Yield the indexes of the terms, if any, that end on the day before `on`."""
    present = {seat.name: n for n, seat in enumerate(seats) if is_held(seat, on)}
    names = ", ".join(present) or "nobody"
    if of:
        if of not in present:
            raise LifecycleError(f"{of!r} does not hold this role on {on}. It is held by {names}")
        yield present[of]
    elif places is not None and len(present) >= places:
        if len(present) != 1:
            raise LifecycleError(f"all seats are taken on {on}, by {names}. Say with --of who leaves")
        yield from present.values()
