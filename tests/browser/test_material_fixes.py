"""Fixes to Material's output: titles are escaped once, no page is prefetched, and no script is allowed in."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builds import built, copy_of_toy
from copsite.html.material_fixes import patched
from markup import Markup, markup_of
from servers import rules_of, serve

TITLE = """It's "Q" & A <3, 'a' &amp; b"""
SECTION, TAB, SITE = "Rules & <i>'s", "Join & <u>'s", "Toys & <s>'s"
SMUGGLED = "<script>document.title = 'smuggled'</script>"

CHAPTER = f"""---
title: {TITLE!r}
description: Its title has every character that HTML gives a meaning to, and some that it does not.
---

# {TITLE}

## A section & 'another' <3

### Below it

Write `<p tabindex="">`, or tabindex="" and no number.
"""


@pytest.fixture(scope="module")
def titled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Markup]:
    """Build the toy with titles that need escaping: of a page, of a section, of a tab, and of the site."""
    root = copy_of_toy(tmp_path_factory.mktemp("titled") / "root")
    chapter = CHAPTER.replace(repr(TITLE), "'" + TITLE.replace("'", "''") + "'")
    (root / "docs" / "handbook" / "questions.md").write_text(chapter, "utf-8")
    menu = (root / "toy.yml").read_text("utf-8")
    menu = menu.replace(
        "handbook/participant.md]", f'{{"{SECTION}": [handbook/questions.md, handbook/participant.md]}}]'
    )
    menu = menu.replace("Propose:", f'"{TAB}":').replace("nav:", f'site_name: "{SITE}"\nnav:')
    (root / "toy.yml").write_text(menu, "utf-8")
    return markup_of(built(root, root.parent / "site", config="toy.yml"))


def test_a_title_is_shown_literally(titled: dict[str, Markup]) -> None:
    page = titled["handbook/questions/index.html"]
    assert next(page.all("title")).text == f"{TITLE} - {SITE}"
    assert {link.text for link in page.of_class("md-tabs__link")} >= {TAB}
    assert [item.text for item in page.of_class("md-path__item")] == ["Overview", "Handbook", SECTION]
    before, after = titled["handbook/facilitator/index.html"], titled["handbook/participant/index.html"]
    for page, sign, word in ((before, "next", "Next"), (after, "prev", "Previous")):
        (link,) = page.of_class(f"md-footer__link--{sign}")
        assert link.attributes["aria-label"] == f"{word}: {TITLE}"
        assert link.text == f"{word} {TITLE}"


def test_the_fixes_leave_a_page_s_own_text_alone(titled: dict[str, Markup]) -> None:
    text = next(titled["handbook/questions/index.html"].all("article")).text
    assert 'Write <p tabindex="">, or tabindex="" and no number.' in text


def test_no_attribute_is_escaped_twice(titled: dict[str, Markup], pages: dict[str, Markup]) -> None:
    read = {
        value.replace(TITLE, "")  # it has an entity of its own
        for page in (*titled.values(), *pages.values())
        for element in page.elements
        for name, value in element.attributes.items()
        if name in ("aria-label", "title", "alt", "content", "placeholder")
    }
    assert len(read) > 100
    assert [value for value in sorted(read) if html.unescape(value) != value] == []


def test_no_page_prefetches_its_neighbors(titled: dict[str, Markup], pages: dict[str, Markup]) -> None:
    ahead = {"next", "prev", "prefetch", "prerender", "preload", "dns-prefetch", "preconnect"}
    for site in (titled, pages):
        links = [(name, link.attributes["rel"]) for name, page in site.items() for link in page.all("link")]
        assert links
        assert [one for one in links if ahead & {*one[1].split()}] == []
    assert patched('<a>\n  <link rel="next" href="../b/">\n  <link rel="icon" href="c">') == (
        '<a>\n  <link rel="icon" href="c">'
    )


# Simulates a mistake in the program that lets markup through, as `check` reports scripts in written text.
HARM = f"{SMUGGLED}<SCRIPT>document.title = 'loud'</SCRIPT><img src=x onerror=\"document.title = 'event'\">"
HOOK = f"""
from mkdocs.plugins import event_priority

@event_priority(-200)
def on_page_context(context, page, config, nav):
    page.content += {HARM!r}
"""


@pytest.fixture(scope="module")
def smuggled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the toy with scripts in the text of every page, written and generated."""
    root = copy_of_toy(tmp_path_factory.mktemp("smuggled") / "root")
    (root / "hooks" / "smuggle.py").write_text(HOOK, "utf-8")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("hooks/pdf.py]", "hooks/pdf.py, hooks/smuggle.py]"), "utf-8")
    return built(root, root.parent / "site", config="toy.yml")


def hashes(text: str) -> set[str]:
    """Return the script hashes that a policy allows."""
    return set(re.findall(r"'(sha256-[^']+)'", text))


def test_the_policy_allows_no_script_in_a_text(smuggled: Path, tmp_path: Path) -> None:
    sound = built(copy_of_toy(tmp_path / "root"), tmp_path / "site", config="toy.yml")
    pages = markup_of(smuggled)
    assert sum("smuggled" in script.text for page in pages.values() for script in page.all("script")) > 15
    for name in ("_headers", "nginx-headers.conf", *pages):
        assert hashes((smuggled / name).read_text("utf-8")) == hashes((sound / name).read_text("utf-8")), name
    assert len(hashes((smuggled / "_headers").read_text("utf-8"))) > 2


def test_no_script_in_a_text_runs(browser: Browser, smuggled: Path) -> None:
    rules = rules_of((smuggled / "_headers").read_text("utf-8"))
    for sent in ({}, rules):
        with serve(smuggled, "/", rules=sent) as url, browser.new_context() as context:
            page = context.new_page()
            for address in ("", "cops/", "cops/bookbinding/", "handbook/facilitator/"):
                page.goto(url + address)
                assert "Toy Communities" in page.title()


def test_text_about_an_attribute_that_the_theme_leaves_empty_stays() -> None:
    text = '<p>Never write <code>&lt;label id="x_label" tabindex=""&gt;</code> or a tabindex="" alone</p>'
    assert patched(f'{text}<label for="x" id="x_label" tabindex="">') == f'{text}<label for="x" id="x_label">'
