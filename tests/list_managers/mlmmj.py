"""mlmmj, as the aliases of a mail server run it: one process for each message, and its state in files."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from .clients import read
from .outbox import Outbox
from .servers import DIGEST, HOST, LIST, OWNER, REGULAR, Sent

_BIN = Path("/usr/bin")
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C"}
# The folders of a list in which its members stand, one address a line.
_WAYS = {"subscribers.d": REGULAR, "digesters.d": DIGEST, "nomailsubs.d": "no mail"}


class Mlmmj:
    """A `ListServer`; `delimiter` is what its list's name and a command are divided by."""

    helps = "Here is some information about the list"

    def __init__(self, folder: Path, box: Outbox, *, delimiter: str = "+") -> None:
        self._spool, self._box, self._delimiter = folder, box, delimiter
        self._list = folder / LIST

    def start(self, members: Mapping[str, str]) -> None:
        """Make the list anew with these members."""
        shutil.rmtree(self._list, ignore_errors=True)
        self._run("mlmmj-make-ml", "-L", LIST, "-s", self._spool, data=f"{HOST}\n{OWNER}\nen\n".encode())
        settings = {"relayhost": "127.0.0.1", "smtpport": self._box.port, "delimiter": self._delimiter}
        for name, value in settings.items():
            (self._list / "control" / name).write_text(f"{value}\n", "utf-8")
        for address, way in members.items():
            self._run("mlmmj-sub", "-L", self._list, "-a", address, "-fqU", *(["-d"] if way == DIGEST else []))
        self._box.take()

    def deliver(self, sender: str, to: str, data: bytes) -> bool:
        """Run what the list's alias runs, told the part after the delimiter as Postfix's local(8) tells it."""
        local, _, host = to.rpartition("@")
        name, delimiter, command = local.partition(self._delimiter)
        if (name, host) != (LIST, HOST):
            return False
        extension = {"EXTENSION": command} if delimiter else {}
        head = f"Return-Path: <{sender}>\nDelivered-To: {to}\n".encode()
        self._run("mlmmj-receive", "-F", "-L", self._list, data=head + data.replace(b"\r\n", b"\n"), **extension)
        return True

    def members(self) -> dict[str, str]:
        """Read the files in which the members stand; who stands in two has both ways."""
        found: dict[str, str] = {}
        for folder, way in _WAYS.items():
            for file in sorted((self._list / folder).iterdir()):
                for address in file.read_text("utf-8").split():
                    found[address] = f"{found[address]} and {way}" if address in found else way
        return found

    def sent(self) -> tuple[Sent, ...]:
        """Take what was sent."""
        return self._box.take()

    def asks(self, data: bytes) -> bool:
        """Know a request by the address that a reply goes to."""
        message = read(data)
        back = str(message["Reply-To"] or message["From"])
        return any(f"{LIST}{self._delimiter}{command}" in back for command in ("confsub", "confunsub"))

    def close(self) -> None:
        """Stop nothing: no process outlives a delivery."""

    def _run(self, program: str, *arguments: str | Path, data: bytes = b"", **environment: str) -> None:
        # The program leaves children behind that hold its output open: when that ends, all have finished.
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
