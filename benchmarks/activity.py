"""Time a build with a meeting and two resources for each community beside one without them.

`python benchmarks/activity.py [SIZE ...]`. The two take turns; each figure is the median of the rounds' ratios.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from catalog import repository
from runs import Run, measured, medians, put_aside, ratios

BUILD = (sys.executable, "-m", "mkdocs", "build", "--quiet")


def main() -> None:
    """Print the ratios for each size."""
    parser = argparse.ArgumentParser(description="Time what meetings and resources cost.")
    parser.add_argument("sizes", metavar="SIZE", type=int, nargs="*", default=[22, 1000])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    for size in options.sizes:
        with TemporaryDirectory() as folder:
            without, having = measure(Path(folder), size, options.rounds)
        ratio, peak = ratios(having, without), medians(having).peak
        print(
            f"{size:,} communities, a meeting and two resources each, beside none: "
            f"{ratio.cpu:.2f} times the CPU, {ratio.wall:.2f} times the time, "
            f"{ratio.peak:.2f} times the memory ({peak:,.0f} MiB)",
            flush=True,
        )


def measure(folder: Path, size: int, rounds: int) -> tuple[list[Run], list[Run]]:
    """Build both sites in turns, each from nothing; the first build of each, which compiles templates, is left out."""
    sites = [repository(folder / str(activity), size, activity=activity) for activity in (False, True)]
    runs: list[list[Run]] = [[], []]
    for _ in range(rounds + 1):
        for site, done in zip(sites, runs, strict=True):
            put_aside(site / "site")
            done.append(measured(BUILD, site))
    return runs[0][1:], runs[1][1:]


if __name__ == "__main__":
    main()
