"""Lighthouse reports as a table, without installing or visiting anything."""

from __future__ import annotations

from typing import Any

from visits import HEAD, TARGETS, Visit, medians, missed, row, visit

GOOD = Visit(99, 100, 100, 100, 1200.4, 30, 0, 71.26)
SLOW = GOOD._replace(performance=96, lcp=2500, kb=81.5)
REPORT: dict[str, Any] = {
    "categories": {
        "performance": {"score": 0.99},
        "accessibility": {"score": 1},
        "best-practices": {"score": 1},
        "seo": {"score": 1},
    },
    "audits": {
        "largest-contentful-paint": {"numericValue": 1200.4},
        "total-blocking-time": {"numericValue": 30},
        "cumulative-layout-shift": {"numericValue": 0},
        "network-requests": {
            "details": {
                "items": [
                    {"resourceType": "Document", "transferSize": 70_000},
                    {"resourceType": "Image", "transferSize": 50_000},
                    {"transferSize": 1_260},
                ]
            }
        },
    },
}


def test_a_report_is_read_without_its_images() -> None:
    assert visit(REPORT) == GOOD


def test_each_figure_has_its_own_median() -> None:
    assert medians([GOOD, SLOW, SLOW._replace(performance=98, kb=60)]) == GOOD._replace(performance=98, lcp=2500)


def test_a_target_is_missed_only_on_the_wrong_side() -> None:
    assert missed(GOOD) == missed(TARGETS) == []
    assert missed(SLOW) == ["performance 96, wanted 98", "kb 81.5, wanted 80"]
    assert missed(GOOD._replace(seo=92, cls=0.01)) == ["seo 92, wanted 100", "cls 0.01, wanted 0"]


def test_a_kind_of_page_is_a_row_with_the_range_of_its_performance() -> None:
    assert row("overview", [GOOD, GOOD, SLOW]) == "| overview | 99 (96–99) | 100 | 100 | 100 | 1200 | 30 | 0 | 71.3 |"
    assert row("overview", [GOOD]) == "| overview | 99 | 100 | 100 | 100 | 1200 | 30 | 0 | 71.3 |"
    assert {line.count("|") for line in HEAD.splitlines()} == {row("overview", [GOOD]).count("|")}
