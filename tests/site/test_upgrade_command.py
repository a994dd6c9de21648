"""`upgrade` rewrites the catalog in place, whatever else is wrong, and `diff` compares across the change of form."""

from __future__ import annotations

from pathlib import Path

import pytest

from builds import EPOCH, ROOT, run
from sites import checked, commit, small_site

OLD = (ROOT / "tests" / "upgrade" / "toy-1.2.yaml").read_text("utf-8")
NOTHING = "Nothing to do: data/cops.yaml has the present form already.\n"
MORE = "What else the new form can say is in docs/handbook/fields.md.\n"
BOM = b"\xef\xbb\xbf"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Create a repository of a small site with the toy's catalog of version 1.2, in one commit."""
    root = small_site(tmp_path / "root")
    (root / "data" / "cops.yaml").write_text(OLD, "utf-8")
    commit(root, "One")
    return root


def cops(root: Path, command: str, *arguments: str) -> tuple[int, str, str]:
    """Run a command, and return its exit code and output."""
    result = run(ROOT / "hooks" / "cops.py", command, "--root", root, *arguments, SOURCE_DATE_EPOCH=EPOCH)
    assert "Traceback" not in result.stderr
    return result.returncode, result.stdout, result.stderr


def test_the_catalog_is_upgraded_once(root: Path) -> None:
    assert any("cops.py upgrade" in problem for problem in checked(root))
    code, said, problems = cops(root, "upgrade")
    assert (code, problems) == (0, "")
    assert said.startswith("--- data/cops.yaml\n+++ data/cops.yaml\n@@ -4,9 +4,9 @@\n")
    assert "\n-    list: {name: toy-games, manager: portal, open_to: members}\n+    channels:\n" in said
    assert said.endswith(MORE)
    assert checked(root) == []
    assert cops(root, "upgrade") == (0, NOTHING, "")


@pytest.mark.parametrize(("mark", "end"), [(BOM, "\n"), (b"", "\r\n"), (BOM, "\r\n")])
def test_the_byte_order_mark_and_line_ends_stay(mark: bytes, end: str, root: Path) -> None:
    catalog = root / "data" / "cops.yaml"
    catalog.write_bytes(mark + OLD.replace("\n", end).encode())
    assert cops(root, "upgrade")[0] == 0
    data = catalog.read_bytes()
    assert data.startswith(mark + b"#")
    assert data.count(b"\r\n") == (data.count(b"\n") if end == "\r\n" else 0)


def test_what_else_is_wrong_is_reported_afterwards(root: Path) -> None:
    catalog = root / "data" / "cops.yaml"
    catalog.write_text(OLD.replace("status: paused", "status: pausd"), "utf-8")
    code, said, problems = cops(root, "upgrade")
    assert (code, said.endswith(MORE)) == (1, True)
    assert "Did you mean 'paused'?" in problems
    assert problems.endswith("\nThe files have the present form now. Fix this too.\n")
    assert "channels:" in catalog.read_text("utf-8")
    assert cops(root, "upgrade")[0::2] == (
        1,
        problems.replace("The files have the present form now. Fix this too.", "Nothing was changed. Fix this first."),
    )


@pytest.mark.parametrize("data", [b"communities: [\n", b"\xff\xfea", None])
def test_a_catalog_that_cannot_be_read_stays(data: bytes | None, root: Path) -> None:
    catalog = root / "data" / "cops.yaml"
    catalog.unlink()
    if data is not None:
        catalog.write_bytes(data)
    code, said, problems = cops(root, "upgrade")
    assert (code, said) == (1, "")
    assert problems.startswith("data/cops.yaml:")
    assert problems.endswith("\nNothing was changed. Fix this first.\n")
    assert not catalog.exists() if data is None else catalog.read_bytes() == data


def test_a_page_is_upgraded_with_the_catalog(root: Path) -> None:
    page = root / "docs" / "propose.md"
    page.write_text(page.read_text("utf-8") + '\n{{ fields("list") }}\n', "utf-8")
    code, said, _ = cops(root, "upgrade")
    assert code == 0
    assert '-{{ fields("list") }}\n+{{ fields("channel") }}\n' in said
    assert page.read_text("utf-8").endswith('\n{{ fields("channel") }}\n')


def test_states_before_and_after_the_upgrade_are_compared(root: Path) -> None:
    cops(root, "upgrade")
    assert cops(root, "diff", "HEAD") == (0, "No page changes.\n", "")
    commit(root, "Two")
    catalog = root / "data" / "cops.yaml"
    catalog.write_text(catalog.read_text("utf-8").replace("name: Robots", "name: Machines"), "utf-8")
    assert cops(root, "diff", "HEAD~1")[1].startswith("Machines: name changes from Robots to Machines; ")
