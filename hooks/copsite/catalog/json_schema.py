"""The catalog's JSON Schema (draft 2020-12), by which an editor completes and explains, and the handbook too."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from copsite.catalog.models import Catalog


class _AsWritten(GenerateJsonSchema):
    """The model's schema in the catalog's own terms: `yes` and `no`, fields in order, and no empty values."""

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
    """Write the schema as `data/cops.schema.json` has it."""
    found = {"$schema": GenerateJsonSchema.schema_dialect, **Catalog.model_json_schema(schema_generator=_AsWritten)}
    for record in _records(found):
        for field in record["properties"].values():
            _say_all(field)
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


@cache
def records() -> Mapping[str, Any]:
    """Give the schema of each record, by what a record of its kind is called, such as 'community'."""
    return {record["title"].partition(" ")[2]: record for record in _records(json.loads(schema_text()))}


def _records(schema: Mapping[str, Any]) -> Iterator[Any]:
    yield schema
    yield from schema["$defs"].values()


def _say_all(field: dict[str, Any]) -> None:
    """Put into words what editors do not show; of defaults they would make fields that nobody needs to write."""
    if "maxLength" in field:
        field["description"] += f" At most {field['maxLength']} characters."
    if default := field.pop("default", None):
        field["description"] += f" Left out, it is {default}."
