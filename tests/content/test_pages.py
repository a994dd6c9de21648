"""The HTML of the association's site: links, headings, ids, tables, validity, and no third parties."""

from __future__ import annotations

import re

import pytest

from builds import HOST, ROOT
from copsite.render.facts import Facts
from markup import Markup

# These tests pass with any content; here they run on the association's own site.
from test_privacy import (  # noqa: F401
    test_every_page_has_a_policy_that_allows_only_the_site,
    test_no_page_loads_from_a_third_party,
    test_no_stylesheet_or_script_of_ours_has_a_third_party_url,
)
from test_scroll_boxes import wrong_boxes
from test_site import (  # noqa: F401
    test_every_file_in_a_stylesheet_exists,
    test_every_page_has_a_language_and_unique_ids,
    test_every_page_has_one_first_heading_and_skips_no_level,
    test_no_link_asset_or_anchor_is_broken_below_a_path,
)
from test_valid_html import test_the_checker_reports_only_the_deliberate_error  # noqa: F401

RESERVED = re.compile(r"[.@/]example(?=[/:?#]|$)")  # the top-level domain of all addresses in the sample


def test_every_table_and_code_block_is_reachable_and_every_table_has_a_name(pages: dict[str, Markup]) -> None:
    assert {name: wrong for name, page in pages.items() if (wrong := wrong_boxes(page))} == {}


def test_pages_say_that_the_data_is_a_sample_only_if_it_is(pages: dict[str, Markup], facts: Facts) -> None:
    told = {name for name, page in pages.items() if page.of_class("cop-sample")}
    assert told == (pages.keys() if facts.sample else set())


def test_no_address_of_the_sample_is_left(pages: dict[str, Markup], facts: Facts) -> None:
    if facts.sample:
        pytest.skip("the data has addresses of the sample itself")
    (place,) = re.findall(r"^site_url:.*$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    assert ".example" not in place, "mkdocs.yml names the sample's site_url"
    own = HOST.removeprefix("https://")  # where the tests build the site; links to subscribe name it as well
    led = {(name, link) for name, page in pages.items() for link in page.references if own not in link}
    assert sorted(pair for pair in led if RESERVED.search(pair[1])) == []
