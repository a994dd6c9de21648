"""The expected outcome of each command, and the actual outcome of a message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from copsite.channels.mailto import Message

from .clients import compose, read, reply, text_of
from .servers import BYSTANDER, DIGEST, NO_MAIL, OWNER, REGULAR, ListServer, Sent

SENDER = "jo@home.example"


@dataclass(frozen=True)
class Promise:
    """The sender's delivery mode before and after ("" for none), the recipients, and whether help is sent."""

    before: str = ""
    after: str = ""
    reached: frozenset[str] = frozenset()
    helped: bool = False


# A promise for each field of `copsite.channels.kind.Commands`.
PROMISES: Mapping[str, Promise] = {
    "subscribe": Promise(before="", after=REGULAR),
    "unsubscribe": Promise(before=REGULAR, after=""),
    "digest_on": Promise(before=REGULAR, after=DIGEST),
    "digest_off": Promise(before=DIGEST, after=REGULAR),
    "mail_off": Promise(before=REGULAR, after=NO_MAIL),
    "mail_on": Promise(before=NO_MAIL, after=REGULAR),
    "leave_digest": Promise(before=DIGEST, after=""),
    "help": Promise(helped=True),
    "owner": Promise(reached=frozenset({OWNER})),
    "post": Promise(before=REGULAR, after=REGULAR, reached=frozenset({BYSTANDER, SENDER})),
}


@dataclass(frozen=True)
class Outcome:
    """The outcome of messages: `at_first` are the members before the requests to confirm in `asked` were answered."""

    accepted: bool
    asked: tuple[bytes, ...]
    at_first: Mapping[str, str]
    members: Mapping[str, str]
    reached: frozenset[str]
    others_heard: frozenset[str]
    told: str

    def keeps(self, promise: Promise, *, helps: str) -> bool:
        """Return whether the outcome is as promised, with no effect on anyone else."""
        return (
            self.accepted
            and self.members == members(promise.after)
            and self.reached == promise.reached
            and BYSTANDER not in self.others_heard
            and (helps in self.told) == promise.helped
        )


def members(way: str) -> dict[str, str]:
    """Return all members of a list, with the sender in a delivery mode or not a member."""
    return {BYSTANDER: REGULAR} | ({SENDER: way} if way else {})


def send(server: ListServer, client: str, *messages: Message, before: str = "", words: str = "") -> Outcome:
    """Send messages to a reset list, and answer each request to confirm, with `words` if it needs some."""
    server.start(members(before))
    accepted = True
    for number, message in enumerate(messages):
        data = compose(client, message, SENDER, ident=f"message-{number}")
        accepted = server.deliver(SENDER, message.to, data) and accepted
    at_first, sent = server.members(), list(server.sent())
    requests = tuple(mail.data for mail in sent if mail.to == (SENDER,) and server.asks(mail.data))
    for request in requests:
        server.deliver(SENDER, *reply(client, request, SENDER, words=words))
        sent += server.sent()
    return Outcome(
        accepted=accepted,
        asked=requests,
        at_first=at_first,
        members=server.members(),
        reached=_recipients(mail for mail in sent if _ours(mail)),
        others_heard=_recipients(mail for mail in sent if not _ours(mail)),
        told="\n".join(text_of(read(mail.data)) for mail in sent if SENDER in mail.to and not _ours(mail)),
    )


def _ours(mail: Sent) -> bool:
    return "@client.example" in str(read(mail.data)["Message-ID"])


def _recipients(mails: Iterable[Sent]) -> frozenset[str]:
    return frozenset(address for mail in mails for address in mail.to)
