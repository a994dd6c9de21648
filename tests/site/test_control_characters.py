"""Output has no control characters or CI commands, whatever the names in it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from markdown_it import MarkdownIt

import cops
from builds import EPOCH, TOY, build, copy_of_toy
from copsite.diagnostics.formatters import FORMATS, lines, markdown, visible
from copsite.diagnostics.problem import is_unseen

CATALOG = (TOY / "data" / "cops.yaml").read_text("utf-8")

# A text, and its visible form.
SHOWN = {
    "Teens & more: 図書館 Łódź": "Teens & more: 図書館 Łódź",
    "two\nlines\r\n": r"two\nlines\r\n",
    "\x1b]0;title\x07": r"\x1b]0;title\x07",
    "\x9b31mred": r"\x9b31mred",
    "\u202etxt.exe": r"\u202etxt.exe",
    "\u2066a\u2069\u2028": r"\u2066a\u2069\u2028",
    "tab\there": r"tab\there",
    "\udcff": r"\udcff",
    "\U000e0041": r"\U000e0041",
    "می\u200cخواهم 👩\u200d💻": "می\u200cخواهم 👩\u200d💻",
    "::error::gone": r"\x3a:error::gone",
    "  ::add-mask::e": r"  \x3a:add-mask::e",
    "a ::error::stays": "a ::error::stays",
    "a ##[error]gone": r"a \x23#[error]gone",
    "%0A::error::": "%0A::error::",
}


@pytest.mark.parametrize("text", SHOWN)
def test_control_characters_are_escaped(text: str) -> None:
    assert visible(text) == SHOWN[text]
    assert lines([text, text]) == f"{SHOWN[text]}\n{SHOWN[text]}"


def test_a_long_text_is_escaped_in_linear_time() -> None:
    for part in (" ", ":", "#", "##[", "\x1b", "`", "` "):
        assert visible(part * 100_000)
        assert markdown([part * 100_000])


NAMES = [
    "[a](https://evil.example/)",
    "![a](https://evil.example/a.png)",
    "<img src=x onerror=alert(1)>",
    "https://evil.example/ www.evil.example a@evil.example",
    "@someone #12 GH-12 owner/repo#3",
    "**bold** _it_ ~~gone~~ $x$ :tada: &amp;",
    "`code` and ``more``",
    "`",
    "``` ```",
    "a ` b [c](d)",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_the_summary_is_shown_as_code(name: str) -> None:
    shown = MarkdownIt().render(markdown([f"{name}: new, active.", "No page changes."]))
    assert shown.count("<") == 10, shown  # a list, and two items with code
    assert shown.count("<code>") == 2


Say: TypeAlias = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    """Run a command on a copy of the toy; return its exit code and output."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    shutil.copytree(TOY, tmp_path, dirs_exist_ok=True)

    def run(command: str, *rest: str) -> tuple[int, str, str]:
        try:
            code = cops.main([command, "--root", str(tmp_path), *rest])
        except SystemExit as stop:
            code = int(str(stop.code))
        return code, *capsys.readouterr()

    return run


def harmless(said: str) -> bool:
    """Return whether a terminal shows all of a text, and CI finds no commands in it but our own."""
    seen = not any(is_unseen(character) for character in said.replace("\n", ""))
    return seen and all(
        not line.lstrip().startswith("::") or line.startswith("::error file=docs") for line in said.split("\n")
    )


FILES = [
    "x\n::error::y.md",
    "x\x1b]0;title\x07.md",
    "x%0A::error::y.md",
    "x\u202edm.exe.md",
    "x\x9b31m.md",
    "x\rdocs.md",
]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", FILES)
def test_file_names_are_escaped_in_every_format(name: str, format: str, tmp_path: Path, say: Say) -> None:
    (tmp_path / "docs" / name).write_text("A page without a head.\n", "utf-8")
    code, out, err = say("check", "--format", format)
    assert code == 1
    assert harmless(out + err), out + err
    shown = f"docs/{visible(name)}"
    if format == "json":
        assert json.loads(out)[0]["path"] == shown
    else:
        assert (shown.replace("%", "%25").replace(":", "%3A") if format == "github" else shown) in out + err


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("text", ["\x1b]0;x\x07", "none('\u202e')", "a\x9b b", "community('\x1b[31m')"])
def test_shortcodes_are_escaped_in_every_format(text: str, format: str, tmp_path: Path, say: Say) -> None:
    with (tmp_path / "docs" / "propose.md").open("a", encoding="utf-8") as page:
        page.write(f"\nSee {{{{ {text} }}}}\n")
    code, out, err = say("check", "--format", format)
    assert code == 1
    assert harmless(out + err), out + err


def test_arguments_are_escaped(say: Say) -> None:
    code, _, err = say("diff", "a", "b", "\x1b]0;x\x07\n::error::y")
    assert code == 2
    assert harmless(err)
    assert err.endswith(r"error: unrecognized arguments: \x1b]0;x\x07\n::error::y" + "\n")


def test_differences_and_messages_of_git_are_escaped(tmp_path: Path, say: Say) -> None:
    def git(*arguments: str) -> None:
        names = ("-c", "user.name=Sample", "-c", "user.email=sample@mla.example", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", str(tmp_path), *names, *arguments], check=True)  # noqa: S607 - whichever is there

    git("init", "-q")
    code, out, err = say("diff", "no\x1b[31m\n::error::such")
    assert code == 1
    assert harmless(out + err), err
    git("add", ".")
    git("commit", "-qm", "One")
    catalog = tmp_path / "data" / "cops.yaml"
    catalog.write_text(CATALOG.replace("name: Robots", 'name: "::error::@evil https://evil.example/"'), "utf-8")
    code, out, err = say("diff", "HEAD")
    assert (code, err) == (0, "")
    assert out.startswith(r"\x3a:error::@evil https://evil.example/: name changes from Robots to ::error::")
    code, out, err = say("diff", "HEAD", "--format", "markdown")
    assert out.startswith(r"- `\x3a:error::@evil https://evil.example/: name changes from Robots to ::error::")
    assert "<a" not in MarkdownIt().render(out)


def test_comments_in_the_output_of_a_command_are_escaped(tmp_path: Path, say: Say) -> None:
    catalog = tmp_path / "data" / "cops.yaml"
    catalog.write_text(CATALOG.replace("    status: forming\n", "    status: forming # \u202e\n"), "utf-8")
    code, out, _ = say("start", "games")
    assert code == 0
    assert harmless(out)
    assert "-    status: forming # \\u202e\n" in out


HEAD = "---\ntitle: A page\ndescription: A page that is there for its name, which a log must show and not obey.\n---\n"


def test_names_in_the_log_of_a_build_are_escaped(tmp_path: Path) -> None:
    root = copy_of_toy(tmp_path / "root")
    (root / "docs" / "x\x1b]0;t\x07\n::error::y.md").write_text(f"{HEAD}# A page\n\n[x](none\x9b31m.md)\n", "utf-8")
    result = build(root, tmp_path / "site", config="toy.yml")
    assert harmless(result.stdout + result.stderr), result.stderr
    assert r"\x1b]0;t\x07" in result.stderr
