"""The command line for volunteers and CI: `python hooks/cops.py check | new | …`.

The first line of a command's docstring is its help text.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from difflib import unified_diff
from pathlib import Path
from typing import NoReturn, TypeAlias

sys.path.insert(0, str(Path(__file__).resolve().parent))  # Python does not add it if PYTHONSAFEPATH is set

from copsite.catalog import lifecycle as life
from copsite.catalog.models import Catalog
from copsite.content.files import State, not_compared
from copsite.diagnostics import formatters as report
from copsite.diagnostics.problem import ProblemsError
from copsite.diff import effects
from copsite.render.context import Site
from copsite.yamlio.edit import Change, EditError, apply_changes
from copsite.yamlio.reader import YamlValue
from workspace import (
    CATALOG,
    EnvironmentVariableError,
    RevisionError,
    as_lines,
    changed_paths,
    files_at,
    files_in,
    moved_to,
    replace,
    site_of,
    today,
)

ROOT = Path(__file__).resolve().parent.parent
BOM = b"\xef\xbb\xbf"

Options: TypeAlias = argparse.Namespace


class OutputError(Exception):
    """The output of a command cannot be written."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command, and return the exit code: 1 for problems in the files, or a change that is refused."""
    # A stream that the shell has closed is None.
    sys.stdin, sys.stdout, sys.stderr = (one or io.StringIO() for one in (sys.stdin, sys.stdout, sys.stderr))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # for names that the terminal cannot show
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")  # as in arguments; text that is not in UTF-8 is refused later
    options = _parser().parse_args(arguments)
    command: Callable[[Options], int] = options.act
    try:
        if "on" in options and options.on is None:
            options.on = today(options.root)
        code = command(options)
        _show()
        return code
    except BrokenPipeError:
        _drop_output()  # the reader has closed the pipe, as `head` does
        return 1
    except OutputError as error:
        _drop_output()
        print(f"{error}.", file=sys.stderr)
        return 1
    except (EOFError, KeyboardInterrupt):
        print("\nNothing was done.", file=sys.stderr)
        return 1
    except (life.LifecycleError, EditError, RevisionError, EnvironmentVariableError, OSError) as error:
        print(report.visible(f"Nothing was done: {error}."), file=sys.stderr)
        return 1


def check(options: Options) -> int:
    """Say every problem of the catalog and the written pages."""
    site = _read(_files(options), options.format)
    if site and options.format == "json":
        _show("[]")
    elif site and options.format != "github":
        _show(f"{CATALOG} is sound: {len(site.facts.catalog.communities)} communities.")
    return 0 if site else 1


def diff(options: Options) -> int:
    """Say what differs on the site between two states of the files."""
    before = files_at(options.root, options.base)
    head = _read(files_at(options.root, options.head) if options.head else _files(options))
    if head is None:
        return 1
    others = not_compared(changed_paths(options.root, options.base, options.head))
    try:
        found = [*effects(site_of(before), head, others)]
    except ProblemsError as error:
        found = [
            f"{options.base} has problems of its own ({len(error.problems)}), so there is nothing to compare with."
        ]
    _show(report.markdown(found) if options.format == "markdown" else report.lines(found))
    return 0


def new(options: Options) -> int:
    """Add a community at the end of the catalog."""

    def changes(catalog: Catalog) -> Iterator[Change]:
        answers = _answers(options, _ASKED | {"topics": f"Topics, a comma between two: {', '.join(catalog.topics)}"})
        topics = [topic.strip() for topic in answers["topics"].split(",")]
        facts: dict[str, YamlValue] = {**answers, "topics": [*topics], "status": options.status}
        if options.list or options.open_to:
            facts["list"] = life.list_of(options.list, options.open_to)
        return life.begin(catalog, options.id, facts, options.on)

    return _change(options, changes)


def rename(options: Options) -> int:
    """Give a community another id, and its own words another place."""
    moved = {f"docs/{life.community_page(options.old)}": f"docs/{life.community_page(options.new)}"}
    return _change(options, lambda catalog: life.rename(catalog, options.old, options.new), moved)


