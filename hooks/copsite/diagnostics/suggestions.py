"""Suggestions for a word that is not an option: from the table of synonyms, then by spelling."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache

from copsite.diagnostics.synonyms import TABLE

_LIKE = 0.75  # similarity, of 1, from which a word may be a misspelling
_VERY_LIKE = 0.9  # similarity from which it is one, even if it also reads as the negation of another option
_NEGATIONS = ("anti", "de", "dis", "ex", "former", "im", "in", "never", "no", "non", "not", "un", "without")
_NEGATIVE = {*_NEGATIONS, "cannot", "isnt", "longer"}


def suggestions(word: str, options: Collection[str], where: str = "") -> tuple[str, ...]:
    """Return the options that `word` probably stands for, or the sentence for it in `TABLE`.

    Never return an opposite: `unpaused` is not a misspelling of `paused`.
    """
    return _suggestions(word, tuple(map(str, options)), where)


@lru_cache(maxsize=1000)  # many entries often have the same mistake
def _suggestions(word: str, options: tuple[str, ...], where: str) -> tuple[str, ...]:
    spelled = {_plain(option): (option,) for option in reversed(options)}
    known = {tried: found for tried, meanings in _tried(where).items() if (found := _among(meanings, options))}
    word = _plain(word)
    candidates = {**known, **spelled}
    if word in candidates:
        return candidates[word]
    score, _, nearest = max(((_likeness(word, one), one in spelled, one) for one in candidates), default=(0, False, ""))
    if score < _LIKE or (score < _VERY_LIKE and any(_opposite(word, one, score) for one in candidates)):
        return ()
    return () if _opposite(word, nearest, score) else candidates[nearest]


def closest(word: str, options: Collection[str], where: str = "") -> str | None:
    """Return the one option that `word` probably stands for; None if there are several or none."""
    found = suggestions(word, options, where)
    return found[0] if len(found) == 1 and found[0] in options else None


def did_you_mean(word: str, options: Collection[str], where: str = "", most: int = 16) -> str:
    """Return advice for a message: the suggested options, and the first of all options, `most` of them at most."""
    options = [*map(str, options)]
    found = suggestions(word, options, where)
    if found and found[0] not in options:
        return found[0]
    if not options:
        return "There are none yet"
    shown = options[:most] + (["…"] if len(options) > most else [])
    guess = " or ".join(map(repr, found))
    return (f"Did you mean {guess}? " if guess else "") + "It can be " + ", ".join(shown)


def _plain(word: str) -> str:
    word = word.strip().casefold()
    return re.sub(r"[\s_-]+", "_", word) if len(word) > 1 else word


@cache
def _tried(where: str) -> Mapping[str, tuple[str, ...]]:
    rows = TABLE.get(where, {}).items()
    return {_plain(word): _meanings(said) for words, said in rows for word in words.split(",")}


def _meanings(said: str) -> tuple[str, ...]:
    return (said,) if said[0].isupper() else tuple(said.split(" or "))


def _among(meanings: tuple[str, ...], options: Collection[str]) -> tuple[str, ...]:
    """Return the meanings that are options or sentences."""
    return tuple(meaning for meaning in meanings if meaning in options or meaning[0].isupper())


def _likeness(word: str, other: str) -> float:
    matcher = SequenceMatcher(None, word, other)
    # Cheap upper bounds first: most words are not similar.
    if matcher.real_quick_ratio() < _LIKE or matcher.quick_ratio() < _LIKE:
        return 0
    return matcher.ratio()


def _opposite(word: str, other: str, score: float) -> bool:
    """Tell whether the words are more alike than `score` once the negation of one is removed."""
    pairs = [(rest, other) for rest in _unnegated(word)] + [(word, rest) for rest in _unnegated(other)]
    return any(_likeness(*pair) > score for pair in pairs)


def _unnegated(word: str) -> Iterator[str]:
    """Yield a word without its negation: for `non_active`, `active`."""
    yield from (word[len(part) :].lstrip("_") for part in _NEGATIONS if word.startswith(part) and word != part)
    words = word.split("_")
    if len(words) > 1 and _NEGATIVE & {*words}:
        yield "_".join(one for one in words if one not in _NEGATIVE)
