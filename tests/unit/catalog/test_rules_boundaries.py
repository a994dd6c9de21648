"""Boundaries of the rules: a change to a valid catalog, and the lines on which it is a problem, if any."""

from __future__ import annotations

import pytest

from copsite.catalog.rules import RuleContext
from copsite.catalog.validate import validate
from copsite.diagnostics.problem import Place, Problem, ProblemsError
from copsite.yamlio.reader import read
from reader import DAY, text_with

ANCHORS = frozenset({"handbook/facilitator.md#duties", "handbook/facilitator.md#becoming"})
LIST = "{list: sla-teens, open_to: members}"
SERVER = "{type: listserv, host: lists.sla.example}"
OTHER = """\
  - id: films
    name: Films
    summary: What films a library shows.
    purpose: Members compare what works.
    suits: Staff who show films.
    topics: [youth]
    status: active
    since: 2026-01-05
    confirmed: {on: 2026-10-01, by: facilitator}
    channels:
      - {list: sla-films, open_to: members}
"""
# Replaces the date of a confirmation, whichever date the valid catalog has.
SOUND = text_with(OTHER.replace("{on:", "{" + text_with().partition("confirmed: {")[2].partition(":")[0] + ":"))
FILMS = "{list: sla-films, open_to: members}"
NO_CHANNEL = f"\n    channels:\n      - {LIST} -> "
FORM = 'join_url: "https://forms.sla.example/join"'


def problems(text: str) -> tuple[Problem, ...]:
    """Return the problems of a catalog."""
    try:
        validate(read(text, "cops.yaml"), RuleContext(DAY, ANCHORS))
    except ProblemsError as error:
        return error.problems
    return ()


def part(text: str, place: Place) -> str:
    """Return the text at a place."""
    return text.split("\n")[place.line - 1][place.column - 1 :][: place.width]


def lines(text: str) -> list[str]:
    """Return the first word of each line that has a problem."""
    wrong = [text.split("\n")[problem.place.line - 1] for problem in problems(text)]
    return [line.partition(":")[0].strip(" -{") for line in wrong]


def changed(*changes: str) -> str:
    """Apply changes of the form `old -> new` to the valid catalog, each at its first occurrence."""
    text = SOUND
    for change in changes:
        old, _, new = change.partition(" -> ")
        assert old in text
        text = text.replace(old, new, 1)
    return text


def seats(*terms: str, name: str = "Sample Person {}") -> str:
    """Return a change that gives the first community these people."""
    people = "".join(
        f"\n        - {{name: {name.format(n)}, organization: Sample Library, from: {term[:10]}, until: {term[-10:]}}}"
        for n, term in enumerate(terms)
    )
    return f"{LIST} -> {LIST}\n    people:\n      facilitator:{people}"


def server(text: str) -> str:
    """Return a change that gives the association another list server."""
    return f"{SERVER} -> {text}"


def list_of(text: str) -> str:
    """Return a change that gives the first community another list."""
    return f"{LIST} -> {text}"


def films(text: str) -> str:
    """Return a change that gives the second community another list."""
    return f"{FILMS} -> {text}"


CLOSED = ("active -> closed", "open_to: members -> open_to: nobody")

# A list for members only, and the web form that lets everyone in.
GUARDS = [
    ([list_of(f"{{list: t, type: web, {FORM}, open_to: members}}")], []),
    ([list_of(f"{{list: t, type: web, {FORM}, open_to: members, approval: none}}")], ["list"]),
    ([list_of(f"{{list: t, type: web, {FORM}, open_to: members, approval: owner}}")], []),
    ([list_of(f"{{list: t, type: web, {FORM}, open_to: anyone}}")], []),
    ([list_of("{list: t, open_to: members, approval: none}")], []),
    ([list_of("{list: t, type: portal, open_to: members}")], []),
]

