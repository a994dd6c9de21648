"""Write values as YAML in the catalog's style: on one line, or as a block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap

from copsite.yamlio.reader import YamlValue

_LONGEST = 110  # characters of a line
# Texts that need no quotes anywhere in a YAML file, including within [ ] and { }; a time has a colon.
_BARE = re.compile(
    r"(?!(?i:true|false|null)$)[^\W_](?:[^,\[\]{}:#\n]*[^,\[\]{}:#\s])?|[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}"
)
_QUOTED = str.maketrans({'"': '\\"', "\\": "\\\\"})


def inline(value: YamlValue) -> str:
    """Return a value on one line, valid anywhere in a YAML file."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {inline(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    text = str(value)  # an example in the schema may be a number
    return text if text.isprintable() and _BARE.fullmatch(text) else _quoted(text)


def instead_of(old: str, value: YamlValue) -> str:
    """Return a value on one line, in the same quotation marks as `old`, the text that it replaces."""
    if not (isinstance(value, str) and old[:1] in ("'", '"')):
        return inline(value)
    return "'" + value.replace("'", "''") + "'" if old[0] == "'" and value.isprintable() else _quoted(value)


def block(head: str, value: YamlValue) -> Iterator[str]:
    """Yield the lines of `head` (`name:` or `-`) and its value: one, or several if long or nested."""
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
    """Return a character as written between double quotes; escape what editors do not show."""
    code = ord(character)
    if character.isprintable() or 0xD800 <= code <= 0xDFFF:  # YAML has no escape for a surrogate
        return character.translate(_QUOTED)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _below(head: str, lines: list[str]) -> Iterator[str]:
    if head == "-":
        yield f"- {lines[0]}"
        yield from (f"  {line}" for line in lines[1:])
    else:
        yield head
        yield from (f"  {line}" for line in lines)
