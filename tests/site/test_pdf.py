"""The whole handbook on one page and as a PDF, with and without WeasyPrint."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from builds import HOST, SAMPLE, build, built, copy_of_site
from copsite.render.print_page import whole_handbook
from markup import Element, Markup
from reader import site_with

WHOLE = "handbook/whole/index.html"
PDF = "handbook/communities-of-practice-handbook.pdf"
OLD = 1_000_000_000
MENU = (SAMPLE / "mkdocs.yml").read_text("utf-8").partition("\nnot_in_nav:")[0]
ORDER = re.findall(r"handbook/([\w-]+)\.md", MENU)[1:]
LINK = "Take it along as a PDF"


def headings(page: Markup) -> list[Element]:
    """Return a page's headings."""
    return [*page.all("h1", "h2", "h3", "h4", "h5", "h6")]


def test_the_whole_handbook_has_every_chapter_and_heading_once_and_in_order(pages: dict[str, Markup]) -> None:
    there = [(one.tag, one.text) for one in headings(pages[WHOLE])]
    expected = [("h1", "The whole handbook"), ("h2", "Where to begin"), ("h2", "Contents")]
    for name in ORDER:
        expected += [(f"h{int(one.tag[1]) + 1}", one.text) for one in headings(pages[f"handbook/{name}/index.html"])]
    assert there == expected


def test_the_whole_handbook_has_every_word_of_each_chapter(pages: dict[str, Markup]) -> None:
    sections = pages[WHOLE].of_class("cop-chapter")
    assert [section.attributes["id"] for section in sections] == ORDER
    for name, section in zip(ORDER, sections, strict=True):
        page = pages[f"handbook/{name}/index.html"]
        (foot,) = page.of_class("cop-origin")
        assert section.text == page.one("article").text.removesuffix(foot.text).strip(), name


def test_links_between_chapters_stay_on_the_page(pages: dict[str, Markup]) -> None:
    chapters = [link for link in pages[WHOLE].all("a") if any("cop-chapter" in one.classes for one in link.within)]
    led = {link.attributes["href"] for link in chapters}
    assert {"#conduct", "#facilitator.handing-over", "../../join/", "../../propose/#write"} <= led
    assert [link for link in led if not link.startswith(("#", "../../", "https:", "mailto:"))] == []
    assert [link for link in led if link.startswith("../../handbook/")] == []


def test_the_table_of_contents_lists_every_chapter(pages: dict[str, Markup]) -> None:
    links = [link for link in pages[WHOLE].all("a") if any("cop-contents" in one.classes for one in link.within)]
    assert [link.attributes["href"] for link in links] == [f"#{name}" for name in ORDER]


def test_without_the_pdf_no_page_links_to_it(site: Path, pages: dict[str, Markup]) -> None:
    assert not (site / PDF).exists()
    assert [name for name, page in pages.items() if LINK in page.text] == []


