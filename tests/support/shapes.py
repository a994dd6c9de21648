"""The shape of version 1 of the data, as lines that stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from copsite.feeds.api.files import KINDS
from copsite.feeds.api.schemas import schema_of

_TYPES = {"string": "text", "integer": "number", "boolean": "true or false", "object": "object"}
_FORMATS = {"date": "day", "date-time": "moment", "uri-reference": "address"}


def shape() -> list[str]:
    """Return a line for each field: its file and path, its type, and whether it is always there."""
    return [f"{name}: {line}" for name, kind in KINDS.items() for line in fields_of(schema_of(kind.record))]


def fields_of(schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield the line of each field of a schema."""
    parts = schema.get("$defs", {})

    def lines(record: Mapping[str, Any], above: str) -> Iterator[str]:
        for name, field in record["properties"].items():
            many = field.get("type") == "array"
            found = field["items"] if many else field
            found = parts[found["$ref"].rpartition("/")[2]] if "$ref" in found else found
            path = f"{above}{name}{'[]' if many else ''}"
            words = _FORMATS.get(found.get("format", ""), _TYPES[found["type"]])
            yield f"{path} = {words}, {'always' if name in record.get('required', ()) else 'if known'}"
            if "properties" in found:
                yield from lines(found, f"{path}.")

    yield from lines(schema, "")
