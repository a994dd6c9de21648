"""Broken links and images on written pages are problems, with their place and a suggestion."""

from __future__ import annotations

import pytest

from copsite.diagnostics.problem import ProblemsError
from reader import HEAD, site_with, text_with

FILES = ("assets/mark.svg", "assets/Our Picture.png", "minutes/2026 may.pdf")
MEETINGS = f"{HEAD}# Meetings\n\n## Before a meeting {{#before}}\n\n## After it\n\n{{{{ open_lists() }}}}\n"


def said(text: str, uri: str = "handbook/a.md", catalog: str = "") -> list[str]:
    """Return the problems of a page with the text on line 7, or of a community page with it on line 1."""
    page = text if uri.startswith("cops/") else f"{HEAD}# A\n\n{text}\n"
    try:
        site_with({uri: page, "handbook/meetings.md": MEETINGS, "about/index.md": f"{HEAD}# B\n"}, catalog, FILES)
    except ProblemsError as error:
        return [*map(str, error.problems)]
    return []


SOUND = [
    "[x](meetings.md)",
    "[x](meetings.md#before)",
    "[x](meetings.md#after-it)",
    "[x](meetings.md#list:teens)",
    "[x](./meetings.md)",
    "[x](../handbook/meetings.md)",
    "[x](../index.md)",
    "[x](../about/index.md)",
    "[x](facilitator.md#duties)",
    "[x](../cops/index.md?topic=youth)",
    "[x](../cops/teens.md#people)",
    "[x](../cops/teens.md#top)",
    "[x](../cops/teens/join.md#next)",
    "[x](../roles/facilitator.md#becoming)",
    "[x](whole.md)",
    "[x](whole.md#meetings.before)",
    "[x](whole.md#contents)",
    "[x](#a)",
    "[x](../assets/mark.svg)",
    "[x](<../minutes/2026 may.pdf>)",
    "[x](../minutes/2026%20may.pdf#page=2)",
    "![x](../assets/mark.svg)",
    "[![x](../assets/mark.svg)](meetings.md)",
    "[x](https://sla.example/)",
    "[x](HTTP://sla.example)",
    "[x](mailto:a@sla.example)",
    "[x](tel:+1-555-0100)",
    "<https://sla.example>",
    "[x][m]\n\n[m]: meetings.md#before 'Before'",
    "`[x](nothing.md)`",
    "    [x](nothing.md)",
    "\\[x](nothing.md)",
    "<!-- [x](nothing.md) -->",
]


@pytest.mark.parametrize("text", SOUND)
def test_a_working_link_has_no_problem(text: str) -> None:
    assert said(text) == []


