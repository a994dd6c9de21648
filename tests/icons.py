"""The logo as PNG, where SVG is not supported: `make icons` draws the files from docs/assets/favicon.svg."""

from __future__ import annotations

from browsers import chromium, driver
from builds import ROOT

ASSETS = ROOT / "docs" / "assets"
PICTURES = {"touch-icon.png": (180, 180), "card.png": (1200, 630)}  # for a phone's home screen, and for link previews
_PAGE = """<!doctype html>
<style>
body {{ margin: 0 }}
svg {{ display: block; width: 100vw; height: 100vh; background: {ground} }}
</style>
{mark}"""


def main() -> None:
    """Draw the logo in each size, on a background without rounded corners."""
    mark = (ASSETS / "favicon.svg").read_text("utf-8")
    ground = mark.partition('fill="')[2].partition('"')[0]
    with driver() as playwright, chromium(playwright) as browser:
        for name, (width, height) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.set_content(_PAGE.format(ground=ground, mark=mark))
            page.screenshot(path=ASSETS / name)


if __name__ == "__main__":
    main()
