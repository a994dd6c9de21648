"""A model of LISTSERV's commands by mail, from its manual, as the program itself is not available here.

It is strict where the manual is silent, so a pass is weaker evidence than one on a real program:
- commands are read from the plain text of a message to LISTSERV@, one a line, and never from its subject;
- an unknown line is answered "Unknown command", and ends the reading;
- LIST-subscribe-request@ and LIST-unsubscribe-request@ take no command; LIST-request@ are the owners;
- a new subscriber is asked to confirm: version 17 by a link to `wa?OK=…`, older ones by a reply that begins with OK,
  and that may be HTML; a list whose owner left that out asks nobody;
- SET and SIGNOFF take effect at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.message import EmailMessage

from .clients import read, text_of
from .servers import DIGEST, HOST, LIST, NO_MAIL, OWNER, POSTING, REGULAR, Sent

COMPLAINT = "Unknown command"
_ROBOT = f"listserv@{HOST}"
_CONFIRM = "Command confirmation request"
_PAGE = f"https://{HOST}/scripts/wa.exe?OK="
_CODE = "0A1B2C3D"
_TAG = re.compile(r"<[^>]*>")
_OPTIONS = {"DIGEST": DIGEST, "NODIGEST": REGULAR, "NOMAIL": NO_MAIL, "MAIL": REGULAR}


class ListservModel:
    """A `ListServer` that is a model; `version` 17 asks for a click, and 0 is a list that does not ask."""

    helps = "LISTSERV commands for general users"

    def __init__(self, version: int = 16) -> None:
        self._version = version
        self._members: dict[str, str] = {}
        self._waiting: set[str] = set()
        self._sent: list[Sent] = []

    def start(self, members: Mapping[str, str]) -> None:
        """Reset the list to these members."""
        self._members, self._waiting, self._sent = dict(members), set(), []

    def deliver(self, sender: str, to: str, data: bytes) -> bool:
        """Handle a message by its address."""
        message = read(data)
        match to.lower():
            case robot if robot == _ROBOT:
                self._robot(sender, message)
            case address if address == POSTING:
                if sender in self._members:
                    self._sent.append(Sent(tuple(self._members), data))
            case address if address == f"{LIST}-request@{HOST}":
                self._sent.append(Sent((OWNER,), data))
            case address if address == f"{LIST}-subscribe-request@{HOST}":
                self._run(sender, f"SUBSCRIBE {LIST}", named=bool(message["From"].addresses[0].display_name))
            case address if address == f"{LIST}-unsubscribe-request@{HOST}":
                self._run(sender, f"SIGNOFF {LIST}")
            case _:
                return False
        return True

    def members(self) -> dict[str, str]:
        """Return all members."""
        return dict(self._members)

    def sent(self) -> tuple[Sent, ...]:
        """Return the messages sent, and forget them."""
        sent, self._sent = tuple(self._sent), []
        return sent

    def asks(self, data: bytes) -> bool:
        """Recognize a request by its subject."""
        return _CONFIRM in str(read(data)["Subject"])

    def close(self) -> None:
        """Do nothing."""

    def _robot(self, sender: str, message: EmailMessage) -> None:
        if _CONFIRM in str(message["Subject"]):
            if self._version < 17 and sender in self._waiting and _TAG.sub(" ", text_of(message)).split()[:1] == ["OK"]:
                self._joined(sender)
            return
        lines = [line.strip() for line in _plain_text(message).splitlines() if line.strip()]
        if not lines:
            self._answer(sender, "No command was found: the subject is not read.")
        for line in lines:
            if not self._run(sender, line):
                self._answer(sender, f'{COMPLAINT} - "{line}". Try HELP.')
                return

    def click(self, link: str, sender: str) -> None:
        """Open the page of a link."""
        if self._version >= 17 and link == _PAGE + _CODE and sender in self._waiting:
            self._joined(sender)

    def _joined(self, sender: str) -> None:
        self._members[sender] = REGULAR
        self._answer(sender, f"You are now subscribed to the {LIST} list.")

    def _ask(self, sender: str) -> None:
        how = f"click on this link: {_PAGE}{_CODE}" if self._version >= 17 else 'reply with the word "OK"'
        self._answer(sender, f"To confirm, {how}", subject=f"{_CONFIRM} ({_CODE})")

    def _run(self, sender: str, line: str, *, named: bool = False) -> bool:
        """Run one command; return whether it is one."""
        words = line.upper().split()
        match words:
            case ["HELP"]:
                self._answer(sender, self.helps)
            case ["SUBSCRIBE" | "SUB" | "JOIN", name, *who] if name == LIST.upper() and (who or named):
                self._waiting.add(sender)
                (self._ask if self._version else self._joined)(sender)
            case ["SIGNOFF" | "UNSUBSCRIBE" | "UNSUB", name] if name == LIST.upper():
                gone = self._members.pop(sender, "")
                self._answer(sender, f"You are {'no longer' if gone else 'not'} subscribed to the {LIST} list.")
            case ["SET", name, option] if name == LIST.upper() and option in _OPTIONS and sender in self._members:
                self._members[sender] = _OPTIONS[option]
                self._answer(sender, f"Your options for the {LIST} list are changed.")
            case _:
                return False
        return True

    def _answer(self, to: str, text: str, *, subject: str = "Output of your job") -> None:
        head = f"From: {_ROBOT}\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <answer@{HOST}>\r\n"
        self._sent.append(Sent((to,), f"{head}\r\n{text}\r\n".encode()))


def _plain_text(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    return str(part.get_content()) if part else ""
