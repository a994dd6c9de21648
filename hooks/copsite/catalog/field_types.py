"""Field types: texts, numbers and words, each with its limits and messages.

Each type has its own JSON Schema. Editors read `2` as a number, so types for any text allow numbers too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
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
from pydantic_core import CoreSchema, core_schema

from copsite.catalog.field_checks import Check, Shape, pattern, wrong
from copsite.catalog.field_formats import ADDRESS, ATTACHMENT, CHAPTER, HOST, ID, LANGUAGE, LIST, PICTURE, URL, Form
from copsite.channels.kind import CONFIRMATIONS, DELIMITERS, Family
from copsite.channels.kinds import KINDS
from copsite.diagnostics.problem import JOINERS, brief, is_unseen
from copsite.diagnostics.suggestions import closest, did_you_mean

_NUMBER = re.compile(r"[1-9][0-9]?")
_AMOUNT = re.compile(r"(0|[1-9][0-9]{0,8})")
# As YAML 1.1 and 1.2 write them, which editors read as booleans.
_YES_OR_NO = re.compile("^([Yy]es|YES|[Nn]o|NO|[Tt]rue|TRUE|[Ff]alse|FALSE)$")
_GROUPED = re.compile(r"[0-9]{1,3}([,. ][0-9]{3})+")  # as in 1,180


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
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> Shape:
        return _words({word.value: word.meaning for word in cls})


def _words(meanings: Mapping[str, str]) -> Shape:
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


def _up_to(limit: int) -> Check:
    def check(value: str) -> str:
        if len(value) > limit:
            raise wrong(f"has {len(value)} characters; its place shows {limit}. Shorten it")
        return value

    return Check(check, {"maxLength": limit})


def _at_least(limit: int) -> Check:
    def check(value: str) -> str:
        if len(value) < limit:
            raise wrong(f"has {len(value)} characters, too few to tell anything. Write at least {limit}")
        return value

    return Check(check, {"minLength": limit})


def _like(form: Form, **shape: object) -> Check:
    def check(value: str) -> str:
        if not form.pattern.fullmatch(value):
            found = form.explain(value)
            raise wrong(found.words, found.guess, found.at)
        return value

    allowed = pattern(form.pattern.pattern, f"This must be {form.what}.")
    return Check(check, {"type": "string", **allowed, **shape})


def _not_index(value: str) -> str:
    if value == "index":
        raise wrong("cannot be 'index': that is the address of the page that lists them all")
    return value


def _no_sentence(value: str) -> str:
    if value.endswith((".", ",", ";")):
        words = f"ends with {value[-1]!r}, which is no part of an address. Remove it"
        raise wrong(words, value.rstrip(".,;"), len(value) - 1)
    return value


def _on_the_web(value: str) -> str:
    scheme, colon, _ = value.partition(":")
    if colon and (type := _PROGRAMS.get(scheme.lower())):
        kind = KINDS[type]
        name = f"the channel's `name`, such as {kind.example!r}," if kind.example else "its `contact`"
        host = " and its `host`" if kind.takes("host") else ""
        raise wrong(
            f"is {brief(value)!r}, which opens a program. Remove it, and write {name}{host} with `type: {type}`"
        )
    return value


# Kinds of channels whose addresses begin with something else than `https:`.
_PROGRAMS = {"xmpp": "xmpp", "irc": "irc", "ircs": "irc", "matrix": "matrix", "tg": "telegram", "mailto": "person"}


def _one_of(options: Collection[str], synonyms: str = "") -> Callable[[object, ValidationInfo], object]:
    def check(value: object, info: ValidationInfo) -> object:
        if isinstance(value, str) and value not in options:
            where = synonyms or info.field_name or ""
            words = f"cannot be {brief(value)!r}. {did_you_mean(value, options, where)}"
            raise wrong(words, closest(value, options, where))
        return value

    return check


def _folder(value: str) -> str:
    if not value.endswith("/"):
        words = f"is {brief(value)!r}, but must end with a slash: a file's path is put after it"
        raise wrong(words, f"{value}/")
    return value


def _yes_or_no(value: object) -> object:
    if isinstance(value, str) and not _YES_OR_NO.fullmatch(value):
        guess = closest(value, ("yes", "no"), "yes or no")
        raise wrong(f"is {brief(value)!r}, but must be yes or no" + (f". Write {guess}" if guess else ""), guess)
    return value


def _amount(value: object) -> object:
    if isinstance(value, str) and not _AMOUNT.fullmatch(value):
        digits = re.sub(r"[,. ]", "", value) if _GROUPED.fullmatch(value) else ""
        guess = digits if _AMOUNT.fullmatch(digits) else None
        remedy = f". Write {guess}" if guess else ""
        raise wrong(f"is {brief(value)!r}, but must be a whole number, in digits only{remedy}", guess)
    return value


def _number(value: object) -> object:
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        raise wrong(f"is {brief(value)!r}, but must be a number from 1 to 99")
    return value


class _OneOrMore:
    """Allows a single item in place of a list."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda value: [value] if isinstance(value, str) else value, handler(source)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> Shape:
        several = handler(schema)
        return {"anyOf": [several["items"], several]}


