"""What commands print: output that is flushed, and problems in the format that was asked for."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence

from copsite.diagnostics import formatters as report
from copsite.diagnostics.problem import Problem


class OutputError(Exception):
    """The output of a command cannot be written."""


def show(*lines: str) -> None:
    """Print and flush the lines; raise `OutputError` if that fails."""
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"The command was run, but its output cannot be written: {error.strerror}") from None


def show_errors(*lines: str) -> None:
    """Print the lines on standard error."""
    for line in lines:
        print(line, file=sys.stderr)


def drop_output() -> None:
    """Redirect standard output to nowhere, so that Python's flush at exit succeeds."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show_problems(problems: Sequence[Problem], texts: Mapping[str, str], format: str = "", outcome: str = "") -> None:
    """Print problems and then the `outcome`: for people on standard error, for programs on standard output.

    `texts` are the files by path, from which a terminal shows lines; without a `format`, a terminal decides.
    """
    if format == "github":
        show(report.github(problems) + outcome)
    elif format == "json":
        show(report.as_json(problems) + outcome)
    elif format == "terminal" or (not format and sys.stderr.isatty()):
        color = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        width = shutil.get_terminal_size((100, 24)).columns
        print(report.terminal(problems, texts, color=color, width=width) + outcome, file=sys.stderr)
    else:
        print(report.plain(problems) + outcome, file=sys.stderr)
