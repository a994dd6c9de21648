"""Wide tables and code blocks scroll in boxes that the keyboard reaches."""

from __future__ import annotations

from textwrap import indent

import pytest

from markup import Element, Markup, markup
from reader import rendered

ROWS = "| Month | What |\n| --- | --- |\n| 1 | Begin |\n"
NAMED = [
    # The text above a table, the table's caption, and whether the caption is visible.
    ("## The year\n\nWords.", "The year", False),
    ("## Words & `deeds`", "Words & deeds", False),
    ("## The year\n\nTable: What *to do* when", "What to do when", True),
    ("## The year\n\n" + ROWS + "\nMore.", "The year, table 2", False),
    ("## The year\n\n> [!NOTE]\n" + indent(ROWS, "> "), "The year, table 2", False),
    ("## C\\* and \\_case\\_", "C* and _case_", False),
    ("Words.", "Table", False),
]


def shown(text: str) -> Markup:
    """Render Markdown as on a written page."""
    return markup(rendered(text))


def wrong_boxes(page: Markup) -> list[str]:
    """Return the tables and code blocks that a keyboard does not reach or a screen reader cannot name."""
    wrong = []
    for table in page.all("table"):
        box, inside = table.within[-1], [part for part in page.elements if table in part.within]
        caption = next((part.text for part in inside if part.tag == "caption"), "")
        if not caption or not box.attributes.get("aria-label", box.attributes.get("aria-labelledby")):
            wrong.append(f"no name: {table.text[:60]}")
        if box.attributes.get("role") != "region" or box.attributes.get("tabindex") != "0":
            wrong.append(f"no box: {table.text[:60]}")
        wrong += [f"heads nothing: {part.text}" for part in inside if part.tag == "th" and not part.attributes["scope"]]
    code = [part.within[-1] for part in page.all("code") if part.within[-1].tag == "pre"]
    scrolling = [box for box in code if "cop-wrapped" not in box.classes]
    return wrong + [f"out of reach: {box.text[:60]}" for box in scrolling if box.attributes.get("tabindex") != "0"]


@pytest.mark.parametrize(("above", "name", "seen"), NAMED)
def test_a_table_has_a_name_and_a_box(above: str, name: str, seen: bool) -> None:
    page = shown(f"{above}\n\n{ROWS}\nAfter.")
    caption: Element = [*page.all("caption")][-1]
    assert caption.text == name
    assert ("cop-heard" in caption.classes) is not seen
    assert caption.within[-2].attributes["aria-label"] == name
    assert not any(part.text.startswith("Table:") for part in page.all("p"))
    assert wrong_boxes(page) == []


def test_a_code_block_is_reachable_by_keyboard() -> None:
    page = shown("```yaml\nstatus: active\n```\n\n    plain\n")
    assert [box.attributes["tabindex"] for box in page.all("pre")] == ["0", "0"]


def test_every_table_and_code_block_is_reachable_and_every_table_has_a_name(pages: dict[str, Markup]) -> None:
    assert sum(1 for page in pages.values() for _ in page.all("table")) > 20
    assert {name: wrong for name, page in pages.items() if (wrong := wrong_boxes(page))} == {}
