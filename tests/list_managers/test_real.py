"""Every link of the join page does what it promises on the list managers themselves, whatever mail client sends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import asdict, fields, replace
from functools import cache
from pathlib import Path

import pytest
import rfc6068
from copsite.lists import MANAGERS, Commands, commands_for
from copsite.mail import Message

from .clients import CLIENTS, HTML, PLAIN, compose
from .mailman import PYTHON, Mailman
from .mlmmj import Mlmmj
from .outbox import Outbox, outbox
from .promises import PROMISES, SENDER, members, send
from .servers import BYSTANDER, HOST, LIST, OWNER, ListServer
from .sympa import Sympa

# What is installed for a server, and how it is started.
_SERVERS: dict[str, tuple[Path, Callable[[Path, Outbox], ListServer]]] = {
    "mailman3": (PYTHON, Mailman),
    "mlmmj": (Path("/usr/bin/mlmmj-receive"), Mlmmj),
    "mlmmj with -": (Path("/usr/bin/mlmmj-receive"), lambda folder, box: Mlmmj(folder, box, delimiter="-")),
    "sympa": (Path("/usr/share/sympa/lib/Sympa.pm"), lambda folder, _: Sympa(folder)),
}

_COMMANDS: dict[str, Commands] = {
    "mailman3": commands_for("mailman3", LIST, HOST),
    "mlmmj": commands_for("mlmmj", LIST, HOST),
    "mlmmj with -": commands_for("mlmmj", LIST, HOST, delimiter="-"),
    "sympa": commands_for("sympa", LIST, HOST),
}

_LINKS = [
    pytest.param(name, command.name, client, id=f"{name}: {command.name}, {client}")
    for name, commands in _COMMANDS.items()
    for command in fields(commands)
    for client in CLIENTS
    if getattr(commands, command.name)
]


def _installed(path: Path) -> None:
    if not path.exists():
        pytest.fail(f"{path} is missing. Run `make test`, which installs the list managers, as root or with sudo")


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], ListServer]]:
    """Start each list manager once, when it is first asked for."""
    with ExitStack() as running:

        @cache
        def started(name: str) -> ListServer:
            needed, start = _SERVERS[name]
            _installed(needed)
            server = start(tmp_path_factory.mktemp("lists"), running.enter_context(outbox()))
            return running.enter_context(closing(server))

        yield started


@pytest.fixture
def server(servers: Callable[[str], ListServer], manager: str) -> ListServer:
    """Give the list manager of a test's `manager`."""
    return servers(manager)


@pytest.mark.parametrize(("manager", "command", "client"), _LINKS)
def test_every_link_does_what_it_promises(
    server: ListServer, manager: str, command: str, client: str
) -> None:
    commands = _COMMANDS[manager]
    message = rfc6068.read(getattr(commands, command).mailto)
    promise = PROMISES[command]
    outcome = send(server, client, _written_on(message) if promise.reached else message, before=promise.before)
    assert outcome.keeps(promise, helps=server.helps), outcome
    assert outcome.asked or command != "subscribe", outcome
    assert outcome.at_first == members(promise.before) or not outcome.asked, outcome


def _written_on(message: Message) -> Message:
    """Write what a person writes to people: a link to them leaves that to her."""
    return replace(message, subject="Opening hours", body="Who opens on Sundays?\n")


def test_every_command_has_a_promise() -> None:
    assert set(PROMISES) == set(asdict(Commands()))


def test_where_sympa_has_web_pages_a_request_waits_for_the_click(tmp_path: Path) -> None:
    _installed(_SERVERS["sympa"][0])
    assert MANAGERS["sympa"].confirmation == "click"
    subscribe = rfc6068.read(_COMMANDS["sympa"].subscribe.mailto) if _COMMANDS["sympa"].subscribe else Message("")
    with closing(Sympa(tmp_path / "sympa", web=True)) as server:
        outcome = send(server, PLAIN, subscribe)
        assert not outcome.asked
        assert f"http://{HOST}/sympa/" in outcome.told
        assert server.pending() == [f"subscribe {SENDER}"]
        assert outcome.members == members("")


_EVERYBODY, _OWNERS, _NOBODY = frozenset({BYSTANDER}), frozenset({OWNER}), frozenset[str]()

# What a page must never say, and what comes of it: who gets the message, and words that the sender is told.
_BAD_FORMS = [
    pytest.param("mailman3", Message("demo-request@lists.mla.example", "subscribe demo"), PLAIN, _NOBODY, "bad argument", id="a list's name as Mailman's argument"),
    pytest.param("mailman3", Message("demo-request@lists.mla.example", body="join"), HTML, _NOBODY, "", id="HTML"),
    pytest.param("mailman3", Message("demo+subscribe@lists.mla.example"), PLAIN, _NOBODY, "awaits moderator approval", id="mlmmj's form on Mailman: a post"),
    pytest.param("mlmmj", Message("demo@lists.mla.example", "subscribe"), PLAIN, _EVERYBODY, "", id="a command to the posting address"),
    pytest.param("mlmmj", Message("demo+subcribe@lists.mla.example"), PLAIN, _NOBODY, "", id="a misspelt command: silence"),
    pytest.param("sympa", Message("sympa@lists.mla.example", "subscribe+demo"), PLAIN, _NOBODY, "No command found", id="plus"),
    pytest.param("sympa", Message("sympa@lists.mla.example", body="subscribe demo"), HTML, _NOBODY, "No command found", id="Sympa HTML"),
    pytest.param("sympa", Message("demo-owner@lists.mla.example", "Question"), PLAIN, _NOBODY, "", id="-owner"),
    pytest.param("sympa", Message("demo-request@lists.mla.example", body="subscribe"), PLAIN, _OWNERS, "", id="-request body"),
]
@pytest.mark.parametrize(("manager", "message", "client", "reached", "told"), _BAD_FORMS)
def test_a_bad_form_subscribes_nobody(
    server: ListServer, message: Message, client: str, reached: frozenset[str], told: str
) -> None:
    outcome = send(server, client, message)
    print(outcome.told)
    assert outcome.members == members("")
    assert outcome.reached == reached
    assert told in outcome.told


@pytest.mark.parametrize(("manager", "to"), [("mlmmj", "demo-join@lists.mla.example"), ("mailman3", "listserv@lists.mla.example"),("sympa", "demo-join@lists.mla.example"),("sympa", "demo-subscribe@lists.mla.example")])
def test_another_manager_s_address_is_not_known(server: ListServer, to: str) -> None:
    server.start({})
    assert not server.deliver(SENDER, to, compose(PLAIN, Message(to), SENDER, ident="first"))
