"""Boundaries of the rules: a change to a valid catalog, and the lines on which it is a problem, if any."""

from __future__ import annotations

import pytest

from copsite.catalog.rules import RuleContext
from copsite.catalog.validate import validate
from copsite.diagnostics.problem import Place, Problem, ProblemsError
from copsite.yamlio.reader import read
from reader import DAY, text_with

ANCHORS = frozenset({"handbook/facilitator.md#duties", "handbook/facilitator.md#becoming"})
LIST = "{name: sla-teens, open_to: members}"
SERVER = "{manager: listserv, host: lists.sla.example}"
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
    list: {name: sla-films, open_to: members}
"""
# Replaces the date of a confirmation, whichever date the valid catalog has.
SOUND = text_with(OTHER.replace("{on:", "{" + text_with().partition("confirmed: {")[2].partition(":")[0] + ":"))
FILMS = "{name: sla-films, open_to: members}"
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
        f"\n        - {{name: {name.format(n)}, library: Sample Library, from: {term[:10]}, until: {term[-10:]}}}"
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
    ([list_of(f"{{name: t, manager: web, {FORM}, open_to: members}}")], ["list"]),
    ([list_of(f"{{name: t, manager: web, {FORM}, open_to: members, approval: none}}")], ["list"]),
    ([list_of(f"{{name: t, manager: web, {FORM}, open_to: members, approval: owner}}")], []),
    ([list_of(f"{{name: t, manager: web, {FORM}, open_to: anyone}}")], []),
    ([list_of("{name: t, open_to: members, approval: none}")], []),
    ([list_of("{name: t, manager: portal, open_to: members}")], []),
]

# A hosted service's lists are at its own host or a subdomain, in any case; others need a host.
HOSTS = [
    ([list_of("{name: t, manager: google, open_to: anyone}")], []),
    ([list_of("{name: t, manager: google, host: googlegroups.com, open_to: anyone}")], []),
    ([list_of("{name: t, manager: google, host: GoogleGroups.com, open_to: anyone}")], []),
    ([list_of("{name: t, manager: google, host: sla.googlegroups.com, open_to: anyone}")], []),
    ([list_of("{name: t, manager: groupsio, host: SLA.Groups.IO, open_to: anyone}")], []),
    ([list_of("{name: t, manager: google, host: oogooglegroups.com, open_to: anyone}")], ["list"]),
    ([list_of("{name: t, manager: google, host: googlegroups.com.sla.example, open_to: anyone}")], ["list"]),
    ([list_of("{name: t, manager: google, host: groups.io, open_to: anyone}")], ["list"]),
    ([list_of("{name: t, manager: google, host: sla.example, own_host: yes, open_to: anyone}")], []),
    ([list_of("{name: t, manager: google, host: sla.example, own_host: no, open_to: anyone}")], ["list"]),
    ([list_of("{name: t, manager: sympa, host: anything.example, open_to: anyone}")], []),
    ([list_of("{name: t, manager: sympa, open_to: anyone}")], ["list"]),
    ([list_of("{name: t, manager: listserv, open_to: anyone}")], []),
    ([list_of("{name: t, manager: portal, open_to: anyone}")], []),
    ([list_of(f"{{name: t, manager: web, {FORM}, open_to: anyone}}")], []),
    ([list_of("{name: t, manager: person, contact: t@sla.example, open_to: anyone}")], []),
    ([server("{manager: groupsio}")], []),
    ([server("{manager: google}")], []),
    ([server("{manager: portal}")], []),
    ([server("{manager: listserv}")], ["list_server"]),
    ([server("{manager: listserv}"), list_of("{name: t, manager: listserv, open_to: anyone}")], ["list_server"]),
]

# Which fields a list may have beside its name, by its manager.
OPTIONS = [
    ([list_of("{name: t, command_address: c@lists.sla.example, open_to: anyone}")], []),
    ([list_of("{name: t, manager: sympa, host: h.example, command_address: c@h.example, open_to: anyone}")], []),
    ([list_of("{name: t, manager: majordomo, host: h.example, command_address: c@h.example, open_to: anyone}")], []),
    ([list_of("{name: t, manager: mailman3, host: h.example, command_address: c@h.example, open_to: anyone}")],
     ["list"]),
    ([list_of("{name: t, manager: person, contact: c@h.example, command_address: d@h.example, open_to: anyone}")],
     ["list"]),
    ([list_of('{name: t, manager: mlmmj, host: h.example, delimiter: "-", open_to: anyone}')], []),
    ([list_of('{name: t, manager: groupsio, delimiter: "-", open_to: anyone}')], ["list"]),
    ([list_of("{name: t, manager: groupsio, own_host: yes, host: h.example, open_to: anyone}")], []),
    ([list_of("{name: t, manager: mailman2, own_host: yes, host: h.example, open_to: anyone}")], ["list"]),
    ([list_of("{name: t, own_host: no, open_to: anyone}")], ["list"]),
    ([list_of(f"{{name: t, {FORM}, open_to: anyone}}")], ["list"]),
    ([list_of(f"{{name: t, {FORM.replace('join_url', 'leave_url')}, open_to: anyone}}")], ["list"]),
    ([list_of(f"{{name: t, manager: web, {FORM.replace('join_url', 'leave_url')}, {FORM}, open_to: anyone}}")], []),
    ([list_of("{name: t, manager: web, open_to: anyone}")], ["list"]),
    ([list_of("{name: t, contact: t@sla.example, open_to: anyone}")], ["list"]),
    ([list_of("{name: t, manager: person, open_to: anyone}")], ["list"]),
    ([list_of(f"{{name: t, manager: person, {FORM}, contact: t@sla.example, open_to: anyone}}")], ["list"]),
]  # fmt: skip

# Ids that differ only in case are the same; addresses at another host are not.
SAME = [
    (["name: Films -> name: Teens"], ["name"]),
    (["name: Films -> name: TEENS"], ["name"]),
    (["name: Teens -> name: Straße", "name: Films -> name: STRASSE"], ["name"]),
    ([films("{name: sla-teens, open_to: members}")], ["list"]),
    ([films("{name: SLA-Teens, open_to: members}")], ["list"]),
    ([films("{name: sla-teens, host: LISTS.sla.example, open_to: members}")], ["list"]),
    ([films("{name: sla-teens, host: more.sla.example, open_to: members}")], []),
    ([list_of("{name: t, manager: portal, open_to: anyone}"), films("{name: T, manager: portal, open_to: anyone}")],
     ["list"]),
    ([list_of("{name: t, manager: person, contact: c@h.example, open_to: anyone}"),
      films("{name: T, manager: person, contact: c@h.example, open_to: anyone}")], ["list"]),
    ([list_of("{name: t, manager: person, contact: c@h.example, open_to: anyone}"),
      films("{name: t, manager: person, contact: d@h.example, open_to: anyone}")], []),
    ([list_of(f"{{name: t, manager: web, {FORM}, open_to: anyone}}"),
      films(f"{{name: T, manager: web, {FORM}, open_to: anyone}}")], ["list"]),
    ([list_of(f"{{name: t, manager: web, {FORM}, open_to: anyone}}"),
      films(f"{{name: t, manager: web, {FORM.replace('/join', '/films')}, open_to: anyone}}")], []),
    ([list_of(f"{{name: t, manager: web, {FORM}, open_to: anyone}}"),
      films("{name: t, manager: person, contact: c@h.example, open_to: anyone}")], []),
    # A merged community may share its list with its successor.
    ([*CLOSED, films("{name: sla-teens, open_to: members}")], []),
]  # fmt: skip

# Commands that would be sent to the whole list, in any case; and names that end like a command address.
EVERYONE = [
    ([list_of("{name: sla-teens, command_address: SLA-Teens@Lists.sla.example, open_to: members}")], ["list"]),
    ([list_of("{name: sla-teens, command_address: sla-teens@sla.example, open_to: members}")], []),
    ([list_of("{name: SLA-TEENS, command_address: sla-teens@lists.sla.example, open_to: members}")], ["list"]),
    ([films("{name: f, manager: person, contact: SLA-Teens@lists.sla.example, open_to: anyone}")], ["list"]),
    ([films("{name: listserv, open_to: members}")], ["list"]),
    ([films("{name: ListServ, open_to: members}")], ["list"]),
    *[
        ([list_of(f"{{name: sla-{word}, open_to: members}}")], ["list"])
        for word in (
            *("bounces", "confirm", "digest", "editor", "help", "join", "leave", "owner", "request", "server"),
            *("signoff", "subscribe", "unsubscribe", "Request", "OWNER"),
        )
    ],
    ([list_of("{name: sla-request-s, open_to: members}")], []),
    ([list_of("{name: request, open_to: members}")], []),
    ([list_of("{name: sla-newsletters, open_to: members}")], []),
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
    ([list_of("{name: t, open_to: members, tried: 2026-11-24}")], []),
    ([list_of("{name: t, open_to: members, tried: 2026-11-25}")], ["list"]),
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
    ([f"\n    list: {LIST} -> "], ["status"]),
    ([f"\n    list: {LIST} -> ", "active -> forming"], []),
    ([f"\n    list: {LIST} -> ", "active -> proposed"], []),
    ([f"\n    list: {LIST} -> ", "active -> paused"], []),
    ([f"\n    list: {LIST} -> ", "active -> closed"], []),
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
    (["active -> [x]", f"\n    list: {FILMS} -> "], ["status", "status"]),
]  # fmt: skip

# A community's topics: each once, from the catalog's.
TOPICS = [
    (["topics: [youth] -> topics: []"], ["topics"]),
    (["topics: [youth] -> topics: [youth, youth]"], ["topics"]),
    (["topics: [youth] -> topics: [[x], [y]]"], ["topics", "topics"]),
    (["topics: [youth] -> topics: [yuoth]"], ["topics"]),
    # One that several communities have is no misspelling of one that none has.
    (["topics: {youth: Youth} -> topics: {youth: Youth, youths: Youths}"], []),
]

TABLES = {
    "guards": GUARDS,
    "hosts": HOSTS,
    "options": OPTIONS,
    "same": SAME,
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
    ("{name: t, command_address: SLA-Films@lists.sla.example, open_to: members}", FILMS, "SLA-Films@lists.sla.example"),
    ("{name: t, manager: person, contact: SLA-Films@lists.sla.example, open_to: members}", FILMS,
     "SLA-Films@lists.sla.example"),
    ("{name: t, manager: mailman3, host: l.example, open_to: members}",
     "{name: t-owners, manager: mailman3, host: l.example, open_to: members}", ""),
    ("{name: t, command_address: commands@sla.example, open_to: members}",
     "{name: t-signoff-request, open_to: members}", "t-signoff-request"),
    ("{name: t, command_address: commands@sla.example, open_to: members}",
     "{name: T-Unsubscribe-Request, open_to: members}", "T-Unsubscribe-Request"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "culprit"), CULPRITS)
def test_the_address_at_fault_is_the_one_that_the_entry_gives(first: str, second: str, culprit: str) -> None:
    text = changed(list_of(first), films(second))
    reported = {part(text, problem.place) for problem in problems(text)}
    assert reported == ({culprit} if culprit else set())


def test_of_many_topics_sixteen_are_named_to_who_wrote_none() -> None:
    many = ", ".join(f"topic-{n:02}: Topic {n}" for n in range(17))
    text = changed("topics: {youth: Youth} -> topics: {youth: Youth, " + many + "}", "topics: [youth] -> topics: []")
    (problem,) = problems(text)
    assert problem.message.count("topic-") == 15
    assert problem.message.endswith(", topic-14")


def test_without_any_topics_none_are_named() -> None:
    text = changed("topics: {youth: Youth} -> topics: [x]", "topics: [youth] -> topics: []")
    assert "`topics` has no topic. Write at least one" in [problem.message for problem in problems(text)]


def test_who_confirms_is_suggested_in_the_words_for_that_field() -> None:
    text = changed("by: facilitator -> by: staff")
    (problem,) = problems(text)
    assert "Did you mean 'association'?" in problem.message
