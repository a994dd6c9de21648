"""What no single field can tell: one function a rule, each yielding where and what is wrong.

All rules run, always; none relies on another having passed. Those in `RULES_OF_ALL` speak of entries
that must exist, so they wait until every entry could be read. Those in `RULES_OF_COMMUNITIES` read
nothing but communities, and run even where the rest of the catalog could not be read.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import NamedTuple, TypeAlias

from .lists import MANAGERS, PERSON, PORTAL, WEB
from .model import Approval, Catalog, MailingList, OpenTo, Status
from .plain_texts import faults_of_community_texts, faults_of_texts
from .problems import MOST
from .source import Path
from .values import meant, near


class Finding(NamedTuple):
    """What is wrong at `path`; `words` follow the field's name, `see` is the other place involved."""

    path: Path
    words: str
    see: Path | None = None


class Known(NamedTuple):
    """What the rules know beside the catalog: the day, and the anchors of the written pages.

    An anchor is written as in a link below docs/: `handbook/facilitator.md#duties`.
    """

    today: date
    anchors: Collection[str]


Findings: TypeAlias = Iterator[Finding]


def ids_differ(catalog: Catalog, known: Known) -> Findings:
    """No two communities share an id: it is their address."""
    yield from _twice((("communities", n, "id"), c.id) for n, c in enumerate(catalog.communities))


def former_ids_are_free(catalog: Catalog, known: Known) -> Findings:
    """No community's former id is the id, or a former one, of any: it leads to one community only."""
    ids = [(("communities", n, "id"), c.id) for n, c in enumerate(catalog.communities)]
    former = [
        (("communities", n, "formerly", f), id)
        for n, c in enumerate(catalog.communities)
        for f, id in enumerate(c.formerly)
    ]
    taken: dict[str, Path] = dict(reversed([(id, path) for path, id in ids]))
    for path, id in former:
        if id in taken:
            yield Finding(path, f"names {id!r}, which leads to a community already", taken[id])
        taken.setdefault(id, path)


def names_differ(catalog: Catalog, known: Known) -> Findings:
    """No two communities share a name: readers could not tell them apart."""
    yield from _twice((("communities", n, "name"), _seen(c.name)) for n, c in enumerate(catalog.communities))


def lists_differ(catalog: Catalog, known: Known) -> Findings:
    """No two communities share a mailing list, save one that went over into the other."""
    yield from _twice(
        (path, _reached(catalog, mailing_list))
        for path, mailing_list in _lists(catalog)
        if not catalog.communities[int(path[1])].status.ended
    )


def topics_exist(catalog: Catalog, known: Known) -> Findings:
    """A community has at least one topic, each from the catalog's `topics`, each once."""
    named: list[tuple[Path, str]] = []
    for n, community in enumerate(catalog.communities):
        path: Path = ("communities", n, "topics")
        if not community.topics:
            yield Finding(path, f"has no topic. Write at least one of {', '.join(islice(catalog.topics, 16))}")
        first: dict[str, int] = {}
        for t, topic in enumerate(community.topics):
            if first.setdefault(topic, t) < t and topic in catalog.topics:
                yield Finding((*path, t), f"names {topic!r} a second time. Remove it")
        named += (((*path, t), topic) for t, topic in enumerate(community.topics))
    culprits = _misspelt(named, catalog.topics)
    yield from _told_once("topics", culprits)
    for path, topic in named:
        if topic not in culprits and topic not in catalog.topics:
            yield Finding(path, f"names {topic!r}, which `topics` does not have. {_meant(topic, catalog.topics)}")


def roles_exist(catalog: Catalog, known: Known) -> Findings:
    """People sit in roles that the catalog has and that have seats."""
    held = [role for role, facts in catalog.roles.items() if facts.seats]
    named: list[tuple[Path, str]] = [
        (("communities", n, "people", role), role) for n, c in enumerate(catalog.communities) for role in c.people
    ]
    culprits = _misspelt(named, catalog.roles)
    yield from _told_once("roles", culprits)
    for role in dict.fromkeys(role for _, role in named if role in catalog.roles and role not in held):
        yield Finding(("roles", role), "has no `seats`, though people hold it. Write how many it has")
    for path, role in named:
        if role not in culprits and role not in catalog.roles:
            yield Finding(path, f"is not a role with seats. {_meant(role, held)}")


