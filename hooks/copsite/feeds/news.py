"""The news of communities, made from the days that the catalog and the resources give."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from heapq import nsmallest
from itertools import chain
from typing import NamedTuple
from uuid import UUID, uuid5

from copsite.catalog.models import (
    Catalog,
    Community,
    Meeting,
    Need,
    NeedKind,
    NeedState,
    Resource,
    Resources,
    Role,
    Seat,
    Status,
)
from copsite.catalog.terms import ENDING, vacancies

MOST = 50  # items on the page, and in each feed
NOTICE = timedelta(days=14)  # from the news of a meeting to its day: nobody writes down when it was set

_NAMESPACE = UUID("a79646d8-afe1-4cd4-8f93-533a632b4e62")  # with another one, every item is new to feed readers
_RIGHT_TO_LEFT = {"R", "AL", "AN"}


class NewsItem(NamedTuple):
    """Something that happened: its day, title and text, and the page to read more on, a source below docs/.

    `kind` is one of `KINDS`. `key` tells what happened to what, whatever that is called by now.
    """

    day: date
    kind: str
    key: tuple[str, ...]
    title: str
    text: str
    link: str

    @property
    def in_order(self) -> tuple[int, tuple[str, ...]]:
        """Return the key that sorts items, the newest first."""
        return -self.day.toordinal(), self.key


KINDS: Mapping[str, str] = {
    "community": "Communities",
    "people": "People",
    "meeting": "Meetings",
    "resource": "Resources",
    "need": "Needs",
}


def permanent_id(*key: str) -> str:
    """Return the URI of something with this key, always the same (RFC 9562, 5.5)."""
    return uuid5(_NAMESPACE, "\n".join(key)).urn


@dataclass(frozen=True)
class News:
    """All news as of a day.

    An item follows from the catalog and the resources alone, and so do its day and its words; `today` only decides
    which items there are already. So as days pass, items are added at the top, and no other item changes.
    """

    catalog: Catalog
    resources: Resources
    today: date

    @cached_property
    def newest(self) -> Sequence[NewsItem]:
        """Return the newest items of all communities."""
        communities = (item for one in self.catalog.communities for item in self._own(one))
        resources = (item for one in self.resources.resources for item in self._of_resource(one))
        return self._newest(chain(communities, resources))

    def newest_of(self, community: Community) -> Sequence[NewsItem]:
        """Return the newest items of one community, with those of its resources and of communities merged into it."""
        merged = (_status(one, community) for one in self._merged_into.get(community.id, ()))
        resources = (item for one in self._resources_of.get(community.id, ()) for item in self._of_resource(one))
        return self._newest(chain(self._own(community), merged, resources))

    def _newest(self, items: Iterable[NewsItem]) -> Sequence[NewsItem]:
        past = (item for item in items if item.day <= self.today)
        return nsmallest(MOST, past, key=lambda item: item.in_order)

    @cached_property
    def _resource(self) -> Mapping[str, Resource]:
        return {one.id: one for one in self.resources.resources}

    @cached_property
    def _resources_of(self) -> Mapping[str, Sequence[Resource]]:
        found: dict[str, list[Resource]] = {}
        for resource in self.resources.resources:
            for id in resource.communities:
                found.setdefault(id, []).append(resource)
        return found

    @cached_property
    def _merged_into(self) -> Mapping[str, Sequence[Community]]:
        found: dict[str, list[Community]] = {}
        for community in self.catalog.communities:
            if community.status == Status.MERGED:
                found.setdefault(community.successor or "", []).append(community)
        return found

    def _own(self, community: Community) -> Iterator[NewsItem]:
        """Yield the items of a community's entry."""
        yield _status(community, self.catalog.by_id.get(community.successor or ""))
        for role_id, seats in community.people.items():
            role = self.catalog.roles[role_id]
            yield from _terms(community, role_id, role, seats)
            yield from _vacancies(community, role_id, role, seats)
        for meeting in community.meetings:
            yield from _meeting(community, meeting)
        for need in community.needs:
            yield from self._need(community, need)

    def _of_resource(self, resource: Resource) -> Iterator[NewsItem]:
        names = _listed([_isolated(self.catalog.by_id[id].name) for id in resource.communities])
        title, by = _isolated(resource.title), _isolated(resource.by)
        replaced = self._resource.get(resource.replaces or "")
        instead = f" It replaces “{_isolated(replaced.title)}”." if replaced else ""
        text = f"{resource.summary} By {by}, for {names}.{instead}"
        link = _resource_link(resource)
        yield NewsItem(
            resource.date, "resource", ("resource", resource.id), f"New {resource.kind}: {title}", text, link
        )
        if gone := resource.withdrawn:
            yield NewsItem(gone.date, "resource", ("withdrawal", resource.id), f"Withdrawn: {title}", gone.reason, link)

    def _need(self, community: Community, need: Need) -> Iterator[NewsItem]:
        name, link = _isolated(community.name), f"needs.md#{need.state}"
        issue = need.kind == NeedKind.ISSUE
        title = f"{name} {'sees an issue coming' if issue else 'needs training'}: {need.what}"
        text = {
            NeedState.OPEN: f"Do you {'see' if issue else 'need'} this too? Tell us.",
            NeedState.ANSWERED: "There’s an answer by now.",
            NeedState.PASSED: "It no longer matters.",
        }[need.state]
        key = (community.first_id, str(need.noted), need.what)
        yield NewsItem(need.noted, "need", ("need", *key), title, text, link)
        for day, answer, link in self._answers(community, need):
            if day >= need.noted:
                title = f"An answer for {name}: {_isolated(answer)}"
                yield NewsItem(day, "need", ("answer", *key), title, f"It answers this need: {need.what}", link)

    def _answers(self, community: Community, need: Need) -> Iterator[tuple[date, str, str]]:
        """Yield the day, title and link of the resource or the meeting that answers a need, if it names one."""
        if resource := self._resource.get(need.resource or ""):
            yield resource.date, resource.title, _resource_link(resource)
        for meeting in community.meetings:
            if meeting.title == need.meeting:
                yield _before(meeting.starts.date(), NOTICE), meeting.title, _meeting_link(community, meeting)


