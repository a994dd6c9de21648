"""Join pages: their messages for every list manager, webmail, and the QR code on paper."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import replace
from html import unescape
from io import BytesIO

import pytest
from PIL import Image, ImageOps
from PIL.Image import Resampling
from zxingcpp import read_barcode

from copsite.channels.kind import BY_PERSON, CONFIRMATIONS, what_comes_back
from copsite.channels.kinds import KINDS, request_for
from copsite.channels.mailto import Message
from copsite.render.pages import pages_of
from copsite.render.qr import qr_code
from reader import site_with, text_with
from rfc6068 import read

WARNING = "reads the body of this message as commands"
LISTS = {id: kind for id, kind in KINDS.items() if kind.commands.subscribe}  # joined by a message


def join_page(channel: str = "list: sla-teens, open_to: members", *, catalog: str = "", site_url: str = "") -> str:
    """Render the join page of a community with this channel."""
    text = (catalog or text_with()).replace("list: sla-teens, open_to: members", channel)
    facts = replace(site_with({}, text).facts, site_url=site_url)
    return next(page.render().html for page in pages_of(facts) if page.uri == "cops/teens/join.md")


def of(type: str, more: str = "") -> str:
    """Return a list of a type as YAML."""
    kind = KINDS[type]
    host = ", host: lists.sla.example" if kind.needs_host else ""
    contact = ", contact: keeper@sla.example" if kind.requires("contact") else ""
    return f"list: sla-teens, type: {type}, open_to: members{host}{contact}{more}"


def scanned(page: str) -> str:
    """Read the page's QR code from its drawing, as a phone does, with each module as large as on paper."""
    [data] = re.findall(r'<img class="cop-qr" alt="" src="data:image/png;base64,([^"]*)">', page)
    picture = Image.open(BytesIO(b64decode(data))).convert("L")
    side = picture.width
    assert ImageOps.invert(picture).getbbox() == (4, 4, side - 4, side - 4)  # the quiet zone that a QR reader needs
    found = read_barcode(picture.resize((8 * side, 8 * side), Resampling.NEAREST))
    assert found is not None
    assert found.ec_level == "L"
    return found.text


def links(page: str) -> list[Message]:
    """Return every `mailto:` link of a page, parsed."""
    return [read(unescape(link)) for link in re.findall(r'href="(mailto:[^"]*)"', page)]


@pytest.mark.parametrize("type", LISTS)
def test_each_button_starts_the_message_that_can_be_copied(type: str) -> None:
    page = join_page(of(type))
    block = page.partition('<details class="cop-message"')[2].partition('<p class="cop-said"')[0]
    shown = re.findall(r"<dt>(\w+)</dt>\s*<dd>(.*?)</dd>", block, re.DOTALL)
    beside = {name: unescape(re.sub(r"<[^>]*>", "", text)) for name, text in shown}
    (sent, *_) = links(page.partition('<ul class="cop-choices">')[2])
    assert beside == {
        "To": sent.to,
        "Subject": sent.subject or "leave it empty",
        "Body": sent.body or "leave it empty",
    }


@pytest.mark.parametrize("type", LISTS)
def test_a_reader_in_a_browser_has_a_button_too(type: str) -> None:
    page, message = join_page(of(type)), LISTS[type].commands.subscribe
    assert message is not None
    by_hand = f'href="#message:{type}"' in page
    assert ("mail.google.com" in page) == (not by_hand) == (not message.body)
    assert (f'id="message:{type}" open>' in page) == by_hand


@pytest.mark.parametrize("type", LISTS)
def test_a_page_warns_once_if_html_mail_or_a_signature_would_spoil_messages(type: str) -> None:
    commands, page = LISTS[type].commands, join_page(of(type))
    settings = (*commands.digest_on, *commands.mail_off, commands.unsubscribe, commands.help)
    assert page.count(WARNING) == bool(commands.subscribe and commands.subscribe.body)
    assert page.count("If a message below has a body") == any(message and message.body for message in settings)


@pytest.mark.parametrize("type", LISTS)
def test_a_page_explains_how_the_list_manager_confirms_and_whom_to_ask(type: str) -> None:
    page = unescape(join_page(of(type)))
    kind = LISTS[type]
    has_owners = kind.commands.owner is not None and kind.confirmation != BY_PERSON
    whom = "the owners of its mailing list sla-teens" if has_owners else "Sample Library Association"
    assert what_comes_back(kind.confirmation, certain=False) in page
    assert f"Write to <bdi>{whom}</bdi>" in page


@pytest.mark.parametrize("type", [id for id, kind in LISTS.items() if kind.requests])
def test_a_page_names_the_sender_and_subject_to_wait_for_and_to_search_for(type: str) -> None:
    request = request_for(type, LISTS[type].confirmation, "sla-teens", "lists.sla.example")
    assert request is not None
    page = unescape(join_page(of(type)))
    name = f"{request.name}, " if request.name else ""
    assert f"It comes from {name}<code>{request.sender}</code>, with the subject <q>{request.subject}</q>." in page
    assert request.note in page
    assert f"spam folder for a message from <code>{request.sender}</code> with the subject" in page
    assert page.count("The “…” is different each time.") == ("…" in request.sender + request.subject)


@pytest.mark.parametrize("answer", [*CONFIRMATIONS])
def test_a_list_may_override_how_joining_is_confirmed(answer: str) -> None:
    page = unescape(join_page(of("mailman3", f", confirmation: {answer}")))
    assert what_comes_back(answer, certain=True) in page


def test_two_messages_that_make_one_change_are_told_apart() -> None:
    page = join_page(of("ezmlm"))
    assert "To get the digest, send both:" in page
    assert page.count(">Email to get the digest, message ") == 2


def test_sections_are_in_the_order_in_which_readers_need_them() -> None:
    portal = text_with().replace('login"}', 'login", lists: yes}')
    headings = re.findall(r'<h2 id="([\w-]+)">', join_page(catalog=portal))
    assert headings == ["way-in", "next", "taking-part"]


def test_webmail_links_can_be_turned_off() -> None:
    without = text_with().replace("topics:", "  webmail: no\ntopics:", 1)
    assert "A mail service on the web will see what you’re joining." in join_page()
    page = join_page(catalog=without)
    assert "mail.google.com" not in page
    assert "mail service" not in page
    assert "In a browser" in page
    assert "deeplink" not in join_page(of("groupsio"))


def test_a_poster_has_the_url_of_the_page_if_there_is_one() -> None:
    page = join_page(site_url="https://cops.sla.example/")
    assert "<strong>Scan to join</strong> <br>https://cops.sla.example/cops/teens/join/" in page
    assert page.count('class="cop-qr"') == 1
    assert scanned(page) == "https://cops.sla.example/cops/teens/join/"
    without = join_page()
    assert "cop-qr" not in without
    assert "To join, send an email" in without
    assert "cop-poster" not in join_page("list: sla-teens, open_to: invited")


@pytest.mark.parametrize("letters", [1, *range(30, 600, 19)])  # in codes of fifteen sizes
@pytest.mark.parametrize("host", ["cops.sla.example", "книга.example"])
def test_a_qr_code_of_any_length_reads_as_its_url(host: str, letters: int, capfd: pytest.CaptureFixture[str]) -> None:
    url = f"https://{host}/{('0aB-%C3%A9./' * letters)[:letters]}"
    assert scanned(qr_code(url)) == url
    assert capfd.readouterr().err == ""
