"""Lifecycle commands on the sample catalog change only the lines that they should."""

from __future__ import annotations

import os
import pty
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from difflib import ndiff
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

import cops
from builds import EPOCH, ROOT, SAMPLE, bytes_of, copy_of_site, run

CATALOG = (SAMPLE / "data" / "cops.yaml").read_text("utf-8")

# A command, and its changes to the catalog: removed lines (-) and added lines (+).
EVENTS = {
    "confirm outreach --by facilitator": """
-     confirmed: {date: 2026-10-15, by: facilitator}
+     confirmed: {date: 2026-11-24, by: facilitator}
""",
    "confirm friends-of-libraries --by facilitator --on 2026-10-01": """
-     confirmed: {date: 2026-09-02, by: association}
+     confirmed: {date: 2026-10-01, by: facilitator}
""",
    "pause circulation --by facilitator": """
-     status: active
+     status: paused
-     since: 2025-03-10
+     since: 2026-11-24
-     confirmed: {date: 2026-08-25, by: facilitator}
+     confirmed: {date: 2026-11-24, by: facilitator}
""",
    "close support-staff": """
-     status: proposed
+     status: closed
-     since: 2026-09-08
+     since: 2026-11-24
-     confirmed: {date: 2026-09-08, by: association}
+     confirmed: {date: 2026-11-24, by: association}
""",
    "close marketing --successor outreach --on 2026-11-01": """
-     status: active
+     status: closed
-     since: 2025-01-27
+     since: 2026-11-01
-     confirmed: {date: 2026-07-31, by: facilitator}
+     confirmed: {date: 2026-11-01, by: association}
+     successor: outreach
-       - {list: mla-market, name: Discussion, open_to: members, tried: 2026-07-31}
+       - {list: mla-market, name: Discussion, open_to: nobody, tried: 2026-07-31}
-       - {list: mla-market-news, name: Announcements, open_to: anyone, post: no}
+       - {list: mla-market-news, name: Announcements, open_to: nobody, post: no}
-         - {name: Sample Person Twenty, organization: Sample District Library, from: 2025-01-27, until: 2027-01-26}
+         - {name: Sample Person Twenty, organization: Sample District Library, from: 2025-01-27, until: 2026-11-01}
""",
    "merge human-resources INTO administration": """
-     status: forming
+     status: merged
-     since: 2026-08-17
+     since: 2026-11-24
-     confirmed: {date: 2026-10-20, by: association}
+     confirmed: {date: 2026-11-24, by: association}
+     successor: administration
-       - {type: portal, name: mla-hr, open_to: members, approval: owner}
+       - {type: portal, name: mla-hr, open_to: nobody, approval: owner}
-     meetings:
-       - title: First conversation
-         starts: 2026-12-08 10:00
-         minutes: 45
-         where: Online; email us for the link
""",
    "rename acquisitions buying": """
-   - id: acquisitions
+   - id: buying
+     formerly: [acquisitions]
-     successor: acquisitions
+     successor: buying
""",
    "rename serials journals": """
-   - id: serials
+   - id: journals
+     formerly: [serials]
""",
    "handover acquisitions facilitator --to 'Sample Person New' --organization 'A, B' --until 2028-11-23": """
+         - {name: Sample Person New, organization: "A, B", from: 2026-11-24, until: 2028-11-23}
""",
    (
        "handover circulation facilitator --to N --of 'Sample Person Ten' --org L --on 2027-01-01 --until 2028-12-31"
    ): """
-         - {name: Sample Person Ten, organization: Sample Village Library, from: 2025-03-10, until: 2027-03-09}
+         - {name: Sample Person Ten, organization: Sample Village Library, from: 2025-03-10, until: 2026-12-31}
+         - {name: N, organization: L, from: 2027-01-01, until: 2028-12-31}
""",
    "handover human-resources facilitator --to 'Sample Person New' --organization L --until 2028-11-23": """
+     people:
+       facilitator:
+         - {name: Sample Person New, organization: L, from: 2026-11-24, until: 2028-11-23}
""",
    "new zines --name Z --summary 'Paper: folded' --purpose P. --suits S. --topics youth,collections --list mla-z": """
+
+   - id: zines
+     name: Z
+     summary: "Paper: folded"
+     purpose: P.
+     suits: S.
+     topics: [youth, collections]
+     status: proposed
+     since: 2026-11-24
+     confirmed: {date: 2026-11-24, by: association}
+     channels:
+       - {list: mla-z, open_to: members}
""",
}  # fmt: skip

