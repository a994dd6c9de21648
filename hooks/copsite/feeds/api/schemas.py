"""The JSON of records, and their JSON Schemas (draft 2020-12), which pydantic generates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema


class _AsPublished(GenerateJsonSchema):
    """Pydantic's schema of what is written: fields in order, absent instead of null, and without generated titles."""

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:
        return value

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


@cache
def _adapter(record: type) -> TypeAdapter[Any]:
    return TypeAdapter(record)


def json_of(record: Any) -> bytes:
    """Return a record as JSON; pydantic does not validate it again."""
    kind: Any = type(record)
    return _adapter(kind).dump_json(record, exclude_none=True, by_alias=True)


@cache
def schema_of(record: type) -> Mapping[str, Any]:
    """Return the schema of a record, without an address of its own."""
    return _adapter(record).json_schema(mode="serialization", schema_generator=_AsPublished)


def schema_text(record: type, address: str) -> str:
    """Return the schema as the text of a file at this address, which is '' if it is unknown."""
    head = {"$schema": GenerateJsonSchema.schema_dialect, **({"$id": address} if address else {})}
    return json.dumps({**head, **schema_of(record)}, indent=1, ensure_ascii=False) + "\n"
