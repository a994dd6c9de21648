"""Every link of the join page works on real list managers, from any mail client."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import asdict, fields, replace
from functools import cache
from pathlib import Path

import pytest

import rfc6068
from copsite.channels.kind import Commands
from copsite.channels.kinds import commands_for, request_for
from copsite.channels.list_managers import LIST_MANAGERS
from copsite.channels.mailto import Message

from .clients import CLIENTS, HTML, OFFICE, PLAIN, compose, read, reply, text_of
from .mailman import PYTHON, Mailman
from .mlmmj import Mlmmj
from .outbox import Outbox, outbox
from .promises import PROMISES, SENDER, Outcome, members, send
from .servers import BYSTANDER, DIGEST, HOST, LIST, OWNER, POSTING, REGULAR, ListServer
from .smartlist import PROGRAMS, SmartList
from .sympa import Sympa
from .sympa_pages import Browser

# The program of a server, and how to start it.
_SERVERS: dict[str, tuple[Path, Callable[[Path, Outbox], ListServer]]] = {
    "mailman3": (PYTHON, Mailman),
    "mlmmj": (Path("/usr/bin/mlmmj-receive"), Mlmmj),
    "mlmmj with -": (Path("/usr/bin/mlmmj-receive"), lambda folder, box: Mlmmj(folder, box, delimiter="-")),
    "mlmmj that does not ask": (Path("/usr/bin/mlmmj-receive"), lambda folder, box: Mlmmj(folder, box, confirm=False)),
    "sympa": (Path("/usr/share/sympa/lib/Sympa.pm"), lambda folder, _: Sympa(folder)),
    "sympa with web pages": (Path("/usr/share/sympa/lib/Sympa.pm"), lambda folder, _: Sympa(folder, web=True)),
    "sympa that does not ask": (Path("/usr/share/sympa/lib/Sympa.pm"), lambda folder, _: Sympa(folder, policy="open")),
    "smartlist": (PROGRAMS, lambda folder, _: SmartList(folder)),
    "smartlist that does not ask": (PROGRAMS, lambda folder, _: SmartList(folder, confirm=False)),
}

_COMMANDS: dict[str, Commands] = {
    "mailman3": commands_for("mailman3", LIST, HOST),
    "mlmmj": commands_for("mlmmj", LIST, HOST),
    "mlmmj with -": commands_for("mlmmj", LIST, HOST, delimiter="-"),
    "sympa": commands_for("sympa", LIST, HOST),
    "smartlist": commands_for("smartlist", LIST, HOST),
}

_LINKS = [
    pytest.param(name, command.name, client, id=f"{name}: {command.name}, {client}")
    for name, commands in _COMMANDS.items()
    for command in fields(commands)
    for client in (CLIENTS if name != "mlmmj with -" else (PLAIN, OFFICE))
    if getattr(commands, command.name)
]


def _installed(path: Path) -> None:
    if not path.exists():
        pytest.fail(f"{path} is missing. Run `make test`, which installs the list managers, as root or with sudo")


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], ListServer]]:
    """Start each list manager once, on first use."""
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
    """Return the list manager for a test's `manager`."""
    return servers(manager)


@pytest.mark.parametrize(("manager", "command", "client"), _LINKS)
def test_every_link_works(server: ListServer, manager: str, command: str, client: str) -> None:
    promise, messages = PROMISES[command], _sent(getattr(_COMMANDS[manager], command))
    written = [_written_on(message) if promise.reached else message for message in messages]
    outcome = send(server, client, *written, before=promise.before)
    assert outcome.keeps(promise, helps=server.helps), outcome
    assert outcome.asked or command != "subscribe", outcome
    assert outcome.at_first == members(promise.before) or not outcome.asked, outcome


def _sent(link: Message | tuple[Message, ...]) -> list[Message]:
    """Return what the links of a command send: some take several messages."""
    return [rfc6068.read(message.mailto) for message in (link if isinstance(link, tuple) else (link,))]


def _joins(server: ListServer, manager: str, *, client: str = PLAIN, before: str = "") -> Outcome:
    subscribe = _COMMANDS[manager.partition(" that")[0].partition(" with web")[0]].subscribe
    assert subscribe
    return send(server, client, *_sent(subscribe), before=before)


