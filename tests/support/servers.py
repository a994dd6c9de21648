"""A folder served on loopback like by a plain web host: below a path, with the site's 404 page."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from socket import socket
from threading import Thread
from typing import BinaryIO

PACKED = (".css", ".html", ".js", ".json", ".svg", ".txt", ".xml")  # types that hosts compress with gzip
LEVEL = 6  # of gzip, as hosts set it

Rules = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Host:
    """Serve the site in `folder` below `path`, with the headers of `rules`, and compressed on request."""

    folder: Path
    path: str
    rules: Rules = field(default_factory=dict)
    packed: bool = False


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # so that a browser can reuse connections

    def __init__(self, request: socket, client: tuple[str, int], server: ThreadingHTTPServer, *, host: Host) -> None:
        self.host = host
        super().__init__(request, client, server, directory=str(host.folder))

    def translate_path(self, path: str) -> str:
        """Return the file of a URL; one outside the site's path has none."""
        if not path.startswith(self.host.path):
            return str(self.host.folder / "nothing is here")
        return super().translate_path("/" + path.removeprefix(self.host.path))

    def send_head(self) -> BinaryIO | BytesIO | None:
        """Send a compressed file if the browser accepts it."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if self.path.endswith("/") else file
        if self.host.packed and file.is_file() and file.suffix in PACKED:
            return self._send(HTTPStatus.OK, file)
        return super().send_head()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own 404 page for a missing file."""
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        self.wfile.write(self._send(code, self.host.folder / "404.html").read())

    def _send(self, code: int, file: Path) -> BytesIO:
        body = file.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", self.guess_type(file))
        if self.host.packed:
            body = gzip.compress(body, LEVEL, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def end_headers(self) -> None:
        """Add the headers of the site's own rules."""
        for pattern, headers in self.host.rules.items():
            if fnmatchcase(self.path.partition("?")[0], pattern):
                for name, value in headers.items():
                    self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


def rules_of(text: str) -> Rules:
    """Read a `_headers` file: patterns of URLs, each with its headers on the lines below it."""
    rules: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("/"):
            rules[line] = {}
        elif not line.startswith("#"):
            name, _, value = line.strip().partition(": ")
            rules[[*rules][-1]][name] = value
    return rules


@contextmanager
def serve(folder: Path, path: str, *, rules: Rules | None = None, packed: bool = False) -> Iterator[str]:
    """Serve a built site below `path`, which begins and ends with a slash; yield its URL."""
    host = Host(folder, path, rules or {}, packed)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, host=host)) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{path}"
        server.shutdown()
        thread.join()
