"""The menu in mkdocs.yml must link to existing pages and include all; each problem has its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from builds import ROOT, SAMPLE, TOY, run
from copsite.content.menu import Settings, menu_problems, read_settings
from copsite.diagnostics.problem import ProblemsError
from sites import MENU, PAGE, checked, small_site

NOT_IN_MENU = "this page is not in the menu. Add it to `nav` in mkdocs.yml, or its path to `not_in_nav`"
ENTRY = "an entry of `nav` must be a file below docs/, or a title and a file, such as `- Join: join.md`"
# A menu for the pages a.md and b/c.md, and its problems as `line:column: message`, or those of a page.
MENUS = {
    "nav: [a.md, b/c.md]": [],
    "nav: [./a.md, b//c.md, {X: b/./c.md}]": [],
    "nav:\n  - a.md\n  - Two:\n      - Three: b/c.md\n": [],
    "nav:\n  - a.md\n": [f"docs/b/c.md:1:1: {NOT_IN_MENU}"],
    "nav:\n  - a.md\n  - B: b/C.md\n": [
        f"docs/b/c.md:1:1: {NOT_IN_MENU}",
        "mkdocs.yml:3:8: `nav` has 'b/C.md', which is not on the site. Did you mean 'b/c.md'?",
    ],
    "nav: [a.md, b/c.md, 'xyz.pdf', plan.pdf]": [
        "mkdocs.yml:1:21: `nav` has 'xyz.pdf', which is not on the site. Write a file below docs/, or remove the entry"
    ],
    "nav: [a.md, b/c.md, b/c.md#x, '']": [
        "mkdocs.yml:1:21: `nav` has 'b/c.md#x', which is not on the site. Did you mean 'b/c.md'?",
        "mkdocs.yml:1:31: `nav` has '', which is not on the site. Write a file below docs/, or remove the entry",
    ],
    "nav: [a.md, b/c.md, https://a.example/, mailto:a@b.example, //a.example]": [],
    "nav: [a.md, b/c.md, /a.md]": [
        "mkdocs.yml:1:21: `nav` has '/a.md'. Write it without the first slash, as it is seen from docs/"
    ],
    "nav: [a.md, b/c.md, 'https://[a']": [
        "mkdocs.yml:1:21: `nav` has 'https://[a', which is neither a file nor a web address"
    ],
    "site_name: Without a menu": [],
    "nav:": [],
    "nav: []": [],
    "": [],
    "- a list": [],
    "nav: [a.md, b/c.md, Empty: ]": [f"mkdocs.yml:1:28: {ENTRY}"],
    "nav: a.md": ["mkdocs.yml:1:6: `nav` must be a list, each entry after `- `"],
    "nav: {a: a.md}": ["mkdocs.yml:1:6: `nav` must be a list, each entry after `- `"],
    "nav:\n  - 2026\n  - a.md\n  - [b/c.md]\n  - {A: a.md, B: b/c.md}\n  - C: {D: b/c.md}\n": [
        f"mkdocs.yml:2:5: {ENTRY}",
        f"mkdocs.yml:4:5: {ENTRY}",
        f"mkdocs.yml:5:5: {ENTRY}",
        f"mkdocs.yml:6:8: {ENTRY}",
    ],
    "nav: [a.md, !ENV [EXTRA, b/c.md]]": [],
    "nav: !ENV [NAV, []]": [],
    "x: !!python/name:os.system\nnav: [a.md]\nnot_in_nav: |\n  /b/*\n": [],
    "nav: [a.md]\nnot_in_nav: |\n  # the rest\n  *\n  !c.md\n": [f"docs/b/c.md:1:1: {NOT_IN_MENU}"],
    "nav: [a.md]\ndraft_docs: c.md": [],
    "nav: [a.md]\nnot_in_nav: [c.md]": [
        "mkdocs.yml:2:13: `not_in_nav` must be text with one pattern on each line, after `not_in_nav: |`"
    ],
    "nav: [a.md, b/c.md\nx: 1\n": ["mkdocs.yml:1:6: this [ is not closed. Write ] where it ends"],
    "nav:\n  - a.md\n - b/c.md\n": [
        "mkdocs.yml:3:2: this dash is indented unlike those beside it. Indent it like them"
    ],
    "nav: &menu\n  - a.md\n  - b/c.md\n  - Again: *menu\n": [],
}  # fmt: skip


@pytest.mark.parametrize("menu", MENUS)
def test_a_menu_is_validated_against_the_files_below_docs(menu: str) -> None:
    pages = ("a.md", "b/c.md")
    try:
        settings = read_settings({"mkdocs.yml": menu}, "mkdocs.yml")
        found = sorted(map(str, menu_problems(settings, pages, (*pages, "plan.pdf"), ())))
    except ProblemsError as error:
        found = [*map(str, error.problems)]
    assert found == MENUS[menu]


def test_the_menus_of_sample_and_toy_are_valid() -> None:
    texts = {path.name: path.read_text("utf-8") for path in (SAMPLE / "mkdocs.yml", TOY / "toy.yml")}
    real, toy = read_settings(texts, "mkdocs.yml"), read_settings(texts, "toy.yml")
    assert real.nav
    assert toy.nav
    assert toy.path == "toy.yml"
    assert toy.not_in_nav == real.not_in_nav  # inherited


@pytest.mark.parametrize("inherit", ["toy.yml", "./mkdocs.yml", "nothing.yml", "../mkdocs.yml"])
def test_circular_or_missing_inheritance_of_settings_ends(inherit: str) -> None:
    settings: Settings = read_settings(
        {"mkdocs.yml": f"INHERIT: {inherit}", "toy.yml": "INHERIT: mkdocs.yml"}, "mkdocs.yml"
    )
    assert settings.nav is None


def test_check_reports_chapters_outside_the_menu_and_broken_entries(tmp_path: Path) -> None:
    root = small_site(tmp_path / "root", MENU.replace("propose.md", "purpose.md"))
    (root / "docs" / "handbook" / "new.md").write_text(PAGE, "utf-8")
    assert checked(root) == [
        f"docs/handbook/new.md:1:1: {NOT_IN_MENU}",
        f"docs/propose.md:1:1: {NOT_IN_MENU}",
        "mkdocs.yml:10:14: `nav` has 'purpose.md', which is not on the site. Did you mean 'propose.md'?",
    ]


def test_an_invalid_catalog_hides_no_problem_of_menu_or_files(tmp_path: Path) -> None:
    root = small_site(tmp_path / "root", MENU.replace("propose.md", "purpose.md"))
    catalog = root / "data" / "cops.yaml"
    catalog.write_text(catalog.read_text("utf-8").replace("status: forming", "status: froming"), "utf-8")
    (root / "docs" / "new.txt").touch()
    assert [line.partition(":")[0] for line in checked(root)] == [
        "data/cops.yaml",
        "docs/new.txt",
        "docs/propose.md",
        "mkdocs.yml",
    ]


def test_check_reports_generated_pages_outside_the_menu(tmp_path: Path) -> None:
    root = small_site(tmp_path / "root", MENU.replace("  /cops/*\n", ""))
    assert checked(root) == [
        "mkdocs.yml:4:3: neither `nav` nor `not_in_nav` has 'cops/bookbinding.md', which is made from the data. "
        "Add '/cops/*' to `not_in_nav`"
    ]
    (root / "mkdocs.yml").write_text(MENU.replace("[calendar.md, news.md, needs.md]", "news.md"), "utf-8")
    assert checked(root) == [
        f"mkdocs.yml:4:3: neither `nav` nor `not_in_nav` has '{page}.md', which is made from the data. "
        f"Add it to `nav`, or '/{page}.md' to `not_in_nav`"
        for page in ("calendar", "needs")
    ]


def test_a_pull_request_shows_a_problem_on_its_line_of_the_settings(tmp_path: Path) -> None:
    root = small_site(tmp_path / "root", MENU.replace("propose.md", "https://toy.example/"))
    (root / "docs" / "propose.md").rename(root / "docs" / "purpose.md")
    result = run(ROOT / "hooks" / "cops.py", "check", "--root", root, "--format", "github")
    assert result.stdout == f"::error file=docs/purpose.md,line=1,col=1,endColumn=2::{NOT_IN_MENU}\n"
    (root / "mkdocs.yml").write_text(MENU, "utf-8")
    result = run(ROOT / "hooks" / "cops.py", "check", "--root", root, "--format", "github")
    assert "::error file=mkdocs.yml,line=10,col=14,endColumn=24::`nav` has 'propose.md', which" in result.stdout
