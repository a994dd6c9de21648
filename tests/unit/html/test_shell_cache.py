"""The shell of a theme's page: how many pages of a shape are rendered in full, and what the others are made of."""

from __future__ import annotations

from collections.abc import Mapping

from copsite.html.shell_cache import Shells


class Theme:
    """Renders pages with a title, used twice, and a body; notes each page it renders, and each difference."""

    def __init__(self, *odd: str) -> None:
        self.odd = odd
        self.rendered: list[str] = []
        self.differences = 0
        self.shells = Shells(self._differs)

    def _differs(self) -> None:
        self.differences += 1

    def _render(self, values: Mapping[str, str]) -> str:
        self.rendered.append(values["title"])
        return "<title>{title}</title>\n<h1>{title}</h1>{body}.".format_map(values)

    def page(self, title: str, shape: str = "page") -> str:
        """Give a page; the theme makes more of the odd ones than a shell can know."""
        values = {"title": title, "body": f"Text of {title}"}
        more = "!" if title in self.odd else ""
        return self.shells.page(shape, values, lambda: self._render(values) + more, self._render)


def whole(title: str) -> str:
    """Write the page as it should be."""
    return f"<title>{title}</title>\n<h1>{title}</h1>Text of {title}."


def test_three_pages_are_rendered_and_the_others_filled_in() -> None:
    theme = Theme()
    assert [theme.page(title) for title in "abcde"] == [whole(title) for title in "abcde"]
    # The second page's values are marks once, to find their places.
    assert theme.rendered == ["a", "b", "\x02title\x03", "c"]
    assert theme.differences == 0


def test_a_page_alone_of_its_shape_is_rendered_once() -> None:
    theme = Theme()
    assert [theme.page(title, shape=title) for title in "abc"] == [whole(title) for title in "abc"]
    assert theme.rendered == ["a", "b", "c"]


def test_a_shape_whose_second_or_third_page_differs_is_rendered_in_full_from_then_on() -> None:
    for odd in "bc":
        theme = Theme(odd)
        pages = [theme.page(title) for title in "abcdef"]
        assert pages == [whole(title) + ("!" if title == odd else "") for title in "abcdef"]
        assert theme.differences == 1
        assert [title for title in theme.rendered if len(title) == 1] == [*"abcdef"]


def test_a_shape_that_differs_leaves_the_others_alone() -> None:
    theme = Theme("b")
    for title in "abcd":
        theme.page(title, "one")
        assert theme.page(title.upper(), "other") == whole(title.upper())
    assert [title for title in theme.rendered if title.isupper()] == ["A", "B", "C"]
    assert theme.differences == 1


def test_values_may_hold_what_looks_like_a_pattern() -> None:
    theme = Theme()
    titles = ["a", "b", "c", r"\1 {title} \g<0>", "\n"]
    assert [theme.page(title) for title in titles] == [whole(title) for title in titles]
