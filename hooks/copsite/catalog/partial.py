"""The valid part of a catalog that has invalid fields, so that rules can check the rest of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from copsite.catalog.models import Record, UnsoundError

RecordT = TypeVar("RecordT", bound=Record)


def sound_part(kind: type[RecordT], plain: object) -> RecordT:
    """Return a record of the valid fields; reading another field raises `UnsoundError`.

    An invalid item of a list or a mapping is replaced with `()`, so that the other items stay at their paths.
    """
    given = plain if isinstance(plain, dict) else {}
    values: dict[str, Any] = {}
    fields_set = set()
    for name, field in kind.model_fields.items():
        known = field.alias or name
        if known in given:
            fields_set.add(name)
            with suppress(UnsoundError):
                values[name] = _value(field.rebuild_annotation(), given[known])
        elif isinstance(plain, dict) and not field.is_required():
            values[name] = field.get_default(call_default_factory=True, validated_data=values)
    return _record(kind, values, fields_set)


def sound(record: Record, *names: str) -> bool:
    """Tell whether these fields of a record are valid."""
    return record.__dict__.keys() >= {*names}


def completed(record: RecordT) -> RecordT:
    """Return a record with examples in place of invalid fields, to check texts that refer to them."""
    values = {
        name: _completed(record.__dict__[name])
        if name in record.__dict__
        else _value(field.rebuild_annotation(), (field.examples or [None])[0])
        for name, field in type(record).model_fields.items()
    }
    return _record(type(record), values)


def _completed(value: Any) -> Any:
    if isinstance(value, Record):
        return completed(value)
    if isinstance(value, tuple):
        return tuple(_completed(item) for item in value if item != ())
    return {key: _completed(item) for key, item in value.items()} if isinstance(value, dict) else value


def _record(kind: type[RecordT], values: dict[str, Any], given: set[str] | None = None) -> RecordT:
    record = kind.model_construct(_fields_set=given)
    record.__dict__.clear()  # an invalid field must not read as its default
    record.__dict__.update(values)
    return record


def _value(kind: Any, plain: object) -> Any:
    if get_origin(kind) is UnionType or (get_origin(kind) is Annotated and get_origin(get_args(kind)[0]) is tuple):
        kind = get_args(kind)[0]
    if isinstance(kind, type) and issubclass(kind, Record):
        return sound_part(kind, plain)
    if get_origin(kind) is tuple and isinstance(plain, list):
        return tuple(_item(get_args(kind)[0], item) for item in plain)
    if get_origin(kind) is Mapping and isinstance(plain, dict):
        key, value = get_args(kind)
        return {known: _item(value, item) for name, item in plain.items() if (known := _item(key, name))}
    try:
        return _adapter(kind).validate_python(plain)
    except ValidationError:
        raise UnsoundError from None


def _item(kind: Any, plain: object) -> Any:
    try:
        return _value(kind, plain)
    except UnsoundError:
        return ()


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
