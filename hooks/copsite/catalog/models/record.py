"""The base of the catalog's records."""

from __future__ import annotations

from collections.abc import Sequence
from types import UnionType
from typing import TYPE_CHECKING, Any, cast, get_args, get_origin

from pydantic import BaseModel, ConfigDict


class UnsoundError(Exception):
    """A missing or invalid field was read; only records from `partial` raise it."""


class Record(BaseModel):
    """A part of the catalog: frozen, without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    if not TYPE_CHECKING:  # for type checkers, any name would be an attribute

        def __getattr__(self, name: str) -> Any:
            if name in type(self).model_fields:
                raise UnsoundError(name)
            return super().__getattr__(name)


def field_names(record: type[Record]) -> list[str]:
    """Return the names of a record's fields as in the file."""
    return [field.alias or name for name, field in record.model_fields.items()]


def record_at(root: type[Record], path: Sequence[str | int]) -> type[Record]:
    """Return the type of the record at `path` below `root`."""
    kind: Any = root
    for step in path:
        if get_origin(kind) is UnionType:
            kind = get_args(kind)[0]
        if isinstance(kind, type) and issubclass(kind, Record):
            kind = next(field.annotation for name, field in kind.model_fields.items() if step in (field.alias, name))
        else:
            kind = get_args(kind)[0 if get_origin(kind) is tuple else 1]
    return cast("type[Record]", get_args(kind)[0] if get_origin(kind) is UnionType else kind)
