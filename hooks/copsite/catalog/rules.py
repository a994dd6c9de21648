"""What no single field can tell: one function a rule, each yielding where and what is wrong.

All rules run, always, on a catalog that may be partial: a rule says with `_sound` which fields it reads of a part,
and passes over the parts in which one of them is missing or wrong. None relies on another having passed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby, islice
from typing import NamedTuple, TypeAlias, TypeVar

from copsite.catalog.models import Approval, Catalog, Community, MailingList, OpenTo, Seat, Status, UnsoundError
from copsite.catalog.plain_texts import faults_of_texts
from copsite.catalog.time_zones import zone_mistake
from copsite.channels.list_managers import MANAGERS, PERSON, PORTAL, WEB
from copsite.diagnostics.problem import MOST
from copsite.diagnostics.suggestions import meant, near
from copsite.yamlio.reader import Path

Place = TypeVar("Place")
Part = TypeVar("Part")
Value = TypeVar("Value")


class Finding(NamedTuple):
    """What is wrong at `path`; `words` follow the field's name. `see` is the other place involved, `seen` names it.

    `guess` is the name, or the value, that was probably meant.
    """

    path: Path
    words: str
    see: Path | None = None
    seen: str = "first used here"
    guess: str | None = None


class Known(NamedTuple):
    """What the rules know beside the catalog: the day, the anchors of the written pages, and all time zones' names.

    An anchor is written as in a link below docs/: `handbook/facilitator.md#duties`. Without `zones` none is judged.
    """

    today: date
    anchors: Collection[str]
    zones: Collection[str] = ()


Findings: TypeAlias = Iterator[Finding]


def time_zone_exists(catalog: Catalog, known: Known) -> Findings:
    """The association's days begin at midnight in a time zone of the IANA list."""
    zone = _read(catalog, lambda one: one.association.time_zone)
    words = zone_mistake(zone, known.zones) if zone and known.zones else ""
    if words:
        yield Finding(("association", "time_zone"), words)


def ids_differ(catalog: Catalog, known: Known) -> Findings:
    """No two communities share an id: it is their address."""
    ids = [((*path, "id"), id) for path, id in _sound(_communities(catalog), lambda one: one.id)]
    yield from _twice(((path, id, id) for path, id in ids), "Choose another id")


def former_ids_are_free(catalog: Catalog, known: Known) -> Findings:
    """No community's former id is the id, or a former one, of any: it leads to one community only."""
    ids = [((*path, "id"), id) for path, id in _sound(_communities(catalog), lambda one: one.id)]
    taken: dict[str, Path] = dict(reversed([(id, path) for path, id in ids]))
    for path, former in _sound(_communities(catalog), lambda one: one.formerly):
        for f, id in enumerate(former):
            if id in taken:
                words = f"names {id!r}, which leads to a community already"
                yield Finding((*path, "formerly", f), words, taken[id])
            elif id:
                taken[id] = (*path, "formerly", f)


def names_differ(catalog: Catalog, known: Known) -> Findings:
    """No two communities share a name: readers could not tell them apart."""
    names = _sound(_communities(catalog), lambda one: one.name)
    named = (((*path, "name"), _seen(name), name) for path, name in names)
    yield from _twice(named, "Choose another name, or merge the two communities")


def lists_differ(catalog: Catalog, known: Known) -> Findings:
    """No two communities share a mailing list, save one that went over into the other."""

    def reading(one: Community) -> tuple[str, str] | None:
        if one.mailing_list is None or one.status.ended:
            return None
        return _reached(catalog, one.mailing_list), one.mailing_list.name

    found = _sound(_communities(catalog), reading)
    named = (((*path, "list", "name"), *names) for path, names in found if names)
    yield from _twice(named, "Choose another list, or merge the two communities")


def topics_differ(catalog: Catalog, known: Known) -> Findings:
    """A community has at least one topic, each once."""
    options = _read(catalog, lambda one: one.topics) or {}
    for path, topics in _sound(_communities(catalog), lambda one: one.topics):
        if not topics:
            these = f" of {', '.join(islice(options, 16))}" if options else ""
            yield Finding((*path, "topics"), f"has no topic. Write at least one{these}")
        first: dict[str, int] = {}
        for t, topic in enumerate(topics):
            if topic and first.setdefault(topic, t) < t:
                yield Finding((*path, "topics", t), f"names {topic!r} a second time. Remove it")


