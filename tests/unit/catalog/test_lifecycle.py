"""Lifecycle commands on the toy catalog change a community's lines and nothing else."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from difflib import ndiff
from pathlib import Path
from typing import TypeAlias

import pytest

import cops
from builds import EPOCH, ROOT, TOY, bytes_of
from reader import CHAPTER, OVERVIEW, text_with

CATALOG = (TOY / "data" / "cops.yaml").read_text("utf-8")

Tell: TypeAlias = Callable[..., tuple[int, str]]


@pytest.fixture
def tell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Tell:
    """Run commands on a catalog in order; return the exit code and the output of the last one."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    shutil.copytree(TOY, tmp_path, dirs_exist_ok=True)

    def run(text: str, *commands: str) -> tuple[int, str]:
        (tmp_path / "data" / "cops.yaml").write_text(text, "utf-8")
        for words in commands:
            command, *rest = shlex.split(words)
            code = cops.main([command, "--root", str(tmp_path), *rest])
        return code, "".join(capsys.readouterr())

    return run


def changed(before: str, after: str) -> str:
    """Return the removed and the added lines."""
    lines = ndiff(before.splitlines(), after.splitlines())
    return "".join(f"{line.rstrip()}\n" for line in lines if line[0] in "+-")


# Replacements in the toy's catalog beforehand, the commands, and the lines that they change.
EVENTS = [
    (
        ("", ""),
        ["approve robots --list toy-robots"],
        """
-     status: proposed
+     status: forming
-     since: 2026-09-08
+     since: 2026-11-24
-     confirmed: {date: 2026-09-08, by: association}
+     confirmed: {date: 2026-11-24, by: association}
+     channels:
+       - {list: toy-robots, open_to: members}
""",
    ),
    (
        ("", ""),
        ["approve robots --on 2026-10-01", "start robots --by facilitator --list toy-robots --open-to anyone"],
        """
-     status: proposed
+     status: active
-     since: 2026-09-08
+     since: 2026-11-24
-     confirmed: {date: 2026-09-08, by: association}
+     confirmed: {date: 2026-11-24, by: facilitator}
+     channels:
+       - {list: toy-robots, open_to: anyone}
""",
    ),
    (
        ("", ""),
        ["resume film --open-to members --by facilitator"],
        """
-     status: paused
+     status: active
-     since: 2026-06-15
+     since: 2026-11-24
-     confirmed: {date: 2026-06-15, by: association}
+     confirmed: {date: 2026-11-24, by: facilitator}
-       - {list: toy-film, open_to: nobody, archive: "https://lists.toy.example/archives/toy-film"}
+       - {list: toy-film, open_to: members, archive: "https://lists.toy.example/archives/toy-film"}
""",
    ),
    # A chat.
    (
        ("", ""),
        ["approve robots", "start robots --type slack --channel '#robots' --page https://chat.toy.example/robots"],
        """
-     status: proposed
+     status: active
-     since: 2026-09-08
+     since: 2026-11-24
-     confirmed: {date: 2026-09-08, by: association}
+     confirmed: {date: 2026-11-24, by: association}
+     channels:
+       - {type: slack, name: "#robots", page: "https://chat.toy.example/robots"}
""",
    ),
    # A second channel.
    (
        ("", ""),
        ["start games --list toy-talk --open-to anyone"],
        """
-     status: forming
+     status: active
-     since: 2026-08-17
+     since: 2026-11-24
-     confirmed: {date: 2026-10-20, by: association}
+     confirmed: {date: 2026-11-24, by: association}
+       - {list: toy-talk, open_to: anyone}
""",
    ),
    # An entry of which neither the day of its status nor a confirmation is known.
    (
        ("    since: 2026-09-08\n    confirmed: {date: 2026-09-08, by: association}\n", ""),
        ["approve robots --list toy-robots"],
        """
-     status: proposed
+     status: forming
+     since: 2026-11-24
+     confirmed: {date: 2026-11-24, by: association}
+     channels:
+       - {list: toy-robots, open_to: members}
""",
    ),
    (
        ("    since: 2025-05-20\n    confirmed: {date: 2026-09-02, by: association}\n", ""),
        ["confirm maps --by facilitator"],
        "+     confirmed: {date: 2026-11-24, by: facilitator}\n",
    ),
    # Parts go with the whole under its new id, and over to the community into which it merges.
    (
        ("    confirmed: {date: 2026-10-20, by: association}\n", "    part_of: robots\n"),
        ["rename robots machines"],
        """
-     part_of: robots
+     part_of: machines
-   - id: robots
+   - id: machines
+     formerly: [robots]
""",
    ),
    (
        ("    confirmed: {date: 2026-10-20, by: association}\n", "    part_of: [maps, robots]\n"),
        ["merge robots into bookbinding"],
        """
-     part_of: [maps, robots]
+     part_of: [maps, bookbinding]
-     status: proposed
+     status: merged
-     since: 2026-09-08
+     since: 2026-11-24
-     confirmed: {date: 2026-09-08, by: association}
+     confirmed: {date: 2026-11-24, by: association}
+     successor: bookbinding
""",
    ),
    (
        ("    confirmed: {date: 2026-10-20, by: association}\n", "    part_of: robots\n"),
        ["merge robots into games"],
        """
-     part_of: robots
-     status: proposed
+     status: merged
-     since: 2026-09-08
+     since: 2026-11-24
-     confirmed: {date: 2026-09-08, by: association}
+     confirmed: {date: 2026-11-24, by: association}
+     successor: games
""",
    ),
    (
        ("", ""),
        ["rename games play", "rename play games"],
        """
+     formerly: [play]
""",
    ),
    (
        ("", ""),
        ["rename maps charts", "rename charts atlases", "rename atlases maps"],
        """
-     formerly: [atlases]
+     formerly: [charts, atlases]
""",
    ),
    (
        ("from: 2025-02-01, until: 2027-01-31}", "from: 2026-11-24, until: 2028-11-23}"),
        ["close bookbinding"],
        """
-     status: active
+     status: closed
-     since: 2024-02-03
+     since: 2026-11-24
-     confirmed: {date: 2026-10-01, by: facilitator}
+     confirmed: {date: 2026-11-24, by: association}
-       - {list: toy-binding, open_to: members, archive: "https://lists.toy.example/archives/toy-binding", tried: 2026-10-01}
+       - {list: toy-binding, open_to: nobody, archive: "https://lists.toy.example/archives/toy-binding", tried: 2026-10-01}
-         - {name: Sample Person Two, organization: Sample Library, from: 2026-11-24, until: 2028-11-23}
+         - {name: Sample Person Two, organization: Sample Library, from: 2026-11-24, until: 2026-11-24}
-         until: 2027-08-31
+         until: 2026-11-24
-         except: [2027-01-07]
-         moved: {2026-12-03: 2026-12-10 15:30}
""",  # noqa: E501 - as the toy has it
    ),
    # A need that a meeting was to answer is open again if that never takes place.
    (
        ("noted: 2026-10-05}", "noted: 2026-10-05, state: answered, meeting: Map fair}"),
        ["pause maps"],
        """
-     status: active
+     status: paused
-     since: 2025-05-20
+     since: 2026-11-24
-     confirmed: {date: 2026-09-02, by: association}
+     confirmed: {date: 2026-11-24, by: association}
-         until: 2027-03-31
+         until: 2026-11-24
-       - title: Map fair
-         starts: 2027-02-20 09:30
-         minutes: 420
-         where: Sample Map Library, 1 Sample Street
-         register: https://maps.example/fair
-       - {what: Maps on paper are no longer printed., kind: issue, noted: 2026-10-05, state: answered, meeting: Map fair}
+       - {what: Maps on paper are no longer printed., kind: issue, noted: 2026-10-05, state: open}
""",  # noqa: E501 - as the toy has it
    ),
    # Series end, and a meeting that would begin later goes.
    (
        ("", ""),
        ["pause maps"],
        """
-     status: active
+     status: paused
-     since: 2025-05-20
+     since: 2026-11-24
-     confirmed: {date: 2026-09-02, by: association}
+     confirmed: {date: 2026-11-24, by: association}
-         until: 2027-03-31
+         until: 2026-11-24
-       - title: Map fair
-         starts: 2027-02-20 09:30
-         minutes: 420
-         where: Sample Map Library, 1 Sample Street
-         register: https://maps.example/fair
""",
    ),
    # A meeting that was moved beyond the end is canceled.
    (
        (
            "except: [2027-01-07]\n        moved: {2026-12-03: 2026-12-10 15:30}",
            "moved: {2026-11-05: 2026-11-30 15:30}",
        ),
        ["pause bookbinding"],
        """
-     status: active
+     status: paused
-     since: 2024-02-03
+     since: 2026-11-24
-     confirmed: {date: 2026-10-01, by: facilitator}
+     confirmed: {date: 2026-11-24, by: association}
-         until: 2027-08-31
+         until: 2026-11-24
-         moved: {2026-11-05: 2026-11-30 15:30}
+         except: [2026-11-05]
""",
    ),
    (
        (
            "except: [2027-01-07]\n        moved: {2026-12-03: 2026-12-10 15:30}",
            "except: [2026-10-01, 2027-01-07]\n"
            "        moved: {2026-09-03: 2026-09-10 15:30, 2026-11-05: 2026-11-30 15:30}",
        ),
        ["pause bookbinding"],
        """
-     status: active
+     status: paused
-     since: 2024-02-03
+     since: 2026-11-24
-     confirmed: {date: 2026-10-01, by: facilitator}
+     confirmed: {date: 2026-11-24, by: association}
-         until: 2027-08-31
+         until: 2026-11-24
-         except: [2026-10-01, 2027-01-07]
+         except: [2026-10-01, 2026-11-05]
-         moved: {2026-09-03: 2026-09-10 15:30, 2026-11-05: 2026-11-30 15:30}
+         moved: {2026-09-03: 2026-09-10 15:30}
""",
    ),
    # Without meetings left, the field goes too.
    (
        ("starts: 2026-09-03 14:00", "starts: 2026-12-03 14:00"),
        ["close bookbinding"],
        """
-     status: active
+     status: closed
-     since: 2024-02-03
+     since: 2026-11-24
-     confirmed: {date: 2026-10-01, by: facilitator}
+     confirmed: {date: 2026-11-24, by: association}
-       - {list: toy-binding, open_to: members, archive: "https://lists.toy.example/archives/toy-binding", tried: 2026-10-01}
+       - {list: toy-binding, open_to: nobody, archive: "https://lists.toy.example/archives/toy-binding", tried: 2026-10-01}
-         - {name: Sample Person Two, organization: Sample Library, from: 2025-02-01, until: 2027-01-31}
+         - {name: Sample Person Two, organization: Sample Library, from: 2025-02-01, until: 2026-11-24}
-     meetings:
-       - title: Monthly call
-         starts: 2026-12-03 14:00
-         minutes: 45
-         repeats: every month on the first Thursday
-         until: 2027-08-31
-         except: [2027-01-07]
-         moved: {2026-12-03: 2026-12-10 15:30}
-         where: Online; the link comes on the list
-         notes: https://files.toy.example/binding/notes
""",  # noqa: E501 - as the toy has it
    ),
    (
        ("", ""),
        ["handover bookbinding facilitator --to 'sample person TWO' --renew --until 2028-11-23"],
        """
-         - {name: Sample Person Two, organization: Sample Library, from: 2025-02-01, until: 2027-01-31}
+         - {name: Sample Person Two, organization: Sample Library, from: 2025-02-01, until: 2028-11-23}
""",
    ),
    (
        ("", ""),
        ["handover bookbinding facilitator --to 'Sample Person Two' --organization L --renew --until 2028-11-23"],
        """
-         - {name: Sample Person Two, organization: Sample Library, from: 2025-02-01, until: 2027-01-31}
+         - {name: Sample Person Two, organization: L, from: 2025-02-01, until: 2028-11-23}
""",
    ),
    (
        ("", ""),
        ["handover bookbinding facilitator --to 'Sample Person One' --organization L --until 2028-11-23"],
        """
+         - {name: Sample Person One, organization: L, from: 2026-11-24, until: 2028-11-23}
""",
    ),
    # Nobody knows where they work, or for how long; and where a role has no seats, nobody leaves.
    (
        ("", ""),
        ["handover bookbinding facilitator --to 'Sample Person One'"],
        "+         - {name: Sample Person One, from: 2026-11-24}\n",
    ),
    (
        ("    seats: 2\n", ""),
        ["handover maps facilitator --to N"],
        "+         - {name: N, from: 2026-11-24}\n",
    ),
    (
        ("{name: Sample Person Two, organization: Sample Library, from: 2025-02-01, until: 2027-01-31}", "{name: N}"),
        [
            "handover bookbinding facilitator --of N --to M",
            "handover bookbinding facilitator --renew --to M --until 2027-01-31",
        ],
        """
-         - {name: N}
+         - {name: N, until: 2026-11-23}
+         - {name: M, from: 2026-11-24, until: 2027-01-31}
""",
    ),
]


