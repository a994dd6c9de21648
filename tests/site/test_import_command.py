"""`cops.py import` adds the communities of a spreadsheet, all of them or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

import cops
from builds import EPOCH, bytes_of
from sites import checked, small_site

SHEET = """\ufeffName;Summary;Status;Mailing list;Link;Facilitators
Globes;"Round maps,
old and new.";active;;https://t.me/sample_globes;Sample Person (Sample Library)
Map cases;Where maps lie.;forming;map-cases;;

"""
ADDED = """
  - id: globes
    name: Globes
    summary: "Round maps, old and new."
    status: active
    channels:
      - {type: telegram, page: "https://t.me/sample_globes"}
    people:
      facilitator:
        - {name: Sample Person, organization: Sample Library}

  - id: map-cases
    name: Map cases
    summary: Where maps lie.
    status: forming
    channels:
      - {list: map-cases}
"""

Tell: TypeAlias = Callable[..., tuple[int, str, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Copy the toy's site."""
    return small_site(tmp_path / "root")


@pytest.fixture
def tell(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Tell:
    """Import a sheet; return the exit code and the output."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)

    def run(sheet: str, *options: str) -> tuple[int, str, str]:
        (tmp_path / "groups.csv").write_bytes(sheet.encode())
        code = cops.main(["import", str(tmp_path / "groups.csv"), *options, "--root", str(root)])
        return code, *capsys.readouterr()

    return run


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_entries_come_at_the_end_and_nothing_else_changes(ends: str, root: Path, tell: Tell) -> None:
    catalog = root / "data" / "cops.yaml"
    before = b"\xef\xbb\xbf" + catalog.read_bytes().replace(b"\n", ends.encode())
    catalog.write_bytes(before)
    code, said, wrong = tell(SHEET.replace("\n", "\r\n"))
    assert (code, wrong) == (0, "")
    assert said == (
        "row 2: globes\nrow 3: map-cases\n"
        "2 communities are new in data/cops.yaml. What else to do is in docs/handbook/editing.md.\n"
    )
    assert catalog.read_bytes() == before.rstrip() + ends.encode() + ADDED.replace("\n", ends).encode()
    assert checked(root) == []


def test_nothing_is_written_if_a_row_has_a_problem(root: Path, tell: Tell) -> None:
    before = bytes_of(root)
    code, said, wrong = tell(f"{SHEET.rstrip()}\n;;actve;x y;;\n図書;Maps;active;;;A, B\n")
    assert (code, said) == (1, "")
    assert wrong.splitlines()[0].startswith("groups.csv:5:3: row 4, column C: ")
    for words in (
        "row 4, column C: `name` is missing",
        "row 4, column C: `status` cannot be 'actve'. Did you mean 'active'?",
        "row 4, column D: `list` is 'x y', but must be the part",
        "row 5, column A: no id can be made from '図書'",
        "row 5, column C: `status` is active, but there is no way to take part",
        "row 5, column F: a comma could end a name",
        "Nothing was changed. Correct the spreadsheet, and import it again.",
    ):
        assert words in wrong
    assert bytes_of(root) == before


def test_a_status_for_all_rows_can_be_given(root: Path, tell: Tell) -> None:
    code, _, wrong = tell("name,summary\nGlobes,Round maps.\n", "--status", "proposd")
    assert (code, "row 2, column A: `status` cannot be 'proposd'. Did you mean 'proposed'?" in wrong) == (1, True)
    assert tell("name,summary\nGlobes,Round maps.\n", "--status", "proposed")[0] == 0
    assert checked(root) == []


def test_a_file_that_is_not_there_is_named(tell: Tell, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cops.main(["import", str(root / "none.csv"), "--root", str(root)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Nothing was done: [Errno 2] No such file or directory: ")
    assert "Traceback" not in said


def test_a_wrong_catalog_must_be_fixed_first(root: Path, tell: Tell) -> None:
    catalog = root / "data" / "cops.yaml"
    catalog.write_text(catalog.read_text("utf-8").replace("status: forming", "status: froming", 1), "utf-8")
    code, _, wrong = tell(SHEET)
    assert (code, wrong.rstrip().endswith("Nothing was changed. Fix this first.")) == (1, True)


def test_the_help_names_the_headings(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cops.main(["import", "--help"])
    assert "The headings can be id, name, summary," in " ".join(capsys.readouterr().out.split())
