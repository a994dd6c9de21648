"""Written pages: their heads, their shortcodes, and how they fit to the pages that the catalog makes."""

from __future__ import annotations

import html

import markdown
import pytest

from copsite.handbook import section
from copsite.problems import ProblemsError
from copsite.prose import render
from reader import site_with, text_with

HEAD = "---\ntitle: A page\ndescription: What somebody finds here, in one sentence that is long enough.\n---\n"


def problems(texts: dict[str, str]) -> list[str]:
    """Read the pages, which must have problems, and say them."""
    with pytest.raises(ProblemsError) as caught:
        site_with(texts)
    return [*map(str, caught.value.problems)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("# No head\n", "docs/a.md:1:1: the page has no head. Begin it with a line `---`, then `title:` and"),
        ("---\ntitle: A\n---\n", "docs/a.md:2:1: `description` is missing from the head of a page"),
        (HEAD.replace("title", "titel"), "docs/a.md:2:1: `titel` is not a field of the head of a page. Did you mean"),
        (HEAD.replace(" one sentence that is long enough", ""), "docs/a.md:3:14: `description` has 29 characters, too"),
        (HEAD + '\n{{ community("tens").link }}', "docs/a.md:6:1: there is no community 'tens'. Did you mean 'teens'?"),
        (HEAD + '\nSee {{ role("lead").link }}.', "docs/a.md:6:5: there is no role 'lead'. It can be facilitator"),
        (HEAD + '\n{{ count("actve") }}', "docs/a.md:6:1: there is no count 'actve'. Did you mean 'active'?"),
        (HEAD + "\n{{ comunity }}", "docs/a.md:6:1: `comunity` is not a shortcode ('comunity' is undefined)."),
        (HEAD + "\n{{ association.nam }}", "docs/a.md:6:1: `association.nam` is not a shortcode ("),
        (HEAD + "\n{{ 7*7 }}", "docs/a.md:6:1: `7*7` is not a shortcode."),
        (HEAD + '\n{{ "a"*10**9 }}', 'docs/a.md:6:1: `"a"*10**9` is not a shortcode.'),
        (HEAD + "\n{{ community() }}", "docs/a.md:6:1: `community()` is not a shortcode ("),
        (
            HEAD + "\n# A\n\n### B\n",
            "docs/a.md:8:1: this heading has level 3, the one before it 1. Write ##",
        ),
        (HEAD + "\n{{ }}", "docs/a.md:6:1: `` is not a shortcode"),
        (HEAD + "\n{{ community.__class__ }}", "docs/a.md:6:1: `community.__class__` is not a shortcode ("),
        (HEAD + "\n{{ community }}", "docs/a.md:6:1: `community` is not a shortcode, but part of one."),
        (HEAD + '\n{{ role("facilitator") }}', 'docs/a.md:6:1: `role("facilitator")` is not a shortcode, but part'),
        (HEAD + "\n{{ association.name.upper }}", "docs/a.md:6:1: `association.name.upper` is not a shortcode, but"),
        (HEAD + '\n{{ "x".center(9999999999) }}', 'docs/a.md:6:1: `"x".center(9999999999)` is not a shortcode.'),
        (HEAD + "\n{{ lipsum() }}", "docs/a.md:6:1: `lipsum()` is not a shortcode ('lipsum' is undefined)."),
        (HEAD + "\n{{ a\n\n  b }}", "docs/a.md:6:1: `a b` is not a shortcode ("),
        (HEAD + "\n{{ " + 300 * "a" + " }}", "docs/a.md:6:1: `" + 60 * "a" + "…` is not a shortcode ("),
        (HEAD + "\n{{ association.name }\n", "docs/a.md:6:1: this `{{` has no `}}` after it. Write for example"),
        (HEAD + "\nA ` key\n\n{{ 7*7 }}\n\nor ` key", "docs/a.md:8:1: `7*7` is not a shortcode."),
        ("---\n- title\n---\n", "docs/a.md:2:1: the head of a page must be a group of fields"),
    ],
)
def test_a_wrong_page_is_told_at_its_place(text: str, problem: str) -> None:
    (found,) = problems({"a.md": text})
    assert found.startswith(problem)


def test_all_pages_are_told_at_once() -> None:
    found = problems({"a.md": HEAD + '\n{{ role("x") }} {{ count("y") }}', "b.md": HEAD + "{{ z }}"})
    assert [line.partition(": ")[0] for line in found] == ["docs/a.md:6:1", "docs/a.md:6:17", "docs/b.md:5:1"]