@pytest.mark.parametrize(("beforehand", "commands", "lines"), EVENTS)
def test_an_event_changes_only_its_own_lines(
    beforehand: tuple[str, str], commands: list[str], lines: str, tmp_path: Path, tell: Tell
) -> None:
    before = CATALOG.replace(*beforehand) if beforehand[0] else CATALOG
    code, said = tell(before, *commands)
    assert code == 0, said
    after = (tmp_path / "data" / "cops.yaml").read_text("utf-8")
    assert changed(before, after) == lines.lstrip("\n")


@pytest.mark.parametrize(
    ("kept", "behind"),
    [
        ("", ""),
        ("    # asked in May\n", ""),
        ("  # asked in May\n", ""),
        ("", "\n# The end.\n"),
        ("", "\n  # The end.\n"),
    ],
)
def test_a_comment_stays_with_the_last_entry_or_at_the_end_of_the_file(
    kept: str, behind: str, tmp_path: Path, tell: Tell
) -> None:
    tell(CATALOG + kept + behind, "new zines --name Z --summary S --purpose P --suits S --topics crafts")
    after = (tmp_path / "data" / "cops.yaml").read_text("utf-8")
    assert after.startswith(f"{CATALOG}{kept}\n  - id: zines\n")
    assert after.endswith(f"    confirmed: {{date: 2026-11-24, by: association}}\n{behind}")


