"""A list manager: its commands, how joining is confirmed, and the options of its lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from copsite.channels.mailto import Message


@dataclass(frozen=True)
class Commands:
    """The message for each thing that a member does, or None; names as in RFC 2369."""

    subscribe: Message | None = None
    unsubscribe: Message | None = None
    digest_on: Message | None = None
    digest_off: Message | None = None
    help: Message | None = None
    owner: Message | None = None
    post: Message | None = None

    @property
    def to_the_server(self) -> tuple[Message, ...]:
        """Return every message but `post`: those for a program or a person, never for everyone on the list."""
        return tuple(
            filter(None, (self.subscribe, self.unsubscribe, self.digest_on, self.digest_off, self.help, self.owner))
        )


@dataclass(frozen=True)
class Manager:
    """A list manager: its name, its commands with placeholders, and what its lists need.

    The placeholders are `{list}`, `{host}`, and where a list sets its own: `{robot}`, the address for commands;
    `{delimiter}`, the sign between a list's name and a command; `{contact}`, a person's address.

    `confirmation` is a key of `CONFIRMATIONS`. `digest` says how to get a digest where no command does it. `home` is
    the only host of a service. `proof` names the software on which the commands were tested. `required` and
    `optional` are fields of a list, from `OPTIONS`. `in_portal` is true if members join in the member portal;
    `web_form`, if they join with a form on the web, which anyone can fill in.
    """

    name: str
    commands: Commands
    confirmation: str
    proof: str
    robot: str = ""
    digest: str = "Ask the list’s owners: this list server takes no message for it."
    home: str = ""
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    in_portal: bool = False
    web_form: bool = False

    @property
    def needs_host(self) -> bool:
        """Tell whether a list must name its host: members write to it, and the manager has no host of its own."""
        return bool(self.commands.post) and not self.home

    def takes(self, option: str) -> bool:
        """Tell whether a field from `OPTIONS` has a meaning for this manager's lists."""
        derived = {"command_address": self.robot, "own_host": self.home}
        return bool(derived.get(option)) or option in self.required + self.optional


# The fields of a list that only some managers use.
OPTIONS = ("command_address", "delimiter", "own_host", "join_url", "leave_url", "contact")
DELIMITERS = ("+", "-", "=", "_")  # the default first

BY_PERSON = "person"  # the confirmation by which a person decides on each request

# The answer to a request to subscribe, and how to confirm it.
CONFIRMATIONS: Mapping[str, str] = {
    "reply": "The list server sends you a message that asks you to confirm. Reply to it and change nothing in it.",
    "reply-ok": "The list server sends you a message that asks you to confirm. Reply to it with the single word OK.",
    "click": "The list server sends you a message with a link. Follow the link to confirm; a reply does not count.",
    "either": "The list server sends you a message that asks you to confirm. Reply to it, or follow the link in it.",
    "as-told": "The list server sends you a message that says how to confirm. Do exactly what it says.",
    "none": "You need not confirm anything.",
    "portal": "A confirmation e-mail follows. If it asks you to confirm, do what it says.",
    BY_PERSON: "A person reads your message and answers it.",
}
