"""The examples in the handbook's chapter about the data, run as a reader would run them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from copsite.html.security_headers import HOST_FILE
from servers import rules_of, serve

CHAPTER = "handbook/data.md"
SITE = "https://cops.example/"  # stands in the examples for the site's address


def fences(chapter: str, language: str) -> list[str]:
    """Return the code blocks in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", chapter, re.MULTILINE | re.DOTALL)


@contextmanager
def served_data(site: Path, place: str, folder: Path, *, headers: bool = True) -> Iterator[str]:
    """Serve the data of a site built for `place` with the headers of its host file, as if that were its address.

    `folder` is empty; the site is served from a copy in it. Yield the URL of the site.
    """
    path = "/" + place.split("/", 3)[3]
    rules = rules_of((site / HOST_FILE).read_text("utf-8")) if headers else {}
    with serve(folder, path, rules=rules) as url:
        for file in (site / "api").rglob("*.json"):
            to = folder / file.relative_to(site)
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_text(file.read_text("utf-8").replace(place, url), "utf-8")
        yield url


@contextmanager
def another_site(example: str, url: str, folder: Path) -> Iterator[str]:
    """Serve a page of another site with an example in it, which asks the site at `url`; yield the page's URL."""
    page = f'<!doctype html>\n<html lang="en">\n<title>Another site</title>\n{example.replace(SITE, url)}</html>\n'
    (folder / "index.html").write_text(page, "utf-8")
    with serve(folder, "/") as there:
        yield there


def run_python(example: str, url: str, folder: Path, today: date) -> str:
    """Run a Python example in a folder, for the site at `url` and a day; return what it prints."""
    day = f"date({today.year}, {today.month}, {today.day})"
    code = example.replace(SITE, url).replace("date.today()", day)
    command = [sys.executable, "-X", "utf8", "-W", "error", "-c", code]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True).stdout
