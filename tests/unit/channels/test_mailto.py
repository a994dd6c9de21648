"""A mailto: link starts exactly the message that it was made from, by RFC 6068 and in HTML."""

from __future__ import annotations

import html
import re
from dataclasses import astuple
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from builds import ROOT, SAMPLE
from copsite.catalog.field_types import Host, ListName
from copsite.catalog.models import Words
from copsite.channels.kinds import KINDS, commands_for
from copsite.channels.mailto import Message
from copsite.render.templating import PageBuilder, render_template
from rfc6068 import read

EXAMPLES = [
    (Message("a-join@sla.example"), "mailto:a-join@sla.example"),
    (Message("a+subscribe@sla.example"), "mailto:a%2Bsubscribe@sla.example"),
    (Message("sympa@sla.example", subject="subscribe a"), "mailto:sympa@sla.example?subject=subscribe%20a"),
    (Message("listserv@sla.example", body="SET a DIGEST"), "mailto:listserv@sla.example?body=SET%20a%20DIGEST"),
    (Message("a@sla.example", "1 + 1 = 2?", "b\nc & d"),
     "mailto:a@sla.example?subject=1%20%2B%201%20%3D%202%3F&body=b%0D%0Ac%20%26%20d"),
    (Message("a@sla.example", subject="Grüße"), "mailto:a@sla.example?subject=Gr%C3%BC%C3%9Fe"),
    # Section 2: several addresses, with a comma that is not encoded.
    (Message("a@sla.example, b+c@sla.example", "x"), "mailto:a@sla.example,b%2Bc@sla.example?subject=x"),
]  # fmt: skip

LABELS = st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?", fullmatch=True)
HOSTS = st.lists(LABELS, min_size=1, max_size=3).map(lambda labels: ".".join([*labels, "example"]))
NAMES = st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?", fullmatch=True).filter(lambda x: ".." not in x)
LINES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp")), max_size=60)
ADMITTED_NAME: TypeAdapter[str] = TypeAdapter(ListName)
ADMITTED_HOST: TypeAdapter[str] = TypeAdapter(Host)
BODIES = st.lists(LINES, max_size=4).map("\n".join)


@pytest.mark.parametrize(("message", "link"), EXAMPLES)
def test_links_match_the_examples_of_the_rfc(message: Message, link: str) -> None:
    assert message.mailto == link
    assert read(link) == message


@pytest.mark.parametrize(
    "to", ["a?bcc=b&subject=c@d.example", "a@b.example?bcc=c", 'a"><b>@c.example', "a;b@c.example"]
)
def test_an_address_cannot_add_recipients_or_end_the_attribute(to: str) -> None:
    link = Message(to).mailto
    assert not set('?&,;"<> ') & set(link)
    assert unquote(link) == f"mailto:{to}"


def test_no_other_module_writes_mailto_links() -> None:
    folders = {"hooks": "*", "docs/.overrides": "*", "docs/assets": "*.js"}
    files = [file for folder, names in folders.items() for file in (ROOT / folder).rglob(names) if file.is_file()]
    texts = {file.relative_to(ROOT).as_posix(): file.read_bytes().lower() for file in files if file.suffix != ".pyc"}
    assert len(texts) > 40
    # These read such links, but write none.
    readers = {
        f"hooks/copsite/{name}.py"
        for name in ("catalog/field_formats", "catalog/spreadsheet_channels", "content/links")
    }
    found = {name for name, text in texts.items() if b"mailto:" in text}
    assert found == {"hooks/copsite/channels/mailto.py", *readers}
    written = {file.name: file.read_text("utf-8") for file in (SAMPLE / "docs").rglob("*.md")}
    assert [name for name, text in written.items() if re.search(r"(?i)mailto:[^)\s]*\{\{", text)] == []


