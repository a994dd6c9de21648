"""Tells what each part of the site costs in a build: how much less a build takes that leaves the part out.

`python benchmarks/costs.py [--size N] [--rounds N]`. A build with all parts and those without one take turns.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.__main__ import cli

from build import PAGE
from catalog import repository
from runs import Run, measured
from tables import COSTS, costs, with_table


def instead(function: Callable[..., object], *names: str) -> Callable[[], None]:
    """Give what puts a function that does nothing in the place of each that is named, as `module.name`."""

    def leave_out() -> None:
        for name in names:
            module, _, attribute = name.rpartition(".")
            setattr(import_module(module), attribute, function)

    return leave_out


def no_page(*templates: str) -> Callable[[], None]:
    """Give what leaves pages of these templates empty."""

    def leave_out() -> None:
        layout: Any = import_module("copsite.layout")
        whole: Callable[..., str] = layout.lay_out

        def lay_out(template: str, *values: Any, **named: Any) -> str:
            return layout.Markup() if template in templates else whole(template, *values, **named)

        layout.lay_out = lay_out

    return leave_out


def no_rules() -> None:
    """Believe every catalog whose values are of the right kind."""
    rules: Any = import_module("copsite.rules")
    rules.RULES = rules.RULES_OF_ALL = ()


def no_digests() -> None:
    """Write every file, and no manifest of what is in them."""

    def has(output: Any, name: str, data: bytes) -> bool:
        output.digests[name] = ""
        return False

    import_module("output").Output.has = has


PARTS: Mapping[str, Callable[[], None]] = {
    "QR codes on the join pages": instead(lambda url: "", "copsite.qr.qr_code"),
    "rules that the catalog is judged by": no_rules,
    "the directory of all communities": no_page("communities.html"),
    "all open lists on one page": no_page("open_lists.html"),
    "role pages, with who holds each role": no_page("roles.html", "role.html"),
    "related communities": instead(lambda facts, community: (), "copsite.pages._related"),
    "the whole handbook on one page, and for paper": no_page("whole.html", "book.html"),
    "what heads tell other programs": instead(lambda *facts: "", "copsite.head.head_of"),
    "the search's index": instead(lambda catalog, pages: "{}", "copsite.search.index_of"),
    "the policy of what a browser may load, and mending": instead(
        lambda html, *hashes: html, "copsite.theme.mended", "copsite.theme.with_policy"
    ),
    "the manifest, and keeping files that are the same": no_digests,
}
ALL = "everything"


def main() -> None:
    """Measure each part, print the table, and write it into the page; or, if asked to, build without one."""
    parser = argparse.ArgumentParser(description="Tell what each part of a build costs.")
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without", help="build the site in this folder without a part, or with everything")
    options = parser.parse_args()
    if options.without:
        PARTS.get(options.without, lambda: None)()
        cli(["build", "--quiet", "--no-strict"])
    with TemporaryDirectory() as folder:
        root = repository(Path(folder, "ours"), options.size)
        runs = [{part: without(part, root) for part in (ALL, *PARTS)} for _ in range(options.rounds)]
    saved = {part: median(run[ALL].cpu - run[part].cpu for run in runs) for part in PARTS}
    table = costs(median(run[ALL].cpu for run in runs), saved)
    print(table)
    PAGE.write_text(with_table(PAGE.read_text("utf-8"), COSTS, table), "utf-8")


def without(part: str, root: Path) -> Run:
    """Build the site without a part, from nothing."""
    shutil.rmtree(root / "site", ignore_errors=True)
    return measured((sys.executable, __file__, "--without", part), root)


if __name__ == "__main__":
    main()
