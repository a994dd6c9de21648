"""A folder served on loopback, as a plain web host serves it: below a path, with the 404 page for what is not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from threading import Thread


class _Handler(SimpleHTTPRequestHandler):
    def __init__(
        self, request: socket, client: tuple[str, int], server: ThreadingHTTPServer, *, folder: Path, path: str
    ) -> None:
        self.folder, self.below = folder, path
        super().__init__(request, client, server, directory=str(folder))

    def translate_path(self, path: str) -> str:
        """Find the file of an address; one outside the site's path has none."""
        if not path.startswith(self.below):
            return str(self.folder / "nothing is here")
        return super().translate_path("/" + path.removeprefix(self.below))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page where there is nothing."""
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        body = (self.folder / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serve(folder: Path, path: str) -> Iterator[str]:
    """Serve a built site below `path`, which begins and ends with a slash; give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, folder=folder, path=path)) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{path}"
        server.shutdown()
        thread.join()
