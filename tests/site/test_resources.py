"""Resources and the files to download are read in every state that people leave them in."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import workspace as disk
from builds import EPOCH, TOY
from copsite.content.attachments import Attachment, inspect
from copsite.site import unused_files
from revisions import files_at
from sites import PAGE, checked, commit, small_site

RESOURCES = (TOY / "data" / "resources.yaml").read_text("utf-8")
PATH = "data/resources.yaml"
PDF = b"%PDF-1.7\n1 0 obj << /Author (Sample Person) >> endobj\n%%EOF\n"
UNKNOWN = "`resource` names 'wet-books', which no resource has as its id. There are no resources"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Copy the toy's data and pages."""
    return small_site(tmp_path / "root")


def in_place(act: Callable[[Path], None]) -> Callable[[Path], None]:
    """Do something at the place of a file after its removal."""

    def acting(file: Path) -> None:
        file.unlink()
        act(file)

    return acting


STATES: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    # What is done to the file, and the problems, each by its beginning.
    "as it is": (lambda file: None, []),
    "missing": (lambda file: file.unlink(), [f"data/cops.yaml:61:112: {UNKNOWN}"]),
    "empty": (lambda file: file.write_bytes(b""), [f"data/cops.yaml:61:112: {UNKNOWN}"]),
    "a comment": (lambda file: file.write_bytes(b"# None yet.\n"), [f"data/cops.yaml:61:112: {UNKNOWN}"]),
    "with a byte order mark": (lambda file: file.write_bytes(b"\xef\xbb\xbf" + RESOURCES.encode()), []),
    "with lines of Windows": (lambda file: file.write_bytes(RESOURCES.replace("\n", "\r\n").encode()), []),
    "a list": (lambda file: file.write_bytes(b"- id: a\n"), [f"{PATH}:1:1: the resources must be a group of fields"]),
    "a text": (lambda file: file.write_bytes(b"None yet.\n"), [f"{PATH}:1:1: the resources must be a group of fields"]),
    "in Latin-1": (lambda file: file.write_bytes(b"resources: [\xe9]\n"), [f"{PATH}:1:13: this character is not in U"]),
    "in UTF-16": (lambda file: file.write_bytes(RESOURCES.encode("utf-16")), [f"{PATH}:1:1: the file is in UTF-16"]),
    "too large": (lambda file: file.write_bytes(b"#" * 12_000_001), [f"{PATH}:1:1: the file has more than 12,000,000"]),
    "no YAML": (lambda file: file.write_bytes(b"resources:\n - id: 'a\n"), [f"{PATH}:2:8: this quotation mark"]),
    "a folder": (in_place(Path.mkdir), [f"{PATH}:1:1: this is not a file that can be read"]),
    "a link to nothing": (
        in_place(lambda file: file.symlink_to("nothing")),
        [f"{PATH}:1:1: this is a symbolic link"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_the_file_of_resources_is_read_or_reported(state: str, root: Path) -> None:
    act, begins = STATES[state]
    act(root / PATH)
    assert [problem[: len(begin)] for problem, begin in zip(checked(root), begins, strict=True)] == begins


def test_a_fault_in_one_file_hides_none_in_the_other(root: Path) -> None:
    catalog = root / "data" / "cops.yaml"
    text = catalog.read_text("utf-8")
    (root / PATH).write_text(RESOURCES.replace("kind: guide", "kind: giude"), "utf-8")
    kind = [problem for problem in checked(root) if "'giude'" in problem]
    assert len(kind) == 1
    for old, new in (
        ("status: forming", "status: froming"),
        ("communities:", "communities: x #"),
        ("topics:", "topics: '"),
    ):
        catalog.write_text(text.replace(old, new, 1), "utf-8")
        found = checked(root)
        assert set(kind) < {*found}
        assert [problem.partition(":")[0] for problem in found] == sorted(
            problem.partition(":")[0] for problem in found
        )
    catalog.write_text(text.replace("status: forming", "status: froming"), "utf-8")
    (root / PATH).write_text("resources: '", "utf-8")
    assert [problem.partition(":")[0] for problem in checked(root)] == ["data/cops.yaml", PATH]


# A file below docs/files/, and the problems, each by its beginning.
FILES = {
    "plan.pdf": (
        PDF,
        ["docs/files/plan.pdf:1:1: everyone can read in this file that its author is 'Sample Person'. Cl"],
    ),
    "notes.txt": (b"Notes\n", []),
    "notes.html": (b"<p>", ["docs/files/notes.html:1:1: '.html' files cannot be here"]),
    "big.csv": (
        b"x" * 10_000_001,
        ["docs/files/big.csv:1:1: this file has 10,000,001 bytes, but at most 10 MB can be here"],
    ),
    "Plan of 2026.csv": (b"a,b\n", []),
    ".DS_Store": (b"\0", []),
    "page.md": (PAGE.encode(), ["docs/files/page.md:1:1: this page is not in the menu"]),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_to_download_is_checked(name: str, root: Path) -> None:
    data, begins = FILES[name]
    (root / "docs" / "files" / name).write_bytes(data)
    assert [problem[: len(begin)] for problem, begin in zip(checked(root), begins, strict=True)] == begins
    (root / "docs" / "assets").mkdir()
    (root / "docs" / "assets" / "plan.pdf").write_bytes(PDF)  # not a resource
    assert len(checked(root)) == len(begins)


def test_a_name_is_there_on_purpose_if_a_resource_is_by_that_person(root: Path) -> None:
    (root / "docs" / "files" / "plan.pdf").write_bytes(PDF)
    (root / PATH).write_text(RESOURCES.replace("by: Sample Paper Library", "by: Sample Person"), "utf-8")
    assert checked(root) == []


def test_files_are_checked_in_the_same_way_at_a_git_revision(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    for name in ("plan.pdf", "notes.html", "big.csv", "Plan of 2026.csv"):
        (root / "docs" / "files" / name).write_bytes(FILES[name][0])
    now = disk.files_in(root, root / "docs")
    commit(root, "One")
    then = files_at(root, "HEAD")
    assert dict(then.attachments) == dict(now.attachments)
    assert [*then.attachments] == sorted(then.attachments)


def test_a_changed_file_is_read_again_and_others_are_not(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = root / "docs" / "files" / "notes.txt"
    file.write_text("One\n", "utf-8")
    disk.files_in(root, root / "docs")
    read: list[str] = []

    def inspected(path: str, data: bytes) -> Attachment:
        read.append(path)
        return inspect(path, data)

    monkeypatch.setattr(disk, "inspect", inspected)
    disk.files_in(root, root / "docs")
    assert read == []
    file.write_text("Three\n", "utf-8")
    assert disk.files_in(root, root / "docs").attachments["docs/files/notes.txt"].size == 6
    assert read == ["docs/files/notes.txt"]


def test_an_unreadable_file_is_reported(root: Path) -> None:
    (root / "docs" / "files" / "plan.pdf").symlink_to(os.devnull)
    assert [problem.partition(".")[0] for problem in checked(root)] == ["docs/files/plan"]


def test_a_site_without_attachments_has_no_unused_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    site = disk.load(root, root / "docs")
    assert [*unused_files(site)] == []
    assert site.facts.attachments["map-drawers.csv"].words == "CSV table, 1 kB"
