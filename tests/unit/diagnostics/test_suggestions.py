"""Suggestions for words that people try: the option that they meant, and never its opposite."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import pytest

from copsite.catalog.models import (
    Access,
    Approval,
    Catalog,
    FrontMatter,
    LinkKind,
    NeedKind,
    NeedState,
    OpenTo,
    Readers,
    ResourceKind,
    Resources,
    Status,
)
from copsite.channels.kind import CONFIRMATIONS
from copsite.channels.kinds import KINDS
from copsite.channels.list_managers import LIST_MANAGERS
from copsite.diagnostics.suggestions import closest, did_you_mean, suggestions
from copsite.diagnostics.synonyms import TABLE
from fields import below

RECORDS = {
    str(record.model_config["title"]): [field.alias or name for name, field in record.model_fields.items()]
    for record in [*below(Catalog), *below(Resources), *below(FrontMatter)]
}
VALUES: dict[str, Collection[str]] = {
    "status": [*Status],
    "open_to": [*OpenTo],
    "archive_open_to": [*Readers],
    "approval": [*Approval],
    "type": [*KINDS, *LinkKind],
    "list_server": [*LIST_MANAGERS],
    "confirmation": [*CONFIRMATIONS],
    "kind": [*ResourceKind, *NeedKind],
    "accessible": [*Access],
    "delimiter": "+-=_",
    "state": [*NeedState],
    "by": ["facilitator", "participant", "association"],
    "people": ["facilitator", "participant"],
    "yes or no": ["yes", "no"],
}
OPTIONS = {**RECORDS, **VALUES}

# The text that people write, the field, and the suggestion: options, or the start of a sentence.
TRIED = """
status: archived -> closed, paused
status: Archived -> closed, paused
status: retired -> closed, paused
status: inactive -> closed, paused
status: inactve -> closed, paused
status: dormant -> closed, paused
status: dead -> closed, paused
status: on-hold -> paused
status: Active -> active
status: actve -> active
status: reopened -> active
status: non-active ->
status: not active ->
status: no longer active ->
status: unpaused ->
status: xyz ->
open_to: public -> anyone
open_to: everyone -> anyone
open_to: all -> anyone
open_to: anybody -> anyone
open_to: everybdy -> anyone
open_to: nobdy -> nobody
open_to: body ->
open_to: nonmembers -> anyone
open_to: private -> members, invited, nobody
open_to: invite only -> invited
open_to: uninvited ->
archive_open_to: public -> anyone
archive_open_to: members -> subscribers
archive_open_to: unsubscribers ->
approval: yes -> owner
approval: no -> none
approval: unmoderated -> none
approval: one -> owner
type: mailman -> mailman2, mailman3
type: Mailman 3 -> mailman3
type: Google Groups -> google
type: listserve -> listserv
type: groups.io -> groupsio
type: Google Form -> web
type: Microsoft Teams -> teams
type: ms-teams -> teams
type: fb -> facebook, facebook-page
type: Facebook page -> facebook-page
type: insta -> instagram
type: Twitter -> x
type: TikTok -> social
type: telegramm -> telegram
type: whats app -> whatsapp
type: Higher Logic -> higherlogic
type: Google Chat -> googlechat
type: mailing list -> A list of the association's own server needs no type.
type: homepage -> home, web
type: terms of reference -> charter
type: repo -> code
list_server: Google Groups -> google
list_server: portal -> A portal is no list server.
list_server: web -> This is no list server.
confirmation: link -> click
kind: webinar -> recording
kind: checklist -> guide
accessible: subtitles -> captions
accessible: yes -> Say what it has
delimiter: plus -> +
by: staff -> association
people: chairs -> facilitator
yes or no: true -> yes
yes or no: off -> no
a community: tags -> topics
a community: Tags -> topics
a community: title -> name
a community: description -> summary, purpose
a community: descripton -> summary, purpose
a community: leads -> people
a community: organizers -> people
a community: chairs -> people
a community: sumary -> summary
a community: website -> A page elsewhere is an item of `links`
a community: charter -> A page elsewhere is an item of `links`
a community: list -> A mailing list is an item of `channels`
a community: channel -> channels
a community: chat -> A chat or a forum is an item of `channels`
a community: slack -> A chat or a forum is an item of `channels`
a community: acronym -> also_called
a community: aka -> also_called
a community: parent -> part_of
a community: subgroups -> A part says what it belongs to
a community: location -> place
a community: city -> place
a community: email -> contact
a community: language -> languages
a community: members -> How many people are in a channel
a community: organization -> The association stands once
a community: open_to -> It is a field of a channel.
a community: host -> It is a field of a channel.
a community: meeting -> meetings
a community: events -> meetings
a community: trainings -> needs
a community: resources -> Resources stand in a file of their own
a meeting: time -> starts
a meeting: date -> starts
a meeting: starts at -> starts
a meeting: duration -> minutes
a meeting: length -> minutes
a meeting: end -> minutes, until
a meeting: link -> url
a meeting: zoom -> url
a meeting: frequency -> repeats
a meeting: rrule -> repeats
a meeting: repeat -> repeats
a meeting: ends -> until
a meeting: cancelled -> except
a meeting: timezone -> zone
a meeting: location -> where
a meeting: registration -> register
a meeting: host -> There is no field for who leads
a need: issue -> what
a need: status -> state
a need: topics -> A need has the topics of its community
state: done -> answered
state: unanswered -> open
kind: workshop -> training
a confirmation: on -> date
a confirmation: true -> date
a seat: library -> organization
a seat: employer -> organization
a seat: emeritus -> former
a seat: to -> until
a seat: email -> There is no field for an address
a channel: url -> page
a channel: manager -> type
a channel: moderated -> approval
a channel: open_too -> open_to
a channel: invitation -> join_url
a channel: tag -> subject_tag
a channel: address -> list, contact
a channel: handle -> name
a link: href -> url
a link: title -> label
a place: city -> town
a place: state -> region
a count: people -> members
a count: as of -> date
a message: text -> body
the words: plural -> communities
the words: library -> organization
a list server: manager -> type
the association: email -> contact
the association: website -> There is no field for the association's own website.
the catalog: organization -> association
the catalog: communites -> communities
the head of a page: summary -> description
""".strip().split("\n")


@pytest.mark.parametrize("row", TRIED)
def test_words_that_people_try_get_a_suggestion(row: str) -> None:
    where, word, expected = re.fullmatch(r"(.*?): (.*?) ->\s?(.*)", row).groups()  # type: ignore[union-attr] # a row without them fails
    found = ", ".join(suggestions(word, OPTIONS[where], where))
    assert found.startswith(expected) if expected[:1].isupper() else found == expected


def rows() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield each word of the table with its field and its suggestions."""
    for where, table in TABLE.items():
        for words, meanings in table.items():
            said = (meanings,) if meanings[0].isupper() else tuple(meanings.split(" or "))
            yield from ((where, word.strip(), said) for word in words.split(","))


