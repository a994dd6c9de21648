"""The commands for resources change only the lines that they should."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from difflib import ndiff
from pathlib import Path

import pytest

from builds import EPOCH, ROOT, TOY, bytes_of
from sites import small_site
from test_commands import Tell, tell

__all__ = ["tell"]  # a fixture

RESOURCES = (TOY / "data" / "resources.yaml").read_text("utf-8")
FACTS = "--title 'Tags: a list' --summary 'Which tag goes where.' --by 'Sample Library' --license 'CC BY 4.0'"
PLACES = "--topics crafts,collections --communities 'maps, bookbinding'"
# A command, and its changes to the resources: removed lines (-) and added lines (+).
CHANGES = {
    f"add tags {FACTS} --kind guide --url https://files.toy.example/tags {PLACES}": """
+
+   - id: tags
+     title: "Tags: a list"
+     summary: Which tag goes where.
+     kind: guide
+     url: "https://files.toy.example/tags"
+     by: Sample Library
+     date: 2026-11-24
+     license: CC BY 4.0
+     topics: [crafts, collections]
+     communities: [maps, bookbinding]
""",
    f"add tags {FACTS} --kind data --file tags.csv {PLACES} --languages en,es --access headings --on 2026-11-01": """
+
+   - id: tags
+     title: "Tags: a list"
+     summary: Which tag goes where.
+     kind: data
+     file: tags.csv
+     by: Sample Library
+     date: 2026-11-01
+     license: CC BY 4.0
+     topics: [crafts, collections]
+     communities: [maps, bookbinding]
+     languages: [en, es]
+     accessible: [headings]
""",
    "replace wet-books wetter-books --url https://files.toy.example/wetter --summary 'Eight steps.'": """
+
+   - id: wetter-books
+     title: Wet books & what to do
+     summary: Eight steps.
+     kind: guide
+     url: "https://files.toy.example/wetter"
+     by: Sample Library
+     date: 2026-11-24
+     license: CC BY 4.0
+     topics: [crafts, collections]
+     communities: [bookbinding, maps]
+     languages: [en, es]
+     replaces: wet-books
""",
    "withdraw map-drawers --reason 'The drawers: sold.'": """
+     withdrawn: {date: 2026-11-24, reason: "The drawers: sold."}
""",
    "withdraw wet-books --reason Dry. --on 2026-11-01": """
+     withdrawn: {date: 2026-11-01, reason: Dry.}
""",
}  # fmt: skip

# An invalid command, and its message; the resources stay unchanged.
REFUSED = {
    "withdraw wet-book --reason R": "no resource has the id 'wet-book'. Did you mean 'wet-books'?",
    "withdraw glue --reason R": "'glue' was withdrawn on 2026-08-01",
    "withdraw wet-books --reason R --on 2026-10-01": "`date` is 2026-10-01, before the resource was added (2026-10-12)",
    "withdraw wet-books --reason R --on 2027-10-01": "`date` is 2027-10-01, a day still to come",
    "withdraw wet-books": "missing: --reason (Why, in one sentence)",
    "replace map-shelves racks --url https://files.toy.example/racks": "was replaced by 'map-drawers' already. Replace",
    "replace none new --url https://files.toy.example/new": "no resource has the id 'none'",
    "replace wet-books new": "missing: --url (Its web address; or --file, the path of its file below docs/files/)",
    "replace wet-books wet-books --url https://files.toy.example/new": "`id` is 'wet-books', which another resource",
    f"add glue {FACTS} --kind guide --url https://files.toy.example/x {PLACES}": "`id` is 'glue', which another",
    f"add x {FACTS} --kind giude --url https://files.toy.example/x {PLACES}": "`kind` cannot be 'giude'. Did you mean",
    f"add x {FACTS} --kind guide --file none.pdf {PLACES}": "there is no file docs/files/none.pdf",
    f"add x {FACTS} --kind guide --url files.toy.example {PLACES}": "Write 'https://files.toy.example'",
    f"add x {FACTS} --kind guide --file tags.csv --url https://a.example {PLACES}": "the resource has a `url` too",
    f"add x {FACTS} --kind guide --url https://a.example --topics craft --communities map": "names 'map', which no",
    f"add x {FACTS} --url https://a.example {PLACES}": "missing: --kind (Kind: guide, template, slides,",
    "add": "the following arguments are required: ID",
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Copy the toy's data and pages, with a file that no resource names yet."""
    root = small_site(tmp_path / "root")
    (root / "docs" / "files" / "tags.csv").write_text("Tag,Place\n", "utf-8")
    return root


