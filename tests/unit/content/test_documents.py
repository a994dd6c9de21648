"""Written pages: front matter, shortcodes, and conflicts with generated pages."""

from __future__ import annotations

import html
import re

import pytest

from copsite.diagnostics.problem import ProblemsError
from copsite.markdown.reader import read_markdown
from copsite.markdown.text import Text, headings, section
from reader import HEAD, rendered, site_with, text_with

PAGE = f"{HEAD}# A\n"


def problems(texts: dict[str, str]) -> list[str]:
    """Return the problems of pages that must have some."""
    with pytest.raises(ProblemsError) as caught:
        site_with(texts)
    return [*map(str, caught.value.problems)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("# No head\n", "docs/a.md:1:1: the page has no head. Begin it with a line `---`, then `title:` and"),
        ("---\ntitle: A\n---\n# A\n", "docs/a.md:2:1: `description` is missing from the head of a page"),
        (PAGE.replace("title", "titel"), "docs/a.md:2:1: `titel` is not a field of the head of a page. Did you mean"),
        (PAGE.replace(" one sentence that is long enough", ""), "docs/a.md:3:14: `description` has 29 characters, too"),
        (PAGE + '{{ community("tens").link }}', "docs/a.md:6:1: there is no community 'tens'. Did you mean 'teens'?"),
        (PAGE + 'See {{ role("lead").link }}.', "docs/a.md:6:5: there is no role 'lead'. It can be facilitator"),
        (PAGE + '{{ count("actve") }}', "docs/a.md:6:1: there is no count 'actve'. Did you mean 'active'?"),
        (PAGE + "{{ comunity }}", "docs/a.md:6:1: `comunity` is not a shortcode ('comunity' is undefined)."),
        (PAGE + "{{ association.nam }}", "docs/a.md:6:1: `association.nam` is not a shortcode ("),
        (PAGE + "{{ 7*7 }}", "docs/a.md:6:1: `7*7` is not a shortcode."),
        (PAGE + '{{ "a"*10**9 }}', 'docs/a.md:6:1: `"a"*10**9` is not a shortcode.'),
        (PAGE + "{{ community() }}", "docs/a.md:6:1: `community()` is not a shortcode ("),
        (
            PAGE + "\n\n### B\n",
            "docs/a.md:8:1: this heading has level 3, the one before it 1. Write ##",
        ),
        (PAGE + "{{ }}", "docs/a.md:6:1: `` is not a shortcode"),
        (PAGE + "{{ community.__class__ }}", "docs/a.md:6:1: `community.__class__` is not a shortcode ("),
        (PAGE + "{{ community }}", "docs/a.md:6:1: `community` is not a shortcode, but part of one."),
        (PAGE + '{{ role("facilitator") }}', 'docs/a.md:6:1: `role("facilitator")` is not a shortcode, but part'),
        (PAGE + "{{ association.name.upper }}", "docs/a.md:6:1: `association.name.upper` is not a shortcode (there"),
        (PAGE + '{{ "x".center(9999999999) }}', 'docs/a.md:6:1: `"x".center(9999999999)` is not a shortcode.'),
        (PAGE + "{{ lipsum() }}", "docs/a.md:6:1: `lipsum()` is not a shortcode ('lipsum' is undefined)."),
        (PAGE + "{{ a\n  b }}", "docs/a.md:6:1: `a b` is not a shortcode. Wr"),
        (PAGE + "{{ " + 300 * "a" + " }}", "docs/a.md:6:1: `" + 60 * "a" + "…` is not a shortcode ("),
        (PAGE + "{{ association.name }\n", "docs/a.md:6:1: this `{{` has no `}}` after it. Write for example"),
        (PAGE + "A ` key\n\n{{ 7*7 }}\n\nor ` key", "docs/a.md:8:1: `7*7` is not a shortcode."),
        ("---\n- title\n---\n# A\n", "docs/a.md:2:1: the head of a page must be a group of fields"),
    ],
)
def test_an_invalid_page_is_reported_with_line_and_column(text: str, problem: str) -> None:
    (found,) = problems({"a.md": text})
    assert found.startswith(problem)


