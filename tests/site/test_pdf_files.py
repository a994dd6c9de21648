"""The PDF may include only published files below docs/: any other is reported, and no PDF is written."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

import pdf as paper
from builds import ROOT, build, copy_of_toy

PICTURE = (ROOT / "docs" / "assets" / "touch-icon.png").read_bytes()
SECRET = "the secret of this machine"  # noqa: S105 - of none
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Create a docs folder with files that may be included, and others around it that may not."""
    docs = tmp_path / "docs"
    (docs / "assets").mkdir(parents=True)
    (docs / "handbook").mkdir()
    (docs / "assets" / "icon.png").write_bytes(PICTURE)
    (docs / "assets" / "notes.png").write_text("no picture", "utf-8")
    (docs / "assets" / "in.svg").write_text(
        SVG.format('<image href="../../secret.png" width="9" height="9"/>'), "utf-8"
    )
    (docs / ".hidden").mkdir()
    for place in (tmp_path, docs / ".hidden"):
        (place / "secret.txt").write_text(SECRET, "utf-8")
        (place / "secret.png").write_bytes(PICTURE)
    (tmp_path / "docs-secret.png").write_bytes(PICTURE)
    (docs / "assets" / "link.png").symlink_to(tmp_path / "secret.png")
    (docs / "assets" / "within.png").symlink_to("icon.png")
    (docs / "folder").symlink_to(tmp_path, target_is_directory=True)
    return docs


def made(body: str, docs: Path) -> bytes:
    """Write a PDF of a document whose images are relative to its page."""
    return paper._pdf(lambda: f'<html lang="en"><title>T</title><body><h1>T</h1>{body}', b"", docs)


DATA = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
TAKEN = [
    "../../assets/icon.png",
    "../../assets/icon.png?v=1#x",
    "../../assets/within.png",
    "../../assets/%69con.png",
    DATA,
]


@pytest.mark.parametrize("address", TAKEN, ids=lambda address: address[:30])
def test_images_below_docs_and_inline_images_are_included(address: str, docs: Path) -> None:
    pdf = PdfReader(io.BytesIO(made(f'<p><img alt="x" src="{address}"></p>', docs)))
    assert len(pdf.pages[0].images) == 1


BELOW = "it is not a published file below docs/"
REFUSED = [
    # A chapter's HTML, and the problem.
    ('<img alt="x" src="file:///etc/passwd">', BELOW),
    ('<img alt="x" src="FILE:/etc/passwd">', BELOW),
    ('<img alt="x" src="file://elsewhere.example/x.png">', BELOW),
    ('<img alt="x" src="https://elsewhere.example/x.png">', BELOW),
    ('<img alt="x" src="//elsewhere.example/x.png">', BELOW),
    ('<img alt="x" src="ftp://elsewhere.example/x.png">', BELOW),
    ('<img alt="x" src="../../../secret.png">', BELOW),
    ('<img alt="x" src="../../../docs-secret.png">', BELOW),
    ('<img alt="x" src="../../%2e%2e/secret.png">', BELOW),
    ('<img alt="x" src="../..%2f../secret.png">', BELOW),
    ('<img alt="x" src="../../assets/link.png">', BELOW),
    ('<img alt="x" src="../../folder/secret.png">', BELOW),
    ('<img alt="x" src="../../.hidden/secret.png">', BELOW),
    ('<img alt="x" src="../../assets/">', "there is no file docs/assets"),
    ('<img alt="x" src="../../assets/none.png">', "there is no file docs/assets/none.png"),
    ('<img alt="x" src="../../assets/icon.png%00">', "null byte"),
    ('<img alt="x" src="../../assets/notes.png">', "Failed to load image"),
    ('<img alt="x" src="../../assets/in.svg">', BELOW),
    ('<embed src="../../../secret.png">', BELOW),
    ('<object data="file:///etc/passwd"></object>', BELOW),
    ('<p style="background: url(../../../secret.png)">x</p>', BELOW),
    ("<style>p::before {content: url(file:///etc/passwd)}</style><p>x</p>", BELOW),
    ('<ul style="list-style-image: url(file:///etc/passwd)"><li>x</ul>', BELOW),
    ("<style>@import url(file:///etc/passwd);</style>", BELOW),
    (
        '<style>@font-face {font-family: x; src: url("file:///etc/passwd")}</style><p style="font-family: x">x</p>',
        BELOW,
    ),
    ('<link rel="stylesheet" href="file:///etc/passwd">', BELOW),
    ('<base href="file:///etc/"><img alt="x" src="passwd">', BELOW),
    (SVG.format('<image xlink:href="file:///etc/passwd" width="9" height="9"/>'), BELOW),
    ('<link rel="attachment" href="file:///etc/passwd">', "takes no attachments"),
    ('<link rel="x&#10;ATTACHMENT" href="../../assets/icon.png">', "takes no attachments"),
    ('<p><a rel="attachment" href="../../../secret.txt">x</a></p>', "takes no attachments"),
]


@pytest.mark.parametrize(("body", "words"), REFUSED, ids=[body for body, _ in REFUSED])
def test_any_other_file_is_reported_and_no_pdf_is_written(body: str, words: str, docs: Path) -> None:
    with pytest.raises(paper.ContentError) as caught:
        made(body, docs)
    assert [message for message in caught.value.args if words in message] == [*caught.value.args]
    assert SECRET not in str(caught.value)


def test_every_file_is_reported_once_with_its_path(docs: Path) -> None:
    addresses = ["../../../secret.png", "../../none.png", "../../../secret.png", "file:///etc/passwd"]
    with pytest.raises(paper.ContentError) as caught:
        made("".join(f'<img alt="x" src="{address}">' for address in addresses), docs)
    start = "The handbook's PDF cannot take in"
    assert caught.value.args == (
        f"{start} 'secret.png': {BELOW}. Put a copy of the file there",
        f"{start} 'docs/none.png': there is no file docs/none.png",
        f"{start} 'file:///etc/passwd': {BELOW}. Put a copy of the file there",
    )


def test_a_build_with_such_a_file_fails_and_leaves_the_last_site(tmp_path: Path) -> None:
    root = copy_of_toy(tmp_path / "root")
    (root / "hooks" / "smuggle.py").write_text(
        "def on_env(env, config, files):\n"
        "    build = config.extra['build']\n"
        "    html = build.book().replace('</h1>', '</h1><img alt=\"x\" src=\"file:///etc/passwd\">')\n"
        "    build.book = lambda: html\n",
        "utf-8",
    )
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("hooks/pdf.py]", "hooks/smuggle.py, hooks/pdf.py]"), "utf-8")
    result = build(root, tmp_path / "site", config="toy.yml", PDF="true")
    assert result.returncode == 1
    assert f"ERROR   -  The handbook's PDF cannot take in 'file:///etc/passwd': {BELOW}" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "site").exists()
