"""A broken link stops the build, wherever it is written or quoted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builds import ROOT, build, copy_of_site

WRONG = {
    "docs/handbook/meetings.md": "[x](nothing.md) and [y](resources.md#nothing)",
    "docs/cops/teen-services.md": "[x](no.md), [y](../join.md#no), [z](#no), ![v](no.png), [w](/cops/)",
    "docs/index.md": "[x](cops/index.md#nothing) and [y](cops/teen-services.md#nothing)",
}
LINK = re.compile(r"!?\[")


@pytest.mark.parametrize("path", WRONG)
def test_every_broken_link_is_reported(path: str, tmp_path: Path) -> None:
    root = copy_of_site(tmp_path / "root")
    page = root / path
    page.write_text(f"{page.read_text('utf-8')}\n{WRONG[path]}\n", "utf-8")
    result = build(root, tmp_path / "site")
    line, columns = page.read_text("utf-8").count("\n"), [found.start() + 1 for found in LINK.finditer(WRONG[path])]
    assert result.returncode == 1
    assert re.findall(rf"ERROR +-  {path}:(\d+):(\d+): ", result.stderr) == [(str(line), str(n)) for n in columns]


def test_links_in_quoted_sections_lead_to_the_same_pages(tmp_path: Path) -> None:
    root = copy_of_site(tmp_path / "root")
    words = "\n## Ours {#people}\n\n[x](#people) ![v](../assets/favicon.svg) [w](academic-libraries.md)\n"
    page = root / "docs/cops/teen-services.md"
    page.write_text(page.read_text("utf-8") + words, "utf-8")
    assert build(root, tmp_path / "site").returncode == 0
    html = (tmp_path / "site/cops/teen-services/index.html").read_text("utf-8")
    assert '<h2 id="own-people">Ours</h2>' in html
    assert '<a href="#own-people">x</a> <img alt="v" src="../../assets/favicon.svg"' in html
    assert '<a href="../academic-libraries/">w</a>' in html


def test_the_build_command_is_not_quiet() -> None:
    # MkDocs counts no warning that it does not print.
    assert "--quiet" not in (ROOT / "Makefile").read_text("utf-8").partition("mkdocs build")[2].partition("\n")[0]
