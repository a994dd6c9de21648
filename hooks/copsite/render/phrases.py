"""Display text for catalog values, shared by several pages."""

from __future__ import annotations

from copsite.catalog.models import Association

DESCRIPTION = 160  # characters of a page's description, about as many as search engines show


def description(*sentences: str) -> str:
    """Join sentences, the most important first, into a page's description of at most `DESCRIPTION` characters.

    Text beyond that is cut between words, or within a word if the first sentence has no space in its latter half.
    """
    whole, text = 0, ""
    for sentence in sentences:
        whole, text = len(text), " ".join(f"{text} {sentence}".split())
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