@pytest.mark.parametrize("empty", ["communities: []\n", "communities:  [ ] # none yet\n", "communities:\n  []\n"])
def test_the_first_entry_is_written_as_a_block(empty: str, tmp_path: Path, tell: Tell) -> None:
    shutil.rmtree(tmp_path / "docs")
    (tmp_path / "data" / "resources.yaml").unlink()
    (tmp_path / "docs" / "handbook").mkdir(parents=True)
    (tmp_path / "docs" / "index.md").write_text(OVERVIEW, "utf-8")
    (tmp_path / "docs" / "handbook" / "facilitator.md").write_text(CHAPTER, "utf-8")
    before = text_with()
    before = before[: before.index("communities:")] + empty
    purpose = "Members fold paper, by hand and with well-kept tools; and show one another how it was done. " * 4
    words = f"new zines --name Z --summary S --purpose '{purpose.strip()}' --suits S --topics youth --list toy-zines"
    seat = "handover zines facilitator --to P --organization L --until 2028-11-23"
    code, said = tell(before, words, "approve zines", seat)
    assert code == 0, said
    entry = (tmp_path / "data" / "cops.yaml").read_text("utf-8").partition("  - id: zines\n")[2]
    assert max(map(len, entry.splitlines())) <= 120
    assert "    channels:\n      - {list: toy-zines, open_to: members}\n" in entry
    assert entry.endswith(
        "    people:\n      facilitator:\n        - {name: P, organization: L, from: 2026-11-24, until: 2028-11-23}\n"
    )


