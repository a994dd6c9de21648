"""The JSON Schemas of both files (draft 2020-12), for completion in editors and the handbook's page about fields."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from copsite.catalog.models import Catalog, Record, Resources


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


# The record that each file of data/ holds, by the name of its schema.
SCHEMAS: Mapping[str, type[Record]] = {"cops.schema.json": Catalog, "resources.schema.json": Resources}


@cache
def schema_text(kind: type[Record] = Catalog) -> str:
    """Return the text of the schema of a file that holds the record `kind`."""
    found = {"$schema": GenerateJsonSchema.schema_dialect, **kind.model_json_schema(schema_generator=_AsWritten)}
    for record in _records(found):
        for field in record["properties"].values():
            _describe(field)
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


@cache
def records() -> Mapping[str, Any]:
    """Return the schemas of the records of all files by name, such as 'community' or 'resource'."""
    schemas = [json.loads(schema_text(kind)) for kind in SCHEMAS.values()]
    return {record["title"].partition(" ")[2]: record for schema in schemas for record in _records(schema)}


def _records(schema: Mapping[str, Any]) -> Iterator[Any]:
    yield schema
    yield from schema["$defs"].values()


def _describe(field: dict[str, Any]) -> None:
    """Move into the description what editors do not show, and defaults, which editors would insert as fields."""
    if field.get("anyOf", [{}])[0].get("enum") == ["yes", "no"]:
        field["description"] += " Write yes or no."
    if "maxLength" in field:
        field["description"] += f" At most {field['maxLength']} characters."
    if default := field.pop("default", None):
        field["description"] += f" Left out, it is {default}."
