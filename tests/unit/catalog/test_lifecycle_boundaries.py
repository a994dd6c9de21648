"""Boundaries of lifecycle events: the exact lines that change, and the full text of each error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from difflib import ndiff
from typing import TypeAlias

import pytest

from copsite.catalog.entries import LifecycleError
from copsite.catalog.lifecycle import approve, begin, close, confirm, merge, pause, rename, resume, start
from copsite.catalog.models import Catalog
from copsite.catalog.term_changes import hand_over, renew
from copsite.yamlio.edit import Change, Edit, apply_changes
from copsite.yamlio.reader import read
from reader import text_with

DAY = date(2026, 6, 30)

Act: TypeAlias = Callable[[Catalog], Iterator[Edit]]


def seat(name: str, term: str) -> str:
    """Return a seat as YAML."""
    return f"        - {{name: {name}, organization: Sample Library, from: {term[:10]}, until: {term[-10:]}}}\n"


ONE, TWO = seat("One", "2025-01-01 2026-12-31"), seat("Person Two", "2025-01-01 2026-06-30")
PEOPLE = f"    people:\n      facilitator:\n{ONE}"
LIST = "    channels:\n      - {list: sla-teens, open_to: members}\n"
CHANNEL = LIST.splitlines()[1]
SLACK = "      - {type: slack, name: '#teens', page: 'https://chat.example/teens'}\n"
ALONE = text_with()
PEOPLED = text_with(PEOPLE)
FULL = text_with(PEOPLE + TWO)
ONE_SEAT = PEOPLED.replace("seats: 2", "seats: 1")
OTHER = ALONE.partition("communities:\n")[2].replace("teens", "films").replace("Teens", "Films")


def being(status: str, text: str = ALONE) -> str:
    """Return a catalog whose first community has another status."""
    return text.replace("status: active", f"status: {status}", 1)


def status(old: str, new: str, by: str = "association") -> str:
    """Return the lines of another status, from DAY."""
    return f"""\
-     status: {old}
+     status: {new}
-     since: 2026-01-05
+     since: 2026-06-30
-     confirmed: {{date: 2026-10-01, by: facilitator}}
+     confirmed: {{date: 2026-06-30, by: {by}}}
"""


# The catalog, the event, and the lines that it removes and adds.
EVENTS: dict[str, tuple[str, Act, str]] = {
    "begin": (
        ALONE,
        lambda catalog: begin(
            catalog, "films", {"channels": [{"list": "f"}], "topics": ["youth"], "name": "Films", "purpose": ""}, DAY
        ),
        """\
+
+   - id: films
+     name: Films
+     topics: [youth]
+     status: proposed
+     since: 2026-06-30
+     confirmed: {date: 2026-06-30, by: association}
+     channels:
+       - {list: f}
""",
    ),
    "rename a successor": (
        ALONE + OTHER.replace(LIST.replace("teens", "films"), "    successor: teens\n"),
        lambda catalog: rename(catalog, "teens", "youth"),
        """\
-   - id: teens
+   - id: youth
+     formerly: [teens]
-     successor: teens
+     successor: youth
""",
    ),
    "hand over a free seat": (
        PEOPLED,
        lambda catalog: hand_over(
            catalog, "teens", "facilitator", to="N", organization="L", until="2028-06-29", on=DAY
        ),
        "+         - {name: N, organization: L, from: 2026-06-30, until: 2028-06-29}\n",
    ),
    "hand over the only seat": (
        ONE_SEAT,
        lambda catalog: hand_over(
            catalog, "teens", "facilitator", to="N", organization="L", until="2028-06-29", on=DAY
        ),
        f"""\
- {ONE.rstrip()}
+ {ONE.replace("2026-12-31", "2026-06-29").rstrip()}
+         - {{name: N, organization: L, from: 2026-06-30, until: 2028-06-29}}
""",
    ),
    "hand over a seat on its last day": (
        FULL,
        lambda catalog: hand_over(
            catalog, "teens", "facilitator", to="N", organization="L", until="2028-06-29", on=DAY, of="Person Two"
        ),
        f"""\
