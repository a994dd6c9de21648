"""Another association's site: other pages, another menu or none, and fewer settings in mkdocs.yml."""

from __future__ import annotations

from pathlib import Path

import yaml

from builds import build, built, copy_of_toy
from markup import Markup, markup_of


def foot_of(page: Markup) -> str:
    """Return the text of a page's footer."""
    (foot,) = page.of_class("md-copyright")
    return " ".join(foot.text.split())


def links(page: Markup) -> set[str]:
    """Return the links in a page's main text."""
    return {link.attributes["href"] for link in page.all("a") if any(part.tag == "article" for part in link.within)}


def test_no_page_links_to_a_page_that_this_association_lacks(toy_site: Path) -> None:
    pages = markup_of(toy_site)
    assert foot_of(pages["index.html"]) == "Text under CC BY 4.0"
    assert links(pages["404.html"]) == {"/cops/", "mailto:cops@toy.example"}


def test_a_site_without_menu_and_copyright_has_a_whole_handbook_and_an_empty_footer(tmp_path: Path) -> None:
    root = copy_of_toy(tmp_path / "root")
    config = (root / "toy.yml").read_text("utf-8")
    bare = config.partition("copyright:")[0] + "copyright: null\nextra: {pdf: false}\nnav: null\n"
    assert yaml.safe_load(bare)["nav"] is None
    (root / "bare.yml").write_text(bare, "utf-8")
    pages = markup_of(built(root, tmp_path / "site", config="bare.yml"))
    assert foot_of(pages["index.html"]) == ""
    chapters = pages["handbook/whole/index.html"].of_class("cop-chapter")
    assert [chapter.attributes["id"] for chapter in chapters] == ["facilitator", "participant"]


def test_a_file_that_looks_like_a_page_is_reported(tmp_path: Path) -> None:
    root = copy_of_toy(tmp_path / "root")
    (root / "docs" / "news.markdown").write_text("# News\n", "utf-8")
    result = build(root, tmp_path / "site", config="toy.yml")
    assert result.returncode == 1
    assert "docs/news.markdown:1:1: only a file whose name ends in '.md' becomes a page. Rename it to 'news.md'" in (
        result.stderr
    )
    assert "Traceback" not in result.stderr
