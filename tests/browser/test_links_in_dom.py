"""In a browser, every mailto: link starts exactly the intended message, for any valid catalog."""

from __future__ import annotations

from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from copsite.channels.mailto import Message
from rfc6068 import read

NAMES = st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9_-]{0,40}[A-Za-z0-9])?(\+subscribe)?", fullmatch=True)
LINES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp")), max_size=40)
BODIES = st.lists(LINES, max_size=3).map("\n".join)
MESSAGES = st.builds(lambda name, *rest: Message(f"{name}@lists.sla.example", *rest), NAMES, LINES, BODIES)


def test_every_link_is_the_same_in_the_browser(browser: Browser) -> None:
    drawn: list[Message] = []

    @settings(derandomize=True, max_examples=300, database=None)
    @given(MESSAGES)
    def draw(message: Message) -> None:
        drawn.append(message)

    draw()
    page = browser.new_page()
    page.set_content("".join(f'<a href="{escape(message.mailto)}">x</a>' for message in drawn))
    links = page.evaluate("[...document.links].map((link) => link.href)")
    page.close()
    assert [read(link) for link in links] == drawn
