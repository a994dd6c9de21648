"""The benchmark's figures and its page, without installing, running or timing anything."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builds import SAMPLE
from promises import growth, outcomes, waits
from runs import Run, medians, ratios, reason
from tables import BEGIN, COSTS, END, WAITS, Result, Size, Wait, costs, section, waiting, with_sections, with_table

OURS = (Run(1, 2, 50), Run(2, 4, 50), Run(4, 2, 60))
THEIRS = (Run(8, 4, 100), Run(12, 2, 100), Run(20, 6, 90))
SIZE = Size(
    communities=1000,
    pages=2000,
    circumstances="medians of 3 rounds",
    results=(
        Result("This site", "This site on MkDocs 1.6.1, Material 9.8.1", OURS),
        Result("MkDocs", "MkDocs 1.6.1, Material 9.8.1", THEIRS),
        Result("Hugo", "Hugo 0.168.0, minimal template", [Run(0.5, 1, 80)] * 3),
        Result("Eleventy", "Eleventy, minimal template", OURS[:1], "did not build: no memory (exit code 134)"),
    ),
    first=Run(2.5, 2.5, 50),
    check=[Run(1.25, 1, 40)],
    index=(2770000, 294000),
)
PAGE = f"# Speed\n\nWritten by hand.\n\n{BEGIN}\n\n{END}\n\n## Also by hand\n"


def test_each_figure_has_its_own_median() -> None:
    assert medians(OURS) == Run(2, 2, 50)


def test_a_ratio_is_the_median_of_ratios_not_the_ratio_of_medians() -> None:
    assert ratios(THEIRS, OURS) == Run(6, 2, 2)
    assert ratios([Run(10, 1, 1), Run(1, 1, 1), Run(4, 1, 1)], [Run(10, 1, 1), Run(2, 1, 1), Run(1, 1, 1)]).cpu == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("", "it said nothing (exit code 1)"),
        ("building\n\x1b[31mERROR\x1b[0m: no theme\nAborted\n", "ERROR: no theme (exit code 1)"),
        ("Traceback:\n  raise Error\nFaultError: a | b\n\n", "FaultError: a / b (exit code 1)"),
        ("error: " + "y" * 200, "error: " + "y" * 112 + "… (exit code 1)"),
        ("one\ntwo https://host.example/x and /tmp/place/file\n", "two … and … (exit code 1)"),
    ],
)
def test_a_failure_is_one_line_of_a_table(said: str, told: str) -> None:
    assert reason(said, 1) == told


def test_a_section_lists_each_generator_and_why_one_has_no_figures() -> None:
    text = section(SIZE)
    assert text.startswith("## 1,000 communities\n\n2,000 pages; medians of 3 rounds.\n")
    rows = [line for line in text.splitlines() if line.startswith("|")][2:]
    assert rows == [
        "| This site on MkDocs 1.6.1, Material 9.8.1 | 2.00 | 2.00 | 50 | 1,000 | 1.00 | 1.00 |",
        "| MkDocs 1.6.1, Material 9.8.1 | 12.00 | 4.00 | 100 | 500 | 6.00 | 2.00 |",
        "| Hugo 0.168.0, minimal template | 0.50 | 1.00 | 80 | 2,000 | 0.25 | 0.50 |",
        "| Eleventy, minimal template | did not build: no memory (exit code 134) | | | | | |",
    ]
    assert "Our very first build took 2.50 s" in text
    assert "`make check` took 1.25 s" in text
    assert "loads an index of 2,770,000 bytes, 294,000 as gzip" in text


def test_a_target_is_met_missed_or_not_measured() -> None:
    told = list(outcomes(SIZE))
    assert "held: MkDocs, cpu: 6.00 times ours, promised 6" in told
    assert "NOT held: Hugo, wall: 0.50 times ours, promised 1" in told
    assert "not measured: Eleventy" in told
    assert "held: make check, cpu: 1.25 s, promised less than 1.5" in told


def test_a_large_site_has_targets_for_check_memory_and_time_per_page() -> None:
    large = replace(SIZE, communities=10000, pages=20000, results=[Result("This site", "", [Run(23, 24, 480)])])
    assert "held: memory: 480 MiB, promised less than 600" in list(outcomes(large))
    assert "held: make check, cpu: 1.25 s, promised less than 8.0" in list(outcomes(large))
    assert growth(SIZE, large) == "held: cpu a page: 1.15 times that at 1,000, promised 1.15"
    slow = replace(large, results=[Result("This site", "", [Run(24, 24, 700)])])
    assert growth(SIZE, slow) == "NOT held: cpu a page: 1.20 times that at 1,000, promised 1.15"
    assert "NOT held: memory: 700 MiB, promised less than 600" in list(outcomes(slow))


WAITED = [Wait(50, "the catalog", [0.7, 1.1, 0.8]), Wait(1000, "a chapter", [2.6, 2.5, 1.0])]


def test_editing_delays_have_a_median_and_a_maximum() -> None:
    assert waiting(WAITED).splitlines()[2:] == [
        "| 50 communities | the catalog | 0.80 | 1.10 |",
        "| 1,000 communities | a chapter | 2.50 | 2.60 |",
    ]
    assert list(waits(WAITED)) == [
        "held: preview, the catalog, 50 communities: 0.80 s, promised less than 1.0",
        "NOT held: preview, a chapter, 1,000 communities: 2.50 s, promised less than 2.5",
    ]


def test_costs_are_sorted_and_end_with_the_total() -> None:
    assert costs(2.5, {"codes": 0.25, "directory": 0.5}).splitlines()[2:] == [
        "| directory | 0.50 | 20% |",
        "| codes | 0.25 | 10% |",
        "| everything | 2.50 | 100% |",
    ]


def test_a_section_replaces_the_one_of_its_size_and_sizes_are_sorted() -> None:
    old = with_sections(PAGE, {10: "## 10 communities\n\nold\n", 1000: section(SIZE)})
    new = with_sections(old, {10: "## 10 communities\n\nnew\n", 10000: "## 10,000 communities\n\nmany\n"})
    assert [line for line in new.splitlines() if line.startswith("#")] == [
        "# Speed",
        *(f"## {size} communities" for size in ("10", "1,000", "10,000")),
        "## Also by hand",
    ]
    assert "old" not in new
    assert section(SIZE) in new
    assert new.startswith(PAGE.partition(BEGIN)[0])
    assert new.endswith(PAGE.partition(END)[2])


@pytest.mark.parametrize("page", [PAGE, with_sections(PAGE, {1000: section(SIZE)})])
def test_a_page_without_new_figures_stays_unchanged(page: str) -> None:
    assert with_sections(page, {}) == page
    filled = with_sections(page, {1000: section(SIZE)})
    assert with_sections(filled, {1000: section(SIZE)}) == filled


def test_a_page_without_its_markers_is_an_error() -> None:
    with pytest.raises(ValueError, match="no two lines"):
        with_sections(PAGE.replace(END, ""), {})


def test_the_chapter_of_figures_can_be_updated() -> None:
    page = (SAMPLE / "docs" / "handbook" / "speed.md").read_text("utf-8")
    assert with_sections(page, {}) == page
    for of in (WAITS, COSTS):
        written = with_table(page, of, "| new |\n")
        assert written.count("| new |") == 1
        assert with_table(written, of, "| newer |\n") == written.replace("| new |", "| newer |")
