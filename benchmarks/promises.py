"""How fast the build is promised to be beside others, and whether it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from runs import medians, ratios
from tables import Size, Wait

CHECK = {1000: 1.5, 10000: 8.0}  # seconds of CPU by size
GROWTH = 1.15  # CPU a page at 10,000 communities, times that at 1,000
PEAK = {10000: 600}  # MiB by size
WAIT = {50: 1.0, 1000: 2.5}  # seconds by size, in the median


class Promise(NamedTuple):
    """At `size`, a peer takes at least `times` as much as ours, of each of the `figures`."""

    size: int
    name: str
    figures: tuple[str, ...]
    times: float = 1


BOTH = ("cpu", "wall")
PROMISES = (
    Promise(1000, "MkDocs", ("cpu",), 6),
    *(Promise(1000, name, BOTH) for name in ("Zensical", "Hugo", "Eleventy")),
    *(Promise(10000, name, BOTH) for name in ("Zensical", "Hugo")),
    *(Promise(100, name, BOTH) for name in ("Zensical", "Eleventy")),
)


def outcomes(size: Size) -> Iterator[str]:
    """Yield a line for each promise about this size."""
    results = {result.name: result for result in size.results if not result.failure}
    for promise in (promise for promise in PROMISES if promise.size == size.communities):
        if promise.name not in results:
            yield f"not measured: {promise.name}"
            continue
        times = ratios(results[promise.name].runs, size.results[0].runs)
        for figure in promise.figures:
            was: float = getattr(times, figure)
            held = _word(was >= promise.times)
            yield f"{held}: {promise.name}, {figure}: {was:.2f} times ours, promised {promise.times}"
    if limit := CHECK.get(size.communities):
        took = medians(size.check).cpu
        yield f"{_word(took < limit)}: make check, cpu: {took:.2f} s, promised less than {limit}"
    if limit := PEAK.get(size.communities):
        took = medians(size.results[0].runs).peak
        yield f"{_word(took < limit)}: memory: {took:.0f} MiB, promised less than {limit}"


def growth(small: Size, large: Size) -> str:
    """Tell whether a page of the large site takes about the time that one of the small site takes."""
    few, many = (medians(size.results[0].runs).cpu / size.pages for size in (small, large))
    times = many / few
    return f"{_word(times <= GROWTH)}: cpu a page: {times:.2f} times that at {small.communities:,}, promised {GROWTH}"


def waits(waited: Sequence[Wait]) -> Iterator[str]:
    """Yield a line for each promise about what an editor waits."""
    for wait in waited:
        if limit := WAIT.get(wait.communities):
            took = median(wait.seconds)
            place = f"{wait.of}, {wait.communities:,} communities"
            yield f"{_word(took < limit)}: preview, {place}: {took:.2f} s, promised less than {limit}"


def _word(held: bool) -> str:
    return "held" if held else "NOT held"
