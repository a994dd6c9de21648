"""The web pages of Sympa, as a browser sees them: its own program behind a gateway (RFC 3875)."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from email import message_from_string
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from .servers import HOST

_PROGRAM = Path(__file__).with_name("sympa_web.pl")
PREFIX = "/sympa"


@dataclass
class Browser:
    """A browser without scripts, which keeps the cookie of one Sympa."""

    settings: Path
    cookie: str = ""

    def open(self, url: str) -> str:
        """Follow a link; return the page."""
        return self._request(url)

    def press(self, page: str, button: str) -> str:
        """Press the one button with this label; return the page that follows."""
        forms = _Forms()
        forms.feed(page)
        (form,) = [found for found in forms.found if button in found.buttons]
        values = form.values | {form.buttons[button]: button}
        return self._request(f"http://{HOST}{form.action}", urlencode(values))

    def _request(self, url: str, body: str = "") -> str:
        parts = urlsplit(url)
        assert parts.netloc == HOST
        assert parts.path.startswith(PREFIX)
        request = {
            "SYMPA_CONFIG": str(self.settings),
            "GATEWAY_INTERFACE": "CGI/1.1",
            "REQUEST_METHOD": "POST" if body else "GET",
            "SCRIPT_NAME": PREFIX,
            "PATH_INFO": parts.path.removeprefix(PREFIX),
            "QUERY_STRING": parts.query,
            "SERVER_NAME": HOST,
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "192.0.2.1",
            "HTTP_HOST": HOST,
            "HTTP_COOKIE": self.cookie,
            "HTTP_ACCEPT_LANGUAGE": "en-US",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
        }
        result = subprocess.run(
            ["/usr/bin/perl", _PROGRAM], env=request, input=body.encode(), capture_output=True, timeout=60, check=False
        )
        assert result.returncode == 0, result.stderr.decode(errors="replace")
        answer = message_from_string(result.stdout.decode())
        assert str(answer.get("Status", "200")).startswith("200"), result.stdout.decode()[:2000]
        self.cookie = str(answer.get("Set-Cookie", self.cookie)).partition(";")[0]
        return str(answer.get_payload())


class _Form:
    def __init__(self, action: str) -> None:
        self.action = action
        self.values: dict[str, str] = {}
        self.buttons: dict[str, str] = {}


class _Forms(HTMLParser):
    """The forms of a page, each with its values and the names of its buttons by their labels."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[_Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(_Form(named.get("action", "")))
        elif tag == "input" and self.found and "name" in named:
            form = self.found[-1]
            if named.get("type") == "submit":
                form.buttons[named.get("value", "")] = named["name"]
            else:
                form.values[named["name"]] = named.get("value", "")
