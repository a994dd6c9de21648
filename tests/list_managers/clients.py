"""Mail clients: the bytes that they send for a message, in six formats."""

from __future__ import annotations

import email.policy
import html
from collections.abc import Callable
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage

from copsite.channels.mailto import Message

# The names of the formats; no line "-- " marks where the signature begins.
PLAIN, SIGNED, BOTH, HTML = "plain", "plain, signed", "HTML with plain text, signed", "HTML only, signed"
OFFICE, PHONE = "base64 with an office's HTML and disclaimer", "phone, quoted-printable"
CLIENTS = (PLAIN, SIGNED, BOTH, HTML, OFFICE, PHONE)

_NAME = "Jo Member"
_SIGNATURE = f"\n\nKind regards,\n{_NAME}\nUniversity of Examples | The Library\nSent from my phone\n"
_DISCLAIMER = (
    f"\n\n{_NAME}\nReference Desk\n\nThis email may be confidential. If you are not the intended recipient, delete it. "
    "To unsubscribe from our newsletter, or to change your help settings, write to the library’s office.\n"
)
_FROM_PHONE = "\n\nSent from my phone – sorry for typing errors\n"
_ENDINGS = {PLAIN: "", OFFICE: _DISCLAIMER, PHONE: _FROM_PHONE}
_DATE = "Tue, 06 Jan 2026 09:30:00 +0000"

# What a word processor writes for an office's mail client.
_WORD = """\
<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head><style><!-- p.MsoNormal {{margin: 0in; font-size: 11.0pt; font-family: "Calibri", sans-serif;}} --></style></head>
<body lang="EN-US"><div class="WordSection1">
{}</div></body></html>
"""


def compose(client: str, message: Message, sender: str, *, ident: str) -> bytes:
    """Return `message` as `client` sends it (RFC 5322); `ident` is the start of its Message-ID."""
    return _written(
        client, message.to, message.subject, message.body, sender, {"Message-ID": f"<{ident}@client.example>"}
    )


def reply(client: str, asked: bytes, sender: str, *, words: str = "") -> tuple[str, bytes]:
    """Reply to a message with `words` above the quotation; return the address and the message."""
    question = read(asked)
    to = (question["Reply-To"] or question["From"]).addresses[0].addr_spec
    quoted = "".join(f"> {line}\n" for line in text_of(question).splitlines())
    subject = f"Re: {' '.join(str(question['Subject']).split())}"
    origin = str(question["Message-ID"])
    more = {"Message-ID": f"<re-{origin.strip('<>').partition('@')[0]}@client.example>", "In-Reply-To": origin}
    return to, _written(client, to, subject, f"{words}\n\nOn Tuesday the list server wrote:\n{quoted}", sender, more)


def read(data: bytes) -> EmailMessage:
    """Parse a message's bytes."""
    message: EmailMessage = message_from_bytes(data, policy=email.policy.default)
    return message


def text_of(message: EmailMessage) -> str:
    """Return the visible text of all parts, with lines ending in `\\n`."""
    parts = (part for part in message.walk() if part.get_content_maintype() == "text")
    return "\n".join(str(part.get_content()) for part in parts)


def _written(client: str, to: str, subject: str, body: str, sender: str, more: dict[str, str]) -> bytes:
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"] = Address(_NAME, addr_spec=sender)
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = _DATE
    for name, value in more.items():
        message[name] = value
    text = body + _ENDINGS.get(client, _SIGNATURE)
    _FILL[client](message, text or "\n")
    return message.as_bytes()


def _plain(message: EmailMessage, text: str) -> None:
    message.set_content(text)


def _html(message: EmailMessage, text: str) -> None:
    message.set_content(_marked_up(text), subtype="html")


def _both(message: EmailMessage, text: str) -> None:
    message.set_content(text)
    message.add_alternative(_marked_up(text), subtype="html")


def _office(message: EmailMessage, text: str) -> None:
    message.set_content(text, cte="base64")
    message.add_alternative(_WORD.format("".join(map(_paragraph, text.splitlines()))), subtype="html", cte="base64")


def _paragraph(line: str) -> str:
    return f'<p class="MsoNormal">{html.escape(line) or "&nbsp;"}<o:p></o:p></p>\n'


def _phone(message: EmailMessage, text: str) -> None:
    message.set_content(text, cte="quoted-printable")


def _marked_up(text: str) -> str:
    lines = "\n".join(f"<div>{html.escape(line) or '<br>'}</div>" for line in text.splitlines())
    return f"<html><body>\n{lines}\n</body></html>\n"


_FILL: dict[str, Callable[[EmailMessage, str], None]] = {
    PLAIN: _plain,
    SIGNED: _plain,
    BOTH: _both,
    HTML: _html,
    OFFICE: _office,
    PHONE: _phone,
}
