"""The built sample site, without a browser: links, metadata, navigation, reproducible bytes, and failed builds."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree

import pytest

from builds import DAY, EPOCH, HOST, SAMPLE, build, built, bytes_of, copy_of_site, run
from markup import Markup, markup_of

CATALOG = (SAMPLE / "data" / "cops.yaml").read_text("utf-8")
NOTICE = "This is sample data"
EDIT = "https://code.example/mla/cops/edit/main/"


def target(page: str, reference: str, path: str) -> str | None:
    """Return the file and anchor of a reference on `page`, for a site below `path`; None if it is external."""
    # The 404 page is served at any URL, so its links must work from there.
    here = "some/wrong/address" if page == "404.html" else page.removesuffix("index.html")
    meant = urljoin(f"{HOST}{path}{here}", reference)
    if not meant.startswith(f"{HOST}/"):
        return None
    assert meant.startswith(HOST + path), f"{page}: {reference} leads out of the site"
    address, hash_, anchor = unquote(meant.removeprefix(HOST + path)).partition("#")
    file = address.partition("?")[0]
    return (f"{file}index.html" if file.endswith("/") or not file else file) + (hash_ if anchor else "") + anchor


def broken(site: Path, pages: dict[str, Markup], path: str) -> list[str]:
    """Return the broken references within the site."""
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    there = files | {f"{name}#{id}" for name, page in pages.items() for id in page.ids}
    return [
        f"{name}: {reference}"
        for name, page in pages.items()
        for reference in page.references
        if (found := target(name, reference, path)) is not None and found not in there
    ]


def line_of(text: str) -> int:
    """Return the line number of `text` in the catalog."""
    return CATALOG[: CATALOG.index(text)].count("\n") + 1


def test_no_link_asset_or_anchor_is_broken_below_a_path(site: Path, pages: dict[str, Markup]) -> None:
    assert broken(site, pages, "/cops/") == []


def test_no_link_asset_or_anchor_is_broken_at_the_root(site_at_root: Path) -> None:
    assert broken(site_at_root, markup_of(site_at_root), "/") == []


def test_every_file_in_a_stylesheet_exists(site: Path) -> None:
    for sheet in site.rglob("*.css"):
        for name in re.findall(r"url\([\"']?([^)\"']+)", sheet.read_text("utf-8")):
            assert name.startswith("data:") or (sheet.parent / name).is_file(), f"{sheet.name} asks for {name}"


def test_every_page_has_one_first_heading_and_skips_no_level(pages: dict[str, Markup]) -> None:
    for name, page in pages.items():
        levels = page.levels
        assert levels.count(1) == 1, f"{name}: {levels}"
        assert levels[0] == 1, f"{name}: {levels}"
        steps = pairwise(levels)
        assert all(after <= before + 1 for before, after in steps), f"{name} skips a level: {levels}"


def test_every_page_has_a_title_and_a_description_of_its_own(pages: dict[str, Markup]) -> None:
    titles = {
        page.one(
            "title",
        ).text: name
        for name, page in pages.items()
    }
    descriptions = {page.description: name for name, page in pages.items()}
    assert set(titles.values()) == set(pages), "two pages share a title"
    assert set(descriptions.values()) == set(pages), "two pages share a description"
    wrong = {name: text for text, name in descriptions.items() if not 50 <= len(text) <= 160}
    assert wrong == {}


def test_every_page_has_a_language_and_unique_ids(pages: dict[str, Markup]) -> None:
    for name, page in pages.items():
        assert page.one("html").attributes["lang"] == "en", name
        assert sorted(page.ids) == sorted(set(page.ids)), name


def test_every_page_says_that_the_data_is_a_sample(pages: dict[str, Markup]) -> None:
    assert [name for name, page in pages.items() if NOTICE not in page.text] == []


def test_no_page_says_so_if_the_data_is_real(tmp_path: Path) -> None:
    root = copy_of_site(tmp_path / "root")
    for file in [*root.rglob("docs/**/*.md"), *root.glob("data/*.yaml")]:
        file.write_text(file.read_text("utf-8").replace(".example", ".invalidate"), "utf-8")
    site = built(root, tmp_path / "site")
    assert [name for name, page in markup_of(site).items() if NOTICE in page.text] == []


def test_one_address_of_the_sample_is_enough_to_say_so(tmp_path: Path) -> None:
    root = copy_of_site(tmp_path / "root")
    catalog = CATALOG.replace(".example", ".invalidate").replace("mail.friends.invalidate", "mail.friends.example")
    (root / "data" / "cops.yaml").write_text(catalog, "utf-8")
    assert NOTICE in markup_of(built(root, tmp_path / "site"))["404.html"].text


def test_the_sitemap_lists_every_page(site: Path, pages: dict[str, Markup]) -> None:
    sitemap = ElementTree.fromstring((site / "sitemap.xml").read_text("utf-8"))  # noqa: S314 - of our own making
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    listed = sorted(entry.findtext(f"{space}loc") or "" for entry in sitemap)
    assert listed == sorted(f"{HOST}/cops/{name.removesuffix('index.html')}" for name in pages if name != "404.html")
    assert {entry.findtext(f"{space}lastmod") for entry in sitemap} == {str(DAY)}


def test_builds_are_reproducible(tmp_path: Path) -> None:
    one = built(copy_of_site(tmp_path / "here"), tmp_path / "one", PYTHONHASHSEED="1")
    other = built(copy_of_site(tmp_path / "there" / "deeper"), tmp_path / "other", PYTHONHASHSEED="2")
    assert bytes_of(one) == bytes_of(other)


WRONG = [
    # Text of the catalog, its replacement, the invalid word, and the message.
    ("status: forming", "status: froming", "froming", "`status` cannot be 'froming'. Did you mean 'forming'?"),
    (
        "topics: [teaching, collections, management]",
        "topics: [taeching, collections, management]",
        "taeching",
        "`topics` names 'taeching', which `topics` does not",
    ),
    ("since: 2023-12-04", "since: 2023-13-04", "2023-13-04", "`since` is '2023-13-04', a day that no calendar has"),
]


def test_an_invalid_catalog_reports_every_problem_and_leaves_the_last_site(tmp_path: Path) -> None:
    root = copy_of_site(tmp_path / "root")
    site = built(root, tmp_path / "site")
    before, text = bytes_of(site), CATALOG
    for right, wrong, _, _ in WRONG:
        assert text.count(right) == 1
        text = text.replace(right, wrong)
    (root / "data" / "cops.yaml").write_text(text, "utf-8")
    for said in (build(root, site), run(root / "hooks" / "cops.py", "check")):
        assert said.returncode == 1
        for _, wrong, at, words in WRONG:
            line, column = next(
                (n, content.index(at) + 1) for n, content in enumerate(text.splitlines(), 1) if wrong in content
            )
            assert f"data/cops.yaml:{line}:{column}: {words}" in said.stderr
        assert said.stderr.count("data/cops.yaml:") == len(WRONG)
        assert "Traceback" not in said.stderr
    assert bytes_of(site) == before


def test_a_page_both_written_and_generated_stops_the_build(tmp_path: Path) -> None:
    root = copy_of_site(tmp_path / "root")
    head = "---\ntitle: Cataloging\ndescription: A page that stands where the catalog already makes one.\n---\n"
    folder = root / "docs" / "cops" / "cataloging"
    folder.mkdir()
    (folder / "join.md").write_text(f"{head}\n# Join\n", "utf-8")
    result = build(root, tmp_path / "site")
    words = (
        "docs/cops/cataloging/join.md:1:1: the catalog makes a page for this address, /cops/cataloging/join/. Remove"
    )
    assert result.returncode == 1
    assert words in result.stderr
    assert not (tmp_path / "site").exists()


PENCILS = [
    # A page, and the URL of its edit link.
    ("cops/cataloging/index.html", "../../edit/#community:cataloging"),
    ("cops/youth-services/join/index.html", "../../../edit/#community:youth-services"),
    ("cops/index.html", "../edit/#communities"),
    ("cops/teen-services/index.html", EDIT + "docs/cops/teen-services.md"),
    ("roles/facilitator/index.html", "../../edit/#role:facilitator"),
    ("handbook/endings/index.html", EDIT + "docs/handbook/endings.md"),
    ("index.html", EDIT + "docs/index.md"),
]


@pytest.mark.parametrize(("page", "address"), PENCILS)
def test_the_edit_link_leads_to_the_source_of_the_page(pages: dict[str, Markup], page: str, address: str) -> None:
    assert pages[page].one("a", rel="edit").attributes["href"] == address


ENTRIES = [
    # An anchor on the page with the catalog's line numbers, and the text of the line that it links to.
    ("community:cataloging", "- id: cataloging"),
    ("role:facilitator", "facilitator:"),
    ("topics", "topics:"),
]


@pytest.mark.parametrize(("anchor", "line"), ENTRIES)
def test_an_entry_links_to_its_line_of_the_catalog(pages: dict[str, Markup], anchor: str, line: str) -> None:
    page = pages["edit/index.html"]
    link = page.elements[page.elements.index(page.one("li", id=anchor)) + 1]
    assert link.attributes["href"] == f"{EDIT}data/cops.yaml#L{line_of(line)}"


def test_every_edit_link_leads_to_an_existing_file_or_entry(sample: Path, pages: dict[str, Markup]) -> None:
    entries = {item.attributes.get("id") for item in pages["edit/index.html"].all("li")} | {
        "roles",
        "communities",
        "resources",
    }
    for name, page in pages.items():
        for pencil in page.all("a", rel="edit"):
            address = pencil.attributes["href"]
            _, _, anchor = address.partition("edit/#")
            assert anchor in entries if anchor else (sample / address.removeprefix(EDIT)).is_file(), name


TABS = [
    # A page, its active tab, and the pages above it in its breadcrumb.
    ("index.html", "Overview", []),
    ("cops/index.html", "Communities", []),
    ("cops/cataloging/index.html", "Communities", ["Overview", "Communities"]),
    ("cops/cataloging/join/index.html", "Communities", ["Overview", "Communities", "Cataloging"]),
    ("roles/facilitator/index.html", "Roles", ["Overview", "Roles"]),
    ("handbook/facilitator/index.html", "Handbook", ["Overview", "Handbook", "The roles"]),
    ("propose/index.html", "Propose", []),
]


@pytest.mark.parametrize(("page", "tab", "above"), TABS)
def test_a_reader_sees_where_a_page_belongs(pages: dict[str, Markup], page: str, tab: str, above: list[str]) -> None:
    (lit,) = pages[page].of_class("md-tabs__item--active")
    assert lit.text == tab
    assert [item.text for item in pages[page].of_class("md-path__item")] == above


def test_the_overview_shows_current_counts(pages: dict[str, Markup]) -> None:
    statuses = re.findall(r"^    status: (\w+)$", CATALOG, re.MULTILINE)
    active, forming = statuses.count("active"), statuses.count("forming")
    # In the sample every community of these two can be joined, and no other.
    figures = {"active": active, "forming": forming, "open": active + forming, "all": len(statuses)}
    (line,) = [
        line for line in (SAMPLE / "docs" / "index.md").read_text("utf-8").splitlines() if 'count("active")' in line
    ]
    expected = re.sub(r'\{\{ count\("(\w+)"\) \}\}', lambda found: str(figures[found[1]]), line)
    expected = expected.replace("{{ words.communities }}", "communities")
    assert expected in pages["index.html"].text


def test_shortcodes_are_visible_only_in_the_chapter_that_explains_them(
    pages: dict[str, Markup],
) -> None:
    explain = ["handbook/editing/index.html", "handbook/whole/index.html"]
    assert [name for name, page in pages.items() if "{{" in page.text] == explain


def test_check_finds_no_problem_in_the_sample(sample: Path) -> None:
    result = run(sample / "hooks" / "cops.py", "check")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "data/cops.yaml and data/resources.yaml are sound: 25 communities, 42 resources.\n"


def test_check_needs_no_mkdocs(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.py").write_text("raise RuntimeError", "utf-8")
    result = run(sample / "hooks" / "cops.py", "check", PYTHONPATH=str(tmp_path))
    assert result.returncode == 0, result.stderr


def test_source_date_epoch_sets_the_day_of_the_build(site: Path) -> None:
    assert EPOCH == "1795521600"
    assert f"As of {DAY:%B} {DAY.day}, {DAY.year}." in markup_of(site)["cops/cataloging/index.html"].text


def test_unused_files_of_the_theme_are_not_published(site: Path) -> None:
    names = bytes_of(site)
    assert [name for name in names if name.endswith(".map") or "/lunr/" in name or "/workers/" in name] == []
    assert len([name for name in names if name.startswith("assets/javascripts/")]) == 1
