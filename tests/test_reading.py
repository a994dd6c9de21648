"""Written pages: their heads, their shortcodes, and how they fit to the pages that the catalog makes."""

from __future__ import annotations

import markdown
import pytest

from copsite.handbook import section
from copsite.problems import ProblemsError
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
        (HEAD + "\n{{ }}", "docs/a.md:6:1: `` is not a shortcode"),
        (HEAD + "\n{{ community.__class__ }}", "docs/a.md:6:1: `community.__class__` is not a shortcode ("),
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
        ("cops/index.md", "docs/cops/index.md:1:1: no community has the id 'index'"),
        ("cops/books.md", "docs/cops/books.md:1:1: no community has the id 'books'"),
        ("roles/facilitator.md", "docs/roles/facilitator.md:1:1: the catalog makes a page for this address, /roles/fa"),
        ("roles.md", "docs/roles.md:1:1: the catalog makes a page for this address, /roles/. Remove this file, or"),
        ("cops/teens/join.md", "docs/cops/teens/join.md:1:1: the catalog makes a page for this address, /cops/teens/j"),
        ("cops/teens/index.md", "docs/cops/teens/index.md:1:1: the catalog makes a page for this address, /cops/tee"),
    ],
)
def test_a_page_that_the_catalog_makes_cannot_be_written_too(uri: str, problem: str) -> None:
    text = "Words.\n" if uri.count("/") == 1 and uri.startswith("cops/") else HEAD
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


@pytest.mark.parametrize(
    "name", ["*a* [b](c) _d_", "<b>&amp;</b>", "a `b` # c", "1. a", "{{ 7*7 }}", "\\*a\\*", "![x](y)"]
)
def test_a_name_with_signs_is_shown_as_it_is(name: str) -> None:
    catalog = text_with(name=f"'{name}'")
    text = site_with({"a.md": HEAD + '{{ community("teens").name }}'}, catalog).written["a.md"].text
    shown = markdown.markdown("Name: " + text)
    assert shown == f"<p>Name: {name.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</p>"


def test_a_section_ends_where_the_next_of_its_level_begins() -> None:
    text = "## A {#a}\n\none\n\n### B\n\ntwo\n\n## C {#c}\n\nthree\n"
    assert section(text, "a") == "one\n\n### B\n\ntwo"
    assert section(text, "c") == "three"
    assert section(text, "none") == ""
