"""Join pages, for every list manager and every state of a list."""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from PIL import Image, ImageOps
from PIL.Image import Resampling
from zxingcpp import read_barcode

from copsite.channels.kind import CONFIRMATIONS
from copsite.channels.list_managers import MANAGERS
from copsite.channels.mailto import Message
from copsite.render.facts import Facts
from copsite.render.pages import pages_of
from copsite.render.qr import qr_code
from reader import site_with, text_with
from rfc6068 import read

NEEDS = {
    "web": ', join_url: "https://sla.example/join", leave_url: "https://sla.example/leave", approval: owner',
    "person": ", contact: keeper@sla.example, approval: owner",
    "portal": "",
}
WARNING = "reads the body of this message as commands"


def join_page(lists: str, *, catalog: str = "", site_url: str = "") -> str:
    """Render the join page of a community whose list is `lists`."""
    text = (catalog or text_with()).replace("{name: sla-teens, open_to: members}", lists)
    facts = site_with({}, text).facts
    facts = Facts(facts.catalog, facts.source, facts.written, date(2026, 11, 24), site_url)
    return next(page.render().html for page in pages_of(facts) if page.uri == "cops/teens/join.md")


def of(manager: str, more: str = "") -> str:
    """Return a list on a manager as YAML."""
    host = "" if MANAGERS[manager].home or manager in NEEDS else ", host: lists.sla.example"
    return f"{{name: sla-teens, manager: {manager}, open_to: members{host}{NEEDS.get(manager, '')}{more}}}"


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


@pytest.mark.parametrize("manager", [*MANAGERS])
def test_the_button_sends_the_message_shown_beside_it(manager: str) -> None:
    page = join_page(of(manager))
    block = page.partition('<div class="cop-message">')[2].partition('<p class="cop-said"')[0]
    shown = re.findall(r"<dt>(\w+)</dt>\s*<dd>(.*?)</dd>", block, re.DOTALL)
    if not block:
        assert MANAGERS[manager].commands.subscribe is None
        return
    beside = {name: unescape(re.sub(r"<[^>]*>", "", text)) for name, text in shown}
    (sent, *_) = links(block)
    assert beside == {
        "To": sent.to,
        "Subject": sent.subject or "leave it empty",
        "Body": sent.body or "leave it empty",
    }


@pytest.mark.parametrize("manager", [*MANAGERS])
def test_a_page_warns_if_html_mail_or_a_signature_would_spoil_the_message(manager: str) -> None:
    page = join_page(of(manager))
    commands = MANAGERS[manager].commands
    spoiled = [message for message in (commands.subscribe, commands.unsubscribe, commands.digest_on, commands.help)
               if message and message.body]  # fmt: skip
    assert page.count(WARNING) == len(spoiled)


@pytest.mark.parametrize("manager", [*MANAGERS])
def test_a_page_explains_how_the_manager_confirms_and_whom_to_ask(manager: str) -> None:
    page = join_page(of(manager))
    owner = MANAGERS[manager].commands.owner
    assert CONFIRMATIONS[MANAGERS[manager].confirmation] in unescape(page)
    assert any(message.to == "cops@sla.example" for message in links(page))
    assert owner is None or "Write to the list’s owners" in page


@pytest.mark.parametrize("answer", [*CONFIRMATIONS])
def test_a_server_may_override_how_it_confirms(answer: str) -> None:
    assert CONFIRMATIONS[answer] in unescape(join_page(of("mailman3", f", confirmation: {answer}")))


def test_sections_are_in_the_order_in_which_readers_need_them() -> None:
    headings = re.findall(r'<h2 id="([\w-]+)">', join_page("{name: sla-teens, open_to: members}"))
    assert headings == ["who", "e-mail", "portal", "next", "on-the-list"]


def test_the_member_portal_is_offered_only_for_its_own_lists() -> None:
    assert "Members can also log in" in join_page("{name: sla-teens, open_to: members}")
    assert "not among those in the Member Portal" in join_page(of("mailman3"))
    assert "Log in to the" in join_page(of("portal"))


def test_approval_is_explained_with_its_usual_wait() -> None:
    page = join_page("{name: sla-teens, open_to: members, approval: owner, usual_wait: three working days}")
    assert page.count("three working days") == 3
    assert "Nobody has to approve it" not in page


def test_webmail_links_can_be_turned_off() -> None:
    lists = "{name: sla-teens, open_to: members}"
    without = text_with().replace("topics:", "  webmail: no\ntopics:", 1)
    assert "These links tell that service which list you join" in join_page(lists)
    assert "mail.google.com" not in join_page(lists, catalog=without)
    assert "deeplink" not in join_page(of("groupsio"))
    assert "mail.google.com" not in join_page(of("majordomo"))


def test_a_flyer_has_the_url_of_the_page_if_there_is_one() -> None:
    page = join_page("{name: sla-teens, open_to: members}", site_url="https://cops.sla.example/")
    assert "This page: https://cops.sla.example/cops/teens/join/" in page
    assert page.count('class="cop-qr"') == 1
    assert scanned(page) == "https://cops.sla.example/cops/teens/join/"
    assert "cop-qr" not in join_page("{name: sla-teens, open_to: members}")


@pytest.mark.parametrize("letters", [1, *range(30, 600, 19)])  # in codes of fifteen sizes
@pytest.mark.parametrize("host", ["cops.sla.example", "книга.example"])
def test_a_qr_code_of_any_length_reads_as_its_url(host: str, letters: int, capfd: pytest.CaptureFixture[str]) -> None:
    url = f"https://{host}/{('0aB-%C3%A9./' * letters)[:letters]}"
    assert scanned(qr_code(url)) == url
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("status", ["paused", "closed"])
def test_a_closed_list_cannot_be_joined(status: str) -> None:
    page = join_page("{name: sla-teens, open_to: nobody}", catalog=text_with(status=status))
    assert "subscribe" not in page
    assert "Join by e-mail" not in page
