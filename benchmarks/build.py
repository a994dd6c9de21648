"""Times the build at several sizes, side by side with other generators on the same pages; see docs/handbook/speed.md.

`python benchmarks/build.py [SIZE ...]`. Rounds take turns, and each figure is the median over its rounds, so that
a machine whose speed drifts harms nobody. Only ratios travel to another machine.
"""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from peers import HERE, OURS, PEERS, ROOT, Peer
from promises import outcomes
from runs import FailedError, Run, measured, output_of
from tables import Result, Size, section, with_sections

PAGE = ROOT / "docs" / "handbook" / "speed.md"
CHECK = (sys.executable, "hooks/cops.py", "check")


def main() -> None:
    """Measure each size, print its table, and write it into the page."""
    parser = argparse.ArgumentParser(description="Time the build beside other generators.")
    parser.add_argument("sizes", metavar="SIZE", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    versions = {peer.name: version(peer) for peer in (OURS, *PEERS)}
    for communities in options.sizes:
        with TemporaryDirectory() as folder:
            size = measure(communities, options.rounds, versions, Path(folder))
        print(section(size), *outcomes(size), "", sep="\n", flush=True)
        page = with_sections(PAGE.read_text(encoding="utf-8"), {communities: section(size)})
        PAGE.write_text(page, encoding="utf-8")


def version(peer: Peer) -> str | FailedError:
    """Install a generator, and give its version, or why it has none."""
    try:
        peer.install()
        found = re.search(r"\d+(\.\d+)+", output_of(peer.version, HERE))
    except FailedError as error:
        return FailedError(f"did not install: {error}")
    return found[0] if found else ""


def measure(communities: int, rounds: int, versions: Mapping[str, str | FailedError], folder: Path) -> Size:
    """Let everyone build the same pages, in rounds that take turns."""
    made = (sys.executable, HERE / "twin.py", folder, str(communities))
    subprocess.run(made, env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")}, check=True)
    failures = {peer.name: str(versions[peer.name]) for peer in PEERS if isinstance(versions[peer.name], FailedError)}
    runs: dict[str, list[Run]] = {peer.name: [] for peer in (OURS, *PEERS)}
    check: list[Run] = []
    pages = 0
    for _ in range(rounds):
        runs[OURS.name].append(build(OURS, folder, pages))
        pages = pages or pages_in(folder / OURS.folder)
        check.append(measured(CHECK, folder / OURS.folder))
        for peer in PEERS:
            if peer.name not in failures:
                try:
                    runs[peer.name].append(build(peer, folder, pages))
                except FailedError as error:
                    failures[peer.name] = f"did not build: {error}"
    results = [
        result(peer, versions[peer.name], runs[peer.name], failures.get(peer.name, "")) for peer in (OURS, *PEERS)
    ]
    return Size(communities, pages, circumstances(rounds), results, check, index_of(folder / OURS.folder))


def build(peer: Peer, folder: Path, pages: int) -> Run:
    """Let a generator build its site once, from nothing, and see that it wrote all `pages`."""
    place = folder / peer.folder
    if not place.exists():
        peer.fill(folder / "twin", place)
    for name in peer.cold:
        shutil.rmtree(place / name, ignore_errors=True)
    run = measured(peer.command, place)
    if (wrote := pages_in(place)) < pages:
        raise FailedError(f"it wrote {wrote:,} of {pages:,} pages")
    return run


def pages_in(folder: Path) -> int:
    """Count the pages that were written, each of which is the first of a folder."""
    return sum(1 for _ in (folder / "site").rglob("index.html"))


def index_of(folder: Path) -> tuple[int, int]:
    """Give the bytes of what the search loads, as they are and as gzip."""
    files = [path.read_bytes() for path in sorted((folder / "site" / "search").rglob("*.json"))]
    return sum(map(len, files)), sum(len(gzip.compress(file, mtime=0)) for file in files)


def result(peer: Peer, version: str | FailedError, runs: list[Run], failure: str) -> Result:
    """Put together what is known of a generator."""
    name = peer.name if isinstance(version, FailedError) or peer is OURS else f"{peer.name} {version}"
    return Result(peer.name, f"{name}, {peer.look}", () if failure else runs, failure)


def circumstances(rounds: int) -> str:
    """Tell when and on what was measured, without what would tell one machine from another."""
    on = datetime.now(UTC).date().isoformat()
    system = f"{platform.system()} with {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"{'one round' if rounds == 1 else f'medians of {rounds} rounds'} on {on}, on {system}"


if __name__ == "__main__":
    main()
