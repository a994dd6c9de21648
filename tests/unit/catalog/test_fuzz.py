"""Any text, any bytes and any mutation of the sample catalog gives a catalog, or problems with places in the file."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from builds import SAMPLE
from slipping import judged

CATALOG = (SAMPLE / "data" / "cops.yaml").read_text(encoding="utf-8")
SIGNS = st.text(alphabet="\n :-[]{}\"'#&*!|>%@`?,<=\t\r\\ab0é“\ufeff\u00a0\u2028\x85\x00", max_size=60)
CUT = st.integers(0, len(CATALOG) - 1)
LENGTH = st.integers(1, 80)

many = settings(derandomize=True, deadline=None, max_examples=300)
some = settings(derandomize=True, deadline=None, max_examples=40)


@many
@given(st.text() | SIGNS)
def test_any_text_is_a_catalog_or_gives_problems(text: str) -> None:
    judged(text.encode("utf-8", "replace"))


@many
@given(st.binary())
def test_any_bytes_are_a_catalog_or_give_problems(data: bytes) -> None:
    judged(data)


@some
@given(CUT, LENGTH, st.just("") | SIGNS)
def test_replacing_any_part_gives_a_catalog_or_problems(start: int, length: int, put: str) -> None:
    judged((CATALOG[:start] + put + CATALOG[start + length :]).encode())


@some
@given(CUT, CUT, LENGTH)
def test_copying_any_part_gives_a_catalog_or_problems(start: int, to: int, length: int) -> None:
    judged((CATALOG[:to] + CATALOG[start : start + length] + CATALOG[to:]).encode())


@some
@given(CUT, CUT)
def test_swapping_any_lines_gives_a_catalog_or_problems(one: int, other: int) -> None:
    lines = CATALOG.split("\n")
    first, second = one % len(lines), other % len(lines)
    lines[first], lines[second] = lines[second], lines[first]
    judged("\n".join(lines).encode())


@some
@given(CUT, st.sampled_from([" ", "  ", "\t", "- ", "\u00a0"]))
def test_indenting_any_line_gives_a_catalog_or_problems(at: int, put: str) -> None:
    lines = CATALOG.split("\n")
    lines[at % len(lines)] = put + lines[at % len(lines)]
    judged("\n".join(lines).encode())


@some
@given(CUT, st.binary(min_size=1, max_size=3))
def test_inserting_any_bytes_gives_a_catalog_or_problems(at: int, put: bytes) -> None:
    data = CATALOG.encode()
    judged(data[:at] + put + data[at + len(put) :])