# A hosted service's lists are at its own host or a subdomain, in any case; others need a host.
HOSTS = [
    ([list_of("{list: t, type: google, open_to: anyone}")], []),
    ([list_of("{list: t, type: google, host: googlegroups.com, open_to: anyone}")], []),
    ([list_of("{list: t, type: google, host: GoogleGroups.com, open_to: anyone}")], []),
    ([list_of("{list: t, type: google, host: sla.googlegroups.com, open_to: anyone}")], []),
    ([list_of("{list: t, type: groupsio, host: SLA.Groups.IO, open_to: anyone}")], []),
    ([list_of("{list: t, type: google, host: oogooglegroups.com, open_to: anyone}")], ["list"]),
    ([list_of("{list: t, type: google, host: googlegroups.com.sla.example, open_to: anyone}")], ["list"]),
    ([list_of("{list: t, type: google, host: groups.io, open_to: anyone}")], ["list"]),
    ([list_of("{list: t, type: google, host: sla.example, own_host: yes, open_to: anyone}")], []),
    ([list_of("{list: t, type: google, host: sla.example, own_host: no, open_to: anyone}")], ["list"]),
    ([list_of("{list: t, type: sympa, host: anything.example, open_to: anyone}")], []),
    ([list_of("{list: t, type: sympa, open_to: anyone}")], ["list"]),
    ([list_of("{list: t, type: listserv, open_to: anyone}")], []),
    ([list_of("{list: t, type: portal, open_to: anyone}")], []),
    ([list_of(f"{{list: t, type: web, {FORM}, open_to: anyone}}")], []),
    ([list_of("{list: t, type: person, contact: t@sla.example, open_to: anyone}")], []),
    ([server("{type: groupsio}")], []),
    ([server("{type: google}")], []),
    ([server("{type: portal}")], ["list_server"]),
    # A host that cannot be read is the one problem.
    ([server("{type: listserv, host: [x]}")], ["list_server"]),
    ([server("[x]")], ["list_server"]),
    ([list_of("{list: t, type: mailman3, host: [x], open_to: anyone}")], ["list"]),
    ([f"\n  list_server: {SERVER} -> "], ["list", "list"]),
    (
        [
            f"\n  list_server: {SERVER} -> ",
            list_of("{list: t, type: google}"),
            films("{type: signal, open_to: invited}"),
        ],
        [],
    ),
    ([server("{type: listserv}")], ["list_server"]),
    ([server("{type: listserv}"), list_of("{list: t, type: listserv, open_to: anyone}")], ["list_server"]),
]

# Of the addresses made from a list's name, the longest has at most 64 characters before the @.
LENGTHS = [
    ([list_of(f"{{list: {'a' * 44}, open_to: anyone}}")], []),
    ([list_of(f"{{list: {'a' * 45}, open_to: anyone}}")], ["list"]),
    # Messages of its own to join and leave do not need the usual addresses; settings go to the robot.
    ([list_of(f"{{list: {'a' * 45}, open_to: anyone, subscribe: {{subject: J}}, unsubscribe: {{subject: L}}}}")], []),
    (
        [list_of(f"{{list: {'a' * 57}, open_to: anyone, subscribe: {{subject: J}}, unsubscribe: {{subject: L}}}}")],
        ["list"],
    ),
    ([list_of(f"{{list: {'a' * 55}, type: mailman3, host: l.example, open_to: anyone}}")], []),
    ([list_of(f"{{list: {'a' * 56}, type: mailman3, host: l.example, open_to: anyone}}")], ["list"]),
    # `-owner@` and `-leave@` are shorter than the sender of a request that does not come.
    ([list_of(f"{{list: {'a' * 56}, type: mailman3, host: l.example, confirmation: none, open_to: anyone}}")], []),
    ([list_of(f"{{list: {'a' * 47}, type: mlmmj, host: l.example, open_to: anyone}}")], []),
    ([list_of(f"{{list: {'a' * 48}, type: mlmmj, host: l.example, open_to: anyone}}")], ["list"]),
    ([list_of(f"{{list: {'a' * 45}, type: ezmlm, host: l.example, open_to: anyone}}")], []),
    ([list_of(f"{{list: {'a' * 46}, type: ezmlm, host: l.example, open_to: anyone}}")], ["list"]),
    ([list_of(f"{{list: {'a' * 64}, type: majordomo, host: l.example, open_to: anyone}}")], []),
    ([list_of(f"{{list: {'a' * 64}, type: sympa, host: l.example, open_to: anyone}}")], ["list"]),
    ([list_of(f"{{list: {'a' * 64}, type: simplelists, {FORM}, open_to: anyone}}")], []),
    ([list_of(f"{{list: {'a' * 64}, type: web, {FORM}, open_to: anyone}}")], []),
    ([list_of(f"{{list: {'a' * 64}, type: person, contact: t@sla.example, open_to: anyone}}")], []),
]

