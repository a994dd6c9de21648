"""The catalog's JSON Schema (draft 2020-12), for completion in editors and for the handbook's page about fields."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from copsite.catalog.models import Catalog


class _AsWritten(GenerateJsonSchema):
    """Pydantic's schema adapted to the YAML file: `yes` and `no`, fields in order, no null."""

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:
        return value

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        names, parts = (self.generate_inner(schema[part]) for part in ("keys_schema", "values_schema"))
        return {"type": "object", "propertyNames": {**names, "type": "string"}, "additionalProperties": parts}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def encode_default(self, dft: Any) -> Any:
        return ("no", "yes")[dft] if isinstance(dft, bool) else super().encode_default(dft)


@cache
def schema_text() -> str:
    """Return the text of `data/cops.schema.json`."""
    found = {"$schema": GenerateJsonSchema.schema_dialect, **Catalog.model_json_schema(schema_generator=_AsWritten)}
    for record in _records(found):
        for field in record["properties"].values():
            _describe(field)
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


@cache
def records() -> Mapping[str, Any]:
    """Return the schemas of the records by name, such as 'community'."""
    return {record["title"].partition(" ")[2]: record for record in _records(json.loads(schema_text()))}


def _records(schema: Mapping[str, Any]) -> Iterator[Any]:
    yield schema
    yield from schema["$defs"].values()


def _describe(field: dict[str, Any]) -> None:
    """Move into the description what editors do not show, and defaults, which editors would insert as fields."""
    if "maxLength" in field:
        field["description"] += f" At most {field['maxLength']} characters."
    if default := field.pop("default", None):
        field["description"] += f" Left out, it is {default}."
