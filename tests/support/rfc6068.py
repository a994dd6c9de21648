"""A strict parser of `mailto:` links, by RFC 6068."""

from __future__ import annotations

import re

from copsite.channels.mailto import Message

# Section 2: the characters that need no encoding. An address must encode "%", "/", "?", "#", "[", "]", "&", ";", "=".
_TO = re.compile(r"(?:[A-Za-z0-9._~!$'*+@-]|%[0-9A-F]{2})+")
_VALUE = re.compile(r"(?:[A-Za-z0-9._~!$'()*+,;:@-]|%[0-9A-F]{2})*")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:[A-Za-z0-9-]+\.)+[A-Za-z][A-Za-z0-9-]*")


def read(link: str) -> Message:
    """Return the message that `link` starts; raise `ValueError` unless it has addresses, a subject and a body."""
    scheme, _, rest = link.partition(":")
    to, _, query = rest.partition("?")
    addresses = to.split(",")
    if scheme != "mailto" or not all(_TO.fullmatch(one) and _ADDRESS.fullmatch(decoded(one)) for one in addresses):
        raise ValueError(f"not a link to addresses: {link}")
    fields: dict[str, str] = {}
    for field in query.split("&") if query else ():
        name, equals, value = field.partition("=")
        if name not in ("subject", "body") or name in fields or not equals or not _VALUE.fullmatch(value):
            raise ValueError(f"{field!r} is not a field of {link}")
        fields[name] = decoded(value)
    if set(fields.get("subject", "")) & set("\r\n"):
        raise ValueError(f"a subject is one line: {link}")
    body = fields.get("body", "")
    if set(body.replace("\r\n", "")) & set("\r\n"):
        raise ValueError(f"a line of a body ends in %0D%0A: {link}")
    return Message(
        ", ".join(map(decoded, addresses)), subject=fields.get("subject", ""), body=body.replace("\r\n", "\n")
    )


def decoded(text: str) -> str:
    """Decode percent-encoded UTF-8."""
    return re.sub(rb"%(..)", lambda found: bytes.fromhex(found[1].decode()), text.encode("ascii")).decode("utf-8")