# The names that a list may have on a list manager.
LIST_NAMES = [
    ([list_of("{list: a-b_C9, type: majordomo, host: l.example, open_to: anyone}")], []),
    ([list_of("{list: a.b, type: majordomo, host: l.example, open_to: anyone}")], ["list"]),
    ([list_of("{list: a.b, type: mailman3, host: l.example, open_to: anyone}")], []),
    ([server("{type: majordomo, host: l.example}"), list_of("{list: a.b, open_to: anyone}")], ["list"]),
]

# Which fields a list may have beside its name, by its manager.
OPTIONS = [
    ([list_of("{list: t, command_address: c@lists.sla.example, open_to: anyone}")], []),
    ([list_of("{list: t, type: sympa, host: h.example, command_address: c@h.example, open_to: anyone}")], []),
    ([list_of("{list: t, type: majordomo, host: h.example, command_address: c@h.example, open_to: anyone}")], []),
    ([list_of("{list: t, type: mailman3, host: h.example, command_address: c@h.example, open_to: anyone}")],
     ["list"]),
    ([list_of("{list: t, type: person, contact: c@h.example, command_address: d@h.example, open_to: anyone}")],
     ["list"]),
    ([list_of('{list: t, type: mlmmj, host: h.example, delimiter: "-", open_to: anyone}')], []),
    ([list_of('{list: t, type: groupsio, delimiter: "-", open_to: anyone}')], ["list"]),
    ([list_of("{list: t, type: groupsio, own_host: yes, host: h.example, open_to: anyone}")], []),
    ([list_of("{list: t, type: mailman2, own_host: yes, host: h.example, open_to: anyone}")], ["list"]),
    ([list_of("{list: t, own_host: no, open_to: anyone}")], ["list"]),
    ([list_of(f"{{list: t, {FORM}, open_to: anyone}}")], []),
    ([list_of(f"{{list: t, {FORM.replace('join_url', 'leave_url')}, open_to: anyone}}")], []),
    ([list_of(f"{{list: t, type: web, {FORM.replace('join_url', 'leave_url')}, {FORM}, open_to: anyone}}")], []),
    ([list_of("{list: t, type: web, open_to: anyone}")], ["list"]),
    ([list_of("{list: t, contact: t@sla.example, open_to: anyone}")], ["list"]),
    ([list_of("{list: t, type: person, open_to: anyone}")], ["list"]),
    ([list_of(f"{{list: t, type: person, {FORM}, contact: t@sla.example, open_to: anyone}}")], []),
    ([list_of("{type: slack, list: t, page: 'https://c.example/t'}")], ["type"]),
    ([list_of("{type: slack, name: t, page: 'https://c.example/t'}")], []),
    ([list_of("{type: newsletter, list: t, page: 'https://c.example/t'}")], ["type"]),
    ([list_of("{type: newsletter, name: T, page: 'https://c.example/t'}")], []),
    ([list_of("{type: web, list: t, page: 'https://c.example/t'}")], []),
    ([list_of("{list: t, post: no}")], []),
    ([list_of("{type: slack, post: no, page: 'https://c.example/t'}")], ["type"]),
    ([list_of("{type: google, name: Teens}")], ["type"]),
    ([list_of("{list: t, name: Teens}")], []),
    ([list_of("{name: t, open_to: anyone}")], ["name"]),
    ([list_of("{}")], ["}"]),
]  # fmt: skip

