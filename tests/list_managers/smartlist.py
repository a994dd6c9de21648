"""SmartList, as run by a mail server's aliases: procmail with its recipes for each message, and state in files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from .clients import read
from .servers import DIGEST, HOST, LIST, OWNER, REGULAR, Sent

PROGRAMS, _DEFAULTS = Path("/var/list/.bin"), Path("/var/list/.etc")
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C"}
_HEAD = "(Only addresses below this line can be automatically removed)\n"
# The files of a list that are links to the defaults, as `createlist` makes them.
_LINKED = ("rc.init", "rc.submit", "rc.request", "rc.confirm", "rc.rfc822", "help.txt", "subscribe.txt")
_LINKED_TOO = ("unsubscribe.txt", "archive.txt", "reject", "confirm.txt", "confirm-help.txt", "confirm-error.txt")
# The settings for confirmation of README.confirm, as Debian has them in a file that only its account may read.
_CUSTOM = f"""\
maintainer = {OWNER}
maxcookies = 50
require_confirm = {{asks}}
confirm_subscribe = {{asks}}
confirm_unsubscribe = {{asks}}
confirm_maintainer
RC_CUSTOM
"""
# Replaces sendmail: a file for each message, with the arguments on its first line.
_SENDMAIL = """\
#!/bin/sh
{{ printf '%s\\n' "$*" && cat; }} >{folder}/out/$$.part && mv {folder}/out/$$.part {folder}/out/$$
"""


class SmartList:
    """A `ListServer`; without `confirm`, requests take effect at once."""

    helps = "Subscription/unsubscription/info requests should always be sent to the -request"

    def __init__(self, folder: Path, *, confirm: bool = True) -> None:
        self._folder, self._list = folder, folder / LIST
        self._settings = _CUSTOM.format(asks="yes" if confirm else "")
        for name in (".bin", ".etc", "out"):
            (folder / name).mkdir()
        # Copies, without the rights by which the originals work on the folder of their package's account only.
        for program in PROGRAMS.iterdir():
            (folder / ".bin" / program.name).write_bytes(program.read_bytes())
            (folder / ".bin" / program.name).chmod(0o755)
        for name in (*_LINKED, *_LINKED_TOO, "rc.post"):
            text = (_DEFAULTS / name).read_text("utf-8") if name != "reject" else ""
            (folder / ".etc" / name).write_text(re.sub(r"(?m)^domain=.*", f"domain={HOST}", text), "utf-8")
        (folder / "sendmail").write_text(_SENDMAIL.format(folder=folder), "utf-8")
        (folder / "sendmail").chmod(0o700)

    def start(self, members: Mapping[str, str]) -> None:
        """Recreate the list with these members; it has no digest of its own."""
        assert DIGEST not in members.values()
        shutil.rmtree(self._list, ignore_errors=True)
        (self._list / "archive" / "latest").mkdir(parents=True)
        for name in (*_LINKED, *_LINKED_TOO):
            (self._list / name).symlink_to(f"../.etc/{name}")
        (self._list / "rc.custom").write_text(self._settings, "utf-8")
        (self._list / "dist").write_text(_HEAD + "".join(f"{address}\n" for address in members), "utf-8")
        (self._list / "accept").symlink_to("dist")
        self.sent()

    def deliver(self, sender: str, to: str, data: bytes) -> bool:
        """Run procmail as the alias's program `flist` does, in the list's folder."""
        local, _, host = to.rpartition("@")
        recipes = {LIST: ("rc.submit", "rc.request"), f"{LIST}-request": ("rc.request",)}.get(local.lower())
        if recipes is None or host != HOST:
            return False
        values = {"RC_INIT": "rc.init", "PATH": "../.bin", "list": LIST, "X_ENVELOPE_TO": local}
        values["SENDMAIL"] = str(self._folder / "sendmail")
        # The programs that send it may outlive procmail: at the end of this pipe, which all inherit, all have finished.
        done, held = os.pipe()
        result = subprocess.run(
            ["../.bin/procmail", *(f"./{recipe}" for recipe in recipes), "./../.etc/rc.post"]
            + [f"{name}={value}" for name, value in values.items()],
            input=f"From {sender}  Tue Jan  6 09:30:00 2026\n".encode() + data.replace(b"\r\n", b"\n"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self._list,
            env=_ENVIRONMENT,
            pass_fds=[held],
            timeout=60,
            check=False,
        )
        os.close(held)
        with os.fdopen(done) as ended:
            ended.read()
        assert result.returncode == 0, result.stdout.decode(errors="replace")
        return True

    def members(self) -> dict[str, str]:
        """Read the list's file of addresses."""
        lines = (self._list / "dist").read_text("utf-8").removeprefix(_HEAD).splitlines()
        return {line.strip(): REGULAR for line in lines if line.strip()}

    def sent(self) -> tuple[Sent, ...]:
        """Return the messages sent, and forget them."""
        return tuple(self._taken())

    def asks(self, data: bytes) -> bool:
        """Recognize a request by its subject, which a reply repeats."""
        return str(read(data)["Subject"]).startswith("CONFIRM ")

    def close(self) -> None:
        """Do nothing: no process outlives a delivery."""

    def _taken(self) -> Iterator[Sent]:
        for file in sorted((self._folder / "out").iterdir()):
            head, _, data = file.read_bytes().partition(b"\n")
            file.unlink()
            words = head.decode().split()
            to = [word for word in words if not word.startswith("-")]
            if "-t" in words:
                to += [address.addr_spec for address in read(data)["To"].addresses]
            yield Sent(tuple(to), data)
