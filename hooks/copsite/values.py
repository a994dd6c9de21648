"""What one value may hold: the kinds of text, days, numbers and words, each with its bounds and its words.

Every kind carries its own part of the catalog's JSON Schema. An editor reads `2` as a number, so the
kinds that take any text take a number as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Annotated, Any, Self, TypeAlias

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .lists import CONFIRMATIONS, MANAGERS
from .problems import JOINERS, brief, is_unseen

# What Python and an editor's JavaScript understand alike; `\d` would let in other scripts' digits.
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_END = r"([/:?#]|$)"
_ANY_HOST = rf"(?=[^/:?#]{{1,253}}{_END})({_LABEL}\.)+(?![0-9]+{_END}){_LABEL}"
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_PORT = r"0*([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
# Browsers drop line breaks and tabs, so only plain visible ASCII is what it seems.
_REST = r"([/?#][!#$%&()*+,./0-9:;=?@A-Z_a-z~-]*)?"

_HOST = re.compile(_ANY_HOST)
_ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(\.{_ATOM})*@{_ANY_HOST}")
_URL = re.compile(rf"(?!.*[.,;]$)[Hh][Tt][Tt][Pp][Ss]://{_ANY_HOST}(:({_PORT})?)?{_REST}")
_ID = re.compile(r"(?!index$)[a-z0-9]+(-[a-z0-9]+)*")
_LIST = re.compile(r"(?!.*\.\.)[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
_CHAPTER = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*\.md")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[1-9][0-9]?")

_DELIMITERS = ("+", "-", "=", "_")

_Shape: TypeAlias = dict[str, Any]


@dataclass(frozen=True, eq=False)
class _Check:
    """A check of one text, and how much of it a JSON Schema can say."""

    check: Callable[[str], str]
    shape: _Shape = field(default_factory=dict)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> _Shape:
        return {**handler(schema), **self.shape}


class Word(StrEnum):
    """A word that a field takes, and what it means, as in `PAUSED = "paused", "it rests for a while"`."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> Self:
        """Keep the meaning beside the word, which alone is the value."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        return word

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_one_of(tuple(cls)), handler(source))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> _Shape:
        return _words({word.value: word.meaning for word in cls})


def wrong(words: str) -> PydanticCustomError:
    """Make a model error whose words follow the field's name and reach the volunteer as they stand."""
    return PydanticCustomError("catalog", "{words}", {"words": words})


def near(word: str, options: Collection[str]) -> str | None:
    """Give the option that `word` was probably meant to be, if there is one."""
    return next(iter(get_close_matches(word, [*map(str, options)], n=1)), None)


def meant(word: str, options: Collection[str]) -> str:
    """Say which option is meant, where one is near, and which there are."""
    options = [*map(str, options)]
    nearest = near(word, options)
    shown = options[:16] + (["…"] if len(options) > 16 else [])
    return (f"Did you mean {nearest!r}? " if nearest else "") + "It can be " + ", ".join(shown)


def _words(meanings: Mapping[str, str]) -> _Shape:
    # The list with the meanings is the YAML extension's own; it offers no meaning in any standard form.
    return {"type": "string", "enum": [*meanings], "enumDescriptions": [*meanings.values()]}


def _line(value: str) -> str:
    if not value.strip(JOINERS):
        raise wrong("has no value. Write one, or remove the field")
    if value != value.strip():
        raise wrong("begins or ends with a space. Remove the space")
    for character in "" if value.isprintable() else value:
        if is_unseen(character):
            raise wrong(f"holds a line break or an invisible character (U+{ord(character):04X}). Remove it")
    if value[0] in "“”„‘«" and value[-1] in "”“’»":
        raise wrong("is in curly quotation marks. Write straight ones, or none")
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


def _like(pattern: re.Pattern[str], what: str, **shape: object) -> _Check:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise wrong(f"is {brief(value)!r}, but must be {what}")
        return value

    return _Check(check, {"type": "string", **_pattern(pattern.pattern, f"This must be {what}."), **shape})


def _pattern(pattern: str, words: str) -> _Shape:
    return {"pattern": f"^{pattern}$", "patternErrorMessage": words}


def _not_index(value: str) -> str:
    if value == "index":
        raise wrong("cannot be 'index': that is the address of the page that lists them all")
    return value


def _no_sentence(value: str) -> str:
    if value.endswith((".", ",", ";")):
        raise wrong(f"ends with {value[-1]!r}, which is no part of an address. Remove it")
    return value


def _one_of(options: Collection[str]) -> Callable[[object], object]:
    def check(value: object) -> object:
        if isinstance(value, str) and value not in options:
            raise wrong(f"cannot be {brief(value)!r}. {meant(value, options)}")
        return value

    return check


def _folder(value: str) -> str:
    if not value.endswith("/"):
        raise wrong(f"is {brief(value)!r}, but must end with a slash: a file's path is put after it")
    return value


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    if _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise wrong(f"is {brief(value)!r}, a day that no calendar has") from None
    raise wrong(f"is {brief(value)!r}, but must be a day written as year-month-day, such as '2026-02-03'")


def _yes_or_no(value: object) -> object:
    if isinstance(value, str) and value not in ("yes", "no"):
        raise wrong(f"is {brief(value)!r}, but must be yes or no")
    return value


def _number(value: object) -> object:
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        raise wrong(f"is {brief(value)!r}, but must be a number from 1 to 99")
    return value


# Left to `make check`: invisible characters other than controls, which only a table of Unicode tells; how a
# number was written (`1e3`); and texts that YAML takes for no text (`true`, `null`), unless they are in quotes.
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
Id: TypeAlias = Annotated[
    Text,
    _up_to(40),
    _Check(_not_index),
    _like(_ID, "small letters, digits and hyphens, such as 'teen-services'", type=["string", "integer"], minimum=0),
]
ListName: TypeAlias = Annotated[
    Text,
    _up_to(64),
    _like(
        _LIST, "the part of the list's address before the @, such as 'mla-teens'", type=["string", "number"], minimum=0
    ),
]
Host: TypeAlias = Annotated[Text, _like(_HOST, "a host's full name, such as 'lists.mla.example'")]
Zone: TypeAlias = Annotated[Text, _up_to(60)]  # which names there are, the rule `time_zone_exists` knows
Chapter: TypeAlias = Annotated[Text, _like(_CHAPTER, "a file below docs/, such as 'handbook/facilitator.md'")]
Address: TypeAlias = Annotated[Text, _like(_ADDRESS, "an e-mail address, such as 'cops@mla.example'")]
Url: TypeAlias = Annotated[
    Text, _up_to(500), _Check(_no_sentence), _like(_URL, "a web address that begins with 'https://'")
]
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
YesOrNo: TypeAlias = Annotated[
    bool, BeforeValidator(_yes_or_no), WithJsonSchema({"type": "string", "enum": ["yes", "no"]})
]
Delimiter: TypeAlias = Annotated[
    str, AfterValidator(_one_of(_DELIMITERS)), WithJsonSchema({"type": "string", "enum": [*_DELIMITERS]})
]
Answer: TypeAlias = Annotated[str, AfterValidator(_one_of(CONFIRMATIONS)), WithJsonSchema(_words(CONFIRMATIONS))]
ManagerId: TypeAlias = Annotated[
    Text,
    AfterValidator(_one_of(MANAGERS)),
    WithJsonSchema(_words({id: manager.name for id, manager in MANAGERS.items()})),
]
