"""The guides agree with the program: what they name exists, and they name what exists."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

import copsite
from builds import EPOCH, ROOT, SAMPLE
from copsite.content.files import State
from copsite.diagnostics.formatters import terminal
from copsite.diagnostics.problem import ProblemsError
from copsite.render.shortcodes import shortcodes
from copsite.render.templating import PageBuilder, render_template
from copsite.yamlio.dump import block
from copsite.yamlio.reader import read
from fields import FIELDS, Field
from reader import site_with
from workspace import CATALOG, files_in, site_of

GUIDES = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md")
TEXTS = {name: (ROOT / name).read_text("utf-8") for name in (*GUIDES, "CHANGELOG.md")}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
TARGETS = set(re.findall(r"^([a-z][a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))

# Files and folders as the guides write them: with a folder before them, or alone and of a kind that we have.
FILE = re.compile(
    r"(?<![\w/.:-])(?:[\w.*-]+/)+[\w.*-]*|(?<![\w/.:-])[\w.*-]+\.(?:md|yaml|yml|toml|txt|py|css)(?![\w/])"
)
MADE = ("site/", "./site", "./shots", "./.cache", ".cache/", ".venv/")  # by the commands themselves

# A word for each answer to a newcomer's question, by which the file shows that it is the right one.
ANSWERS = {
    "hooks/copsite/render/templates/channels.html": "commands.unsubscribe",
    "hooks/copsite/render/qr.py": "def qr_code",
    "hooks/copsite/channels/list_managers.py": '"{list}-subscribe-request@{host}"',
    "hooks/copsite/diagnostics/synonyms.py": "on hold",
    "hooks/copsite/yamlio/edit.py": "comments",
    "hooks/copsite/catalog/terms.py": "vacan",
    "hooks/copsite/markdown/problems.py": "html_block",
    "hooks/copsite/html/security_headers.py": "Strict-Transport-Security",
    "hooks/copsite/render/search_index.py": "def index_of",
    "hooks/workspace.py": "SOURCE_DATE_EPOCH",
}


def names_of(text: str) -> Iterator[str]:
    """Yield the files and folders that a guide names in code or links to."""
    for code in re.findall(r"`([^`\n]+)`|\]\(([^)#\s]+)\)", text):
        yield from (name for name in FILE.findall("".join(code)) if not name.startswith(MADE))


def part_of(guide: str, heading: str) -> str:
    """Return the text of a guide below a heading, up to the next one of that level."""
    _, found, rest = TEXTS[guide].partition(f"\n## {heading}\n")
    assert found, heading
    return re.split(r"^##? ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def rows_of(table: str) -> list[list[str]]:
    """Return the cells of a table's rows, without its head."""
    lines = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line] for line in lines if "---" not in line[0]][1:]


@pytest.mark.parametrize("guide", GUIDES)
def test_every_file_that_a_guide_names_exists(guide: str) -> None:
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
                *ROOT.glob(f"{name.rstrip('/')}.py"),  # a module may become a package
            )
        )
    ]
    assert missing == []


@pytest.mark.parametrize("guide", GUIDES)
def test_every_link_to_a_part_of_a_guide_leads_to_one(guide: str) -> None:
    for target, anchor in re.findall(r"\]\((\w+\.md)#([\w-]+)\)", TEXTS[guide]):
        headings = re.findall(r"^#+ (.+)$", TEXTS[target], re.MULTILINE)
        assert anchor in {heading.lower().replace(" ", "-") for heading in headings}


def layout() -> Iterator[Path]:
    """Yield the files and folders that the README's layout names."""
    *_, drawn = re.findall(r"^```\n(.*?)\n```$", part_of("README.md", "How it works"), re.MULTILINE | re.DOTALL)
    above: list[tuple[int, Path]] = [(-1, ROOT)]
    for line in drawn.splitlines():
        found = re.match(r"( *)([\w./*-]+(?:, [\w./*-]+)*)", line)
        assert found, line
        indent = len(found[1])
        while above[-1][0] >= indent:
            above.pop()
        folder = above[-1][1]
        for name in found[2].split(", "):
            yield from [*folder.glob(name)] or [folder / name]
            above.append((indent, folder / name))


def test_the_layout_names_what_exists() -> None:
    assert [path for path in layout() if not path.exists()] == []


def test_the_layout_names_every_hook_and_every_room() -> None:
    hooks = ROOT / "hooks"
    parts = {*hooks.glob("*.py"), *hooks.glob("copsite/*.py"), *hooks.glob("copsite/*/")}
    wanted = {path for path in parts if path.stem not in ("__init__", "__pycache__")}
    assert wanted - {*layout()} == set()


def test_the_readme_is_short_and_has_its_parts_in_order() -> None:
    assert len(TEXTS["README.md"].splitlines()) <= 150
    assert re.findall(r"^## (.+)$", TEXTS["README.md"], re.MULTILINE) == [
        "A tour",
        "Use it",
        "Change it",
        "How it works",
        "Take it over for your association",
        "Dependencies",
    ]


