"""Every parser takes linear time on 100 kB of input that makes a careless regular expression slow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from copsite.catalog.rules import RuleContext
from copsite.catalog.validate import validate
from copsite.channels.kinds import KINDS
from copsite.diagnostics.problem import ProblemsError
from copsite.render.search_index import sections_of
from copsite.yamlio.reader import decode, read
from reader import DAY, HEAD, site_with, text_with

SIZE = 100_000

# Repeated in a page's text.
TEXTS = [
    *("{#a ", "# {#a ", "#", "# a\n", "## a {#b}\n", "a\n=\n", "a\n-\n"),
    *(
        "[",
        "]",
        "![",
        "(",
        "[a](",
        "[a][",
        "[]",
        "[](",
        "[a]: b\n",
        "[a\n",
        "[a](b.md)",
        "[a](b.md)\n\n",
        "[a](<",
        '[a](b "',
    ),
    *("![](", "[^a]", "[^a]: ", "[^a]: b\n\n", "[a](b){", "{ .md-button }", "\\[", "\\"),
    *("`", "` ``", "```\n", "~~~", "*", "*a **b ", "a*", "_a_b", "~~a "),
    *("{{", "{{ ", "{{ count('all') }}", "{{ a", "}}", "{{(", "{{ a\n\n"),
    *(
        "<",
        "<a ",
        "<a",
        "<a <a",
        "<!--",
        "<!-- a -->",
        "<!-- a -->\n",
        "<?",
        "<![CDATA[",
        "</a",
        '<a b="',
        "<div>\n",
        "&",
        "&#",
    ),
    *(">", "> ", "- ", "* ", "1. ", "- a\n", "  - a\n", "- - a\n", "> > a\n\n", "- [ ] ", "> [!NOTE]\n", "> [!NOTE\n"),
    *("|", "|a", "\\|", "|-|\n", "| a | b |\n|---|---|\n", "Table: a\n\n"),
    *("a\n: b\n", "a\n: b\n\n", ": ", "!!! ", "---\n"),
    *("http://", "https://a.example/)", "https://a.example/;", "www.", "a@", "a@b.", "@", "a.b@c.d "),
    *(" ", "\t", "\n", "  \n", "a ", "a\n", "é", "\u2028", "\x00", "'", '"'),
]


@pytest.mark.parametrize("part", TEXTS, ids=repr)
def test_any_page_is_rendered_or_reported(part: str) -> None:
    _shown_or_reported({"a.md": f"{HEAD}# A\n\n{part * (SIZE // len(part))}\n"})


@pytest.mark.parametrize("part", ["[a](#b) ", "# ", "{#a}", "- ", "<b>", "\n\n## a\n\n"], ids=repr)
def test_any_community_page_is_rendered_or_reported(part: str) -> None:
    _shown_or_reported({"cops/teens.md": part * (SIZE // len(part))})


@pytest.mark.parametrize(
    "part", ["---\n", "title: a\n", "a", "[", "{", "- ", "'", '"', "\t", "# ", "&a ", "*", ": "], ids=repr
)
def test_any_front_matter_is_read_or_reported(part: str) -> None:
    _shown_or_reported({"a.md": f"---\n{part * (SIZE // len(part))}\n---\n# A\n"})
    _shown_or_reported({"a.md": f"---\ntitle: {part * (SIZE // len(part))}\n---\n# A\n"})


def test_a_link_to_a_long_anchor_is_reported() -> None:
    _shown_or_reported({"a.md": f"{HEAD}# A\n\n## {'ab ' * 20_000}\n\n[x](#{'ab-' * 20_000})\n"})
    _shown_or_reported({"a.md": f"{HEAD}# A\n\n[x]({'../' * 20_000}a.md) [y]({'a/' * 20_000}) [z](/{'a/' * 20_000})\n"})


def _shown_or_reported(texts: dict[str, str]) -> None:
    with _reported_briefly():
        site = site_with(texts)
        for uri in site.written:
            assert [*sections_of(site.facts.written[uri], uri)]


@contextmanager
def _reported_briefly() -> Iterator[None]:
    """Suppress problems whose messages fit on a screen."""
    reported: list[str] = []
    try:
        yield
    except ProblemsError as error:
        reported += (problem.message for problem in error.problems)
    assert max(map(len, reported), default=0) < 600


# Repeated in every text, address and id of the catalog.
VALUES = [
    *("<a ", "<", "*", "**a", "[", "](", "[a](b", "`", "{{", "_", "~", "&", "!", "@", "www."),
    *(
        "a",
        "a.",
        "a-",
        "a@",
        "a/",
        ".",
        "-",
        " ",
        "a ",
        "(",
        "https://",
        "https://a.",
        "9",
        "'",
        '\\"',
        "{",
        "- ",
        "é",
        "\\u2028",
    ),
]


MORE = """      - type: telegram
        name: teens
        page: https://t.me/teens
        subject_tag: TEENS
    also_called:
      - YA
    part_of: teens
    place:
      town: Detroit
    languages:
      - en
    contact: teens@sla.example
    logo: cops/teens.svg
"""


@pytest.mark.parametrize("part", VALUES, ids=repr)
def test_any_value_is_accepted_or_reported(part: str) -> None:
    long = f'"{part * (SIZE // len(part))}"'
    text = text_with(MORE)
    for line in text.split("\n"):
        begin, value = re.fullmatch(r"( *(?:- )?(?:\w+:(?: |$))?)(.*)", line).groups()  # type: ignore[union-attr] # it matches any line
        if value and not value.startswith(("{", "[")):
            changed = text.replace(line, f"{begin}{long}")
            with _reported_briefly():
                validate(read(decode(changed.encode(), "cops.yaml"), "cops.yaml"), RuleContext(DAY, frozenset()))


@pytest.mark.parametrize("part", [*VALUES, "a.a@", "#a:", "a/a", "@a", "groups/", "r/"], ids=repr)
def test_any_name_of_a_channel_gives_a_short_address_or_none(part: str) -> None:
    for kind in KINDS.values():
        for start in ("", "@", "#", "groups/", "#a:", "@a@", "a/"):
            name = start + part * (SIZE // len(part))
            assert len(kind.address_of(name, "irc.sla.example")) < 400


YAML = [
    "[",
    "{",
    "- ",
    "  - a\n",
    "a: ",
    "a:\n",
    "&a ",
    "*a ",
    "!a ",
    "'",
    '"',
    "\\",
    "|\n",
    ">\n",
    "# ",
    "\t",
    "? ",
    "%",
    "<<<<<<< ",
    ": ",
]


@pytest.mark.parametrize("part", YAML, ids=repr)
def test_any_file_is_read_or_reported(part: str) -> None:
    for text in (part * (SIZE // len(part)), f"communities:\n  - name: {part * (SIZE // len(part))}\n  x y\n"):
        with _reported_briefly():
            validate(read(text, "cops.yaml"), RuleContext(DAY, frozenset()))
