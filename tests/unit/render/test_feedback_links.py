"""Feedback links in each page's footer open the right form, or start a message, with the page's name filled in."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

import rfc6068
from builds import ROOT, SAMPLE, TOY
from copsite.catalog.models import Words
from copsite.channels.mailto import Message
from copsite.render.context import Site
from copsite.render.feedback_links import (
    CLOSE,
    FORMS,
    HAND_OVER,
    HAND_OVER_ROLE,
    MEETING,
    PROPOSE,
    REPORT,
    RESOURCE,
    Form,
    foot_of,
)
from copsite.render.pages import pages_of
from markup import Markup, markup
from reader import catalog_with, site_with
from toys import toy_site

FOLDER = ROOT / ".github" / "ISSUE_TEMPLATE"
FILES = sorted(path.name for path in FOLDER.glob("*.yml") if path.name != "config.yml")
ISSUES = "https://code.example/sla/cops/issues/new"
CONTACT = "cops@toy.example"
WORDS = Words()
HEAD = "---\ntitle: A page\ndescription: What somebody finds here, in one sentence that is long enough.\n---\n"

# A page of the toy, its name, and the forms that its footer links to.
TOY_PAGES: list[tuple[str, str, tuple[Form, ...]]] = [
    ("cops/index.md", "Communities", (REPORT, PROPOSE)),
    ("cops/bookbinding.md", "Bookbinding", (REPORT, HAND_OVER, CLOSE)),  # active
    ("cops/games.md", "Games", (REPORT, HAND_OVER, CLOSE)),  # forming
    ("cops/film.md", "Film", (REPORT, HAND_OVER, CLOSE)),  # paused
    ("cops/robots.md", "Robots", (REPORT, HAND_OVER, CLOSE)),  # proposed
    ("cops/paper.md", "Paper", (REPORT,)),  # merged
    ("cops/punch-cards.md", "Punch Cards", (REPORT,)),  # closed
    ("cops/bookbinding/join.md", "Join Bookbinding", (REPORT,)),
    ("cops/paper/join.md", "Joining Paper", (REPORT,)),
    ("roles/index.md", "Roles", (REPORT,)),
    ("roles/facilitator.md", "Facilitator", (REPORT, HAND_OVER_ROLE)),
    ("roles/participant.md", "Participant", (REPORT,)),  # has no seats
    ("index.md", "Toy communities", (REPORT,)),
    ("calendar.md", "Calendar", (REPORT, MEETING)),
    ("resources.md", "Resources", (REPORT, RESOURCE)),
    ("handbook/facilitator.md", "The facilitator", (REPORT,)),
    ("propose.md", "Propose a toy", (REPORT, PROPOSE)),
]


@cache
def toy(*, with_issues: bool) -> dict[str, Markup]:
    """Return the toy's pages by URI, with or without an `issue_url` in its catalog."""
    catalog = (TOY / "data" / "cops.yaml").read_text("utf-8")
    assert "issue_url" not in catalog
    if with_issues:
        catalog = catalog.replace("  edit_url:", f"  issue_url: {ISSUES}\n  edit_url:")
    site = toy_site(catalog)
    made = {page.uri: markup(page.render().html) for page in pages_of(site.facts)}
    return made | {uri: markup(written.html) for uri, written in site.written.items()}


def links_of(page: Markup) -> list[tuple[str, str]]:
    """Return the links of a page's footer as (text, URL), without those to files."""
    (foot,) = page.of_class("cop-origin")
    links = [(link.text, link.attributes["href"]) for link in page.all("a") if foot in link.within]
    return [link for link in links if ("/edit/" not in link[1] and "://" in link[1]) or link[1].startswith("mailto:")]


def form_of(address: str) -> dict[str, str]:
    """Return the form that a URL opens, with the values that it fills in."""
    assert "+" not in address
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query, strict_parsing=True).items()}


@pytest.mark.parametrize(("uri", "name", "forms"), TOY_PAGES)
def test_a_footer_links_to_the_forms_of_its_page_with_its_name(uri: str, name: str, forms: tuple[Form, ...]) -> None:
    *links, (words, mailto) = links_of(toy(with_issues=True)[uri])
    assert [text for text, _ in links] == [form.text_for(WORDS) for form in forms]
    for form, (_, address) in zip(forms, links, strict=True):
        assert address.startswith(f"{ISSUES}?template={form.file}&title=")
        names = {form.takes: name} if form.takes else {}
        assert form_of(address) == {"template": form.file, "title": form.title_for(name, WORDS), **names}
    # People without an account there can still write.
    assert words == f"write to {CONTACT}"
    assert rfc6068.read(mailto) == Message(CONTACT, f"Wrong or missing: {name}")


