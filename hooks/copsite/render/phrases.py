"""Display text for catalog values, shared by several pages."""

from __future__ import annotations

from copsite.catalog.models import Association, MailingList, OpenTo, Readers

DESCRIPTION = 160  # characters of a page's description, about as many as search engines show


def open_to(mailing_list: MailingList | None, association: Association) -> str:
    """Return the group of people who may join a list."""
    if mailing_list is None or mailing_list.open_to == OpenTo.NOBODY:
        return "nobody at present"
    return "anyone" if mailing_list.open_to == OpenTo.ANYONE else f"members of the {association.name}"


def archive_open_to(mailing_list: MailingList | None) -> str:
    """Return the group of people who may read a list's archive."""
    public = mailing_list is not None and mailing_list.archive_open_to == Readers.ANYONE
    return "anyone" if public else "the people on the list"


def description(*sentences: str) -> str:
    """Join sentences, the most important first, into a page's description of at most `DESCRIPTION` characters.

    Text beyond that is cut between words, or within a word if the first sentence has no space in its latter half.
    """
    whole = 0
    text = ""
    for sentence in (" ".join(sentence.split()) for sentence in sentences):
        whole, text = len(text), f"{text} {sentence}".strip()
        if len(text) > DESCRIPTION:
            break
    else:
        return text
    end = text.rfind(" ", 0, DESCRIPTION - 1)
    if end > (whole or DESCRIPTION // 2):
        return f"{text[:end]} …"
    return text[:whole] if whole else f"{text[: DESCRIPTION - 1]}…"


def edit_url(association: Association, path: str) -> str:
    """Return the address for editing a file of the repository, or '' if the catalog has no `edit_url`."""
    return f"{association.edit_url}{path}" if association.edit_url and path else ""
