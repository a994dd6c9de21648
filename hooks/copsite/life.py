"""What happens in a community's life, as changes to its entry: it begins, moves, changes hands, rests, ends.

Nothing is judged here that the rules judge: whoever makes the changes has the outcome read and judged anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from .model import Catalog, Community, OpenTo, Seat, Status
from .source import Path, Plain
from .splice import Change
from .suggestions import meant


class LifeError(Exception):
    """What was asked for means nothing; its text says what to ask for instead."""


def begin(catalog: Catalog, id: str, facts: Mapping[str, Plain], on: date) -> Iterator[Change]:
    """Add a community; `facts` are the fields that somebody filled in, in the order of the catalog."""
    confirmed: Plain = {"date": str(on), "by": "association"}
    entry = {"id": id, "status": Status.PROPOSED.value, "since": str(on), "confirmed": confirmed, **facts}
    order = [field.alias or name for name, field in Community.model_fields.items()]
    yield Change(("communities", len(catalog.communities)), {name: entry[name] for name in order if name in entry})


def rename(catalog: Catalog, old: str, new: str) -> Iterator[Change]:
    """Give a community another id; pages at its old address lead to the new one."""
    path, community = _entry(catalog, old)
    yield Change((*path, "id"), new)
    yield Change(
        (*path, "formerly", len(community.formerly)), old, after="successor" if community.successor else "confirmed"
    )
    for n, other in enumerate(catalog.communities):
        if other.successor == old:
            yield Change(("communities", n, "successor"), new)


def own_words(id: str) -> str:
    """Give the source, seen from docs/, of a community's own words."""
    return f"cops/{id}.md"


def hand_over(
    catalog: Catalog, id: str, role: str, *, to: str, library: str, until: str, on: date, of: str = ""
) -> Iterator[Change]:
    """Seat somebody from the day `on`; whoever leaves (`of`) does so the day before.

    Nobody leaves where a seat is free; where all are taken and `of` is not given, it must be clear who does.
    """
    path, community = _entry(catalog, id)
    if role not in catalog.roles:
        raise LifeError(f"there is no role {role!r}. {meant(role, catalog.roles)}")
    if not catalog.roles[role].seats:
        raise LifeError(f"the role {role!r} has no seats, so nobody takes one")
    seats = community.people.get(role, ())
    seat: Plain = {"name": to, "library": library, "from": str(on), "until": until}
    for n in _leaving(seats, catalog.roles[role].seats or 0, on, of):
        yield Change((*path, "people", role, n, "until"), str(on - timedelta(days=1)))
    yield Change((*path, "people", role, len(seats)), seat)


def pause(catalog: Catalog, id: str, *, on: date, by: str) -> Iterator[Change]:
    """Let a community rest: its list and its seats stay as they are."""
    path, community = _entry(catalog, id)
    _must_go_on(community)
    yield from _status(path, Status.PAUSED, on, by)


def close(catalog: Catalog, id: str, *, on: date, by: str, successor: str = "") -> Iterator[Change]:
    """End a community; its topic may live on in a `successor`."""
    yield from _ended(catalog, id, Status.CLOSED, on, by, successor)


def merge(catalog: Catalog, id: str, into: str, *, on: date, by: str) -> Iterator[Change]:
    """Let a community go over into another."""
    yield from _ended(catalog, id, Status.MERGED, on, by, into)


def confirm(catalog: Catalog, id: str, *, on: date, by: str) -> Iterator[Change]:
    """Note that somebody in the role `by` has read the whole entry, and all of it is true."""
    path, _ = _entry(catalog, id)
    yield from _confirmed(path, on, by)


def _entry(catalog: Catalog, id: str) -> tuple[Path, Community]:
    for n, community in enumerate(catalog.communities):
        if community.id == id:
            return ("communities", n), community
    raise LifeError(f"no community has the id {id!r}. {meant(id, catalog.by_id)}")


def _must_go_on(community: Community) -> None:
    if community.status.ended:
        raise LifeError(f"{community.name} is {community.status} already, since {community.since}")


def _leaving(seats: tuple[Seat, ...], places: int, on: date, of: str) -> Iterator[int]:
    """Yield which of the seats, if any, somebody leaves on the day before `on`."""
    held = {seat.name: n for n, seat in enumerate(seats) if seat.from_ <= on <= seat.until}
    names = ", ".join(held) or "nobody"
    if of:
        if of not in held:
            raise LifeError(f"{of!r} does not hold this role on {on}. It is held by {names}")
        yield held[of]
    elif len(held) >= places:
        if len(held) != 1:
            raise LifeError(f"all seats are taken on {on}, by {names}. Say with --of who leaves")
        yield from held.values()


def _ended(catalog: Catalog, id: str, status: Status, on: date, by: str, successor: str) -> Iterator[Change]:
    path, community = _entry(catalog, id)
    _must_go_on(community)
    yield from _status(path, status, on, by)
    if successor:
        yield Change((*path, "successor"), successor, after="confirmed")
    if community.mailing_list:
        yield Change((*path, "list", "open_to"), OpenTo.NOBODY.value)
    for role, seats in community.people.items():
        for n, seat in enumerate(seats):
            # A term that would only begin later is left to the rules: somebody must take it out.
            if seat.from_ <= on < seat.until:
                yield Change((*path, "people", role, n, "until"), str(on))


def _status(path: Path, status: Status, on: date, by: str) -> Iterator[Change]:
    yield Change((*path, "status"), status.value)
    yield Change((*path, "since"), str(on))
    yield from _confirmed(path, on, by)


def _confirmed(path: Path, on: date, by: str) -> Iterator[Change]:
    yield Change((*path, "confirmed", "date"), str(on))
    yield Change((*path, "confirmed", "by"), by)