@pytest.mark.parametrize(("uri", "name", "forms"), TOY_PAGES)
def test_without_an_issue_tracker_the_links_start_messages(uri: str, name: str, forms: tuple[Form, ...]) -> None:
    page = toy(with_issues=False)[uri]
    links = [(text, rfc6068.read(address)) for text, address in links_of(page)]
    assert links == [(form.text_for(WORDS), Message(CONTACT, form.title_for(name, WORDS))) for form in forms]
    # The address is visible in case no mail program opens.
    assert f"By email to {CONTACT} you can" in page.of_class("cop-origin")[0].text


SIGNS = [
    "Maps & More",
    "C# + C++",
    "100% Paper",
    "\"Quoted\" 'twice'",
    "a=b?c#d;e",
    "%26 %2B",
    "Łódź 📚",
    "<b>&amp;</b>",
]


@pytest.mark.parametrize("name", SIGNS)
@pytest.mark.parametrize("issue_url", [ISSUES, f"{ISSUES}?labels=cops", f"{ISSUES}#top"])
def test_a_name_with_special_characters_arrives_unchanged(name: str, issue_url: str) -> None:
    association = catalog_with().association.model_copy(update={"issue_url": issue_url})
    for form, (_, address) in zip(FORMS, foot_of(association, name, FORMS).links, strict=True):
        there = form_of(address)
        assert there["title"] == form.title_for(name, WORDS)
        assert there.get(form.takes, name) == name
        assert there.get("labels") == parse_qs(urlsplit(issue_url).query).get("labels", [None])[0]
        assert urlsplit(address).fragment == urlsplit(issue_url).fragment


@pytest.mark.parametrize("name", [name for name in SIGNS if "<b>" not in name])  # which a title cannot have
def test_a_name_with_special_characters_survives_the_page(name: str) -> None:
    head = HEAD.replace("A page", json.dumps(name, ensure_ascii=False))
    site = site_with({"a.md": f"{head}\n# A page\n"})
    ((_, mailto),) = links_of(markup(site.written["a.md"].html))
    assert rfc6068.read(mailto).subject == f"Wrong or missing: {name}"


ENDS = [
    "words",
    "- item\n    - inner",
    "> said",
    "| a |\n| - |\n| b |",
    "```\ncode\n```",
    "    code",
    "Term\n:   meaning",
    "<!-- a comment -->",
    "## Last",
]


@pytest.mark.parametrize("end", ENDS)
def test_the_footer_comes_last_whatever_a_page_ends_with(end: str) -> None:
    page = markup(site_with({"a.md": f"{HEAD}\n# A\n\n{end}\n"}).written["a.md"].html)
    (foot,) = page.of_class("cop-origin")
    assert foot.within == ()
    assert [link.tag for link in page.elements[page.elements.index(foot) :]] == ["footer", "p", "a"]


def test_no_role_page_quotes_a_footer() -> None:
    site: Site = site_with({})
    assert "cop-origin" in site.written["handbook/facilitator.md"].foot
    assert [uri for uri, text in site.facts.written.items() if "cop-origin" in text.source] == []


def fields_of(file: str) -> list[dict[str, Any]]:
    """Return the fields of a form."""
    form = yaml.safe_load((FOLDER / file).read_text("utf-8"))
    return [field for field in form["body"] if field["type"] != "markdown"]


def labels_of(file: str, id: str) -> list[str]:
    """Return the label of each checkbox of a field, up to its colon."""
    (field,) = [field for field in fields_of(file) if field["id"] == id]
    return [option["label"].partition(":")[0] for option in field["attributes"]["options"]]


def test_linked_forms_and_existing_forms_are_the_same() -> None:
    assert sorted({form.file for form in FORMS}) == FILES


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.file} {form.takes}")
def test_a_form_has_the_field_and_the_title_that_links_fill_in(form: Form) -> None:
    taken = {field["id"]: field["type"] for field in fields_of(form.file)}
    # The types of fields that accept any text.
    assert not form.takes or taken[form.takes] in ("input", "textarea")
    assert yaml.safe_load((FOLDER / form.file).read_text("utf-8"))["title"] == form.title_for("", WORDS)


