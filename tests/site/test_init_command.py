"""`cops.py init` begins a site that builds at once, in a new folder or in place of the sample; it loses no file."""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import cops
from builds import EPOCH, ROOT, build, bytes_of, copy_of_site, run
from sites import commit

SAMPLE_NAMES = re.compile(r"(?i)\b(michigan|mla|teen.services)\b")
REQUIRED = {
    "name": "Map Library Society",
    "short-name": "MLS",
    "contact": "maps@library.example",
    "time-zone": "America/Chicago",
}
OPTIONS = [part for name, value in REQUIRED.items() for part in (f"--{name}", value)]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the project with the sample's content, in Git."""
    root = copy_of_site(tmp_path_factory.mktemp("project") / "root")
    for name in ("LICENSE", "LICENSE-docs", ".gitignore", "requirements-site.txt", "requirements-pdf.txt"):
        shutil.copy(ROOT / name, root)
    commit(root, "The project")
    return root


@pytest.fixture
def copy(project: Path, tmp_path: Path) -> Path:
    """Copy the project, to change it."""
    return shutil.copytree(project, tmp_path / "copy")


@pytest.fixture(scope="module")
def begun(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Begin a site in a new folder."""
    root = tmp_path_factory.mktemp("begun") / "a" / "site of ours"
    words = ["--word", "interest group", "--list-server", "sympa:lists.library.example"]
    assert cops.main(["init", str(root), *OPTIONS, *words, "--root", str(project)]) == 0
    return root


def test_a_new_folder_has_what_a_site_needs_and_builds_strictly(begun: Path, tmp_path: Path) -> None:
    names = {path.name for path in begun.iterdir()}
    assert names == {
        *(".gitignore", "LICENSE", "LICENSE-docs", "data", "docs", "hooks", "mkdocs.yml"),
        *("requirements-pdf.txt", "requirements-site.txt"),
    }
    assert run(begun / "hooks" / "cops.py", "check").stdout.startswith(
        "data/cops.yaml and data/resources.yaml are sound"
    )
    result = build(begun, tmp_path / "site", SITE_URL="")
    assert result.returncode == 0, result.stderr
    assert "<title>Interest groups - MLS interest groups</title>" in (tmp_path / "site/cops/index.html").read_text(
        "utf-8"
    )


def test_nothing_that_is_written_names_the_sample(begun: Path) -> None:
    texts = {name: data.decode("utf-8", "ignore") for name, data in bytes_of(begun).items()}
    assert {name: found[0] for name, text in texts.items() if (found := SAMPLE_NAMES.search(text))} == {}


def test_its_first_communities_can_be_imported(begun: Path, tmp_path: Path) -> None:
    root = shutil.copytree(begun, tmp_path / "root")
    (tmp_path / "groups.csv").write_text(
        "name,summary,status,list\nGlobes,Round maps.,active,globes\nMaps,All.,forming,\n"
    )
    result = run(root / "hooks" / "cops.py", "import", tmp_path / "groups.csv")
    assert result.returncode == 0, result.stderr
    text = (root / "data" / "cops.yaml").read_text("utf-8")
    assert text.endswith(
        "\ncommunities:\n  - id: globes\n    name: Globes\n    summary: Round maps.\n    status: active\n"
        "    channels:\n      - {list: globes}\n  - {id: maps, name: Maps, summary: All., status: forming}\n"
    )


def test_in_a_copy_of_the_project_the_sample_is_replaced_and_all_else_stays(copy: Path) -> None:
    before = bytes_of(copy)
    assert cops.main(["init", str(copy), *OPTIONS, "--root", str(copy)]) == 0
    after = bytes_of(copy)
    assert {name for name in before if name not in after} == {
        name for name in before if name.startswith(("docs/cops/", "docs/files/"))
    }
    assert {name for name in after if before.get(name) != after[name]} == {
        *("data/cops.yaml", "data/resources.yaml", "docs/accessibility.md", "docs/index.md", "mkdocs.yml")
    }
    assert cops.main(["check", "--root", str(copy)]) == 0


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("docs/index.md", "changed and not committed"),
        ("data/cops.yaml", "changed and not committed"),
        ("docs/cops/teen-services.md", "changed and not committed"),
        ("docs/files/new.csv", "changed and not committed"),  # which Git does not know
        ("docs/files/ignored.pdf", "changed and not committed"),
        (".git", "Git could not bring them back"),
    ],
)
def test_a_file_that_git_could_not_bring_back_is_not_replaced(
    path: str, words: str, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (copy / ".git" / "info" / "exclude").write_text("ignored.pdf\n")
    if path == ".git":
        shutil.rmtree(copy / path)
    else:
        (copy / path).write_text("Mine.\n")
    before = bytes_of(copy)
    assert cops.main(["init", str(copy), *OPTIONS, "--root", str(copy)]) == 1
    said = capsys.readouterr().err
    assert words in said
    assert (path if path != ".git" else "docs/index.md") in said.rpartition(": ")[2]
    assert bytes_of(copy) == before


def test_a_change_of_another_file_does_not_matter(copy: Path) -> None:
    (copy / "docs" / "join.md").write_text((copy / "docs" / "join.md").read_text("utf-8") + "\nMore.\n", "utf-8")
    assert cops.main(["init", str(copy), *OPTIONS, "--root", str(copy)]) == 0
    assert (copy / "docs" / "join.md").read_text("utf-8").endswith("\nMore.\n")


@pytest.mark.parametrize("name", ["file", "folder"])
def test_what_is_there_is_not_overwritten(
    name: str, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder" / "in").mkdir(parents=True)
    (tmp_path / "folder" / "in" / "it").write_text("x")
    before = bytes_of(tmp_path)
    assert cops.main(["init", str(tmp_path / name), *OPTIONS, "--root", str(project)]) == 1
    assert "is not empty, and not the folder of this project. Name a new folder" in capsys.readouterr().err
    assert bytes_of(tmp_path) == before


def test_missing_answers_are_named(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cops.main(["init", str(tmp_path / "new"), *OPTIONS[:2], "--root", str(project)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Nothing was done: missing: --short-name (")
    assert "--contact (" in said
    assert not (tmp_path / "new").exists()


def test_wrong_answers_are_all_named(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = [*OPTIONS, "--contact", "maps", "--time-zone", "Chicago", "--short-name", "x\x1b[31m", "--site-url", "x"]
    assert cops.main(["init", str(tmp_path / "new"), *wrong, "--root", str(project)]) == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.partition(" ")[0] for line in said] == [
        "--site-url:",
        "--short-name:",
        "--contact:",
        "--time-zone:",
        "Nothing",
    ]
    assert "\x1b" not in "".join(said)
    assert "Did you mean 'America/Chicago'?" in said[3]
    assert not (tmp_path / "new").exists()


def test_it_asks_where_somebody_can_answer_and_again_what_was_wrong(project: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, str(ROOT / "hooks" / "cops.py"), "init", str(tmp_path / "new"), "--root", str(project)]
    options = ["--short-name", "MLS", "--contact", "maps", "--word", "chapter", "--site-url", "https://maps.example/"]
    settings = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    with subprocess.Popen(
        [*command, *options], stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=settings
    ) as process:
        os.write(ours, b"Map Library Society\nAmerica/Chicago\n\n\n\nmaps@library.example\n")
        said, wrong = process.communicate()
    assert process.returncode == 0, wrong
    assert "--contact: `contact` is 'maps', but must be an email address" in wrong
    assert said.count("The email address that answers questions: ") == 1
    text = (tmp_path / "new" / "data" / "cops.yaml").read_text("utf-8")
    assert "\n  words: {community: chapter, communities: chapters}\n  contact: maps@library.example # " in text


def test_a_site_that_cannot_be_written_leaves_nothing(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = bytes_of(copy)
    write, written = Path.write_bytes, []

    def full(self: Path, data: bytes) -> int:
        written.append(self)
        if len(written) == 3:
            raise OSError(28, "No space left on device")
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    for folder in (copy, tmp_path / "new"):
        written.clear()
        assert cops.main(["init", str(folder), *OPTIONS, "--root", str(copy)]) == 1
        assert "No space left" in capsys.readouterr().err
    assert bytes_of(copy) == before
    assert bytes_of(tmp_path / "new") == {}