# Ids that differ only in case are the same; addresses at another host are not.
SAME = [
    (["name: Films -> name: Teens"], ["name"]),
    (["name: Films -> name: TEENS"], ["name"]),
    (["name: Teens -> name: Straße", "name: Films -> name: STRASSE"], ["name"]),
    ([films("{list: sla-teens, open_to: members}")], ["list"]),
    ([films("{list: SLA-Teens, open_to: members}")], ["list"]),
    ([films("{list: sla-teens, host: LISTS.sla.example, open_to: members}")], ["list"]),
    ([films("{list: sla-teens, host: more.sla.example, open_to: members}")], []),
    ([list_of("{list: t, type: portal, open_to: anyone}"), films("{list: T, type: portal, open_to: anyone}")],
     ["list"]),
    ([list_of("{list: t, type: person, contact: c@h.example, open_to: anyone}"),
      films("{list: T, type: person, contact: c@h.example, open_to: anyone}")], ["list"]),
    ([list_of("{list: t, type: person, contact: c@h.example, open_to: anyone}"),
      films("{list: t, type: person, contact: d@h.example, open_to: anyone}")], []),
    ([list_of(f"{{list: t, type: web, {FORM}, open_to: anyone}}"),
      films(f"{{list: T, type: web, {FORM}, open_to: anyone}}")], ["list"]),
    ([list_of(f"{{list: t, type: web, {FORM}, open_to: anyone}}"),
      films(f"{{list: t, type: web, {FORM.replace('/join', '/films')}, open_to: anyone}}")], []),
    ([list_of(f"{{list: t, type: web, {FORM}, open_to: anyone}}"),
      films("{list: t, type: person, contact: c@h.example, open_to: anyone}")], []),
    # A merged community may share its list with its successor.
    ([*CLOSED, films("{list: sla-teens, open_to: members}")], []),
]  # fmt: skip

SLACK = "{type: slack, page: 'https://c.example/t'}"
ROOM = "{type: slack, name: '#t', page: 'https://c.example/t'}"

# Whether one channel may be used by two communities, and twice by one.
SHARED = [
    ([list_of("{list: t}"), films("{list: t}")], ["list"]),
    ([list_of("{list: t, shared: yes}"), films("{list: t}")], []),
    ([list_of("{list: t}"), films("{list: t, shared: yes}")], []),
    ([list_of("{list: t, shared: no}"), films("{list: t, shared: no}")], ["list"]),
    ([list_of("{list: t, shared: yes}\n      - {list: t, shared: yes}")], ["list"]),
    ([list_of("{list: t}\n      - {list: t-more}"), films("{list: t-more}\n      - {list: t}")], ["list", "list"]),
    ([list_of(SLACK), films(SLACK)], []),
    ([list_of(SLACK), films(ROOM)], []),
    ([list_of(f"{SLACK}\n      - {SLACK}")], ["type"]),
    ([list_of(f"{SLACK}\n      - " + SLACK.replace("c.example", "C.example"))], ["type"]),
    ([list_of(f"{SLACK}\n      - " + SLACK.replace("t'}", "t/'}"))], ["type"]),
    ([list_of(f"{ROOM}\n      - " + ROOM.replace("#t", "#T"))], ["type"]),
    ([list_of(f"{ROOM}\n      - " + ROOM.replace("#t", "#u"))], []),
    ([list_of(ROOM), films(ROOM.replace("#t", "#u"))], []),
    ([list_of("{type: telegram, name: teens}"), films("{type: telegram, name: Teens}")], []),
    # A form for all communities, one portal and one person are common.
    ([list_of(f"{{type: web, {FORM}}}"), films(f"{{type: web, {FORM}}}")], []),
    ([list_of("{type: portal}"), films("{type: portal}")], []),
    ([list_of("{type: person, contact: c@h.example}"), films("{type: person, contact: c@h.example}")], []),
    ([list_of("{type: signal, open_to: invited}"), films("{type: signal, open_to: invited}")], []),
]  # fmt: skip

# How people come into a channel that they can join by themselves.
WAYS = [
    ([list_of("{type: slack, name: t}")], ["type"]),
    ([list_of("{type: slack, name: t, open_to: anyone}")], ["type"]),
    ([list_of("{type: slack, name: t, open_to: invited}")], []),
    ([list_of(f"{{type: slack, name: t, {FORM}}}")], []),
    ([list_of("{type: slack, name: t, in_portal: yes}")], []),
    ([list_of("{type: slack, name: t, subscribe: {to: t@sla.example}}")], []),
    ([list_of("{type: slack, name: t, subscribe: {subject: T}}")], ["type"]),
    ([list_of("{type: telegram, name: sla_teens}")], []),
    ([list_of("{type: telegram, name: The teens}")], ["type"]),
    ([list_of("{type: telegram, name: The teens, page: 'https://t.me/x'}")], []),
    ([list_of("{type: web}")], ["type"]),
    ([list_of("{type: portal}")], []),
    (["  member_portal: -> #", list_of("{type: portal}")], ["type"]),
    (["  member_portal: -> #", list_of("{list: t, in_portal: yes}")], ["list"]),
    (["  member_portal: -> #", list_of("{list: t, in_portal: no}")], []),
    # A portal that cannot be read is the one problem.
    (['{name: Member Portal, url: "https://members.sla.example/login"} -> {name: [x], url: y}',
      list_of("{type: portal}")], ["member_portal", "member_portal"]),
    ([list_of("{type: slack, name: t, open_to: nobody}")], ["status"]),
    ([list_of("{type: slack, name: t, open_to: nobody}\n    contact: t@sla.example")], []),
]  # fmt: skip

