"""What people do on the site: find, open, filter, copy and print, with and without JavaScript."""

from __future__ import annotations

import re
from typing import Any, Literal

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from builds import HOST, SAMPLE
from copsite.channels.mailto import Message
from kinds import KINDS
from markup import Element, Markup
from rfc6068 import read

JOINED = [
    # A community, and the message to join it.
    ("Cataloging", Message("mla-catalogers-subscribe-request@lists.mla.example")),
    ("Friends of Libraries", Message("friends-talk-join@mail.friends.example")),
]


def message(page: Page, button: str) -> Message:
    """Return the message that a button starts, as a mail program reads it."""
    return read(page.get_by_role("link", name=button, exact=True).get_attribute("href") or "")


def message_to_join(page: Page, community: str) -> Message:
    """Return the message that the mail app's button starts."""
    words = re.compile(f"^Mail app ?: write an email to join {re.escape(community)}$")
    return read(page.get_by_role("link", name=words).get_attribute("href") or "")


@pytest.mark.parametrize(("community", "expected"), JOINED)
def test_a_reader_finds_a_community_and_the_message_to_join_it(
    browser: Browser, url: str, community: str, expected: Message
) -> None:
    with browser.new_page() as page:
        page.goto(url)
        page.get_by_role("link", name="Find a community").click()
        expect(page).to_have_title(re.compile("^Communities "))
        page.get_by_role("link", name=community, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(community)
        assert message_to_join(page, community) == expected
        page.get_by_role("link", name="What happens after you send it").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Join {community}")
        assert message_to_join(page, community) == expected
        page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name=community).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(community)


def test_a_site_at_the_root_has_the_same_message(browser: Browser, url_at_root: str) -> None:
    community, expected = JOINED[0]
    with browser.new_page() as page:
        page.goto(url_at_root + "no/such/page/")
        page.get_by_role("link", name="Communities", exact=True).first.click()
        page.get_by_role("link", name=f"Join {community}").click()
        assert message_to_join(page, community) == expected


