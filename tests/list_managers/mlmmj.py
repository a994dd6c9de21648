"""mlmmj, as run by the aliases of a mail server: one process for each message, with state in files."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from .clients import read
from .outbox import Outbox
from .servers import DIGEST, HOST, LIST, NO_MAIL, OWNER, REGULAR, Sent

_BIN = Path("/usr/bin")
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C"}
# The folders of a list with its members, one address a line.
_WAYS = {"subscribers.d": REGULAR, "digesters.d": DIGEST, "nomailsubs.d": NO_MAIL}
_OPTIONS = {REGULAR: (), DIGEST: ("-d",), NO_MAIL: ("-n",)}


class Mlmmj:
    """A `ListServer`; `delimiter` separates the list's name from a command; without `confirm` it does not ask."""

    helps = "Here is some information about the list"

    def __init__(self, folder: Path, box: Outbox, *, delimiter: str = "+", confirm: bool = True) -> None:
        self._spool, self._box, self._delimiter = folder, box, delimiter
        self._confirm = confirm
        self._list = folder / LIST

    def start(self, members: Mapping[str, str]) -> None:
        """Recreate the list with these members."""
        shutil.rmtree(self._list, ignore_errors=True)
        self._run("mlmmj-make-ml", "-L", LIST, "-s", self._spool, data=f"{HOST}\n{OWNER}\nen\n".encode())
        settings = {"relayhost": "127.0.0.1", "smtpport": self._box.port, "delimiter": self._delimiter}
        for name, value in settings.items():
            (self._list / "control" / name).write_text(f"{value}\n", "utf-8")
        if not self._confirm:
            (self._list / "control" / "nosubconfirm").touch()
        for address, way in members.items():
            self._run("mlmmj-sub", "-L", self._list, "-a", address, "-fqU", *_OPTIONS[way])
        self._box.take()

    def deliver(self, sender: str, to: str, data: bytes) -> bool:
        """Run the command of the list's alias, with the part after the delimiter as from Postfix's local(8)."""
        local, _, host = to.rpartition("@")
        name, delimiter, command = local.partition(self._delimiter)
        if (name, host) != (LIST, HOST):
            return False
        extension = {"EXTENSION": command} if delimiter else {}
        head = f"Return-Path: <{sender}>\nDelivered-To: {to}\n".encode()
        self._run("mlmmj-receive", "-F", "-L", self._list, data=head + data.replace(b"\r\n", b"\n"), **extension)
        return True

    def members(self) -> dict[str, str]:
        """Read the files of members; an address in two files has both delivery modes."""
        found: dict[str, str] = {}
        for folder, way in _WAYS.items():
            for file in sorted((self._list / folder).iterdir()):
                for address in file.read_text("utf-8").split():
                    found[address] = f"{found[address]} and {way}" if address in found else way
        return found

    def sent(self) -> tuple[Sent, ...]:
        """Return the messages sent, and forget them."""
        return self._box.take()

    def asks(self, data: bytes) -> bool:
        """Recognize a request by its reply address."""
        message = read(data)
        back = str(message["Reply-To"] or message["From"])
        return any(f"{LIST}{self._delimiter}{command}" in back for command in ("confsub", "confunsub"))

    def close(self) -> None:
        """Do nothing: no process outlives a delivery."""

    def _run(self, program: str, *arguments: str | Path, data: bytes = b"", **environment: str) -> None:
        # The program's child processes inherit its output: at the end of the output, all have finished.
        result = subprocess.run(
            [_BIN / program, *arguments],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**_ENVIRONMENT, **environment},
            timeout=60,
            check=False,
        )
        assert result.returncode == 0, result.stdout.decode(errors="replace")
