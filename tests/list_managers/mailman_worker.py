"""Mailman's own code in its own environment: a list, the LMTP server, and queues that run until they are empty.

Nothing is mocked; queue runners are only stepped, where a daemon would loop.
Usage: `python -P mailman_worker.py SETTINGS`; requests and answers as in `servers.Worker`.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Mapping
from typing import Any

from mailman.app.lifecycle import create_list, remove_list
from mailman.config import config
from mailman.core.initialize import initialize
from mailman.interfaces.archiver import ArchivePolicy
from mailman.interfaces.domain import IDomainManager
from mailman.interfaces.listmanager import IListManager
from mailman.interfaces.member import DeliveryMode
from mailman.interfaces.usermanager import IUserManager
from mailman.runners.lmtp import LMTPController, LMTPHandler
from mailman.utilities.datetime import now
from mailman.utilities.modules import call_name
from zope.component import getUtility

_RUNNERS = ("command", "in", "pipeline", "virgin", "bounces", "out")


class Requests:
    """The requests, a method for each."""

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self._lmtp = LMTPController(LMTPHandler(), hostname="127.0.0.1", port=self._port)
        self._lmtp.start()
        self._runners = [call_name(getattr(config, f"runner.{name}")["class"], name) for name in _RUNNERS]

    def port(self) -> int:
        """Return the port of the LMTP server."""
        return int(self._port)

    def start(self, posting: str, owner: str, members: Mapping[str, str]) -> None:
        """Recreate the list, with Mailman's default settings."""
        domains, lists = getUtility(IDomainManager), getUtility(IListManager)
        host = posting.partition("@")[2]
        if domains.get(host) is None:
            domains.add(host)
        if (old := lists.get(posting)) is not None:
            remove_list(old)
        new = create_list(posting, owners=[owner])
        new.archive_policy = ArchivePolicy.never
        for address, way in members.items():
            member = new.subscribe(_verified(address))
            member.preferences.delivery_mode = DeliveryMode.mime_digests if way == "digest" else DeliveryMode.regular
        _verified(owner)
        config.db.commit()
        self.run()

    def members(self, posting: str) -> dict[str, str]:
        """Return each member's address and delivery mode."""
        roster = getUtility(IListManager).get(posting).members.members
        found = {member.address.email: _way(member.delivery_mode) for member in roster}
        config.db.commit()
        return found

    def run(self) -> None:
        """Run all queues until they are empty; raise `RuntimeError` if one failed on a message."""
        while sum(runner._one_iteration() for runner in self._runners):
            pass
        if config.switchboards["shunt"].files:
            raise RuntimeError("a message was shunted")

    def close(self) -> None:
        """Stop the LMTP server."""
        self._lmtp.stop()


def _verified(address: str) -> Any:
    users = getUtility(IUserManager)
    if users.get_user(address) is None:
        users.make_user(address)
    known = users.get_address(address)
    known.verified_on = now()
    return known


def _way(mode: Any) -> str:
    return "regular" if mode is DeliveryMode.regular else "digest"


def main(settings: str) -> None:
    """Answer each request on the input."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # Mailman's own output is not an answer
    initialize(settings)
    requests = Requests()
    answers.write('{"value": "ready"}\n')
    answers.flush()
    for line in sys.stdin:
        values = json.loads(line)
        try:
            answer = {"value": getattr(requests, values.pop("request"))(**values)}
        except Exception as error:
            config.db.abort()
            answer = {"error": repr(error)}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
    requests.close()


if __name__ == "__main__":
    main(sys.argv[1])
