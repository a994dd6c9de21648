"""Every link of a LISTSERV list works in a model of LISTSERV; the program itself is not tested.

A signature or HTML can spoil only a command in the body: the pages warn about such links.
"""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

import rfc6068
from copsite.channels.kinds import commands_for
from copsite.channels.list_managers import LIST_MANAGERS

from .clients import CLIENTS, HTML, PLAIN
from .listserv_model import COMPLAINT, ListservModel
from .promises import PROMISES, members, send
from .servers import HOST, LIST

_COMMANDS = commands_for("listserv", LIST, HOST)


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("command", [field.name for field in fields(_COMMANDS)])
def test_in_the_model_only_commands_in_the_body_can_be_spoiled(command: str, client: str) -> None:
    link, promise, server = getattr(_COMMANDS, command), PROMISES[command], ListservModel()
    message = rfc6068.read(link.mailto)
    written = replace(message, subject="Opening hours", body="Who opens on Sundays?\n") if promise.reached else message
    outcome = send(server, client, written, before=promise.before, words="OK")
    kept = outcome.keeps(promise, helps=server.helps)
    spoilt = not kept or COMPLAINT in outcome.told
    assert spoilt == (bool(link.body) and client != PLAIN), outcome
    assert kept == (not link.body or client != HTML), outcome


def test_in_the_model_only_the_word_ok_confirms() -> None:
    assert LIST_MANAGERS["listserv"].confirmation == "reply-ok"
    assert _COMMANDS.subscribe
    for words, way in (("OK", "regular"), ("", "")):
        outcome = send(ListservModel(), PLAIN, _COMMANDS.subscribe, words=words)
        assert outcome.asked
        assert outcome.at_first == members("")
        assert outcome.members == members(way)


@pytest.mark.parametrize("client", CLIENTS)
def test_in_the_model_a_tag_in_the_subject_spoils_nothing(client: str) -> None:
    subscribe = commands_for("listserv", LIST, HOST, tag="[TEENS]").subscribe
    assert subscribe
    outcome = send(ListservModel(), client, subscribe, words="OK")
    assert outcome.members == members("regular")
    assert COMPLAINT not in outcome.told
