"""Markdown is rendered as in GitHub's preview, or reported as a problem with its place."""

from __future__ import annotations

import re

import pytest

from copsite.diagnostics.problem import ProblemsError
from copsite.render.pages import pages_of
from copsite.render.templating import PageBuilder
from markup import markup
from reader import HEAD, rendered, site_with, text_with
from test_hostile_text import TEXTS

SHOWN = [
    # The Markdown, and its HTML.
    ("We talk about:\n- books\n- games", "<p>We talk about:</p> <ul> <li>books</li> <li>games</li> </ul>"),
    (
        "1. one\n   - a\n   - b\n2. two",
        "<ol> <li>one <ul> <li>a</li> <li>b</li> </ul> </li> <li>two</li> </ol>",
    ),
    (
        "* one\n  * two\n    * three",
        "<ul> <li>one <ul> <li>two <ul> <li>three</li> </ul> </li> </ul> </li> </ul>",
    ),
    ("3. three\n4. four", '<ol start="3"> <li>three</li> <li>four</li> </ol>'),
    ("- one\n\n- two", "<ul> <li> <p>one</p> </li> <li> <p>two</p> </li> </ul>"),
    ("- one\n+ two", "<ul> <li>one</li> </ul> <ul> <li>two</li> </ul>"),
    (
        "- [ ] ask\n- [x] book *it*",
        '<ul> <li class="task-list-item"><input type="checkbox" disabled aria-label="To do"> ask</li> '
        '<li class="task-list-item"><input type="checkbox" disabled checked aria-label="Done"> book <em>it</em></li> '
        "</ul>",
    ),
    ("#1 request this year is manga.", "<p>#1 request this year is manga.</p>"),
    (
        "*a* **b** ~~c~~ ~d~ `e <i>`",
        "<p><em>a</em> <strong>b</strong> <del>c</del> <del>d</del> <code>e &lt;i&gt;</code></p>",
    ),
    ("one  \ntwo\\\nthree\nfour", "<p>one<br> two<br> three four</p>"),
    ("AT&T, a < b, C++ <3, [sic] &copy;", "<p>AT&amp;T, a &lt; b, C++ &lt;3, [sic] ©</p>"),
    ("Leser*innen 2 * 3 snake_case", "<p>Leser*innen 2 * 3 snake_case</p>"),
    ("a\n\n---\n\nb", "<p>a</p> <hr> <p>b</p>"),
    ("> said\n> so", "<blockquote> <p>said so</p> </blockquote>"),
    (
        "> [!NOTE]\n> Bring *nothing*.",
        '<div class="admonition note"> <p class="admonition-title">Note</p> <p>Bring <em>nothing</em>.</p> </div>',
    ),
    (
        "> [!caution]\n> - a",
        '<div class="admonition danger"> <p class="admonition-title">Caution</p> <ul> <li>a</li> </ul> </div>',
    ),
    (
        "See https://sla.example/a_b_(c). Or <https://sla.example/>, www.sla.example; me@sla.example.",
        '<p>See <a href="https://sla.example/a_b_(c)">https://sla.example/a_b_(c)</a>. '
        'Or <a href="https://sla.example/">https://sla.example/</a>, '
        '<a href="http://www.sla.example">www.sla.example</a>; <a href="mailto:me@sla.example">me@sla.example</a>.</p>',
    ),
    (
        "sla.example, a/b@c, x@y, `https://sla.example`",
        "<p>sla.example, a/b@c, x@y, <code>https://sla.example</code></p>",
    ),
    (
        '[a](https://sla.example/ "Why") ![b](c.png "d")',
        '<p><a href="https://sla.example/" title="Why">a</a> <img alt="b" src="c.png" title="d"></p>',
    ),
    (
        "[a][b] [b]\n\n[b]: https://sla.example/",
        '<p><a href="https://sla.example/">a</a> <a href="https://sla.example/">b</a></p>',
    ),
    (
        "[Join](x.md){ .md-button .md-button--primary }",
        '<p><a class="md-button md-button--primary" href="x/">Join</a></p>',
    ),
    (
        "Term\n:   What it *means*.\n    And more.",
        "<dl> <dt>Term</dt> <dd>What it <em>means</em>. And more.</dd> </dl>",
    ),
    ("```yaml\na: <b>\n```", '<pre tabindex="0"><code class="language-yaml">a: &lt;b&gt; </code></pre>'),
    ("<!-- for us -->\n\na <!-- and here --> b", "<!-- for us --> <p>a <!-- and here --> b</p>"),
    ("<!-- a --!> <script>alert(1)</script> -->\n\nb", "<p>b</p>"),
    (
        '## A\n\n## A\n\n## a {#a_1}\n\n## É & "c"',
        '<h2 id="a">A</h2> <h2 id="a_2">A</h2> <h2 id="a_1">a</h2> <h2 id="e-c">É &amp; "c"</h2>',
    ),
    ("Words\n-----\n\n### Deep", '<h2 id="words">Words</h2> <h3 id="deep">Deep</h3>'),
    ("## ?\n\n## 中文", '<h2 id="_1">?</h2> <h2 id="_2">中文</h2>'),
    (
        "Two[^a] and[^b] and[^a].\n\n[^b]: Of [b](x.md).\n[^a]: Of a.",
        '<p>Two<sup><a href="#fn:1" id="fnref:1" aria-label="Footnote 1">1</a></sup> '
        'and<sup><a href="#fn:2" id="fnref:2" aria-label="Footnote 2">2</a></sup> '
        'and<sup><a href="#fn:1" id="fnref:1:2" aria-label="Footnote 1">1</a></sup>.</p> '
        '<section class="cop-notes" aria-label="Footnotes"> <ol> '
        '<li id="fn:1"> <p>Of a. '
        '<a class="cop-back" href="#fnref:1" aria-label="Back to where footnote 1 is named">↩</a> '
        '<a class="cop-back" href="#fnref:1:2" aria-label="Back to where footnote 1 is named, place 2">↩</a></p> </li> '
        '<li id="fn:2"> <p>Of <a href="x/">b</a>. '
        '<a class="cop-back" href="#fnref:2" aria-label="Back to where footnote 2 is named">↩</a></p> </li> '
        "</ol> </section>",
    ),
]