BROKEN = [
    # A link, and its message.
    ("[x](meeting.md)", "`meeting.md`: there is nothing at docs/handbook/meeting.md. Did you mean `meetings.md`?"),
    ("[x](Meetings.md)", "`Meetings.md`: there is nothing at docs/handbook/Meetings.md. Did you mean `meetings.md`?"),
    ("[x](meetings)", "`meetings`: there is nothing at docs/handbook/meetings. Did you mean `meetings.md`?"),
    ("[x](meetings/)", "`meetings/`: there is nothing at docs/handbook/meetings/. Did you mean `meetings.md`?"),
    (
        "[x](meetings.md/)",
        "`meetings.md/`: there is nothing at docs/handbook/meetings.md/. Did you mean `meetings.md`?",
    ),
    (
        "[x](meetings.html)",
        "`meetings.html`: there is nothing at docs/handbook/meetings.html. Did you mean `meetings.md`?",
    ),
    ("[x](../meetings.md)", "`../meetings.md`: there is nothing at docs/meetings.md. Did you mean `meetings.md`?"),
    ("[x](../about/)", "`../about/`: there is nothing at docs/about/. Did you mean `../about/index.md`?"),
    ("[x](../about)", "`../about`: there is nothing at docs/about. Did you mean `../about/index.md`?"),
    (
        "[x](../cops/teen.md)",
        "`../cops/teen.md`: there is nothing at docs/cops/teen.md. Did you mean `../cops/teens.md`?",
    ),
    ("[x](../cops/teens/)", "`../cops/teens/`: there is nothing at docs/cops/teens/. Did you mean `../cops/teens.md`?"),
    ("[x](zzz.md)", "`zzz.md`: there is nothing at docs/handbook/zzz.md. Correct it, or remove the link"),
    ("[x](/handbook/meetings.md)", "`/handbook/meetings.md` begins with a slash. Did you mean `meetings.md`?"),
    ("[x](/cops/)", "`/cops/` begins with a slash. Did you mean `../cops/index.md`?"),
    ("[x](/zzz/)", "`/zzz/` begins with a slash. Write the way from this file, such as `../join.md`"),
    ("[x](//sla.example/)", "`//sla.example/` begins with two slashes. Write https: before them"),
    ("[x](..\\index.md)", "`..\\index.md` has a backslash. Did you mean `../index.md`?"),
    ("[x](../../README.md)", "`../../README.md` leads out of docs/, and only what is below docs/ is published."),
    ("[x](../../data/cops.yaml)", "`../../data/cops.yaml` leads out of docs/, and only what is below docs/ is"),
    ("[x](%2e%2e/%2e%2e/README.md)", "`%2e%2e/%2e%2e/README.md` leads out of docs/"),
    ("![x](../../.github/a.png)", "`../../.github/a.png` leads out of docs/"),
    ("[x](file:///etc/passwd)", "`file:///etc/passwd` is a file on one computer, which nobody else can open."),
    ("[x](FILE:a.md)", "`FILE:a.md` is a file on one computer"),
    ("[x](C:\\\\a.docx)", "`C:\\a.docx` is a file on one computer"),
    ("[x](<c:/My Files/a.docx>)", "`c:/My Files/a.docx` is a file on one computer"),
    ("[x](\\\\\\\\server\\a.docx)", "`\\\\server\\a.docx` is a file on one computer"),
    ("![x](file:///etc/passwd)", "`file:///etc/passwd` is a file on one computer"),
    ("[x](javascript:alert)", "`javascript:alert` begins with `javascript:`, which is not allowed. A link begins with"),
    ("[x](JaVaScript:alert)", "`JaVaScript:alert` begins with `javascript:`, which is not allowed."),
    ("[x](&#106;avascript:alert)", "`javascript:alert` begins with `javascript:`, which is not allowed."),
    ("[x](<java\tscript:alert>)", "`java\tscript:alert` has an invisible character. Write the address anew"),
    ("<javascript:alert>", "`javascript:alert` begins with `javascript:`, which is not allowed."),
    ("[x](vbscript:a)", "`vbscript:a` begins with `vbscript:`, which is not allowed."),
    ("[x](data:text/html,a)", "`data:text/html,a` begins with `data:`, which is not allowed."),
    ("![x](data:image/png;base64,a)", "`data:image/png;base64,a` begins with `data:`, which is not allowed."),
    ("[x][j]\n\n[j]: javascript:alert", "`javascript:alert` begins with `javascript:`, which is not allowed."),
    ("[x]()", "this link leads nowhere. Write an address in its round brackets"),
    ("[x](<>)", "this link leads nowhere. Write an address in its round brackets"),
    ("[x](#)", "this link leads nowhere. Write an address in its round brackets"),
    ("[](meetings.md)", "this link has no text. Write in its square brackets where it leads"),
    ("![](../assets/mark.svg)", "this picture has no words for those who do not see it. Write in its square brackets"),
    ("![x](../assets/marc.svg)", "`../assets/marc.svg`: there is no picture at docs/assets/marc.svg. Did you mean"),
    (
        "![x](../assets/our-picture.png)",
        "`../assets/our-picture.png`: there is no picture at docs/assets/our-picture.png.",
    ),
    ("![x](mark.svg)", "`mark.svg`: there is no picture at docs/handbook/mark.svg. Did you mean `../assets/mark.svg`?"),
    ("![x](meetings.md)", "`meetings.md` is a page, and no picture. Leave out the ! before the brackets"),
    (
        "![x](https://sla.example/a.png)",
        "`https://sla.example/a.png` is on another site, from which no picture is shown.",
    ),
    ("[x](#before)", "`#before`: this page has no heading with the id `before`. Leave out # and the id"),
    (
        "[x](meetings.md#befor)",
        "`meetings.md#befor`: docs/handbook/meetings.md has no heading with the id `befor`. Did you",
    ),
    (
        "[x](meetings.md#After-It)",
        "`meetings.md#After-It`: docs/handbook/meetings.md has no heading with the id `After-It`.",
    ),
    ("[x](../cops/teens.md#no)", "`../cops/teens.md#no`: docs/cops/teens.md has no heading with the id `no`."),
    ("[x](whole.md#before)", "`whole.md#before`: docs/handbook/whole.md has no heading with the id `before`."),
    (
        "[x](www.sla.example)",
        "`www.sla.example`: there is nothing at docs/handbook/www.sla.example. Did you mean `https://",
    ),
    (
        "[x](sla.example/join)",
        "`sla.example/join`: there is nothing at docs/handbook/sla.example/join. Did you mean `http",
    ),
    ("[x](a@sla.example)", "`a@sla.example`: there is nothing at docs/handbook/a@sla.example. Did you mean `mailto:a@"),
    ("[x](mailto:)", "`mailto:` names no email address. Write it after mailto:"),
    ("[x](https:meetings.md)", "`https:meetings.md` names no site. Write https:// and the site's name"),
    ("[x](<{{ count('all') }}>)", "`{{ count('all') }}` is no address: a shortcode cannot stand in one."),
]


