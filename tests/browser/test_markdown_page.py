"""A page with every kind of Markdown is valid HTML, accessible and searchable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from axe import SCHEMES, barriers, choose
from browsers import search_for
from builds import built, copy_of_toy
from markup import markup_of
from screens import NARROW, WIDE, screen
from servers import serve
from test_valid_html import faults

PAGE = """---
title: All the Markdown
description: Every piece of Markdown that there is, on one page, so that the tests see each of them.
---

# All the Markdown

[Communities](cops/index.md){ .md-button .md-button--primary } [Propose](propose.md){ .md-button }

We talk about:
- books[^books]
- games
  1. of chance
     - at a table
  2. of skill

- [ ] Ask *who* comes
- [x] Book the room
  - [ ] the large one

*Emphasis*, **strong**, ~~gone~~, `code`, https://toy.example/, me@toy.example, {{ association.contact }}.

> Somebody said this,
> and that.

> [!NOTE]
> Bring nothing.

> [!TIP]
> Bring [something](propose.md).

> [!IMPORTANT]
> - Come.

> [!WARNING]
> It is warm.

> [!CAUTION]
> It is hot.

Term
:   What it means, and [where](cops/bookbinding.md#own-what-we-talk-about).

Table: What costs *how much*

| What | How much | Who |
| :--- | ---: | :---: |
| paper | 12 | `all` |
| a \\| b | 3 | {{ role("facilitator").link }} |

```yaml
status: active
```

![The mark](assets/favicon.svg "A mark")

## A heading {#here}

<!-- A comment -->

Back to [all](#all-the-markdown), or [here](#here), and again[^books] to the books.

### Deep

---

Words[^more].

[^books]: Old and new.

    - some
    - more
[^more]: See [the first](#here).
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the toy with this page in place of another."""
    root = copy_of_toy(tmp_path_factory.mktemp("markdown") / "root")
    (root / "docs" / "propose.md").write_text(PAGE, "utf-8")
    return built(root, root.parent / "site", config="toy.yml")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Serve that site."""
    with serve(folder, "/") as address:
        yield address


def test_the_checker_finds_no_error_in_it(folder: Path) -> None:
    assert faults(folder / "propose" / "index.html") == {}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_axe_finds_no_violation_in_it(browser: Browser, address: str, width: int) -> None:
    found = []
    with screen(browser, width) as page:
        page.goto(f"{address}propose/")
        for scheme in SCHEMES:
            choose(page, scheme)
            found += barriers(page, f"{width}, {scheme}")
    assert not found, "\n\n".join(found)


def test_every_link_in_it_works(folder: Path) -> None:
    page = markup_of(folder)["propose/index.html"]
    there = {*page.ids}
    assert [link for link in page.references if link.startswith("#") and link[1:] not in there] == []
    assert len([link for link in page.references if link.startswith("#fnref:")]) == 3


def test_the_search_finds_its_sections(browser: Browser, address: str) -> None:
    with screen(browser, WIDE) as page:
        page.goto(f"{address}propose/")
        assert "A heading" in (search_for(page, "again to the books").first.text_content() or "")
