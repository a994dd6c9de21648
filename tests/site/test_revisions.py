"""`diff` reads revisions from Git, whatever its attributes, and reports in one sentence what it cannot compare."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from builds import ROOT, run
from sites import MENU, PAGE, checked, commit, git, small_site

SOUND = "No page changes.\n"


def diff(root: Path, *revisions: str, **environment: str) -> tuple[int, str, str]:
    """Run the command, and return its exit code and output."""
    result = run(ROOT / "hooks" / "cops.py", "diff", "--root", root, *revisions, **environment)
    assert "Traceback" not in result.stderr
    return result.returncode, result.stdout, result.stderr


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Create a repository of a small site, with one commit."""
    root = small_site(tmp_path / "root")
    commit(root, "One")
    return root


@pytest.mark.parametrize(
    "attributes",
    [
        "docs export-ignore\n",
        "*.md export-ignore\n",
        "data/cops.yaml export-subst\n",
        "*.md -diff\n",
        "*.md binary\n",
        "* text=auto eol=crlf\n",
        "*.yaml filter=none diff=none\n",
    ],
)
def test_git_attributes_do_not_matter(attributes: str, root: Path) -> None:
    (root / ".gitattributes").write_text(attributes, "utf-8")
    commit(root, "Two")
    assert diff(root, "HEAD") == (0, SOUND, "")
    assert diff(root, "HEAD~1", "HEAD") == (0, SOUND, "")
    page = root / "docs" / "propose.md"
    page.write_text(page.read_text("utf-8") + "\nMore.\n", "utf-8")
    assert diff(root, "HEAD")[1].endswith("\n1 page changes.\n")


def test_a_site_in_a_folder_of_a_repository_is_compared(tmp_path: Path) -> None:
    root = small_site(tmp_path / "all" / "site")
    commit(tmp_path / "all", "One")
    (tmp_path / "all" / "hooks").mkdir()
    (tmp_path / "all" / "hooks" / "other.py").touch()
    (root / "mkdocs.yml").write_text(MENU + "theme: {name: material}\n", "utf-8")
    commit(tmp_path / "all", "Two")
    assert diff(root, "HEAD") == (0, SOUND, "")
    assert diff(root, "HEAD~1", "HEAD")[1] == (
        "No page's text changes.\nNot compared, though they changed and any page may change with them: mkdocs.yml.\n"
    )


CHANGED = {
    # A changed or new file, and whether its effects are not compared.
    "mkdocs.yml": True,
    "docs/.overrides/main.html": True,
    "docs/assets/cops.css": True,
    "docs/assets/plan.pdf": True,
    "docs/files/.hidden": True,
    "hooks/copsite/render/templates/role.html": True,
    "hooks/mkdocs_hooks.py": True,
    "requirements-site.txt": True,
    "requirements-test.txt": False,
    "README.md": False,
    "tests/test_x.py": False,
    "docs/.overrides/note.md": True,
}


@pytest.mark.parametrize("path", CHANGED)
def test_files_that_are_not_compared_are_listed(path: str, root: Path) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    with (root / path).open("a", encoding="utf-8") as file:
        file.write("# more\n")
    named = "No page's text changes.\nNot compared, though they changed and any page may change with them: "
    said = f"{named}{path}.\n" if CHANGED[path] else SOUND
    assert diff(root, "HEAD") == (0, said, "")
    commit(root, "Two")
    assert diff(root, "HEAD") == (0, SOUND, "")
    assert diff(root, "HEAD~1", "HEAD") == (0, said, "")
    git(root, "revert", "--no-edit", "HEAD")
    assert diff(root, "HEAD~2", "HEAD") == (0, SOUND, "")
    assert diff(root, "HEAD~1", "HEAD") == (0, said, "")


def test_of_many_files_that_are_not_compared_some_are_listed(root: Path) -> None:
    (root / "hooks").mkdir()
    for n in range(12):
        (root / "hooks" / f"{n:02}.py").touch()
    assert diff(root, "HEAD")[1].endswith(": " + ", ".join(f"hooks/{n:02}.py" for n in range(10)) + " and 2 more.\n")


def test_ignored_files_are_not_listed(root: Path) -> None:
    (root / ".gitignore").write_text("__pycache__\n", "utf-8")
    (root / "hooks" / "__pycache__").mkdir(parents=True)
    (root / "hooks" / "__pycache__" / "x.pyc").touch()
    assert diff(root, "HEAD") == (0, SOUND, "")


LINK = "this is a symbolic link, which is not followed here. Put the file or folder itself in its place"
SUBMODULE = "this is a Git submodule, whose files cannot be read here. Put the files themselves in its place"
NAME = "the name of this file or its folder has an invisible character, or is not in UTF-8. Rename it"


def linked(path: str) -> Callable[[Path], None]:
    """Create a symlink at `path` to the folder of chapters."""
    return lambda root: (root / path).symlink_to(root / "docs" / "handbook")


def touched(path: str) -> Callable[[Path], None]:
    """Create an empty file."""
    return lambda root: (root / path).touch()