def confirmed_by_a_role(catalog: Catalog, known: Known) -> Findings:
    """An entry is confirmed by somebody in a role, or by the association."""
    options = [*catalog.roles, "association"]
    named: list[tuple[Path, str]] = [
        (("communities", n, "confirmed", "by"), c.confirmed.by) for n, c in enumerate(catalog.communities)
    ]
    culprits = _misspelt(named, catalog.roles)
    yield from _told_once("roles", culprits)
    for path, by in named:
        if by not in culprits and by not in options:
            yield Finding(path, f"cannot be {by!r}. {_meant(by, options)}")


def terms_run_forward(catalog: Catalog, known: Known) -> Findings:
    """A term ends after it begins."""
    for n, community in enumerate(catalog.communities):
        for role, seats in community.people.items():
            for s, seat in enumerate(seats):
                if seat.until <= seat.from_:
                    path = ("communities", n, "people", role, s, "until")
                    yield Finding(path, f"is {seat.until}, which is not after `from` ({seat.from_})")


def seats_suffice(catalog: Catalog, known: Known) -> Findings:
    """No more people hold a role at one time than it has seats."""
    for n, community in enumerate(catalog.communities):
        for role, seats in community.people.items():
            places = catalog.roles[role].seats if role in catalog.roles else None
            begun = sorted(seat.from_ for seat in seats)
            ended = sorted(max(seat.from_, seat.until) for seat in seats)
            for s, seat in enumerate(seats):
                together = bisect_right(begun, seat.from_) - bisect_left(ended, seat.from_)
                if places and together > places:
                    yield Finding(
                        ("communities", n, "people", role, s),
                        f"makes {together} people at one time from {seat.from_}, but the role has "
                        f"{places} {'seat' if places == 1 else 'seats'}. Set `until` of whoever left",
                    )


def seats_end_with_the_community(catalog: Catalog, known: Known) -> Findings:
    """Nobody holds a seat in a community after it is over."""
    for n, community in enumerate(catalog.communities):
        for role, seats in community.people.items():
            for s, seat in enumerate(seats):
                if community.status.ended and seat.until > community.since:
                    words = f"is {seat.until}, but the community is {community.status} since {community.since}"
                    yield Finding(("communities", n, "people", role, s, "until"), words)


def confirmed_as_it_is(catalog: Catalog, known: Known) -> Findings:
    """An entry is confirmed after its status last changed."""
    for n, community in enumerate(catalog.communities):
        if community.confirmed.on < community.since <= known.today:
            words = (
                f"is {community.confirmed.on}, before the status changed ({community.since}). Confirm the entry anew"
            )
            yield Finding(("communities", n, "confirmed", "on"), words)


def past_is_past(catalog: Catalog, known: Known) -> Findings:
    """What has happened did not happen in the future."""
    for n, community in enumerate(catalog.communities):
        tried = community.mailing_list and community.mailing_list.tried
        days = {("since",): community.since, ("confirmed", "on"): community.confirmed.on, ("list", "tried"): tried}
        for path, day in days.items():
            if day and day > known.today:
                yield Finding(("communities", n, *path), f"is {day}, a day still to come (today is {known.today})")


def ended_is_closed(catalog: Catalog, known: Known) -> Findings:
    """A community that is merged or closed offers no joining."""
    for n, community in enumerate(catalog.communities):
        if community.status.ended and community.mailing_list and community.mailing_list.open_to != OpenTo.NOBODY:
            path = ("communities", n, "list", "open_to")
            yield Finding(
                path, f"is {community.mailing_list.open_to!s}, but the community is {community.status}. Write 'nobody'"
            )


def active_has_a_list(catalog: Catalog, known: Known) -> Findings:
    """An active community has a mailing list: being on it is all that membership takes."""
    for n, community in enumerate(catalog.communities):
        if community.status == Status.ACTIVE and community.mailing_list is None:
            path = ("communities", n, "status")
            yield Finding(path, "is active, but the community has no `list`. Add one, or write 'forming'")


