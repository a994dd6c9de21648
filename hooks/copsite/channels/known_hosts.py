"""The kind of a channel by the host of its web address."""

from __future__ import annotations

import re
from collections.abc import Mapping

WEB = "web"  # the kind of any other address

# By host, or by the end of one after a dot.
HOSTS: Mapping[str, str] = {
    "bsky.app": "bluesky",
    "chat.google.com": "googlechat",
    "chat.whatsapp.com": "whatsapp",
    "circle.so": "circle",
    "discord.com": "discord",
    "discord.gg": "discord",
    "facebook.com": "facebook",
    "hivebrite.com": "hivebrite",
    "linkedin.com": "linkedin",
    "mastodon.social": "mastodon",
    "matrix.to": "matrix",
    "meetup.com": "meetup",
    "mobilize.io": "mobilize",
    "mobilizon.org": "mobilizon",
    "signal.group": "signal",
    "slack.com": "slack",
    "t.me": "telegram",
    "teams.microsoft.com": "teams",
    "telegram.me": "telegram",
    "zulipchat.com": "zulip",
}
# The page of a list, which ends in the list's name.
LIST_PAGES: Mapping[str, str] = {
    "google": r"(?i:https://groups\.google\.com)/(?:a/[^/]+/)?(?:g|forum/#!forum)/([^/?#]+)/?",
    "groupsio": r"(?i:https://groups\.io)/g/([^/?#]+)/?",
}
_DISCUSSIONS = re.compile(r"(?i:https://github\.com)/[^/?#]+/[^/?#]+/discussions(?:[/?#].*)?")
_HOST = re.compile(r"(?i:https?://)?([^/?#:]{1,253})")


def kind_at(address: str) -> tuple[str, str]:
    """Return the kind of the channel at a web address, and the name of the list if the page is a list's, or ''."""
    for kind, form in LIST_PAGES.items():
        if found := re.fullmatch(form, address):
            return kind, found[1]
    if _DISCUSSIONS.fullmatch(address):
        return "github", ""
    host = _HOST.match(address)
    labels = host[1].lower().split(".") if host else []
    ends = (".".join(labels[n:]) for n in range(len(labels)))
    return next((HOSTS[end] for end in ends if end in HOSTS), WEB), ""
