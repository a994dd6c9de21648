"""Times the preview: from saving a change to the page that shows it, which is what an editor waits for.

`python benchmarks/waiting.py [SIZE ...]`. A change is saved as an editor saves it, and then waited for as a browser
with the page open waits: until the preview tells it to load the page anew.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from build import PAGE
from catalog import repository
from promises import waits
from runs import ENVIRONMENT, FailedError
from tables import WAITS, Wait, waiting, with_table

_LOOK = 0.5  # seconds from one look of MkDocs at the files to the next
_UP = 120  # seconds, after which a preview is taken for one that will not come
# What MkDocs writes into each page: the number of the build, which a browser names to hear of the next.
_EPOCH = re.compile(r"livereload\((\d+), (\d+)\)")


class Change(NamedTuple):
    """What is changed: text in a file, what comes in its place with new words for `{}`, and the page that shows it."""

    of: str
    file: str
    before: str
    after: str
    page: str


CHANGES = (
    Change("the catalog", "data/cops.yaml", "name: Community 5\n", "name: {}\n", "cops/community-5/"),
    Change("a chapter", "docs/handbook/meetings.md", "\n# ", "\n# {}: ", "handbook/meetings/"),
)


def main() -> None:
    """Measure each size, print the table, and write it into the page."""
    parser = argparse.ArgumentParser(description="Time the preview.")
    parser.add_argument("sizes", metavar="SIZE", type=int, nargs="*", default=[50, 1000])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    waited: list[Wait] = []
    for size in options.sizes:
        with TemporaryDirectory() as folder:
            waited += measure(repository(Path(folder, "ours"), size), size, options.rounds)
    print(waiting(waited), *waits(waited), sep="\n")
    PAGE.write_text(with_table(PAGE.read_text("utf-8"), WAITS, waiting(waited)), "utf-8")


def measure(root: Path, size: int, rounds: int) -> Iterator[Wait]:
    """Change each of the files, and change it back, as often as there are rounds."""
    with served(root) as url:
        for change in CHANGES:
            file, page, seconds = root / change.file, url + change.page, []
            text = file.read_text("utf-8")
            for number in range(rounds):
                words = f"Changed {number}"
                sleep(_LOOK * number / rounds)  # so that changes fall early and late between two looks
                changed = text.replace(change.before, change.after.format(words), 1)
                seconds.append(saved(file, changed, url, page, words))
                saved(file, text, url, page, "")
            yield Wait(size, change.of, seconds)


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Start the preview as `make serve` does, and give its address once it answers."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = (sys.executable, "-m", "mkdocs", "serve", "--livereload", "--quiet", "--dev-addr", f"127.0.0.1:{port}")
    silent = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=root, env=ENVIRONMENT, stdout=silent, stderr=silent) as process:
        try:
            url = f"http://127.0.0.1:{port}/"
            wait_for(url)
            yield url
        finally:
            process.terminate()


def wait_for(url: str) -> None:
    """Wait until the preview is there."""
    start = perf_counter()
    while perf_counter() - start < _UP:
        try:
            got(url)
        except URLError:
            sleep(0.1)
        else:
            return
    raise FailedError("the preview does not answer")


def saved(file: Path, text: str, url: str, page: str, words: str) -> float:
    """Save a file, wait for the page that has the words, and give the seconds between."""
    found = _EPOCH.search(got(page))
    if found is None:
        raise FailedError("the page does not wait for changes")
    start = perf_counter()
    file.write_text(text, "utf-8")
    got(f"{url}livereload/{found[1]}/{found[2]}")  # is answered when there is something new
    shown = got(page)
    seconds = perf_counter() - start
    if words not in shown:
        raise FailedError(f"the page does not show {words!r}")
    return seconds


def got(url: str) -> str:
    """Give what is at an address on this machine."""
    with urlopen(url) as answer:  # noqa: S310 - of this machine
        return str(answer.read().decode())


if __name__ == "__main__":
    main()
