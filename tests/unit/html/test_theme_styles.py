"""Rules for parts of the theme that no page has are left out of its stylesheets, and no others."""

from __future__ import annotations

import pytest

from copsite.html.theme_styles import used_rules

RULES = [
    # A stylesheet, and what is left of it.
    (".md-nav{color:red}", ".md-nav{color:red}"),
    (".md-search{color:red}", ""),
    (".md-search__form,.md-typeset .tabbed-set>input{color:red}.a{b:c}", ".a{b:c}"),
    (".md-search,.md-nav{color:red}", ".md-search,.md-nav{color:red}"),
    ("[dir=ltr] .md-typeset .task-list-item{left:0}", ""),
    ("@media print{.md-tag{color:red}}.a{b:c}", "@media print{}.a{b:c}"),
    ("@media print{.a{b:c}.md-tag{color:red}.d{e:f}}", "@media print{.a{b:c}.d{e:f}}"),
    (".md-typeset pre:not(.highlight){color:red}", ".md-typeset pre:not(.highlight){color:red}"),
    (":is(.md-tag,.md-nav){color:red}", ":is(.md-tag,.md-nav){color:red}"),
    ('@charset "utf-8";.md-tag{color:red}', '@charset "utf-8";.md-tag{color:red}'),
    (':root{--icon:url("data:image/svg+xml;charset=utf-8,<svg/>")}', None),
    ("@font-face{font-family:Tags}", None),
    ("", None),
]


@pytest.mark.parametrize(("css", "left"), RULES)
def test_only_rules_for_parts_that_no_page_has_are_left_out(css: str, left: str | None) -> None:
    assert used_rules(css) == (css if left is None else left)
