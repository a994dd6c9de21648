"""The examples in the association's chapter about the data run with its own data, if it still has the chapter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builds import HOST, ROOT
from examples import CHAPTER, SITE, another_site, fences, run_python, served_data


def test_the_examples_run(browser: Browser, site: Path, tmp_path: Path) -> None:
    path = ROOT / "docs" / CHAPTER
    chapter = path.read_text("utf-8") if path.exists() else ""
    if SITE not in chapter:
        pytest.skip(f"docs/{CHAPTER} is not there, or has no example for {SITE}")
    faults: list[str] = []
    folders = [tmp_path / name for name in ("data", "there", "here")]
    for folder in folders:
        folder.mkdir()
    with served_data(site, f"{HOST}/cops/", folders[0]) as url:
        for code in fences(chapter, "python"):
            run_python(code, url, folders[2], date(2026, 11, 24))
        for code in fences(chapter, "html"):
            with another_site(code, url, folders[1]) as there, browser.new_context() as context:
                page = context.new_page()
                page.on("pageerror", lambda error: faults.append(str(error)))
                page.on("requestfailed", lambda request: faults.append(request.url))
                page.goto(there, wait_until="networkidle")
    assert faults == []
