"""Plain values as the catalog has them in YAML: on one line, or in a block of several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap

from copsite.yamlio.reader import YamlValue

_LONGEST = 110  # characters of a line
# What stands for itself in any place of a YAML file, also inside [ ] and { }; the rest is written in quotes.
_BARE = re.compile(r"(?!(?i:true|false|null)$)[^\W_](?:[^,\[\]{}:#\n]*[^,\[\]{}:#\s])?")
_QUOTED = str.maketrans({'"': '\\"', "\\": "\\\\"})


def inline(value: YamlValue) -> str:
    """Write a value on one line, as it may stand anywhere in a YAML file."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {inline(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    text = str(value)  # an example in the schema may be a number
    return text if text.isprintable() and _BARE.fullmatch(text) else _quoted(text)


def instead_of(old: str, value: YamlValue) -> str:
    """Write a value on one line in the place of `old`, whose quotation marks it keeps."""
    if not (isinstance(value, str) and old[:1] in ("'", '"')):
        return inline(value)
    return "'" + value.replace("'", "''") + "'" if old[0] == "'" and value.isprintable() else _quoted(value)


def block(head: str, value: YamlValue) -> Iterator[str]:
    """Yield the lines of `head` (`name:` or `-`) and its value; long ones, and groups of groups, take several."""
    long = len(inline(value)) > _LONGEST
    if isinstance(value, dict) and (long or any(isinstance(part, dict | list) for part in value.values())):
        lines = [line for key, part in value.items() for line in block(f"{key}:", part)]
        yield from _below(head, lines)
    elif isinstance(value, list) and (long or any(isinstance(part, dict | list) for part in value)):
        yield from _below(head, [line for part in value for line in block("-", part)])
    elif isinstance(value, str) and long and " ".join(folded := _folded(value)) == value and value.isprintable():
        yield from (f"{head} >-", *(f"  {line}" for line in folded))
    else:
        yield f"{head} {inline(value)}"


def _folded(text: str) -> list[str]:
    return wrap(text, _LONGEST, break_long_words=False, break_on_hyphens=False)


def _quoted(text: str) -> str:
    return f'"{"".join(map(_in_quotes, text))}"'


def _in_quotes(character: str) -> str:
    """Write a character as it stands between double quotes; one that editors do not show is escaped."""
    code = ord(character)
    if character.isprintable() or 0xD800 <= code <= 0xDFFF:  # half a character has no escape in YAML
        return character.translate(_QUOTED)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _below(head: str, lines: list[str]) -> Iterator[str]:
    if head == "-":
        yield f"- {lines[0]}"
        yield from (f"  {line}" for line in lines[1:])
    else:
        yield head
        yield from (f"  {line}" for line in lines)