@pytest.mark.parametrize("words", CHANGES)
def test_a_command_changes_only_its_own_lines(words: str, root: Path, tell: Tell) -> None:
    result = tell(root, f"resource {words}")
    assert result.returncode == 0, result.stderr
    after = (root / "data" / "resources.yaml").read_text("utf-8")
    lines = ndiff(RESOURCES.splitlines(), after.splitlines())
    assert [line.rstrip() for line in lines if line[0] in "+-"] == CHANGES[words].strip("\n").splitlines()
    assert result.stdout.startswith("--- data/resources.yaml\n+++ data/resources.yaml\n@@ ")
    assert result.stdout.endswith("\nWhat else belongs to such a change is in docs/handbook/resources.md.\n")
    assert tell(root, "check").returncode == 0


def test_renaming_a_community_renames_it_in_its_resources(root: Path, tell: Tell) -> None:
    result = tell(root, "rename maps charts")
    assert result.returncode == 0, result.stderr
    after = (root / "data" / "resources.yaml").read_text("utf-8")
    assert after == RESOURCES.replace("[maps]", "[charts]").replace("[bookbinding, maps]", "[bookbinding, charts]")
    assert result.stdout.count("--- data/") == 2
    assert tell(root, "check").returncode == 0


@pytest.mark.parametrize("words", REFUSED)
def test_a_change_that_breaks_a_rule_is_an_error_and_changes_nothing(words: str, root: Path, tell: Tell) -> None:
    before = bytes_of(root)
    result = tell(root, f"resource {words}")
    assert result.returncode in (1, 2)
    assert REFUSED[words] in result.stderr
    assert "Traceback" not in result.stderr
    assert bytes_of(root) == before


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_line_ends_and_byte_order_mark_are_preserved(ends: str, root: Path, tell: Tell) -> None:
    resources = root / "data" / "resources.yaml"
    resources.write_bytes(b"\xef\xbb\xbf" + RESOURCES.replace("\n", ends).encode())
    for words in CHANGES:
        result = tell(root, f"resource {words}")
        assert result.returncode == 0 or "already" in result.stderr
    after = resources.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf#")
    assert after.count(b"\n") == after.count(ends.encode())


EMPTY = {
    None: "# yaml-language-server: $schema=resources.schema.json\n\nresources:\n  - id: tags\n",
    "": "# yaml-language-server: $schema=resources.schema.json\n\nresources:\n  - id: tags\n",
    "# None yet.": "# None yet.\nresources:\n  - id: tags\n",
    "resources: []\n": "resources:\n  - id: tags\n",
}


@pytest.mark.parametrize("before", EMPTY)
def test_the_first_resource_makes_the_list(before: str | None, root: Path, tell: Tell) -> None:
    catalog = root / "data" / "cops.yaml"
    without_needs = re.sub(r"    needs:\n(?:      .*\n)+", "", catalog.read_text("utf-8"))
    catalog.write_text(without_needs, "utf-8")
    resources = root / "data" / "resources.yaml"
    resources.unlink()
    if before is not None:
        resources.write_text(before, "utf-8")
    result = tell(root, f"resource {next(iter(CHANGES))}")
    assert result.returncode == 0, result.stderr
    assert resources.read_text("utf-8").startswith(EMPTY[before])
    assert tell(root, "check").stdout.startswith("data/cops.yaml and data/resources.yaml are sound: 14 communities, 1 ")


def test_a_file_that_nothing_leads_to_is_named_but_no_problem(root: Path, tell: Tell) -> None:
    assert tell(root, "check") == (
        0,
        "data/cops.yaml and data/resources.yaml are sound: 14 communities, 5 resources.\n"
        "docs/files/tags.csv: no resource and no page leads to this file.\n",
        "",
    )
    page = root / "docs" / "propose.md"
    page.write_text(page.read_text("utf-8") + "\n[Tags](files/tags.csv)\n", "utf-8")
    assert tell(root, "check").stdout.count("\n") == 1


def test_a_command_asks_for_what_is_missing(root: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, str(ROOT / "hooks" / "cops.py"), "resource", "add", "tags", "--root", str(root)]
    with subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE, text=True, env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    ) as process:
        os.write(ours, b"Tags\nWhich tag goes where.\ndata\nSample Library\nCC0 1.0\ncrafts\nmaps\ntags.csv\n")
        said, _ = process.communicate()
    assert process.returncode == 0
    assert "Kind: guide, template, slides, recording" in said
    assert "+    file: tags.csv" in said
