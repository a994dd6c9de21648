"""Every field of the catalog and of the resources, with its definitions in the model and in the schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, get_args

from pydantic.fields import FieldInfo

from copsite.catalog.json_schema import records
from copsite.catalog.models import Catalog, Record, Resources


class Field(NamedTuple):
    """A field: the noun for its record, its name in the catalog, and its two definitions."""

    noun: str
    name: str
    model: FieldInfo
    schema: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.noun}-{self.name}"


def below(kind: type[Record]) -> Iterator[type[Record]]:
    """Yield a record type of the model and all those within it."""
    yield kind
    for field in kind.model_fields.values():
        kinds = [field.annotation]
        while kinds:
            inner = kinds.pop()
            if isinstance(inner, type) and issubclass(inner, Record):
                yield from below(inner)
            kinds += get_args(inner)


def fields() -> Iterator[Field]:
    """Yield each field of each record type once."""
    for kind in dict.fromkeys([*below(Catalog), *below(Resources)]):
        noun = str(kind.model_config["title"]).partition(" ")[2]
        for name, model in kind.model_fields.items():
            known = model.alias or name
            yield Field(noun, known, model, records()[noun]["properties"].get(known))


FIELDS = [*fields()]
