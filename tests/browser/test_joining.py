"""Joining, leaving and volunteering in Chromium and Firefox, from the page to the message that a member sends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from axe import SCHEMES, barriers, choose
from browsers import search_for
from builds import built, copy_of_toy
from copsite.channels.mailto import Message
from rfc6068 import read
from screens import NARROWEST, screen
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


REFUSED = "navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
FIELD = "document.body.appendChild(document.createElement('textarea')).focus()"


def message_to_copy(page: Page) -> Locator:
    """Unfold the message to copy; return it."""
    block = page.locator("article details").filter(has=page.locator("button")).first
    if block.get_attribute("open") is None:
        block.locator("summary").click()
    return block


@pytest.mark.parametrize("refused", [False, True], ids=["allowed", "refused"])
def test_a_copy_button_answers_on_itself_and_by_voice(page: Page, home: str, refused: bool) -> None:
    message = JOINED["Marbles"].message
    if refused:
        page.add_init_script(REFUSED)
    page.clock.install()
    page.goto(f"{home}{ADDRESS['Marbles']}join/")
    block = message_to_copy(page)
    whole = f"To: {message.to}\n\n{message.body}"
    for name, text in {"Copy To": message.to, "Copy Body": message.body, "Copy whole message": whole}.items():
        block.get_by_role("button", name=name, exact=True).click()
        answer = block.get_by_role("button", name="Not copied" if refused else "Copied", exact=True)
        expect(answer).to_be_in_viewport()
        expect(block.get_by_role("status")).to_contain_text("could not be copied" if refused else "copied.")
        page.clock.fast_forward(3000)
        expect(answer).to_have_count(0)
        expect(block.get_by_role("button", name=name, exact=True)).to_be_visible()
        if not refused:
            page.evaluate(FIELD)
            page.keyboard.press("Control+V")
            expect(page.locator("textarea").last).to_have_value(text)
    expect(block.get_by_role("button", name="Copy Subject")).to_have_count(0)


def test_a_message_of_an_address_alone_is_not_copied_as_a_whole(page: Page, home: str) -> None:
    page.goto(f"{home}{ADDRESS['Dolls']}join/")
    expect(message_to_copy(page).get_by_role("button")).to_have_text(["Copy To"])


TOPICS = ["Pause", "Digest", "New address", "Leave", "Am I in?"]


def test_a_member_gets_to_an_answer_in_one_click(page: Page, home: str, still: str) -> None:
    for site, topic in [(home, "Leave"), *((still, topic) for topic in TOPICS)]:
        page.goto(site + ADDRESS["Dolls"])
        link(page.locator("article"), topic).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Join Dolls")
        expect(page.locator("article").get_by_role("heading", name=topic, exact=True)).to_be_in_viewport()
    page.goto(f"{still}{ADDRESS['Dolls']}join/#leave")
    assert mailed(link(page, "Email to leave")) == Message("dolls_1.x-unsubscribe-request@lists.toy.example")


def test_the_search_finds_how_to_leave(page: Page, home: str) -> None:
    page.goto(home)
    search_for(page, "dolls leave").first.click()
    expect(page).to_have_url(re.compile(f"/{ADDRESS['Dolls']}join/.*#leave$"))
    expect(page.locator("article").get_by_role("heading", name="Leave", exact=True)).to_be_in_viewport()


OFFER = Message(
    "tops-request@lists.toy.example, cops@toy.example",
    f"Volunteering for {SEAT}: facilitator",
    f"I would like to be a facilitator of {SEAT}.\n\nMy name:\n\nMy library:\n\n"
    "I have taken part since:\n\nMonths that are hard for me:",
)


def test_a_volunteer_needs_two_clicks_and_no_scripts(page: Page, still: str) -> None:
    volunteer = page.get_by_role("link", name=f"Volunteer as facilitator of {SEAT} by email", exact=True)
    page.goto(f"{still}cops/")
    assert mailed(volunteer) == OFFER
    page.get_by_role("link", name=SEAT, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SEAT)
    assert mailed(volunteer) == OFFER
    page.locator("article").get_by_role("link", name="Facilitator", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Facilitator")
    assert mailed(volunteer) == OFFER


SEEN = """() => {
  const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
  return [element.tagName, box.height > 0 && box.top >= 0 && box.bottom <= innerHeight,
    style.outlineStyle !== "none" || style.boxShadow !== "none"];
}"""


def test_what_is_folded_opens_and_closes_by_keyboard(page: Page, home: str) -> None:
    page.goto(f"{home}{ADDRESS['Dolls']}join/")
    folded = page.locator("article details")
    assert folded.count() >= 2
    for block in folded.all():
        summary, inside = block.locator("summary"), block.locator("summary + *")
        expect(inside).to_be_hidden()
        summary.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")  # so that the focus comes by keyboard
        assert page.evaluate(SEEN) == ["SUMMARY", True, True]
        page.keyboard.press("Enter")
        expect(inside).to_be_visible()
        page.keyboard.press("Enter")
        expect(inside).to_be_hidden()
        page.keyboard.press("Space")
        expect(inside).to_be_visible()


@pytest.mark.parametrize("size", [(1280, 900), (360, 740)], ids=["laptop", "phone"])
def test_every_way_to_join_is_on_the_first_screen(either: Browser, home: str, size: tuple[int, int]) -> None:
    width, height = size
    with either.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        for name, joined in JOINED.items():
            page.goto(f"{home}{ADDRESS[name]}join/")
            for way in ("Mail app", *joined.webmail):
                expect(link(page.locator("article"), way)).to_be_in_viewport(ratio=1)


def test_nothing_scrolls_sideways_at_320_pixels(either: Browser, home: str) -> None:
    with screen(either, NARROWEST) as page:
        for address in (ADDRESS[SEAT], *(f"{one}join/" for one in ADDRESS.values())):
            page.goto(home + address)
            assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST, address


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_no_violation_on_a_join_page(page: Page, home: str, scheme: str) -> None:
    page.goto(f"{home}{ADDRESS['Trains']}join/")
    choose(page, scheme)
    assert barriers(page) == []


def test_a_join_page_prints_on_one_sheet(browser: Browser, home: str) -> None:
    with browser.new_page() as page:  # Firefox cannot be told to print with its own margins
        for address in ADDRESS.values():
            page.goto(f"{home}{address}join/")
            sheets = PdfReader(BytesIO(page.pdf(format="Letter"))).pages
            assert len(sheets) == 1
            assert "Scan to join" in sheets[0].extract_text()


def test_firefox_finds_its_way_without_errors_or_third_parties(gecko: Browser, home: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    with gecko.new_context() as context:
        context.on("request", lambda request: asked.append(request.url))
        context.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        context.on("weberror", lambda error: said.append(str(error.error)))
        page = context.new_page()
        page.goto(home)
        page.goto(f"{home}cops/?topic=crafts")
        expect(page.get_by_role("form").get_by_role("status")).not_to_be_empty()
        article = page.get_by_role("article")
        expect(article.get_by_role("heading", name="Bookbinding", exact=True)).to_be_visible()
        expect(article.get_by_role("heading", name="Maps", exact=True)).to_be_hidden()
        search_for(page, "maps").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Maps")
    assert [address for address in asked if not address.startswith((home, "data:", f"blob:{home}"))] == []
    assert said == []
