"""Display text for catalog values, shared by several pages."""

from __future__ import annotations

from copsite.catalog.models import Association

_AS_CONSONANT = ("eu", "one", "uni", "use", "usa", "ubi")  # spelled with a vowel and spoken without
DESCRIPTION = 160  # characters of a page's description, about as many as search engines show


def with_article(noun: str, *, capital: bool = False) -> str:
    """Return a noun with `a` or `an`, by its first letters; `capital` begins a sentence."""
    word = noun.lower()
    vowel = word.startswith(("a", "e", "i", "o", "u", "hour", "honor", "x ", "xmpp")) and not word.startswith(
        _AS_CONSONANT
    )
    article = "an" if vowel else "a"
    return f"{article.capitalize() if capital else article} {noun}"


def capitalized(text: str) -> str:
    """Return a text with a capital first letter, for the beginning of a sentence."""
    return text[:1].upper() + text[1:]


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
