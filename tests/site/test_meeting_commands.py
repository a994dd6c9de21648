"""`cops.py meeting add | move | cancel | renew` on the toy catalog change only the lines that they should."""

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
from typing import TypeAlias

import pytest

import cops
from builds import EPOCH, ROOT, TOY, bytes_of

CATALOG = (TOY / "data" / "cops.yaml").read_text("utf-8")
# Two meetings on one day, one of them moved, with comments and in braces.
BOTH = CATALOG.replace(
    """    meetings:
      - title: Map hour
""",
    """    meetings:
      - {title: Tea, starts: 2026-11-03 14:00, minutes: 60, repeats: every 2 weeks on Tuesday, until: 2027-03-31,
          moved: {
          2026-12-01: 2026-12-03 15:00, # a holiday
          2026-12-29: 2026-12-30 15:00, # another
        }, where: Online}
      # The next one is old.
      - title: Map hour
""",
)

Tell: TypeAlias = Callable[..., tuple[int, str]]


@pytest.fixture
def tell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Tell:
    """Run `cops.py meeting` with some words on a catalog; return the exit code and the output."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    shutil.copytree(TOY, tmp_path, dirs_exist_ok=True)

    def run(text: str, *commands: str) -> tuple[int, str]:
        (tmp_path / "data" / "cops.yaml").write_text(text, "utf-8")
        for words in commands:
            try:
                code = cops.main(["meeting", *shlex.split(words), "--root", str(tmp_path)])
            except SystemExit as stop:
                code = int(str(stop.code))
        return code, "".join(capsys.readouterr())

    return run


def changed(before: str, after: str) -> str:
    """Return the removed and the added lines."""
    lines = ndiff(before.splitlines(), after.splitlines())
    return "".join(f"{line.rstrip()}\n" for line in lines if line[0] in "+-")


# The catalog, the commands, and the lines that they change.
EVENTS = [
    (
        CATALOG,
        ["move bookbinding 2027-02-04 --to '2027-02-11 15:00'"],
        """
-         moved: {2026-12-03: 2026-12-10 15:30}
+         moved: {2026-12-03: 2026-12-10 15:30, 2027-02-04: 2027-02-11 15:00}
""",
    ),
    # Moved again, by the day of the rule or by the day to which it was moved; and back.
    (
        CATALOG,
        ["move bookbinding 2026-12-03 --to '2026-12-11 16:00'"],
        """
-         moved: {2026-12-03: 2026-12-10 15:30}
+         moved: {2026-12-03: 2026-12-11 16:00}
""",
    ),
    (
        CATALOG,
        ["move bookbinding 2026-12-10 --to '2026-12-11 16:00'"],
        """
-         moved: {2026-12-03: 2026-12-10 15:30}
+         moved: {2026-12-03: 2026-12-11 16:00}
""",
    ),
    (
        CATALOG,
        ["move bookbinding 2026-12-10 --to '2026-12-03 14:00'"],
        """
-         moved: {2026-12-03: 2026-12-10 15:30}
""",
    ),
    (
        CATALOG,
        [
            "move bookbinding 2027-02-04 --to '2027-02-11 15:00'",
            "move bookbinding 2026-12-03 --to '2026-12-03 14:00'",
            "cancel bookbinding 2027-02-11",
        ],
        """
-         except: [2027-01-07]
+         except: [2027-01-07, 2027-02-04]
-         moved: {2026-12-03: 2026-12-10 15:30}
""",
    ),
    (
        BOTH,
        ["move maps 2026-12-03 --to '2026-12-01 14:00'"],
        """
-           2026-12-01: 2026-12-03 15:00, # a holiday
""",
    ),
    (
        BOTH,
        ["cancel maps 2026-12-29 --title tea"],
        """