def submodule(root: Path) -> None:
    """Add a repository within the repository."""
    other = root.parent / "other"
    other.mkdir()
    (other / "x.md").touch()
    commit(other, "One")
    git(root, "submodule", "add", "-q", str(other), "docs/shared")


def docs_linked(root: Path) -> None:
    """Replace docs/ by a symlink."""
    (root / "docs").rename(root / "pages")
    (root / "docs").symlink_to("pages")


def catalog_linked(root: Path) -> None:
    """Replace the catalog by a symlink."""
    (root / "data" / "cops.yaml").rename(root / "data" / "real.yaml")
    (root / "data" / "cops.yaml").symlink_to("real.yaml")


TREES: dict[str, tuple[Callable[[Path], None], str]] = {
    "folder-linked": (linked("docs/shared"), f"docs/shared:1:1: {LINK}"),
    "page-linked": (linked("docs/new.md"), f"docs/new.md:1:1: {LINK}"),
    "docs-linked": (docs_linked, f"docs:1:1: {LINK}"),
    "catalog-linked": (catalog_linked, f"data/cops.yaml:1:1: {LINK}"),
    "submodule": (submodule, f"docs/shared:1:1: {SUBMODULE}"),
    "line-break": (touched("docs/a\nb.md"), rf"docs/a\nb.md:1:1: {NAME}"),
    "quote-and-tab": (touched('docs/a"\t.md'), rf'docs/a"\t.md:1:1: {NAME}'),
    "no-utf-8": (touched(os.fsdecode(b"docs/caf\xe9.png")), rf"docs/caf\xe9.png:1:1: {NAME}"),
    "other-ending": (touched("docs/new.MD"), "docs/new.MD:1:1: only a file whose name ends in '.md' becomes a page."),
}


@pytest.mark.parametrize("tree", TREES)
def test_symlinks_and_submodules_in_a_revision_are_reported(tree: str, root: Path) -> None:
    make, told = TREES[tree]
    make(root)
    commit(root, "Two")
    code, _, said = diff(root, "HEAD~1", "HEAD")
    assert (code, said.partition("\n")[0][: len(told)]) == (1, told)
    git(root, "checkout", "-qf", "HEAD~1")
    git(root, "clean", "-qffd")
    code, said, _ = diff(root, "main")
    assert code == 0
    assert said.startswith("main has problems of its own (1), so there is nothing to compare with.\n")


def test_files_with_non_ascii_names_are_compared(root: Path) -> None:
    name = "docs/handbook/Über “alles”, 100 % 'new' ; $x.md"
    (root / name).write_text(PAGE, "utf-8")
    (root / "mkdocs.yml").write_text(MENU + "  /handbook/*\n", "utf-8")
    assert checked(root) == []
    commit(root, "Two")
    assert diff(root, "HEAD~1", "HEAD")[1].splitlines()[0] == "0 pages change, 1 new."


UNKNOWN = "Git knows no revision {!r}. Write a branch, a tag or a commit, such as 'main'"


@pytest.mark.parametrize("revision", ["nothing", "HEAD~9", "", "HEAD..HEAD", "HEAD:docs", "a b\nc", "@{u}", "1" * 40])
def test_an_unknown_revision_is_reported(revision: str, root: Path) -> None:
    code, out, said = diff(root, revision)
    assert (code, out) == (1, "")
    assert said.startswith("Nothing was done: ")
    assert said.count("\n") == 1
    if revision != "@{u}":
        assert UNKNOWN.format(revision) in said


def test_a_revision_is_never_an_option_of_git(root: Path) -> None:
    code, _, said = diff(root, "--", "--output=x")
    assert (code, UNKNOWN.format("--output=x") in said) == (1, True)
    assert not (root / "x").exists()


def test_a_shallow_clone_is_reported_as_such(root: Path, tmp_path: Path) -> None:
    (root / "README.md").touch()
    commit(root, "Two")
    git(tmp_path, "clone", "-q", "--depth=1", root.as_uri(), "clone")
    code, _, said = diff(tmp_path / "clone", "HEAD~1")
    assert (code, "a shallow clone" in said, "`git fetch --unshallow`" in said) == (1, True, True)
    assert diff(tmp_path / "clone", "HEAD") == (0, SOUND, "")


def test_a_missing_repository_or_git_is_reported_in_one_line(tmp_path: Path) -> None:
    root = small_site(tmp_path / "root")
    outside = diff(root, "main", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert (outside[0], "not a git repository" in outside[2], outside[2].count("\n")) == (1, True, 1)
    without = diff(root, "main", PATH=str(tmp_path))
    assert without[0] == 1
    assert without[2] == "Nothing was done: Git is not installed, so earlier states of the files cannot be read.\n"


def test_a_base_without_catalog_or_pages_cannot_be_compared(root: Path) -> None:
    git(root, "checkout", "-q", "--orphan", "empty")
    git(root, "rm", "-rqf", ".")
    git(root, "commit", "-qm", "Nothing", "--allow-empty")
    git(root, "checkout", "-q", "main")
    assert diff(root, "empty")[1] == "empty has problems of its own (1), so there is nothing to compare with.\n"