- {TWO.rstrip()}
+ {TWO.replace("2026-06-30", "2026-06-29").rstrip()}
+         - {{name: N, organization: L, from: 2026-06-30, until: 2028-06-29}}
""",
    ),
    "hand over a seat on the day after its last": (
        FULL,
        lambda catalog: hand_over(
            catalog, "teens", "facilitator", to="N", organization="L", until="2028-06-29", on=date(2026, 7, 1)
        ),
        "+         - {name: N, organization: L, from: 2026-07-01, until: 2028-06-29}\n",
    ),
    "renew": (
        FULL,
        lambda catalog: renew(catalog, "teens", "facilitator", to="person  TWO", until="2028-06-29", on=DAY),
        f"- {TWO.rstrip()}\n+ {TWO.replace('2026-06-30', '2028-06-29').rstrip()}\n",
    ),
    "renew, at another library": (
        FULL,
        lambda catalog: renew(
            catalog, "teens", "facilitator", to="Person Two", until="2028-06-29", on=DAY, organization="Other Library"
        ),
        f"- {TWO.rstrip()}\n"
        f"+ {TWO.replace('2026-06-30', '2028-06-29').replace('Sample Library', 'Other Library').rstrip()}\n",
    ),
    "renew, until a day that the check refuses": (
        FULL,
        lambda catalog: renew(catalog, "teens", "facilitator", to="Person Two", until="soon", on=DAY),
        f"- {TWO.rstrip()}\n+ {TWO.replace('2026-06-30', 'soon').rstrip()}\n",
    ),
    "approve, with a list already": (
        being("proposed"),
        lambda catalog: approve(catalog, "teens", on=DAY, by="association"),
        status("proposed", "forming"),
    ),
    "approve, with a list that is open to nobody": (
        being("proposed").replace("open_to: members", "open_to: nobody"),
        lambda catalog: approve(catalog, "teens", on=DAY, by="association"),
        status("proposed", "forming"),
    ),
    "approve, without a list": (
        being("proposed", text_with(PEOPLE).replace(LIST, "")),
        lambda catalog: approve(catalog, "teens", on=DAY, by="association"),
        status("proposed", "forming"),
    ),
    "approve, with a new list": (
        being("proposed", text_with(PEOPLE).replace(LIST, "")),
        lambda catalog: approve(catalog, "teens", on=DAY, by="association", channel={"list": "t", "open_to": "anyone"}),
        status("proposed", "forming") + "+     channels:\n+       - {list: t, open_to: anyone}\n",
    ),
    "approve, with a new list behind a former id": (
        being("proposed", text_with(PEOPLE).replace(LIST, "    formerly: [youth]\n")),
        lambda catalog: approve(catalog, "teens", on=DAY, by="association", channel={"list": "t"}),
        status("proposed", "forming") + "+     channels:\n+       - {list: t, open_to: members}\n",
    ),
    "start": (
        being("forming"),
        lambda catalog: start(catalog, "teens", on=DAY, by="facilitator"),
        status("forming", "active", "facilitator"),
    ),
    "resume, and open the list": (
        being("paused").replace("open_to: members", "open_to: nobody"),
        lambda catalog: resume(catalog, "teens", on=DAY, by="facilitator", channel={"open_to": "anyone"}),
        status("paused", "active", "facilitator")
        + f"- {CHANNEL.replace('members', 'nobody')}\n+ {CHANNEL.replace('members', 'anyone')}\n",
    ),
    "resume, and open the channel that is closed": (
        being("paused").replace(LIST, LIST.replace("members", "nobody") + SLACK),
        lambda catalog: resume(catalog, "teens", on=DAY, by="facilitator", channel={"open_to": "anyone"}),
        status("paused", "active", "facilitator")
        + f"- {CHANNEL.replace('members', 'nobody')}\n+ {CHANNEL.replace('members', 'anyone')}\n",
    ),
    "resume, and open the channel that is named": (
        being("paused").replace(LIST, LIST + SLACK),
        lambda catalog: resume(
            catalog, "teens", on=DAY, by="facilitator", channel={"list": "sla-teens", "open_to": "anyone"}
        ),
        status("paused", "active", "facilitator") + f"- {CHANNEL}\n+ {CHANNEL.replace('members', 'anyone')}\n",
    ),
    "start, with an address to write to and no channel": (
        being("forming").replace(LIST, "    contact: teens@sla.example\n"),
        lambda catalog: start(catalog, "teens", on=DAY, by="facilitator"),
        status("forming", "active", "facilitator"),
    ),
    "resume": (
        being("paused"),
        lambda catalog: resume(catalog, "teens", on=DAY, by="facilitator"),
        status("paused", "active", "facilitator"),
    ),
    "pause": (
        PEOPLED,
        lambda catalog: pause(catalog, "teens", on=DAY, by="facilitator"),
        status("active", "paused", "facilitator"),
    ),
    "close": (
        ALONE,
        lambda catalog: close(catalog, "teens", on=DAY, by="association"),
        status("active", "closed") + f"- {CHANNEL}\n+ {CHANNEL.replace('members', 'nobody')}\n",
    ),
    "merge": (
        ALONE + OTHER,
        lambda catalog: merge(catalog, "teens", "films", on=DAY, by="association"),
        status("active", "merged") + f"+     successor: films\n- {CHANNEL}\n+ {CHANNEL.replace('members', 'nobody')}\n",
    ),
    "close, with a chat of which nobody said who may join, and people without days": (
        text_with("    people:\n      facilitator:\n        - {name: A}\n        - {name: B, former: yes}\n").replace(
            LIST, LIST + SLACK
        ),
        lambda catalog: close(catalog, "teens", on=DAY, by="association"),
        status("active", "closed")
        + f"- {CHANNEL}\n+ {CHANNEL.replace('members', 'nobody')}\n"
        + "-         - {name: A}\n+         - {name: A, until: 2026-06-30}\n",
    ),
    "close, where joining was for some": (
        ALONE.replace("open_to: members}", "open_to: members, eligibility: staff with a badge}"),
        lambda catalog: close(catalog, "teens", on=DAY, by="association"),
        status("active", "closed")
        + f"- {CHANNEL.replace('members}', 'members, eligibility: staff with a badge}')}\n"
        + f"+ {CHANNEL.replace('members', 'nobody')}\n",
    ),
    "merge, where little is known": (
        ALONE.replace("    since: 2026-01-05\n    confirmed: {date: 2026-10-01, by: facilitator}\n", "") + OTHER,
        lambda catalog: merge(catalog, "teens", "films", on=DAY, by="association"),
        f"""\
