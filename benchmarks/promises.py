"""How fast the build is promised to be beside others, and whether it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from runs import medians, ratios
from tables import Size

CHECK = 1.5  # seconds of CPU for 1,000 communities


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
    if size.communities == 1000:
        took = medians(size.check).cpu
        yield f"{_word(took < CHECK)}: make check, cpu: {took:.2f} s, promised less than {CHECK}"


def _word(held: bool) -> str:
    return "held" if held else "NOT held"