NEW = "new zines --summary S --purpose P --suits S --topics crafts --name {}"

# An invalid command, and its message; the file stays unchanged.
REFUSED = {
    "approve games": "Games has been forming since 2026-08-17. Use `start`",
    "start robots": "Robots has been proposed since 2026-09-08. Use `approve`",
    "start film": "Film has been paused since 2026-06-15. Use `resume`",
    "resume bookbinding": "Bookbinding has been active since 2024-02-03. Use `pause`, `merge` or `close`",
    "resume punch-cards": "Punch Cards has been closed since 2025-12-31. It has ended",
    "pause film": "Film has been paused since 2026-06-15. Use `resume`",
    "approve none": "no community has the id 'none'",
    "start games --type portal": "Games has the channel 'portal' already. Leave out --type",
    "start games --type portl": "`type` cannot be 'portl'. Did you mean 'portal'?",
    "start games --type person": "`type` is person, so the channel needs `contact`. Add it",
    "approve robots --open-to anyone": "there is no channel that --open-to could speak of. Name one with --list or",
    "approve robots --page https://a.example/": "there is no channel that --page could speak of. Name one with --list",
    "resume film": "Film is open to nobody. Say with --open-to who may join",
    "resume film --list toy-film": "Film has the list 'toy-film' already. Leave out --list",
    NEW.format(
        "N --open-to anyone"
    ): "there is no channel that --open-to could speak of. Name one with --list or --type",
    "resume film --open-to everybody": "`open_to` cannot be 'everybody'.",
    "rename games games": "the community has the id 'games' already",
    "rename games atlases": "`formerly` names 'atlases', which leads to a community already",
    "handover maps facilitator --to 'Sample Person Three'": (
        "Sample Person Three holds this role already, from 2025-05-20 until 2027-05-19. Add --renew"
    ),
    "handover maps facilitator --to 'sample  person four' --org L --until 2029-01-01": "Sample Person Four holds",
    "handover maps facilitator --renew --to N --of 'Sample Person Three' --until 2029-01-01": "Leave out --of, or",
    "handover maps facilitator --renew --to Nobody --until 2029-01-01": "'Nobody' does not hold this role on",
    "handover maps facilitator --renew --to 'Sample Person Three' --until 2027-05-19": "Give a later day with --until",
    "handover maps facilitator --renew --to 'Sample Person Three' --until 1/1/27": "`until` is '1/1/27', but must be",
    "handover maps facilitator --to N --organization L --until 2029-01-01 --of 'Sample Person Three' --on 2025-05-20": (
        "the term of Sample Person Three begins on 2025-05-20 itself. Give a later day with --on"
    ),
}

