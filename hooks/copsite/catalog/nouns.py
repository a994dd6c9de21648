"""English nouns in a sentence: articles, plurals and capital letters."""

from __future__ import annotations

import re
from functools import lru_cache

_AS_CONSONANT = ("eu", "one", "uni", "use", "usa", "ubi")  # spelled with a vowel and spoken without
_BY_LETTERS = re.compile(r"[AEFHILMNORSX](?:[B-DF-HJ-NP-TV-XZ]+s?)?\b")  # an abbreviation without a vowel
_LETTERS = re.compile(r"[^\W\d_]+")
_ENDS = (".", "!", "?", "…", ":", "。", "！", "？", "؟", "।")
_CLOSING = "\"'”’»)]"  # may stand after the end of a sentence
_BEFORE_OTHERS = re.compile(r" (?:of|at|for|in) ")  # in front of it is the noun that changes


@lru_cache  # most pages ask for the same few
def with_article(noun: str, *, capital: bool = False) -> str:
    """Return a noun with `a` or `an`, by its first letters; `capital` begins a sentence."""
    word = noun.lower()
    vowel = word.startswith(("a", "e", "i", "o", "u", "hour", "honor")) and not word.startswith(_AS_CONSONANT)
    article = "an" if vowel or _BY_LETTERS.match(noun) else "a"
    return f"{article.capitalize() if capital else article} {noun}"


def capitalized(text: str) -> str:
    """Return a text with a capital first letter, for the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return a text with a period at its end, unless it ends a sentence already, so that another can follow."""
    return text if text.rstrip(_CLOSING).endswith(_ENDS) else f"{text}."


@lru_cache
def in_sentence(name: str) -> str:
    """Return a name as it stands within a sentence: its words in small letters, except those such as `SIG`."""
    return " ".join(word.lower() if all(map(_is_plain, _LETTERS.findall(word))) else word for word in name.split(" "))


def _is_plain(letters: str) -> bool:
    return letters.islower() or letters[1:].islower()


def plural(noun: str) -> str:
    """Return the word for several, by its last letters or, as in `community of practice`, those before `of`."""
    other = _BEFORE_OTHERS.search(noun)
    one, rest = (noun[: other.start()], noun[other.start() :]) if other else (noun, "")
    if re.search(r"[^aeiou]y$", one):
        return f"{one[:-1]}ies{rest}"
    return f"{one}es{rest}" if one.endswith(("s", "x", "z", "ch", "sh")) else f"{one}s{rest}"
