"""A mail server on loopback that accepts every message and delivers none (RFC 5321)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

from .servers import Sent


class Outbox(ThreadingTCPServer):
    """Messages accepted since the last call of `take`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.port = int(self.server_address[1])
        self._kept: list[Sent] = []

    def keep(self, sent: Sent) -> None:
        """Store one message."""
        self._kept.append(sent)

    def take(self) -> tuple[Sent, ...]:
        """Return the stored messages, and forget them."""
        kept, self._kept = tuple(self._kept), []
        return kept


class _Session(StreamRequestHandler):
    server: Outbox

    def handle(self) -> None:
        to: list[str] = []
        self._say("220 outbox.example")
        for line in iter(self.rfile.readline, b""):
            command = line.decode().strip()
            match command[:4].upper():
                case "MAIL":
                    to = []
                case "RCPT":
                    to.append(command.partition("<")[2].partition(">")[0])
                case "DATA":
                    self._say("354 go on")
                    self.server.keep(Sent(tuple(to), b"".join(self._data())))
                case "QUIT":
                    self._say("221 bye")
                    return
            self._say("250 OK")

    def _data(self) -> Iterator[bytes]:
        for line in iter(self.rfile.readline, b".\r\n"):
            yield line.removeprefix(b".")

    def _say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())


@contextmanager
def outbox() -> Iterator[Outbox]:
    """Accept mail during a block."""
    with Outbox() as box:
        Thread(target=box.serve_forever, daemon=True).start()
        yield box
        box.shutdown()
