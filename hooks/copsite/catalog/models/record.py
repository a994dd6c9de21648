"""The base of the catalog's records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict


class UnsoundError(Exception):
    """A field was read that is missing or wrong in the file; only a record from `partial` raises it."""


class Record(BaseModel):
    """A part of the catalog: frozen, and without any field that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    if not TYPE_CHECKING:  # it would let any name pass

        def __getattr__(self, name: str) -> Any:
            if name in type(self).model_fields:
                raise UnsoundError(name)
            return super().__getattr__(name)