def _status(community: Community, successor: Community | None) -> NewsItem:
    name, other = _isolated(community.name), _isolated(successor.name) if successor else ""
    title, text = {
        Status.PROPOSED: (f"{name} was proposed", community.summary),
        Status.FORMING: (f"{name} was approved", community.summary),
        Status.ACTIVE: (f"{name} became active", community.summary),
        Status.PAUSED: (f"{name} paused", "Its page stays, and someone can start it again."),
        Status.MERGED: (f"{name} merged with {other}", f"Its page stays. To take part now, join {other}."),
        Status.CLOSED: (f"{name} closed", f"Its page stays.{f' Its topic lives on in {other}.' if other else ''}"),
    }[community.status]
    key = ("status", community.first_id, community.status.value, str(community.since))
    return NewsItem(community.since, "community", key, title, text, f"cops/{community.id}.md")


def _terms(community: Community, role_id: str, role: Role, seats: Sequence[Seat]) -> Iterator[NewsItem]:
    """Yield an item for the first day of each term."""
    known: set[str] = set()
    for seat in sorted(seats, key=lambda seat: seat.from_):
        person = " ".join(unicodedata.normalize("NFC", seat.name).casefold().split())
        began = "began another term as" if person in known else "became"
        known.add(person)
        title = f"{_isolated(seat.name)} {began} {role.name} of {_isolated(community.name)}"
        text = f"{_isolated(seat.library)}. The term ends on {_words(seat.until)}."
        key = ("seat", community.first_id, role_id, str(seat.from_), person)
        yield NewsItem(seat.from_, "people", key, title, text, f"cops/{community.id}.md#people")


def _vacancies(community: Community, role_id: str, role: Role, seats: Sequence[Seat]) -> Iterator[NewsItem]:
    """Yield an item for the seats that nobody takes after a term, on the day from which pages show the vacancy.

    That is not before the term began. A seat that nobody ever had gives no day, and so no news.
    """
    places = 0 if community.status.ended else role.seats or 0
    for vacancy in vacancies(seats, places, date.min):
        if vacancy.until is None and vacancy.from_ > date.min:
            last = vacancy.from_ - timedelta(days=1)
            began = max(seat.from_ for seat in seats if seat.until == last)
            verb = "opens" if vacancy.seats == 1 else "open"
            seats_of_role = f"{vacancy.seats} of {places} {role.name} seats"
            yield NewsItem(
                day=max(_before(vacancy.from_, ENDING), began),
                kind="people",
                key=("vacancy", community.first_id, role_id, str(vacancy.from_)),
                title=f"{_isolated(community.name)}: {seats_of_role} {verb} on {_words(vacancy.from_)}",
                text=f"{role.summary} Time: {role.hours}.",
                link=f"cops/{community.id}.md#people",
            )


def _meeting(community: Community, meeting: Meeting) -> Iterator[NewsItem]:
    """Yield an item for the first day of a meeting or series, and for each day on which it is moved or canceled.

    Each comes `NOTICE` before the day, or before the earlier one of two.
    """
    name, title, first = _isolated(community.name), _isolated(meeting.title), meeting.starts.date()
    ends = f", until {_words(meeting.until)}" if meeting.until else ""
    rule = f"{meeting.repeats[0].upper()}{meeting.repeats[1:]}{ends}. " if meeting.repeats else ""

    def item(day: date, title: str, event: str, *key: str) -> Iterator[NewsItem]:
        stopped = community.status.ended or community.status == Status.PAUSED
        if not (stopped and day > community.since):
            whole = (event, community.first_id, meeting.id, *key)
            text, link = f"{rule}Where: {meeting.where}", _meeting_link(community, meeting)
            yield NewsItem(_before(day, NOTICE), "meeting", whole, f"{name}: {title}", text, link)

    begins = " begins" if meeting.repeats else ""
    yield from item(first, f"{title}{begins} on {_words(first)}", "meeting", str(first))
    for day in meeting.except_:
        yield from item(day, f"no {title} on {_words(day)}", "cancellation", str(day))
    for day, moment in meeting.moved.items():
        to = moment.date()
        if day not in meeting.except_:
            from_ = _words(day).removesuffix(f", {to.year}")
            change = f"from {from_} to {_words(to)}" if day != to else f"to another time on {_words(day)}"
            yield from item(min(day, to), f"{title} moves {change}", "move", str(day), str(moment))


def _meeting_link(community: Community, meeting: Meeting) -> str:
    return f"cops/{community.id}.md#meeting:{meeting.id}"


def _resource_link(resource: Resource) -> str:
    return f"resources.md#resource:{resource.id}"


def _before(day: date, notice: timedelta) -> date:
    return date.fromordinal(max(day.toordinal() - notice.days, 1))


@lru_cache
def _words(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _listed(names: Sequence[str]) -> str:
    """Return names as in a sentence."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _isolated(name: str) -> str:
    """Return a name for use amid English text: one that runs from right to left does not reorder what follows.

    This takes two invisible characters, as there may be no elements in a feed's titles (UAX 9, 2.4).
    """
    if name.isascii() or not any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in name):
        return name
    return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}"