@pytest.mark.parametrize(("text", "html"), SHOWN, ids=[text for text, _ in SHOWN])
def test_markdown_is_rendered_as_on_github(text: str, html: str) -> None:
    assert " ".join(rendered(text, "index.md").split()) == html


def test_table_columns_are_aligned_without_inline_styles() -> None:
    table = markup(rendered("| a | b | c |\n| :- | -: | :-: |\n| `x|y` | \\| | *z* |"))
    assert [cell.attributes.get("class") for cell in table.all("td")] == [None, "cop-right", "cop-center"]
    assert [part for part in table.elements if "style" in part.attributes] == []


def test_ids_of_quoted_sections_stay_unique() -> None:
    text = "## A {#a}\n\nOne[^1], [up](#a), [down](#b).\n\n### B {#b}\n\n[^1]: Note."
    page = markup(rendered(text, "cops/teens.md", "own-"))
    assert sorted(page.ids) == ["own-a", "own-b", "own-fn:1", "own-fnref:1"]
    assert [link.attributes["href"] for link in page.all("a")] == ["#own-fn:1", "#own-a", "#own-b", "#own-fnref:1"]


def test_a_role_page_numbers_the_footnotes_of_both_quoted_sections() -> None:
    chapter = (
        f"{HEAD}# F\n\n## Duties {{#duties}}\n\nOne[^d].\n\n## How {{#becoming}}\n\nTwo[^b].\n\n[^d]: D.\n[^b]: B.\n"
    )
    site = site_with({"handbook/facilitator.md": chapter})
    (role,) = [page for page in pages_of(site.facts) if page.uri == "roles/facilitator.md"]
    page = markup(role.render().html)
    assert [one for one in page.ids if "fn" in one] == [
        "duties-fnref:1",
        "duties-fn:1",
        "becoming-fnref:2",
        "becoming-fn:2",
    ]


