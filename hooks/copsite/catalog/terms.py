"""Terms in a community's roles as of a day: current, coming and past ones, and vacancies."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from copsite.catalog.models import Catalog, Community, Role, Seat

ENDING = timedelta(days=120)  # enough time to find a successor
_DAY = timedelta(days=1)


class Vacancy(NamedTuple):
    """Seats that are vacant from one day until another, both included; `until` is None if no successor is named."""

    from_: date
    until: date | None
    seats: int


@dataclass(frozen=True)
class RoleTerms:
    """The current, coming and past terms in one role of a community, in order of their first day.

    `seats` is how many people hold it at a time; None if that is not known, or the community has ended.
    `vacancies` are those of today and those that begin within `ENDING`; `open` counts the seats vacant today.
    `ending` are current terms that end within `ENDING` without a successor.
    """

    role_id: str
    role: Role
    community: Community
    seats: int | None
    now: tuple[Seat, ...]
    coming: tuple[Seat, ...]
    past: tuple[Seat, ...]
    vacancies: tuple[Vacancy, ...]
    open: int
    ending: tuple[Seat, ...]


def role_terms(catalog: Catalog, community: Community, today: date) -> Iterator[RoleTerms]:
    """Yield the terms in each role that has seats or people here; an ended community has no seats to fill."""
    for role_id, role in catalog.roles.items():
        places = None if community.status.ended else places_of(community, role_id, role)
        seats = in_order(community.people.get(role_id, ()))
        if places is None and not seats:
            continue
        past = tuple(seat for seat in seats if _is_over(seat, community, today))
        others = [seat for seat in seats if not _is_over(seat, community, today)]
        now = tuple(seat for seat in others if first_day(seat) <= today)
        found = vacancies(others, places, today) if places else ()
        soon = tuple(vacancy for vacancy in found if vacancy.from_ <= today + ENDING)
        yield RoleTerms(
            role_id=role_id,
            role=role,
            community=community,
            seats=places,
            now=now,
            coming=tuple(seat for seat in others if first_day(seat) > today),
            past=past,
            vacancies=soon,
            open=sum(vacancy.seats for vacancy in soon if vacancy.from_ == today),
            ending=tuple(_without_successor(now, soon)),
        )


def places_of(community: Community, role_id: str, role: Role) -> int | None:
    """Return how many people hold a role in the community at a time, or None if that is not known."""
    return community.seats.get(role_id, role.seats)


def seats_in_each(catalog: Catalog, role_id: str) -> int | None:
    """Return how many people hold a role at a time in each community; None if that differs or is not known."""
    return None if role_id in catalog.own_seats else catalog.roles[role_id].seats


def in_order(seats: Iterable[Seat]) -> list[Seat]:
    """Sort terms by their first and last day, an unknown first day before all; otherwise keep the catalog's order."""
    return sorted(seats, key=lambda seat: (first_day(seat), seat.until or date.max))


def has_left(seat: Seat, community: Community) -> bool:
    """Tell whether somebody no longer holds a seat, though their last day is not known."""
    return seat.until is None and (seat.former or community.status.ended)


def first_day(seat: Seat) -> date:
    """Return the first day of a term; the first of all if it is not known."""
    return seat.from_ or date.min


def last_day(seat: Seat) -> date:
    """Return the last day of a term; the last of all if it is not set, the first of all if it passed unnoted."""
    return seat.until or (date.min if seat.former else date.max)


def is_held(seat: Seat, day: date) -> bool:
    """Tell whether a term includes the day, as far as its days are known."""
    return first_day(seat) <= day <= last_day(seat)


def vacancies(seats: Iterable[Seat], places: int, today: date) -> Iterator[Vacancy]:
    """Yield the vacancies among a role's `places` from `today` on, in order of time.

    `seats` are the terms of all who have not left; a coming term fills the place that has been vacant longest.
    """
    taken: Counter[date] = Counter({today: 0})  # by day: the change in the number of taken places
    for seat in seats:
        first, last = max(first_day(seat), today), seat.until or date.max
        if last >= first:
            taken[first] += 1
            if last < date.max:
                taken[last + _DAY] -= 1
    free, vacant = places, deque[date]()  # the first day of each vacant place
    found: Counter[tuple[date, date | None]] = Counter()
    for day in sorted(taken):
        free -= taken[day]
        vacant.extend([day] * (free - len(vacant)))
        while len(vacant) > max(free, 0):
            found[vacant.popleft(), day - _DAY] += 1
    found.update((day, None) for day in vacant)
    # Of vacancies that begin together, those without a successor come first.
    for (from_, until), count in sorted(found.items(), key=lambda one: (one[0][0], one[0][1] or date.min)):
        yield Vacancy(from_, until, count)


def _is_over(seat: Seat, community: Community, today: date) -> bool:
    return has_left(seat, community) or last_day(seat) < today


def _without_successor(now: Iterable[Seat], found: Iterable[Vacancy]) -> Iterator[Seat]:
    """Yield the current terms without a successor; of several that end on one day, all or none."""
    lasting = {vacancy.from_: vacancy.seats for vacancy in found if vacancy.until is None}
    last_days = Counter(seat.until for seat in now)
    for seat in now:
        if seat.until and seat.until < date.max and lasting.get(seat.until + _DAY, 0) >= last_days[seat.until]:
            yield seat
