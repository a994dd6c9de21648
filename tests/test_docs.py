"""What the guides and chapters say is so: what they name is there, and what is there they name."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from builds import EPOCH, ROOT, SAMPLE
from copsite.content.files import State
from copsite.diagnostics.formatters import terminal
from copsite.diagnostics.problem import ProblemsError
from copsite.render.shortcodes import shortcodes
from copsite.render.templating import PageBuilder, render_template
from copsite.yamlio.dump import block
from copsite.yamlio.reader import read
from fields import FIELDS, Field
from reader import catalog_with
from workspace import CATALOG, files_in, site_of

GUIDES = ("README.md", "CONTRIBUTING.md")
TEXTS = {name: (ROOT / name).read_text("utf-8") for name in GUIDES}

# Files and folders as the guides write them: with a folder before them, or alone and of a kind that we have.
FILE = re.compile(
    r"(?<![\w/.:-])(?:[\w.*-]+/)+[\w.*-]*|(?<![\w/.:-])[\w.*-]+\.(?:md|yaml|yml|toml|txt|py|css)(?![\w/])"
)
MADE = ("site/", "./site", "./shots", "./.cache", ".venv/")  # by the commands themselves


def names_of(text: str) -> Iterator[str]:
    """Yield the files and folders that a guide names in code or links to."""
    for code in re.findall(r"`([^`\n]+)`|\]\(([^)#\s]+)\)", text):
        yield from (name for name in FILE.findall("".join(code)) if not name.startswith(MADE))


@pytest.mark.parametrize("guide", GUIDES)
def test_every_file_that_a_guide_names_is_there(guide: str) -> None:
    named = set(names_of(TEXTS[guide]))
    assert len(named) > 5
    known = {"docs/cops/ID.md"}  # a place for a file, not one
    missing = [
        name
        for name in named - known
        if not any(
            (
                *ROOT.glob(name),
                *SAMPLE.glob(name),
                *ROOT.glob(f"hooks/**/{name}"),
                *ROOT.glob(f"docs/assets/{name}"),
                *ROOT.glob(f".github/**/{name}"),
            )
        )
    ]
    assert missing == []


def test_the_map_names_what_is_there() -> None:
    (drawn,) = re.findall(r"^## The map\n\n```\n(.*?)\n```", TEXTS["README.md"], re.MULTILINE | re.DOTALL)
    folder = ""
    for line in drawn.splitlines():
        found = re.match(r"( *)([\w./*-]+(?:, [\w./*-]+)*)", line)
        assert found, line
        inside, names = found[1], found[2].split(", ")
        if not inside:
            folder = names[0] if names[0].endswith("/") else ""
        for name in names if len(inside) < 4 else ():
            assert any(ROOT.glob(folder + name if inside else name)), line


@pytest.mark.parametrize("guide", GUIDES)
def test_every_make_command_that_a_guide_names_is_one(guide: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`|\b[A-Z_]+=\S+ )make ([a-z]+)", TEXTS[guide], re.MULTILINE))
    assert named
    assert named - targets == set()


def test_the_readme_names_every_make_command() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"make ([a-z]+)", TEXTS["README.md"]))
    assert targets - named == set()


def test_the_guides_show_a_problem_of_the_sample_as_it_is_reported(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    (shown,) = re.findall(r"^  ```\n(.*?)^  ```$", TEXTS["README.md"], re.MULTILINE | re.DOTALL)
    (message,) = re.findall(r"^data/cops\.yaml:\d+:\d+: (.*)$", TEXTS["CONTRIBUTING.md"], re.MULTILINE)
    state = files_in(sample, sample / "docs")
    wrong = state.texts[CATALOG].replace(b"status: active", b"status: actve", 1)
    with pytest.raises(ProblemsError) as caught:
        site_of(State({**state.texts, CATALOG: wrong}, state.others))
    drawn = terminal(caught.value.problems, {CATALOG: wrong.decode()})
    assert dedent(shown).rstrip() == drawn.partition("\n\n")[0]
    assert message == caught.value.problems[0].message


def test_what_is_checked_before_a_commit_can_be_run() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    (repository,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    entries = [hook["entry"].split() for hook in repository["hooks"]]
    assert [(command, target in targets) for command, _, target in entries] == [("make", True)] * 2


def as_written(field: Field, example: Any) -> str:
    """Write an example of a field as the chapter has it."""
    return "\n".join(block(f"{field.name}:", example))


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_every_field_of_the_catalog_is_explained(field: Field) -> None:
    assert field.schema["title"][:1].isupper()
    assert field.schema["description"].endswith(".")
    adapter: TypeAdapter[object] = TypeAdapter(field.model.rebuild_annotation())
    for example in field.schema["examples"]:
        plain: Any = read(as_written(field, example), "cops.yaml").value
        assert adapter.validate_python(plain[field.name]) is not None


@pytest.mark.parametrize("field", [field for field in FIELDS if "enum" in field.schema], ids=str)
def test_every_word_that_a_field_takes_is_explained(field: Field) -> None:
    said = field.schema.get("enumDescriptions", [])
    plain = field.schema["enum"] == ["yes", "no"] or field.name == "delimiter"
    assert plain or (all(said) and len(said) == len(field.schema["enum"]))


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_every_field_is_laid_out_with_its_example(field: Field) -> None:
    made = NAMES["fields"](field.noun)  # type: ignore[operator] # a shortcode with an argument is a function
    shown = html.unescape(render_template(made.template, PageBuilder("index.md"), **made.values))
    assert f"<dt><code>{field.name}</code>" in shown
    assert f"<p>{field.schema['description']}" in shown
    assert as_written(field, field.schema["examples"][0]) in shown


NAMES = shortcodes(catalog_with(), "index.md", ())
