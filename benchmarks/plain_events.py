"""The hook of the plain build: pages that are Markdown already, handed to MkDocs as such and finished like ours."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from copsite.theme import mended, with_policy


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every page of `pages.json`."""
    pages = json.loads((Path(config.config_file_path).parent / "pages.json").read_text(encoding="utf-8"))
    for uri, text in pages.items():
        files.append(File.generated(config, uri, content=text))
    catalog = SimpleNamespace(sample=True)
    config.extra["cops"] = SimpleNamespace(facts=SimpleNamespace(catalog=catalog))
    return files


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Finish a page as the site's own hook does."""
    return with_policy(mended(output))
