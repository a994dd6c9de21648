"""A page's meta description has as many of its sentences as fit, and is never empty."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from copsite.render.phrases import DESCRIPTION, description

AFTER = "A community of practice of the Sample Library Association."
LONG = "Members compare what they do with what they meant to do, and write it down for those who come next, "

TABLE = [
    # The sentences, and the description.
    (("Cards.", AFTER), f"Cards. {AFTER}"),
    (("x" * 160, AFTER), "x" * 160),
    (("x" * 159, AFTER), "x" * 159),
    (("x" * 150, AFTER), "x" * 150 + " A …"),
    (("x" * 161, AFTER), "x" * 159 + "…"),
    (("A " + "x" * 159, AFTER), "A " + "x" * 157 + "…"),
    (("図書館" * 60,), ("図書館" * 53) + "…"),
    ((LONG + "and so they learn a lot.", AFTER), LONG + "and so they learn a lot. A community of practice of the …"),
    ((LONG + LONG,), LONG + "Members compare what they do with what they meant to do, …"),
    ((" One\n line. ",), "One line."),
    (("x" * 90, "y" * 90), "x" * 90),
    (("Cards.", "On " + "y" * 160), "Cards. On …"),
]


@pytest.mark.parametrize(("sentences", "expected"), TABLE)
def test_a_long_description_is_cut_at_the_best_place(sentences: tuple[str, ...], expected: str) -> None:
    assert description(*sentences) == expected


WORDS = st.lists(st.text("ab図", min_size=1, max_size=170), min_size=1, max_size=40).map(" ".join)


@given(st.lists(WORDS, min_size=1, max_size=3))
@example(["x" * 160, AFTER])
def test_a_description_fits_and_uses_at_least_half_of_the_space(sentences: list[str]) -> None:
    text = " ".join(sentences)
    found = description(*sentences)
    assert len(found) <= DESCRIPTION
    assert text.startswith(found.removesuffix("…").rstrip())
    assert found == text or len(found) >= min(DESCRIPTION // 2, len(sentences[0]))
