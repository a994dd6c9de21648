"""Change the catalog or the resources if the site is valid afterwards, and ask for what a command was not given."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping

from command_line import Options
from console import show, show_problems
from copsite.catalog.entries import LifecycleError
from copsite.catalog.models import Catalog, Resources
from copsite.catalog.resource_changes import with_list
from copsite.catalog.upgrade import upgraded, upgraded_page
from copsite.content.files import State, is_page
from copsite.diagnostics import formatters as report
from copsite.diagnostics.line_changes import line_changes
from copsite.diagnostics.problem import ProblemsError
from copsite.render.context import Site
from copsite.render.facts import Facts
from copsite.yamlio.edit import Edit, apply_changes
from copsite.yamlio.reader import read
from file_changes import moved_to, replace_all
from workspace import CATALOG, RESOURCES, as_lines, files_in, site_of

BOM = b"\xef\xbb\xbf"
FIX_FIRST = "\nNothing was changed. Fix this first."


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


def in_present_form(state: State) -> State:
    """Return the files with the catalog and the pages in the present form; those that cannot be read are unchanged."""
    return state_after(state, _upgraded(state))


def _upgraded(state: State) -> dict[str, str]:
    """Return the texts in the present form that differ from the files."""
    found: dict[str, str] = {}
    for path in state.texts:
        try:
            before = text_in(state, path) if path == CATALOG or is_page(path) else ""
            after = upgraded(before, path) if path == CATALOG else upgraded_page(before)
        except (ProblemsError, UnicodeDecodeError):
            continue
        found |= {path: after} if after != before else {}
    return found


def upgrade_files(options: Options) -> int:
    """Rewrite the catalog and the pages in the present form, whatever else is wrong; then report the site's problems.

    Return 1 if there are any.
    """
    state = present_files(options)
    texts = _upgraded(state)
    if not texts:
        if load_or_report(state, outcome=FIX_FIRST) is None:
            return 1
        show(f"Nothing to do: {CATALOG} has the present form already.")
        return 0
    new = state_after(state, texts)
    write(options, state, {path: new.texts[path] for path in texts})
    for path, text in texts.items():
        show(report.lines([*line_changes(path, text_in(state, path), text)]))
    show("What else the new form can say is in docs/handbook/fields.md.")
    return 0 if load_or_report(new, outcome="\nThe files have the present form now. Fix this too.") else 1


def change(
    options: Options,
    changes: Callable[[Catalog], Iterable[Edit]],
    moved: Mapping[str, str] | None = None,
    resources: Callable[[Resources], Iterable[Edit]] | None = None,
) -> int:
    """Change the catalog and move files if the site is valid afterwards; else print the problems and change nothing.

    `resources` are the changes to the list of resources that belong to it.
    """

    def edit(site: Site, text: str) -> str:
        return apply_changes(text, CATALOG, changes(site.facts.catalog))

    def edit_resources(site: Site, text: str) -> str:
        found = [*resources(site.facts.resources)] if resources else []
        return apply_changes(text, RESOURCES, found) if found else text

    return _edit(options, {CATALOG: edit, RESOURCES: edit_resources}, "life-events.md", moved or {})


def change_resources(options: Options, changes: Callable[[Facts], Iterable[Edit]]) -> int:
    """Change the list of resources, as `change` does the catalog; the file is made if there is none."""

    def edit(site: Site, text: str) -> str:
        text = text if read(text, RESOURCES).value else with_list(text)
        return apply_changes(text, RESOURCES, changes(site.facts))

    return _edit(options, {RESOURCES: edit}, "resources.md", {})


def _edit(
    options: Options, edits: Mapping[str, Callable[[Site, str], str]], chapter: str, moved: Mapping[str, str]
) -> int:
    state = present_files(options)
    site = load_or_report(state, outcome=FIX_FIRST)
    if site is None:
        return 1
    before = {path: text_in(state, path) for path in edits}
    after = {path: text for path, edit in edits.items() if (text := edit(site, before[path])) != before[path]}
    moves = {old: new for old, new in moved.items() if old in state.texts}
    new_state = state_after(state, after, moves)
    noun = "catalog" if CATALOG in edits else "list of resources"
    if load_or_report(new_state, outcome=f"\nNothing was changed: this is how the {noun} would be wrong.") is None:
        return 1
    write(options, state, {path: new_state.texts[path] for path in after}, moves)
    report_lines = [f"{old} is now {new}." for old, new in moves.items()]
    for path, text in after.items():
        report_lines += line_changes(path, before[path], text)
    show(report.lines((*report_lines, f"What else belongs to such a change is in docs/handbook/{chapter}.")))
    return 0


def text_in(state: State, path: str) -> str:
    """Return the text of a file, or '' if there is none."""
    return state.texts.get(path, b"").removeprefix(BOM).decode()


def state_after(state: State, texts: Mapping[str, str], moves: Mapping[str, str] | None = None) -> State:
    """Return the state of the files with other texts, after files are moved from one path to another."""
    marks = {path: BOM if state.texts.get(path, b"").startswith(BOM) else b"" for path in texts}
    moved = {(moves or {}).get(path, path): data for path, data in state.texts.items()}
    written = {path: marks[path] + text.encode() for path, text in texts.items()}
    return State(moved | written, state.others, state.attachments)


def write(options: Options, state: State, files: Mapping[str, bytes], moves: Mapping[str, str] | None = None) -> None:
    """Write files and move others, or none of them; raise `LifecycleError` if the files differ from `state` by now."""
    if present_files(options) != state:
        raise LifecycleError("someone else has changed the files in the meantime. Try again")
    with moved_to(options.root, moves or {}):
        replace_all(options.root, files)


_NONE: Mapping[str, str] = {}


def answers_to(options: Options, questions: Mapping[str, str], more: Mapping[str, str] = _NONE) -> dict[str, str]:
    """Return the value of each option; prompt for missing ones if standard input is a terminal.

    Those in `more` are '' if they are not given and not answered.
    """
    values = {name: getattr(options, name) for name in (*questions, *more)}
    missing = [name for name, value in values.items() if value is None]
    if sys.stdin.isatty():
        asked = {**questions, **{name: f"{words} (Enter to leave it out)" for name, words in more.items()}}
        return values | {name: input(f"{asked[name]}: ").strip() for name in missing}
    if wanted := [name for name in missing if name in questions]:
        raise LifecycleError(
            "missing: " + ", ".join(f"--{name.replace('_', '-')} ({questions[name]})" for name in wanted)
        )
    return values | dict.fromkeys(missing, "")
