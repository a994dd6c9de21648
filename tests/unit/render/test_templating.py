"""Templates escape what they print, whatever its type."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest
from markupsafe import Markup

from copsite.catalog.models import Status
from copsite.render.templating import templates


class Page:
    """An object that is HTML."""

    def __html__(self) -> str:
        return "<b>"


@pytest.mark.parametrize(
    ("value", "html"),
    [
        ("plain, “quoted” é", "plain, “quoted” é"),
        ("""&<>"'""", "&amp;&lt;&gt;&#34;&#39;"),
        (Markup("<b>&amp;"), "<b>&amp;"),
        (Page(), "<b>"),
        (Status.ACTIVE, "active"),
        (45, "45"),
        (None, "None"),
        (["<"], "[&#39;&lt;&#39;]"),
    ],
)
def test_output_is_escaped_unless_it_is_html(value: Any, html: str) -> None:
    inside = "{% macro again(one) %}{{ one }}{% endmacro %}{{ value }} {{ again(value) }} {{ '<' }}"
    assert templates.from_string(inside).render(value=value) == f"{html} {html} &lt;"


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        templates.from_string("{{ value }}").render()
