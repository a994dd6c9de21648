"""Change the catalog if the site is valid afterwards, and ask for what a command was not given."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from difflib import unified_diff

from command_line import Options
from console import show, show_problems
from copsite.catalog.entries import LifecycleError
from copsite.catalog.models import Catalog
from copsite.content.files import State
from copsite.diagnostics import formatters as report
from copsite.diagnostics.problem import ProblemsError
from copsite.render.context import Site
from copsite.yamlio.edit import Edit, apply_changes
from workspace import CATALOG, as_lines, files_in, moved_to, replace, site_of

BOM = b"\xef\xbb\xbf"


def present_files(options: Options) -> State:
    """Return the present state of the files."""
    return files_in(options.root, options.root / "docs")


def load_or_report(files: State, format: str = "", outcome: str = "") -> Site | None:
    """Load a site; print its problems and return None if there are any."""
    try:
        return site_of(files)
    except ProblemsError as error:
        texts = {path: as_lines(data) for path, data in files.texts.items()}
        show_problems(error.problems, texts, format, outcome)
        return None


def change(
    options: Options, changes: Callable[[Catalog], Iterable[Edit]], moved: Mapping[str, str] | None = None
) -> int:
    """Change the catalog and move files if the site is valid afterwards; else print the problems and change nothing."""
    state = present_files(options)
    files = state.texts
    site = load_or_report(state, outcome="\nNothing was changed. Mend this first.")
    if site is None:
        return 1
    bom = BOM if files[CATALOG].startswith(BOM) else b""
    before = files[CATALOG].removeprefix(BOM).decode()
    after = apply_changes(before, CATALOG, changes(site.facts.catalog))
    moves = {old: new for old, new in (moved or {}).items() if old in files}
    outcome = {moves.get(path, path): data for path, data in files.items()} | {CATALOG: bom + after.encode()}
    new_state = State(outcome, state.others)
    if load_or_report(new_state, outcome="\nNothing was changed: this is how the catalog would be wrong.") is None:
        return 1
    if present_files(options) != state:
        raise LifecycleError("somebody else has changed the files in the meantime. Try again")
    with moved_to(options.root, moves):
        replace(options.root / CATALOG, outcome[CATALOG])
    report_lines = (
        *(f"{old} is now {new}." for old, new in moves.items()),
        *unified_diff(before.splitlines(), after.splitlines(), CATALOG, CATALOG, lineterm=""),
        "What else belongs to such a change is in docs/handbook/life-events.md.",
    )
    show(report.lines(report_lines))
    return 0


def answers_to(options: Options, questions: Mapping[str, str]) -> dict[str, str]:
    """Return the value of each option; prompt for missing ones if standard input is a terminal."""
    values = {name: getattr(options, name) for name in questions}
    missing = [name for name, value in values.items() if value is None]
    if missing and not sys.stdin.isatty():
        raise LifecycleError("missing: " + ", ".join(f"--{name} ({questions[name]})" for name in missing))
    return values | {name: input(f"{questions[name]}: ").strip() for name in missing}
