"""The first files of an association's site hold its answers exactly, and nothing of the sample."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builds import ROOT, SAMPLE
from copsite.catalog.rules import RuleContext
from copsite.catalog.validate import validate, validate_partially
from copsite.diagnostics.problem import Problem
from copsite.starter import CATALOG, SETTINGS, about_answers, first_files
from copsite.yamlio.reader import read
from reader import DAY

STARTER = ROOT / "hooks" / "starter"
TEMPLATES = {
    path.relative_to(STARTER).as_posix(): path.read_text("utf-8") for path in STARTER.rglob("*") if path.is_file()
}
MKDOCS = (SAMPLE / "mkdocs.yml").read_text("utf-8")
ANSWERS = {
    "name": "Map Library Society",
    "short_name": "MLS",
    "in_sentence": "",
    "contact": "maps@library.example",
    "time_zone": "America/Chicago",
    "word": "",
    "words": "",
    "list_server": "",
    "site_url": "",
}
ANCHORS = frozenset(
    f"handbook/{role}.md#{part}" for role in ("facilitator", "participant") for part in ("duties", "becoming")
)

# Answers, and the association in the catalog, without what is the same.
ASSOCIATIONS: list[tuple[dict[str, str], str]] = [
    ({}, ""),
    ({"in_sentence": "the Map Library Society"}, "in_sentence: the Map Library Society"),
    ({"word": "chapter"}, "words: {community: chapter, communities: chapters}"),
    ({"word": "sort of SIG"}, "words: {community: sort of SIG, communities: sorts of SIG}"),
    ({"word": "SIG", "words": "SIGs"}, "words: {community: SIG, communities: SIGs}"),
    ({"list_server": "listserv:lists.library.example"}, "list_server: {type: listserv, host: lists.library.example}"),
    ({"list_server": " sympa : lists.library.example "}, "list_server: {type: sympa, host: lists.library.example}"),
    ({"list_server": "google"}, "list_server: {type: google}"),
]  # fmt: skip

# Answers that YAML, HTML or MkDocs could take for something else, as texts that a catalog may have.
STRANGE = (
    *("true", "null", "2026", "1e3", "- x", "a: b", "x #1", "'", '"', "a\\n", "{x}", "[x", "&a", "*a", "%x", "!ENV x"),
    *("図書館", "R&D", "😀"),
)

WRONG = {
    "name": ("", "`name` has no value."),
    "short_name": ("x" * 61, "`short_name` has 61 characters"),
    "in_sentence": ("the\nsociety", "`in_sentence` holds a line break"),
    "contact": ("maps", "`contact` is 'maps', but must be an email address"),
    "word": ("<b>x</b>", "`community` has `<b>`"),
    "words": ("{{ x }}", "`communities` has `{{`"),
    "list_server": ("listsrv:lists.library.example", "`type` cannot be 'listsrv'. Did you mean 'listserv'?"),
    "site_url": ("library", "this is 'library', but must be a web address"),
}


def files_with(**answers: str) -> dict[str, str]:
    """Return the first files for some answers."""
    return {**first_files({**ANSWERS, **answers}, TEMPLATES, MKDOCS)}


@pytest.mark.parametrize(("answers", "lines"), ASSOCIATIONS, ids=str)
def test_the_catalog_has_the_answers_and_keeps_its_comments(answers: dict[str, str], lines: str) -> None:
    text = files_with(**answers)[CATALOG]
    bare = files_with()[CATALOG]
    added = [line.strip() for line in text.splitlines() if line not in bare.splitlines()]
    assert added == list(filter(None, [lines]))
    assert "  name: Map Library Society\n  short_name: MLS\n" in text
    assert "  contact: maps@library.example # answers questions; every page names it\n" in text
    assert validate(read(text, CATALOG), RuleContext(DAY, ANCHORS)).communities == ()


@pytest.mark.parametrize("text", STRANGE)
def test_an_answer_stays_the_same_text_in_every_file(text: str) -> None:
    answers = {
        "name": f"{text} one",
        "short_name": text,
        "word": text,
        "words": f"{text} many",
        "in_sentence": f"x {text}",
    }
    files = files_with(**answers)
    catalog: Any = read(files[CATALOG], CATALOG).value
    assert catalog["association"]["name"] == answers["name"]
    assert catalog["association"]["words"] == {"community": text, "communities": answers["words"]}
    settings = yaml.load(files[SETTINGS], Loader=Settings)  # noqa: S506 - it is a safe one
    assert settings["site_name"] == f"{text} {text} many"
    assert settings["site_description"] == f"Find, join and run the {text} many of x {text}."
    assert {next(iter(entry)): 0 for entry in settings["nav"] if "cops/index.md" in entry.values()} == {
        f"{text[0].upper()}{text[1:]} many": 0
    }


class Settings(yaml.SafeLoader):
    """Reads MkDocs' settings, with `!ENV` as a list."""


