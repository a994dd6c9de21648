"""The kind of a channel by its web address."""

from __future__ import annotations

import re
from collections.abc import Mapping

from copsite.channels.kinds import KINDS

WEB = "web"  # the kind of any other address

HOSTS: Mapping[str, str] = {site: id for id, kind in KINDS.items() for site in kind.sites}
# The page of a list, which ends in the list's name.
LIST_PAGES: Mapping[str, str] = {
    "google": r"(?i:https://groups\.google\.com)/(?:a/[^/]+/)?(?:g|forum/#!forum)/([^/?#]+)/?",
    "groupsio": r"(?i:https://groups\.io)/g/([^/?#]+)/?",
}
_DISCUSSIONS = re.compile(r"(?i:https://github\.com)/[^/?#]+/[^/?#]+/discussions(?:[/?#].*)?")
_ADDRESS = re.compile(r"(?i:https?://)?(?P<host>[^/?#:]{1,253})(?::[0-9]*)?(?P<folder>/[^/?#]+)?")


def kind_at(address: str) -> tuple[str, str]:
    """Return the kind of the channel at a web address, and the name of the list if the page is a list's, or ''."""
    for kind, form in LIST_PAGES.items():
        if found := re.fullmatch(form, address):
            return kind, found[1]
    if _DISCUSSIONS.fullmatch(address):
        return "github", ""
    parts = _ADDRESS.match(address)
    if parts is None:
        return WEB, ""
    labels = parts["host"].lower().split(".")
    ends = [".".join(labels[n:]) for n in range(len(labels))]
    sites = (f"{end}{folder}" for folder in (parts["folder"] or "", "") for end in ends)
    return next((HOSTS[site] for site in sites if site in HOSTS), WEB), ""
