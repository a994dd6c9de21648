"""Version 1 of the data keeps every field that it ever had, and every field is explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from builds import ROOT
from copsite.feeds.api.files import KINDS
from copsite.feeds.api.schemas import schema_of
from shapes import fields_of, shape

PROMISED = ROOT / "tests" / "api" / "v1.txt"
HEAD = "# Every field of api/v1/. Programs of others rely on each line: `make bless` adds lines, and removes none.\n"


def records() -> Iterator[tuple[str, str, dict[str, Any], dict[str, Any]]]:
    """Yield each record as its file, its name, its schema, and the parts of the file's schema."""
    for file, kind in KINDS.items():
        schema = dict(schema_of(kind.record))
        parts = schema.get("$defs", {})
        yield from ((file, name, part, parts) for name, part in ({kind.record.__name__: schema} | parts).items())


RECORDS = [*records()]
FIELDS = [
    pytest.param(field, parts, id=f"{file}.{name}.{key}")
    for file, name, record, parts in RECORDS
    for key, field in record["properties"].items()
]


def test_version_1_has_every_field_that_was_promised(pytestconfig: pytest.Config) -> None:
    promised = PROMISED.read_text("utf-8").splitlines()[1:] if PROMISED.exists() else []
    now = shape()
    kept = {*now, *(line.replace(", always", ", if known") for line in now)}
    broken = [line for line in promised if line not in kept]
    assert broken == [], (
        "This breaks api/v1/: other sites and programs read these fields, and nobody can tell them of a change. "
        "Leave the field in version 1 as it was, with its name, type and meaning. A field that was always there must "
        "stay so. If that is impossible, publish api/v2/ beside version 1, and say in CHANGELOG.md under 'Changed' "
        "until when version 1 stays."
    )
    if pytestconfig.getoption("bless"):
        PROMISED.write_text(HEAD + "".join(f"{line}\n" for line in now), "utf-8")
        promised = now
    assert promised == now, "There are new fields in api/v1/. Run `make bless`, and say so in CHANGELOG.md."


@pytest.mark.parametrize(("field", "parts"), FIELDS)
def test_every_field_has_a_description_and_valid_examples(field: dict[str, Any], parts: dict[str, Any]) -> None:
    assert re.match(r"[A-Z`].*[.]$", field["description"])
    assert field["examples"]
    schema = {**field, "$defs": parts}
    Draft202012Validator.check_schema(schema)
    checker = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for example in field["examples"]:
        # An example of a list of records shows their main fields only.
        wrong = [error for error in checker.iter_errors(example) if error.validator != "required"]
        assert wrong == []


@pytest.mark.parametrize(("record", "name"), [(record, f"{file}.{name}") for file, name, record, _ in RECORDS])
def test_every_record_is_explained_and_may_get_more_fields(record: dict[str, Any], name: str) -> None:
    assert record["description"].endswith("."), name
    assert "additionalProperties" not in record, name


def test_field_names_are_plain_and_nothing_is_null() -> None:
    names = {name for _, _, record, _ in RECORDS for name in record["properties"]}
    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name)] == []
    assert [line for line in shape() if "null" in line] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"a": {"type": "string"}}, {}),
        ({"a": {"type": "string"}}, {"b": {"type": "string"}}),
        ({"a": {"type": "string"}}, {"a": {"type": "integer"}}),
        ({"a": {"type": "string"}}, {"a": {"type": "string", "format": "date"}}),
        ({"a": {"type": "string"}}, {"a": {"type": "array", "items": {"type": "string"}}}),
    ],
)
def test_a_change_of_a_field_changes_its_line(before: dict[str, Any], after: dict[str, Any]) -> None:
    lines = {*fields_of({"properties": before, "required": [*before]})}
    assert not lines <= {*fields_of({"properties": after, "required": [*after]})}
    assert not lines <= {*fields_of({"properties": before, "required": []})}
    assert lines < {*fields_of({"properties": {**before, "new": {"type": "string"}}, "required": [*before]})}
