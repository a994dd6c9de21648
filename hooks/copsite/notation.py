"""Plain values as the catalog has them in YAML: on one line, or in a block of several."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from textwrap import wrap

from .source import Plain

_LONGEST = 110  # characters of a line
# What stands for itself in any place of a YAML file, also inside [ ] and { }; the rest is written in quotes.
_BARE = re.compile(r"(?!(?i:true|false|null)$)[^\W_](?:[^,\[\]{}:#\n]*[^,\[\]{}:#\s])?")


def inline(value: Plain) -> str:
    """Write a value on one line, as it may stand anywhere in a YAML file."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {inline(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    text = str(value)  # an example in the schema may be a number
    return text if _BARE.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def block(head: str, value: Plain) -> Iterator[str]:
    """Yield the lines of `head` (`name:` or `-`) and its value; groups of groups, and long texts, take several."""
    if isinstance(value, dict) and any(isinstance(part, dict | list) for part in value.values()):
        lines = [line for key, part in value.items() for line in block(f"{key}:", part)]
        yield from _below(head, lines)
    elif isinstance(value, list) and any(isinstance(part, dict | list) for part in value):
        yield from _below(head, [line for part in value for line in block("-", part)])
    elif isinstance(value, str) and len(value) > _LONGEST and " ".join(folded := wrap(value, _LONGEST)) == value:
        yield from (f"{head} >-", *(f"  {line}" for line in folded))
    else:
        yield f"{head} {inline(value)}"


def _below(head: str, lines: list[str]) -> Iterator[str]:
    if head == "-":
        yield f"- {lines[0]}"
        yield from (f"  {line}" for line in lines[1:])
    else:
        yield head
        yield from (f"  {line}" for line in lines)
