"""Who holds a role in a community as of a day, who held it, and which seats are open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .model import Catalog, Community, Role, Seat

ENDING = timedelta(days=120)  # a successor needs the time of one term's last meetings


@dataclass(frozen=True)
class Holding:
    """A role in one community: seats held now, to come and past, in order of their beginning.

    `open` counts the seats that nobody holds; `ending` are held ones whose term ends within `ENDING`.
    """

    role_id: str
    role: Role
    community: Community
    now: tuple[Seat, ...]
    coming: tuple[Seat, ...]
    past: tuple[Seat, ...]
    open: int
    ending: tuple[Seat, ...]


def holdings(catalog: Catalog, community: Community, today: date) -> Iterator[Holding]:
    """Yield the community's holding of each role that has seats; one that is over has no open seat."""
    for role_id, role in catalog.roles.items():
        if role.seats is None:
            continue
        seats = sorted(community.people.get(role_id, ()), key=lambda seat: (seat.from_, seat.until, seat.name))
        now = tuple(seat for seat in seats if seat.from_ <= today <= seat.until)
        coming = tuple(seat for seat in seats if seat.from_ > today)
        lives = not community.status.ended
        yield Holding(
            role_id=role_id,
            role=role,
            community=community,
            now=now,
            coming=coming,
            past=tuple(seat for seat in seats if seat.until < today),
            open=max(role.seats - len(now) - len(coming), 0) if lives else 0,
            ending=tuple(seat for seat in now if seat.until <= today + ENDING) if lives else (),
        )