-       - {title: Tea, starts: 2026-11-03 14:00, minutes: 60, repeats: every 2 weeks on Tuesday, until: 2027-03-31,
+       - {title: Tea, starts: 2026-11-03 14:00, minutes: 60, repeats: every 2 weeks on Tuesday, until: 2027-03-31, except: [2026-12-29],
-           2026-12-29: 2026-12-30 15:00, # another
""",  # noqa: E501 - one line of YAML
    ),
    (
        BOTH,
        ["move maps 2026-12-15 --to '2026-12-16 10:00' --title 'Map hour'"],
        """
+         moved: {2026-12-15: 2026-12-16 10:00}
""",
    ),
    (
        CATALOG,
        ["move maps 2027-02-20 --to '2027-02-21 10:30'"],
        """
-         starts: 2027-02-20 09:30
+         starts: 2027-02-21 10:30
""",
    ),
    (
        CATALOG,
        ["cancel maps 2027-02-20"],
        """
-       - title: Map fair
-         starts: 2027-02-20 09:30
-         minutes: 420
-         where: Sample Map Library, 1 Sample Street
-         register: https://maps.example/fair
""",
    ),
    (
        CATALOG,
        ["cancel maps 2026-12-01", "cancel maps 2026-12-29"],
        """
+         except: [2026-12-01, 2026-12-29]
""",
    ),
    (
        CATALOG,
        ["renew maps --until 2028-03-31"],
        """
-         until: 2027-03-31
+         until: 2028-03-31
""",
    ),
    (
        CATALOG,
        ["add games --title 'Play: a try' --starts '2026-12-05 18:00' --minutes 120 --where 'Sample Library, room 5'"],
        """
+     meetings:
+       - {title: "Play: a try", starts: 2026-12-05 18:00, minutes: 120, where: "Sample Library, room 5"}
""",
    ),
    (
        CATALOG,
        [
            "add games --title Play --starts '2026-12-05 18:00' --minutes 120 --where Online --repeats 'every week on "
            "Saturday' --until 2027-06-30 --zone America/Chicago --url https://play.toy.example/room",
            "cancel games 2026-12-26",
        ],
        """
+     meetings:
+       - title: Play
+         starts: 2026-12-05 18:00
+         minutes: 120
+         zone: America/Chicago
+         repeats: every week on Saturday
+         until: 2027-06-30
+         except: [2026-12-26]
+         where: Online
+         url: "https://play.toy.example/room"
""",
    ),
    # A community with needs: its meetings come before them.
    (
        CATALOG,
        ["add maps --title Walk --starts '2026-12-05 10:00' --minutes 90 --where 'At the old gate'"],
        """
+       - {title: Walk, starts: 2026-12-05 10:00, minutes: 90, where: At the old gate}
""",
    ),
    (
        CATALOG,
        ["add games --title Play --starts '2026-12-05 18:00' --minutes 90 --where Online", "cancel games 2026-12-05"],
        "",
    ),
]

# Words that are refused, and what is said; the catalog stays as it is.
REFUSED = {
    "move bookbinding 2027-01-07 --to '2027-01-08 14:00'": "'Monthly call' is canceled on 2027-01-07. To hold it after "
    "all, remove the day from `except`",
    "cancel bookbinding 2027-01-07": "'Monthly call' is canceled on 2027-01-07",
    "move bookbinding 2027-02-05 --to '2027-02-06 14:00'": "there is no meeting on 2027-02-05. Give 2027-02-04 or "
    "2027-03-04",
    "cancel bookbinding 2030-01-01": "there is no meeting on 2030-01-01. Give 2027-08-05",
    "move bookbinding 2027-02-04 --to '2027-02-04 14:00'": "'Monthly call' takes place then already",
    "move bookbinding 2026-12-10 --to '2026-12-10 15:30'": "'Monthly call' takes place then already",
    "move bookbinding 2027-02-04 --to 2027-02-11": "`2027-02-04` is '2027-02-11', but has no time",
    "move bookbinding 2027-02-04 --to '2027-02-11 3pm'": "Write '2027-02-11 15:00'",
    "move bookbinding 2027-02-04 --to '2028-02-11 15:00'": "more than half a year away. Check the year",
    "move bookbinding 2027-02-04 --to '2027-03-04 14:30'": "when the community has another meeting",
    "move bookbinding 2027-03-04 --to '2027-03-14 02:30'": "which clocks in America/Detroit skip on 2027-03-14",
    "move bookbinding 2027-02-04": "missing: --to (The new day and time, such as 2027-02-11 15:00)",
    "move bookbinding 2/4/2027 --to '2027-02-11 15:00'": "'2/4/2027' is not a day such as 2026-02-03",
    "move bookbnding 2027-02-04 --to '2027-02-11 15:00'": "no community has the id 'bookbnding'. Did you mean",
    "move bookbinding 2027-02-04 --to '2027-02-11 15:00' --title 'Montly call'": "Bookbinding has no meeting 'Montly "
    "call'. Did you mean 'Monthly call'?",
    "move games 2027-02-04 --to '2027-02-11 15:00'": "Games has no meetings. Add one with `meeting add`",
    "renew bookbinding --until 2027-08-31": "'Monthly call' goes on until 2027-08-31. Give a later day with --until",
    "renew bookbinding --until 2030-08-31": "`until` is 2030-08-31, more than two years ahead. Write 2028-11-24",
    "renew bookbinding --until soon": "`until` is 'soon', but must be a day written as year-month-day",
    "renew maps --title 'Map fair' --until 2028-08-31": "'Map fair' does not repeat. Add another meeting",
    "renew bookbinding": "missing: --until (The last day of the series, such as 2028-11-30)",
    "add bookbnding": "no community has the id 'bookbnding'",
    "add bookbinding --title T": "missing: --starts (The first day and time, such as 2026-12-03 14:00), --minutes (",
    "add bookbinding --title 'monthly Call' --starts '2026-12-05 14:00' --minutes 45 --where W": "`title` is 'monthly "
    "Call', which another meeting has as 'Monthly call'",
    "add bookbinding --title T --starts '2026-12-05 14:00' --minutes 45 --where W --repeats 'every week'": "`repeats` "
    "needs a last day. Add `until`",
    "add bookbinding --title T --starts '2026-12-05 14:00' --minutes 45 --where W --repeats biweekly": "can mean every "
    "2 weeks or twice a week",
    "add bookbinding --title T --starts '2026-12-05 2pm' --minutes 1h --where W": "Write '2026-12-05 14:00'",
    "add paper --title T --starts '2026-12-05 14:00' --minutes 45 --where W": "but the community has been merged since "
    "2025-06-30. Remove the meeting",
    "cancel bookbinding": "the following arguments are required: DAY",
}


@pytest.mark.parametrize(("before", "commands", "lines"), EVENTS)
def test_a_command_changes_only_its_own_lines(
    before: str, commands: list[str], lines: str, tmp_path: Path, tell: Tell
) -> None:
    code, said = tell(before, *commands)
    assert code == 0, said
    after = (tmp_path / "data" / "cops.yaml").read_text("utf-8")
    assert changed(before, after) == lines.lstrip("\n")


@pytest.mark.parametrize("words", REFUSED)
def test_a_change_that_makes_no_sense_is_refused_and_changes_nothing(words: str, tmp_path: Path, tell: Tell) -> None:
    before = bytes_of(tmp_path)
    code, said = tell(CATALOG, words)
    assert code in (1, 2)
    assert REFUSED[words] in said
    assert "Traceback" not in said
    assert bytes_of(tmp_path) == before


def test_a_day_with_two_meetings_needs_the_title(tell: Tell) -> None:
    code, said = tell(BOTH, "cancel maps 2026-12-15")
    assert (code, said) == (1, "Nothing was done: missing: --title (Which meeting: Tea, Map hour).\n")
    code, said = tell(BOTH, "renew maps --until 2028-03-31")
    assert (code, said) == (1, "Nothing was done: missing: --title (Which meeting: Tea, Map hour).\n")


def test_a_need_that_a_canceled_meeting_was_to_answer_is_open_again(tmp_path: Path, tell: Tell) -> None:
    need = "noted: 2026-10-05, state: answered, meeting: Map fair"
    for answers, after in {need: "noted: 2026-10-05, state: open", f"{need}, resource: wet-books": None}.items():
        code, said = tell(CATALOG.replace("noted: 2026-10-05}", answers + "}"), "cancel maps 2027-02-20")
        assert code == 0, said
        outcome = after or "noted: 2026-10-05, state: answered, resource: wet-books"
        assert outcome + "}" in (tmp_path / "data" / "cops.yaml").read_text("utf-8")


def test_a_command_asks_for_what_it_was_not_given(tmp_path: Path) -> None:
    shutil.copytree(TOY, tmp_path, dirs_exist_ok=True)
    (tmp_path / "data" / "cops.yaml").write_text(BOTH, "utf-8")
    ours, theirs = pty.openpty()
    command = [sys.executable, str(ROOT / "hooks" / "cops.py"), "meeting", "move", "maps", "2026-12-15"]
    settings = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    with subprocess.Popen(
        [*command, "--root", str(tmp_path)], stdin=theirs, stdout=subprocess.PIPE, text=True, env=settings
    ) as process:
        os.write(ours, b"Map hour\n2026-12-16 10:00\n")
        said, _ = process.communicate()
    assert process.returncode == 0
    assert "Which meeting: Tea, Map hour: The new day and time, such as 2027-02-11 15:00: " in said
    assert "+        moved: {2026-12-15: 2026-12-16 10:00}" in said