def test_problems_of_all_pages_are_reported_at_once() -> None:
    found = problems({"a.md": PAGE + '{{ role("x") }} {{ count("y") }}', "b.md": PAGE + "{{ z }}"})
    assert [line.partition(": ")[0] for line in found] == ["docs/a.md:6:1", "docs/a.md:6:17", "docs/b.md:6:1"]


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
def test_a_written_page_cannot_replace_a_generated_one(uri: str, problem: str) -> None:
    text = "Words.\n" if uri == "cops/books.md" else PAGE
    assert problems({uri: text})[0].startswith(problem)


@pytest.mark.parametrize("text", ["# Teens\n", HEAD + "Words.\n"])
def test_a_community_page_has_neither_front_matter_nor_title(text: str) -> None:
    assert "the catalog gives this page its head and its title" in problems({"cops/teens.md": text})[0]


@pytest.mark.parametrize(
    "code",
    ["`{{ 7*7 }}`", "``{{ `7*7` }}``", "```\n{{ 7*7 }}\n```", "~~~\n{{ 7*7 }}\n~~~", "````\n```\n{{ 7*7 }}\n````"],
)
def test_code_stays_unchanged(code: str) -> None:
    assert "{{" in written(PAGE + "\n" + code)


def test_code_on_a_community_page_is_not_a_title() -> None:
    assert site_with({"cops/teens.md": "Type:\n\n```\n# as root\n```\n"})


def written(text: str, catalog: str = "") -> str:
    """Give what the page of this text holds, behind its title."""
    return site_with({"a.md": text}, catalog).written["a.md"].rendered.html.partition("</h1>")[2].strip()


@pytest.mark.parametrize(
    "name",
    [
        "*a* (b",
        "a & b",
        "a * b _c",
        "1. a",
        "\\*a\\*",
        "a > b < c",
        "Teens: a group",
        "a | b",
        "~a x^2^",
        "# a",
        "it's",
    ],
)
def test_a_name_with_special_characters_is_shown_unchanged(name: str) -> None:
    catalog = text_with(name="'" + name.replace("'", "''").replace("*a* (b", "a* (b") + "'")
    shown = written(PAGE + 'Name: {{ community("teens").name }}', catalog)
    assert "<" not in shown.removeprefix("<p>").removesuffix("</p>")
    assert html.unescape(shown) == f"<p>Name: {name.replace('*a* (b', 'a* (b')}</p>"


@pytest.mark.parametrize("url", ["https://sla.example/a)b", "https://sla.example/a_b_(c)"])
def test_the_member_portal_is_linked_whatever_its_address(url: str) -> None:
    catalog = text_with().replace("https://members.sla.example/login", url)
    assert written(PAGE + "{{ association.portal }}", catalog) == f'<p><a href="{url}">Member Portal</a></p>'


@pytest.mark.parametrize(
    ("uses", "shown"),
    [
        ('| A |\n| --- |\n| {{ count("active") }} |', "<td>1</td>"),
        ('## {{ count("active") }} active', '<h2 id="1-active">1 active</h2>'),
        ('- {{ community("teens").link }}', '<li><a href="cops/teens/">Teens</a></li>'),
        ("![{{ association.name }}](a.png)", '<img alt="Sample Library Association" src="a.png">'),
        ("**{{ association.short_name }}**", "<strong>SLA</strong>"),
        ('[{{ count("all") }} of them](index.md)', '<a href="./">1 of them</a>'),
    ],
)
def test_a_shortcode_may_stand_wherever_text_may(uses: str, shown: str) -> None:
    site = site_with({"index.md": PAGE + "\n" + uses}, files=["a.png"])
    assert shown in site.written["index.md"].rendered.html