Settings.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node))  # type: ignore[arg-type]


@given(st.text(st.characters(codec="utf-8"), max_size=80), st.text(st.characters(codec="utf-8"), max_size=80))
def test_any_answer_is_written_or_reported(name: str, url: str) -> None:
    files = files_with(short_name=name, site_url=url, in_sentence=name)
    settings = yaml.load(files[SETTINGS], Loader=Settings)  # noqa: S506 - it is a safe one
    assert settings["site_name"] == f"{name} communities"
    assert settings["site_url"] == ["SITE_URL", url]


def test_all_other_settings_stay() -> None:
    before, after = MKDOCS.splitlines(), files_with(site_url="https://maps.library.example/")[SETTINGS].splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [new for _, new in changed] == [
        'site_name: "MLS communities"',
        'site_url: !ENV [SITE_URL, "https://maps.library.example/"]',
        'site_description: "Find, join and run the communities of Map Library Society."',
        '  - "Communities": cops/index.md',
    ]
    assert "".join(new for _, new in changed) not in MKDOCS


def test_settings_that_are_missing_or_on_several_lines_are_written() -> None:
    settings = "site_name: >-\n  A name\n  on lines\n\nnav:\n  - Groups: cops/index.md\n"
    text = first_files(ANSWERS, TEMPLATES, settings)[SETTINGS]
    assert text == (
        'site_name: "MLS communities"\n\nnav:\n  - "Communities": cops/index.md\nsite_url: !ENV [SITE_URL, ""]\n'
        'site_description: "Find, join and run the communities of Map Library Society."\n'
    )


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_answer_is_told_by_its_name(name: str) -> None:
    text, words = WRONG[name]
    answers = {**ANSWERS, **({"word": "group"} if name == "words" else {}), name: text}
    catalog = first_files(answers, TEMPLATES, MKDOCS)[CATALOG]
    told = [*about_answers(answers, problems_of(catalog), catalog)]
    assert (name, True) in [(one, said.startswith(words)) for one, said in told], told


def problems_of(catalog: str) -> list[Problem]:
    """Return the problems of a catalog."""
    return [*validate_partially(read(catalog, CATALOG), RuleContext(DAY, ANCHORS))[1]]


def test_the_commented_examples_are_sound() -> None:
    text = files_with(list_server="listserv:lists.library.example")[CATALOG].replace("…", "library.example/")
    topics = re.sub(r"(?m)^# (topics:|  \w+: \w+)$", r"\1", text)
    assert "\ntopics:\n  collections: Collections\n" in topics
    options = re.sub(r"(?m)^  # (\w+: )", r"  \1", topics)
    entry = re.sub(r"(?m)^# ( {2,}[-\w])", r"\1", options).replace("  - id:", "communities:\n  - id:")
    entry = entry.replace("\ncommunities: []", "")
    (community,) = validate(read(entry, CATALOG), RuleContext(DAY, ANCHORS)).communities
    assert community.name == "Map Librarians"


def test_the_pages_name_nobody() -> None:
    for path, text in TEMPLATES.items():
        assert not re.search(r"(?i)\b(michigan|mla|teen.services)\b", text), path
