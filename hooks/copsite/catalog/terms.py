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

    `seats` is how many people hold it at a time, None if that is not known.
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
    """Yield the terms in each role that has seats or people here; an ended community has no vacancies."""
    for role_id, role in catalog.roles.items():
        places = places_of(community, role_id, role)
        if places is None and role_id not in community.people:
            continue
        seats = sorted(community.people.get(role_id, ()), key=lambda seat: (*days_in_order(seat), seat.name))
        now = tuple(seat for seat in seats if is_held(seat, today))
        found = () if community.status.ended or places is None else vacancies(seats, places, today)
        soon = tuple(vacancy for vacancy in found if vacancy.from_ <= today + ENDING)
        yield RoleTerms(
            role_id=role_id,
            role=role,
            community=community,
            seats=places,
            now=now,
            coming=tuple(seat for seat in seats if not seat.former and seat.from_ and seat.from_ > today),
            past=tuple(seat for seat in seats if seat.former or (seat.until and seat.until < today)),
            vacancies=soon,
            open=sum(vacancy.seats for vacancy in soon if vacancy.from_ == today),
            ending=tuple(_without_successor(now, soon)),
        )


def places_of(community: Community, role_id: str, role: Role) -> int | None:
    """Return how many people hold a role in the community at a time, or None if that is not known."""
    return community.seats.get(role_id, role.seats)


def days_of(seat: Seat) -> tuple[int, int]:
    """Return the first and the last day of a term as ordinals; an unknown day is the first or last of all.

    A former term whose last day is not known ends before it begins.
    """
    last = date.min if seat.former and seat.until is None else seat.until or date.max
    first = date.max if last == date.min else seat.from_ or date.min
    return first.toordinal(), last.toordinal()


def last_day(seat: Seat) -> date:
    """Return the last day of a term; the last of all if it is not set, the first of all if it passed unnoted."""
    return seat.until or (date.min if seat.former else date.max)


def days_in_order(seat: Seat) -> tuple[date, date]:
    """Return the days of a term for sorting, unknown ones first."""
    return seat.from_ or date.min, seat.until or date.max


def is_held(seat: Seat, day: date) -> bool:
    """Tell whether a term includes the day, as far as its days are known."""
    first, last = days_of(seat)
    return first <= day.toordinal() <= last


def vacancies(seats: Iterable[Seat], places: int, today: date) -> Iterator[Vacancy]:
    """Yield the vacancies among a role's `places` from `today` on, in order of time.

    A coming term fills the place that has been vacant longest.
    """
    taken: Counter[date] = Counter({today: 0})  # by day: the change in the number of taken places
    for seat in seats:
        first, last = map(date.fromordinal, days_of(seat))
        if last >= max(first, today):
            taken[max(first, today)] += 1
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


def _without_successor(now: Iterable[Seat], found: Iterable[Vacancy]) -> Iterator[Seat]:
    """Yield the current terms without a successor; of several that end on one day, all or none."""
    lasting = {vacancy.from_: vacancy.seats for vacancy in found if vacancy.until is None}
    last_days = Counter(seat.until for seat in now)
    for seat in now:
        if seat.until and seat.until < date.max and lasting.get(seat.until + _DAY, 0) >= last_days[seat.until]:
            yield seat