# The message that asks to confirm, as the table of kinds has it: of a manager, with a confirmation and a delimiter.
_REQUESTS = {
    "mailman3": ("mailman3", "reply", None),
    "mlmmj": ("mlmmj", "reply", None),
    "mlmmj with -": ("mlmmj", "reply", "-"),
    "sympa": ("sympa", "reply", None),
    "sympa with web pages": ("sympa", "click", None),
    "smartlist": ("smartlist", "reply", None),
}


@pytest.mark.parametrize("manager", _REQUESTS)
def test_the_request_to_confirm_comes_as_the_page_says(server: ListServer, manager: str) -> None:
    kind, confirmation, delimiter = _REQUESTS[manager]
    request = request_for(kind, confirmation, LIST, HOST, delimiter=delimiter)
    assert request
    server.start(members(""))
    (link,) = _sent(_COMMANDS[manager.partition(" with web")[0]].subscribe or ())
    assert server.deliver(SENDER, link.to, compose(PLAIN, link, SENDER, ident="first"))
    came = [read(mail.data) for mail in server.sent() if mail.to == (SENDER,)]
    found = [
        (message["From"].addresses[0].addr_spec, " ".join(str(message["Subject"]).split()))
        for message in came
        if _looks_like(request.subject, " ".join(str(message["Subject"]).split()))
    ]
    assert len(found) == 1, [(str(message["From"]), str(message["Subject"])) for message in came]
    assert _looks_like(request.sender, found[0][0]), found


def _looks_like(pattern: str, text: str) -> bool:
    return bool(re.fullmatch(".+".join(map(re.escape, pattern.split("…"))), text))


@pytest.mark.parametrize(
    "manager", ["mlmmj that does not ask", "sympa that does not ask", "smartlist that does not ask"]
)
def test_a_list_that_does_not_ask_is_joined_at_once(server: ListServer, manager: str) -> None:
    outcome = _joins(server, manager)
    assert not outcome.asked
    assert outcome.at_first == outcome.members == members(REGULAR)


@pytest.mark.parametrize(
    ("manager", "way"),
    [(name, way) for name in ("mailman3", "mlmmj", "sympa") for way in (REGULAR, DIGEST)] + [("smartlist", REGULAR)],
)
def test_joining_again_does_what_the_table_says(server: ListServer, manager: str, way: str) -> None:
    outcome = _joins(server, manager, before=way)
    unchanged = outcome.members == members(way)
    assert LIST_MANAGERS[manager].told_again <= (unchanged and bool(outcome.told)), outcome
    assert unchanged == (manager != "mlmmj" or way == REGULAR), outcome
    # SmartList tells only the owner that someone is on the list already.
    assert bool(outcome.told) == (manager != "smartlist"), outcome


@pytest.mark.parametrize("manager", ["mailman3", "mlmmj", "sympa", "smartlist"])
def test_the_welcome_message_says_what_the_table_says_of_it(server: ListServer, manager: str) -> None:
    server.start(members(""))
    (link,) = _sent(_COMMANDS[manager].subscribe or ())
    assert server.deliver(SENDER, link.to, compose(PLAIN, link, SENDER, ident="first"))
    (request,) = [mail.data for mail in server.sent() if mail.to == (SENDER,) and server.asks(mail.data)]
    assert server.deliver(SENDER, *reply(PLAIN, request, SENDER))
    welcomes = "\n".join(text_of(read(mail.data)) for mail in server.sent() if mail.to == (SENDER,))
    leave = _COMMANDS[manager].unsubscribe
    assert leave
    welcome = LIST_MANAGERS[manager].welcome
    assert welcomes
    assert welcome
    own = "\n".join(line for line in welcomes.splitlines() if not line.startswith(">"))  # without what it quotes
    says_how = leave.to in own and "unsubscribe" in own.lower()
    assert ("how to leave" in welcome) == says_how, welcomes


@pytest.mark.parametrize("manager", ["mailman3", "mlmmj", "sympa", "smartlist"])
@pytest.mark.parametrize("client", CLIENTS)
def test_joining_a_shared_list_works_with_its_tag(server: ListServer, manager: str, client: str) -> None:
    subscribe = commands_for(manager, LIST, HOST, tag="[TEENS]").subscribe
    assert subscribe
    outcome = send(server, client, rfc6068.read(subscribe.mailto))
    assert outcome.keeps(PROMISES["subscribe"], helps=server.helps), outcome


