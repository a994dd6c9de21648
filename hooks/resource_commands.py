"""The commands `cops.py resource add | replace | withdraw`."""

from __future__ import annotations

from collections.abc import Iterator

from catalog_changes import answers_to, change_resources
from command_line import PLACE, REASON, RESOURCE_QUESTIONS, Options
from copsite.catalog import resource_changes
from copsite.catalog.models import ResourceKind
from copsite.render.facts import Facts
from copsite.yamlio.edit import Change
from copsite.yamlio.reader import YamlValue

_LISTS = ("topics", "communities", "languages", "accessible")


def resource_add(options: Options) -> int:
    """Add a resource to the list."""

    def changes(facts: Facts) -> Iterator[Change]:
        questions = {
            **RESOURCE_QUESTIONS,
            "kind": f"Kind: {', '.join(ResourceKind)}",
            "topics": f"Topics, a comma between two: {', '.join(facts.catalog.topics)}",
        }
        given = {**answers_to(options, questions), "languages": options.languages, "accessible": options.accessible}
        return resource_changes.add(facts.resources, options.id, _place(options) | _fields(given), on=options.on)

    return change_resources(options, changes)


def resource_replace(options: Options) -> int:
    """Add a resource in place of another, with its fields unless others are given."""

    def changes(facts: Facts) -> Iterator[Change]:
        given = {name: getattr(options, name) for name in (*RESOURCE_QUESTIONS, "languages", "accessible")}
        fields = _place(options) | _fields(given)
        return resource_changes.replace(facts.resources, options.old, options.new, fields, on=options.on)

    return change_resources(options, changes)


def resource_withdraw(options: Options) -> int:
    """Withdraw a resource: its title stays, without the link."""

    def changes(facts: Facts) -> Iterator[Change]:
        reason = answers_to(options, REASON)["reason"]
        return resource_changes.withdraw(facts.resources, options.id, reason=reason, on=options.on)

    return change_resources(options, changes)


def _place(options: Options) -> dict[str, YamlValue]:
    """Return where a resource is: its web address, or a file."""
    if options.file:
        return {"file": options.file, "url": options.url or ""}  # a rule reports two
    answer = answers_to(options, PLACE)["url"]
    return {"url" if options.url or "//" in answer else "file": answer}


def _fields(given: dict[str, str | None]) -> dict[str, YamlValue]:
    fields: dict[str, YamlValue] = {}
    for name, text in given.items():
        if text:
            fields[name] = [part.strip() for part in text.split(",")] if name in _LISTS else text
    return fields
