"""Tells what some parts of the site cost in a build: how long the functions run that make them.

`python benchmarks/costs.py [--size N] [--rounds N]`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import resolve_name
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from mkdocs.__main__ import cli

from build import PAGE
from catalog import repository
from incremental_output import Output
from runs import output_of, put_aside
from tables import COSTS, costs, with_table

RULES = "rules that the catalog is judged by"
# By part, the functions that make it, and the templates.
FUNCTIONS = {
    "QR codes on the join pages": ("copsite.render.qr:qr_code",),
    "related communities": ("copsite.render.pages.community:related",),
    "the whole handbook on one page": ("copsite.render.print_page:whole_handbook",),
    "what heads tell other programs": ("copsite.html.head_metadata:head_of",),
    "the search's index": ("copsite.render.search_index:index_of",),
    "the policy of what a browser may load, and mending": tuple(
        f"copsite.html.material_fixes:{name}" for name in ("patched", "inline_scripts", "with_policy")
    ),
    "the manifest, and keeping files that are the same": (
        "incremental_output:Output.has",
        "incremental_output:Output.take_over",
    ),
}
TEMPLATES = {
    "community.html": "filling in the pages of communities",
    "join.html": "filling in the join pages",
    "communities.html": "the directory of all communities",
    "open_lists.html": "all open lists on one page",
    "role.html": "role pages, with who holds each role",
}

Function = Callable[..., Any]
spent: defaultdict[str, float] = defaultdict(float)


def main() -> None:
    """Measure, print the table, and write it into the page; or, as a child, build the site in this folder."""
    parser = argparse.ArgumentParser(description="Tell what parts of a build cost.")
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--child", action="store_true")
    options = parser.parse_args()
    if options.child:
        build()
        return
    with TemporaryDirectory() as folder:
        root = repository(Path(folder, "ours"), options.size)
        told = [round_of(root) for _ in range(options.rounds)]
    whole = median(one["whole"] for one in told)
    shares = {part: median(one[part] / one["whole"] for one in told) for part in told[0] if part != "whole"}
    table = costs(whole, {part: whole * share for part, share in shares.items()})
    print(table)
    PAGE.write_text(with_table(PAGE.read_text("utf-8"), COSTS, table), "utf-8")


def round_of(root: Path) -> dict[str, float]:
    """Build the site where none is, and give the seconds of CPU by part."""
    put_aside(root / "site")
    told: dict[str, float] = json.loads(output_of((sys.executable, __file__, "--child"), root))
    return told


def build() -> None:
    """Build with a clock in each function, and write what the clocks showed."""
    for part, names in FUNCTIONS.items():
        for name in names:
            function = resolve_name(name)
            put(timed(part, function), function)
    rules: Any = import_module("copsite.catalog.rules")
    for group in (rules.RULES_OF_NAMES, rules.RULES):
        put(tuple(timed(RULES, judging(rule)) for rule in group), group)
    fill: Function = resolve_name("copsite.render.templating:render_template")
    clocks = {template: timed(part, fill) for template, part in TEMPLATES.items()}
    put(lambda template, *values, **named: clocks.get(template, fill)(template, *values, **named), fill)
    cli(["build", "--quiet"], standalone_mode=False)
    print(json.dumps({**spent, "whole": process_time()}))


def put(new: object, old: object) -> None:
    """Put something in the place of what the site's modules know under whatever name."""
    owners = [module for name, module in [*sys.modules.items()] if name.startswith("copsite")]
    for owner in (*owners, Output):
        for name, value in [*vars(owner).items()]:
            if value is old:
                setattr(owner, name, new)


def timed(part: str, function: Function) -> Function:
    """Let a function count how long it runs."""

    def timing(*values: Any, **named: Any) -> Any:
        start = process_time()
        try:
            return function(*values, **named)
        finally:
            spent[part] += process_time() - start

    return timing


def judging(rule: Function) -> Function:
    """Let a rule find all at once, which it does one by one."""
    return lambda *values: [*rule(*values)]


if __name__ == "__main__":
    main()
