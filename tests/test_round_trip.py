"""A program that reads a catalog and writes it again, by YAML 1.1 or 1.2, leaves the same catalog."""

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
    """Read and write by YAML 1.1, with types, as most scripts do."""
    return yaml.safe_dump(yaml.safe_load(text), allow_unicode=True, sort_keys=False)


def with_ruamel(version: str, kind: str) -> Callable[[str], str]:
    """Read and write by a version of YAML; `rt` keeps comments and layout, `safe` values only."""

    def written(text: str) -> str:
        rewriter = YAML(typ=kind, pure=True)
        rewriter.version = version
        rewriter.width = 120
        stream = io.StringIO()
        rewriter.dump(rewriter.load(text), stream)
        return stream.getvalue().partition("---\n")[2]  # a version is written above the document

    return written


PROGRAMS = {
    "pyyaml": with_pyyaml,
    "ruamel-1.1": with_ruamel("1.1", "rt"),
    "ruamel-1.2": with_ruamel("1.2", "rt"),
    "ruamel-1.2-values": with_ruamel("1.2", "safe"),
}


def catalog(text: str) -> Catalog:
    """Read a sound catalog."""
    return validate(read(text, "cops.yaml"), RuleContext(DAY, ANCHORS))


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("root", [ROOT, TOY], ids=["sample", "toy"])
def test_another_program_changes_nothing_in_the_catalog(program: str, root: Path) -> None:
    text = (root / "data" / "cops.yaml").read_text("utf-8")
    rewritten = PROGRAMS[program](text)
    assert rewritten != text
    assert catalog(rewritten) == catalog(text)


@pytest.mark.parametrize("name", sorted({field.name for field in FIELDS}))
def test_no_field_has_a_name_that_yaml_takes_for_a_value(name: str) -> None:
    assert yaml.safe_load(name) == name
