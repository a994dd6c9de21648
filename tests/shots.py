"""Screenshots of every kind of page: `make shots` writes them to shots/, with an overview, and the README's picture."""

from __future__ import annotations

import shutil
import sys
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, Page

from browsers import chromium, driver, search_for
from builds import HOST, ROOT, built, copy_of_site
from kinds import chosen
from screens import screen
from servers import serve

TO = ROOT / "shots"
README_PICTURE, README_KIND = ROOT / ".github" / "screenshot.png", "community-with-own-words"
WIDTHS = (1280, 768, 360)
PAPER = 718  # pixels of A4 between margins of 1 cm
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
_SHEET = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Shots</title>
<style>
:root {{ color-scheme: light dark; font: 14px/1.4 sans-serif }}
div {{ display: flex; gap: 1em; overflow-x: auto }}
figure {{ margin: 0; flex: none }}
img {{ height: 26rem; width: 20rem; object-fit: cover; object-position: top left }}
</style>
<h1>Shots</h1>
{kinds}
"""


def shoot(page: Page, name: str) -> None:
    """Take a screenshot of the whole page."""
    page.screenshot(path=TO / f"{name}.png", full_page=True, animations="disabled")


def shoot_kinds(browser: Browser, url: str, kinds: dict[str, str]) -> None:
    """Take screenshots of each kind of page at every width, in both schemes, in forced colors, and on paper."""
    for width in WIDTHS:
        for scheme in SCHEMES:
            with screen(browser, width, scheme) as page:
                for name, address in kinds.items():
                    page.goto(url + address)
                    shoot(page, f"{name}-{width}-{scheme}")
    with screen(browser, WIDTHS[0], "light", forced_colors="active") as page:
        for name, address in kinds.items():
            page.goto(url + address)
            shoot(page, f"{name}-{WIDTHS[0]}-forced")
    with screen(browser, PAPER, "light") as page:
        page.emulate_media(media="print")
        for name, address in kinds.items():
            page.goto(url + address)
            shoot(page, f"{name}-print")
            page.pdf(path=TO / f"{name}-print.pdf", format="A4", print_background=True, prefer_css_page_size=True)


def shoot_opened(browser: Browser, url: str) -> None:
    """Take screenshots of the open menu on a phone, and of the search with results."""
    for scheme in SCHEMES:
        for width in (WIDTHS[0], WIDTHS[-1]):
            with screen(browser, width, scheme) as page:
                page.goto(url)
                if width == WIDTHS[-1]:
                    page.get_by_role("button", name="Menu", exact=True).click()
                    page.get_by_role("button", name="Close menu").wait_for()
                    page.screenshot(path=TO / f"menu-{width}-{scheme}.png")
                    page.keyboard.press("Escape")
                search_for(page, "cataloging").first.wait_for()
                page.screenshot(path=TO / f"search-{width}-{scheme}.png")


def shoot_for_readme(browser: Browser, address: str) -> None:
    """Take the README's picture: what a reader sees first."""
    with screen(browser, WIDTHS[0]) as page:
        page.goto(address)
        page.screenshot(path=README_PICTURE, animations="disabled")


def sheet(kinds: list[str]) -> str:
    """Write a page with all screenshots, a row for each kind."""
    rows = []
    for kind in kinds:
        # One kind's name may begin with another's.
        files = [file.name for file in sorted(TO.glob(f"{kind}-*.png")) if not file.stem[len(kind) + 1 :][0].isalpha()]
        files += [name for name in (f"{kind}-print.png",) if (TO / name).exists()]
        figures = "".join(
            f'<figure><a href="{escape(name)}"><img src="{escape(name)}" alt="" loading="lazy"></a>'
            f"<figcaption>{escape(Path(name).stem.removeprefix(f'{kind}-'))}</figcaption></figure>"
            for name in files
        )
        rows.append(f"<h2>{escape(kind)}</h2>\n<div>{figures}</div>")
    return _SHEET.format(kinds="\n".join(rows))


def main(names: list[str]) -> None:
    """Build the sample site, and take screenshots of all kinds of pages or of those named."""
    kinds = {name.replace(" ", "-").lower(): address for name, address in chosen(names).items()}
    shutil.rmtree(TO, ignore_errors=True)
    TO.mkdir()
    with TemporaryDirectory() as folder:
        site = built(copy_of_site(Path(folder) / "root"), Path(folder) / "site", SITE_URL=f"{HOST}/cops/")
        with serve(site, "/cops/") as url, driver() as playwright, chromium(playwright) as browser:
            shoot_kinds(browser, url, kinds)
            shoot_opened(browser, url)
            if README_KIND in kinds:
                shoot_for_readme(browser, url + kinds[README_KIND])
    (TO / "index.html").write_text(sheet([*kinds, "menu", "search"]), "utf-8")
    sys.stdout.write("The pictures are in ./shots; shots/index.html shows them all\n")


if __name__ == "__main__":
    main(sys.argv[1:])