@pytest.mark.parametrize("file", FILES)
def test_a_form_is_valid(file: str) -> None:
    """Check a form against GitHub's syntax for issue forms."""
    form = yaml.safe_load((FOLDER / file).read_text("utf-8"))
    assert list(form) == ["name", "description", "title", "body"]
    fields = fields_of(file)
    ids = [field["id"] for field in fields]
    labels = [field["attributes"]["label"] for field in fields]
    assert len(ids) == len(set(ids))
    assert len(labels) == len(set(labels))
    # In a URL these names have another meaning.
    reserved = {"template", "title", "body", "labels", "assignees", "projects", "milestone", "type"}
    assert reserved & set(ids) == set()
    for field in fields:
        assert re.fullmatch(r"[a-z-]+", field["id"])
        assert field["type"] in ("input", "textarea", "dropdown", "checkboxes")
        options = field["attributes"].get("options", [])
        assert bool(options) == (field["type"] in ("dropdown", "checkboxes"))
        said = [option["label"] if isinstance(option, dict) else option for option in options]
        assert all(isinstance(words, str) for words in said)  # unquoted `yes` and `no` would be booleans
        assert len(said) == len(set(said))


@pytest.mark.parametrize("file", FILES)
def test_a_form_says_first_that_it_is_public(file: str) -> None:
    first, *_ = yaml.safe_load((FOLDER / file).read_text("utf-8"))["body"]
    said = first["attributes"]["value"]
    assert "Everybody can read what you write here." in said
    assert "Give no email address, no telephone number and nothing private about anyone." in said


def test_a_proposal_asks_the_same_questions_by_form_and_by_email() -> None:
    head = yaml.safe_load((SAMPLE / "docs" / "propose.md").read_text("utf-8").split("---\n")[1])
    assert [field["attributes"]["label"] for field in fields_of(PROPOSE.file)] == head["questions"]


def test_the_checklists_of_forms_and_handbook_are_the_same() -> None:
    handing_over = section_of("facilitator.md", "Handing over")
    assert [*labels_of(HAND_OVER.file, "done"), "Catalog entry"] == re.findall(
        r"^- ([^:]+):", handing_over, re.MULTILINE
    )
    closing = re.findall(r"^\| ([^|]+) \|", section_of("endings.md", "Closing"), re.MULTILINE)
    assert ["Item", "---", *labels_of(CLOSE.file, "done"), "Catalog entry"] == closing


def test_the_handbook_quotes_the_text_of_the_links() -> None:
    assert f'"{HAND_OVER.text_for(WORDS)}"' in section_of("facilitator.md", "Handing over")
    assert f'"{CLOSE.text_for(WORDS)}"' in section_of("endings.md", "Which ending")


def section_of(chapter: str, heading: str) -> str:
    """Return the section of a handbook chapter below a heading."""
    text = (SAMPLE / "docs" / "handbook" / chapter).read_text("utf-8").replace("{{ words.community }}", WORDS.community)
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_an_issue_begins_with_a_form() -> None:
    assert yaml.safe_load((FOLDER / "config.yml").read_text("utf-8")) == {"blank_issues_enabled": False}


def forms_of(name: str, page: Markup) -> list[str]:
    """Return the forms that a page of the sample site must link to."""
    over = page.of_class("cop-standing--merged") + page.of_class("cop-standing--closed")
    if re.fullmatch(r"cops/[a-z-]+/index\.html", name) and not over:
        return ["wrong-entry.yml", "hand-over.yml", "close.yml"]
    also = {
        "cops/index.html": "propose",
        "propose/index.html": "propose",
        "calendar/index.html": "meeting",
        "resources/index.html": "resource",
    }
    if name in also:
        return ["wrong-entry.yml", f"{also[name]}.yml"]
    return ["wrong-entry.yml", "hand-over.yml"] if name == "roles/facilitator/index.html" else ["wrong-entry.yml"]


def test_every_page_of_the_site_has_its_feedback_links(pages: dict[str, Markup]) -> None:
    for name, page in pages.items():
        if name == "404.html":
            continue
        *links, (words, mailto) = links_of(page)
        filled = [form_of(address) for _, address in links]
        assert [form["template"] for form in filled] == forms_of(name, page), name
        title = page.one("title").text.removesuffix(" - MLA Communities of Practice")
        named = {form.get(key) for form in filled for key in ("page", "community", "role")} - {None}
        assert named == {title}, name
        assert words == "write to cops@mla.example", name
        assert title in rfc6068.read(mailto).subject, name


def test_the_search_does_not_index_footers(site: Path) -> None:
    assert "In a public form" not in (site / "search" / "index.json").read_text("utf-8")
