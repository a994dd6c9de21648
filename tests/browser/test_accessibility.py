"""Accessibility: WCAG 2.2 AA as far as axe checks it, narrow screens, large text, forced colors, reduced motion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from axe import COLORS, SCHEMES, TAGS, barriers, choose
from browsers import search_for
from kinds import KINDS
from markup import Markup
from screens import NARROW, NARROWEST, WIDE, open_menu, screen

SEARCHED = {"overview", "directory", "nothing there"}  # the search is the same dialog on every page
LONG = "whole handbook"  # it has the same menu as every chapter


def states(page: Page, width: int, kind: str) -> Iterator[str]:
    """Put the page into each state in turn; a wide screen has no menu to open."""
    yield "plain"
    if width == NARROW and kind != LONG:
        open_menu(page)
        yield "menu open"
        page.get_by_role("button", name="Close menu").click()
    if kind in SEARCHED:
        expect(search_for(page, "serials").first).to_have_text("Serials")
        yield "search open"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_axe_finds_no_violation(browser: Browser, url: str, width: int) -> None:
    found = []
    with screen(browser, width) as page:
        for kind, address in KINDS.items():
            page.goto(url + address)
            for state in states(page, width, kind):
                for scheme in SCHEMES:
                    choose(page, scheme)
                    rules = COLORS if scheme == "dark" else TAGS
                    found += barriers(page, f"{width}, {scheme}, {state}", rules)
    assert not found, "\n\n".join(found)


SPACE = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}"""
WIDTH = "document.documentElement.scrollWidth"
# WCAG 1.4.12: readers may set this text spacing without loss of content.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""


def test_no_page_scrolls_sideways_at_320_pixels(browser: Browser, url: str, pages: dict[str, Markup]) -> None:
    wide = []
    with screen(browser, NARROWEST) as page:
        for name in pages:
            page.goto(url + name.removesuffix("index.html"))
            wide += [name] if page.evaluate(WIDTH) > NARROWEST else []
            page.evaluate(SPACE, SPACED)
            wide += [f"{name}, spaced"] if page.evaluate(WIDTH) > NARROWEST else []
    assert wide == []


# Twice the theme's 125 %.
LARGE = "html { font-size: 250% !important; }"
WIDER = "document.documentElement.scrollWidth > innerWidth"
CUT = """() => [...document.querySelectorAll("main *")].filter(element => {
  const style = getComputedStyle(element);
  return ["hidden", "clip"].includes(style.overflowX) && style.clipPath === "none" && style.display !== "inline"
    && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;
}).map(element => element.outerHTML.slice(0, 120))"""

UNSEEN = """() => {
  const told = [], clear = color => /^rgba\\(.*, 0\\)$/.test(color);
  const ground = element => {
    const color = getComputedStyle(element).backgroundColor;
    return clear(color) && element.parentElement ? ground(element.parentElement) : color;
  };
  const tell = (element, fault) => told.push(`${fault}: ${element.outerHTML.slice(0, 100)}`);
  const edged = ".cop-card, .cop-message, .cop-status, .cop-opening, .cop-topics li, .admonition, select, input, "
    + "pre:not(.cop-copy__text), article button, .md-button";
  for (const element of document.querySelectorAll("body *")) {
    if (!element.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    const style = getComputedStyle(element), behind = ground(element.parentElement);
    const lost = color => clear(color) || color === behind;
    if (element.matches(edged) && (style.borderTopStyle === "none" || parseFloat(style.borderTopWidth) === 0
      || lost(style.borderTopColor))) tell(element, "no edge");
    if (element.matches("svg") && (style.fill === "none" || lost(style.fill))) tell(element, "no symbol");
    for (const part of ["::before", "::after"]) {
      const drawn = getComputedStyle(element, part);
      if (drawn.maskImage !== "none" && drawn.content !== "none" && drawn.display !== "none"
        && lost(drawn.backgroundColor)) tell(element, `no symbol ${part}`);
    }
  }
  return told;
}"""