def topics_exist(catalog: Catalog, known: Known) -> Findings:
    """A community's topics are from the catalog's `topics`."""
    options = _read(catalog, lambda one: one.topics)
    found = _sound(_communities(catalog), lambda one: one.topics)
    named = [((*path, "topics", t), topic) for path, topics in found for t, topic in enumerate(topics) if topic]
    culprits = _misspelt(named, options)
    yield from _told_once("topics", culprits)
    for path, topic in _unknown(named, options, culprits):
        yield _wrong(path, f"names {topic!r}, which `topics` does not have.", topic, options or ())


def roles_exist(catalog: Catalog, known: Known) -> Findings:
    """People sit in roles that the catalog has."""
    roles = _read(catalog, lambda one: one.roles)
    held = [role for role, seats in _sound((roles or {}).items(), lambda one: one.seats) if seats]
    found = _sound(_communities(catalog), lambda one: one.people)
    named: list[tuple[Path, str]] = [((*path, "people", role), role) for path, people in found for role in people]
    culprits = _misspelt(named, roles)
    yield from _told_once("roles", culprits)
    for path, role in _unknown(named, roles, culprits):
        yield _wrong(path, "is not a role with seats.", role, held, "people")


def confirmed_by_a_role(catalog: Catalog, known: Known) -> Findings:
    """An entry is confirmed by somebody in a role, or by the association."""
    roles = _read(catalog, lambda one: one.roles)
    found = _sound(_communities(catalog), lambda one: one.confirmed.by)
    named: list[tuple[Path, str]] = [((*path, "confirmed", "by"), by) for path, by in found if by != "association"]
    culprits = _misspelt(named, roles)
    yield from _told_once("roles", culprits)
    for path, by in _unknown(named, roles, culprits):
        yield _wrong(path, f"cannot be {by!r}.", by, [*(roles or ()), "association"], "by")


def successors_exist(catalog: Catalog, known: Known) -> Findings:
    """A successor is a community of the catalog."""
    ids = [id for _, id in _sound(_communities(catalog), lambda one: one.id)]
    found = _sound(_communities(catalog), lambda one: one.successor)
    named: list[tuple[Path, str]] = [((*path, "successor"), id) for path, id in found if id]
    for path, id in _unknown(named, ids, ()):
        yield _wrong(path, f"names {id!r}, which no community has as its id.", id, ids)


def held_roles_have_seats(catalog: Catalog, known: Known) -> Findings:
    """A role that people hold says how many seats it has."""
    people = _sound(_communities(catalog), lambda one: one.people)
    held = {role for _, roles in people for role in roles}
    for role, seats in _sound((_read(catalog, lambda one: one.roles) or {}).items(), lambda one: one.seats):
        if role in held and seats is None:
            yield Finding(("roles", role), "has no `seats`, though people hold it. Write how many it has")


def terms_run_forward(catalog: Catalog, known: Known) -> Findings:
    """A term does not end before its first day; `until` is its last one."""
    for path, (first, last) in _sound(_seats(catalog), lambda seat: (seat.from_, seat.until)):
        if last < first:
            yield Finding((*path, "until"), f"is {last}, which is before `from` ({first})")


def seats_suffice(catalog: Catalog, known: Known) -> Findings:
    """No more people hold a role at one time than it has seats."""
    roles = _read(catalog, lambda one: one.roles) or {}
    seats = dict(_sound(roles.items(), lambda role: role.seats))
    for path, role, terms in _terms(catalog):
        places = seats.get(role)
        for overload in _overloads(terms, places) if places else ():
            words = (
                f"has {overload.people} people at one time {overload.when}, but only "
                f"{places} {'seat' if places == 1 else 'seats'}. Set `until` for those who left, or raise `seats` of "
                f"the role to {overload.people}"
            )
            yield Finding((*path, overload.seat), words, ("roles", role, "seats"), "the role's seats")


