"""Malicious or odd text is shown literally on every page, or reported."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from browsers import search_for
from builds import DAY, HOST, TOY, built, copy_of_toy
from copsite.catalog.nouns import sentence
from copsite.diagnostics.problem import ProblemsError
from copsite.site import read_site
from copsite.yamlio.reader import read
from markup import Markup, markup_of
from servers import serve

CATALOG = (TOY / "data" / "cops.yaml").read_text("utf-8")
TEXTS = [
    "<script>alert(1)</script>",
    "</title></h1><img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    '"onmouseover=alert(1) x="',
    "' onfocus='alert(1)' autofocus='",
    "<!-- <b>bold</b>",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "{{ 7*7 }}",
    "{% raw %}",
    "{# {{ count('all') }} #}",
    "*a* [b](javascript:alert(1)) _d_ `e` **f** ~~g~~",
    "![a](b.png) <https://c.example> [d]: https://e.example",
    "# 1. - > | a | \\* \\\\ :::",
    "{: onclick=alert(1) }",
    "javascript:alert(1)",
    "%3Cscript%3E %0D%0ABcc:x@y.example",
    "a&subject=b?body=c#d;e=f+g",
    "Livres 📚 für Łódź ñ",
    "ספריות וקהילות",
    "مكتبات ومجتمعات",
    "W" * 60,
]
SITE_NAME = "Toy Communities of Practice"


def catalog() -> str:
    """Return the toy's catalog with a community for each text, in every field that accepts any text."""
    toy: Any = read(CATALOG, "the toy").value
    toy["association"]["name"] = toy["association"]["member_portal"]["name"] = TEXTS[0]
    toy["topics"]["crafts"] = toy["roles"]["facilitator"]["summary"] = TEXTS[1]
    toy["roles"]["facilitator"] |= {"name": TEXTS[0], "hours": TEXTS[2], "term": TEXTS[3]}
    for n, text in enumerate(TEXTS):
        seat = {"name": text, "organization": text, "from": "2025-01-01", "until": "2027-12-31"}
        words = {**dict.fromkeys(("name", "summary", "suits"), text), "purpose": "To be read."}
        mailing_list = {"list": f"h{n}", "open_to": "anyone", "approval": "owner", "usual_wait": text}
        link = {"type": "other", "url": f"https://files.toy.example/h{n}", "label": text}
        more = {
            "also_called": [f"{text[:55]} too"],
            "place": {"town": text},
            "links": [link],
            "channels": [mailing_list],
        }
        facts = {"status": "active", "since": "2025-01-01", "topics": ["crafts"], "people": {"facilitator": [seat]}}
        confirmed = {"date": "2025-01-01", "by": "facilitator"}
        going_on = {"meetings": meetings(text), "needs": [{"what": text, "kind": "issue", "noted": "2026-01-01"}]}
        one = {"id": f"h{n}", **words, **facts, "confirmed": confirmed, **more, **going_on}
        toy["communities"].append(one)
    return yaml.safe_dump(toy, allow_unicode=True, sort_keys=False)


def meetings(text: str) -> list[dict[str, object]]:
    """Return a meeting to come and one in the past with a text in their titles and places."""
    return [
        {"title": text[:55] + when, "where": text, "starts": f"{year}-11-30 14:00", "minutes": 45}
        for when, year in (("", 2026), (" past", 2025))
    ]


def resources() -> str:
    """Return the toy's resources and one for each text, in every field that accepts any text."""
    toy: Any = read((TOY / "data" / "resources.yaml").read_text("utf-8"), "the toy's resources").value
    for n, text in enumerate(TEXTS):
        words = dict.fromkeys(("title", "summary", "by", "license"), text)
        facts = {"kind": "guide", "date": "2026-01-01", "topics": ["crafts"], "communities": [f"h{n}"]}
        toy["resources"].append({"id": f"r{n}", **words, **facts, "url": f"https://files.toy.example/r{n}"})
    return yaml.safe_dump(toy, allow_unicode=True, sort_keys=False)