def successors_live(catalog: Catalog, known: Known) -> Findings:
    """A merged community names its successor, and following successors comes to an end."""
    circling = _circling(catalog)
    for n, community in enumerate(catalog.communities):
        path = ("communities", n, "successor")
        successor = community.successor
        if community.status == Status.MERGED and successor is None:
            yield Finding(
                ("communities", n, "status"), "is merged, but into what? Add `successor` with that community's id"
            )
        elif successor is not None and not community.status.ended:
            yield Finding(
                path, f"is given, but the community is {community.status}. Only a merged or closed one has a successor"
            )
        elif successor is not None and successor not in catalog.by_id:
            yield Finding(
                path, f"names {successor!r}, which no community has as its id. {_meant(successor, catalog.by_id)}"
            )
        elif successor is not None and community.id in circling:
            yield Finding(
                path, f"names {successor!r}, but from there one comes back here. Name a community that goes on"
            )


def lists_have_hosts(catalog: Catalog, known: Known) -> Findings:
    """A list that is written to has a host, and a list on another manager has a host of its own."""
    default = catalog.association.list_server
    if MANAGERS[default.manager].commands.post and not (default.host or MANAGERS[default.manager].home):
        yield Finding(
            ("association", "list_server", "host"), "is missing. Write the host's name, such as 'lists.mla.example'"
        )
    for path, mailing_list in _lists(catalog):
        other = mailing_list.manager not in (None, default.manager)
        server = catalog.server(mailing_list)
        if other and MANAGERS[server.manager].commands.post and server.host is None:
            yield Finding(
                (*path[:-1], "manager"), f"is {server.manager}, so the list needs a `host` of its own. Add it"
            )


def lists_say_what_their_manager_needs(catalog: Catalog, known: Known) -> Findings:
    """A list has what its manager needs beside a name, and nothing that its manager has no use for."""
    for path, mailing_list in _lists(catalog):
        manager = catalog.server(mailing_list).manager
        for field, managers in _MANAGERS_WITH.items():
            given = field in mailing_list.model_fields_set
            if given and manager not in managers:
                yield Finding((*path[:-1], field), f"means nothing for {manager}. Remove it, or change `manager`")
            elif not given and manager in managers and field in _NEEDED:
                yield Finding((*path[:-1], "manager"), f"is {manager}, so the list needs `{field}`. Add it")


def services_are_at_home(catalog: Catalog, known: Known) -> Findings:
    """A list of a service is at the service's own host, unless the entry says otherwise."""
    for path, mailing_list in _lists(catalog):
        server = catalog.server(mailing_list)
        home = MANAGERS[server.manager].home
        host = (server.host or "").lower()
        if home and host and not mailing_list.own_host and host != home and not host.endswith("." + home):
            words = f"is {host!r}, but {server.manager} lists are at {home}. Correct it, or add `own_host: yes`"
            yield Finding((*path[:-1], "host"), words)


def commands_never_go_to_everyone(catalog: Catalog, known: Known) -> Findings:
    """Nothing but what is meant for everyone is sent to the address that reaches everyone."""
    filled = [(path, mailing_list, catalog.commands(mailing_list)) for path, mailing_list in _lists(catalog)]
    posts = {commands.post.to.lower(): path for path, _, commands in filled if commands.post}
    culprits: dict[Path, str] = {}
    for path, mailing_list, commands in filled:
        given = {"command_address": mailing_list.command_address, "contact": mailing_list.contact}
        for address in {message.to.lower() for message in commands.to_the_server} & posts.keys():
            fields = [field for field, value in given.items() if value and value.lower() == address]
            culprits[(*path[:-1], fields[0]) if fields else posts[address]] = address
    for culprit, address in culprits.items():
        yield Finding(culprit, f"sends commands to {address!r}, which reaches everyone on a list. Write another")


def list_names_are_no_commands(catalog: Catalog, known: Known) -> Findings:
    """A list's name does not end like an address that its server keeps for commands."""
    for path, mailing_list in _lists(catalog):
        ending = _COMMAND.search(mailing_list.name)
        if ending:
            words = (
                f"is {mailing_list.name!r}, but {ending[0]!r} is part of an address for commands. Write the name alone"
            )
            yield Finding(path, words)


def members_lists_are_guarded(catalog: Catalog, known: Known) -> Findings:
    """A list for members is not joined by a public form that lets everybody in."""
    for path, mailing_list in _lists(catalog):
        form = catalog.server(mailing_list).manager == WEB
        if form and mailing_list.open_to == OpenTo.MEMBERS and mailing_list.approval == Approval.NONE:
            words = "is members, but a web form without approval lets anyone in. Write 'anyone', or `approval: owner`"
            yield Finding((*path[:-1], "open_to"), words)


