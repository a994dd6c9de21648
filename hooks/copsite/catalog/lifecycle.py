"""Changes to a community's entry over its life cycle: begin, rename, pause, end.

No validation here: callers validate the edited catalog.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from copsite.catalog.channel_changes import opened
from copsite.catalog.entries import LifecycleError, entry_of, field_before
from copsite.catalog.models import Catalog, Community, OpenTo, Status
from copsite.catalog.series_changes import ended
from copsite.catalog.terms import is_held, last_day
from copsite.yamlio.edit import Change, Edit, Removal
from copsite.yamlio.reader import FieldPath, YamlValue

# The advice after a command that a community's status does not allow.
_NEXT = {
    Status.PROPOSED: "Use `approve` once the association has said yes",
    Status.FORMING: "Use `start` once people can take part",
    Status.ACTIVE: "Use `pause`, `merge` or `close` when it stops",
    Status.PAUSED: "Use `resume` when it starts again, or `merge` or `close`",
    Status.MERGED: "It has ended; to begin again, follow docs/handbook/endings.md",
    Status.CLOSED: "It has ended; to begin again, follow docs/handbook/endings.md",
}
_NONE: Mapping[str, str] = {}


def begin(catalog: Catalog, id: str, facts: Mapping[str, YamlValue], on: date) -> Iterator[Change]:
    """Add a proposed community; `facts` are the other fields of its entry, of which empty ones are left out."""
    confirmed: YamlValue = {"date": str(on), "by": "association"}
    entry = {"id": id, "status": Status.PROPOSED.value, "since": str(on), "confirmed": confirmed, **facts}
    fields: YamlValue = {name: entry[name] for name in Community.model_fields if entry.get(name)}
    yield Change(("communities", len(catalog.communities)), fields)


def rename(catalog: Catalog, old: str, new: str) -> Iterator[Change]:
    """Change a community's id, and keep the old one as a former id, which redirects."""
    path, community = entry_of(catalog, old)
    former = community.formerly
    if new == old:
        raise LifecycleError(f"the community has the id {new!r} already")
    yield Change((*path, "id"), new)
    # An id that the community had before leaves the list of former ids; the present one takes its place.
    place = former.index(new) if new in former else len(former)
    yield Change((*path, "formerly", place), old, after=field_before(community, "formerly"))
    for n, other in enumerate(catalog.communities):
        if other.successor == old:
            yield Change(("communities", n, "successor"), new)
        if old in other.part_of:
            yield Change(("communities", n, "part_of", other.part_of.index(old)), new)


def community_page(id: str) -> str:
    """Return the path of a community's page of its own, relative to docs/."""
    return f"cops/{id}.md"


def approve(catalog: Catalog, id: str, *, on: date, by: str, channel: Mapping[str, str] = _NONE) -> Iterator[Change]:
    """Change a proposed community to forming, and add or open the `channel` with these fields."""
    yield from _begun(catalog, id, Status.PROPOSED, Status.FORMING, on, by, channel)


def start(catalog: Catalog, id: str, *, on: date, by: str, channel: Mapping[str, str] = _NONE) -> Iterator[Change]:
    """Change a forming community to active; `channel` as for `approve`."""
    yield from _begun(catalog, id, Status.FORMING, Status.ACTIVE, on, by, channel)


def resume(catalog: Catalog, id: str, *, on: date, by: str, channel: Mapping[str, str] = _NONE) -> Iterator[Change]:
    """Change a paused community to active; `channel` as for `approve`."""
    yield from _begun(catalog, id, Status.PAUSED, Status.ACTIVE, on, by, channel)


def pause(catalog: Catalog, id: str, *, on: date, by: str) -> Iterator[Edit]:
    """Pause a community and end its meetings; its channels and its terms stay unchanged."""
    path, community = entry_of(catalog, id)
    _must_be(community, Status.PROPOSED, Status.FORMING, Status.ACTIVE)
    yield from _status(path, community, Status.PAUSED, on, by)
    yield from ended(path, community, on)


