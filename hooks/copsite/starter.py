"""The first files of an association's own site, from what it says of itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from copsite.catalog.field_formats import URL
from copsite.catalog.nouns import capitalized, plural
from copsite.catalog.resource_changes import with_list
from copsite.diagnostics.problem import Problem
from copsite.yamlio.dump import instead_of
from copsite.yamlio.edit import Change, apply_changes
from copsite.yamlio.reader import FieldPath, YamlValue, read

CATALOG, RESOURCES, SETTINGS = "data/cops.yaml", "data/resources.yaml", "mkdocs.yml"
REQUIRED = ("name", "short_name", "contact", "time_zone")
# The answers, and where each is in the catalog; the field that it follows if the catalog does not have it yet.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "short_name": ("short_name",),
    "in_sentence": ("in_sentence",),
    "contact": ("contact",),
    "time_zone": ("time_zone",),
    "word": ("words", "community"),
    "words": ("words", "communities"),
    "list_server": ("list_server",),
}
_AFTER = {"in_sentence": "short_name", "list_server": "contact"}


def first_files(answers: Mapping[str, str], templates: Mapping[str, str], settings: str) -> Mapping[str, str]:
    """Return the texts of a site's first files by path; an answer that is empty is left out.

    `templates` are the texts to begin with, and `settings` is the text of MkDocs' settings, which keep all else.
    """
    if answers["word"] and not answers["words"]:
        answers = {**answers, "words": plural(answers["word"])}
    catalog = apply_changes(templates[CATALOG], CATALOG, _changes(answers))
    words = answers["words"] or "communities"
    named = answers["in_sentence"] or answers["name"]
    values = {
        "site_name": _quoted(f"{answers['short_name']} {words}"),
        "site_url": f"!ENV [SITE_URL, {_quoted(answers['site_url'])}]",
        "site_description": _quoted(f"Find, join and run the {words} of {named}."),
    }
    text = settings
    for key, value in values.items():
        text = _with_setting(text, key, value)
    label = _quoted(capitalized(words))
    text = re.sub(r"(?m)^( *- )[^:\n]*(: cops/index\.md)", lambda found: f"{found[1]}{label}{found[2]}", text)
    return {**templates, CATALOG: catalog, RESOURCES: with_list(""), SETTINGS: text}


def about_answers(answers: Mapping[str, str], problems: Iterable[Problem], catalog: str) -> Iterator[tuple[str, str]]:
    """Yield the answer that a problem is about, or '', and the message; `catalog` is the text with the answers."""
    address = answers["site_url"]
    if address and not URL.pattern.fullmatch(address):
        yield "site_url", f"this {URL.explain(address).words}"
    source = read(catalog, CATALOG)
    starts = sorted((place[:2], path) for path, place in source.places.items() if path[:1] == ("association",))
    for problem in problems:
        at = bisect_right(starts, problem.place[:2], key=lambda start: start[0]) - 1
        path = starts[at][1][1:] if problem.path == CATALOG and at >= 0 else ()
        names = [name for name, field in _FIELDS.items() if path and path[: len(field)] == field]
        yield (names[0], problem.message) if names else ("", str(problem))


def _changes(answers: Mapping[str, str]) -> Iterator[Change]:
    """Yield the changes to the catalog, in the order in which their fields stand there."""
    words: dict[str, YamlValue] = {}
    for name, field in _FIELDS.items():
        value: YamlValue = answers[name]
        if value and field[0] == "words":
            words[field[1]] = value
        elif value and name == "list_server":
            yield Change(("association", name), _list_server(answers[name]), after=_AFTER[name])
        elif value or name in REQUIRED:  # where it is empty, the check says so
            path: FieldPath = ("association", *field)
            yield Change(path, value, after=_AFTER.get(name, ""))
    if words:
        yield Change(("association", "words"), words, after="short_name")


def _list_server(answer: str) -> YamlValue:
    """Return the list server in an answer such as `listserv:lists.library.example`."""
    type, _, host = (part.strip() for part in answer.partition(":"))
    return {"type": type, "host": host} if host else {"type": type}


def _with_setting(text: str, key: str, value: str) -> str:
    """Return settings with another value of a key at the top, on one line."""
    line = f"{key}: {value}"
    found, count = re.subn(rf"(?m)^{key}:.*(?:\n[ \t]+\S.*)*", lambda _: line, text, count=1)
    return found if count else f"{text.rstrip()}\n{line}\n"


def _quoted(text: str) -> str:
    return instead_of('""', text)