def terms_of_one_person_are_apart(catalog: Catalog, known: Known) -> Findings:
    """Nobody holds a role twice at one time."""
    for path, _, terms in _terms(catalog):
        latest: dict[str, _Term] = {}
        for term in sorted(terms, key=lambda one: one.first):
            other = latest.get(term.person)
            if other and term.first <= other.last:
                words = (
                    f"has {term.name!r} twice from {date.fromordinal(term.first)}. Remove one of the two terms, or set "
                    "`until` of the earlier one to a day before the later one starts"
                )
                yield Finding((*path, term.seat), words, (*path, other.seat), "the other term")
            latest[term.person] = max(other or term, term, key=lambda one: one.last)


def seats_end_with_the_community(catalog: Catalog, known: Known) -> Findings:
    """Nobody holds a seat in a community after it is over."""
    ends = dict(_sound(_communities(catalog), lambda one: (one.status, one.since)))
    for path, until in _sound(_seats(catalog), lambda seat: seat.until):
        status, since = ends.get(path[:2], (None, until))
        if status and status.ended and until > since:
            yield Finding((*path, "until"), f"is {until}, but the community is {status} since {since}")


def confirmed_as_it_is(catalog: Catalog, known: Known) -> Findings:
    """An entry is confirmed after its status last changed."""
    for path, (day, since) in _sound(_communities(catalog), lambda one: (one.confirmed.date, one.since)):
        if day < since <= known.today:
            words = f"is {day}, before the status changed ({since}). Confirm the entry anew"
            yield Finding((*path, "confirmed", "date"), words)


def past_is_past(catalog: Catalog, known: Known) -> Findings:
    """What has happened did not happen in the future."""
    days: dict[Path, Callable[[Community], date | None]] = {
        ("since",): lambda one: one.since,
        ("confirmed", "date"): lambda one: one.confirmed.date,
        ("list", "tried"): lambda one: one.mailing_list.tried if one.mailing_list else None,
    }
    for field, day_of in days.items():
        for path, day in _sound(_communities(catalog), day_of):
            if day and day > known.today:
                yield Finding((*path, *field), f"is {day}, a day still to come (today is {known.today})")


def ended_is_closed(catalog: Catalog, known: Known) -> Findings:
    """A community that is merged or closed offers no joining."""

    def reading(one: Community) -> tuple[Status, OpenTo]:
        return one.status, one.mailing_list.open_to if one.mailing_list else OpenTo.NOBODY

    for path, (status, open_to) in _sound(_communities(catalog), reading):
        if status.ended and open_to != OpenTo.NOBODY:
            words = f"is {open_to!s}, but the community is {status}. Write 'nobody'"
            yield Finding((*path, "list", "open_to"), words)


def active_has_a_list(catalog: Catalog, known: Known) -> Findings:
    """An active community has a mailing list: being on it is all that membership takes."""
    for path, (status, mailing_list) in _sound(_communities(catalog), lambda one: (one.status, one.mailing_list)):
        if status == Status.ACTIVE and mailing_list is None:
            words = "is active, but the community has no `list`. Add one, or write 'forming'"
            yield Finding((*path, "status"), words)


def successors_live(catalog: Catalog, known: Known) -> Findings:
    """A merged community names its successor, and following successors comes to an end."""
    ids = {id: path for path, id in _sound(_communities(catalog), lambda one: one.id)}
    named = dict(_sound(_communities(catalog), lambda one: one.successor))
    circling = _circling({id: named.get(path) or "" for id, path in ids.items()})
    for path, (status, successor) in _sound(_communities(catalog), lambda one: (one.status, one.successor)):
        if status == Status.MERGED and successor is None:
            words = "is merged, but into what? Add `successor` with that community's id"
            yield Finding((*path, "status"), words)
        elif successor is not None and not status.ended:
            words = f"is given, but the community is {status}. Only a merged or closed one has a successor"
            yield Finding((*path, "successor"), words)
    for id in circling:
        words = f"names {named[ids[id]]!r}, but from there one comes back here. Name a community that goes on"
        yield Finding((*ids[id], "successor"), words)