def close(catalog: Catalog, id: str, *, on: date, by: str, successor: str = "") -> Iterator[Edit]:
    """Close a community, with a `successor` for its topic if there is one."""
    yield from _ended(catalog, id, Status.CLOSED, on, by, successor)


def merge(catalog: Catalog, id: str, into: str, *, on: date, by: str) -> Iterator[Edit]:
    """Merge a community into another, to which its parts belong from then on."""
    yield from _ended(catalog, id, Status.MERGED, on, by, into)
    for n, other in enumerate(catalog.communities):
        if id in other.part_of and not other.status.ended:
            yield _moved_part(("communities", n, "part_of"), other, id, into, catalog)


def confirm(catalog: Catalog, id: str, *, on: date, by: str) -> Iterator[Change]:
    """Record that a person in the role `by` has checked the whole entry."""
    path, community = entry_of(catalog, id)
    yield from _confirmed(path, community, on, by)


def _must_be(community: Community, *statuses: Status) -> None:
    if community.status not in statuses:
        has_been, advice = community.status.has_been(community.since), _NEXT[community.status]
        raise LifecycleError(f"{community.full_name} {has_been}. {advice}")


def _begun(
    catalog: Catalog, id: str, before: Status, status: Status, on: date, by: str, channel: Mapping[str, str]
) -> Iterator[Change]:
    path, community = entry_of(catalog, id)
    _must_be(community, before)
    changes = [*opened(path, community, channel, must_be_open=status == Status.ACTIVE)]
    yield from _status(path, community, status, on, by)
    yield from changes


def _ended(catalog: Catalog, id: str, status: Status, on: date, by: str, successor: str) -> Iterator[Edit]:
    path, community = entry_of(catalog, id)
    _must_be(community, Status.PROPOSED, Status.FORMING, Status.ACTIVE, Status.PAUSED)
    yield from _status(path, community, status, on, by)
    if successor:
        yield Change((*path, "successor"), successor, after=field_before(community, "successor"))
    for n, channel in enumerate(community.channels):
        if channel.open_to not in (None, OpenTo.NOBODY):
            yield Change((*path, "channels", n, "open_to"), OpenTo.NOBODY.value)
            if channel.eligibility:
                yield Removal((*path, "channels", n, "eligibility"))
    for role, seats in community.people.items():
        for n, seat in enumerate(seats):
            # A term that begins later is not changed here: the rules report it.
            if is_held(seat, on) and last_day(seat) > on:
                yield Change((*path, "people", role, n, "until"), str(on))
    yield from ended(path, community, on)


def _moved_part(path: FieldPath, part: Community, old: str, new: str, catalog: Catalog) -> Edit:
    """Replace one of the wholes of a part, or remove it if the part is in the new one already, or around it."""
    place = part.part_of.index(old)
    if new not in part.part_of and part.id not in _wholes(catalog, new):
        return Change((*path, place), new)
    return Removal((*path, place) if len(part.part_of) > 1 else path)


def _wholes(catalog: Catalog, id: str) -> set[str]:
    """Return the id of a community and those of all that it is a part of, directly or not."""
    found, rest = set[str](), [id]
    while rest:
        one = rest.pop()
        if one not in found and one in catalog.by_id:
            found.add(one)
            rest += catalog.by_id[one].part_of
    return found


def _status(path: FieldPath, community: Community, status: Status, on: date, by: str) -> Iterator[Change]:
    yield Change((*path, "status"), status.value)
    yield Change((*path, "since"), str(on), after=field_before(community, "since"))
    yield from _confirmed(path, community, on, by)


def _confirmed(path: FieldPath, community: Community, on: date, by: str) -> Iterator[Change]:
    confirmed: YamlValue = {"date": str(on), "by": by}
    if community.confirmed:
        yield Change((*path, "confirmed", "date"), str(on))
        yield Change((*path, "confirmed", "by"), by)
    else:
        yield Change((*path, "confirmed"), confirmed, after=field_before(community, "confirmed"))
