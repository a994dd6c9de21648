"""Field types: texts, days, numbers and words, each with its limits and messages.

Each type has its own JSON Schema. Editors read `2` as a number, so types for any text allow numbers too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Self, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from copsite.catalog.field_formats import ADDRESS, ATTACHMENT, CHAPTER, HOST, ID, LANGUAGE, LIST, URL, Form
from copsite.catalog.recurrence import PATTERN, recurrence
from copsite.channels.list_managers import MANAGERS
from copsite.channels.manager import CONFIRMATIONS, DELIMITERS
from copsite.diagnostics.problem import JOINERS, brief, is_unseen
from copsite.diagnostics.suggestions import closest, did_you_mean

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_IN_ANOTHER_FORM = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}")
_NUMBER = re.compile(r"[1-9][0-9]?")
_MINUTES = re.compile(r"[1-9][0-9]{0,3}")
_Shape: TypeAlias = dict[str, Any]


@dataclass(frozen=True, eq=False)
class _Check:
    """A check of one text, and the part of it that a JSON Schema can express."""

    check: Callable[[str], str]
    shape: _Shape = field(default_factory=dict)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> _Shape:
        return {**handler(schema), **self.shape}


class Word(StrEnum):
    """A word that a field allows, with its meaning, as in `PAUSED = "paused", "it rests for a while"`."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> Self:
        """Create a member whose value is the word, without the meaning."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        return word

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_before_validator_function(_one_of(tuple(cls)), handler(source))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> _Shape:
        return _words({word.value: word.meaning for word in cls})


def wrong(words: str, guess: str | None = None, at: int | None = None) -> PydanticCustomError:
    """Return an error whose message follows the field's name.

    `guess` is the likely correction, `at` the index of the wrong character.
    """
    return PydanticCustomError("catalog", "{words}", {"words": words, "guess": guess, "at": at})


def _words(meanings: Mapping[str, str]) -> _Shape:
    # `enumDescriptions` is the YAML extension's own; it shows meanings in no standard form.
    return {"type": "string", "enum": [*meanings], "enumDescriptions": [*meanings.values()]}


def _line(value: str) -> str:
    if not value.strip(JOINERS):
        raise wrong("has no value. Write one, or remove the field")
    if value != value.strip():
        at = 0 if value[0].isspace() else len(value) - 1
        raise wrong("begins or ends with a space. Remove the space", value.strip(), at)
    unseen = [] if value.isprintable() else [at for at, character in enumerate(value) if is_unseen(character)]
    if unseen:
        at = unseen[0]
        words = f"holds a line break or an invisible character (U+{ord(value[at]):04X}). Remove it"
        raise wrong(words, "".join(one for one in value if not is_unseen(one)), at)
    if value[0] in "“”„‘«" and value[-1] in "”“’»":
        raise wrong("is in curly quotation marks. Write straight ones, or none", value[1:-1])
    return value


def _up_to(limit: int) -> _Check:
    def check(value: str) -> str:
        if len(value) > limit:
            raise wrong(f"has {len(value)} characters; its place shows {limit}. Shorten it")
        return value

    return _Check(check, {"maxLength": limit})


def _at_least(limit: int) -> _Check:
    def check(value: str) -> str:
        if len(value) < limit:
            raise wrong(f"has {len(value)} characters, too few to tell anything. Write at least {limit}")
        return value

    return _Check(check, {"minLength": limit})


def _like(form: Form, **shape: object) -> _Check:
    def check(value: str) -> str:
        if not form.pattern.fullmatch(value):
            found = form.explain(value)
            raise wrong(found.words, found.guess, found.at)
        return value

    pattern = _pattern(form.pattern.pattern, f"This must be {form.what}.")
    return _Check(check, {"type": "string", **pattern, **shape})


def _pattern(pattern: str, words: str) -> _Shape:
    return {"pattern": f"^{pattern}$", "patternErrorMessage": words}


def _not_index(value: str) -> str:
    if value == "index":
        raise wrong("cannot be 'index': that is the address of the page that lists them all")
    return value


def _no_sentence(value: str) -> str:
    if value.endswith((".", ",", ";")):
        words = f"ends with {value[-1]!r}, which is no part of an address. Remove it"
        raise wrong(words, value.rstrip(".,;"), len(value) - 1)
    return value


def _one_of(options: Collection[str]) -> Callable[[object, ValidationInfo], object]:
    def check(value: object, info: ValidationInfo) -> object:
        if isinstance(value, str) and value not in options:
            where = info.field_name or ""
            words = f"cannot be {brief(value)!r}. {did_you_mean(value, options, where)}"
            raise wrong(words, closest(value, options, where))
        return value

    return check


def _folder(value: str) -> str:
    if not value.endswith("/"):
        words = f"is {brief(value)!r}, but must end with a slash: a file's path is put after it"
        raise wrong(words, f"{value}/")
    return value


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    if _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise wrong(f"is {brief(value)!r}, a day that no calendar has") from None
    words = f"is {brief(value)!r}, but must be a day written as year-month-day, "
    if found := _DAY_IN_ANOTHER_FORM.fullmatch(value):
        guess = f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}"
        raise wrong(f"{words}so write {guess!r}", guess)
    raise wrong(f"{words}such as '2026-02-03'")


def _yes_or_no(value: object) -> object:
    if isinstance(value, str) and value not in ("yes", "no"):
        guess = closest(value, ("yes", "no"), "yes or no")
        raise wrong(f"is {brief(value)!r}, but must be yes or no" + (f". Write {guess}" if guess else ""), guess)
    return value


def _number(value: object) -> object:
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        raise wrong(f"is {brief(value)!r}, but must be a number from 1 to 99")
    return value


def _moment(value: object) -> object:
    if not isinstance(value, str):
        return value
    if _MOMENT.fullmatch(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            raise wrong(f"is {brief(value)!r}, a day or time that does not exist") from None
    raise wrong(f"is {brief(value)!r}, but must be a day and a time of 24 hours, such as '2026-12-03 14:00'")


def _minutes(value: object) -> object:
    if isinstance(value, str) and not (_MINUTES.fullmatch(value) and 5 <= int(value) <= 1440):
        raise wrong(f"is {brief(value)!r}, but must be a number of minutes from 5 to 1440")
    return value


def _repeats(value: str) -> str:
    try:
        recurrence(value)
    except ValueError:
        words = (
            f"is {brief(value)!r}, but must be like 'every month on the first Thursday' or 'every 2 weeks on Tuesday'"
        )
        raise wrong(words) from None
    return value


# Checked by `make check` only: invisible characters other than controls, which need Unicode tables; how a number is
# written (`1e3`); and texts that YAML reads as other types unless quoted (`true`, `null`).
_VISIBLE = r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]"
_LINE_SHAPE = {
    "type": ["string", "number"],
    **_pattern(
        rf"(?={_VISIBLE}+$)(?=.*[^\u200c\u200d])(?!(?=[“”„‘«]).*[”“’»]$)\S(.*\S)?(?!\n)",
        "This must be one line of text, without a space or a curly quotation mark at its beginning and end.",
    ),
}

Text: TypeAlias = Annotated[str, _Check(_line, _LINE_SHAPE)]
Name: TypeAlias = Annotated[Text, _up_to(60)]
Sentence: TypeAlias = Annotated[Text, _up_to(160)]
Description: TypeAlias = Annotated[Text, _at_least(50), _up_to(160)]
Paragraph: TypeAlias = Annotated[Text, _up_to(600)]
Id: TypeAlias = Annotated[Text, _Check(_not_index), _like(ID, type=["string", "integer"], minimum=0), _up_to(40)]
ListName: TypeAlias = Annotated[Text, _like(LIST, type=["string", "number"], minimum=0), _up_to(64)]
Host: TypeAlias = Annotated[Text, _like(HOST)]
Zone: TypeAlias = Annotated[Text, _up_to(60)]  # the rule `time_zone_exists` checks the name
Attachment: TypeAlias = Annotated[Text, _like(ATTACHMENT), _up_to(100)]
Language: TypeAlias = Annotated[Text, _like(LANGUAGE), _up_to(35)]
Chapter: TypeAlias = Annotated[Text, _like(CHAPTER)]
Address: TypeAlias = Annotated[Text, _like(ADDRESS)]
Url: TypeAlias = Annotated[Text, _Check(_no_sentence), _like(URL), _up_to(500)]
Folder: TypeAlias = Annotated[Url, _Check(_folder, {"allOf": [_pattern(".*/", "This must end with a slash.")]})]
Day: TypeAlias = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema(
        {
            "type": "string",
            "format": "date",
            **_pattern(_DAY.pattern, "This must be a day written as year-month-day, such as '2026-02-03'."),
        }
    ),
]
Number: TypeAlias = Annotated[
    int,
    BeforeValidator(_number),
    WithJsonSchema(
        {
            "type": ["integer", "string"],
            "minimum": 1,
            "maximum": 99,
            **_pattern(_NUMBER.pattern, "This must be a number from 1 to 99."),
        }
    ),
]
Minutes: TypeAlias = Annotated[
    int,
    BeforeValidator(_minutes),
    WithJsonSchema(
        {
            "type": ["integer", "string"],
            "minimum": 5,
            "maximum": 1440,
            **_pattern(_MINUTES.pattern, "This must be a number of minutes from 5 to 1440."),
        }
    ),
]
Moment: TypeAlias = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema(
        {
            "type": "string",
            **_pattern(_MOMENT.pattern, "This must be a day and a time of 24 hours, such as '2026-12-03 14:00'."),
        }
    ),
]
Repeats: TypeAlias = Annotated[
    str,
    AfterValidator(_repeats),
    WithJsonSchema({"type": "string", **_pattern(PATTERN, "This must be like 'every month on the first Thursday'.")}),
]
YesOrNo: TypeAlias = Annotated[
    bool, BeforeValidator(_yes_or_no), WithJsonSchema({"type": "string", "enum": ["yes", "no"]})
]
Delimiter: TypeAlias = Annotated[
    str, AfterValidator(_one_of(DELIMITERS)), WithJsonSchema({"type": "string", "enum": [*DELIMITERS]})
]
Answer: TypeAlias = Annotated[str, AfterValidator(_one_of(CONFIRMATIONS)), WithJsonSchema(_words(CONFIRMATIONS))]
_MANAGER_NAMES = {id: manager.name for id, manager in MANAGERS.items()}
ManagerId: TypeAlias = Annotated[Text, AfterValidator(_one_of(MANAGERS)), WithJsonSchema(_words(_MANAGER_NAMES))]