def lists_have_hosts(catalog: Catalog, known: Known) -> Findings:
    """A list that is written to has a host, and a list on another manager has a host of its own."""
    default = _read(catalog, lambda one: (one.association.list_server.manager, one.association.list_server.host))
    if default and MANAGERS[default[0]].commands.post and not (default[1] or MANAGERS[default[0]].home):
        yield Finding(
            ("association", "list_server", "host"), "is missing. Write the host's name, such as 'lists.mla.example'"
        )

    def reading(one: MailingList) -> str | None:
        other = one.manager not in (None, catalog.association.list_server.manager)
        return one.manager if other and catalog.server(one).host is None else None

    for path, manager in _sound(_lists(catalog), reading):
        if manager and MANAGERS[manager].commands.post:
            yield Finding((*path, "manager"), f"is {manager}, so the list needs a `host` of its own. Add it")


def lists_say_what_their_manager_needs(catalog: Catalog, known: Known) -> Findings:
    """A list has what its manager needs beside a name, and nothing that its manager has no use for."""
    for path, (manager, fields) in _sound(_lists(catalog), lambda one: (catalog.manager(one), one.model_fields_set)):
        for field, managers in _MANAGERS_WITH.items():
            if field in fields and manager not in managers:
                yield Finding((*path, field), f"means nothing for {manager}. Remove it, or change `manager`")
            elif field not in fields and manager in managers and field in _NEEDED:
                yield Finding((*path, "manager"), f"is {manager}, so the list needs `{field}`. Add it")


def services_are_at_home(catalog: Catalog, known: Known) -> Findings:
    """A list of a service is at the service's own host, unless the entry says otherwise."""
    for path, (server, own_host) in _sound(_lists(catalog), lambda one: (catalog.server(one), one.own_host)):
        home = MANAGERS[server.manager].home
        host = (server.host or "").lower()
        if home and host and not own_host and host != home and not host.endswith("." + home):
            words = f"is {server.host!r}, but {server.manager} lists are at {home}. Correct it, or add `own_host: yes`"
            yield Finding((*path, "host"), words)


def commands_never_go_to_everyone(catalog: Catalog, known: Known) -> Findings:
    """Nothing but what is meant for everyone is sent to the address that reaches everyone."""
    found = _sound(_lists(catalog), lambda one: catalog.post(one))
    posts = {post.to.lower(): path for path, post in found if post}
    culprits: dict[Path, str] = {}
    for path, (mailing_list, commands) in _sound(_lists(catalog), lambda one: (one, catalog.commands(one))):
        given = {"command_address": mailing_list.command_address, "contact": mailing_list.contact}
        for address in {message.to.lower() for message in commands.to_the_server} & posts.keys():
            fields = [field for field, value in given.items() if value and value.lower() == address]
            culprits[(*path, fields[0]) if fields else (*posts[address], "name")] = address
    for culprit, address in culprits.items():
        yield Finding(culprit, f"sends commands to {address!r}, which reaches everyone on a list. Write another")


def list_names_are_no_commands(catalog: Catalog, known: Known) -> Findings:
    """A list's name does not end like an address that its server keeps for commands."""
    for path, name in _sound(_lists(catalog), lambda one: one.name):
        ending = _COMMAND.search(name)
        if ending:
            words = f"is {name!r}, but {ending[0]!r} is part of an address for commands. Write the name alone"
            yield Finding((*path, "name"), words)


def members_lists_are_guarded(catalog: Catalog, known: Known) -> Findings:
    """A list for members is not joined by a public form that lets everybody in."""

    def reading(one: MailingList) -> tuple[str, OpenTo, Approval]:
        return catalog.manager(one), one.open_to, one.approval

    for path, found in _sound(_lists(catalog), reading):
        if found == (WEB, OpenTo.MEMBERS, Approval.NONE):
            words = "is members, but a web form without approval lets anyone in. Write 'anyone', or `approval: owner`"
            yield Finding((*path, "open_to"), words)


def chapters_describe_roles(catalog: Catalog, known: Known) -> Findings:
    """A role's chapter has the two sections that the role's page quotes."""
    roles = _read(catalog, lambda one: one.roles) or {}
    for role, chapter in _sound(roles.items(), lambda one: one.chapter):
        for anchor in ("duties", "becoming"):
            if f"{chapter}#{anchor}" not in known.anchors:
                words = f"is {chapter!r}, which has no heading with {{#{anchor}}} below docs/"
                yield Finding(("roles", role, "chapter"), words)


