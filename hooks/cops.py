"""What volunteers and CI call: `python hooks/cops.py check`. Reads the disk and the clock for the core."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from copsite.problems import Place, Problem, ProblemsError
from copsite.reading import Site, read_site
from copsite.report import plain
from copsite.source import decode

ROOT = Path(__file__).resolve().parent.parent
CATALOG = "data/cops.yaml"


def load(root: Path, docs: Path, site_url: str = "") -> Site:
    """Read the catalog and all Markdown below `docs`; raise `ProblemsError` with every problem in them."""
    texts = {
        path.relative_to(docs).as_posix(): decode(path.read_bytes(), f"docs/{path.relative_to(docs).as_posix()}")
        for path in sorted(docs.rglob("*.md"))
        if not any(part.startswith(".") for part in path.relative_to(docs).parts)
    }
    if not (root / CATALOG).exists():
        raise ProblemsError([Problem(CATALOG, Place(1, 1), "the catalog is not there. It belongs into this place")])
    return read_site(decode((root / CATALOG).read_bytes(), CATALOG), CATALOG, texts, today(), site_url)


def today() -> date:
    """Give the day of the build: that of SOURCE_DATE_EPOCH where it is set, else today's, both in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 1 where there is a problem."""
    parser = argparse.ArgumentParser(prog="cops.py", description="Look after the catalog of communities.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="say every problem of the catalog and the written pages")
    check.add_argument("--root", type=Path, default=ROOT, help="the folder that holds data/ and docs/")
    options = parser.parse_args(arguments)
    try:
        site = load(options.root, options.root / "docs")
    except ProblemsError as error:
        print(plain(error.problems), file=sys.stderr)
        return 1
    print(f"{CATALOG} is sound: {len(site.facts.catalog.communities)} communities.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
