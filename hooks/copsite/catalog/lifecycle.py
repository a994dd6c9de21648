"""Changes to a community's entry over its life cycle: begin, rename, hand over, pause, end.

No validation here: callers validate the edited catalog.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from copsite.catalog.entries import LifecycleError, entry_of, is_later
from copsite.catalog.models import Catalog, Community, OpenTo, Seat, Status
from copsite.catalog.series_changes import ended
from copsite.catalog.terms import is_held, last_day, places_of
from copsite.diagnostics.suggestions import did_you_mean
from copsite.yamlio.edit import Change, Edit
from copsite.yamlio.reader import FieldPath, YamlValue

# The advice after a command that a community's status does not allow.
_NEXT = {
    Status.PROPOSED: "Use `approve` once the association has said yes",
    Status.FORMING: "Use `start` once its list is at work",
    Status.ACTIVE: "Use `pause`, `merge` or `close` when it stops",
    Status.PAUSED: "Use `resume` when it starts again, or `merge` or `close`",
    Status.MERGED: "It has ended; to begin again, follow docs/handbook/endings.md",
    Status.CLOSED: "It has ended; to begin again, follow docs/handbook/endings.md",
}


def begin(catalog: Catalog, id: str, facts: Mapping[str, YamlValue], on: date) -> Iterator[Change]:
    """Add a proposed community; `facts` are the other fields of its entry."""
    confirmed: YamlValue = {"date": str(on), "by": "association"}
    entry = {"id": id, "status": Status.PROPOSED.value, "since": str(on), "confirmed": confirmed, **facts}
    order = [field.alias or name for name, field in Community.model_fields.items()]
    yield Change(("communities", len(catalog.communities)), {name: entry[name] for name in order if name in entry})


def rename(catalog: Catalog, old: str, new: str) -> Iterator[Change]:
    """Change a community's id, and keep the old one as a former id, which redirects."""
    path, community = entry_of(catalog, old)
    former = community.formerly
    if new == old:
        raise LifecycleError(f"the community has the id {new!r} already")
    yield Change((*path, "id"), new)
    # An id that the community had before leaves the list of former ids; the present one takes its place.
    place = former.index(new) if new in former else len(former)
    yield Change((*path, "formerly", place), old, after="successor" if community.successor else "confirmed")
    for n, other in enumerate(catalog.communities):
        if other.successor == old:
            yield Change(("communities", n, "successor"), new)


def channel_of(name: str, open_to: str) -> YamlValue:
    """Return the fields of a new channel, a list; by default it is open to members."""
    if not name:
        raise LifecycleError("there is no list that --open-to could speak of. Give its name with --list")
    return {"list": name, "open_to": open_to or OpenTo.MEMBERS.value}


def community_page(id: str) -> str:
    """Return the path of a community's page of its own, relative to docs/."""
    return f"cops/{id}.md"


def hand_over(
    catalog: Catalog, id: str, role: str, *, to: str, organization: str, until: str, on: date, of: str = ""
) -> Iterator[Change]:
    """Add a term from the day `on`; end the term of the person who leaves (`of`) on the day before.

    If a seat is free, no term ends. If none is and `of` is not given, the role must have one person only.
    """
    must_be_new(catalog, id, role, to=to, on=on)
    path, places, seats = _seats(catalog, id, role)
    seat: YamlValue = {"name": to, "organization": organization, "from": str(on), "until": until}
    for n in _leaving(seats, places, on, of):
        if seats[n].from_ == on:
            raise LifecycleError(f"the term of {seats[n].name} begins on {on} itself. Give a later day with --on")
        yield Change((*path, n, "until"), str(on - timedelta(days=1)))
    yield Change((*path, len(seats)), seat)


def must_be_new(catalog: Catalog, id: str, role: str, *, to: str, on: date) -> None:
    """Raise `LifecycleError` if the person has a term on the day `on` or later; the message suggests a renewal."""
    _, _, seats = _seats(catalog, id, role)
    if (n := _latest_term(seats, to, on)) is not None:
        raise LifecycleError(
            f"{seats[n].name} holds this role already, {_term(seats[n])}. Add --renew to extend the term"
        )


def renew(
    catalog: Catalog, id: str, role: str, *, to: str, until: str, on: date, organization: str = ""
) -> Iterator[Change]:
    """Extend a person's term on the day `on` or later; `organization` replaces the organization if given."""
    path, _, seats = _seats(catalog, id, role)
    n = _latest_term(seats, to, on)
    if n is None:
        raise LifecycleError(
            f"{to!r} does not hold this role on {on}, so there is no term to extend. Leave out --renew"
        )
    if not is_later(until, last_day(seats[n])):
        raise LifecycleError(
            f"{seats[n].name} holds this role {_term(seats[n])} already. Give a later day with --until"
        )
    yield Change((*path, n, "until"), until)
    if organization not in ("", seats[n].organization):
        yield Change((*path, n, "organization"), organization)


def approve(catalog: Catalog, id: str, *, on: date, by: str, name: str = "", open_to: str = "") -> Iterator[Change]:
    """Change a proposed community to forming; `name` adds a list, `open_to` sets who may join it."""
    path, community = entry_of(catalog, id)
    _must_be(community, Status.PROPOSED)
    yield from _begun(path, community, Status.FORMING, on, by, name, open_to)


def start(catalog: Catalog, id: str, *, on: date, by: str, name: str = "", open_to: str = "") -> Iterator[Change]:
    """Change a forming community to active; `name` and `open_to` as for `approve`."""
    path, community = entry_of(catalog, id)
    _must_be(community, Status.FORMING)
    yield from _begun(path, community, Status.ACTIVE, on, by, name, open_to)