def texts_are_shown(catalog: Catalog, known: Known) -> Findings:
    """The texts of the catalog have no markup that would be shown as it is written."""
    yield from (Finding(*fault) for fault in faults_of_texts(catalog))


Rule: TypeAlias = Callable[[Catalog, Known], Findings]

# These come first, so that the others can read what a misspelled name was probably meant to be.
RULES_OF_NAMES: tuple[Rule, ...] = (topics_exist, roles_exist, confirmed_by_a_role, successors_exist)
RULES: tuple[Rule, ...] = (
    ids_differ,
    former_ids_are_free,
    names_differ,
    lists_differ,
    topics_differ,
    held_roles_have_seats,
    terms_run_forward,
    seats_suffice,
    terms_of_one_person_are_apart,
    seats_end_with_the_community,
    confirmed_as_it_is,
    past_is_past,
    ended_is_closed,
    active_has_a_list,
    successors_live,
    time_zone_exists,
    lists_have_hosts,
    lists_say_what_their_manager_needs,
    services_are_at_home,
    commands_never_go_to_everyone,
    list_names_are_no_commands,
    members_lists_are_guarded,
    chapters_describe_roles,
    texts_are_shown,
)


_COMPARED = 300  # options in which a misspelt one is sought; each takes its time
# The fields that only some managers have a use for, and of those the ones that they cannot do without.
_MANAGERS_WITH = {
    "command_address": [id for id, manager in MANAGERS.items() if manager.robot],
    "delimiter": ["mlmmj"],
    "own_host": [id for id, manager in MANAGERS.items() if manager.home],
    "join_url": [WEB],
    "leave_url": [WEB],
    "contact": [PERSON],
}
_NEEDED = ("join_url", "contact")
_COMMAND = re.compile(
    r"(?i)-(bounces|confirm|digest|editor|help|join|leave|owner|request|server|signoff|subscribe|unsubscribe)$"
)


def _sound(parts: Iterable[tuple[Place, Part]], reading: Callable[[Part], Value]) -> Iterator[tuple[Place, Value]]:
    """Yield what `reading` gives of each part, but for those of which it reads a field that is missing or wrong."""
    for place, part in parts:
        try:
            value = reading(part)
        except UnsoundError:
            continue
        yield place, value


def _read(part: Part, reading: Callable[[Part], Value]) -> Value | None:
    """Give what `reading` gives of a part; None where it reads a field that is missing or wrong."""
    return next((value for _, value in _sound([((), part)], reading)), None)


def _communities(catalog: Catalog) -> Iterator[tuple[Path, Community]]:
    for n, community in enumerate(_read(catalog, lambda one: one.communities) or ()):
        yield ("communities", n), community


def _lists(catalog: Catalog) -> Iterator[tuple[Path, MailingList]]:
    for path, mailing_list in _sound(_communities(catalog), lambda one: one.mailing_list):
        if mailing_list:
            yield (*path, "list"), mailing_list


def _seats(catalog: Catalog) -> Iterator[tuple[Path, Seat]]:
    for path, people in _sound(_communities(catalog), lambda one: one.people):
        for role, seats in people.items():
            yield from (((*path, "people", role, s), seat) for s, seat in enumerate(seats))


class _Term(NamedTuple):
    """A term in a role: its seat by number, who holds it, as written and for comparing, and its days as ordinals."""

    seat: int
    name: str
    person: str
    first: int
    last: int


def _terms(catalog: Catalog) -> Iterator[tuple[Path, str, list[_Term]]]:
    """Yield the terms of each community in each role that people hold there."""
    for path, people in _sound(_communities(catalog), lambda one: one.people):
        for role, seats in people.items():
            days = _sound(enumerate(seats), lambda seat: (seat.from_.toordinal(), seat.until.toordinal()))
            names = dict(_sound(enumerate(seats), lambda seat: seat.name))
            terms = [
                _Term(s, names.get(s, ""), _seen(names.get(s, "")) or str(s), first, max(first, last))
                for s, (first, last) in days
            ]
            yield (*path, "people", role), role, terms


