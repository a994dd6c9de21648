"""What Lighthouse says of a first visit on a phone to every kind of page; it fails where a target is missed.

`python benchmarks/visits.py [--runs N] [KIND ...]`. Each figure is the median over the runs.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import npm
from browsers import ARGUMENTS, CHROMIUM, executable
from builds import HOST, ROOT, built, copy_of_site
from kinds import chosen
from runs import FailedError, output_of
from servers import serve

HERE = Path(__file__).resolve().parent
NODE = ROOT / ".venv-lighthouse"
LIGHTHOUSE = NODE / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
OPTIONS = ("--quiet", "--output=json", "--no-enable-error-reporting", f"--only-categories={','.join(CATEGORIES)}")
HEAD = """\
| Kind of page | Performance | Accessibility | Best practices | SEO | LCP, ms | TBT, ms | CLS | kB before images |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |"""


class Visit(NamedTuple):
    """What one run says: four scores of 100, two times in ms, the layout's shift, and kB (of 1,000) over the wire."""

    performance: float
    accessibility: float
    best_practices: float
    seo: float
    lcp: float
    tbt: float
    cls: float
    kb: float


TARGETS = Visit(98, 100, 100, 100, float("inf"), float("inf"), 0, 80)
_SCORES = len(CATEGORIES)  # come first; of them more is better, of all others less


def visit(report: Mapping[str, Any]) -> Visit:
    """Read a run's report."""
    scores = (100 * report["categories"][name]["score"] for name in CATEGORIES)
    audits = report["audits"]
    names = ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
    requests = audits["network-requests"]["details"]["items"]
    size = sum(request["transferSize"] for request in requests if request.get("resourceType") != "Image")
    return Visit._make((*scores, *(audits[name]["numericValue"] for name in names), size / 1000))


def medians(visits: Sequence[Visit]) -> Visit:
    """Give the median of each figure."""
    return Visit._make(median(figures) for figures in zip(*visits, strict=True))


def missed(visit: Visit) -> list[str]:
    """Say which targets are missed."""
    pairs = zip(Visit._fields, visit, TARGETS, strict=True)
    return [
        f"{name} {figure:g}, wanted {target:g}"
        for number, (name, figure, target) in enumerate(pairs)
        if (figure < target if number < _SCORES else figure > target)
    ]


def row(kind: str, visits: Sequence[Visit]) -> str:
    """Write a kind's line of the table; of the score that varies from run to run also from where to where."""
    mid, scores = medians(visits), [one.performance for one in visits]
    range_ = f" ({min(scores):.0f}–{max(scores):.0f})" if min(scores) < max(scores) else ""
    figures = f"{mid.accessibility:.0f} | {mid.best_practices:.0f} | {mid.seo:.0f} | {mid.lcp:.0f} | {mid.tbt:.0f}"
    return f"| {kind} | {mid.performance:.0f}{range_} | {figures} | {mid.cls:.3g} | {mid.kb:.1f} |"


@contextmanager
def chromium(profile: Path) -> Iterator[int]:
    """Start Chromium, which Lighthouse then drives; give the port at which it listens.

    Lighthouse would start it too, but loses the rule by which nobody but this machine is asked.
    """
    arguments = (*ARGUMENTS, "--headless", "--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank")
    with subprocess.Popen((executable(CHROMIUM), *arguments), stderr=subprocess.PIPE, text=True) as process:
        try:
            said = (line.rpartition(":")[2] for line in process.stderr or () if line.startswith("DevTools listening"))
            yield int(next(said).partition("/")[0])
        finally:
            process.terminate()


def run(address: str, folder: Path) -> Visit:
    """Visit a page for the first time, in a browser that knows nothing."""
    with TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as profile, chromium(Path(profile)) as port:
        return visit(json.loads(output_of(("node", LIGHTHOUSE, address, f"--port={port}", *OPTIONS), folder)))


def main() -> None:
    """Visit every kind of page, or those that are named, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("kinds", nargs="*", help="kinds of pages; a hyphen may stand for a space")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    # Lighthouse visits no page whose answer is that there is none, so it gets that page at its own address.
    kinds = {
        kind: address if "no/such" not in address else "404.html" for kind, address in chosen(options.kinds).items()
    }
    npm.install(HERE / "lighthouse", NODE)
    print(HEAD, flush=True)
    failures = []
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        site = built(copy_of_site(Path(folder) / "root"), Path(folder) / "site", SITE_URL=f"{HOST}/cops/")
        with serve(site, "/cops/", packed=True) as url:
            for kind, address in kinds.items():
                visits = [run(url + address, Path(folder)) for _ in range(options.runs)]
                print(row(kind, visits), flush=True)
                failures += [f"{kind}: {failure}" for failure in missed(medians(visits))]
    sys.exit("\n".join(("Missed:", *failures)) if failures else 0)


if __name__ == "__main__":
    try:
        main()
    except FailedError as error:
        sys.exit(str(error))