# An invalid command, and its message; the catalog stays unchanged.
REFUSED = {
    "confirm outrech --by facilitator": "no community has the id 'outrech'. Did you mean 'outreach'?",
    "confirm outreach --by facilitatr": "`by` cannot be 'facilitatr'. Did you mean 'facilitator'?",
    "confirm outreach --by facilitator --on 2027-01-01": "`date` is 2027-01-01, a day still to come",
    "confirm outreach --by facilitator --on 1/2/2026": "'1/2/2026' is not a day such as 2026-02-03",
    "pause outreach --on 2027-01-01": "`since` is 2027-01-01, a day still to come",
    "close outreach --successor outreach": "`successor` names 'outreach', which leads back to this one",
    "close outreach --successor none": "`successor` names 'none', which no community has as its id",
    "merge outreach into microfrms": "`successor` names 'microfrms', which no community has as its id. Did you mean",
    "close microforms": "Microforms has been closed since 2025-12-31. It has ended",
    "pause serials": "Serials has been merged since 2025-06-30. It has ended",
    "rename outreach cataloging": "`id` is 'cataloging', which another community has already",
    "rename outreach Out-Reach": "`id` is 'Out-Reach', but must be small letters",
    "rename none some": "no community has the id 'none'",
    "handover circulation facilitator --to N --organization L --until 2028-01-01": "all seats are taken on 2026-11-24",
    "handover circulation facilitator --of X --to N --organization L --until 2028-01-01": "'X' does not hold this role",
    "handover circulation facilitatr --to N --organization L --until 2028-01-01": "there is no role 'facilitatr'.",
    "handover acquisitions facilitator --to N --org L --until 2026-11-01": "`until` is 2026-11-01, which is before",
    "handover acquisitions facilitator --to N --org L --until 1/1/28": "`until` is '1/1/28', but must be a day",
    "handover acquisitions facilitator": "missing: --to (Who takes the seat, by first and last name)",
    "handover circulation facilitator --to 'Sample Person Ten' --renew": "missing: --until (The last day of their term",
    "handover microforms facilitator --to N --organization L --until 2028-01-01": "but the community has been closed",
    "new acquisitions --name A --summary B --purpose C --suits D --topics youth": "`id` is 'acquisitions', which",
    "new zines --name Zines --summary S --purpose P --suits S --topics youht": "`topics` names 'youht', which",
    "new zines": "missing: --name (Name, at most 60 characters), --summary (",
}  # fmt: skip


class Told(NamedTuple):
    """The result of a command."""

    returncode: int
    stdout: str
    stderr: str


