"""The base of the catalog's records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
