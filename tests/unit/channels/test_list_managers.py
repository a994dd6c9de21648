"""The commands for each list manager, as in list_managers/messages.txt, and properties that all share."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from builds import ROOT
from conftest import Golden
from copsite.channels.kind import CONFIRMATIONS, DELIMITERS, OPTIONS, Commands, Manager
from copsite.channels.list_managers import MANAGERS, command_suffix, commands_for, managers_with
from copsite.channels.mailto import Message

HERE = "lists.sla.example"
MESSAGES = ROOT / "tests" / "list_managers" / "messages.txt"
TITLE = f"""\
What each list manager is sent for the list `demo` at {HERE}, with all else that the program knows of it.
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
    known = MANAGERS[manager]
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
    managers = "".join(section(manager) for manager in MANAGERS)
    golden(MESSAGES, f"{TITLE}\nconfirmation: what comes back, and how to answer it\n{confirmations}{managers}")


@pytest.mark.parametrize("manager", [*MANAGERS])
def test_no_command_is_sent_to_the_whole_list(manager: str) -> None:
    commands = commands_for(manager, "demo", HERE, contact=f"keeper@{HERE}")
    others = [getattr(commands, field.name) for field in fields(Commands) if field.name != "post"]
    assert commands.to_the_server == tuple(filter(None, others))
    assert commands.post is None or commands.post.to not in [message.to for message in commands.to_the_server]


@pytest.mark.parametrize("manager", [*MANAGERS])
def test_each_manager_says_how_to_confirm_and_how_it_was_tested(manager: str) -> None:
    known = MANAGERS[manager]
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


@pytest.mark.parametrize("record", [Message("a@sla.example"), Commands(), MANAGERS["sympa"]], ids=type)
def test_shared_values_are_immutable(record: Message | Commands | Manager) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(record, fields(record)[0].name, None)


def test_a_delimiter_is_one_that_mail_servers_know() -> None:
    # Postfix, recipient_delimiter; Exim, local_part_suffix. The first is the default.
    assert DELIMITERS == ("+", "-", "=", "_")


@pytest.mark.parametrize("manager", [*MANAGERS])
def test_a_manager_takes_the_options_that_its_commands_use(manager: str) -> None:
    found = MANAGERS[manager]
    commands = (getattr(found.commands, field.name) for field in fields(Commands))
    text = " ".join(f"{message.to} {message.subject} {message.body}" for message in commands if message)
    placeholders = {"command_address": "{robot}", "delimiter": "{delimiter}", "contact": "{contact}"}
    assert [found.takes(option) for option in placeholders] == [part in text for part in placeholders.values()]
    assert found.takes("own_host") == bool(found.home)
    assert {*found.required, *found.optional} <= {*OPTIONS}
    assert found.needs_host == ("{host}" in text and not found.home)


def test_options_of_few_managers() -> None:
    assert {option: managers_with(option) for option in OPTIONS} == {
        "command_address": ("listserv", "sympa", "majordomo"),
        "delimiter": ("mlmmj",),
        "own_host": ("groupsio", "google"),
        "join_url": ("web",),
        "leave_url": ("web",),
        "contact": ("person",),
    }
    assert {id: manager.required for id, manager in MANAGERS.items() if manager.required} == {
        "web": ("join_url",),
        "person": ("contact",),
    }
    assert [id for id, manager in MANAGERS.items() if manager.web_form] == ["web"]
    assert [id for id, manager in MANAGERS.items() if manager.in_portal] == ["portal"]


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("demo", ""), ("demo-list", ""), ("help-demo", ""), ("demo-request", "-request"), ("Demo-Owner", "-Owner")],
)
def test_suffix_of_addresses_for_commands(name: str, suffix: str) -> None:
    assert command_suffix(name) == suffix


def test_the_default_delimiter_is_a_plus_sign() -> None:
    assert commands_for("mlmmj", "demo", HERE).help == Message(f"demo+help@{HERE}")
