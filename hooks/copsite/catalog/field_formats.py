"""Formats such as a host or a web address: allowed characters, and corrections for others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from copsite.catalog.languages import likely_tag
from copsite.diagnostics.problem import brief

# Patterns for both Python and JavaScript in editors; `\d` would match digits of other scripts in Python.
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_END = r"([/:?#]|$)"
_ANY_HOST = rf"(?=[^/:?#]{{1,253}}{_END})({_LABEL}\.)+(?![0-9]+{_END}){_LABEL}"
# Of the characters in RFC 5322, only those without a meaning in `mailto:` links, headers, HTML and shells.
_ATOM = r"[A-Za-z0-9_+'-]+"
_PORT = r"0*([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
# Only visible ASCII: browsers drop line breaks and tabs.
_VISIBLE = r"!#$%&()*+,./0-9:;=?@A-Z_a-z~-"
_REST = rf"([/?#][{_VISIBLE}]*)?"

_RESERVED = re.compile(r"(?i)(\.(example|test|invalid|localhost)|(^|[@./])example\.(com|net|org))(?=[:/]|$)")
_LONGEST = 500  # characters of a correction in a message; no field with a format is longer


class Explanation(NamedTuple):
    """Why a text does not match a format: the message, the wrong character's index, and the likely correction."""

    words: str
    at: int | None
    guess: str | None


@dataclass(frozen=True)
class Form:
    """A format: its pattern, a description of what to write, and the characters allowed in it.

    `begins` matches the beginning of a text that is an attempt at the format. `rewrite` returns a correction, and
    `reason` the message about a text whose characters are all allowed.
    """

    pattern: re.Pattern[str]
    what: str
    characters: str
    begins: str = ""
    rewrite: Callable[[str], str] = str
    reason: Callable[[str], str] = lambda value: ""

    def explain(self, value: str) -> Explanation:
        """Explain why `value` does not match the pattern."""
        rewritten = self.rewrite(value)
        guess = rewritten if len(rewritten) <= _LONGEST and self.pattern.fullmatch(rewritten) else None
        remedy = f". Write {guess!r}" if guess else ""
        attempt = re.match(self.begins, value, re.IGNORECASE)
        wrong = re.search(f"[^{self.characters}]", value) if attempt else None
        at = wrong and wrong.start()
        if wrong and (self.begins or not wrong[0].isascii()):
            reason = f"must not hold {_named(wrong[0], wrong.start())}"
            remedy = remedy or f". Write {self.what}"
        else:
            reason = (self.reason(value) if attempt else "") or f"must be {self.what}"
        return Explanation(f"is {brief(value)!r}, but {reason}{remedy}", at, guess)


def _named(character: str, at: int) -> str:
    """Return a character with its position, and its Unicode name if it is not ASCII and may look like another."""
    name = "" if character.isascii() else unicodedata.name(character, "").capitalize()
    shown = "a space" if character == " " else repr(character)
    return f"{shown} ({name}{', ' if name else ''}character {at + 1})"


@lru_cache(maxsize=1000)  # every file and page with a meeting asks for its id
def slug(text: str) -> str:
    """Return a text as an id: lowercase letters without accents, digits, and hyphens for everything else.

    Return '' if a letter has no such form.
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    if any(letter.isalpha() and not letter.isascii() for letter in letters):
        return ""
    return "-".join(re.findall("[a-z0-9]+", re.sub(r"[^\x00-\x7f]", "", letters)))


def comparable(name: str) -> str:
    """Return a name in the form in which names that look the same are equal."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def is_reserved(address: str) -> bool:
    """Tell whether an address uses a domain that is reserved for examples (RFC 2606)."""
    return _RESERVED.search(address) is not None


def attachment_name(path: str) -> str:
    """Return the name that a file should have below docs/files/, such as `my-plan.pdf` for `docs/files/My Plan.PDF`."""
    parts = re.sub(r"^(\.{0,2}/)*(docs/)?(files/)?", "", path.strip().replace("\\", "/")).split("/")
    stem, _, ending = parts[-1].rpartition(".")
    return "/".join(map(slug, [*parts[:-1], stem])) + f".{slug(ending)}"


