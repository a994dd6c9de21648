"""The command `cops.py init`: an association's own site, in place of the sample or in a new folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from catalog_changes import answers_to
from command_line import ASSOCIATION_QUESTIONS, MORE_ASSOCIATION_QUESTIONS, Options
from console import show, show_errors
from copsite.catalog.entries import LifecycleError
from copsite.content.files import DOCS, Kind, State, is_page
from copsite.diagnostics import formatters as report
from copsite.diagnostics.problem import Problem, ProblemsError
from copsite.starter import CATALOG, SETTINGS, about_answers, first_files
from file_changes import replace_all
from revisions import RevisionError, uncommitted
from workspace import site_of

_TEMPLATES = Path(__file__).resolve().parent / "starter"
# What a site is built with, and the pages that hold for every association.
_PROGRAM = (
    *("hooks/**/*", "docs/.overrides/**/*", "docs/assets/**/*", "data/*.schema.json"),
    *("docs/handbook/*.md", "docs/join.md", "docs/propose.md"),
    *("requirements-pdf.txt", "requirements-site.txt", "LICENSE*", ".gitignore"),
)
_SAMPLE = ("docs/cops/**/*", "docs/files/**/*")  # what the sample has besides
_NEXT = """
Next:
- Read data/cops.yaml, and add what it leaves open, such as the topics.
- Add a community with `python hooks/cops.py new ID`, or many with `python hooks/cops.py import FILE.csv`.
- Read the pages in docs/ as your members will: docs/propose.md and the handbook make promises in your name.
- Preview the site with `python -m mkdocs serve --livereload`.
"""


def init(options: Options) -> int:
    """Set up an association's own site: in a new folder, or in this one in place of the sample."""
    root: Path = options.folder
    in_place = root.resolve() == options.root.resolve()
    program = {path: file.read_bytes() for path, file in _files(options.root, _PROGRAM)}
    templates = {path: file.read_text("utf-8") for path, file in _files(_TEMPLATES, ("**/*",))}
    sample = {path: None for path, _ in _files(options.root, _SAMPLE)} if in_place else {}
    if in_place:
        _must_be_committed(root, [*first_files(_EXAMPLE, templates, ""), *sample])
    elif root.exists() and not (root.is_dir() and all(path.is_dir() for path in root.rglob("*"))):
        raise LifecycleError(
            f"{str(root)!r} is not empty, and not the folder of this project. Name a new folder; or, in a copy of the "
            "project, write `.` to replace its sample"
        )
    settings = (options.root / SETTINGS).read_text("utf-8")
    texts = _sound_files(options, program, templates, settings)
    if texts is None:
        return 1
    written = {path: text.encode() for path, text in texts.items()}
    replace_all(root, {**({} if in_place else program), **written, **sample})
    lines = [f"{path} is written." for path in sorted(written)] + [f"{path} is removed." for path in sample]
    show(report.lines(lines), _NEXT.rstrip())
    return 0


_EXAMPLE = dict.fromkeys((*ASSOCIATION_QUESTIONS, *MORE_ASSOCIATION_QUESTIONS), "")


def _files(root: Path, patterns: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    """Yield the files below a folder that match one of the patterns, each by its path from there."""
    for pattern in patterns:
        for file in sorted(root.glob(pattern)):
            if file.is_file() and "__pycache__" not in file.parts:
                yield file.relative_to(root).as_posix(), file


def _must_be_committed(root: Path, paths: list[str]) -> None:
    """Raise `LifecycleError` if Git could not bring back a file that is replaced or removed."""
    present = [path for path in paths if (root / path).exists()]
    try:
        lost = uncommitted(root, present)
        reason = "they are changed and not committed. Commit them first"
    except RevisionError as error:
        lost = present
        reason = f"Git could not bring them back ({error}). Commit them first, or name a new folder"
    if lost:
        raise LifecycleError(f"these files would be replaced or removed, and {reason}: {', '.join(sorted(lost))}")


def _sound_files(
    options: Options, program: Mapping[str, bytes], templates: Mapping[str, str], settings: str
) -> Mapping[str, str] | None:
    """Return the first files of the site, after asking for what is missing or wrong; None if they have problems."""
    while True:
        answers = answers_to(options, ASSOCIATION_QUESTIONS, MORE_ASSOCIATION_QUESTIONS)
        texts = first_files(answers, templates, settings)
        found = [*about_answers(answers, _problems(_state(program, texts)), texts[CATALOG])]
        if not found:
            return texts
        options_of = {name: f"--{name.replace('_', '-')}: " for name, _ in found if name}
        show_errors(*(report.visible(options_of.get(name, "") + words) for name, words in found))
        if not (options_of and sys.stdin.isatty()):
            show_errors("Nothing was written.")
            return None
        vars(options).update(answers, **dict.fromkeys(options_of))


def _problems(state: State) -> Sequence[Problem]:
    try:
        site_of(state)
    except ProblemsError as error:
        return error.problems
    return ()


def _state(program: Mapping[str, bytes], texts: Mapping[str, str]) -> State:
    """Return the state of a site that has these files."""
    pages = {path: data for path, data in program.items() if is_page(path)}
    others = {path: Kind.FILE for path in program if path.startswith(DOCS) and path not in pages}
    return State(pages | {path: text.encode() for path, text in texts.items()}, others)
