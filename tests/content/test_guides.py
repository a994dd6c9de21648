"""The handbook documents the whole program, in those of its chapters that the association still has."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

import cops
from builds import ROOT
from copsite.render.shortcodes import shortcodes
from fields import FIELDS
from reader import site_with

NAMES = shortcodes(site_with({}).facts, "index.md", ())


def chapter(name: str, about: str) -> str:
    """Read a chapter of the handbook; skip the test if it is missing or about something else."""
    path = ROOT / "docs" / "handbook" / name
    text = path.read_text("utf-8") if path.exists() else ""
    if about not in text:
        pytest.skip(f"docs/handbook/{name} is not there, or has no {about!r}")
    return text


def test_documented_and_existing_shortcodes_are_the_same() -> None:
    explained = set(re.findall(r"\{\{ (\w+)", chapter("editing.md", "{{ ")))
    assert explained == set(NAMES)


def test_every_part_of_a_shortcode_is_documented() -> None:
    lines = chapter("editing.md", "{{ ").splitlines()
    association, words = NAMES["association"], NAMES["words"]
    community = NAMES["community"]("teens")  # type: ignore[operator] # a shortcode with an argument is a function
    role = NAMES["role"]("facilitator")  # type: ignore[operator] # a shortcode with an argument is a function
    starts = ("association", "words", "community(", "role(")
    for shortcode, start in zip((association, words, community, role), starts, strict=True):
        assert isinstance(shortcode, SimpleNamespace)
        rows = "".join(line for line in lines if line.startswith(f"| `{{{{ {start}"))
        # With a capital letter, a part begins a sentence; the text below the table says so once for all.
        assert {
            part for part in vars(shortcode) if f".{part[0].lower()}{part[1:]}`" not in rows.replace(" }", "`")
        } == set()


def test_the_chapter_of_lifecycle_events_has_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    shown = set(re.findall(r"hooks/cops.py (\w+)", chapter("life-events.md", "hooks/cops.py ")))
    with pytest.raises(SystemExit):
        cops.main(["--help"])
    commands = re.findall(r"^    (\w+) ", capsys.readouterr().out, re.MULTILINE)
    assert set(commands) - shown - {"import", "init", "upgrade"} == {"check"}  # these three are for a whole catalog


def test_the_chapter_of_fields_has_every_record() -> None:
    shown = re.findall(r'^\{\{ fields\("([a-z ]+)"\) \}\}$', chapter("fields.md", "{{ fields("), re.MULTILINE)
    assert sorted(shown) == sorted({field.noun for field in FIELDS})
