"""Findings about names that entries use and the catalog lacks: one for each mistake."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice

from copsite.catalog.rules.context import Finding, Findings
from copsite.diagnostics.problem import MOST
from copsite.diagnostics.suggestions import closest, did_you_mean
from copsite.yamlio.reader import FieldPath

_COMPARED = 300  # options to compare with a misspelled name; comparing takes time


def misspelled(named: Iterable[tuple[FieldPath, str]], options: Collection[str] | None) -> dict[str, str]:
    """Return unknown names that several entries use, each with the unused option that is probably misspelled."""
    if options is None:
        return {}
    uses = Counter(name for _, name in named)
    idle = [*islice((option for option in options if option not in uses), _COMPARED)]
    unknown = [name for name, times in uses.items() if times > 1 and name not in options] if idle else []
    pairs = ((name, closest(name, idle)) for name in unknown[:MOST])
    return {name: option for name, option in pairs if option}


def reported_once(part: str, misspellings: Mapping[str, str]) -> Findings:
    """Report each misspelled option at its definition, not at each entry that names it."""
    for name, option in misspellings.items():
        words = f"is used nowhere, but entries name {name!r}. Write the id here as there"
        yield Finding((part, option), words, guess=name)


def unknown_names(
    named: Iterable[tuple[FieldPath, str]], options: Collection[str] | None, misspellings: Collection[str]
) -> Iterator[tuple[FieldPath, str]]:
    """Yield the names that are not options and not yet reported; nothing if the options are unreadable."""
    if options is not None:
        known = {*options, *misspellings}
        yield from ((path, name) for path, name in named if name not in known)


def unknown_name_finding(path: FieldPath, words: str, name: str, options: Iterable[str], where: str = "") -> Finding:
    """Return a finding that suggests the closest option."""
    options = [*islice(dict.fromkeys(options), _COMPARED)]
    return Finding(path, f"{words} {did_you_mean(name, options, where)}", guess=closest(name, options, where))