def test_a_shortcode_on_its_own_line_is_a_block() -> None:
    assert written(PAGE + "\n- a\n\n  {{ proposal() }}\n\nb").count('<div class="cop-proposal">') == 1
    for wrong in ("a {{ proposal() }}", "{{ proposal() }}\nb", "## {{ proposal() }}", "| {{ proposal() }} |\n| - |\n"):
        (found,) = problems({"a.md": PAGE + "\n" + wrong})
        assert found.endswith(
            ": this makes a whole block. Write it on a line of its own, with an empty line before and after it"
        )


HARD = [
    # The text between the braces, and its message.
    ("(" * 400 + ")" * 400, "is not a shortcode. Write for example"),
    ("count" + "(" * 400, "is not a shortcode. Write for example"),
    ("9" * 4301, "is not a shortcode. Write for example"),
    (f'count("{"9" * 4301}")', "there is no count '9999"),
    ("community(1)", "is not a shortcode. Write for example"),
    ("community(None)", "is not a shortcode. Write for example"),
    ("community(association)", "is not a shortcode. Write for example"),
    ('community("teens", "teens")', "is not a shortcode. Write for example"),
    ('community(id="teens")', "is not a shortcode. Write for example"),
    ('open_lists("teens")', "is not a shortcode ('open_lists' has nothing between its brackets)."),
    ("association()", "is not a shortcode ('association' takes no brackets)."),
    ("open_lists", "is not a shortcode, but part of one."),
    ("-" * 5000 + "1", "is not a shortcode. Write for example"),
    ("[" * 5000, "is not a shortcode. Write for example"),
    ("association" + ".name" * 5000, "is not a shortcode (there is no 'name' in it). Leave out"),
    ("count(" + " " * 5000, "is not a shortcode. Write for example"),
    ("\u0661", "is not a shortcode. Write for example"),
    ("\x00", "is not a shortcode. Write for example"),
]


@pytest.mark.parametrize(("code", "words"), HARD, ids=[code[:20] for code, _ in HARD])
def test_any_invalid_shortcode_is_reported(code: str, words: str) -> None:
    (found,) = problems({"a.md": f"{PAGE}{{{{ {code} }}}}"})
    assert words in found
    assert len(found) < 400


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("[x](meetings.md)", "../meetings/"),
        ("[x](../join.md#steps)", "../../join/#steps"),
        ("[x](https://sla.example/a.md)", "https://sla.example/a.md"),
        ("[x](mailto:a@sla.example)", "mailto:a@sla.example"),
        ("[x](#a.md)", "#own-a.md"),
        ("[x](<a b.pdf>)", "../a%20b.pdf"),
        ("[x](a%20b.pdf)", "../a%20b.pdf"),
        ("[x](../index.md?topic=a)", "../../?topic=a"),
    ],
)
def test_a_link_to_a_file_becomes_a_url(link: str, target: str) -> None:
    assert rendered(link, "handbook/a.md", "own-") == f'<p><a href="{target}">x</a></p>'


def below(text: str, id: str) -> str:
    """Return the lines below a heading, as `section` finds them."""
    found: Text = section(read_markdown(text), id)
    return re.sub(r"<[^>]*>", "", "".join(token.content for token in found.tokens))


def test_a_heading_in_code_is_not_a_heading() -> None:
    text = "```\n## Not here {#a}\n```\n\n## A {#a}\n\none\n\n~~~\n# as root\n~~~\n\ntwo\n\n## B\n"
    assert below(text, "a") == "one# as root\ntwo"


def test_a_section_ends_at_the_next_heading_of_its_level() -> None:
    text = "## A {#a}\n\none\n\n### B\n\ntwo\n\nC {#c}\n---\n\nthree\n"
    assert below(text, "a") == "oneBtwo"
    assert below(text, "c") == "three"
    assert below(text, "none") == ""
    assert [heading.id for heading, _ in headings(read_markdown(text))] == ["a", "", "c"]
