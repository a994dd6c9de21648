"""The lines in which two texts differ, as a unified diff."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher


def line_changes(path: str, before: str, after: str) -> Iterator[str]:
    """Yield the lines of a unified diff, with three lines of context; nothing if the texts have the same lines."""
    old, new = before.splitlines(), after.splitlines()
    for n, group in enumerate(_Matcher(None, old, new).get_grouped_opcodes()):
        if n == 0:
            yield from (f"--- {path}", f"+++ {path}")
        (_, start, _, other_start, _), (_, _, stop, _, other_stop) = group[0], group[-1]
        yield f"@@ -{_range(start, stop)} +{_range(other_start, other_stop)} @@"
        for tag, first, last, other_first, other_last in group:
            if tag == "equal":
                yield from (f" {line}" for line in old[first:last])
            else:
                yield from (f"-{line}" for line in old[first:last])
                yield from (f"+{line}" for line in new[other_first:other_last])


class _Matcher(SequenceMatcher[str]):
    """Compares what is between lines that each text has once: `difflib` alone takes quadratic time for long texts."""

    a: Sequence[str]
    b: Sequence[str]

    def get_matching_blocks(self) -> list[Match]:
        found = [Match(0, 0, 0)]

        def add(a: int, b: int, size: int) -> None:
            before = found[-1]
            if (before.a + before.size, before.b + before.size) == (a, b):
                found[-1] = before._replace(size=before.size + size)
            else:
                found.append(Match(a, b, size))

        ends = (len(self.a), len(self.b))
        for a, b in (*self._anchors(), ends):
            start, other = found[-1].a + found[-1].size, found[-1].b + found[-1].size
            between = SequenceMatcher(None, self.a[start:a], self.b[other:b], autojunk=False)
            for match in between.get_matching_blocks()[:-1]:
                add(start + match.a, other + match.b, match.size)
            add(a, b, int((a, b) != ends))
        return found

    def _anchors(self) -> Iterator[tuple[int, int]]:
        """Yield the places of the lines that each text has once, where their order is the same."""
        once, other = Counter(self.a), Counter(self.b)
        places = {line: n for n, line in enumerate(self.b) if other[line] == 1}
        last = -1
        for n, line in enumerate(self.a):
            if once[line] == 1 and places.get(line, -1) > last:
                last = places[line]
                yield n, last


def _range(start: int, stop: int) -> str:
    count = stop - start
    return f"{start + 1}" if count == 1 else f"{start + bool(count)},{count}"
