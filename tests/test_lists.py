"""What each list manager is sent, for the list `demo` at lists.sla.example: to | subject | body."""

from __future__ import annotations

import pytest

from copsite.lists import CONFIRMATIONS, MANAGERS, Commands, commands_for
from copsite.mail import Message

HERE = "lists.sla.example"
TABLE = {
    "listserv": {
        "subscribe": "demo-subscribe-request@",
        "unsubscribe": "demo-unsubscribe-request@",
        "digest_on": "listserv@||SET demo DIGEST",
        "digest_off": "listserv@||SET demo NODIGEST",
        "help": "listserv@||HELP",
        "owner": "demo-request@",
        "post": "demo@",
    },
    "mailman2": {
        "subscribe": "demo-join@",
        "unsubscribe": "demo-leave@",
        "help": "demo-request@|help",
        "owner": "demo-owner@",
        "post": "demo@",
    },
    "mailman3": {
        "subscribe": "demo-join@",
        "unsubscribe": "demo-leave@",
        "help": "demo-request@|help",
        "owner": "demo-owner@",
        "post": "demo@",
    },
    "sympa": {
        "subscribe": "sympa@|subscribe demo",
        "unsubscribe": "sympa@|unsubscribe demo",
        "digest_on": "sympa@|set demo digest",
        "digest_off": "sympa@|set demo mail",
        "help": "sympa@|help",
        "owner": "demo-request@",
        "post": "demo@",
    },
    "groupsio": {
        "subscribe": "demo+subscribe@",
        "unsubscribe": "demo+unsubscribe@",
        "help": "demo+help@",
        "owner": "demo+owner@",
        "post": "demo@",
    },
    "google": {
        "subscribe": "demo+subscribe@",
        "unsubscribe": "demo+unsubscribe@",
        "help": "demo+help@",
        "owner": "demo+owners@",
        "post": "demo@",
    },
    "mlmmj": {
        "subscribe": "demo+subscribe@",
        "unsubscribe": "demo+unsubscribe@",
        "digest_on": "demo+subscribe-digest@",
        "digest_off": "demo+subscribe@",
        "help": "demo+help@",
        "owner": "demo+owner@",
        "post": "demo@",
    },
    "majordomo": {
        "subscribe": "majordomo@||subscribe demo",
        "unsubscribe": "majordomo@||unsubscribe demo",
        "help": "majordomo@||help",
        "post": "demo@",
    },
    "ezmlm": {
        "subscribe": "demo-subscribe@",
        "unsubscribe": "demo-unsubscribe@",
        "digest_on": "demo-digest-subscribe@",
        "digest_off": "demo-digest-unsubscribe@",
        "help": "demo-help@",
        "owner": "demo-owner@",
        "post": "demo@",
    },
    "web": {},
    "portal": {},
    "person": {
        "subscribe": "keeper@|Please add me to the list demo",
        "unsubscribe": "keeper@|Please take me off the list demo",
        "help": "keeper@|A question about the list demo",
        "owner": "keeper@",
    },
}


def message(row: str) -> Message:
    """Read a row of the table."""
    to, subject, body = (row + "||").split("|")[:3]
    return Message(to + HERE, subject, body)


@pytest.mark.parametrize("manager", [*MANAGERS])
def test_each_manager_is_sent_what_the_table_says_and_nothing_more(manager: str) -> None:
    commands = commands_for(manager, "demo", HERE, contact=f"keeper@{HERE}")
    assert commands == Commands(**{command: message(row) for command, row in TABLE[manager].items()})


@pytest.mark.parametrize("manager", [*MANAGERS])
def test_no_command_goes_to_everyone(manager: str) -> None:
    commands = commands_for(manager, "demo", HERE, contact=f"keeper@{HERE}")
    others = [getattr(commands, command) for command in commands.__dataclass_fields__ if command != "post"]
    assert commands.post is None or all(one is None or one.to != commands.post.to for one in others)


@pytest.mark.parametrize("manager", [*MANAGERS])
def test_each_manager_says_how_to_confirm_and_how_it_was_tried(manager: str) -> None:
    known = MANAGERS[manager]
    assert known.confirmation in CONFIRMATIONS
    assert known.proof
    assert known.digest or known.commands.digest_on


def test_a_server_may_have_its_own_robot_and_its_own_delimiter() -> None:
    robot = commands_for("sympa", "demo", HERE, robot="listen@sla.example")
    assert robot.subscribe == Message("listen@sla.example", "subscribe demo")
    assert commands_for("mlmmj", "demo", HERE, delimiter="=").subscribe == Message(f"demo=subscribe@{HERE}")
