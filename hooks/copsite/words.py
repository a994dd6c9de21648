"""Facts of the catalog in the words that readers get, wherever more than one page says them."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import shorten

from .model import Association, Community, MailingList, OpenTo, Readers


def open_to(mailing_list: MailingList | None, association: Association) -> str:
    """Say who may join a list."""
    if mailing_list is None or mailing_list.open_to == OpenTo.NOBODY:
        return "nobody at present"
    return "anyone" if mailing_list.open_to == OpenTo.ANYONE else f"members of the {association.name}"


def archive_open_to(mailing_list: MailingList | None) -> str:
    """Say who may read a list's archive."""
    public = mailing_list is not None and mailing_list.archive_open_to == Readers.ANYONE
    return "anyone" if public else "the people on the list"


def by_name(communities: Iterable[Community]) -> list[Community]:
    """Sort communities as a reader looks for them."""
    return sorted(communities, key=lambda community: (community.name.casefold(), community.id))


def description(*sentences: str) -> str:
    """Make a page's description, of at most 160 characters, from sentences with the most telling first."""
    text = " ".join(" ".join(sentences).split())
    return text if len(text) <= 160 else shorten(text, 160, placeholder=" …")


def edit_url(association: Association, path: str) -> str:
    """Give the address at which a file of the repository is edited, or '' where the catalog names none."""
    return f"{association.edit_url}{path}" if association.edit_url and path else ""
