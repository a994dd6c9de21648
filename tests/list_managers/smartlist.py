"""SmartList, as run by the aliases of a mail server: procmail with the list's recipes for each message."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from .clients import read
from .servers import HOST, LIST, OWNER, REGULAR, Sent

PROGRAM = Path("/var/list/.bin/createlist")
_HOME = PROGRAM.parent.parent
_DOMAIN = re.compile(r"(?m)^domain=\S*")
# What `flist` gives to procmail. The alias runs `flist`, which works in the package's own folder alone.
_RECIPES = {LIST: ("./rc.submit", "./rc.request"), f"{LIST}-request": ("./rc.request",)}
_ABOVE = "(Only addresses below this line can be automatically removed)\n"

# As the package has them for a new list: it asks those who join or leave to confirm.
_SETTINGS = f"""\
maintainer={OWNER}
maxcookies=50
require_confirm=yes
confirm_unsubscribe=yes
confirm_subscribe=yes
"""

# Replaces sendmail: a file for each message, with the arguments on its first line.
_SENDMAIL = """\
#!/bin/sh
{{ printf '%s\\n' "$*" && cat; }} >{folder}/out/$$.part && mv {folder}/out/$$.part {folder}/out/$$
"""


class SmartList:
    """A `ListServer`."""

    helps = "To subscribe to a mailinglist, simply send a message"

    def __init__(self, folder: Path) -> None:
        self._folder, self._list = folder, folder / LIST
        (folder / "out").mkdir(parents=True)
        (folder / ".bin").symlink_to(_HOME / ".bin")
        ours = shutil.ignore_patterns("rc.custom", "rc.init*", "reject")  # not all of them can be read by everyone
        shutil.copytree(_HOME / ".etc", folder / ".etc", ignore=ours)
        (folder / ".etc" / "reject").touch()
        settings = _DOMAIN.sub(f"domain={HOST}", (_HOME / ".etc" / "rc.init").read_text("latin-1"))
        (folder / ".etc" / "rc.init").write_text(f"SENDMAIL={folder}/sendmail\n{settings}", "latin-1")
        (folder / "sendmail").write_text(_SENDMAIL.format(folder=folder), "utf-8")
        (folder / "sendmail").chmod(0o700)

    def start(self, members: Mapping[str, str]) -> None:
        """Recreate the list with these members."""
        shutil.rmtree(self._list, ignore_errors=True)
        (self._list / "archive" / "latest").mkdir(parents=True)
        for file in (self._folder / ".etc").iterdir():
            (self._list / file.name).symlink_to(file)
        (self._list / "rc.custom").write_text(_SETTINGS, "utf-8")
        (self._list / "dist").write_text(_ABOVE + "".join(f"{address}\n" for address in members), "utf-8")
        (self._list / "accept").symlink_to("dist")
        self.sent()

    def deliver(self, sender: str, to: str, data: bytes) -> bool:
        """Run the command of the list's alias."""
        local, _, host = to.rpartition("@")
        if local not in _RECIPES or host != HOST:
            return False
        variables = ("RC_INIT=rc.init", "PATH=../.bin", f"list={LIST}", f"X_ENVELOPE_TO={local}")
        first, *more = _RECIPES[local]
        head = f"From {sender}  Tue Jan  6 09:30:00 2026\n".encode()
        done, open_end = os.pipe()
        try:
            process = subprocess.run(
                ["../.bin/procmail", first, *variables, *more, "./../.etc/rc.post"],
                cwd=self._list,
                input=head + data.replace(b"\r\n", b"\n"),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env={"PATH": "/usr/bin:/bin", "LANG": "C"},
                pass_fds=[open_end],
                timeout=60,
                check=False,
            )
        finally:
            os.close(open_end)
        with os.fdopen(done, "rb") as end:
            end.read()  # which ends when all processes have, also those that distribute a message after procmail
        assert process.returncode == 0, process.stdout.decode(errors="replace")
        return True

    def members(self) -> dict[str, str]:
        """Read the file of members."""
        lines = (self._list / "dist").read_text("utf-8").removeprefix(_ABOVE).split()
        return dict.fromkeys(lines, REGULAR)

    def sent(self) -> tuple[Sent, ...]:
        """Return the messages sent, and forget them."""
        return tuple(self._taken(file) for file in sorted((self._folder / "out").iterdir()))

    def asks(self, data: bytes) -> bool:
        """Recognize a request by its subject, which a reply repeats."""
        return str(read(data)["Subject"]).startswith("CONFIRM ")

    def close(self) -> None:
        """Do nothing: no process outlives a delivery."""

    def _taken(self, file: Path) -> Sent:
        head, _, data = file.read_bytes().partition(b"\n")
        file.unlink()
        words = head.decode().split()
        if "-t" in words:  # the header names the recipients
            return Sent(tuple(one.addr_spec for one in read(data)["To"].addresses), data)
        return Sent(tuple(word for word in words if not word.startswith("-")), data)