# The Markdown, and its problem: line, column, message. Front matter and title precede a page's first line.
REFUSED = [
    ("#", "1:1: this heading is empty. Write its text after #, or remove it"),
    ("## ", "1:1: this heading is empty. Write its text after ##, or remove it"),
    ("# Again", "1:1: this is a second heading of level 1, and a page has one, its title. Write ##"),
    ("Again\n=====", "1:1: this is a second heading of level 1, and a page has one, its title. Write ##"),
    ("> # Again", "1:1: this is a second heading of level 1, and a page has one, its title. Write ##"),
    ("### Deep", "1:1: this heading has level 3, the one before it 1. Write ##"),
    ("##Words", "1:1: a space is missing after this, so that it is shown as it is written. Write ## and a space"),
    ("a\n####### Deep", "2:1: a heading has six # at most, so that it is shown as it is written. Write ###### and"),
    ("## A {#a}\n\n## B {#a}", "3:1: {#a} is the id of line 7 too. Write another"),
    ("## A {#a b}", "1:1: {#a b} is no id. Write letters, digits and hyphens, such as {#duties}"),
    ("a <b>c", "1:3: <b> is HTML, which a page cannot hold. Write Markdown; to show it, put it in backticks"),
    ("<h1>Again", "1:1: <h1> is HTML, which a page cannot hold."),
    ("a\n\n  <script>alert(1)</script>", "3:3: <script> is HTML, which a page cannot hold."),
    ("- a\n\n  <iframe src=x></iframe>", "3:3: <iframe> is HTML, which a page cannot hold."),
    ("x\n> <ScRiPt src=//x>", "2:3: <ScRiPt> is HTML, which a page cannot hold."),
    ("<!-- a -->\n<style>", "2:1: <style> is HTML, which a page cannot hold."),
    ("<!-- a --> <style>", "1:12: <style> is HTML, which a page cannot hold."),
    ("<!-- a", "1:1: this comment is not closed. Write --> where it ends"),
    ("<?php a ?>", "1:1: <? is HTML, which a page cannot hold."),
    ("<!DOCTYPE html>", "1:1: <! is HTML, which a page cannot hold."),
    ("| a |\n| - |\n| <img src=x onerror=alert(1)> |", "3:3: <img> is HTML, which a page cannot hold."),
    ("![<b>](x.png)", "1:1: <b> is HTML, which a page cannot hold."),
    (
        "!!! note\n    A.",
        "1:1: `!!! note` is shown as it is written. Write `> [!NOTE]`, then each line of the text after",
    ),
    ("??? danger", "1:1: `??? danger` is shown as it is written. Write `> [!CAUTION]`, then each line"),
    ("a\nb {: .red }", "2:3: `{: .red }` is shown as it is written. Remove it"),
    ("## A { .red }", "1:6: `{ .red }` is shown as it is written. Remove it"),
    ("> [!NOTES]\n> a", "1:3: [!NOTES] has no meaning. Did you mean 'NOTE'? It can be NOTE, TIP, IMPORTANT,"),
    ("> [!NOTE] a", "1:3: [!NOTE] has to stand on a line of its own. Write the text on the next line, after `> `"),
    ("> [!TIP]", "1:1: [!TIP] has no text. Write it on the next line, after `> `"),
    ("- > [!TIP]\n  > a", "1:1: [!TIP] has a meaning outside lists and quotes only. Begin its lines with `> `"),
    ("a[^1] b", "1:2: there is no footnote [^1]. Add a line that begins with [^1]:"),
    ("[^1]: b", "1:1: nothing names this footnote, so that nobody would see it. Write [^1] where it belongs"),
    ("a[^1]\n\n[^1]: b\n[^1]: c", "4:1: there is another footnote [^1]. Keep one"),
    ("a [x][nowhere]", "1:3: nothing says where [nowhere] leads. Write the address in round brackets: [text](address)"),
    ("a [x][]", "1:3: nothing says where [x] leads. Write the address in round brackets: [text](address)"),
    (
        "- a\n- [x](my page.md)",
        "2:3: this looks like a link, but is none. Write [text](address), without a link in the",
    ),
    ("[a [x](index.md) b](index.md)", "1:1: this looks like a link, but is none."),
    ("[x](index.md){ .red }", "1:14: of what may stand in braces behind a link there is { .md-button } and"),
    ("{{ count('all')", "1:1: this `{{` has no `}}` after it. Write for example"),
    ("[{{ association.contact }}](index.md)", "1:2: this makes a link, and stands within another"),
    ("> " * 30 + "a", "1:1: this is nested more than 18 levels deep. Nest it less"),
    ("- " * 30 + "a", "1:1: this is nested more than 18 levels deep. Nest it less"),
]


