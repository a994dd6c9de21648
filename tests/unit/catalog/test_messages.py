"""Every message for an invalid catalog has a case in problems/ that produces it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest

from builds import ROOT
from test_problems import CASES

MODULES = [
    path
    for name in (
        "catalog/field_formats.py",
        "catalog/day_types.py",
        "catalog/field_types.py",
        "catalog/moment_mistakes.py",
        "catalog/plain_texts.py",
        "catalog/recurrence_mistakes.py",
        "catalog/rules/*.py",
        "catalog/validate.py",
        "diagnostics/problem.py",
        "yamlio/reader.py",
        "yamlio/syntax_errors.py",
        "yamlio/text_checks.py",
    )
    for path in sorted((ROOT / "hooks" / "copsite").glob(name))
]
# These cannot be cases: problems of bytes and size (test_reader.py), of front matter (test_documents.py), without
# resources (test_problems.py), what an editor says by the schema (test_json_schema.py), and warnings
# (test_warnings.py).
ELSEWHERE = (
    "the file has more than",
    "not in UTF-8",
    "in UTF-16",
    "too few to tell",
    "there are more than",
    "There are no resources",
    "This must ",
    "which is also in the list's name",
    "knows the whole name",
)


def patterns() -> Iterator[str]:
    """Yield a pattern for each message: any text of two or more words that the code puts into a problem."""
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documented: Iterator[Any] = filter(_has_docstring, ast.walk(tree))
        docstrings = {id(node.body[0].value) for node in documented}
        parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
        titles = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "title"}
        fillings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.AnnAssign)}
        for node in ast.walk(tree):
            own = isinstance(node, ast.JoinedStr) or id(node) not in parts
            if own and id(node) not in docstrings | titles | fillings and _sentence(node):
                yield _pattern(node)


def _has_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None


def _sentence(node: ast.AST) -> bool:
    """Return whether a text is a message, not a key, pattern or title: it says what to write, or has five words."""
    text = _text(node)
    return len(re.findall(r"[a-z]{2,}", text)) >= 3 and " " in text and not re.search(r"\(\?|\\w|\|", text)


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(map(_text, node.values))
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else " "


def _pattern(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(re.escape(_text(part)) if isinstance(part, ast.Constant) else ".*" for part in node.values)
    return re.escape(_text(node))


SAID = "\n".join(f": {message}" for case in CASES.values() for *_, message in case.problems)


@pytest.mark.parametrize("pattern", sorted({*patterns()}))
def test_every_message_has_a_case(pattern: str) -> None:
    elsewhere = any(re.escape(words) in pattern for words in ELSEWHERE)
    assert bool(re.search(pattern, SAID)) != elsewhere


def test_there_are_many_invalid_catalogs() -> None:
    assert len(CASES) > 100
