"""Joining, leaving and volunteering in Chromium and Firefox, from the page to the message that a member sends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from builds import built, copy_of_toy
from copsite.channels.mailto import Message
from rfc6068 import read
from servers import serve

WEBMAIL = {
    # Each service, and its fields for the address, the subject and the body.
    "Gmail": ("to", "su", "body"),
    "Outlook (work or school)": ("to", "subject", "body"),
    "Outlook.com": ("to", "subject", "body"),
    "Yahoo": ("to", "subject", "body"),
}
OUTLOOKS = {"Outlook (work or school)", "Outlook.com"}


class Joined(NamedTuple):
    """A community's channel, the message to join it, and the services that can begin it."""

    channel: str
    message: Message
    webmail: frozenset[str]


ALL = frozenset(WEBMAIL)
JOINED = {
    "Dolls": Joined("{list: dolls_1.x}", Message("dolls_1.x-subscribe-request@lists.toy.example"), ALL),
    "Kites & Co": Joined("{list: kites, type: mailman3, host: m.example}", Message("kites-join@m.example"), ALL),
    # A space that becomes a plus sign, and a plus sign that becomes a space: Outlook's login spoils both.
    "Trains": Joined(
        "{list: trains, type: sympa, host: s.example}",
        Message("sympa@s.example", subject="subscribe trains"),
        ALL - OUTLOOKS,
    ),
    "Yo-yos": Joined(
        "{list: yo-yos, type: mlmmj, host: j.example}", Message("yo-yos+subscribe@j.example"), ALL - OUTLOOKS
    ),
    # Webmail sends HTML, which this program would read as commands.
    "Marbles": Joined(
        "{list: marbles, type: majordomo, host: d.example}",
        Message("majordomo@d.example", body="subscribe marbles\nend"),
        frozenset(),
    ),
}
SEAT = "Tops: 100% “fair” + più?"  # where a facilitator is wanted
CATALOG = "".join(
    f"""
  - id: added-{number}
    name: "{name}"
    summary: Number {number} of the toys, and whoever plays with it.
    status: active
    channels:
      - {channel}
"""
    for number, (name, channel) in enumerate(
        [*((name, joined.channel) for name, joined in JOINED.items()), (SEAT, "{list: tops}")]
    )
)
SEATS = """    people:
      facilitator:
        - {name: Sample Person Six, organization: Sample Library, from: 2025-02-01, until: 2027-01-31}
"""
ADDRESS = {name: f"cops/added-{number}/" for number, name in enumerate([*JOINED, SEAT])}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the toy with more communities."""
    root = copy_of_toy(tmp_path_factory.mktemp("joining") / "root")
    catalog = root / "data" / "cops.yaml"
    catalog.write_text(catalog.read_text("utf-8").rstrip("\n") + "\n" + CATALOG + SEATS, "utf-8")
    return built(root, root.parent / "site", config="toy.yml")


@pytest.fixture(scope="module")
def home(folder: Path) -> Iterator[str]:
    """Serve the site; yield the URL of its overview."""
    with serve(folder, "/") as address:
        yield address


@pytest.fixture(scope="module")
def still(folder: Path) -> Iterator[str]:
    """Serve the site to browsers that may run no script, since only Chromium can be told to run none."""
    with serve(folder, "/", rules={"*": {"Content-Security-Policy": "script-src 'none'"}}) as address:
        yield address


@pytest.fixture
def context(either: Browser) -> Iterator[BrowserContext]:
    """Open a browser on a laptop."""
    with either.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce") as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Open a page."""
    return context.new_page()


def link(page: Page | Locator, words: str) -> Locator:
    """Return the links that begin with these words."""
    return page.get_by_role("link", name=re.compile(f"^{re.escape(words)}(?!\\w)"))


def mailed(link: Locator) -> Message:
    """Return the message of a link, as a mail program reads it."""
    return read(link.get_attribute("href") or "")


def typed(service: str, address: str) -> Message:
    """Return the message that a mail service shows for a web address."""
    query = dict(parse_qsl(urlsplit(address).query, strict_parsing=True))
    to, subject, body = (query.get(field, "") for field in WEBMAIL[service])
    return Message(to, subject, body.replace("\r\n", "\n"))


def test_every_link_begins_the_message_to_join_without_scripts(page: Page, still: str) -> None:
    for name, joined in JOINED.items():
        page.goto(f"{still}{ADDRESS[name]}join/")
        assert mailed(link(page, "Mail app")) == joined.message
        links = {service: link(page, service) for service in WEBMAIL if link(page, service).count()}
        begun = {service: typed(service, one.get_attribute("href") or "") for service, one in links.items()}
        assert begun == dict.fromkeys(joined.webmail, joined.message)


def test_a_mail_service_is_asked_for_the_message(context: BrowserContext, page: Page, home: str) -> None:
    context.route(re.compile("^https:"), lambda route: route.fulfill(status=204))
    page.goto(f"{home}{ADDRESS['Kites & Co']}join/")
    for service in WEBMAIL:
        with page.expect_request(re.compile("^https:")) as request:
            link(page, service).click()
        assert typed(service, request.value.url) == JOINED["Kites & Co"].message