# The names of two communities, and their places.
NAMES = [
    (["name: Films -> name: Teens", "status: -> place: {town: Flint}\n    status:"], []),
    (["name: Films -> name: Teens\n    place: {town: Flint}", "name: Teens -> name: Teens\n    place: {town: FLINT}"],
     ["name"]),
    (["name: Films -> name: Teens\n    place: {town: Flint}",
      "name: Teens -> name: Teens\n    place: {town: Flint, region: Michigan}"], []),
    (["name: Films -> name: Teens (Flint)", "name: Teens -> name: Teens\n    place: {town: Flint}"], []),
    (["name: Films -> name: Films\n    also_called: [Teens]"], ["also_called"]),
    (["name: Films -> name: Films\n    also_called: [TEENS]", *CLOSED], []),
    (["name: Films -> name: Films\n    also_called: [Movies, films]"], ["also_called"]),
    (["name: Films -> name: Films\n    also_called: [Movies, Cinema]",
      "name: Teens -> name: Teens\n    also_called: [Movies]"], []),
]  # fmt: skip

# What a community is part of.
PARTS = [
    (["name: Films -> name: Films\n    part_of: teens"], []),
    (["name: Films -> name: Films\n    part_of: [teens]"], []),
    (["name: Films -> name: Films\n    part_of: []"], []),
    (["name: Films -> name: Films\n    part_of: films"], ["part_of"]),
    (["name: Films -> name: Films\n    part_of: teans"], ["part_of"]),
    (["name: Films -> name: Films\n    part_of: Teens"], ["part_of"]),
    (["name: Films -> name: Films\n    part_of: [teens, teens]"], ["part_of"]),
    (["name: Films -> name: Films\n    part_of: teens", "name: Teens -> name: Teens\n    part_of: films"],
     ["part_of", "part_of"]),
    (["name: Films -> name: Films\n    part_of: [teens, films]"], ["part_of"]),
]  # fmt: skip

# Commands that would be sent to the whole list, in any case; and names that end like a command address.
EVERYONE = [
    ([list_of("{list: sla-teens, command_address: SLA-Teens@Lists.sla.example, open_to: members}")], ["list"]),
    ([list_of("{list: sla-teens, command_address: sla-teens@sla.example, open_to: members}")], []),
    ([list_of("{list: SLA-TEENS, command_address: sla-teens@lists.sla.example, open_to: members}")], ["list"]),
    ([films("{list: f, type: person, contact: SLA-Teens@lists.sla.example, open_to: anyone}")], ["list"]),
    ([list_of("{list: t, post: no, subscribe: {to: t@lists.sla.example}}")], ["list"]),
    ([list_of("{list: t, subscribe: {to: SLA-Films@lists.sla.example}}")], ["list"]),
    ([list_of("{list: t, unsubscribe: {to: t@lists.sla.example}}")], ["list"]),
    ([list_of("{list: t, subscribe: {to: t-request@lists.sla.example}}")], []),
    ([films("{list: listserv, open_to: members}")], ["list"]),
    ([films("{list: ListServ, open_to: members}")], ["list"]),
    *[
        ([list_of(f"{{list: sla-{word}, open_to: members}}")], ["list"])
        for word in (
            *("bounces", "confirm", "digest", "editor", "help", "join", "leave", "owner", "request", "server"),
            *("signoff", "subscribe", "unsubscribe", "Request", "OWNER"),
        )
    ],
    ([list_of("{list: sla-request-s, open_to: members}")], []),
    ([list_of("{list: request, open_to: members}")], []),
    ([list_of("{list: sla-newsletters, open_to: members}")], []),
]

