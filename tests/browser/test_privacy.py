"""Privacy: a page sends requests only to the site itself, and logs no errors."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from browsers import search_for
from markup import Markup

# Elements for which a browser sends requests or opens connections by itself.
LOADING = frozenset(("stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_sends_requests_to_third_parties(
    browser: Browser, url: str, pages: dict[str, Markup], scheme: Literal["light", "dark"]
) -> None:
    asked: list[str] = []
    said: list[str] = []
    with browser.new_context(color_scheme=scheme) as context:
        context.on("request", lambda request: asked.append(request.url))
        context.on("console", lambda message: said.append(f"{message.page and message.page.url}: {message.text}"))
        context.on("weberror", lambda error: said.append(str(error.error)))
        page = context.new_page()
        for name in pages:
            page.goto(url + name.removesuffix("index.html"))
        # The search loads its index only now.
        page.goto(url)
        expect(search_for(page, "cataloging").first).to_have_text("Cataloging")
        assert context.cookies() == []
    origin = url.removesuffix("cops/")
    assert len(asked) > len(pages)
    assert [address for address in asked if not address.startswith((origin, "data:", f"blob:{origin}"))] == []
    assert said == []


def test_no_page_loads_from_a_third_party(pages: dict[str, Markup]) -> None:
    for name, page in pages.items():
        loaded = [element.attributes.get("src", "") for element in page.elements]
        loaded += [
            link.attributes["href"] for link in page.all("link") if LOADING & set(link.attributes["rel"].split())
        ]
        assert [address for address in loaded if re.match(r"(?i)(https?:)?//", address)] == [], name


def test_no_stylesheet_or_script_of_ours_has_a_third_party_url(site: Path) -> None:
    for sheet in site.rglob("*.css"):
        assert not re.search(r"(?i)(@import|url\()[\"' ]*(https?:)?//", sheet.read_text("utf-8")), sheet.name
    for script in site.glob("assets/*.js"):
        assert "//" not in re.sub(r"^\s*//.*", "", script.read_text("utf-8"), flags=re.MULTILINE), script.name


def test_every_page_has_a_policy_that_allows_only_the_site(pages: dict[str, Markup]) -> None:
    for name, page in pages.items():
        policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"]
        assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-"), name
        assert "unsafe" not in policy, name
        assert "http" not in policy, name
