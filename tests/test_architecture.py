"""The house: what may import what, what the core may not touch, and that every public thing says what it promises."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from builds import ROOT

HOOKS = ROOT / "hooks"
CORE = sorted((HOOKS / "copsite").glob("*.py"))
DOORS = {
    "jinja2": {"layout"},
    "markdown_it": {"markdown_parser"},
    "markupsafe": {"layout", "markdown_html", "pages", "qr", "whole"},
    "mdit_py_plugins": {"markdown_parser"},
    "pathspec": {"files", "settings"},
    "pydantic": {"catalog", "model", "partial", "schema", "values"},
    "pydantic_core": {"schema", "values"},
    "yaml": {"settings", "source"},
    "zint": {"qr"},
}
IMPURE = {"io", "locale", "os", "pathlib", "random", "socket", "subprocess", "sys", "tempfile", "time", "zoneinfo"}
CALLS = {"open", "today", "now", "utcnow", "getenv", "read_text", "write_text", "read_bytes", "write_bytes", "print"}
LAYERS = (
    {"__init__", "addresses", "head", "mail", "notice", "problems", "qr", "shell", "suggestions", "theme"},
    {"headers", "lists", "markdown_parser", "report", "slips", "spelling"},
    {"markdown_text", "source", "values"},
    {"links", "markdown_faults", "markdown_html", "notation"},
    {"layout", "model", "settings", "splice", "zones"},
    {"files", "forms", "life", "partial", "plain_texts", "schema", "seats", "words"},
    {"rules"},
    {"catalog", "facets", "search", "shortcodes"},
    {"handbook"},
    {"pages"},
    {"reading"},
    {"effects", "whole"},
)


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield each import as its level (0: absolute) and module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((0, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.level, node.module or ""


@pytest.mark.parametrize("module", CORE, ids=lambda path: path.stem)
def test_each_library_has_one_door(module: Path) -> None:
    outside = {name.partition(".")[0] for level, name in imports(module) if level == 0} - set(sys.stdlib_module_names)
    assert {library for library in outside if module.stem not in DOORS.get(library, set())} == set()


@pytest.mark.parametrize("module", CORE, ids=lambda path: path.stem)
def test_the_core_touches_no_disk_clock_or_environment(module: Path) -> None:
    # Templates are read from beside the module that fills them in, as its own code is.
    allowed = {"pathlib"} if module.stem == "layout" else set()
    used = {name.partition(".")[0] for level, name in imports(module) if level == 0}
    assert used & IMPURE - allowed == set()
    tree = ast.parse(module.read_text(encoding="utf-8"))
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    names = {getattr(func, "id", getattr(func, "attr", "")) for func in called}
    assert names & CALLS == set()


def test_a_module_imports_only_from_rooms_before_it() -> None:
    rank = {name: number for number, layer in enumerate(LAYERS) for name in layer}
    assert set(rank) == {module.stem for module in CORE}
    upward = [
        (module.stem, name)
        for module in CORE
        for level, name in imports(module)
        if level == 1 and rank[name] >= rank[module.stem]
    ]
    assert upward == []


def test_no_import_leads_out_of_the_core_or_takes_everything() -> None:
    assert {level for module in CORE for level, _ in imports(module)} == {0, 1}
    nodes = (node for module in CORE for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))))
    assert [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"] == []


def test_only_the_glue_knows_mkdocs() -> None:
    knows = {
        path.stem
        for path in HOOKS.rglob("*.py")
        if any(name.partition(".")[0] in ("mkdocs", "material") for _, name in imports(path))
    }
    assert knows == {"compiled", "events", "paper", "preview", "quick"}


@pytest.mark.parametrize("path", sorted(HOOKS.rglob("*.py")), ids=lambda path: path.stem)
def test_hooks_import_at_the_top_and_shadow_nothing(path: Path) -> None:
    # MkDocs has a hook's folder on the path only while it loads the hook.
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = [
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []
    assert path.stem == "__init__" or path.stem not in sys.stdlib_module_names


@pytest.mark.parametrize("path", sorted(HOOKS.rglob("*.py")), ids=lambda path: path.stem)
def test_every_public_thing_says_in_a_sentence_what_it_promises(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    inner = {id(node) for function in public for node in ast.walk(function) if isinstance(function, ast.FunctionDef)}
    told = [tree, *(node for node in public if isinstance(node, ast.ClassDef) or id(node) not in inner)]
    first = [(ast.get_docstring(node) or "").partition("\n")[0] for node in told]
    assert [line for line in first if not line.endswith(".")] == []


def test_nothing_of_this_machine_or_a_registry_is_named() -> None:
    words = ("pypi" + ".org", "npmjs" + ".com", "deb.debian" + ".org", "/ro" + "ot/")
    folders = ("hooks", "docs/.overrides", "docs/assets", "tests", "benchmarks", ".github", ".ci")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    files += [path for path in ROOT.iterdir() if path.is_file()]
    texts = ((path, path.read_bytes().decode("utf-8", "ignore")) for path in files if "__pycache__" not in path.parts)
    assert [str(path) for path, text in texts if any(word in text for word in words)] == []
