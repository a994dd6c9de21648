"""What in an entry of the catalog or of the resources is news, and on which day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from copsite.catalog.field_formats import comparable
from copsite.catalog.models import (
    Catalog,
    Community,
    Meeting,
    Need,
    NeedKind,
    NeedState,
    Resource,
    Role,
    Seat,
    Status,
)
from copsite.catalog.nouns import sentence
from copsite.catalog.terms import ENDING, has_left, places_of, vacancies
from copsite.feeds.news_item import NewsItem, day_words, isolated

NOTICE = timedelta(days=14)  # from the news of a meeting to its day: nobody writes down when it was set


def community_news(catalog: Catalog, community: Community, resources: Mapping[str, Resource]) -> Iterator[NewsItem]:
    """Yield the items of a community's entry; `resources` are all resources by id."""
    yield from status_news(catalog, community)
    for role_id, seats in community.people.items():
        role = catalog.roles[role_id]
        yield from _terms(community, role_id, role, seats)
        yield from _vacancies(community, role_id, role, seats)
    for meeting in community.meetings:
        yield from _meeting(community, meeting)
    for need in community.needs:
        yield from _need(community, need, resources)


def resource_news(catalog: Catalog, resource: Resource, resources: Mapping[str, Resource]) -> Iterator[NewsItem]:
    """Yield the items of a resource's entry; `resources` are all resources by id."""
    names = _listed([isolated(catalog.by_id[id].full_name) for id in resource.communities])
    title, link = isolated(resource.title), _resource_link(resource)
    replaced = resources.get(resource.replaces or "")
    instead = f" It replaces “{isolated(replaced.title)}”." if replaced else ""
    text = f"{isolated(sentence(resource.summary))} By {isolated(resource.by)}, for {names}.{instead}"
    came, went = ("resource", resource.id), ("withdrawal", resource.id)
    yield NewsItem(resource.date, "resource", came, f"New {resource.kind}: {title}", text, link)
    if gone := resource.withdrawn:
        yield NewsItem(gone.date, "resource", went, f"Withdrawn: {title}", gone.reason, link)


def status_news(catalog: Catalog, community: Community) -> Iterator[NewsItem]:
    """Yield the item for the day on which a community came to its status, if that is known."""
    if community.since is None:
        return
    successor = catalog.by_id.get(community.successor or "")
    name, other = isolated(community.full_name), isolated(successor.full_name) if successor else ""
    title, text = {
        Status.PROPOSED: (f"{name} was proposed", community.summary),
        Status.FORMING: (f"{name} is forming", community.summary),
        Status.ACTIVE: (f"{name} became active", community.summary),
        Status.PAUSED: (f"{name} paused", "Its page stays, and someone can start it again."),
        Status.MERGED: (f"{name} merged with {other}", f"Its page stays. To take part now, join {other}."),
        Status.CLOSED: (f"{name} closed", f"Its page stays.{f' Its topic lives on in {other}.' if other else ''}"),
    }[community.status]
    key = ("status", community.first_id, community.status.value, str(community.since))
    yield NewsItem(community.since, "community", key, title, text, f"cops/{community.id}.md")


def _terms(community: Community, role_id: str, role: Role, seats: Sequence[Seat]) -> Iterator[NewsItem]:
    """Yield an item for the first day of each term, if that is known."""
    known: set[str] = set()  # people of whom an earlier term is known
    for seat in sorted(seats, key=lambda seat: seat.from_ or seat.until or date.max):
        person = comparable(seat.name)
        began = "began another term as" if person in known else "became"
        known.add(person)
        if seat.from_ is None:
            continue
        title = f"{isolated(seat.name)} {began} {role.one} of {isolated(community.full_name)}"
        where = f"{isolated(seat.organization)}." if seat.organization else ""
        text = f"{where} The term ends on {day_words(seat.until)}.".strip() if seat.until else where
        key = ("seat", community.first_id, role_id, str(seat.from_), person)
        yield NewsItem(seat.from_, "people", key, title, text, f"cops/{community.id}.md#people")


