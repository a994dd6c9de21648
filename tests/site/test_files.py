"""Every file below docs/ is a page, a published file or a problem; no file is silently ignored."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

import workspace as disk
from builds import ROOT, build, copy_of_toy, run
from copsite.content.files import Kind, State, read_files
from copsite.diagnostics.problem import ProblemsError
from sites import MENU, PAGE, checked, small_site

ONLY = "only a file whose name ends in '.md' becomes a page. Rename it to"
UNUSED = "the site does not use this kind of file. Write its text in Markdown, in"
# A file below docs/, and its problem; none if it is published or hidden.
FILES = {
    "cops/teen-services.MD": f"{ONLY} 'teen-services.md'",
    "cops/teen-services.md.txt": f"{ONLY} 'teen-services.md'",
    "cops/teen-services.txt": f"{ONLY} 'teen-services.md'",
    "cops/teen-services.TXT": f"{ONLY} 'teen-services.md'",
    "cops/teen-services.markdown": f"{ONLY} 'teen-services.md'",
    "cops/teen-services.Mkd": f"{ONLY} 'teen-services.md'",
    "handbook/new.mdx": f"{ONLY} 'new.md'",
    "handbook/new.md.docx": f"{ONLY} 'new.md'",
    "handbook/new.md~": f"{ONLY} 'new.md'",
    "handbook/new.md ": f"{ONLY} 'new.md'",
    "handbook/new.html": f"{UNUSED} 'new.md'",
    "handbook/new.HTM": f"{UNUSED} 'new.md'",
    "handbook/new.rst": f"{UNUSED} 'new.md'",
    "handbook/new.docx": f"{UNUSED} 'new.md'",
    "handbook/new.odt": f"{UNUSED} 'new.md'",
    "handbook/new": f"{UNUSED} 'new.md'",
    "handbook/new.yaml": f"{UNUSED} 'new.md'",
    "handbook/new.md5x": f"{UNUSED} 'new.md'",
    "templates/new.md": "MkDocs leaves out the folder docs/templates/. Move this file to another folder",
    "templates/new.txt": "MkDocs leaves out the folder docs/templates/. Move this file to another folder",
    "Handbook/new.png": "docs/Handbook and docs/handbook differ only in capital and small letters; many computers",
    "roles/Facilitator.md": "docs/roles/Facilitator.md and docs/roles/facilitator.md differ only in capital and small",
    "assets/plan.pdf": "",
    "assets/Photo.JPG": "",
    "assets/font.woff2": "",
    "assets/new.md.png": "",
    "robots.txt": "",
    "CNAME": "",
    ".hidden/new.txt": "",
    "handbook/.new.md.swp": "",
    "templates/new.png": "",
}


@pytest.mark.parametrize("uri", FILES)
def test_a_file_is_used_or_reported(uri: str, tmp_path: Path) -> None:
    root = small_site(tmp_path / "root", MENU.replace("  /roles/*", "  /roles/*\n  new.md"))
    path = root / "docs" / uri
    path.parent.mkdir(exist_ok=True)
    path.write_text(PAGE, "utf-8")
    found = checked(root)
    expected = FILES[uri]
    assert [line for line in found if line.startswith(f"docs/{uri}:1:1: {expected}")] == found[:1]
    assert bool(found) == bool(expected)


# Two files below docs/, and the problem of the second.
TWINS = [
    ("Conduct.md", "conduct.md", "docs/conduct.md:1:1: docs/conduct.md and docs/Conduct.md differ only in capital"),
    ("a/x.png", "A/y.png", "docs/a/x.png:1:1: docs/a and docs/A differ only in capital and small letters; many"),
    ("STRASSE.png", "straße.png", "docs/straße.png:1:1: docs/straße.png and docs/STRASSE.png differ only in capital"),
    (
        "caf\u00e9.png",
        "cafe\u0301.png",
        "docs/caf\u00e9.png:1:1: docs/caf\u00e9.png and docs/cafe\u0301.png differ only in how their accents are",
    ),
    ("a/index.md", "a/README.md", "docs/a/README.md:1:1: this page and docs/a/index.md have the same address, /a/. Re"),
    ("a.md", "a/index.md", "docs/a/index.md:1:1: this page and docs/a.md have the same address, /a/. Rename or remove"),
]


@pytest.mark.parametrize(("first", "second", "problem"), TWINS)
def test_clashing_file_names_are_reported(first: str, second: str, problem: str, tmp_path: Path) -> None:
    root = small_site(tmp_path / "root", MENU.replace("  /roles/*", "  /**/*"))
    for uri in (first, second):
        (root / "docs" / uri).parent.mkdir(exist_ok=True)
        (root / "docs" / uri).write_text(PAGE, "utf-8")
    (found,) = checked(root)
    assert found.startswith(problem)


def pipe(path: Path) -> None:
    """Create a pipe, on which a read would block for ever."""
    os.mkfifo(path)


def folder(path: Path) -> None:
    """Create a folder with a file."""
    path.mkdir()
    (path / "a.png").touch()


def plug(path: Path) -> None:
    """Create a socket."""
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(path))


LINK = "this is a symbolic link, which is not followed here. Put the file or folder itself in its place"
OTHER = "this is not a file that can be read. Remove it, or put a file in its place"
NAME = "the name of this file or its folder has an invisible character, or is not in UTF-8. Rename it"
# What replaces a file, and the only problems of the site then.
ODD: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "folder-linked": (lambda path: path.symlink_to("handbook"), "docs/shared", LINK),
    "folder-linked-outside": (lambda path: path.symlink_to("../data"), "docs/shared", LINK),
    "page-linked": (lambda path: path.symlink_to("index.md"), "docs/new.md", LINK),
    "file-linked-outside": (lambda path: path.symlink_to("/etc/passwd"), "docs/words.png", LINK),
    "link-to-nothing": (lambda path: path.symlink_to("nothing"), "docs/new.md", LINK),
    "link-to-itself": (lambda path: path.symlink_to(path.name), "docs/new.md", LINK),
    "link-to-the-folder-around": (lambda path: path.symlink_to("."), "docs/around", LINK),
    "pipe": (pipe, "docs/new.md", OTHER),
    "socket": (plug, "docs/new.md", OTHER),
    "line-break": (Path.touch, "docs/a\nb.md", NAME),
    "escape": (folder, "docs/a\x1b[31m", NAME),
    "no-utf-8": (Path.touch, os.fsdecode(b"docs/caf\xe9.png"), NAME),
}
SHOWN = {"docs/a\nb.md": r"docs/a\nb.md", "docs/a\x1b[31m": r"docs/a\x1b[31m/a.png"}


@pytest.mark.parametrize("case", ODD)
def test_anything_but_a_regular_file_is_reported(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make, path, words = ODD[case]
    root = small_site(tmp_path / "root")
    monkeypatch.chdir(root / "docs")  # the name of a socket must be short
    make(root / path)
    shown = r"docs/caf\xe9.png" if case == "no-utf-8" else SHOWN.get(path, path)
    assert checked(root) == [f"{shown}:1:1: {words}"]


@pytest.mark.parametrize("path", ["data/cops.yaml", "mkdocs.yml", "docs/index.md"])
def test_a_folder_in_place_of_a_file_is_reported_once(path: str, tmp_path: Path) -> None:
    root = small_site(tmp_path / "root")
    (root / path).unlink()
    (root / path).mkdir()
    found = checked(root)
    assert found == [f"{path}:1:1: {OTHER}"] if "docs/" not in path else found


def test_files_without_permission_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The system's answer is simulated, since the superuser may read every file.
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    root = small_site(tmp_path / "root")
    (root / "docs" / "plan.pdf").touch()
    monkeypatch.setattr(Path, "read_bytes", refuse)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    state = disk.files_in(root, root / "docs")
    assert set(state.others.values()) == {Kind.UNREADABLE}
    with pytest.raises(ProblemsError) as caught:
        disk.site_of(state)
    told = [*map(str, caught.value.problems)]
    for path in ("data/cops.yaml", "mkdocs.yml", "docs/index.md", "docs/plan.pdf"):
        assert f"{path}:1:1: this cannot be read. Change its permissions" in told


def test_a_folder_without_permission_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list_folder = os.scandir

    def refuse(folder: Path) -> object:
        if folder.name == "handbook":
            raise PermissionError(13, "Permission denied", str(folder))
        return list_folder(folder)

    root = small_site(tmp_path / "root")
    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(ProblemsError) as caught:
        disk.site_of(disk.files_in(root, root / "docs"))
    assert [*map(str, caught.value.problems)] == ["docs/handbook:1:1: this cannot be read. Change its permissions"]


def test_files_that_mkdocs_excludes_are_not_read(tmp_path: Path) -> None:
    menu = MENU + "exclude_docs: |\n  /drafts/\n  *.txt\ndraft_docs: |\n  /soon.md\n"
    root = small_site(tmp_path / "root", menu)
    (root / "docs" / "drafts").mkdir()
    (root / "docs" / "drafts" / "new.md").write_bytes(b"\xff no head, no UTF-8")
    (root / "docs" / "notes.txt").touch()
    (root / "docs" / "soon.md").write_text(PAGE, "utf-8")
    assert checked(root) == []


def test_links_find_every_published_file(tmp_path: Path) -> None:
    root = small_site(tmp_path / "root")
    (root / "docs" / "assets").mkdir()
    (root / "docs" / "assets" / "plan.pdf").touch()
    (root / "docs" / ".hidden").touch()
    files = read_files(disk.files_in(root, root / "docs"), disk.CATALOG, disk.RESOURCES)
    assert files.published == {*files.pages, "assets/plan.pdf", "cops/metadata.svg", "files/map-drawers.csv"}
    assert [*files.attachments] == ["map-drawers.csv"]


def test_build_and_check_report_the_same_problems(tmp_path: Path) -> None:
    root = copy_of_toy(tmp_path / "root")
    (root / "docs" / "shared").symlink_to("handbook")
    result = build(root, tmp_path / "site", config="toy.yml")
    assert result.returncode == 1
    assert f"docs/shared:1:1: {LINK}" in result.stderr
    assert "Traceback" not in result.stderr
    (root / "docs" / "shared").unlink()
    (root / "docs" / "handbook" / "new.md").write_text(PAGE, "utf-8")
    result = build(root, tmp_path / "site", config="toy.yml")
    assert "docs/handbook/new.md:1:1: this page is not in the menu. Add it to `nav` in mkdocs.yml" in result.stderr


def test_a_missing_catalog_is_reported(tmp_path: Path) -> None:
    told = "data/cops.yaml:1:1: the catalog is not there. It belongs into this place"
    assert checked(tmp_path) == [told]
    assert checked(tmp_path / "nothing") == [told]


def test_all_problems_with_the_files_of_a_revision_are_reported() -> None:
    with pytest.raises(ProblemsError) as caught:
        read_files(State({"docs/a.md": b"\xff"}, {"docs/b": Kind.SUBMODULE}), disk.CATALOG, disk.RESOURCES)
    assert [problem.path for problem in caught.value.problems] == ["data/cops.yaml", "docs/a.md", "docs/b"]


def test_check_prints_one_line_for_each_problem(tmp_path: Path) -> None:
    root = small_site(tmp_path / "root")
    (root / "docs" / "shared").symlink_to("handbook")
    result = run(ROOT / "hooks" / "cops.py", "check", "--root", root)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == f"docs/shared:1:1: {LINK}\n1 problem in docs/shared.\n"


def test_check_runs_with_pythonsafepath(sample: Path) -> None:
    result = run(ROOT / "hooks" / "cops.py", "check", "--root", sample, PYTHONSAFEPATH="1")
    assert (result.returncode, result.stderr) == (0, "")
