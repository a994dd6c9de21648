"""The JSON Schemas of the data (draft 2020-12), generated from the records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from copsite.feeds.api.records import Record


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
def schema_of(record: type[Record]) -> Mapping[str, Any]:
    """Return the schema of a record, without an address of its own."""
    return record.model_json_schema(mode="serialization", schema_generator=_AsPublished)


def schema_text(record: type[Record], address: str) -> str:
    """Return the schema as the text of a file at this address, which is '' if it is unknown."""
    head = {"$schema": GenerateJsonSchema.schema_dialect, **({"$id": address} if address else {})}
    return json.dumps({**head, **schema_of(record)}, indent=1, ensure_ascii=False) + "\n"
