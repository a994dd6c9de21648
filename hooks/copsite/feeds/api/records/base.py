"""How the fields of the records are described."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, TypeAlias

from pydantic import Field

from copsite.catalog.field_types import Word
from copsite.channels.kind import Family


def field(description: str, *examples: object) -> Any:
    """Return the description and the examples of a field, for `Annotated`."""
    return Field(description=description, examples=[*examples])


def word(description: str, words: Iterable[Word], *examples: object) -> Any:
    """Return the description of a field that holds some of these words, one by default, and perhaps others later."""
    known = tuple(words)
    meanings = "; ".join(f"`{one.value}`: {one.meaning}" for one in known)
    return field(f"{description} {meanings}. Expect other words too.", *(examples or [one.value for one in known]))


def slug(family: Family) -> str:
    """Return what a channel is, as one word."""
    return family.replace(" ", "-")


Day: TypeAlias = date  # for records with a field called `date`
Address: TypeAlias = Annotated[str, Field(json_schema_extra={"format": "uri-reference"})]