def _ascii_host(host: str) -> str:
    """Return a host's name in ASCII: labels that are not ASCII become `xn--` and Punycode (RFC 5891)."""
    labels = unicodedata.normalize("NFKC", host.strip(" .")).lower().split(".")
    return ".".join(f"xn--{label.encode('punycode').decode()}" if _encodable(label) else label for label in labels)


def _encodable(label: str) -> bool:
    """Tell whether a label is not ASCII, short enough, and in one script: a mix is probably a typo."""
    latin = [unicodedata.name(one, "").startswith("LATIN") for one in label[:64] if one.isalpha()]
    return not label.isascii() and len(label) < 64 and all(one == latin[0] for one in latin)


def _as_host(value: str) -> str:
    return _ascii_host(re.sub(r"^https?://|/.*$", "", value))


def _as_url(value: str) -> str:
    """Return a web address with `https:`, its host in ASCII, and percent-encoding (RFC 3987)."""
    address = re.sub(r"^(https?:)?//", "", value.strip(), flags=re.IGNORECASE)
    host, rest = re.fullmatch(r"([^/?#]*)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr] # it matches any text
    name, colon, port = host.partition(":")
    return f"https://{_ascii_host(name)}{colon}{port}{quote(rest, safe=_SAFE)}"


_SAFE = "!#$%&()*+,./:;=?@_~-"


def _as_address(value: str) -> str:
    """Return the address in `Ann <ann@library.example>` or `mailto:ann@library.example`, with its host in ASCII."""
    inside = re.search("<([^<>]*)>", value)
    address = (inside[1] if inside else value).strip().removeprefix("mailto:").partition("?")[0]
    local, at, host = address.rpartition("@")
    return f"{local}{at}{_ascii_host(host)}"


def _reason_of_url(value: str) -> str:
    """Return the message about the wrong part of a web address, or ''."""
    authority = re.split("[/?#]", value[len("https://") :], maxsplit=1)[0]
    user, at, _ = authority.rpartition("@")
    host, _, port = authority.partition(":")
    if at:
        return f"it has {brief(user + at)!r} before its host. Remove that"
    if not _HOST.fullmatch(host):
        return f"{brief(host)!r} is not a host's full name, such as 'lists.library.example'"
    return f"{brief(port)!r} is not the number of a port. Write one up to 65535, or none" if port else ""


_HOST = re.compile(_ANY_HOST)
_ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(\.{_ATOM})*@{_ANY_HOST}")
_URL = re.compile(rf"(?!.*[.,;]$)[Hh][Tt][Tt][Pp][Ss]://{_ANY_HOST}(:({_PORT})?)?{_REST}")

HOST = Form(_HOST, "a host's full name, such as 'lists.library.example'", "A-Za-z0-9.-", rewrite=_as_host)
ADDRESS = Form(
    _ADDRESS,
    "an email address, such as 'cops@library.example'",
    "A-Za-z0-9_+'.@-",
    ".*@",
    _as_address,
)
URL = Form(_URL, "a web address that begins with 'https://'", _VISIBLE, "https://", _as_url, _reason_of_url)
ID = Form(
    re.compile(r"(?!index$)[a-z0-9]+(-[a-z0-9]+)*"),
    "small letters, digits and hyphens, such as 'map-librarians'",
    "a-z0-9-",
    rewrite=slug,
)
LIST = Form(
    re.compile(r"(?!.*\.\.)[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?"),
    "the part of the list's address before the @, such as 'maps'",
    "A-Za-z0-9._-",
    rewrite=lambda value: value.partition("@")[0].strip(" .-_"),
)
CHAPTER = Form(
    re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*\.md"),
    "a file below docs/, such as 'handbook/facilitator.md'",
    "a-z0-9/.-",
)
ATTACHMENT = Form(
    re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*\.[a-z][a-z0-9]*"),
    "a file below docs/files/, such as 'weeding-checklist.pdf'",
    "a-z0-9/.-",
    rewrite=attachment_name,
)
PICTURE = Form(
    re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*\.(svg|png|jpg|webp)"),
    "a picture below docs/, such as 'cops/map-librarians.svg'",
    "a-z0-9/.-",
)
LANGUAGE = Form(
    re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"),
    "the tag of a language, such as 'es' or 'zh-Hant'",
    "A-Za-z0-9-",
    rewrite=likely_tag,
)
