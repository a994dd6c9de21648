"""Each undocumented part of MkDocs that the hooks depend on, so that a new release that changes one fails here."""

from __future__ import annotations

import ast
import inspect
import logging
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils import CountHandler

import mkdocs_internals as internals
from builds import ROOT


@pytest.fixture
def config() -> MkDocsConfig:
    """Return a configuration with the URL of a site below a path."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "Toys", "site_url": "https://toys.example/a/"})
    config.validate()
    return config


def file_of(name: str) -> File:
    """Return a file that becomes a page in a folder of its own."""
    return File(name, src_dir=None, dest_dir="", use_directory_urls=True)


@pytest.mark.parametrize("url", ["https://toys.example/a/", "http://toys.example/", None])
@pytest.mark.parametrize("name", ["index.md", "a.md", "a/index.md", "a/b-1.md"])
def test_a_plain_url_page_has_the_urls_of_a_page(url: str | None, name: str, config: MkDocsConfig) -> None:
    config.site_url = url
    pages = [kind(None, file_of(name), config) for kind in (Page, internals.PlainUrlPage)]
    theirs, ours = [(page.canonical_url, page.abs_url) for page in pages]
    assert ours == theirs


def test_the_theme_lists_its_templates_without_hidden_folders(tmp_path: Path) -> None:
    for name in ("main.html", "partials/nav.html", ".icons/one.svg", "partials/.hidden/two.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    theme = Theme(name=None, custom_dir=str(tmp_path))
    internals.skip_hidden_theme_folders(theme)
    names = theme.get_env().list_templates()
    assert {"main.html", "partials/nav.html"} <= {*names}
    assert [name for name in names if "/." in f"/{name}"] == []
    assert "config.theme.get_env()" in inspect.getsource(mkdocs_build.build)


def test_skipped_pages_are_not_logged() -> None:
    assert mkdocs_build.log.name == internals.BUILD_LOG
    source = inspect.getsource(mkdocs_build._build_page)
    assert "if output.strip():" in source
    assert 'log.info(f"Page skipped: ' in source


def test_warnings_are_counted_by_a_handler_of_the_logger() -> None:
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(counter)
    try:
        assert not internals.will_fail_for_warnings()
        logger.warning("A broken link")
        assert internals.will_fail_for_warnings()
    finally:
        logger.removeHandler(counter)
    source = inspect.getsource(mkdocs_build.build)
    assert "logging.getLogger('mkdocs').addHandler(warning_counter)" in source


def test_recorded_links_are_checked(config: MkDocsConfig, caplog: pytest.LogCaptureFixture) -> None:
    pages = [Page(None, file_of(name), config) for name in ("a.md", "b.md")]
    internals.record_links(pages[0], ["top"], {})
    internals.record_links(pages[1], [], {pages[0].file: {"top": "a.md#top", "gone": "a.md#gone"}})
    files: Any = None
    with caplog.at_level(logging.WARNING):
        pages[1].validate_anchor_links(files=files, log_level=logging.WARNING)
    (message,) = caplog.messages
    assert "'a.md#gone'" in message


def test_the_first_build_of_the_preview_can_be_wrapped() -> None:
    builds: list[str] = []
    serve: Any = mkdocs_serve
    internals.wrap_first_build(lambda _: lambda *args, **kwargs: builds.append("wrapped"))
    try:
        serve.build()
    finally:
        internals.unwrap_build()
    assert builds == ["wrapped"]
    assert serve.build is mkdocs_build.build
    assert "build(config, serve_url=" in inspect.getsource(mkdocs_serve.serve)


def test_the_preview_adds_its_script_and_counts_its_builds(tmp_path: Path) -> None:
    server = LiveReloadServer(builder=lambda: None, host="localhost", port=0, root=str(tmp_path))
    try:
        number = internals.shown_build(server)
        page = internals.with_reload_script(server, b"<body>A page</body>", number)
    finally:
        server.server_close()
    assert f"livereload({number}, ".encode() in page


def test_no_other_module_uses_a_private_name() -> None:
    private = [
        f"{path.name}: {ast.unparse(node)}"
        for path in sorted((ROOT / "hooks").glob("*.py"))
        if path.stem != internals.__name__
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__")
        if ast.unparse(node.value) != "self" and node.attr != "_replace"  # of a named tuple, and public
    ]
    assert private == []
