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
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from peers import HERE, OURS, PEERS, ROOT, Peer
from promises import growth, outcomes
from runs import FailedError, Run, measured, output_of, put_aside
from tables import Result, Size, section, with_sections

PAGE = ROOT / "docs" / "handbook" / "speed.md"
EVERYONE = (OURS, *PEERS)
COMPARED = {1000, 10000}  # communities; what a page takes should be about the same
CHECK = (sys.executable, "hooks/cops.py", "check")


def main() -> None:
    """Measure each size, print its table, and write it into the page."""
    parser = argparse.ArgumentParser(description="Time the build beside other generators.")
    parser.add_argument("sizes", metavar="SIZE", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", metavar="NAME,NAME", help="those to time beside ours; all if not given")
    options = parser.parse_args()
    asked = options.peers.split(",") if options.peers else [peer.name for peer in PEERS]
    versions, failures = install(asked)
    sizes: dict[int, Size] = {}
    for communities in options.sizes:
        with TemporaryDirectory() as folder:
            size = sizes[communities] = measure(communities, options.rounds, versions, dict(failures), Path(folder))
        print(section(size), *outcomes(size), "", sep="\n", flush=True)
        page = with_sections(PAGE.read_text(encoding="utf-8"), {communities: section(size)})
        PAGE.write_text(page, encoding="utf-8")
    if sizes.keys() >= COMPARED:
        print(growth(*(sizes[size] for size in sorted(COMPARED))))


def install(asked: Collection[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Install ours and the generators that were `asked` for; give versions, and why one is not timed, by name."""
    versions: dict[str, str] = {}
    failures = {peer.name: "left out of this run" for peer in PEERS if peer.name not in asked}
    for peer in (peer for peer in EVERYONE if peer.name not in failures):
        with noted(failures, peer, "did not install"):
            peer.install()
            versions[peer.name] = output_of(peer.version, HERE)
    return versions, failures


def measure(communities: int, rounds: int, versions: Mapping[str, str], failures: dict[str, str], folder: Path) -> Size:
    """Let everyone build the same pages, in rounds that take turns."""
    made = (sys.executable, HERE / "twin.py", folder, str(communities))
    subprocess.run(made, env={**os.environ, "PYTHONPATH": f"{ROOT / 'hooks'}:{ROOT / 'tests' / 'support'}"}, check=True)
    pages = sum(1 for _ in (folder / "twin" / "docs").rglob("*.md"))
    runs: dict[str, list[Run]] = {peer.name: [] for peer in EVERYONE}
    check: list[Run] = []
    first = build(OURS, folder, pages)  # all others come compiled as packages
    for _ in range(rounds):
        runs[OURS.name].append(build(OURS, folder, pages))
        check.append(measured(CHECK, folder / OURS.folder))
        index = index_of(folder / OURS.folder)
        for peer in (peer for peer in PEERS if peer.name not in failures):
            with noted(failures, peer, "did not build"):
                runs[peer.name].append(build(peer, folder, pages))
    results = [
        Result(peer.name, label(peer, versions), runs[peer.name], failures.get(peer.name, "")) for peer in EVERYONE
    ]
    return Size(communities, pages, circumstances(rounds), results, first, check, index)


@contextmanager
def noted(failures: dict[str, str], peer: Peer, words: str) -> Iterator[None]:
    """Go on where a generator fails, and keep why."""
    try:
        yield
    except FailedError as error:
        failures[peer.name] = f"{words}: {error}"


def build(peer: Peer, folder: Path, pages: int) -> Run:
    """Let a generator build its site once, from nothing, and see that it wrote all `pages`."""
    place = folder / peer.folder
    if not place.exists():
        peer.fill(folder / "twin", place)
    for name in peer.cold:
        put_aside(place / name)
    run = measured(peer.command, place)
    # Each page is the first of a folder.
    if (wrote := sum(1 for _ in (place / "site").rglob("index.html"))) < pages:
        raise FailedError(f"it wrote {wrote:,} of {pages:,} pages")
    return run


def index_of(folder: Path) -> tuple[int, int]:
    """Give the bytes of what the search loads, as they are and as gzip."""
    files = [path.read_bytes() for path in sorted((folder / "site" / "search").rglob("*.json"))]
    return sum(map(len, files)), sum(len(gzip.compress(file, mtime=0)) for file in files)


def label(peer: Peer, versions: Mapping[str, str]) -> str:
    """Name a generator with its version, found in what it says of itself, and with what it puts around a page."""
    found = re.search(r"\d+(\.\d+)+", versions.get(peer.name, ""))
    return f"{peer.name}{f' {found[0]}' if found else ''}, {peer.look}"


def circumstances(rounds: int) -> str:
    """Tell when and on what was measured, without what would tell one machine from another."""
    on = datetime.now(UTC).date().isoformat()
    system = f"{platform.system()} with {os.cpu_count()} cores, Python {platform.python_version()}"
    taken = "one round" if rounds == 1 else f"medians of {rounds} rounds"
    return f"{taken} on {on}, on {system}"


if __name__ == "__main__":
    main()