def unchecked(root: Path) -> Path:
    """Remove the rules against Markdown and HTML in fields from a copy: pages must be safe without them."""
    rules = root / "hooks" / "copsite" / "catalog" / "rules" / "__init__.py"
    text = rules.read_text("utf-8")
    for rule in ("texts_are_shown", "texts_of_resources_are_shown"):
        before, line, after = text.rpartition(f"    {rule},\n")  # where it is listed; it is imported before
        assert line
        text = before + after
    rules.write_text(text, "utf-8")
    return root


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the toy with these communities, each named on the overview by a shortcode."""
    root = unchecked(copy_of_toy(tmp_path_factory.mktemp("hostile") / "root"))
    (root / "data" / "cops.yaml").write_text(catalog(), "utf-8")
    (root / "data" / "resources.yaml").write_text(resources(), "utf-8")
    named = "".join(f'\n- {{{{ community("h{n}").link }}}} {{{{ community("h{n}").name }}}}' for n in range(len(TEXTS)))
    overview = root / "docs" / "index.md"
    overview.write_text(
        overview.read_text("utf-8") + named + "\n\n{{ open_lists() }}\n\n{{ association.name }}\n", "utf-8"
    )
    return built(root, root.parent / "site", config="toy.yml")


@pytest.fixture(scope="module")
def parsed(hostile: Path) -> dict[str, Markup]:
    """Read the pages of that site."""
    return markup_of(hostile)


OWN_PICTURE = re.compile(
    r"^([./]*|/.*/)assets/favicon\.svg$|^\.\./metadata\.svg$|^data:image/png;base64,[A-Za-z0-9+/=]+$"
)  # logos, QR code


@pytest.mark.parametrize("n", range(len(TEXTS)), ids=TEXTS)
def test_a_text_is_shown_literally(parsed: dict[str, Markup], n: int) -> None:
    text = TEXTS[n]
    page, join = parsed[f"cops/h{n}/index.html"], parsed[f"cops/h{n}/join/index.html"]
    assert page.one("h1").text == text
    assert next(page.all("title")).text == f"{text} - {SITE_NAME}"
    assert page.description.startswith(text)
    assert page.of_class("cop-lead")[0].text == text
    assert page.text.count(text) > 5
    assert join.one("h1").text == f"Join {text}"
    assert join.of_class("md-path__item")[-1].text == text
    assert join.description.startswith(f"How to join {text}")
    assert f"this usually takes {text}." in join.text
    links = {link.attributes["href"]: link.text for link in parsed["cops/index.html"].all("a")}
    assert links[f"h{n}/"] == text
    facts = [fact.text for fact in page.all("dd")]
    assert facts.count(f"{text[:55]} too") == facts.count(text) == 1  # another name, a place
    assert {link.attributes["href"]: link.text for link in page.all("a")}[f"https://files.toy.example/h{n}"] == text
    cells = [cell.text for cell in parsed["roles/facilitator/index.html"].all("td")]
    assert cells.count(text) == 3
    items = [item.text for item in parsed["index.html"].all("li")]
    assert f"{text} {text}" in items


@pytest.mark.parametrize("n", range(len(TEXTS)), ids=TEXTS)
def test_what_goes_on_is_shown_literally(parsed: dict[str, Markup], n: int) -> None:
    text = TEXTS[n]
    page = parsed[f"cops/h{n}/index.html"]
    headings = [heading.text for heading in page.all("h3")]
    assert text[:55] in headings
    items = [item.text for item in page.all("li")]
    assert f"{text[:55]} past, November 30, 2025" in items
    assert f"Issue: {text} Noted January 1, 2026" in items
    assert f"{text}: {sentence(text)} Guide, added January 1, 2026" in items
    assert text in [heading.text for heading in parsed["needs/index.html"].all("h3")]
    assert text in [heading.text for heading in parsed["resources/index.html"].all("h3")]
    assert text[:55] in [heading.text for heading in parsed["calendar/index.html"].all("h4")]


@pytest.mark.parametrize("n", range(len(TEXTS)), ids=TEXTS)
def test_metadata_has_a_text_literally(parsed: dict[str, Markup], n: int) -> None:
    page = parsed[f"cops/h{n}/join/index.html"]
    assert page.one("meta", property="og:title").attributes["content"] == f"Join {TEXTS[n]}"
    organization, breadcrumbs = json.loads(page.one("script", type="application/ld+json").text)["@graph"]
    assert organization["name"] == TEXTS[0]
    assert breadcrumbs["itemListElement"][2]["name"] == TEXTS[n]


def test_no_text_becomes_an_element_an_attribute_or_a_url(parsed: dict[str, Markup]) -> None:
    for name, page in parsed.items():
        for element in page.elements:
            assert not [key for key in element.attributes if key.startswith("on") or key == "autofocus"], name
            assert element.tag != "img" or OWN_PICTURE.search(element.attributes["src"]), name
            assert not element.attributes.get("href", "").lower().startswith(("javascript:", "data:")), name
        assert len(page.of_class("cop-origin")) == (0 if name == "404.html" else 1), name
        data = ("application/json", "application/ld+json")
        own = [
            one for one in page.all("script") if "src" not in one.attributes and one.attributes.get("type") not in data
        ]
        assert [script.text for script in own if "alert" in script.text] == [], name


def test_a_message_goes_to_its_recipients_alone_whatever_the_text(parsed: dict[str, Markup]) -> None:
    for page in parsed.values():
        for link in page.references:
            if link.startswith("mailto:"):
                assert re.fullmatch(
                    r"mailto:[a-z0-9-]+@([a-z]+\.)+example(,[a-z0-9-]+@([a-z]+\.)+example)?(\?(subject|body)=[\w.~%-]*(&body=[\w.~%-]*)?)?",
                    link,
                )


def test_the_search_index_has_the_texts_literally(hostile: Path) -> None:
    index = json.loads((hostile / "search" / "index.json").read_text("utf-8"))
    found = {id: (name, summary) for id, name, summary, *_ in index["communities"]}
    assert [found[f"h{n}"] for n in range(len(TEXTS))] == [(text, text) for text in TEXTS]
    assert {what for _, _, what in index["needs"]} >= {*TEXTS}
    assert {(title, summary) for _, title, summary, *_ in index["resources"]} >= {(text, text) for text in TEXTS}
    assert {title for _, _, title, _ in index["meetings"]} >= {text[:55] for text in TEXTS}


@pytest.fixture(scope="module")
def hostile_url(hostile: Path) -> Iterator[str]:
    """Serve that site."""
    with serve(hostile, "/") as address:
        yield address


def watched(context: BrowserContext, happened: list[str]) -> Page:
    """Open a page, and record every dialog, error and warning in `happened`."""

    def dismiss(dialog: Dialog) -> None:
        happened.append(dialog.message)
        dialog.dismiss()

    context.on("dialog", dismiss)
    context.on("console", lambda message: happened.append(message.text))
    context.on("weberror", lambda error: happened.append(str(error.error)))
    return context.new_page()


def test_a_browser_runs_no_text_and_shows_all_literally(browser: Browser, hostile_url: str) -> None:
    happened: list[str] = []
    with browser.new_context() as context:
        page = watched(context, happened)
        for n, text in enumerate(TEXTS):
            page.goto(f"{hostile_url}cops/h{n}/")
            assert page.title() == f"{text} - {SITE_NAME}"
            heading = page.locator("article h1")
            assert heading.inner_text() == text
            heading.hover()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), text
        for address in ("", "cops/", "calendar/", "resources/", "needs/", "roles/facilitator/", "no/such/page/"):
            page.goto(hostile_url + address)
            page.keyboard.press("Tab")
    assert [words for words in happened if "404" not in words] == []


# A search, and the text that its result must show.
SEARCHED = [("onerror=alert", TEXTS[1]), ("onfocus", TEXTS[4]), ("Łódź", TEXTS[17])]


@pytest.mark.parametrize(("typed", "text"), SEARCHED)
def test_the_search_shows_a_text_literally(browser: Browser, hostile_url: str, typed: str, text: str) -> None:
    happened: list[str] = []
    with browser.new_context() as context:
        page = watched(context, happened)
        page.goto(hostile_url)
        result = search_for(page, typed).filter(has_text=text).first
        assert result.text_content() == text
        result.click()
        expect(page.locator("article h1")).to_have_text(text)
    assert happened == []


@pytest.mark.parametrize("text", TEXTS[:6])
def test_the_search_field_runs_no_script(browser: Browser, hostile_url: str, text: str) -> None:
    happened: list[str] = []
    with browser.new_context() as context:
        page = watched(context, happened)
        page.goto(hostile_url)
        for words in (text, "Bookbinding"):
            found = search_for(page, words)
        expect(found.first).to_have_text("Bookbinding")
    assert happened == []


REFUSED = [
    # A replacement in the toy's catalog, and its problem.
    (
        "https://lists.toy.example/archives/toy-binding",
        "javascript:alert(1)",
        "`archive` is 'javascript:alert(1)', but must",
    ),
    (
        "https://lists.toy.example/archives/toy-binding",
        "JaVaScRiPt:alert(1)",
        "`archive` is 'JaVaScRiPt:alert(1)', but",
    ),
    (
        "https://lists.toy.example/archives/toy-binding",
        r"java\tscript:alert(1)",
        "`archive` holds a line break or an invisible",
    ),
    (
        "https://lists.toy.example/archives/toy-binding",
        r"java\nscript:alert(1)",
        "`archive` holds a line break or an invisible",
    ),
    (
        "https://lists.toy.example/archives/toy-binding",
        r"\u0001javascript:alert(1)",
        "`archive` holds a line break or an",
    ),
    (
        "https://lists.toy.example/archives/toy-binding",
        "data:text/html,<script>alert(1)</script>",
        "`archive` is 'data:text",
    ),
    ("https://lists.toy.example/archives/toy-binding", "//evil.example/", "`archive` is '//evil.example/', but must"),
    (
        "https://lists.toy.example/archives/toy-binding",
        "https://toy.example@evil.example/",
        "`archive` is 'https://toy.exam",
    ),
    ("https://members.toy.example/login", "javascript:alert(1)", "`url` is 'javascript:alert(1)', but must"),
    (
        "https://code.example/toy/cops/edit/main/",
        '"javascript:alert(1)/"',
        "`edit_url` is 'javascript:alert(1)/', but must",
    ),
    ("name: Bookbinding", r'name: "Book\r\nBcc: x@y.example"', "`name` holds a line break or an invisible character"),
    ("name: Bookbinding", r'name: "Book\u202ebinding"', "`name` holds a line break or an invisible character"),
    ("name: Bookbinding", "name: " + "w" * 300, "`name` has 300 characters; its place shows 60. Shorten it"),
    (
        "summary: Cards with holes.",
        "summary: " + "w" * 300,
        "`summary` has 300 characters; its place shows 160. Shorten it",
    ),
    ("contact: cops@toy.example", 'contact: "cops@toy.example?bcc=x@y.example"', "`contact` is 'cops@toy.example?bcc"),
    (
        "contact: cops@toy.example",
        "contact: cops?bcc=x&subject=y@toy.example",
        "`contact` is 'cops?bcc=x&subject=y@toy",
    ),
    ("host: mail.maps.example", 'host: "mail.maps.example?bcc=x"', "`host` is 'mail.maps.example?bcc=x', but must"),
    ("list: toy-binding", 'list: "toy-binding%0d%0abcc"', "`list` is 'toy-binding%0d%0abcc', but must"),
    ("logo: cops/metadata.svg", "logo: ../../secret.svg", "`logo` is '../../secret.svg', but must"),
    ('url: "https://files.toy.example/metadata/charter"', "url: javascript:alert(1)", "`url` is 'javascript:alert(1)'"),
    ("id: bookbinding", "id: ../../bookbinding", "`id` is '../../bookbinding', but must"),
    ("chapter: handbook/participant.md", "chapter: ../../README.md", "`chapter` is '../../README.md', but must"),
]


@pytest.mark.parametrize(("sound", "harmful", "words"), REFUSED)
def test_text_that_cannot_be_shown_literally_is_reported(sound: str, harmful: str, words: str) -> None:
    docs = TOY / "docs"
    texts = {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in sorted(docs.rglob("*.md"))}
    assert CATALOG.count(sound) == 1
    with pytest.raises(ProblemsError) as caught:
        read_site(CATALOG.replace(sound, harmful), "data/cops.yaml", texts, DAY, f"{HOST}/")
    assert any(problem.message.startswith(words) for problem in caught.value.problems), str(caught.value)
