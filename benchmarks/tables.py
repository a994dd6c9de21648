"""What was measured, as Markdown: a section a size, and the page that keeps the last one of each size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from runs import Run, medians, ratios

BEGIN, END = "<!-- Between here and the end mark, `make bench` writes. -->", "<!-- The end. -->"
WAITS, COSTS = "what an editor waits", "what each part costs"  # tables, as their marks name them
HEAD = """\
| Generator | CPU, s | Wall, s | Memory, MiB | Pages a second | CPU, times ours | Wall, times ours |
| --- | --- | --- | --- | --- | --- | --- |"""


@dataclass(frozen=True)
class Result:
    """What one generator took, round by round, or in `failure` why it has no figures."""

    name: str
    label: str
    runs: Sequence[Run] = ()
    failure: str = ""


@dataclass(frozen=True)
class Size:
    """Everything measured at one size; the first result is ours, without our `first` run, which compiles much.

    `index` is in bytes, as it is and as gzip.
    """

    communities: int
    pages: int
    circumstances: str
    results: Sequence[Result]
    first: Run
    check: Sequence[Run]
    index: tuple[int, int]


@dataclass(frozen=True)
class Wait:
    """How many seconds passed, time by time, from saving a change `of` something to the page that shows it."""

    communities: int
    of: str
    seconds: Sequence[float]


def section(size: Size) -> str:
    """Lay out a size: when and where, a row a generator, our first build, the check, the search index."""
    rows = "\n".join(_row(result, size) for result in size.results)
    raw, gzip = size.index
    return f"""\
## {_communities(size.communities)}

{size.pages:,} pages; {size.circumstances}.

{HEAD}
{rows}

Our very first build took {size.first.cpu:.2f} s of CPU: it also got the program and its templates ready for later ones.
`make check` took {medians(size.check).cpu:.2f} s of CPU.
A reader who opens the search of our site loads an index of {raw:,} bytes, {gzip:,} as gzip; nobody else does.
"""


def _row(result: Result, size: Size) -> str:
    if result.failure:
        return f"| {result.label} | {result.failure} | | | | | |"
    run = medians(result.runs)
    times = ratios(result.runs, size.results[0].runs)
    figures = f"{run.cpu:.2f} | {run.wall:.2f} | {run.peak:.0f} | {size.pages / run.wall:,.0f}"
    return f"| {result.label} | {figures} | {times.cpu:.2f} | {times.wall:.2f} |"


def _communities(number: int) -> str:
    return f"{number:,} communities"


def waiting(waits: Sequence[Wait]) -> str:
    """Lay out how long an editor waits, a row a kind of change."""
    rows = "\n".join(
        f"| {_communities(wait.communities)} | {wait.of} | {median(wait.seconds):.2f} | {max(wait.seconds):.2f} |"
        for wait in waits
    )
    return f"| Site | Change in | Median, s | Longest, s |\n| --- | --- | --- | --- |\n{rows}\n"


def costs(whole: float, spent: Mapping[str, float]) -> str:
    """Lay out how much of a build of `whole` seconds goes to each part, the dearest first."""
    dearest = sorted(spent.items(), key=lambda part: -part[1])
    rows = "\n".join(f"| {part} | {cost:.2f} | {cost / whole:.0%} |" for part, cost in dearest)
    return f"| Part | CPU, s | Of the whole |\n| --- | --- | --- |\n{rows}\n| everything | {whole:.2f} | 100% |\n"


def with_table(page: str, of: str, table: str) -> str:
    """Give the page with this table in the place of the last one of its kind."""
    begin, end = f"<!-- Here `make bench` writes {of}. -->", f"<!-- The end of {of}. -->"
    before, _, after = _between(page, begin, end)
    return f"{before}{begin}\n\n{table}\n{end}{after}"


def with_sections(page: str, new: Mapping[int, str]) -> str:
    """Give the page with each size's new section in the place of its last one, in order of size."""
    before, kept, after = _between(page, BEGIN, END)
    sections = sorted({**dict(_sections(kept)), **new}.items())
    body = "".join(f"\n{text}" for _, text in sections)
    return f"{before}{BEGIN}\n{body}\n{END}{after}"


def _between(page: str, begin: str, end: str) -> tuple[str, str, str]:
    before, found, rest = page.partition(begin)
    between, ended, after = rest.partition(end)
    if not (found and ended):
        raise ValueError(f"The page has no two lines {begin} and {end}")
    return before, between, after


def _sections(text: str) -> Iterator[tuple[int, str]]:
    for found in re.finditer(r"^## ([\d,]+) .*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL):
        yield int(found[1].replace(",", "")), found[0].rstrip() + "\n"