MOVING = """() => [...document.querySelectorAll("*")].flatMap(element =>
  [undefined, "::before", "::after"].filter(part => {
    const style = getComputedStyle(element, part);
    const times = `${style.transitionDuration}, ${style.animationDuration}`.split(", ").map(parseFloat);
    return Math.max(...times) > 0.01 || style.scrollBehavior === "smooth";
  }).map(part => `${element.outerHTML.slice(0, 100)} ${part ?? ""}`))"""

PLAIN = """() => [...document.querySelectorAll("article :is(p, li, dd, td, caption, blockquote) a:not(.md-button)")]
  .filter(link => link.checkVisibility() && !getComputedStyle(link).textDecorationLine.includes("underline"))
  .map(link => link.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def faults(browser: Browser, url: str) -> dict[str, dict[str, Any]]:
    """Visit one page of each kind in several modes, each page loaded once; return the problems by mode and kind."""
    found: dict[str, dict[str, Any]] = {}
    with screen(browser, WIDE) as page:

        def look(kind: str, way: str, script: str) -> None:
            if wrong := page.evaluate(script):
                found.setdefault(way, {})[kind] = wrong

        for kind, address in KINDS.items():
            page.set_viewport_size({"width": WIDE, "height": 900})
            page.goto(url + address)
            look(kind, "moving", MOVING)
            for scheme in SCHEMES:
                choose(page, scheme)
                look(kind, f"not underlined, {scheme}", PLAIN)
            page.emulate_media(forced_colors="active")
            look(kind, "unseen, wide", UNSEEN)
            page.set_viewport_size({"width": NARROW, "height": 900})
            open_menu(page)
            look(kind, "unseen, menu open", UNSEEN)
            page.get_by_role("button", name="Close menu").click()
            look(kind, "unseen, narrow", UNSEEN)
            page.emulate_media(forced_colors="none")
            page.evaluate(SPACE, LARGE)
            for width in (640, WIDE):
                page.set_viewport_size({"width": width, "height": 900})
                look(kind, f"sideways, {width}", WIDER)
                look(kind, f"cut off, {width}", CUT)
    return found


@pytest.mark.parametrize("way", ["unseen, wide", "unseen, narrow", "unseen, menu open"])
def test_forced_colors_preserve_borders_and_icons(faults: dict[str, dict[str, Any]], way: str) -> None:
    assert faults.get(way, {}) == {}


@pytest.mark.parametrize("width", [WIDE, 640])
def test_no_text_is_lost_at_twice_the_size(faults: dict[str, dict[str, Any]], width: int) -> None:
    assert faults.get(f"sideways, {width}", {}) == {}
    assert faults.get(f"cut off, {width}", {}) == {}


def test_nothing_moves_with_reduced_motion(faults: dict[str, dict[str, Any]]) -> None:
    assert faults.get("moving", {}) == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_links_in_text_are_underlined(faults: dict[str, dict[str, Any]], scheme: str) -> None:
    assert faults.get(f"not underlined, {scheme}", {}) == {}


STORED = "[...Object.entries(localStorage), ...Object.entries(sessionStorage)]"


def test_only_the_chosen_color_scheme_is_stored(browser: Browser, url: str) -> None:
    body = "document.body.dataset.mdColorScheme"
    with screen(browser, NARROW) as page:
        for address in KINDS.values():
            page.goto(url + address)
        open_menu(page)
        page.keyboard.press("Escape")
        expect(search_for(page, "serials").first).to_have_text("Serials")
        page.goto(url)
        assert page.evaluate(STORED) == []
        page.get_by_role("button", name="Switch to dark").click()
        ((name, _),) = page.evaluate(STORED)
        assert name == "/cops/.__palette"
        page.goto(url + "join/")
        assert page.evaluate(body) == "slate"
        assert len(page.evaluate(STORED)) == 1
