"""Sympa with its own configuration, database and spools, run as by a mail server's aliases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from .clients import read
from .servers import DIGEST, HOST, LIST, NO_MAIL, OWNER, REGULAR, Sent, Worker

_WORKER = Path(__file__).with_name("sympa_worker.pl")
_ALIASES = Path("/usr/share/sympa/default/list_aliases.tt2")
_ALIAS = re.compile(r'^\[% list\.name %\](\S*): "\| \S*/(queue|bouncequeue) ')
_WAYS = {"mail": REGULAR, "digest": DIGEST, "nomail": NO_MAIL}

_SETTINGS = """\
domain {host}
listmaster listmaster@office.example
lang en
db_type SQLite
db_name {folder}/sympa.sqlite
spool {folder}/spool
{spools}
home {folder}/lists
etc {folder}/etc
arc_path {folder}/arc
bounce_path {folder}/bounce
static_content_path {folder}/static
css_path {folder}/css
pictures_path {folder}/pictures
sendmail {folder}/sendmail
sendmail_aliases none
loop_command_max 100000
process_archive off
{web}
"""

_SPOOLS = {
    "queue": "msg",
    "queuemod": "moderation",
    "queuedigest": "digest",
    "queueauth": "auth",
    "queueoutgoing": "outgoing",
    "queuesubscribe": "subscribe",
    "queuetopic": "topic",
    "queuebounce": "bounce",
    "queuetask": "task",
    "queueautomatic": "automatic",
    "queuebulk": "bulk",
    "tmpdir": "tmp",
    "viewmail_dir": "viewmail",
}

# Only members may post.
_LIST = """\
subject Demo

status open

subscribe {policy}

unsubscribe auth

owner
email {owner}
profile privileged

send private

digest 1,4 13:26

creation
date_epoch 1700000000
email {owner}
"""

# Replaces sendmail: a file for each message, with the arguments on its first line.
_SENDMAIL = """\
#!/bin/sh
{{ printf '%s\\n' "$*" && cat; }} >{folder}/out/$$.part && mv {folder}/out/$$.part {folder}/out/$$
"""


class Sympa:
    """A `ListServer`; `policy` is who may subscribe; with `web` it has web pages, on which a click confirms."""

    helps = "is an electronic mailing-list manager"

    def __init__(self, folder: Path, *, web: bool = False, policy: str = "auth") -> None:
        self._folder, self._numbers = folder, count(1)
        self.settings = folder / "sympa.conf"
        spools = (f"spool/{name}" for name in _SPOOLS.values())
        for name in (*spools, f"lists/{LIST}", "etc", "out", "arc", "bounce", "static", "css", "pictures"):
            (folder / name).mkdir(parents=True)
        pages = f"wwsympa_url http://{HOST}/sympa" if web else ""
        places = "\n".join(f"{setting} {folder}/spool/{name}" for setting, name in _SPOOLS.items())
        self.settings.write_text(_SETTINGS.format(folder=folder, host=HOST, spools=places, web=pages), "utf-8")
        (folder / "lists" / LIST / "config").write_text(_LIST.format(owner=OWNER, policy=policy), "utf-8")
        (folder / "sendmail").write_text(_SENDMAIL.format(folder=folder), "utf-8")
        (folder / "sendmail").chmod(0o700)
        self._worker = Worker(["/usr/bin/perl", _WORKER, folder, LIST, HOST, OWNER], folder / "log")

    def start(self, members: Mapping[str, str]) -> None:
        """Reset the list to these members, without pending requests."""
        ways = {way: name for name, way in _WAYS.items()}
        self._worker.ask("start", members={address: ways[way] for address, way in members.items()})
        self.sent()

    def deliver(self, sender: str, to: str, data: bytes) -> bool:
        """Run the alias; `queue` puts a message into the spool, `bouncequeue` where no person reads it."""
        local, _, host = to.rpartition("@")
        program = _aliases().get(local)
        if program is None or host != HOST:
            return False
        if program == "queue":
            head = f"X-Sympa-To: {to}\nReturn-Path: <{sender}>\n".encode()
            file = self._folder / "spool" / "msg" / f"{to}.1700000000.{next(self._numbers)}"
            file.write_bytes(head + data.replace(b"\r\n", b"\n"))
            self._worker.ask("run")
        return True

    def members(self) -> dict[str, str]:
        """Query the database."""
        return {address: _WAYS.get(way, way) for address, way in self._worker.ask("members").items()}

    def pending(self) -> list[str]:
        """Return the requests that wait for a confirmation, as "act address"."""
        acts: list[str] = self._worker.ask("pending")
        return acts

    def sent(self) -> tuple[Sent, ...]:
        """Return the messages sent, and forget them."""
        return tuple(self._taken(file) for file in sorted((self._folder / "out").iterdir()))

    def asks(self, data: bytes) -> bool:
        """Recognize a request by its subject, which a reply repeats."""
        return str(read(data)["Subject"]).strip().startswith("AUTH ")

    def close(self) -> None:
        """Stop the worker."""
        self._worker.close()

    def _taken(self, file: Path) -> Sent:
        head, _, data = file.read_bytes().partition(b"\n")
        file.unlink()
        # Its last arguments: -f SENDER -- RECIPIENT...
        return Sent(tuple(head.decode().partition(" -- ")[2].split()), data)


def _aliases() -> dict[str, str]:
    """Read the program for each address from Sympa's own template, without its comments."""
    lines = _ALIASES.read_text("utf-8").replace("[% return_path_suffix %]", "-owner").splitlines()
    found = (_ALIAS.match(line) for line in lines)
    return {"sympa": "queue"} | {LIST + match[1]: match[2] for match in found if match}