def handover(options: Options) -> int:
    """Seat someone new in a role, or renew a term."""

    def changes(catalog: Catalog) -> Iterator[Change]:
        to = _answers(options, {"to": _SEAT["to"]})["to"]
        if options.renew and options.of:
            raise life.LifecycleError(
                "a term that goes on is no handover, so nobody leaves. Leave out --of, or --renew"
            )
        if options.renew:
            until, library = _answers(options, {"until": _SEAT["until"]})["until"], options.library or ""
            return life.renew(catalog, options.id, options.role, to=to, until=until, library=library, on=options.on)
        life.must_be_new(catalog, options.id, options.role, to=to, on=options.on)
        seat = _answers(options, {name: words for name, words in _SEAT.items() if name != "to"})
        return life.hand_over(catalog, options.id, options.role, to=to, on=options.on, of=options.of, **seat)

    return _change(options, changes)


def approve(options: Options) -> int:
    """Make a proposed community a forming one."""
    return _advance(options, life.approve)


def start(options: Options) -> int:
    """Make a forming community an active one."""
    return _advance(options, life.start)


def pause(options: Options) -> int:
    """Let a community rest."""
    return _change(options, lambda catalog: life.pause(catalog, options.id, on=options.on, by=options.by))


def resume(options: Options) -> int:
    """Make a paused community active again."""
    return _advance(options, life.resume)


def close(options: Options) -> int:
    """End a community."""
    event = {"on": options.on, "by": options.by}
    return _change(options, lambda catalog: life.close(catalog, options.id, successor=options.successor, **event))


def merge(options: Options) -> int:
    """Let a community go over into another."""
    event = {"on": options.on, "by": options.by}
    return _change(options, lambda catalog: life.merge(catalog, options.id, options.successor, **event))


def confirm(options: Options) -> int:
    """Note that an entry was read and is true."""
    return _change(options, lambda catalog: life.confirm(catalog, options.id, on=options.on, by=options.by))


def _advance(options: Options, act: Callable[..., Iterator[Change]]) -> int:
    event = {"on": options.on, "by": options.by, "name": options.list, "open_to": options.open_to}
    return _change(options, lambda catalog: act(catalog, options.id, **event))


def _files(options: Options) -> State:
    return files_in(options.root, options.root / "docs")


def _show(*lines: str) -> None:
    """Print and flush the lines; raise `OutputError` if that fails."""
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"The command was run, but its output cannot be written: {error.strerror}") from None


