"""The table of `make mutants` names modules, tests and lines that exist."""

from __future__ import annotations

import tomllib

import pytest

from builds import ROOT

TABLE = tomllib.loads((ROOT / "tests" / "mutants.toml").read_text("utf-8"))


@pytest.mark.parametrize("module", TABLE["modules"])
def test_a_module_and_its_tests_exist(module: str) -> None:
    assert (ROOT / "hooks" / f"{module.replace('.', '/')}.py").is_file()
    assert [test for test in TABLE["modules"][module] if not (ROOT / "tests" / test).is_file()] == []
    assert TABLE["modules"][module] != []


@pytest.mark.parametrize("entry", TABLE["equivalent"], ids=lambda entry: entry["module"])
def test_an_equivalent_mutant_has_a_reason_and_changes_lines_that_exist(
    entry: dict[str, str | list[str]],
) -> None:
    assert str(entry["reason"]).endswith(".")
    text = (ROOT / "hooks" / f"{str(entry['module']).replace('.', '/')}.py").read_text("utf-8")
    lines = {" ".join(line.split()) for line in text.splitlines()}
    gone = {line[2:] for change in entry["changes"] for line in change.strip().splitlines() if line[0] == "-"}
    assert gone - lines == set()


def test_the_required_kill_rate_is_not_lowered() -> None:
    assert TABLE["bar"] >= 95
    assert len(TABLE["modules"]) >= 6
    assert {entry["module"] for entry in TABLE["equivalent"]} <= TABLE["modules"].keys()