# The same with a character that no field accepts; `check` has the same message for it.
UNSEEN = {
    NEW.format("'a\u2028b'"): "`name` holds a line break or an invisible character (U+2028). Remove it",
    NEW.format("'a\tb'"): "`name` holds a line break or an invisible character (U+0009). Remove it",
    NEW.format("'a\nb'"): "`name` holds a line break or an invisible character (U+000A). Remove it",
    NEW.format("'a\x1b]0;b\x07'"): "`name` holds a line break or an invisible character (U+001B). Remove it",
    NEW.format("'a\u202eb'"): "`name` holds a line break or an invisible character (U+202E). Remove it",
    NEW.format("'a\x85b'"): "`name` holds a line break or an invisible character (U+0085). Remove it",
    NEW.format("'a\ufeffb'"): "`name` holds a line break or an invisible character (U+FEFF). Remove it",
    NEW.format("'a\U000e0001b'"): "`name` holds a line break or an invisible character (U+E0001). Remove it",
    NEW.format("' a'"): "`name` begins or ends with a space. Remove the space",
    NEW.format("'a\udcffb'"): "the character '\\udcff' is not in UTF-8. Type it anew",
    NEW.format("N --list 'a\tb'"): "`list` holds a line break or an invisible character (U+0009). Remove it",
    NEW.format("N --list l --open-to 'a\tb'"): "`open_to` cannot be 'a\\tb'.",
    NEW.format("N --status '\u2028'"): "`status` cannot be '\\u2028'.",
    "confirm maps --by 'a\u2028b'": "`by` holds a line break or an invisible character (U+2028). Remove it",
    "rename maps 'a\u2028b'": "`id` holds a line break or an invisible character (U+2028). Remove it",
    "merge maps into 'a\tb'": "`successor` holds a line break or an invisible character (U+0009). Remove it",
    "pause 'a\u2028b'": "no community has the id 'a\\u2028b'.",
    "handover maps 'a\tb' --to N": "there is no role 'a\\tb'.",
    "handover bookbinding facilitator --to 'a\tb' --org L --until 2028-01-01": "`name` holds a line break or an",
    "handover bookbinding facilitator --to N --org L --until '2028-01-01\u2028'": "`until` is '2028-01-01\\u2028'",
}


@pytest.mark.parametrize("words", [*REFUSED, *UNSEEN])
def test_an_invalid_command_changes_nothing(words: str, tmp_path: Path, tell: Tell) -> None:
    before = bytes_of(tmp_path)
    code, said = tell(CATALOG, words)
    assert code == 1
    assert (REFUSED | UNSEEN)[words] in said
    assert bytes_of(tmp_path) == before


def test_renaming_a_community_renames_it_in_its_resources(tmp_path: Path, tell: Tell) -> None:
    before = (tmp_path / "data" / "resources.yaml").read_text("utf-8")
    code, said = tell(CATALOG, "rename maps charts")
    assert code == 0, said
    after = (tmp_path / "data" / "resources.yaml").read_text("utf-8")
    assert after == before.replace("communities: [maps]", "communities: [charts]").replace(", maps]", ", charts]")
    assert "-    communities: [maps]\n+    communities: [charts]" in said


def test_a_catalog_is_put_back_if_the_resources_cannot_be_written(
    tmp_path: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if "resources" in self.name:
            raise OSError(28, "No space left on device")
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    before = bytes_of(tmp_path)
    code, said = tell(CATALOG, "rename maps charts")
    assert (code, "No space left" in said) == (1, True)
    assert bytes_of(tmp_path) == before


def test_the_commands_in_the_readme_exist(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cops.main(["--help"])
    commands = re.findall(r"^    (\w+) ", capsys.readouterr().out, re.MULTILINE)
    assert len(commands) > 10
    sentences = (ROOT / "README.md").read_text("utf-8").partition("[one command each]")[2].partition("\n- **")[0]
    named = re.findall(r"`(\w+)`", sentences)
    assert len(named) > 5
    assert [command for command in named if command not in commands] == []