def _drop_output() -> None:
    """Redirect standard output to nowhere, so that Python's flush at exit succeeds."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _read(files: State, format: str = "", outcome: str = "") -> Site | None:
    """Load a site; print its problems and return None if there are any."""
    try:
        return site_of(files)
    except ProblemsError as error:
        texts = {path: as_lines(data) for path, data in files.texts.items()}
        is_for_people = format not in ("github", "json")
        terminal = format == "terminal" or (not format and sys.stderr.isatty())
        if format == "github":
            output = report.github(error.problems)
        elif format == "json":
            output = report.as_json(error.problems)
        elif terminal:
            color = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
            output = report.terminal(
                error.problems, texts, color=color, width=shutil.get_terminal_size((100, 24)).columns
            )
        else:
            output = report.plain(error.problems)
        if is_for_people:
            print(output + outcome, file=sys.stderr)
        else:
            _show(output + outcome)
        return None


def _change(
    options: Options, changes: Callable[[Catalog], Iterable[Change]], moved: Mapping[str, str] | None = None
) -> int:
    """Change the catalog and move files if the site is valid afterwards; else print the problems and change nothing."""
    state = _files(options)
    files = state.texts
    site = _read(state, outcome="\nNothing was changed. Mend this first.")
    if site is None:
        return 1
    bom = BOM if files[CATALOG].startswith(BOM) else b""
    before = files[CATALOG].removeprefix(BOM).decode()
    after = apply_changes(before, CATALOG, changes(site.facts.catalog))
    moves = {old: new for old, new in (moved or {}).items() if old in files}
    outcome = {moves.get(path, path): data for path, data in files.items()} | {CATALOG: bom + after.encode()}
    new_state = State(outcome, state.others)
    if _read(new_state, outcome="\nNothing was changed: this is how the catalog would be wrong.") is None:
        return 1
    if _files(options) != state:
        raise life.LifecycleError("somebody else has changed the files in the meantime. Try again")
    with moved_to(options.root, moves):
        replace(options.root / CATALOG, outcome[CATALOG])
    report_lines = (
        *(f"{old} is now {new}." for old, new in moves.items()),
        *unified_diff(before.splitlines(), after.splitlines(), CATALOG, CATALOG, lineterm=""),
        "What else belongs to such a change is in docs/handbook/life-events.md.",
    )
    _show(report.lines(report_lines))
    return 0


_ASKED = {
    "name": "Name, at most 60 characters",
    "summary": "What it is about, in one sentence",
    "purpose": "What it is for, in two or three sentences",
    "suits": "Whom it suits, in one sentence",
}
_SEAT = {
    "to": "Who takes the seat, by first and last name",
    "library": "Their library",
    "until": "The last day of their term, such as 2028-12-31",
}


def _answers(options: Options, questions: Mapping[str, str]) -> dict[str, str]:
    """Return the value of each option; prompt for missing ones if standard input is a terminal."""
    values = {name: getattr(options, name) for name in questions}
    missing = [name for name, value in values.items() if value is None]
    if missing and not sys.stdin.isatty():
        raise life.LifecycleError("missing: " + ", ".join(f"--{name} ({questions[name]})" for name in missing))
    return values | {name: input(f"{questions[name]}: ").strip() for name in missing}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-02-03") from None


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Print the message, in which control characters of arguments are made visible, and exit with code 2."""
        super().error(report.visible(message))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="cops.py", description="Look after the catalog of communities.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(act: Callable[[Options], int], *names: str) -> argparse.ArgumentParser:
        words = (act.__doc__ or "").partition("\n")[0]
        added = commands.add_parser(act.__name__, help=words, description=words)
        added.set_defaults(act=act)
        added.add_argument("--root", type=Path, default=ROOT, help="the folder that holds data/ and docs/")
        for name in names:
            added.add_argument(name, metavar=name.upper())
        return added

    def event(act: Callable[[Options], int], *names: str) -> argparse.ArgumentParser:
        added = command(act, *names)
        added.add_argument("--on", type=_day, metavar="DAY", help="the day of it; today if not given")
        return added

    checking = command(check)
    checking.add_argument("--format", choices=report.FORMATS, default="", help="for people, a pull request, or tools")
    comparing = command(diff)
    comparing.add_argument("base", metavar="BASE", help="a Git revision, such as main")
    comparing.add_argument("head", metavar="HEAD", nargs="?", help="another; if not given, the files as they are now")
    comparing.add_argument(
        "--format", choices=("plain", "markdown"), default="plain", help="sentences, or a list for a page"
    )

    adding = event(new, "id")
    for name, words in _ASKED.items():
        adding.add_argument(f"--{name}", help=words)
    adding.add_argument("--topics", help="with a comma between two")
    adding.add_argument("--status", default="proposed")

    command(rename, "old", "new")
    handing = event(handover, "id", "role")
    for name, words in _SEAT.items():
        handing.add_argument(f"--{name}", help=words)
    handing.add_argument("--of", metavar="NAME", default="", help="who leaves it, where that is not clear")
    handing.add_argument("--renew", action="store_true", help="extend the term of --to, who holds the role already")
    beginnings = [event(act, "id") for act in (approve, start, resume)]
    pausing, closing = event(pause, "id"), event(close, "id")
    closing.add_argument("--successor", metavar="ID", default="", help="the community in which its topic lives on")
    merging = event(merge, "id")
    merging.add_argument("into", type=str.lower, choices=["into"], metavar="into")
    merging.add_argument("successor", metavar="ID")
    for changing in (*beginnings, pausing, closing, merging):
        changing.add_argument(
            "--by", metavar="ROLE", default="association", help="who confirms the entry; the association if not given"
        )
    for listing in (adding, *beginnings):
        listing.add_argument("--list", metavar="NAME", default="", help="the name of its mailing list, if it gets one")
        listing.add_argument("--open-to", default="", help="who may join the list: members, anyone or nobody")
    event(confirm, "id").add_argument("--by", metavar="ROLE", required=True, help="in which role it was read")
    return parser


if __name__ == "__main__":
    sys.exit(main())