def test_a_reader_chooses_a_community_on_the_join_page(browser: Browser, url: str) -> None:
    with browser.new_page() as page:
        page.goto(url + "join/")
        page.get_by_role("article").get_by_role("link", name="Join Cataloging", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Join Cataloging")


def test_a_proposal_has_every_question(browser: Browser, url: str) -> None:
    head = (SAMPLE / "docs" / "propose.md").read_text("utf-8").split("---")[1]
    questions = yaml.safe_load(head)["questions"]
    with browser.new_page() as page:
        page.goto(url)
        page.get_by_role("link", name="Propose", exact=True).click()
        written = message(page, "Write an email to propose a community")
    assert len(questions) > 5
    assert written.to == "cops@mla.example"
    assert re.findall(r"^\d+\. (.+)$", written.body, re.MULTILINE) == questions


def shown(text: str) -> str:
    """Remove the spaces of a text, since those between two words depend on the layout."""
    return "".join(text.split())


def test_without_javascript_every_text_and_url_is_there(browser: Browser, url: str, pages: dict[str, Markup]) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        for name, written in pages.items():
            page.goto(url + name.removesuffix("index.html"))
            for closed in page.locator("article summary").all():
                closed.click()
            # Print-only text is visible on paper.
            (on_paper,) = written.of_class("cop-poster") or [Element("figure", {}, ())]
            words = written.one("article").text.replace(on_paper.text, "")
            assert shown(page.locator("article").inner_text()) == shown(words), name
            mails = [link for link in written.references if link.startswith("mailto:")]
            expect(page.locator("a[href^='mailto:']").filter(visible=True)).to_have_count(len(mails))
            # A control without effect is worse than none.
            expect(page.locator("article :is(button, select, input)")).to_have_count(0)
            expect(page.get_by_role("textbox", name="Search")).to_be_hidden()


def permit(context: BrowserContext, page: Page, setting: str) -> None:
    """Allow or deny the page to write to the clipboard, as a reader does in the browser's settings."""
    session = context.new_cdp_session(page)
    target: Any = session.send("Target.getTargetInfo")
    session.send(
        "Browser.setPermission",
        {
            "permission": {"name": "clipboard-write", "allowWithoutSanitization": False},
            "setting": setting,
            "browserContextId": target["targetInfo"]["browserContextId"],
        },
    )


def unfold(block: Locator) -> None:
    """Open a block of details unless it is open."""
    if block.get_attribute("open") is None:
        block.locator("summary").click()


@pytest.mark.parametrize("address", ["cops/cataloging/join/", "propose/", "cops/support-staff/join/"])
def test_a_copy_button_copies_the_message_and_says_so(browser: Browser, url: str, address: str) -> None:
    with browser.new_context() as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(url + address)
        links = page.locator("article").get_by_role("link")
        sent = read(links.and_(page.locator("[href^='mailto:']")).first.get_attribute("href") or "")
        block = page.locator(".cop-message").first
        unfold(block)
        parts = {"Copy To": sent.to, "Copy Subject": sent.subject, "Copy Body": sent.body}
        head = f"To: {sent.to}" + (f"\nSubject: {sent.subject}" if sent.subject else "")
        whole = (f"{head}\n\n{sent.body}" if sent.body else head) if sent.subject or sent.body else ""
        for name, text in (parts | {"Copy whole message": whole}).items():
            button = block.get_by_role("button", name=name, exact=True)
            expect(button).to_have_count(1 if text else 0)
            if text:
                button.click()
                expect(block.get_by_role("status")).to_have_text(
                    re.compile(f"{name.removeprefix('Copy ')} copied.", re.IGNORECASE)
                )
                assert page.evaluate("navigator.clipboard.readText()") == text


def test_a_copy_button_says_if_the_clipboard_is_denied(browser: Browser, url: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(url + "cops/cataloging/join/")
        permit(context, page, "denied")
        unfold(page.locator(".cop-message"))
        page.get_by_role("button", name="Copy To", exact=True).click()
        status = page.locator(".cop-message").get_by_role("status")
        expect(status).to_have_text("To could not be copied. It is selected: copy it with your keyboard or menu.")
        assert page.evaluate("getSelection().toString()") == JOINED[0][1].to


PRINTED = """[...document.querySelectorAll("article *")]
  .filter(element => element.checkVisibility() && [...element.childNodes].some(node => node.data?.trim()))
  .map(element => [element.textContent, getComputedStyle(element).color])"""


def contrast_on_white(color: str) -> float:
    """Return the contrast of a color, as `rgb(…)`, with white paper (WCAG 2.2, relative luminance)."""
    shares = [int(share) / 255 for share in re.findall(r"\d+", color)[:3]]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_printed_page_has_its_text_and_every_url_but_no_controls(
    browser: Browser, url: str, scheme: Literal["light", "dark"]
) -> None:
    with browser.new_context(color_scheme=scheme) as context:
        page = context.new_page()
        page.emulate_media(media="print")
        for address in KINDS.values():
            page.goto(url + address)
            for furniture in ("navigation", "button", "search", "combobox"):
                expect(page.get_by_role(furniture)).to_have_count(0)
            text = page.locator("article").inner_text()
            # Of several addresses, one is enough to be heard.
            for link in page.locator("article a[href^='mailto:']").filter(visible=True).all():
                addresses = read(link.get_attribute("href") or "").to.split(", ")
                assert any(one in text for one in addresses), address
            printed = page.evaluate(PRINTED)
            assert printed, address
            assert [words for words, color in printed if contrast_on_white(color) < 4.5] == [], address


def test_a_printed_page_has_its_title_and_a_qr_code_of_its_url(browser: Browser, url: str) -> None:
    with browser.new_page() as page:
        page.goto(url + "cops/cataloging/join/")
        poster = page.locator(".cop-poster")
        expect(poster).to_be_hidden()
        page.emulate_media(media="print")
        expect(poster).to_contain_text("Cataloging")
        expect(poster).to_contain_text(f"{HOST}/cops/cops/cataloging/join/")
        expect(poster.locator("img")).to_be_visible()
