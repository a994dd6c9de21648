"""The theme's stylesheets without the rules for parts that no page has."""

from __future__ import annotations

import re
from functools import lru_cache

# A rule begins after another one, or in the block of an at-rule (CSS Syntax Module Level 3, 5.4).
_RULE = re.compile(r"(?<![^{}])(?P<selectors>[^{}@]+)\{[^{}]*\}")
# Classes of the theme's plugins, and of Markdown extensions: this site has a search and a Markdown of its own.
# A class that pages come to have leaves this list with a release of the theme: browsers keep a stylesheet by its name.
_UNUSED = re.compile(
    r"\.(?:arithmatex|critic|footnote|highlight|keys|tabbed-|task-list|"
    r"md-(?:annotation|author|pagination|post|search|tag|tooltip|version))"
)
_NEGATED = re.compile(r":not\([^()]*\)")


@lru_cache(maxsize=8)  # the theme has few stylesheets, and `mkdocs serve` asks for them again and again
def used_rules(css: str) -> str:
    """Return a stylesheet without the rules for parts that no page has.

    A rule goes only if it is for nothing else.
    """
    return _RULE.sub(lambda rule: "" if _is_unused(rule["selectors"]) else rule[0], css)


def _is_unused(selectors: str) -> bool:
    # A comma within `:is(a,b)` separates too, and so the rule stays.
    return all(map(_UNUSED.search, _NEGATED.sub("", selectors).split(",")))
