"""What every list manager under test is asked, and what it hands to the mail system."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

LIST, HOST = "demo", "lists.mla.example"
POSTING = f"{LIST}@{HOST}"
OWNER = "owner@office.example"
# A member who does nothing: who sees what reaches the list, and that nobody else's membership changes.
BYSTANDER = "bystander@home.example"
REGULAR, DIGEST = "regular", "digest"


@dataclass(frozen=True)
class Sent:
    """A message that a list manager gave to the mail system, and to whom it goes."""

    to: tuple[str, ...]
    data: bytes


class ListServer(Protocol):
    """A list manager with the one list `LIST`, whose owner is `OWNER`.

    `helps` is a phrase that its help text has, and no other of its messages.
    """

    helps: str

    def start(self, members: Mapping[str, str]) -> None:
        """Begin anew with these members, as address to `REGULAR` or `DIGEST`."""

    def deliver(self, sender: str, to: str, data: bytes) -> bool:
        """Deliver as the mail system does and let the manager finish; tell whether there is such an address."""

    def members(self) -> dict[str, str]:
        """Give the manager's own record of all members, as address to `REGULAR`, `DIGEST` or another way."""

    def sent(self) -> tuple[Sent, ...]:
        """Give what the manager sent since this was last asked."""

    def asks(self, data: bytes) -> bool:
        """Tell whether a message asks its reader to confirm by a reply."""

    def close(self) -> None:
        """Stop whatever runs."""


class Worker:
    """A list manager's own code in its own interpreter, which answers requests, each one line of JSON."""

    def __init__(self, command: Sequence[str | Path], log: Path, **environment: str) -> None:
        self._log = log
        with log.open("wb") as errors:
            self._process = subprocess.Popen(
                [str(word) for word in command],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                cwd=log.parent,
                env={"PATH": "/usr/sbin:/usr/bin:/bin", "LANG": "C.UTF-8", **environment},
            )
        self._answer()

    def ask(self, request: str, **values: object) -> Any:
        """Send one request, and give what is answered to it."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"request": request, **values}) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def close(self) -> None:
        """End the input, and with it the process."""
        self._process.communicate(timeout=60)

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        answer = json.loads(line) if line else {"error": "it ended"}
        assert "error" not in answer, f"{answer['error']}\n{self._log.read_text(errors='replace')[-4000:]}"
        return answer["value"]