def test_the_readme_gives_a_reason_for_every_dependency() -> None:
    needed = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["lists"]]
    for extra in PROJECT["project"]["optional-dependencies"].values():
        needed += extra
    names = {re.split(r"[^\w.-]", line)[0] for line in (*needed, *PROJECT["dependency-groups"]["peers"])}
    packages = " ".join(package for package, _ in rows_of(part_of("README.md", "Dependencies")))
    assert {name for name in names if name not in packages and not name.startswith("types-")} == set()


@pytest.mark.parametrize("guide", GUIDES)
def test_every_make_command_that_a_guide_names_is_one(guide: str) -> None:
    named = set(re.findall(r"(?:^|`|\b[A-Z_]+=\S+ )make ([a-z-]+)", TEXTS[guide], re.MULTILINE))
    assert named
    assert named - TARGETS == set()


def test_contributing_explains_every_make_command() -> None:
    commands = [command for command, _ in rows_of(part_of("CONTRIBUTING.md", "All make targets"))]
    assert sorted(commands) == sorted(f"`make {target}`" for target in TARGETS)


def test_contributing_shows_a_case_as_it_is_written() -> None:
    (shown,) = re.findall(r"^```\n(== .*?)^```$", TEXTS["CONTRIBUTING.md"], re.MULTILINE | re.DOTALL)
    assert shown in (ROOT / "tests" / "problems" / "rules.txt").read_text("utf-8")


def test_architecture_describes_every_room_in_the_order_of_imports() -> None:
    described = re.findall(r"^- \*\*(\w+)\*\*:", part_of("ARCHITECTURE.md", "The rooms"), re.MULTILINE)
    assert " < ".join(described) in " ".join((copsite.__doc__ or "").replace(".py", "").split())


def test_every_private_name_is_used_where_architecture_says() -> None:
    rows = rows_of(part_of("ARCHITECTURE.md", "Private names that we use"))
    assert len(rows) > 20
    for names, files, *_ in rows:
        named = [ROOT / file for file in re.findall(r"`([^`]+)`", files)]
        found = [path for file in named for path in (file, *file.rglob("*.py"))]
        text = "".join(path.read_text("utf-8") for path in found if path.is_file())
        assert [name for name in re.findall(r"`([^`]+)`", names) if name not in text] == [], files


def test_every_optional_hook_is_one() -> None:
    named = {file for file, _ in rows_of(part_of("ARCHITECTURE.md", "Optional hooks"))}
    config = (SAMPLE / "mkdocs.yml").read_text("utf-8")
    assert named == {f"`{file}`" for file in re.findall(r"hooks/\w+\.py", config)} - {"`hooks/mkdocs_hooks.py`"}


def test_the_questions_of_a_newcomer_lead_to_their_answers() -> None:
    rows = rows_of(part_of("ARCHITECTURE.md", "Ten questions of a newcomer"))
    assert [file.strip("`") for _, file in rows] == [*ANSWERS]
    assert [file for file, word in ANSWERS.items() if word not in (ROOT / file).read_text("utf-8")] == []


def test_the_version_is_the_newest_of_the_changelog() -> None:
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d$", TEXTS["CHANGELOG.md"], re.MULTILINE)
    assert versions[0] == PROJECT["project"]["version"]
    assert versions == sorted(versions, key=lambda version: [*map(int, version.split("."))], reverse=True)


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
    (repository,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    entries = [hook["entry"].split() for hook in repository["hooks"]]
    assert [(command, target in TARGETS) for command, _, target in entries] == [("make", True)] * 2


def example_of(field: Field, example: Any) -> str:
    """Return an example of a field as the chapter shows it."""
    return "\n".join(block(f"{field.name}:", example))


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_every_field_of_the_catalog_is_explained(field: Field) -> None:
    assert field.schema["title"][:1].isupper()
    assert field.schema["description"].endswith(".")
    adapter: TypeAdapter[object] = TypeAdapter(field.model.rebuild_annotation())
    for example in field.schema["examples"]:
        plain: Any = read(example_of(field, example), "cops.yaml").value
        assert adapter.validate_python(plain[field.name]) is not None


@pytest.mark.parametrize("field", [field for field in FIELDS if "enum" in field.schema], ids=str)
def test_every_word_that_a_field_takes_is_explained(field: Field) -> None:
    said = field.schema.get("enumDescriptions", [])
    plain = field.schema["enum"][:2] == ["yes", "no"] or field.name == "delimiter"
    assert plain or (all(said) and len(said) == len(field.schema["enum"]))


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_every_field_is_shown_with_its_example(field: Field) -> None:
    made = NAMES["fields"](field.noun)  # type: ignore[operator] # a shortcode with an argument is a function
    shown = html.unescape(render_template(made.template, PageBuilder("index.md"), **made.values))
    assert f"<dt><code>{field.name}</code>" in shown
    assert f"<p>{field.schema['description']}" in shown
    assert example_of(field, field.schema["examples"][0]) in shown


NAMES = shortcodes(site_with({}).facts, "index.md", ())
