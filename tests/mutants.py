"""Mutation testing of the core: `make mutants`, or `make mutants MODULES="copsite.catalog.terms"` of one module.

A mutant is a module with one small change. Each is imported in a fork of this process, which runs the module's tests
in a temporary copy of the project. A mutant that passes them is a survivor: a change that no test notices.
`mutants.toml` lists the modules, their tests, the percentage to reach, and mutants that behave like the original.
"""

from __future__ import annotations

import ast
import os
import re
import resource
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from itertools import chain
from pathlib import Path
from textwrap import indent
from typing import Any, NamedTuple

import hypothesis  # noqa: F401 - imported here, so that no fork needs to
import playwright.sync_api  # noqa: F401
import pydantic  # noqa: F401
import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).resolve().parent.parent
TABLE = "tests/mutants.toml"
NOT_COPIED = shutil.ignore_patterns(".git", ".venv*", ".*cache", ".hypothesis", "__pycache__", "shots", "site")
CORES = len(os.sched_getaffinity(0))
PYTEST = ("-x", "-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
SECONDS = 10  # of CPU time for an endless loop, beside five times the time of the tests
MEMORY = 2 << 30  # bytes

# Cosmic Ray's operators for likely mistakes; it has more for each operator, and none for strings.
OPERATORS = re.compile(
    r"""core/(
        ReplaceComparisonOperator_(Eq_NotEq|NotEq_Eq|Lt_LtE|LtE_Lt|Gt_GtE|GtE_Gt|Is_IsNot|IsNot_Is)
      | ReplaceBinaryOperator_(Add_Sub|Sub_Add|BitAnd_BitOr|BitOr_BitAnd)
      | ReplaceUnaryOperator_(USub_UAdd|UAdd_USub|Delete_Not)
      | AddNot | ReplaceTrueWithFalse | ReplaceFalseWithTrue | ReplaceAndWithOr | ReplaceOrWithAnd
      | ReplaceBreakWithContinue | ReplaceContinueWithBreak
      | ExceptionReplacer | NumberReplacer | RemoveDecorator | ZeroIterationForLoop
    )""",
    re.VERBOSE,
)


class Mutant(NamedTuple):
    """A changed module: the line of the first change, the changed lines as `- old` and `+ new`, the text."""

    line: int
    change: str
    text: str


def mutants(text: str) -> list[Mutant]:
    """Return all mutants of a module's text that compile and differ in more than types, by line."""
    found: dict[str, Mutant] = {_executed(text): Mutant(0, "", text)}
    for mutated in (*_by_cosmic_ray(text), *_by_ourselves(text)):
        try:
            found.setdefault(_executed(mutated), _mutant(text, mutated))
        except SyntaxError:
            continue
    return sorted([*found.values()][1:])


def _by_cosmic_ray(text: str) -> Iterator[str]:
    nodes = [*ast_nodes(get_ast(text))]
    for name in filter(OPERATORS.fullmatch, operator_names()):
        operator = get_operator(name)()
        for occurrence in range(sum(len([*operator.mutation_positions(node)]) for node in nodes)):
            yield mutate_code(text, operator, occurrence)


def _by_ourselves(text: str) -> Iterator[str]:
    data = text.encode()
    starts = [0, *(match.end() for match in re.finditer(b"\n", data))]

    def span(node: Any) -> slice:
        return slice(starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset)

    def put(old: slice, new: bytes) -> str:
        return (data[: old.start] + new + data[old.stop :]).decode()

    tree = ast.parse(text)
    strings = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
                yield put(span(node), b"pass")
            case ast.Call(func=ast.Attribute(value=value), args=[], keywords=[]):
                yield put(span(node), data[span(value)])  # x.lower() becomes x
            case ast.BoolOp(op=op, values=values):
                word = b" and " if isinstance(op, ast.And) else b" or "
                for one in values:
                    others = [data[span(other)] for other in values if other is not one]
                    yield put(span(node), b"(" + word.join(others) + b")")
            case ast.Compare(left=left, ops=[ast.In() | ast.NotIn() as op], comparators=[right]):
                word = b" not in " if isinstance(op, ast.In) else b" in "
                yield put(slice(span(left).stop, span(right).start), word)
            case ast.JoinedStr() | ast.Constant(value=str()) if id(node) not in strings:
                quoted = re.match(rb"""(?i)[a-z]*(?:"{3}|'{3}|"|')""", data[span(node)])
                if quoted:
                    at = span(node).start + quoted.end()
                    yield put(slice(at, at), b"XX")


def _mutant(text: str, mutated: str) -> Mutant:
    head, *lines = [*unified_diff(text.splitlines(), mutated.splitlines(), lineterm="", n=0)][2:]
    changed = ((line[0], " ".join(line[1:].split())) for line in lines if line[0] != "@")
    change = "\n".join(f"{sign} {words}" for sign, words in changed if words)
    return Mutant(int(head[4:].partition(" ")[0].partition(",")[0]), change, mutated)


def _executed(text: str) -> str:
    """Return a dump of a module without types and docstrings, which are never executed."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.arg | ast.AnnAssign):
            node.annotation = ast.Constant(None)
        elif isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value = ast.Constant(None)
    return ast.dump(tree)


class _Importer(MetaPathFinder, InspectLoader):
    """Import a module from its changed text instead of its file."""

    def __init__(self, module: str, text: str) -> None:
        self.module = module
        self.text = text

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        return spec_from_loader(fullname, self, is_package=False) if fullname == self.module else None

    def get_source(self, fullname: str) -> str:
        return self.text


def _fork(module: str, text: str, tests: Iterable[str], seconds: int) -> int:
    """Run the tests on a module's text in another process, which exits with 0 if they pass; return its id."""
    pid = os.fork()
    if pid:
        return pid
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    sys.meta_path.insert(0, _Importer(module, text))
    code = 1
    try:
        code = pytest.main([*PYTEST, *(f"tests/{test}" for test in tests)])
    finally:
        os._exit(code)


def survivors(module: str, text: str, tests: Iterable[str], found: Iterable[Mutant]) -> list[Mutant]:
    """Return the mutants that pass a module's tests; exit if the module itself fails them."""
    _fork(module, text, tests, seconds=500)
    _, status, usage = os.wait4(-1, 0)
    if status:
        sys.exit(f"{module}: its tests fail without any change. Run them with pytest first")
    waiting, running, alive = [*found], dict[int, Mutant](), []
    while waiting or running:
        while waiting and len(running) < CORES:
            mutant = waiting.pop()
            running[_fork(module, mutant.text, tests, SECONDS + 5 * int(usage.ru_utime))] = mutant
        pid, status = os.wait()
        mutant = running.pop(pid)
        if status == 0:
            alive.append(mutant)
    return sorted(alive)


def report(module: str, table: Mapping[str, Any]) -> bool:
    """Print a module's kill rate and survivors; return whether it reaches the bar and its equivalents are true."""
    path = Path("hooks", *module.split(".")).with_suffix(".py")
    text = path.read_text("utf-8")
    found = mutants(text)
    alive = survivors(module, text, table["modules"][module], found)
    listed = (one["changes"] for one in table["equivalent"] if one["module"] == module)
    equivalent = {change.strip() for change in chain.from_iterable(listed)}
    unnoticed = [mutant for mutant in alive if mutant.change not in equivalent]
    total = len(found) - (len(alive) - len(unnoticed))
    rate = 100 * (total - len(unnoticed)) / total
    print(f"{module}: {rate:.1f} %, {total - len(unnoticed)} of {total}; {len(found) - total} equivalent")
    for mutant in unnoticed:
        print(f"\n{path}:{mutant.line}\n{indent(mutant.change, '    ')}")
    untrue = sorted(equivalent - {mutant.change for mutant in alive})
    for change in untrue:
        why = "the tests notice it" if change in {mutant.change for mutant in found} else "there is no such mutant"
        print(f"\n{TABLE}: remove this, {why}\n{indent(change, '    ')}")
    print(flush=True)
    return rate >= table["bar"] and not untrue


def main() -> None:
    """Test some modules, or all, in a copy of the project; exit with 1 if one is below the bar."""
    table = tomllib.loads((ROOT / TABLE).read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT, folder, ignore=NOT_COPIED, dirs_exist_ok=True)
        os.chdir(folder)
        well = [report(module, table) for module in sys.argv[1:] or table["modules"]]
        os.chdir(ROOT)
    sys.exit(not all(well))


if __name__ == "__main__":
    main()