@pytest.mark.parametrize(
    "link",
    [
        "mailto:",
        "mailto:a",
        "mailto:a@sla.example,",
        "mailto:a@sla.example,b",
        "mailto:a@sla.example,%20b@sla.example",
        "mailto:a@sla.example%2Cb@sla.example",
        "mailto:a..b@sla.example",
        "mailto:a&b@sla.example",
        "https:a@sla.example",
        "mailto:a@sla.example?cc=b@sla.example",
        "mailto:a@sla.example?subject",
        "mailto:a@sla.example?subject=a b",
        "mailto:a@sla.example?subject=a=b",
        "mailto:a@sla.example?subject=%zz",
        "mailto:a@sla.example?subject=a%0D%0Ab",
        "mailto:a@sla.example?subject=a&subject=b",
        "mailto:a@sla.example?subject=a&amp;body=b",
        "mailto:a@sla.example?body=a%0Ab",
        "mailto:a@sla.example?body=a\nb",
        "mailto:a@sla.example?body=%FC",
    ],
)
def test_the_parser_of_the_tests_is_strict(link: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(link)


@settings(derandomize=True, max_examples=200)
@given(name=NAMES, host=HOSTS, subject=LINES, body=BODIES)
def test_any_text_survives_a_round_trip(name: str, host: str, subject: str, body: str) -> None:
    assert (ADMITTED_NAME.validate_python(name), ADMITTED_HOST.validate_python(host)) == (name, host)
    message = Message(f"{name}@{host}", subject, body)
    assert read(message.mailto) == message
    assert "+" not in message.mailto


@settings(derandomize=True, max_examples=100)
@given(name=NAMES, host=HOSTS, manager=st.sampled_from([*KINDS]))
def test_every_command_is_a_short_link_that_survives_html(name: str, host: str, manager: str) -> None:
    commands = commands_for(manager, name, host, contact="person@sla.example")
    for message in filter(None, (*commands.to_the_server, commands.post)):
        page = render_template("proposal.html", PageBuilder("x.md"), questions=(), proposal=message, words=Words())
        attribute = page.partition('href="')[2].partition('"')[0]
        assert read(html.unescape(attribute)) == message
        assert len(message.mailto) < 1000
        assert "{" not in "".join(astuple(message))


# Sympa reads its command from the subject, LISTSERV and Majordomo from the body: a parameter unknown to the service
# drops the command silently.
WEBMAIL = {
    Message("demo-join@sla.example"): {
        "Gmail": "https://mail.google.com/mail/?view=cm&fs=1&to=demo-join%40sla.example",
        "Outlook (work or school)": "https://outlook.office.com/mail/deeplink/compose?to=demo-join%40sla.example",
        "Outlook.com": "https://outlook.live.com/mail/0/deeplink/compose?to=demo-join%40sla.example",
        "Yahoo": "https://compose.mail.yahoo.com/?to=demo-join%40sla.example",
    },
    # The login of Outlook turns a space into a plus sign, wherever it is.
    Message("sympa@sla.example", subject="subscribe demo"): {
        "Gmail": "https://mail.google.com/mail/?view=cm&fs=1&to=sympa%40sla.example&su=subscribe%20demo",
        "Yahoo": "https://compose.mail.yahoo.com/?to=sympa%40sla.example&subject=subscribe%20demo",
    },
    Message("listserv@sla.example", body="SET demo DIGEST\nHELP"): {
        "Gmail": "https://mail.google.com/mail/?view=cm&fs=1&to=listserv%40sla.example&body=SET%20demo%20DIGEST%0D%0AHELP",
        "Yahoo": "https://compose.mail.yahoo.com/?to=listserv%40sla.example&body=SET%20demo%20DIGEST%0D%0AHELP",
    },
    Message("demo-request@sla.example", subject="subscribe", body="end"): {
        "Gmail": "https://mail.google.com/mail/?view=cm&fs=1&to=demo-request%40sla.example&su=subscribe&body=end",
        "Outlook (work or school)": "https://outlook.office.com/mail/deeplink/compose?to=demo-request%40sla.example&subject=subscribe&body=end",
        "Outlook.com": "https://outlook.live.com/mail/0/deeplink/compose?to=demo-request%40sla.example&subject=subscribe&body=end",
        "Yahoo": "https://compose.mail.yahoo.com/?to=demo-request%40sla.example&subject=subscribe&body=end",
    },
    Message("demo@sla.example, cops@sla.example"): {
        "Gmail": "https://mail.google.com/mail/?view=cm&fs=1&to=demo%40sla.example%2Ccops%40sla.example",
        "Yahoo": "https://compose.mail.yahoo.com/?to=demo%40sla.example%2Ccops%40sla.example",
    },
    # Outlook turns a plus sign into a space, wherever it is.
    Message("demo@sla.example", "a+b"): {
        "Gmail": "https://mail.google.com/mail/?view=cm&fs=1&to=demo%40sla.example&su=a%2Bb",
        "Yahoo": "https://compose.mail.yahoo.com/?to=demo%40sla.example&subject=a%2Bb",
    },
    Message("demo+subscribe@sla.example", "a + b/c", "d&e"): {
        "Gmail": "https://mail.google.com/mail/?view=cm&fs=1&to=demo%2Bsubscribe%40sla.example&su=a%20%2B%20b%2Fc&body=d%26e",
        "Yahoo": "https://compose.mail.yahoo.com/?to=demo%2Bsubscribe%40sla.example&subject=a%20%2B%20b%2Fc&body=d%26e",
    },
}


@pytest.mark.parametrize("message", WEBMAIL, ids=lambda message: message.to)
def test_a_webmail_link_carries_the_whole_message_in_the_parameters_of_its_service(message: Message) -> None:
    assert dict(message.webmail) == WEBMAIL[message]
    assert [service for service, _ in message.webmail] == [*WEBMAIL[message]]