class _Overload(NamedTuple):
    """A time in which more people hold a role than it has seats: at most how many, and the seat that makes them so."""

    people: int
    seat: int
    first: date
    last: date

    @property
    def when(self) -> str:
        return f"between {self.first} and {self.last}" if self.first < self.last else f"on {self.first}"


def _overloads(terms: list[_Term], places: int) -> Iterator[_Overload]:
    comings = [(term.first, term.person, 1, term.seat) for term in terms]
    goings = [(term.last + 1, term.person, -1, term.seat) for term in terms]
    present: Counter[str] = Counter()
    begun, most, newest = 0, 0, 0
    for day, changes in groupby(sorted(comings + goings), key=lambda change: change[0]):
        for _, person, change, seat in changes:
            present[person] += change
            newest = seat if change > 0 else newest
            if not present[person]:
                del present[person]
        if len(present) > max(places, most):
            begun, most, culprit = begun or day, len(present), newest
        elif len(present) <= places and begun:
            yield _Overload(most, culprit, date.fromordinal(begun), date.fromordinal(day - 1))
            begun, most = 0, 0


def _seen(name: str) -> str:
    """Write a name so that two that look the same are the same."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _reached(catalog: Catalog, mailing_list: MailingList) -> str:
    """Name a list by what reaches it: its address, or who or what keeps it."""
    if catalog.manager(mailing_list) == PORTAL:
        return f"{mailing_list.name.lower()}@{catalog.association.list_server.host}"
    post = catalog.post(mailing_list)
    if post:
        return post.to.lower()
    return f"{mailing_list.name.lower()} {mailing_list.contact or mailing_list.join_url or ''}".strip()


def _twice(values: Iterable[tuple[Path, str, str]], remedy: str) -> Findings:
    """Yield the paths whose value, written for comparing, is there already; each comes with its text in the file."""
    first: dict[str, tuple[Path, str]] = {}
    for path, value, text in values:
        see, other = first.setdefault(value, (path, text))
        if see != path:
            same = "already" if text == other else f"as {other!r}"
            yield Finding(path, f"is {text!r}, which another community has {same}. {remedy}", see)


def _misspelt(named: Iterable[tuple[Path, str]], options: Collection[str] | None) -> dict[str, str]:
    """Give by the name that several entries use the option that is it, misspelt: one mistake, reported once."""
    if options is None:
        return {}
    uses = Counter(name for _, name in named)
    idle = [*islice((option for option in options if option not in uses), _COMPARED)]
    unknown = [name for name, times in uses.items() if times > 1 and name not in options] if idle else []
    twins = ((name, near(name, idle)) for name in unknown[:MOST])
    return {name: twin for name, twin in twins if twin}


def _unknown(
    named: Iterable[tuple[Path, str]], options: Collection[str] | None, culprits: Collection[str]
) -> Iterator[tuple[Path, str]]:
    """Yield the names that are no option and not reported yet; none where the options cannot be read."""
    if options is not None:
        known = {*options, *culprits}
        yield from ((path, name) for path, name in named if name not in known)


def _wrong(path: Path, words: str, name: str, options: Iterable[str], where: str = "") -> Finding:
    options = [*islice(options, _COMPARED)]
    return Finding(path, f"{words} {meant(name, options, where)}", guess=near(name, options, where))


def _told_once(part: str, culprits: Mapping[str, str]) -> Findings:
    for name, option in culprits.items():
        words = f"is used nowhere, but entries name {name!r}. Write the id here as there"
        yield Finding((part, option), words, guess=name)


def _circling(successors: Mapping[str, str]) -> set[str]:
    """Give the ids from which following successors, named by id, never comes to an end."""
    ends: dict[str, bool] = {}
    for id in successors:
        way: dict[str, None] = {}
        while id in successors and id not in ends and id not in way:
            way[id] = None
            id = successors[id]
        ends |= dict.fromkeys(way, id not in way and ends.get(id, True))
    return {id for id, end in ends.items() if not end}