Tell: TypeAlias = Callable[[Path, str], Told]


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Tell:
    """Run a command line on the day `DAY`."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)

    def run_it(root: Path, words: str) -> Told:
        try:
            code = cops.main([*shlex.split(words), "--root", str(root)])
        except SystemExit as stop:
            code = int(str(stop.code))
        return Told(code, *capsys.readouterr())

    return run_it


@pytest.fixture
def root(sample: Path, tmp_path: Path) -> Path:
    """Copy the sample's catalog, pages and configuration."""
    for folder in ("data", "docs"):
        shutil.copytree(sample / folder, tmp_path / folder)
    shutil.copy(sample / "mkdocs.yml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("words", EVENTS)
def test_an_event_changes_only_its_own_lines(words: str, root: Path, tell: Tell) -> None:
    result = tell(root, words)
    assert result.returncode == 0, result.stderr
    after = (root / "data" / "cops.yaml").read_text("utf-8")
    lines = ndiff(CATALOG.splitlines(), after.splitlines())
    assert sorted(line.rstrip() for line in lines if line[0] in "+-") == sorted(EVENTS[words].strip("\n").splitlines())
    assert CATALOG.endswith("\n") == after.endswith("\n")
    assert tell(root, "check").returncode == 0


@pytest.mark.parametrize("words", REFUSED)
def test_a_change_that_breaks_a_rule_is_an_error_and_changes_nothing(words: str, root: Path, tell: Tell) -> None:
    before = bytes_of(root)
    result = tell(root, words)
    assert result.returncode in (1, 2)
    assert REFUSED[words] in result.stderr
    assert "Traceback" not in result.stderr
    assert bytes_of(root) == before


@pytest.mark.parametrize("words", [words for words in EVENTS if not words.startswith(("rename", "new"))])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_line_ends_byte_order_mark_and_permissions_are_preserved(words: str, ends: str, root: Path, tell: Tell) -> None:
    catalog = root / "data" / "cops.yaml"
    catalog.write_bytes(b"\xef\xbb\xbf" + CATALOG.replace("\n", ends).encode())
    catalog.chmod(0o640)
    assert tell(root, words).returncode == 0
    after = catalog.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf#")
    assert after.count(b"\n") == after.count(ends.encode())
    assert catalog.stat().st_mode & 0o777 == 0o640


def test_the_difference_is_shown(root: Path, tell: Tell) -> None:
    said = tell(root, "confirm outreach --by facilitator").stdout
    assert said.startswith("--- data/cops.yaml\n+++ data/cops.yaml\n@@ ")
    assert "\n-    confirmed: {date: 2026-10-15, by: facilitator}\n+    confirmed: {date: 2026-11-24, by: facil" in said


def test_a_file_that_cannot_be_written_is_reported_and_unchanged(
    root: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    before = bytes_of(root)
    monkeypatch.setattr(Path, "write_bytes", full)
    result = tell(root, "confirm outreach --by facilitator")
    assert (result.returncode, "No space left" in result.stderr) == (1, True)
    assert bytes_of(root) == before


def test_the_community_page_moves_back_if_the_catalog_cannot_be_written(
    root: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    before = bytes_of(root)
    monkeypatch.setattr(Path, "write_bytes", full)
    assert tell(root, "rename teen-services teens").returncode == 1
    assert bytes_of(root) == before


def test_a_symlinked_catalog_is_written_at_its_target(root: Path, tell: Tell) -> None:
    catalog = root / "data" / "cops.yaml"
    catalog.rename(root / "data" / "real.yaml")
    catalog.symlink_to("real.yaml")
    assert tell(root, "confirm outreach --by facilitator").returncode == 0
    assert catalog.is_symlink()
    assert "{date: 2026-11-24, by: facilitator}" in (root / "data" / "real.yaml").read_text("utf-8")


def test_renaming_moves_the_community_page(root: Path, tell: Tell) -> None:
    words = (root / "docs/cops/teen-services.md").read_bytes()
    result = tell(root, "rename teen-services teens")
    assert "docs/cops/teen-services.md is now docs/cops/teens.md." in result.stdout
    assert not (root / "docs/cops/teen-services.md").exists()
    assert (root / "docs/cops/teens.md").read_bytes() == words


def test_a_former_url_redirects(tmp_path: Path, tell: Tell) -> None:
    root = copy_of_site(tmp_path)
    tell(root, "rename teen-services teens")
    tell(root, "rename teens young-adults")
    result = run("-m", "mkdocs", "build", "-f", root / "mkdocs.yml", "-d", root / "site")
    assert result.returncode == 0, result.stderr
    for former in ("teen-services", "teens"):
        for page, to in (("", "../young-adults/"), ("join/", "../../young-adults/join/")):
            html = (root / "site" / "cops" / former / page / "index.html").read_text("utf-8")
            assert f'<meta http-equiv="refresh" content="0; url={to}">' in html
            assert f'<a href="{to}">go to <bdi>Teen Services</bdi></a>' in html
    assert "teen-services" not in (root / "site" / "sitemap.xml").read_text("utf-8")
    assert "teen-services" not in (root / "site" / "cops" / "index.html").read_text("utf-8")


def test_a_command_asks_for_confirmation(root: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, str(ROOT / "hooks" / "cops.py"), "new", "zines", "--root", str(root), "--name", "Zines"]
    with subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE, text=True, env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    ) as process:
        os.write(ours, b"Folded paper.\nMembers fold.\nWhoever folds.\ncollections, youth\n")
        said, _ = process.communicate()
    assert process.returncode == 0
    assert "Topics, a comma between two: public-service, collections, " in said
    assert "+    summary: Folded paper." in said
    assert "+    topics: [collections, youth]" in said


def test_a_handover_asks_in_the_words_of_the_association_and_needs_a_name_alone(root: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, str(ROOT / "hooks" / "cops.py"), "handover", "acquisitions", "facilitator"]
    with subprocess.Popen(
        [*command, "--root", str(root)],
        stdin=theirs,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
    ) as process:
        os.write(ours, b"Sample Person New\n\n\n")
        said, _ = process.communicate()
    assert process.returncode == 0
    assert "Their library (Enter to leave it out): " in said
    assert "+        - {name: Sample Person New, from: 2026-11-24}\n" in said


def test_an_interrupted_confirmation_changes_nothing(root: Path) -> None:
    before = bytes_of(root)
    ours, theirs = pty.openpty()
    command = [sys.executable, str(ROOT / "hooks" / "cops.py"), "new", "zines", "--root", str(root)]
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        os.write(ours, b"\x04")
        _, said = process.communicate()
    assert (process.returncode, said) == (1, "\nNothing was done.\n")
    assert bytes_of(root) == before


def test_line_ends_of_any_kind_are_shown_as_lines(root: Path, tell: Tell) -> None:
    catalog = root / "data" / "cops.yaml"
    catalog.write_bytes(CATALOG.replace("status: forming", "status: froming").replace("\n", "\r\n").encode())
    assert " │     status: froming\n" in tell(root, "check --format terminal").stderr


def test_an_invalid_catalog_must_be_fixed_first(root: Path, tell: Tell) -> None:
    catalog = root / "data" / "cops.yaml"
    catalog.write_text(CATALOG.replace("status: forming", "status: froming"), "utf-8")
    before = bytes_of(root)
    result = tell(root, "confirm outreach --by facilitator")
    assert result.returncode == 1
    assert "Did you mean 'forming'?" in result.stderr
    assert result.stderr.endswith("Nothing was changed. Fix this first.\n")
    assert bytes_of(root) == before


SOUND = "data/cops.yaml and data/resources.yaml are sound"

LINE = CATALOG.splitlines().index("    status: forming") + 1
FORMATS = {
    # The options, and the start of the output for a valid catalog and for one with a misspelled status.
    "": (f"{SOUND}: 25 communities, 42 resources.\n", f"data/cops.yaml:{LINE}:13: `status` cannot be 'froming'."),
    "--format plain": (SOUND, f"data/cops.yaml:{LINE}:13: `status` cannot be 'froming'."),
    "--format terminal": (SOUND, f"data/cops.yaml:{LINE}:13\n   {LINE} │     status: froming\n"),
    "--format github": ("", f"::error file=data/cops.yaml,line={LINE},col=13,endColumn=20::`status` cannot be"),
    "--format json": ("[]\n", f'[\n  {{\n    "path": "data/cops.yaml",\n    "line": {LINE},\n    "column": 13,'),
}


@pytest.mark.parametrize("format", FORMATS)
def test_check_has_output_for_people_and_programs(format: str, root: Path, tell: Tell) -> None:
    sound, wrong = FORMATS[format]
    well = tell(root, f"check {format}")
    assert (well.returncode, well.stderr) == (0, "")
    assert well.stdout.startswith(sound)
    assert bool(well.stdout) == bool(sound)
    catalog = root / "data" / "cops.yaml"
    catalog.write_text(CATALOG.replace("status: forming", "status: froming"), "utf-8")
    ill = tell(root, f"check {format}")
    assert ill.returncode == 1
    assert (ill.stdout or ill.stderr).startswith(wrong)
    assert "" in (ill.stdout, ill.stderr)


def check_on_a_terminal(root: Path, **environment: str) -> str:
    """Run `check` on a terminal, and return its output."""
    ours, theirs = pty.openpty()
    command = [sys.executable, str(ROOT / "hooks" / "cops.py"), "check", "--root", str(root)]
    settings = {"SOURCE_DATE_EPOCH": EPOCH, "NO_COLOR": "", "COLUMNS": "90", **environment}
    subprocess.run(command, stdout=theirs, stderr=theirs, env={**os.environ, **settings}, check=False)
    os.close(theirs)
    return os.read(ours, 10_000).decode()


def test_colors_are_only_for_terminals_that_support_them(root: Path) -> None:
    catalog = root / "data" / "cops.yaml"
    catalog.write_text(CATALOG.replace("status: forming", "status: froming"), "utf-8")
    assert "\x1b[31m^^^^^^^" in check_on_a_terminal(root)
    drawn = check_on_a_terminal(root, NO_COLOR="1")
    assert "^^^^^^^" in drawn
    assert "\x1b" not in drawn