def test_the_table_names_only_options_and_none_twice() -> None:
    named = [(where, word) for where, word, _ in rows()]
    assert sorted({*named}) == sorted(named)
    assert [(where, word) for where, word in named if word.replace(" ", "_") in OPTIONS[where]] == []
    stray = {(where, one) for where, _, said in rows() for one in said if one not in OPTIONS[where] and " " not in one}
    assert stray == set()


@pytest.mark.parametrize(("where", "word", "said"), [*rows()], ids=str)
def test_each_word_of_the_table_is_found(where: str, word: str, said: tuple[str, ...]) -> None:
    for spelled in (word, word.upper(), word.replace(" ", "_"), word.replace(" ", "-"), f" {word} "):
        assert suggestions(spelled, OPTIONS[where], where) == said


NEGATIONS = ("un", "in", "non", "non-", "not ", "not_", "no ", "no longer ", "de", "dis", "ex-", "anti", "never ")


def plain(word: str) -> str:
    """Normalize a word as the table does."""
    return re.sub("[ -]", "_", word)


@pytest.mark.parametrize("where", VALUES)
def test_no_word_gets_its_opposite_suggested(where: str) -> None:
    table = {word: said for at, word, said in rows() if at == where}
    words = {**{str(option): (str(option),) for option in OPTIONS[where]}, **table}
    misspelled = {"non_hold", "non_break", "non_hiatus"}  # for `on hold` and the like
    known = {*map(plain, words), *misspelled}
    for word, said in words.items():
        if word.startswith(("no", "un", "disabled", "in", "de")):  # a negation of these is not their opposite
            continue
        for opposite in (*(negation + word for negation in NEGATIONS), f"{word} not"):
            if plain(opposite) not in known:
                assert not {*suggestions(opposite, OPTIONS[where], where)} & {*said}, opposite


@pytest.mark.parametrize("option", ["until", "index", "description", "nobody", "none", "no", "not-for-profit"])
def test_a_misspelled_option_that_begins_like_a_negation_gets_a_suggestion(option: str) -> None:
    for n in range(len(option) if len(option) > 5 else 0):
        assert closest(option[:n] + "x" + option[n:], [option, "zzz"]) == option


def test_a_suggestion_lists_the_options() -> None:
    assert did_you_mean("retired", [*Status], "status") == (
        "Did you mean 'closed' or 'paused'? It can be proposed, forming, active, paused, merged, closed"
    )
    assert did_you_mean("open_to", RECORDS["a community"], "a community") == (
        "It is a field of a channel. Write it within `channels`"
    )
    assert did_you_mean("leader", ["convenor"], "people") == "It can be convenor"
    assert closest("retired", [*Status], "status") is None


def test_a_long_word_takes_linear_time() -> None:
    assert suggestions("x" * 100_000, RECORDS["a community"], "a community") == ()
