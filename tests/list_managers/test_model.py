"""Every link of a LISTSERV list works in a model of LISTSERV; the program itself is not tested.

A signature or HTML can spoil only a command in the body: the pages warn about such links.
"""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

import rfc6068
from copsite.channels.kinds import commands_for, request_for
from copsite.channels.list_managers import LIST_MANAGERS

from .clients import CLIENTS, HTML, PLAIN, read
from .listserv_model import COMPLAINT, ListservModel
from .promises import PROMISES, SENDER, Outcome, members, send
from .servers import HOST, LIST, REGULAR

_COMMANDS = commands_for("listserv", LIST, HOST)


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("command", [one.name for one in fields(_COMMANDS) if getattr(_COMMANDS, one.name)])
def test_in_the_model_only_commands_in_the_body_can_be_spoiled(command: str, client: str) -> None:
    link, promise, server = getattr(_COMMANDS, command), PROMISES[command], ListservModel()
    (message,) = [rfc6068.read(each.mailto) for each in (link if isinstance(link, tuple) else (link,))]
    written = replace(message, subject="Opening hours", body="Who opens on Sundays?\n") if promise.reached else message
    outcome = send(server, client, written, before=promise.before, words="OK")
    kept = outcome.keeps(promise, helps=server.helps)
    spoilt = not kept or COMPLAINT in outcome.told
    assert spoilt == (bool(message.body) and client != PLAIN), outcome
    assert kept == (not message.body or client != HTML), outcome


def _asked(version: int, words: str) -> tuple[Outcome, ListservModel]:
    assert _COMMANDS.subscribe
    server = ListservModel(version)
    return send(server, PLAIN, _COMMANDS.subscribe, words=words), server


@pytest.mark.parametrize(("version", "words", "way"), [(16, "OK", REGULAR), (16, "", ""), (17, "OK", ""), (17, "", "")])
def test_in_the_model_a_reply_confirms_with_ok_where_there_is_no_link(version: int, words: str, way: str) -> None:
    assert LIST_MANAGERS["listserv"].confirmation == "link-or-ok"
    outcome, _ = _asked(version, words)
    assert outcome.asked
    assert outcome.at_first == members("")
    assert outcome.members == members(way)


def test_in_the_model_the_link_confirms() -> None:
    outcome, server = _asked(17, "")
    server.click(outcome.told.split()[-1], SENDER)
    assert server.members() == members(REGULAR)


def test_in_the_model_a_list_that_does_not_ask_is_joined_at_once() -> None:
    outcome, _ = _asked(0, "")
    assert not outcome.asked
    assert outcome.members == members(REGULAR)


@pytest.mark.parametrize("version", [16, 17])
def test_in_the_model_the_request_has_the_subject_of_the_page(version: int) -> None:
    outcome, _ = _asked(version, "")
    request = request_for("listserv", "link-or-ok", LIST, HOST)
    assert request
    (question,) = map(read, outcome.asked)
    assert str(question["From"]) == request.sender
    assert str(question["Subject"]).startswith(request.subject.partition("…")[0])


@pytest.mark.parametrize("client", CLIENTS)
def test_in_the_model_a_tag_in_the_subject_spoils_nothing(client: str) -> None:
    subscribe = commands_for("listserv", LIST, HOST, tag="[TEENS]").subscribe
    assert subscribe
    outcome = send(ListservModel(), client, subscribe, words="OK")
    assert outcome.members == members("regular")
    assert COMPLAINT not in outcome.told
