"""GNU Mailman 3 Core, over LMTP as from a mail server (RFC 2033)."""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from pathlib import Path

from .clients import read
from .outbox import Outbox
from .servers import HOST, LIST, OWNER, POSTING, Sent, Worker

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venv-lists" / "bin" / "python"
_WORKER = Path(__file__).with_name("mailman_worker.py")

_SETTINGS = """\
[mailman]
layout: local
site_owner: postmaster@office.example
[paths.local]
var_dir: {folder}
[mta]
incoming: mailman.mta.null.NullMTA
smtp_host: 127.0.0.1
smtp_port: {port}
[archiver.prototype]
enable: no
"""


class Mailman:
    """A `ListServer`."""

    helps = "Get help about available email commands"

    def __init__(self, folder: Path, box: Outbox) -> None:
        self._box = box
        settings = folder / "mailman.cfg"
        settings.write_text(_SETTINGS.format(folder=folder / "var", port=box.port), "utf-8")
        # -P: a module beside the worker has the same name as Mailman's package.
        self._worker = Worker([PYTHON, "-P", "-W", "ignore", _WORKER, settings], folder / "log")
        self._port = int(self._worker.ask("port"))

    def start(self, members: Mapping[str, str]) -> None:
        """Recreate the list with these members."""
        self._worker.ask("start", posting=POSTING, owner=OWNER, members=members)
        self._box.take()

    def deliver(self, sender: str, to: str, data: bytes) -> bool:
        """Deliver the message, and run every queue until it is empty."""
        try:
            with smtplib.LMTP("127.0.0.1", self._port) as client:
                client.sendmail(sender, to, data)
        except smtplib.SMTPRecipientsRefused:
            return False
        self._worker.ask("run")
        return True

    def members(self) -> dict[str, str]:
        """Query the list's roster."""
        members: dict[str, str] = self._worker.ask("members", posting=POSTING)
        return members

    def sent(self) -> tuple[Sent, ...]:
        """Return the messages sent, and forget them."""
        return self._box.take()

    def asks(self, data: bytes) -> bool:
        """Recognize a request by its reply address."""
        message = read(data)
        return f"{LIST}-confirm+" in str(message["Reply-To"] or message["From"]) and HOST in str(message["From"])

    def close(self) -> None:
        """Stop the worker."""
        self._worker.close()
