"""Reading and rewriting a catalog with YAML 1.1 or 1.2 leaves the same catalog."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from ruamel.yaml import YAML

from builds import DAY, ROOT, TOY
from copsite.catalog.models import Catalog
from copsite.catalog.rules import RuleContext
from copsite.catalog.validate import validate
from copsite.yamlio.reader import read
from fields import FIELDS
from slipping import ANCHORS


def with_pyyaml(text: str) -> str:
    """Read and write with YAML 1.1 and its types, as most scripts do."""
    return yaml.safe_dump(yaml.safe_load(text), allow_unicode=True, sort_keys=False)


def with_ruamel(version: str, kind: str) -> Callable[[str], str]:
    """Read and write with a version of YAML; `rt` preserves comments and layout, `safe` only values."""

    def written(text: str) -> str:
        rewriter = YAML(typ=kind, pure=True)
        rewriter.version = version
        rewriter.width = 120
        stream = io.StringIO()
        rewriter.dump(rewriter.load(text), stream)
        return stream.getvalue().partition("---\n")[2]  # a version directive is written above the document

    return written


PROGRAMS = {
    "pyyaml": with_pyyaml,
    "ruamel-1.1": with_ruamel("1.1", "rt"),
    "ruamel-1.2": with_ruamel("1.2", "rt"),
    "ruamel-1.2-values": with_ruamel("1.2", "safe"),
}


def catalog(text: str) -> Catalog:
    """Read a valid catalog."""
    return validate(read(text, "cops.yaml"), RuleContext(DAY, ANCHORS))


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("root", [ROOT, TOY], ids=["sample", "toy"])
def test_other_programs_rewrite_the_catalog_without_changes(program: str, root: Path) -> None:
    text = (root / "data" / "cops.yaml").read_text("utf-8")
    rewritten = PROGRAMS[program](text)
    assert rewritten != text
    assert catalog(rewritten) == catalog(text)


@pytest.mark.parametrize("name", sorted({field.name for field in FIELDS}))
def test_no_field_name_is_a_yaml_value(name: str) -> None:
    assert yaml.safe_load(name) == name