def test_a_build_without_weasyprint_leaves_out_the_pdf_and_says_so(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("raise ImportError('none here')", "utf-8")
    result = build(sample, tmp_path / "site", PDF="true", PYTHONPATH=str(tmp_path))
    assert result.returncode == 0, result.stderr
    assert "INFO    -  Left out: the handbook as a PDF, for want of WeasyPrint (none here). `make pdf`" in result.stderr
    assert not (tmp_path / "site" / PDF).exists()
    assert LINK not in (tmp_path / "site" / "handbook" / "index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the sources of the sample site."""
    return copy_of_site(tmp_path_factory.mktemp("paper") / "root")


@pytest.fixture(scope="module")
def printed(root: Path) -> Path:
    """Build the site with the PDF."""
    return built(root, root.parent / "site", PDF="true", PYTHONHASHSEED="1")


@pytest.fixture(scope="module")
def pdf(printed: Path) -> PdfReader:
    """Read the PDF."""
    return PdfReader(printed / PDF)


def catalog(pdf: PdfReader) -> Any:
    """Return the PDF's document catalog."""
    return pdf.trailer["/Root"]


def test_the_pdf_is_tagged_and_has_title_author_and_language(pdf: PdfReader) -> None:
    root = catalog(pdf)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == "The handbook: MLA Communities of Practice"
    assert pdf.metadata.author == "Michigan Library Association"
    assert b"<pdfuaid:part>1" in root["/Metadata"].get_data() or b'pdfuaid:part="1"' in root["/Metadata"].get_data()


def tags(element: Any) -> Iterator[str]:
    """Yield the type of every element of the structure tree."""
    if "/S" in element:
        yield element["/S"]
    below = element.get("/K", [])
    for child in below if isinstance(below, list) else [below]:
        child = child.get_object()
        if isinstance(child, dict):
            yield from tags(child)


def test_headings_lists_tables_and_links_are_tagged(pdf: PdfReader, pages: dict[str, Markup]) -> None:
    told = Counter(tags(catalog(pdf)["/StructTreeRoot"]))
    for level in (2, 3, 4):
        # A heading over two lines is one element.
        assert told[f"/H{level}"] == sum(one.tag == f"h{level}" for one in headings(pages[WHOLE]))
    assert min(told[kind] for kind in ("/Table", "/TH", "/TD", "/L", "/LI", "/Link", "/P")) > 10


def text_of(pdf: PdfReader, page: int) -> str:
    """Return the text of a page with single spaces."""
    return " ".join(pdf.pages[page].extract_text().split())


def test_outline_and_table_of_contents_have_every_chapter_with_its_page(
    pdf: PdfReader, pages: dict[str, Markup]
) -> None:
    titles = [one.text for one in headings(pages[WHOLE]) if one.tag == "h2"]
    entries: list[Any] = [entry for entry in pdf.outline if not isinstance(entry, list)]
    outline = {str(entry["/Title"]): pdf.get_destination_page_number(entry) or 0 for entry in entries}
    assert sorted(outline) == sorted(titles)
    assert [title for title in outline if title in titles[2:]] == titles[2:]
    contents = text_of(pdf, 1)
    for title in titles[2:]:
        (number,) = re.findall(rf"{re.escape(title)}[ .]+(\d+)", contents)
        assert outline[title] == int(number) - 1, title
        there = text_of(pdf, outline[title])
        assert there.startswith(title)
        assert there.endswith(f" {number}")


def test_every_link_in_the_pdf_is_internal_or_to_the_web(pdf: PdfReader) -> None:
    named, led = pdf.named_destinations, Counter[str]()
    for page in pdf.pages:
        for annotation in page.get("/Annots") or ():
            link: Any = annotation.get_object()
            if "/Dest" in link:
                assert link["/Dest"] in named
                led["here"] += 1
            else:
                address = link["/A"]["/URI"]
                assert address.startswith(("https://", "mailto:")), address
                led[address] += 1
    assert led["here"] > len(ORDER)
    assert {f"{HOST}/join/", f"{HOST}/propose/#write", "mailto:cops@mla.example"} <= led.keys()


def test_the_handbook_page_links_to_the_pdf_with_its_size(printed: Path) -> None:
    size = f"{(printed / PDF).stat().st_size / 1_000_000:.1f}"
    for page, address in (("handbook", ""), ("handbook/whole", "../")):
        link = f'<a href="{address}{Path(PDF).name}">{LINK}, {size} MB</a>.'
        assert link in (printed / page / "index.html").read_text("utf-8")
    assert PDF in (printed / "files.sha256").read_text("utf-8")


def test_the_pdf_is_deterministic_and_cached_while_its_text_is_the_same(
    root: Path, printed: Path, tmp_path: Path
) -> None:
    first = (printed / PDF).read_bytes()
    # The second build of the folder must not even load WeasyPrint.
    (tmp_path / "weasyprint.py").write_text("raise ImportError", "utf-8")
    os.utime(printed / PDF, (OLD, OLD))
    built(root, printed, PDF="true", PYTHONPATH=str(tmp_path))
    assert (printed / PDF).read_bytes() == first
    assert (printed / PDF).stat().st_mtime == OLD
    assert (built(root, tmp_path / "other", PDF="true", PYTHONHASHSEED="2") / PDF).read_bytes() == first


def test_a_changed_chapter_changes_the_pdf(root: Path, printed: Path, tmp_path: Path) -> None:
    changed = copy_of_site(tmp_path / "root")
    chapter = changed / "docs" / "handbook" / "glossary.md"
    chapter.write_text(chapter.read_text("utf-8") + "\nAnd more.\n", "utf-8")
    (tmp_path / "weasyprint.py").write_text("raise ImportError('asked for')", "utf-8")
    (tmp_path / "site" / "handbook").mkdir(parents=True)
    (tmp_path / "site" / PDF).write_bytes((printed / PDF).read_bytes())
    result = build(changed, tmp_path / "site", PDF="true", PYTHONPATH=str(tmp_path))
    assert "(asked for)" in result.stderr


def test_a_chapter_in_the_whole_handbook_has_unique_anchors_and_working_links() -> None:
    head = "---\ntitle: {0}\ndescription: What this chapter is about, in more than forty characters.\n---\n\n# {0}\n"
    links = "[1](other.md#x) [2](#y) [3](index.md) [4](../cops/teens.md) [5](whole.md) [6](mailto:a@b.example)"
    top = f'## Y\n\n{links} `id="z" <a href="x">`[^a]\n\n{{{{ open_lists() }}}}\n\n[^a]: Note\n'
    index = "## Where {#begin}\n\n### First\n\n[7](top.md#y)\n\n## Next\n\nElsewhere\n"
    texts = {"top": top, "other": "## A\n\n### B\n\n#### C\n\n##### D\n\n###### X\n", "index": index}
    site = site_with({f"handbook/{name}.md": head.format(name.title()) + text for name, text in texts.items()})
    page = whole_handbook(site, None, site.written, name="Site", rights="").page
    assert '<section class="cop-chapter" id="top.">\n<h2 id="top..top">Top</h2>\n<h3 id="top..y">Y</h3>' in page.html
    for link in (
        '<a href="#other.x">1</a> <a href="#top..y">2</a> <a href="#contents">3</a>',
        '<a href="../../cops/teens/">4</a> <a href="#top">5</a> <a href="mailto:a@b.example">6</a>',
        '<code>id="z" &lt;a href="x"&gt;</code><sup><a href="#top..fn:1" id="top..fnref:1"',
        '<li id="top..list:teens"><a class="" href="../../cops/teens/join/">Join Teens</a>',
        '<h6 id="other.d">D</h6>\n<h6 id="other.x">X</h6>\n</section>',
        '<h3 id="begin.first">First</h3>\n<p><a href="#top..y">7</a></p>\n<h2 id="contents">',
    ):
        assert link in page.html, link
    assert {
        *("begin.first", "top..top", "top..y"),
        *(f"other.{id}" for id in ("other", "a", "b", "c", "d", "x")),
        *("top..fn:1", "top..fnref:1", "top..list:teens"),
    } == {anchor for anchor in page.anchors if not anchor.startswith(("facilitator.", "participant."))}


def test_an_unpublished_chapter_is_not_in_the_whole_handbook() -> None:
    assert "cop-chapter" not in whole_handbook(site_with({}), None, (), name="Site", rights="").page.html
