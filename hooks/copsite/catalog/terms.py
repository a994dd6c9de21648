"""Who holds a role in a community as of a day, who held it, and from when to when seats are vacant."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from copsite.catalog.models import Catalog, Community, Role, Seat

ENDING = timedelta(days=120)  # a successor needs the time of one term's last meetings
_DAY = timedelta(days=1)


class Vacancy(NamedTuple):
    """Seats that nobody holds from one day until another, both included; `until` is None where nobody is coming."""

    from_: date
    until: date | None
    seats: int


@dataclass(frozen=True)
class RoleTerms:
    """A role in one community: seats held now, to come and past, in order of their beginning.

    `vacancies` are those of now and those that begin within `ENDING`; `open` counts the seats that are vacant now.
    `ending` are held seats for which nobody is coming, and whose term ends within `ENDING`.
    """

    role_id: str
    role: Role
    community: Community
    now: tuple[Seat, ...]
    coming: tuple[Seat, ...]
    past: tuple[Seat, ...]
    vacancies: tuple[Vacancy, ...]
    open: int
    ending: tuple[Seat, ...]


def role_terms(catalog: Catalog, community: Community, today: date) -> Iterator[RoleTerms]:
    """Yield the community's holding of each role that has seats; one that is over has no vacancy."""
    for role_id, role in catalog.roles.items():
        if role.seats is None:
            continue
        seats = sorted(community.people.get(role_id, ()), key=lambda seat: (seat.from_, seat.until, seat.name))
        now = tuple(seat for seat in seats if seat.from_ <= today <= seat.until)
        found = () if community.status.ended else vacancies(seats, role.seats, today)
        soon = tuple(vacancy for vacancy in found if vacancy.from_ <= today + ENDING)
        yield RoleTerms(
            role_id=role_id,
            role=role,
            community=community,
            now=now,
            coming=tuple(seat for seat in seats if seat.from_ > today),
            past=tuple(seat for seat in seats if seat.until < today),
            vacancies=soon,
            open=sum(vacancy.seats for vacancy in soon if vacancy.from_ == today),
            ending=tuple(_without_successor(now, soon)),
        )


def vacancies(seats: Iterable[Seat], places: int, today: date) -> Iterator[Vacancy]:
    """Yield from when to when how many of a role's `places` nobody holds, from `today` on, in order of time.

    Whoever comes takes the place that has been vacant longest.
    """
    taken: Counter[date] = Counter({today: 0})  # by day: how many more places are taken from it on
    for seat in seats:
        if seat.until >= today:
            taken[max(seat.from_, today)] += 1
            if seat.until < date.max:
                taken[seat.until + _DAY] -= 1
    free, vacant = places, deque[date]()  # of each vacant place the first day
    found: Counter[tuple[date, date | None]] = Counter()
    for day in sorted(taken):
        free -= taken[day]
        vacant.extend([day] * (free - len(vacant)))
        while len(vacant) > max(free, 0):
            found[vacant.popleft(), day - _DAY] += 1
    found.update((day, None) for day in vacant)
    # Of those that begin together, the ones for which nobody is coming come first.
    for (from_, until), count in sorted(found.items(), key=lambda one: (one[0][0], one[0][1] or date.min)):
        yield Vacancy(from_, until, count)


def _without_successor(now: Iterable[Seat], found: Iterable[Vacancy]) -> Iterator[Seat]:
    """Yield the held seats that become vacant for good; of several that end together, only if all of them do."""
    lasting = {vacancy.from_: vacancy.seats for vacancy in found if vacancy.until is None}
    last_days = Counter(seat.until for seat in now)
    for seat in now:
        if seat.until < date.max and lasting.get(seat.until + _DAY, 0) >= last_days[seat.until]:
            yield seat
