"""The interface to every list manager under test, and the messages that it sends."""

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
# A passive member: sees every message to the list, and must never lose the membership.
BYSTANDER = "bystander@home.example"
REGULAR, DIGEST, NO_MAIL = "regular", "digest", "no mail"


@dataclass(frozen=True)
class Sent:
    """A message from a list manager, with its recipients."""

    to: tuple[str, ...]
    data: bytes


class ListServer(Protocol):
    """A list manager with the one list `LIST`, whose owner is `OWNER`.

    `helps` is a phrase in its help text, and in no other of its messages.
    """

    helps: str

    def start(self, members: Mapping[str, str]) -> None:
        """Reset the list to these members, as address to `REGULAR`, `DIGEST` or `NO_MAIL`."""

    def deliver(self, sender: str, to: str, data: bytes) -> bool:
        """Deliver a message and let the manager finish; return whether there is such an address."""

    def members(self) -> dict[str, str]:
        """Return the manager's own record of all members, as address to `REGULAR`, `DIGEST` or another mode."""

    def sent(self) -> tuple[Sent, ...]:
        """Return the messages that the manager sent since the last call."""

    def asks(self, data: bytes) -> bool:
        """Return whether a message asks for confirmation by a reply."""

    def close(self) -> None:
        """Stop all processes."""


class Worker:
    """A list manager's own code in its own interpreter, which answers requests of one line of JSON."""

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
        """Send one request, and return the answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"request": request, **values}) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def close(self) -> None:
        """Close the input, which ends the process."""
        self._process.communicate(timeout=60)

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        answer = json.loads(line) if line else {"error": "it ended"}
        assert "error" not in answer, f"{answer['error']}\n{self._log.read_text(errors='replace')[-4000:]}"
        return answer["value"]