def _written_on(message: Message) -> Message:
    """Add the text of a message to people, which the link leaves to the sender."""
    return replace(message, subject="Opening hours", body="Who opens on Sundays?\n")


def test_every_command_has_an_expected_outcome() -> None:
    assert set(PROMISES) == set(asdict(Commands()))


@pytest.mark.parametrize("manager", ["sympa with web pages"])
def test_on_sympa_with_web_pages_the_link_and_confirm_join_and_a_reply_does_not(server: Sympa, manager: str) -> None:
    assert LIST_MANAGERS["sympa"].confirmation == "click"
    outcome = _joins(server, manager)
    assert not outcome.asked
    requests = [line for line in outcome.told.splitlines() if f"http://{HOST}/sympa/auth/" in line]
    assert len(requests) == 1
    assert server.pending() == [f"subscribe {SENDER}"]
    question = f"From: sympa@{HOST}\r\nSubject: Demo / subscribing to {LIST}\r\nMessage-ID: <request@{HOST}>\r\n\r\n"
    assert server.deliver(SENDER, *reply(PLAIN, question.encode() + outcome.told.encode(), SENDER))
    assert server.members() == members("")
    browser = Browser(server.settings)
    page = browser.open(requests[0].strip())
    assert server.members() == members("")
    browser.press(page, "Confirm")
    assert server.members() == members(REGULAR)


_NOBODY: frozenset[str] = frozenset()

# Wrong commands, and their outcome: the recipients, and words of the answer; no one is subscribed.
_BAD_FORMS = {
    "the name of the list as an argument on Mailman": (
        *("mailman3", PLAIN, Message(f"{LIST}-request@{HOST}", subject=f"subscribe {LIST}")),
        *(_NOBODY, "bad argument"),
    ),
    "a command in the body from a client that writes HTML only on Mailman": (
        *("mailman3", HTML, Message(f"{LIST}-request@{HOST}", body="join")),
        *(_NOBODY, "The results of your email command"),
    ),
    "the address that mlmmj has on Mailman, where it is the list's": (
        *("mailman3", PLAIN, Message(f"{LIST}+subscribe@{HOST}")),
        *(_NOBODY, "Is being held until the list moderator can review it"),
    ),
    "a command to the address of the list": (
        *("mlmmj", PLAIN, Message(POSTING, subject="subscribe")),
        *(frozenset({BYSTANDER}), ""),
    ),
    "a command misspelt on mlmmj, which is silent": (
        *("mlmmj", PLAIN, Message(f"{LIST}+subcribe@{HOST}")),
        *(_NOBODY, ""),
    ),
    "a plus sign for a space": (
        *("sympa", PLAIN, Message(f"sympa@{HOST}", subject=f"subscribe+{LIST}")),
        *(_NOBODY, "No command found in message"),
    ),
    "a command in the body from a client that writes HTML only on Sympa": (
        *("sympa", HTML, Message(f"sympa@{HOST}", body=f"subscribe {LIST}")),
        *(_NOBODY, "No command found in message"),
    ),
    "the address for bounces as the owners' on Sympa": (
        *("sympa", PLAIN, Message(f"{LIST}-owner@{HOST}", subject="Opening hours")),
        *(_NOBODY, ""),
    ),
    "a command in the body to the owners on Sympa": (
        *("sympa", PLAIN, Message(f"{LIST}-request@{HOST}", body="subscribe")),
        *(frozenset({OWNER}), ""),
    ),
}


@pytest.mark.parametrize(
    ("manager", "client", "message", "reached", "told"), _BAD_FORMS.values(), ids=_BAD_FORMS.keys()
)
def test_a_wrong_command_subscribes_no_one(
    server: ListServer, client: str, message: Message, reached: frozenset[str], told: str
) -> None:
    outcome = send(server, client, message)
    assert outcome.accepted
    assert not outcome.asked
    assert outcome.members == members("")
    assert outcome.reached == reached
    assert told in outcome.told


@pytest.mark.parametrize(
    ("manager", "local"), [("mlmmj", "demo-join"), ("mailman3", "demo-sub"), ("sympa", "demo-join")]
)
def test_the_address_of_another_manager_does_not_exist(server: ListServer, local: str) -> None:
    assert not send(server, PLAIN, Message(f"{local}@{HOST}")).accepted