@pytest.mark.parametrize(("text", "words"), BROKEN, ids=[text for text, _ in BROKEN])
def test_a_broken_link_is_reported_with_its_place_and_a_suggestion(text: str, words: str) -> None:
    found = said(f"See {text}")
    assert [one.removeprefix("docs/handbook/a.md:7:5: ")[: len(words)] for one in found] == [words]


PLACES = [
    # A text, and the line and column of the broken link in it.
    ("a\nb [x](no.md)", (2, 3)),
    ("- a\n  - b\n    [x](no.md)", (3, 5)),
    ("> a\n> > [x](no.md)", (2, 5)),
    ("| a | b |\n| - | - |\n| [x](no.md) | no |", (3, 3)),
    ("| a | b |\n| - | - |\n| no \\| x | [x](no.md) |", (3, 13)),
    ("## A [x](no.md) ##", (1, 6)),
    ("Term\n:   [x](no.md)", (2, 5)),
    ("*a [x](no.md)*", (1, 4)),
    ("a[^1]\n\n[^1]: b\n    [x](no.md)", (4, 5)),
    ("  [x](no.md)", (1, 3)),
    ("1. a\n2. {{ count('all') }} [x](no.md)", (2, 23)),
    ("a https://sla.example and [x](no.md)", (1, 27)),
    ("> [!NOTE]\n> [x](no.md)", (2, 3)),
    ("- [ ] [x](no.md)", (1, 7)),
    ("é 中 [x](no.md)", (1, 5)),
]


@pytest.mark.parametrize(("text", "place"), PLACES, ids=[text for text, _ in PLACES])
def test_a_problem_has_the_place_of_the_link(text: str, place: tuple[int, int]) -> None:
    (found,) = said(text)
    assert found.startswith(f"docs/handbook/a.md:{place[0] + 6}:{place[1]}: `no.md`: ")


def test_every_broken_link_of_every_page_is_reported_at_once() -> None:
    own = said(
        "[a](no.md) ![b](no.png)\n\n[c](#no) [d](../index.md#no) [e](teens.md#suits) [f](#ours)\n\n## Ours",
        "cops/teens.md",
    )
    assert [one.partition(": ")[0] for one in own] == [
        f"docs/cops/teens.md:{at}" for at in ("1:1", "1:12", "3:1", "3:10")
    ]


def test_links_in_a_purpose_are_reported_at_their_line_of_the_catalog() -> None:
    catalog = text_with().replace("Members compare what works.", "See [a](../handbook/meeting.md), [b](javascript:c).")
    line = catalog[: catalog.index("    purpose:")].count("\n") + 1
    found = said("a", catalog=catalog)
    assert found == [
        f"data/cops.yaml:{line}:14: `purpose` has a link that does not work: `../handbook/meeting.md`: there is "
        "nothing at docs/handbook/meeting.md. Did you mean `../handbook/meetings.md`?",
        f"data/cops.yaml:{line}:14: `purpose` has a link that does not work: `javascript:c` begins with `javascript:`, "
        "which is not allowed. A link begins with https: or mailto:",
    ]