@pytest.mark.parametrize(
    ("uri", "problem"),
    [
        ("cops/index.md", "docs/cops/index.md:1:1: the catalog makes a page for this address, /cops/. Remove this"),
        ("cops/books.md", "docs/cops/books.md:1:1: no community has the id 'books'"),
        ("roles/facilitator.md", "docs/roles/facilitator.md:1:1: the catalog makes a page for this address, /roles/fa"),
        ("roles.md", "docs/roles.md:1:1: the catalog makes a page for this address, /roles/. Remove this file, or"),
        ("handbook/whole.md", "docs/handbook/whole.md:1:1: the catalog makes a page for this address, /handbook/whole"),
        ("cops/teens/join.md", "docs/cops/teens/join.md:1:1: the catalog makes a page for this address, /cops/teens/j"),
        ("cops/teens/index.md", "docs/cops/teens/index.md:1:1: the catalog makes a page for this address, /cops/tee"),
        ("roles/README.md", "docs/roles/README.md:1:1: the catalog makes a page for this address, /roles/. Remove"),
    ],
)
def test_a_page_that_the_catalog_makes_cannot_be_written_too(uri: str, problem: str) -> None:
    text = "Words.\n" if uri == "cops/books.md" else HEAD
    assert problems({uri: text})[0].startswith(problem)


@pytest.mark.parametrize("text", ["# Teens\n", HEAD + "Words.\n"])
def test_own_words_have_neither_head_nor_title(text: str) -> None:
    assert "the catalog gives this page its head and its title" in problems({"cops/teens.md": text})[0]


@pytest.mark.parametrize(
    "code",
    ["`{{ 7*7 }}`", "``{{ `7*7` }}``", "```\n{{ 7*7 }}\n```", "~~~\n{{ 7*7 }}\n~~~", "````\n```\n{{ 7*7 }}\n````"],
)
def test_code_is_left_as_it_is(code: str) -> None:
    assert site_with({"a.md": HEAD + code}).written["a.md"].text == code


def test_code_in_own_words_is_no_title() -> None:
    assert site_with({"cops/teens.md": "Type:\n\n```\n# as root\n```\n"})


@pytest.mark.parametrize(
    "name",
    [
        "*a* [b](c) _d_",
        "<b>&amp;</b>",
        "a `b` # c",
        "1. a",
        "{{ 7*7 }}",
        "\\*a\\*",
        "![x](y)",
        "Teens: a group",
        "a | b",
        "~~a~~ x^2^",
    ],
)
def test_a_name_with_signs_is_shown_as_it_is(name: str) -> None:
    catalog = text_with(name=f"'{name}'")
    text = site_with({"a.md": HEAD + '{{ community("teens").name }}'}, catalog).written["a.md"].text
    shown = markdown.markdown("Name: " + text).removeprefix("<p>").removesuffix("</p>")
    assert "<" not in shown
    assert html.unescape(shown) == f"Name: {name}"


@pytest.mark.parametrize("url", ["https://sla.example/a)b", "https://sla.example/a_b_(c)"])
def test_the_portal_is_linked_whatever_its_address(url: str) -> None:
    catalog = text_with().replace("https://members.sla.example/login", url)
    text = site_with({"a.md": HEAD + "{{ association.portal }}"}, catalog).written["a.md"].text
    assert markdown.markdown(text) == f'<p><a href="{url}">Member Portal</a></p>'


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("[x](meetings.md)", "to meetings.md"),
        ("[x](../join.md#steps)", "to ../join.md#steps"),
        ("[x](https://sla.example/a.md)", "https://sla.example/a.md"),
        ("[x](//sla.example/a.md)", "//sla.example/a.md"),
        ("[x](mailto:a.md)", "mailto:a.md"),
        ("[x](#a.md)", "to #a.md"),
        ("[x](https://[a)", "https://[a"),
    ],
)
def test_only_a_link_to_a_file_is_turned_into_an_address(link: str, target: str) -> None:
    assert render(link, lambda file: f"to {file}", "own-").html == f'<p><a href="{target}">x</a></p>'


def test_a_heading_in_code_is_none() -> None:
    text = "```\n## Not here {#a}\n```\n\n## A {#a}\n\none\n\n~~~\n# as root\n~~~\n\ntwo\n\n## B\n"
    assert section(text, "a") == "one\n\n~~~\n# as root\n~~~\n\ntwo"


def test_a_section_ends_where_the_next_of_its_level_begins() -> None:
    text = "## A {#a}\n\none\n\n### B\n\ntwo\n\n## C {#c}\n\nthree\n"
    assert section(text, "a") == "one\n\n### B\n\ntwo"
    assert section(text, "c") == "three"
    assert section(text, "none") == ""
