"""Which make target CI runs for a change, by the changed paths."""

from __future__ import annotations

import subprocess

import pytest

from builds import ROOT

CONTENT, ALL = "check-site", "test"
CHANGES = [
    (["data/cops.yaml"], CONTENT),
    (["docs/index.md"], CONTENT),
    (["data/cops.yaml", "docs/cops/teens.md", "docs/files/flyer.pdf"], CONTENT),
    # The program, alone or beside content.
    (["hooks/mkdocs_hooks.py"], ALL),
    (["docs/assets/cops.css"], ALL),
    (["docs/.overrides/main.html"], ALL),
    (["data/cops.schema.json"], ALL),
    (["mkdocs.yml"], ALL),
    (["docs/index.md", "hooks/mkdocs_hooks.py"], ALL),
    (["hooks/mkdocs_hooks.py", "docs/index.md"], ALL),
    (["tests/sample/docs/index.md"], ALL),
    (["README.md"], ALL),
    # A name that Git quotes, changes that are not known, as when Git fails, and none, as on the next day.
    (['"docs/a\\nhooks/b.md"'], ALL),
    (["?"], ALL),
    ([], CONTENT),
]


@pytest.mark.parametrize(("paths", "target"), CHANGES)
def test_a_content_only_change_runs_only_the_content_tests(paths: list[str], target: str) -> None:
    text = "".join(f"{path}\n" for path in paths)
    result = subprocess.run([ROOT / ".ci" / "scope"], input=text, capture_output=True, text=True, check=True)
    assert result.stdout == f"{target}\n"
