"""What list managers and a person are sent, as in list_managers/messages.txt, and properties that all share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from builds import ROOT
from conftest import Golden
from copsite.channels.kind import (
    BY_PERSON,
    CONFIRMATIONS,
    DELIMITERS,
    OPTIONS,
    Commands,
    Kind,
    Proof,
    what_comes_back,
)
from copsite.channels.kinds import KINDS, command_suffix, commands_for, kinds_with, request_for
from copsite.channels.list_managers import LIST_MANAGERS
from copsite.channels.mailto import Message

WRITTEN_TO = [id for id, kind in KINDS.items() if kind.commands.subscribe]
HERE = "lists.sla.example"
MESSAGES = ROOT / "tests" / "list_managers" / "messages.txt"
TITLE = f"""\
What each list manager is sent for the list `demo` at {HERE}, with all else that the program knows of it;
at the end, what a person is sent.
Each message is to an address, with a subject or a body where one is named; both stay empty otherwise. A slash stands
between two lines. Where a setting has two messages, it takes both.
"""


def row(name: str, text: str) -> str:
    """Return a line of the table, or none for an empty value."""
    return f"  {name:<12} {text}\n" if text else ""


def sent(message: Message | None) -> str:
    """Return a message as the table writes it."""
    if message is None:
        return ""
    subject = f", subject: {message.subject}" if message.subject else ""
    body = message.body.replace("\n", " / ")
    return f"{message.to}{subject}{f', body: {body}' if body else ''}"


def section(manager: str) -> str:
    """Return the section of the table about a list manager."""
    known = KINDS[manager]
    commands = commands_for(manager, "demo", HERE, contact=f"keeper@{HERE}")
    return "".join(
        [
            f"\n{manager}: {known.name}\n",
            *(row(name.replace("_", " "), sent(message)) for name, message in messages_of(commands)),
            row("digest", "" if commands.digest_on else known.digest),
            row("pause", "" if commands.mail_off else known.pausing),
            row("joining", known.joining),
            row("condition", known.condition),
            row("confirmation", known.confirmation),
            *(row(f"if {key}", asked(manager, key)) for key in known.requests),
            row("welcome", known.welcome),
            row("join again", "members are told that they are members" if known.told_again else ""),
            row("only host", known.home),
            row("page", known.address),
            row("commands at", known.robot.format(host=HERE)),
            row("names have", known.list_form.words if known.list_form else ""),
            row("proof", f"{known.proof}: {known.source}" if known.proof else ""),
        ]
    )


def messages_of(commands: Commands) -> Iterator[tuple[str, Message | None]]:
    """Yield each message with the name of its field; a setting may take several."""
    for field in fields(Commands):
        value = getattr(commands, field.name)
        yield from ((field.name, message) for message in (value if isinstance(value, tuple) else (value,)))


def asked(manager: str, key: str) -> str:
    """Return the message that asks to confirm as the table writes it."""
    request = request_for(manager, key, "demo", HERE)
    assert request
    sender = f"{request.name} <{request.sender}>" if request.name else request.sender
    return f"from {sender}, subject: {request.subject}{f'. {request.note}' if request.note else ''}"


def test_commands_match_the_table(golden: Golden) -> None:
    confirmations = "".join(row(key, sentence) for key, sentence in CONFIRMATIONS.items())
    managers = "".join(section(manager) for manager in [*LIST_MANAGERS, "person"])
    golden(MESSAGES, f"{TITLE}\nconfirmation: what comes back, and how to answer it\n{confirmations}{managers}")


@pytest.mark.parametrize("manager", WRITTEN_TO)
def test_no_command_is_sent_to_the_whole_list(manager: str) -> None:
    commands = commands_for(manager, "demo", HERE, contact=f"keeper@{HERE}")
    others = [message for name, message in messages_of(commands) if name != "post" and message]
    assert Counter(commands.to_the_server) == Counter(others)
    assert commands.post is None or commands.post.to not in [message.to for message in commands.to_the_server]


@pytest.mark.parametrize("manager", [*LIST_MANAGERS])
def test_each_manager_says_how_to_confirm_and_how_it_was_tested(manager: str) -> None:
    known = LIST_MANAGERS[manager]
    assert known.confirmation in CONFIRMATIONS
    assert known.proof in {*Proof}
    assert known.source
    assert not re.search("[.]$|^[a-z]", known.source) or known.source.split()[0] in ("a", "the", "mlmmj", "ezmlm-idx")
    assert {*known.requests} <= {*CONFIRMATIONS}
    assert not known.requests or known.confirmation in known.requests


@pytest.mark.parametrize("manager", [*LIST_MANAGERS])
def test_what_is_turned_on_can_be_turned_off(manager: str) -> None:
    commands = LIST_MANAGERS[manager].commands
    assert bool(commands.digest_on) == bool(commands.digest_off)
    assert bool(commands.mail_off) == bool(commands.mail_on)
    assert bool(commands.subscribe) == bool(commands.unsubscribe)


REQUESTS = [
    ("mailman3", "reply", {}, f"demo-confirm+…@{HERE}",
     f"Your confirmation is needed to join the demo@{HERE} mailing list."),
    ("mlmmj", "reply", {"delimiter": "="}, f"demo=help@{HERE}", f"Confirm subscription to demo@{HERE}"),
    ("sympa", "click", {}, f"sympa@{HERE}", "… / subscribing to demo"),
    ("sympa", "reply", {"robot": f"listen@{HERE}"}, f"listen@{HERE}", "AUTH … SUB demo"),
    ("ezmlm", "reply", {}, f"demo-help@{HERE}", f"confirm subscribe to demo@{HERE}"),
    ("mailman2", "either", {}, f"demo-request@{HERE}", "confirm …"),
    ("majordomo", "as-told", {}, f"majordomo@{HERE}", "Confirmation for subscribe demo"),
    ("listserv", "link-or-ok", {}, f"listserv@{HERE}", "Command confirmation request (…)"),
    ("listserv", "reply-ok", {}, f"listserv@{HERE}", "Command confirmation request (…)"),
    ("smartlist", "reply", {}, f"demo-request@{HERE}", "CONFIRM s…"),
]  # fmt: skip


@pytest.mark.parametrize(("manager", "key", "own", "sender", "subject"), REQUESTS)
def test_the_message_that_asks_to_confirm(
    manager: str, key: str, own: Mapping[str, str], sender: str, subject: str
) -> None:
    found = request_for(manager, key, "demo", HERE, **own)
    assert found
    assert (found.sender, found.subject) == (sender, subject)


@pytest.mark.parametrize(
    ("manager", "key"),
    [("sympa", "none"), ("sympa", BY_PERSON), ("mailman3", "click"), ("google", "either"), ("slack", "")],
)
def test_no_message_that_is_not_known_is_promised(manager: str, key: str) -> None:
    assert request_for(manager, key, "demo", HERE) is None


ANSWERED = [
    ("link-or-ok", False, "If a message asks you to confirm, follow the link in it; if it has none, reply to it with "
     "the single word OK."),
    ("reply", True, "A message asks you to confirm. Reply to it and change nothing in it, not even the subject."),
    ("none", False, "You don’t need to confirm anything."),
    ("none", True, "You don’t need to confirm anything."),
    (BY_PERSON, False, "A person reads your message and answers it."),
    ("", False, ""),
    ("", True, ""),
]  # fmt: skip


@pytest.mark.parametrize(("key", "certain", "words"), ANSWERED)
def test_a_request_is_a_fact_only_where_the_catalog_says_so(key: str, certain: bool, words: str) -> None:
    assert what_comes_back(key, certain=certain) == words


NAMES = [
    ("majordomo", "maps", True),
    ("majordomo", "Maps_2026-x", True),
    ("majordomo", "maps.talk", False),
    ("majordomo", "Karten-für-alle", False),
    ("majordomo", "", False),
    ("mailman3", "maps.talk", True),
    ("slack", "#maps", True),
]


@pytest.mark.parametrize(("manager", "name", "fits"), NAMES)
def test_what_a_list_may_be_called(manager: str, name: str, fits: bool) -> None:
    assert KINDS[manager].may_have_list(name) == fits


def test_a_server_may_have_its_own_command_address_and_delimiter() -> None:
    robot = commands_for("sympa", "demo", HERE, robot="listen@sla.example")
    assert robot.subscribe == Message("listen@sla.example", "subscribe demo")
    assert commands_for("mlmmj", "demo", HERE, delimiter="=").subscribe == Message(f"demo=subscribe@{HERE}")


def test_an_unknown_manager_raises_an_error() -> None:
    with pytest.raises(KeyError):
        commands_for("mailwoman", "demo", HERE)


@pytest.mark.parametrize("record", [Message("a@sla.example"), Commands(), LIST_MANAGERS["sympa"]], ids=type)
def test_shared_values_are_immutable(record: Message | Commands | Kind) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(record, fields(record)[0].name, None)


def test_a_delimiter_is_one_that_mail_servers_know() -> None:
    # Postfix, recipient_delimiter; Exim, local_part_suffix. The first is the default.
    assert DELIMITERS == ("+", "-", "=", "_")


@pytest.mark.parametrize("manager", WRITTEN_TO)
def test_a_manager_takes_the_options_that_its_commands_use(manager: str) -> None:
    found = KINDS[manager]
    messages = (message for _, message in messages_of(found.commands) if message)
    text = " ".join(f"{message.to} {message.subject} {message.body}" for message in messages)
    placeholders = {"command_address": "{robot}", "delimiter": "{delimiter}", "contact": "{contact}"}
    assert [found.takes(option) for option in placeholders] == [part in text for part in placeholders.values()]
    assert found.takes("own_host") == bool(found.home)
    assert {*found.required, *found.optional} <= {*OPTIONS}
    assert found.needs_host == ("{host}" in text and not found.home)


def test_options_of_few_kinds() -> None:
    assert {option: kinds_with(option) for option in OPTIONS} == {
        "list": (*LIST_MANAGERS, "web", "portal", "person"),
        "host": (*LIST_MANAGERS, "irc"),
        "command_address": ("listserv", "sympa", "majordomo"),
        "delimiter": ("mlmmj",),
        "own_host": ("groupsio", "google", "simplelists"),
        "contact": ("person",),
    }
    required = {option: [id for id, kind in KINDS.items() if kind.requires(option)] for option in OPTIONS}
    assert {option: ids for option, ids in required.items() if ids} == {
        "list": [*LIST_MANAGERS],
        "contact": ["person"],
    }


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("demo", ""), ("demo-list", ""), ("help-demo", ""), ("demo-request", "-request"), ("Demo-Owner", "-Owner")],
)
def test_suffix_of_addresses_for_commands(name: str, suffix: str) -> None:
    assert command_suffix(name) == suffix


def test_the_default_delimiter_is_a_plus_sign() -> None:
    assert commands_for("mlmmj", "demo", HERE).help == Message(f"demo+help@{HERE}")


TAG = "[TEENS]"
TAGGED = [
    # These read no text, so that the tag spoils nothing.
    ("listserv", Message(f"demo-subscribe-request@{HERE}", TAG)),
    ("mailman2", Message(f"demo-join@{HERE}", TAG)),
    ("mailman3", Message(f"demo-join@{HERE}", TAG)),
    ("groupsio", Message(f"demo+subscribe@{HERE}", TAG)),
    ("google", Message(f"demo+subscribe@{HERE}", TAG)),
    ("mlmmj", Message(f"demo+subscribe@{HERE}", TAG)),
    ("ezmlm", Message(f"demo-subscribe@{HERE}", TAG)),
    # These read their commands from the subject or the body.
    ("sympa", Message(f"sympa@{HERE}", "subscribe demo")),
    ("majordomo", Message(f"majordomo@{HERE}", body="subscribe demo\nend")),
    ("smartlist", Message(f"demo-request@{HERE}", "subscribe")),
    # A person reads everything.
    ("person", Message(f"keeper@{HERE}", f"{TAG} Please add me to demo")),
]


@pytest.mark.parametrize(("manager", "subscribe"), TAGGED, ids=[manager for manager, _ in TAGGED])
def test_a_tag_is_in_what_is_posted_and_spoils_no_command(manager: str, subscribe: Message) -> None:
    plain, tagged = (commands_for(manager, "demo", HERE, contact=f"keeper@{HERE}", tag=tag) for tag in (None, TAG))
    assert tagged.subscribe == subscribe
    assert tagged.post == (plain.post and Message(plain.post.to, f"{TAG} "))
    assert replace(tagged, subscribe=plain.subscribe, post=plain.post) == plain


def test_every_kind_that_is_written_to_is_tried_with_a_tag() -> None:
    assert sorted(manager for manager, _ in TAGGED) == sorted(WRITTEN_TO)


def test_a_robot_of_another_address_gets_no_tag_either() -> None:
    commands = commands_for("sympa", "demo", HERE, robot=f"listen@{HERE}", tag=TAG)
    assert commands.subscribe == Message(f"listen@{HERE}", "subscribe demo")