-     status: active
+     status: merged
+     since: 2026-06-30
+     confirmed: {{date: 2026-06-30, by: association}}
+     successor: films
- {CHANNEL}
+ {CHANNEL.replace("members", "nobody")}
""",
    ),
    "confirm": (
        ALONE,
        lambda catalog: confirm(catalog, "teens", on=DAY, by="association"),
        """\
-     confirmed: {date: 2026-10-01, by: facilitator}
+     confirmed: {date: 2026-06-30, by: association}
""",
    ),
}

# A term, and its last day after the community closed on DAY; '' if it does not change.
TERMS = {
    "2025-01-01 2026-06-29": "",
    "2025-01-01 2026-06-30": "",
    "2025-01-01 2026-07-01": "2026-06-30",
    "2026-06-29 2027-12-31": "2026-06-30",
    "2026-06-30 2027-12-31": "2026-06-30",
    "2026-07-01 2027-12-31": "",
}

# The fields between an entry's confirmation and its list, before and after it was renamed from `teens`.
FORMER = [
    ("", "    formerly: [teens]\n"),
    ("    successor: films\n", "    successor: films\n    formerly: [teens]\n"),
    ("    formerly: [youth]\n", "    formerly: [youth, teens]\n"),
    ("    successor: films\n    formerly: [youth]\n", "    successor: films\n    formerly: [youth, teens]\n"),
]


def taken(of: str = "", to: str = "N", on: date = DAY) -> Act:
    """Return a handover event."""
    return lambda catalog: hand_over(
        catalog, "teens", "facilitator", to=to, organization="L", until="2028-06-29", on=on, of=of
    )


BEGIN_AGAIN = "It has ended; to begin again, follow docs/handbook/endings.md"
SINCE = "since 2026-01-05."

# The catalog, the event, and the whole error message.
REFUSED: list[tuple[str, Act, str]] = [
    (FULL, taken(), "all seats are taken on 2026-06-30, by One, Person Two. Say with --of who leaves"),
    (FULL, taken(of="X"), "'X' does not hold this role on 2026-06-30. It is held by One, Person Two"),
    (ALONE, taken(of="X"), "'X' does not hold this role on 2026-06-30. It is held by nobody"),
    (
        FULL,
        taken(to="person two"),
        "Person Two holds this role already, from 2025-01-01 until 2026-06-30. Add --renew to extend the term",
    ),
    (ONE_SEAT, taken(on=date(2025, 1, 1)), "the term of One begins on 2025-01-01 itself. Give a later day with --on"),
    (
        being("merged"),
        lambda catalog: resume(catalog, "teens", on=DAY, by="x"),
        f"Teens has been merged {SINCE} {BEGIN_AGAIN}",
    ),
    (
        being("closed"),
        lambda catalog: close(catalog, "teens", on=DAY, by="x"),
        f"Teens has been closed {SINCE} {BEGIN_AGAIN}",
    ),
    (
        being("forming"),
        lambda catalog: approve(catalog, "teens", on=DAY, by="x"),
        f"Teens has been forming {SINCE} Use `start` once people can take part",
    ),
    (
        being("proposed"),
        lambda catalog: start(catalog, "teens", on=DAY, by="x"),
        f"Teens has been proposed {SINCE} Use `approve` once the association has said yes",
    ),
    (
        ALONE,
        lambda catalog: resume(catalog, "teens", on=DAY, by="x"),
        f"Teens has been active {SINCE} Use `pause`, `merge` or `close` when it stops",
    ),
    (
        being("paused"),
        lambda catalog: pause(catalog, "teens", on=DAY, by="x"),
        f"Teens has been paused {SINCE} Use `resume` when it starts again, or `merge` or `close`",
    ),
    (
        being("forming").replace("open_to: members", "open_to: nobody"),
        lambda catalog: start(catalog, "teens", on=DAY, by="x"),
        "Teens is open to nobody. Say with --open-to who may join",
    ),
    (
        being("forming"),
        lambda catalog: start(catalog, "teens", on=DAY, by="x", channel={"list": "sla-teens"}),
        "Teens has the list 'sla-teens' already. Leave out --list",
    ),
    (
        being("forming").replace(LIST, ""),
        lambda catalog: start(catalog, "teens", on=DAY, by="x", channel={"open_to": "anyone"}),
        "there is no channel that --open-to could speak of. Name one with --list or --type",
    ),
    (
        being("forming").replace(LIST, ""),
        lambda catalog: start(catalog, "teens", on=DAY, by="x"),
        "Teens has no channel yet, so nobody could take part. Add one with --list or --type",
    ),
    (
        being("forming").replace(LIST, LIST + SLACK),
        lambda catalog: start(catalog, "teens", on=DAY, by="x", channel={"open_to": "anyone"}),
        "Teens has several channels that --open-to could speak of. Name one with --list, or with --type and --channel",
    ),
    (
        being("forming").replace(LIST, LIST + SLACK),
        lambda catalog: start(catalog, "teens", on=DAY, by="x", channel={"type": "slack", "name": "#teens"}),
        "Teens has the channel '#teens' already. Leave out --type",
    ),
    (
        being("closed").replace("    since: 2026-01-05\n", ""),
        lambda catalog: pause(catalog, "teens", on=DAY, by="x"),
        f"Teens is closed. {BEGIN_AGAIN}",
    ),
    (
        FULL,
        lambda catalog: renew(catalog, "teens", "facilitator", to="Person Two", until="2026-06-30", on=DAY),
        "Person Two holds this role from 2025-01-01 until 2026-06-30 already. Give a later day with --until",
    ),
    (
        FULL,
        lambda catalog: renew(
            catalog, "teens", "facilitator", to="Person Two", until="2028-06-30", on=date(2026, 7, 1)
        ),
        "'Person Two' does not hold this role on 2026-07-01, so there is no term to extend. Leave out --renew",
    ),
    (ALONE, lambda catalog: rename(catalog, "teens", "teens"), "the community has the id 'teens' already"),
]


def catalog_of(text: str) -> Catalog:
    """Read a catalog, valid or not."""
    return Catalog.model_validate(read(text, "cops.yaml").value)


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_changes_only_its_own_lines(event: str) -> None:
    text, act, lines = EVENTS[event]
    after = apply_changes(text, "cops.yaml", act(catalog_of(text)))
    found = "".join(f"{line.rstrip()}\n" for line in ndiff(text.splitlines(), after.splitlines()) if line[0] in "+-")
    assert found == lines


@pytest.mark.parametrize(("text", "act", "words"), REFUSED)
def test_an_event_that_makes_no_sense_is_an_error(text: str, act: Act, words: str) -> None:
    with pytest.raises(LifecycleError) as refusal:
        [*act(catalog_of(text))]
    assert str(refusal.value) == words


@pytest.mark.parametrize("term", TERMS)
def test_only_a_current_term_ends_with_the_community(term: str) -> None:
    text = text_with(f"    people:\n      facilitator:\n{seat('One', term)}")
    changes = [change for change in close(catalog_of(text), "teens", on=DAY, by="x") if "people" in change.path]
    until = ("communities", 0, "people", "facilitator", 0, "until")
    assert changes == ([Change(until, TERMS[term])] if TERMS[term] else [])


@pytest.mark.parametrize(("before", "after"), FORMER)
def test_former_ids_follow_the_confirmation_and_the_successor(before: str, after: str) -> None:
    head, tail = ALONE.split(LIST)
    text = head + before + LIST + tail
    renamed = (head + after + LIST + tail).replace("id: teens", "id: adolescents")
    assert apply_changes(text, "cops.yaml", rename(catalog_of(text), "teens", "adolescents")) == renamed


@pytest.mark.parametrize("above", ["    formerly: [youth]\n", ""])
def test_a_new_list_follows_the_confirmation_and_former_ids(above: str) -> None:
    text = being("proposed", PEOPLED.replace(LIST, above))
    changes = approve(catalog_of(text), "teens", on=DAY, by="association", channel={"list": "t"})
    behind = "    confirmed: {date: 2026-06-30, by: association}\n" + above
    added = "    channels:\n      - {list: t, open_to: members}\n    people:\n"
    assert behind + added in apply_changes(text, "cops.yaml", changes)