# Today is 2026-11-24, which is not in the future; events on the same day are in order.
DAYS = [
    (["since: 2026-01-05 -> since: 2026-11-24", "2026-10-01 -> 2026-11-24"], []),
    (["since: 2026-01-05 -> since: 2026-11-25"], ["since"]),
    (["since: 2026-01-05 -> since: 2026-11-25", "2026-10-01 -> 2026-11-24"], ["since"]),
    (["2026-10-01 -> 2026-11-24"], []),
    (["2026-10-01 -> 2026-11-25"], ["confirmed"]),
    (["2026-10-01 -> 2026-01-05"], []),
    (["2026-10-01 -> 2026-01-04"], ["confirmed"]),
    (["since: 2026-01-05 -> since: 2026-11-24"], ["confirmed"]),
    ([list_of("{list: t, open_to: members, tried: 2026-11-24}")], []),
    ([list_of("{list: t, open_to: members, tried: 2026-11-25}")], ["list"]),
    ([list_of("{list: t, counted: {date: 2026-11-24, members: 1}}")], []),
    ([list_of("{list: t, counted: {date: 2026-11-25, members: 1}}")], ["list"]),
]

# A role has two seats here; `until` is the last day of a term.
TERMS = [
    ([seats("2026-01-01 2026-12-31", "2026-01-01 2026-12-31")], []),
    ([seats("2026-01-01 2026-01-31", "2026-01-01 2026-12-31", "2026-02-01 2026-12-31")], []),
    ([seats("2026-01-01 2026-02-01", "2026-01-01 2026-12-31", "2026-02-01 2026-12-31")], ["name"]),
    ([seats("2026-02-01 2026-12-31", "2026-01-01 2026-12-31", "2026-01-01 2026-01-31")], []),
    ([seats("2026-02-01 2026-01-31")], ["name"]),
    # More people than seats are one problem, though they come and leave one by one.
    ([seats("2026-01-01 2026-12-31", "2026-01-01 2026-10-31", "2026-01-01 2026-11-30", "2026-01-01 2026-09-30",
            "2026-10-15 2026-10-20")],
     ["name"]),
    # One person holds the role once at a time, and two whose names cannot be read are two.
    ([seats("2026-01-01 2026-06-30", "2026-07-01 2026-12-31", name="One")], []),
    ([seats("2026-01-01 2026-06-30", "2026-06-30 2026-12-31", name="One")], ["name"]),
    ([seats("2025-01-01 2028-12-31", "2026-01-01 2026-12-31", "2027-01-01 2027-12-31", name="One")],
     ["name", "name"]),
    ([seats("2026-01-01 2026-12-31", "2026-01-01 2026-12-31", name="[x]")], ["name", "name"]),
    # A role that nobody holds may leave open how many seats it has.
    (["    seats: 2 ->     seats: 2\n  reader: {name: R, summary: S, chapter: handbook/facilitator.md, hours: H}"], []),
    ([*CLOSED, seats("2025-01-05 2026-01-05").replace("members", "nobody")], []),
    ([*CLOSED, seats("2025-01-05 2026-01-06").replace("members", "nobody")], ["name"]),
]  # fmt: skip

# The fields that each status requires, and which communities may be a successor.
STATUS = [
    ([NO_CHANNEL], ["status"]),
    ([NO_CHANNEL, "active -> forming"], []),
    ([NO_CHANNEL, "active -> proposed"], []),
    ([NO_CHANNEL, "active -> paused"], []),
    ([NO_CHANNEL, "active -> closed"], []),
    ([*CLOSED], []),
    (["active -> closed"], ["list"]),
    (["active -> closed", "open_to: members -> open_to: anyone"], ["list"]),
    (["active -> paused", "open_to: members -> open_to: nobody"], []),
    (["active -> merged", CLOSED[1]], ["status"]),
    (["active -> merged\n    successor: films", CLOSED[1]], []),
    (["active -> closed\n    successor: films", CLOSED[1]], []),
    (["active -> paused\n    successor: films"], ["successor"]),
    (["active -> closed\n    successor: teens", CLOSED[1]], ["successor"]),
    (["active -> closed\n    successor: film", CLOSED[1]], ["successor"]),
    (["active -> closed\n    successor: films", CLOSED[1], "active -> closed", CLOSED[1]], []),
    (["active -> closed\n    successor: films", CLOSED[1], "active -> closed\n    successor: teens", CLOSED[1]],
     ["successor", "successor"]),
    (["active -> closed\n    successor: films", CLOSED[1], "active -> closed\n    successor: films", CLOSED[1]],
     ["successor", "successor"]),
    (["active -> closed\n    successor: teens", CLOSED[1], "active -> closed\n    successor: teens", CLOSED[1]],
     ["successor", "successor"]),
    # An entry that cannot be read hides none behind it.
    (["active -> [x]", f"\n    channels:\n      - {FILMS} -> "], ["status", "status"]),
]  # fmt: skip