def resume(catalog: Catalog, id: str, *, on: date, by: str, name: str = "", open_to: str = "") -> Iterator[Change]:
    """Change a paused community to active; `name` and `open_to` as for `approve`."""
    path, community = entry_of(catalog, id)
    _must_be(community, Status.PAUSED)
    yield from _begun(path, community, Status.ACTIVE, on, by, name, open_to)


def pause(catalog: Catalog, id: str, *, on: date, by: str) -> Iterator[Edit]:
    """Pause a community and end its meetings; its list and its terms stay unchanged."""
    path, community = entry_of(catalog, id)
    _must_be(community, Status.PROPOSED, Status.FORMING, Status.ACTIVE)
    yield from _status(path, Status.PAUSED, on, by)
    yield from ended(path, community, on)


def close(catalog: Catalog, id: str, *, on: date, by: str, successor: str = "") -> Iterator[Edit]:
    """Close a community, with a `successor` for its topic if there is one."""
    yield from _ended(catalog, id, Status.CLOSED, on, by, successor)


def merge(catalog: Catalog, id: str, into: str, *, on: date, by: str) -> Iterator[Edit]:
    """Merge a community into another."""
    yield from _ended(catalog, id, Status.MERGED, on, by, into)


def confirm(catalog: Catalog, id: str, *, on: date, by: str) -> Iterator[Change]:
    """Record that a person in the role `by` has checked the whole entry."""
    path, _ = entry_of(catalog, id)
    yield from _confirmed(path, on, by)


def _must_be(community: Community, *statuses: Status) -> None:
    if community.status not in statuses:
        advice = _NEXT[community.status]
        raise LifecycleError(f"{community.name} {_has_been(community)}. {advice}")


def _seats(catalog: Catalog, id: str, role: str) -> tuple[FieldPath, int, tuple[Seat, ...]]:
    """Return the path of a role's terms in a community's entry, the role's number of seats, and the terms."""
    path, community = entry_of(catalog, id)
    if role not in catalog.roles:
        raise LifecycleError(f"there is no role {role!r}. {did_you_mean(role, catalog.roles)}")
    places = places_of(community, role, catalog.roles[role])
    if not places:
        raise LifecycleError(f"the role {role!r} has no seats, so nobody takes one")
    return (*path, "people", role), places, community.people.get(role, ())


def _latest_term(seats: tuple[Seat, ...], name: str, on: date) -> int | None:
    """Return the index of the person's latest term that ends on the day `on` or later, or None."""
    known = " ".join(name.casefold().split())
    found = [
        n for n, seat in enumerate(seats) if " ".join(seat.name.casefold().split()) == known and last_day(seat) >= on
    ]
    return max(found, key=lambda n: last_day(seats[n]), default=None)


def _term(seat: Seat) -> str:
    days = (f"from {seat.from_}" if seat.from_ else "", f"until {seat.until}" if seat.until else "")
    return " ".join(filter(None, days))


def _leaving(seats: tuple[Seat, ...], places: int, on: date, of: str) -> Iterator[int]:
    """Yield the indexes of the terms, if any, that end on the day before `on`."""
    present = {seat.name: n for n, seat in enumerate(seats) if is_held(seat, on)}
    names = ", ".join(present) or "nobody"
    if of:
        if of not in present:
            raise LifecycleError(f"{of!r} does not hold this role on {on}. It is held by {names}")
        yield present[of]
    elif len(present) >= places:
        if len(present) != 1:
            raise LifecycleError(f"all seats are taken on {on}, by {names}. Say with --of who leaves")
        yield from present.values()


def _begun(
    path: FieldPath, community: Community, status: Status, on: date, by: str, name: str, open_to: str
) -> Iterator[Change]:
    present = community.channels
    if name and any(channel.list_ == name for channel in present):
        raise LifecycleError(f"{community.name} has the list {name!r} already. Leave out --list")
    closed = bool(present) and all(channel.open_to == OpenTo.NOBODY for channel in present)
    if status == Status.ACTIVE and closed and not (open_to or name):
        raise LifecycleError(f"the list of {community.name} is open to nobody. Say with --open-to who may join")
    yield from _status(path, status, on, by)
    if name or (open_to and not present):
        yield Change((*path, "channels", len(present)), channel_of(name, open_to))
    elif open_to:
        yield Change((*path, "channels", 0, "open_to"), open_to)


def _ended(catalog: Catalog, id: str, status: Status, on: date, by: str, successor: str) -> Iterator[Edit]:
    path, community = entry_of(catalog, id)
    _must_be(community, Status.PROPOSED, Status.FORMING, Status.ACTIVE, Status.PAUSED)
    yield from _status(path, status, on, by)
    if successor:
        yield Change((*path, "successor"), successor, after="confirmed")
    for n, channel in enumerate(community.channels):
        if channel.open_to not in (None, OpenTo.NOBODY):
            yield Change((*path, "channels", n, "open_to"), OpenTo.NOBODY.value)
    for role, seats in community.people.items():
        for n, seat in enumerate(seats):
            # A term that begins later is not changed here: the rules report it.
            if is_held(seat, on) and last_day(seat) > on:
                yield Change((*path, "people", role, n, "until"), str(on))
    yield from ended(path, community, on)


def _has_been(community: Community) -> str:
    since = f" since {community.since}" if community.since else ""
    return f"{'has been' if since else 'is'} {community.status}{since}"


def _status(path: FieldPath, status: Status, on: date, by: str) -> Iterator[Change]:
    yield Change((*path, "status"), status.value)
    yield Change((*path, "since"), str(on))
    yield from _confirmed(path, on, by)


def _confirmed(path: FieldPath, on: date, by: str) -> Iterator[Change]:
    yield Change((*path, "confirmed", "date"), str(on))
    yield Change((*path, "confirmed", "by"), by)