def said(text: str, uri: str = "a.md") -> list[str]:
    """Return the problems of a page's text, which begins on line 7, behind front matter and title."""
    own = uri.startswith("cops/")
    with pytest.raises(ProblemsError) as caught:
        site_with({uri: text if own else f"{HEAD}# A\n\n{text}\n"})
    first = 0 if own else 6
    return [f"{one.place.line - first}:{one.place.column}: {one.message}" for one in caught.value.problems]


@pytest.mark.parametrize(("text", "words"), REFUSED, ids=[text[:30] for text, _ in REFUSED])
def test_unsupported_markdown_is_reported(text: str, words: str) -> None:
    found = said(text)
    assert [one for one in found if one.startswith(words)], found


@pytest.mark.parametrize("text", ["# Our words", "Our words\n=====", "> # Ours", "- # Ours", "#\tOurs", "   # Ours #"])
def test_a_community_page_has_no_heading_of_level_1(text: str) -> None:
    (found,) = said(f"## What we do\n\n{text}\n", "cops/teens.md")
    assert found.startswith("3:")
    assert "the catalog gives this page its head and its title. Begin with a `##` heading, or with text" in found


def test_a_page_begins_with_its_title() -> None:
    assert said_of(HEAD + "\n\nWords.\n") == [
        "docs/a.md:7:1: the page has no heading of level 1. Begin its text with `# ` and its title"
    ]
    assert said_of(HEAD + "## Words\n\n## More\n") == [
        "docs/a.md:5:1: the first heading of a page has level 1, this one 2. Write #"
    ]


def said_of(text: str) -> list[str]:
    """Return the problems of a whole file."""
    with pytest.raises(ProblemsError) as caught:
        site_with({"a.md": text})
    return [*map(str, caught.value.problems)]


@pytest.mark.parametrize(
    "text",
    [
        "<!--\n# No heading\n-->\n\n## Ours",
        "```\n# No heading\n<script>\n[x](y z)\n{{ z }}\n```",
        "Words\n-----\n\n### Deep",
        "    # Code\n",
        "\\# No heading",
        "#hashtag",
    ],
)
def test_text_that_looks_like_a_heading_is_not_reported(text: str) -> None:
    assert site_with({"cops/teens.md": text})


def test_a_purpose_may_have_markdown() -> None:
    purpose = "To read *Dune*, `code`, AT&T <3, and [how to join](../index.md#the-overview) or https://sla.example/."
    catalog = text_with().replace("purpose: Members compare what works.", f'purpose: "{purpose}"')
    site = site_with({}, catalog)
    (page,) = [page for page in pages_of(site.facts) if page.uri == "cops/teens.md"]
    assert (
        "<p>To read <em>Dune</em>, <code>code</code>, AT&amp;T &lt;3, and "
        '<a href="../../#the-overview">how to join</a> or <a href="https://sla.example/">https://sla.example/</a>.</p>'
    ) in page.render().html


ELEMENTS = {"a", "code", "del", "em", "img", "strong"}
ADDRESS = re.compile(r"#|\.\./b\.png|https://[a-z]\.example|mailto:[a-z@.]+")


@pytest.mark.parametrize("text", TEXTS, ids=TEXTS)
def test_even_invalid_markdown_renders_no_active_content(text: str) -> None:
    for page in (markup(str(PageBuilder("cops/teens.md").line(text))), markup(rendered(text, "cops/teens.md"))):
        extra = {"li", "ol", "p", "ul", "h1"}
        assert {element.tag for element in page.elements} <= ELEMENTS | extra
        assert {name for element in page.elements for name in element.attributes} <= {"alt", "href", "id", "src"}
        assert [link for link in page.references if not ADDRESS.fullmatch(link)] == []