# A community's topics: each once, from the catalog's.
TOPICS = [
    (["topics: [youth] -> topics: []"], []),
    (["    topics: [youth]\n -> "], []),
    (["topics: [youth] -> topics: [youth, youth]"], ["topics"]),
    (["topics: [youth] -> topics: [[x], [y]]"], ["topics", "topics"]),
    (["topics: [youth] -> topics: [yuoth]"], ["topics"]),
    # One that several communities have is no misspelling of one that none has.
    (["topics: {youth: Youth} -> topics: {youth: Youth, youths: Youths}"], []),
]

TABLES = {
    "guards": GUARDS,
    "hosts": HOSTS,
    "lengths": LENGTHS,
    "list names": LIST_NAMES,
    "options": OPTIONS,
    "same": SAME,
    "shared": SHARED,
    "ways": WAYS,
    "names": NAMES,
    "parts": PARTS,
    "everyone": EVERYONE,
    "days": DAYS,
    "terms": TERMS,
    "status": STATUS,
    "topics": TOPICS,
}
CASES = [pytest.param(*case, id=f"{name}-{n}") for name, cases in TABLES.items() for n, case in enumerate(cases, 1)]


def test_the_unchanged_catalog_has_no_problems() -> None:
    assert lines(SOUND) == []


@pytest.mark.parametrize(("changes", "wrong"), CASES)
def test_a_change_gives_problems_on_exactly_these_lines(changes: list[str], wrong: list[str]) -> None:
    assert lines(changed(*changes)) == wrong


def test_a_former_id_that_is_taken_leads_to_where_it_is() -> None:
    text = changed("    topics: [youth] ->     formerly: [films]\n    topics: [youth]")
    (problem,) = problems(text)
    assert problem.note
    assert (part(text, problem.place), part(text, problem.note.place)) == ("films", "films")
    assert problem.note.place.column == len("  - id: ") + 1


# The first community's list, the second's, and what is at fault where a command reaches everyone.
CULPRITS = [
    ("{list: t, command_address: SLA-Films@lists.sla.example, open_to: members}", FILMS, "SLA-Films@lists.sla.example"),
    ("{list: t, type: person, contact: SLA-Films@lists.sla.example, open_to: members}", FILMS,
     "SLA-Films@lists.sla.example"),
    ("{list: t, type: mailman3, host: l.example, open_to: members}",
     "{list: t-owners, type: mailman3, host: l.example, open_to: members}", ""),
    ("{list: t, command_address: commands@sla.example, open_to: members}",
     "{list: t-signoff-request, open_to: members}", "t-signoff-request"),
    ("{list: t, command_address: commands@sla.example, open_to: members}",
     "{list: T-Unsubscribe-Request, open_to: members}", "T-Unsubscribe-Request"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "culprit"), CULPRITS)
def test_the_address_at_fault_is_the_one_that_the_entry_gives(first: str, second: str, culprit: str) -> None:
    text = changed(list_of(first), films(second))
    reported = {part(text, problem.place) for problem in problems(text)}
    assert reported == ({culprit} if culprit else set())


def test_of_many_topics_sixteen_are_named() -> None:
    many = ", ".join(f"topic-{n:02}: Topic {n}" for n in range(17))
    text = changed("topics: {youth: Youth} -> topics: {youth: Youth, " + many + "}", "topics: [youth] -> topics: [xyz]")
    (problem,) = problems(text)
    assert problem.message.count("topic-") == 15
    assert problem.message.endswith(", topic-14, …")


def test_who_confirms_is_suggested_in_the_words_for_that_field() -> None:
    text = changed("by: facilitator -> by: staff")
    (problem,) = problems(text)
    assert "Did you mean 'association'?" in problem.message
