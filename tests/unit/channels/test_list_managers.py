"""What list managers and a person are sent, as in list_managers/messages.txt, and properties that all share."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace

import pytest

from builds import ROOT
from conftest import Golden
from copsite.channels.kind import CONFIRMATIONS, DELIMITERS, OPTIONS, Commands, Kind
from copsite.channels.kinds import KINDS, command_suffix, commands_for, kinds_with
from copsite.channels.list_managers import LIST_MANAGERS
from copsite.channels.mailto import Message

WRITTEN_TO = [id for id, kind in KINDS.items() if kind.commands.subscribe]
HERE = "lists.sla.example"
MESSAGES = ROOT / "tests" / "list_managers" / "messages.txt"
TITLE = f"""\
What each list manager is sent for the list `demo` at {HERE}, with all else that the program knows of it;
at the end, what a person is sent.
Each message is to an address, with a subject or a body where one is named; both stay empty otherwise.
"""


def row(name: str, text: str) -> str:
    """Return a line of the table, or none for an empty value."""
    return f"  {name:<12} {text}\n" if text else ""


def sent(message: Message | None) -> str:
    """Return a message as the table writes it."""
    if message is None:
        return ""
    subject = f", subject: {message.subject}" if message.subject else ""
    return f"{message.to}{subject}{f', body: {message.body}' if message.body else ''}"


def section(manager: str) -> str:
    """Return the section of the table about a list manager."""
    known = KINDS[manager]
    commands = commands_for(manager, "demo", HERE, contact=f"keeper@{HERE}")
    return "".join(
        [
            f"\n{manager}: {known.name}\n",
            *(row(field.name.replace("_", " "), sent(getattr(commands, field.name))) for field in fields(Commands)),
            row("digest", "" if commands.digest_on else known.digest),
            row("confirmation", known.confirmation),
            row("only host", known.home),
            row("commands at", known.robot.format(host=HERE)),
            row("tried on", known.proof),
        ]
    )


def test_commands_match_the_table(golden: Golden) -> None:
    confirmations = "".join(row(key, sentence) for key, sentence in CONFIRMATIONS.items())
    managers = "".join(section(manager) for manager in WRITTEN_TO)
    golden(MESSAGES, f"{TITLE}\nconfirmation: what comes back, and how to answer it\n{confirmations}{managers}")


@pytest.mark.parametrize("manager", WRITTEN_TO)
def test_no_command_is_sent_to_the_whole_list(manager: str) -> None:
    commands = commands_for(manager, "demo", HERE, contact=f"keeper@{HERE}")
    others = [getattr(commands, field.name) for field in fields(Commands) if field.name != "post"]
    assert commands.to_the_server == tuple(filter(None, others))
    assert commands.post is None or commands.post.to not in [message.to for message in commands.to_the_server]


@pytest.mark.parametrize("manager", [*LIST_MANAGERS])
def test_each_manager_says_how_to_confirm_and_how_it_was_tested(manager: str) -> None:
    known = LIST_MANAGERS[manager]
    assert known.confirmation in CONFIRMATIONS
    assert known.proof
    assert known.digest or known.commands.digest_on


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
    commands = (getattr(found.commands, field.name) for field in fields(Commands))
    text = " ".join(f"{message.to} {message.subject} {message.body}" for message in commands if message)
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
        "own_host": ("groupsio", "google"),
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
    ("majordomo", Message(f"majordomo@{HERE}", body="subscribe demo")),
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
