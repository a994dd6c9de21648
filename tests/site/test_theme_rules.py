"""The theme's stylesheets lack only rules that fit nothing on any page."""

from __future__ import annotations

from pathlib import Path

from copsite.html.theme_styles import used_rules
from markup import markup_of


def test_no_page_has_a_class_whose_rules_are_left_out(site: Path, toy_site: Path) -> None:
    for folder in (site, toy_site):
        classes = {name for page in markup_of(folder).values() for one in page.elements for name in one.classes}
        assert {"md-nav", "cop-card"} <= classes
        assert [name for name in sorted(classes) if not used_rules(f".{name}{{a:b}}")] == []


def test_the_theme_s_main_stylesheet_keeps_the_rules_of_what_pages_have(site: Path) -> None:
    (main,) = (site / "assets" / "stylesheets").glob("main.*.min.css")
    css = main.read_text("utf-8")
    assert ".md-tabs__link{" in css
    assert ".md-search__form" not in css