# Checked by `make check` only: invisible characters other than controls, which need Unicode tables; how a number is
# written (`1e3`); and texts that YAML reads as other types unless quoted (`true`, `null`).
_VISIBLE = r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]"
_LINE_SHAPE = {
    "type": ["string", "number"],
    **pattern(
        rf"(?={_VISIBLE}+$)(?=.*[^\u200c\u200d])(?!(?=[“”„‘«]).*[”“’»]$)\S(.*\S)?(?!\n)",
        "This must be one line of text, without a space or a curly quotation mark at its beginning and end.",
    ),
}

Text: TypeAlias = Annotated[str, Check(_line, _LINE_SHAPE)]
Name: TypeAlias = Annotated[Text, _up_to(60)]
Sentence: TypeAlias = Annotated[Text, _up_to(160)]
Description: TypeAlias = Annotated[Text, _at_least(50), _up_to(160)]
Paragraph: TypeAlias = Annotated[Text, _up_to(600)]
Id: TypeAlias = Annotated[Text, Check(_not_index), _like(ID, type=["string", "integer"], minimum=0), _up_to(40)]
Ids: TypeAlias = Annotated[tuple[Id, ...], _OneOrMore()]
ListName: TypeAlias = Annotated[Text, _like(LIST, type=["string", "number"], minimum=0), _up_to(64)]
Host: TypeAlias = Annotated[Text, _like(HOST)]
Zone: TypeAlias = Annotated[Text, _up_to(60)]  # the rule `time_zone_exists` checks the name
Attachment: TypeAlias = Annotated[Text, _like(ATTACHMENT), _up_to(100)]
Logo: TypeAlias = Annotated[Text, _like(PICTURE), _up_to(100)]
Language: TypeAlias = Annotated[Text, _like(LANGUAGE), _up_to(35)]
Chapter: TypeAlias = Annotated[Text, _like(CHAPTER)]
Address: TypeAlias = Annotated[Text, _like(ADDRESS)]
Url: TypeAlias = Annotated[Text, Check(_no_sentence), _like(URL), _up_to(500)]
ChannelUrl: TypeAlias = Annotated[Text, Check(_on_the_web), Check(_no_sentence), _like(URL), _up_to(500)]
Folder: TypeAlias = Annotated[Url, Check(_folder, {"allOf": [pattern(".*/", "This must end with a slash.")]})]
Number: TypeAlias = Annotated[
    int,
    BeforeValidator(_number),
    WithJsonSchema(
        {
            "type": ["integer", "string"],
            "minimum": 1,
            "maximum": 99,
            **pattern(_NUMBER.pattern, "This must be a number from 1 to 99."),
        }
    ),
]
Amount: TypeAlias = Annotated[
    int,
    BeforeValidator(_amount),
    WithJsonSchema(
        {
            "type": ["integer", "string"],
            "minimum": 0,
            "maximum": 999_999_999,
            **pattern(_AMOUNT.pattern, "This must be a whole number, in digits only."),
        }
    ),
]
YesOrNo: TypeAlias = Annotated[
    bool,
    BeforeValidator(_yes_or_no),
    WithJsonSchema(
        {"anyOf": [{"enum": ["yes", "no"]}, {"type": "boolean"}, {"type": "string", "pattern": _YES_OR_NO.pattern}]}
    ),
]
Delimiter: TypeAlias = Annotated[
    str, AfterValidator(_one_of(DELIMITERS)), WithJsonSchema({"type": "string", "enum": [*DELIMITERS]})
]
Answer: TypeAlias = Annotated[str, AfterValidator(_one_of(CONFIRMATIONS)), WithJsonSchema(_words(CONFIRMATIONS))]
_KIND_NAMES = {id: kind.name for id, kind in KINDS.items()}
ChannelType: TypeAlias = Annotated[Text, AfterValidator(_one_of(KINDS)), WithJsonSchema(_words(_KIND_NAMES))]
_LIST_TYPES = {id: kind.name for id, kind in KINDS.items() if kind.family == Family.LIST}
ListManager: TypeAlias = Annotated[
    Text, AfterValidator(_one_of(_LIST_TYPES, "list_server")), WithJsonSchema(_words(_LIST_TYPES))
]