def chapters_describe_roles(catalog: Catalog, known: Known) -> Findings:
    """A role's chapter has the two sections that the role's page quotes."""
    for role, facts in catalog.roles.items():
        for anchor in ("duties", "becoming"):
            if f"{facts.chapter}#{anchor}" not in known.anchors:
                words = f"is {facts.chapter!r}, which has no heading with {{#{anchor}}} below docs/"
                yield Finding(("roles", role, "chapter"), words)


def communities_texts_are_shown(catalog: Catalog, known: Known) -> Findings:
    """A community's texts have no markup that would be shown as it is written."""
    yield from (Finding(*fault) for fault in faults_of_community_texts(catalog.communities))


def texts_are_shown(catalog: Catalog, known: Known) -> Findings:
    """Nor have the texts above the communities."""
    yield from (Finding(*fault) for fault in faults_of_texts(catalog))


Rule: TypeAlias = Callable[[Catalog, Known], Findings]

RULES_OF_COMMUNITIES: tuple[Rule, ...] = (
    ids_differ,
    former_ids_are_free,
    names_differ,
    terms_run_forward,
    seats_end_with_the_community,
    confirmed_as_it_is,
    past_is_past,
    ended_is_closed,
    active_has_a_list,
    list_names_are_no_commands,
    communities_texts_are_shown,
)
RULES: tuple[Rule, ...] = (
    *RULES_OF_COMMUNITIES,
    lists_differ,
    topics_exist,
    roles_exist,
    confirmed_by_a_role,
    seats_suffice,
    lists_have_hosts,
    lists_say_what_their_manager_needs,
    services_are_at_home,
    commands_never_go_to_everyone,
    members_lists_are_guarded,
    chapters_describe_roles,
    texts_are_shown,
)
RULES_OF_ALL: tuple[Rule, ...] = (successors_live,)


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


def _lists(catalog: Catalog) -> Iterator[tuple[Path, MailingList]]:
    for n, community in enumerate(catalog.communities):
        if community.mailing_list:
            yield ("communities", n, "list", "name"), community.mailing_list


def _seen(name: str) -> str:
    """Write a name so that two that look the same are the same."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _reached(catalog: Catalog, mailing_list: MailingList) -> str:
    """Name a list by what reaches it: its address, or who or what keeps it."""
    post = catalog.commands(mailing_list).post
    if catalog.server(mailing_list).manager == PORTAL:
        return f"{mailing_list.name.lower()}@{catalog.association.list_server.host}"
    keeper = mailing_list.contact or mailing_list.join_url or ""
    return post.to.lower() if post else f"{mailing_list.name.lower()} {keeper}".strip()


def _twice(values: Iterable[tuple[Path, str]]) -> Findings:
    first: dict[str, Path] = {}
    for path, value in values:
        if value in first:
            yield Finding(path, f"is {value!r}, which another community has already", first[value])
        first.setdefault(value, path)


def _misspelt(named: Iterable[tuple[Path, str]], options: Collection[str]) -> dict[str, str]:
    """Give by the name that several entries use the option that is it, misspelt: one slip, told once."""
    uses = Counter(name for _, name in named)
    idle = [*islice((option for option in options if option not in uses), _COMPARED)]
    unknown = [name for name, times in uses.items() if times > 1 and name not in options] if idle else []
    twins = ((name, near(name, idle)) for name in unknown[:MOST])
    return {name: twin for name, twin in twins if twin}


def _meant(word: str, options: Iterable[str]) -> str:
    return meant(word, [*islice(options, _COMPARED)])


def _told_once(part: str, culprits: Mapping[str, str]) -> Findings:
    for name, option in culprits.items():
        yield Finding((part, option), f"is used nowhere, but entries name {name!r}. Write the id here as there")


def _circling(catalog: Catalog) -> set[str]:
    """Give the ids from which following successors never comes to an end."""
    ends: dict[str, bool] = {}
    for id in catalog.by_id:
        way: dict[str, None] = {}
        while id in catalog.by_id and id not in ends and id not in way:
            way[id] = None
            id = catalog.by_id[id].successor or ""
        ends |= dict.fromkeys(way, id not in way and ends.get(id, True))
    return {id for id, end in ends.items() if not end}