def _vacancies(community: Community, role_id: str, role: Role, seats: Sequence[Seat]) -> Iterator[NewsItem]:
    """Yield an item for the seats that nobody takes after a term, on the day from which pages show the vacancy.

    That is not before the term began. A seat that nobody ever had gives no day, and so no news. Nor does one that
    somebody may have had until an unknown day.
    """
    places = 0 if community.status.ended else places_of(community, role_id, role) or 0
    if any(has_left(seat, community) for seat in seats):
        return
    for vacancy in vacancies(seats, places, date.min) if places else ():
        if vacancy.until is None and vacancy.from_ > date.min:
            last = vacancy.from_ - timedelta(days=1)
            began = max(seat.from_ or date.min for seat in seats if seat.until == last)
            verb = "opens" if vacancy.seats == 1 else "open"
            seats_of_role = f"{vacancy.seats} of {places} {role.one} seats"
            yield NewsItem(
                day=max(_before(vacancy.from_, ENDING), began),
                kind="people",
                key=("vacancy", community.first_id, role_id, str(vacancy.from_)),
                title=f"{isolated(community.full_name)}: {seats_of_role} {verb} on {day_words(vacancy.from_)}",
                text=f"Time: {role.hours}." if role.hours else "",
                link=f"cops/{community.id}.md#people",
            )


def _meeting(community: Community, meeting: Meeting) -> Iterator[NewsItem]:
    """Yield an item for the first day of a meeting or series, and for each day on which it is moved or canceled.

    Each comes `NOTICE` before the day, or before the earlier one of two.
    """
    name, title, first = isolated(community.full_name), isolated(meeting.title), meeting.starts.date()
    ends = f", until {day_words(meeting.until)}" if meeting.until else ""
    rule = f"{meeting.repeats[0].upper()}{meeting.repeats[1:]}{ends}. " if meeting.repeats else ""

    def item(day: date, title: str, event: str, *key: str) -> NewsItem:
        whole = (event, community.first_id, meeting.id, *key)
        text, link = f"{rule}Where: {isolated(meeting.where)}", _meeting_link(community, meeting)
        return NewsItem(_before(day, NOTICE), "meeting", whole, f"{name}: {title}", text, link)

    begins = " begins" if meeting.repeats else ""
    yield item(first, f"{title}{begins} on {day_words(first)}", "meeting", str(first))
    for day in meeting.except_:
        yield item(day, f"no {title} on {day_words(day)}", "cancellation", str(day))
    for day, moment in meeting.moved.items():
        to = moment.date()
        if day not in meeting.except_:
            from_ = day_words(day).removesuffix(f", {to.year}")
            change = f"from {from_} to {day_words(to)}" if day != to else f"to another time on {day_words(day)}"
            yield item(min(day, to), f"{title} moves {change}", "move", str(day), str(moment))


def _need(community: Community, need: Need, resources: Mapping[str, Resource]) -> Iterator[NewsItem]:
    name, link = isolated(community.full_name), f"needs.md#{need.state}"
    issue = need.kind == NeedKind.ISSUE
    title = f"{name} {'sees an issue coming' if issue else 'needs training'}: {isolated(need.what)}"
    text = {
        NeedState.OPEN: f"Do you {'see' if issue else 'need'} this too? Tell us.",
        NeedState.ANSWERED: "It’s been answered.",
        NeedState.PASSED: "It no longer matters.",
    }[need.state]
    yield NewsItem(need.noted, "need", ("need", community.first_id, need.what), title, text, link)
    for answer in _answers(community, need, resources):
        # What was there before answers it too, but since when, the data doesn't say.
        if answer.day >= need.noted:
            key = ("answer", community.first_id, need.what, *answer.key)
            title, text = f"An answer for {name}: {answer.title}", f"It answers this need: {isolated(need.what)}"
            yield NewsItem(answer.day, "need", key, title, text, answer.link)


class _Answer(NamedTuple):
    """A resource or meeting that answers a need: the day of its own news, its key, title and link."""

    day: date
    key: tuple[str, str]
    title: str
    link: str


def _answers(community: Community, need: Need, resources: Mapping[str, Resource]) -> Iterator[_Answer]:
    if one := resources.get(need.resource or ""):
        yield _Answer(one.date, ("resource", one.id), isolated(one.title), _resource_link(one))
    if meeting := community.answer_to(need):
        day, title = _before(meeting.starts.date(), NOTICE), isolated(meeting.title)
        yield _Answer(day, ("meeting", meeting.id), title, _meeting_link(community, meeting))


def _meeting_link(community: Community, meeting: Meeting) -> str:
    return f"cops/{community.id}.md#meeting:{meeting.id}"


def _resource_link(resource: Resource) -> str:
    return f"resources.md#resource:{resource.id}"


def _before(day: date, notice: timedelta) -> date:
    return date.fromordinal(max(day.toordinal() - notice.days, 1))


def _listed(names: Sequence[str]) -> str:
    """Return names as in a sentence."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
