"""What field types share: a check of a text, its part in the JSON Schema, and the error that it raises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

Shape: TypeAlias = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Check:
    """A check of one text, and the part of it that a JSON Schema can express."""

    check: Callable[[str], str]
    shape: Shape = field(default_factory=dict)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> Shape:
        return {**handler(schema), **self.shape}


def wrong(words: str, guess: str | None = None, at: int | None = None) -> PydanticCustomError:
    """Return an error whose message follows the field's name.

    `guess` is the likely correction, `at` the index of the wrong character.
    """
    return PydanticCustomError("catalog", "{words}", {"words": words, "guess": guess, "at": at})


def pattern(regex: str, words: str) -> Shape:
    """Return the part of a schema that requires a pattern; `words` are the message in editors."""
    return {"pattern": f"^{regex}$", "patternErrorMessage": words}
