"""Architecture: allowed imports, a pure core, and a docstring for every public name."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from builds import ROOT

HOOKS = ROOT / "hooks"
CORE = sorted((HOOKS / "copsite").rglob("*.py"))
# The package of the core that may import a library.
DOORS = {
    "dateutil": {"catalog.occurrences"},
    "icalendar": {"calendars"},
    "jinja2": {"render.templating"},
    "markdown_it": {"markdown.parser"},
    "markupsafe": {"markdown.html", "render.print_page", "render.qr", "render.templating"},
    "mdit_py_plugins": {"markdown.parser"},
    "pathspec": {"content.files", "content.menu"},
    "pydantic": {
        "catalog.day_types",
        "catalog.field_checks",
        "catalog.field_types",
        "catalog.json_schema",
        "catalog.models",
        "catalog.partial",
        "catalog.validate",
        "feeds.api.records",
        "feeds.api.schemas",
    },
    "pydantic_core": {"catalog.field_checks", "catalog.field_types", "catalog.json_schema", "feeds.api.schemas"},
    "yaml": {"content.menu", "yamlio.reader"},
    "zint": {"render.qr"},
}
IMPURE = {"io", "locale", "os", "pathlib", "random", "socket", "subprocess", "sys", "tempfile", "time", "zoneinfo"}
CALLS = {"open", "today", "now", "utcnow", "getenv", "read_text", "write_text", "read_bytes", "write_bytes", "print"}
# A package imports only from those before it.
ROOMS = (
    *("diagnostics", "channels", "html", "markdown", "yamlio", "catalog", "content"),
    *("calendars", "feeds", "render", "site", "diff", "starter"),
)


def name_of(module: Path) -> str:
    """Return a module's name within the core, such as `catalog.rules`."""
    return ".".join(module.relative_to(HOOKS / "copsite").with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield each import as its level (0: absolute) and module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((0, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.level, node.module or ""


@pytest.mark.parametrize("module", CORE, ids=lambda path: path.stem)
def test_each_library_is_imported_by_one_package(module: Path) -> None:
    outside = {name.partition(".")[0] for _, name in imports(module)} - {*sys.stdlib_module_names, "copsite"}
    name = name_of(module)
    within = {name, name.rpartition(".")[0]}  # the module and its package
    assert {library for library in outside if not within & DOORS.get(library, set())} == set()


@pytest.mark.parametrize("module", CORE, ids=lambda path: path.stem)
def test_the_core_uses_no_disk_clock_or_environment(module: Path) -> None:
    # Templates are part of the code: they are read from the folder beside the module that renders them. An archive is
    # read from bytes in memory.
    allowed = {"render.templating": {"pathlib"}, "content.office_metadata": {"io", "open"}}.get(name_of(module), set())
    used = {name.partition(".")[0] for level, name in imports(module) if level == 0}
    assert used & IMPURE - allowed == set()
    tree = ast.parse(module.read_text(encoding="utf-8"))
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    names = {getattr(func, "id", getattr(func, "attr", "")) for func in called}
    assert names & CALLS - allowed == set()


def inner_imports(module: Path) -> set[str]:
    """Return the modules of the core that a module imports."""
    names = {name_of(path) for path in CORE}
    found = {name.removeprefix("copsite.") for _, name in imports(module) if name.startswith("copsite")}
    return found & names


def test_packages_import_only_from_those_before_them() -> None:
    right = [
        (name_of(module), name)
        for module in CORE
        if module.stem != "__init__"
        for name in inner_imports(module)
        if ROOMS.index(name.partition(".")[0]) > ROOMS.index(name_of(module).partition(".")[0])
    ]
    assert right == []


def test_there_are_no_import_cycles() -> None:
    graph = {name_of(module): inner_imports(module) for module in CORE}
    assert len([*TopologicalSorter(graph).static_order()]) == len(CORE)


def test_the_core_has_no_relative_or_star_imports() -> None:
    assert {level for module in CORE for level, _ in imports(module)} == {0}
    nodes = (node for module in CORE for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))))
    assert [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"] == []


def test_only_the_hooks_import_mkdocs() -> None:
    knows = {
        path.stem
        for path in HOOKS.rglob("*.py")
        if any(name.partition(".")[0] in ("mkdocs", "material") for _, name in imports(path))
    }
    assert knows == {
        "build_state",
        "fast_build",
        "mkdocs_hooks",
        "mkdocs_internals",
        "mkdocs_pages",
        "pdf",
        "serve_cache",
        "template_cache",
    }


@pytest.mark.parametrize("path", sorted(HOOKS.rglob("*.py")), ids=lambda path: path.stem)
def test_hooks_import_at_the_top_and_shadow_no_module(path: Path) -> None:
    # MkDocs puts a hook's folder on the path only while it loads the hook.
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = [
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []
    # A module directly in hooks/, which is on the path, would hide one of the standard library.
    assert path.parent != HOOKS or path.stem not in sys.stdlib_module_names


@pytest.mark.parametrize("path", sorted(HOOKS.rglob("*.py")), ids=lambda path: path.stem)
def test_every_public_name_has_a_docstring_of_a_sentence(path: Path) -> None:
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


def test_no_file_names_a_registry_or_a_path_of_this_machine() -> None:
    words = ("pypi" + ".org", "npmjs" + ".com", "deb.debian" + ".org", "/ro" + "ot/")
    folders = ("hooks", "docs/.overrides", "docs/assets", "tests", "benchmarks", ".github", ".ci")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    files += [path for path in ROOT.iterdir() if path.is_file()]
    texts = ((path, path.read_bytes().decode("utf-8", "ignore")) for path in files if "__pycache__" not in path.parts)
    assert [str(path) for path, text in texts if any(word in text for word in words)] == []
