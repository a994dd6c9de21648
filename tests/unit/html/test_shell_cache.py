"""The shell cache: how many pages of a shape the theme renders in full, and how the others are filled in."""

from __future__ import annotations

from collections.abc import Mapping

from copsite.html.shell_cache import Shells


class Theme:
    """Render pages with a title, used twice, and a body; record each page rendered, and each difference."""

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
        """Return a page; the theme adds text to odd ones, which a shell cannot reproduce."""
        values = {"title": title, "body": f"Text of {title}"}
        more = "!" if title in self.odd else ""
        return self.shells.page(shape, values, lambda: self._render(values) + more, self._render)


def whole(title: str) -> str:
    """Return the expected HTML of a page."""
    return f"<title>{title}</title>\n<h1>{title}</h1>Text of {title}."


def test_three_pages_are_rendered_and_the_others_are_filled_in() -> None:
    theme = Theme()
    assert [theme.page(title) for title in "abcde"] == [whole(title) for title in "abcde"]
    # The second page is rendered once with placeholders, to find the places of its values.
    assert theme.rendered == ["a", "b", "\x02title\x03", "c"]
    assert theme.differences == 0


def test_the_only_page_of_a_shape_is_rendered_once() -> None:
    theme = Theme()
    assert [theme.page(title, shape=title) for title in "abc"] == [whole(title) for title in "abc"]
    assert theme.rendered == ["a", "b", "c"]


def test_a_shape_whose_second_or_third_page_differs_is_always_rendered_in_full() -> None:
    for odd in "bc":
        theme = Theme(odd)
        pages = [theme.page(title) for title in "abcdef"]
        assert pages == [whole(title) + ("!" if title == odd else "") for title in "abcdef"]
        assert theme.differences == 1
        assert [title for title in theme.rendered if len(title) == 1] == [*"abcdef"]


def test_a_shape_that_differs_does_not_affect_others() -> None:
    theme = Theme("b")
    for title in "abcd":
        theme.page(title, "one")
        assert theme.page(title.upper(), "other") == whole(title.upper())
    assert [title for title in theme.rendered if title.isupper()] == ["A", "B", "C"]
    assert theme.differences == 1


def test_values_may_look_like_placeholders() -> None:
    theme = Theme()
    titles = ["a", "b", "c", r"\1 {title} \g<0>", "\n"]
    assert [theme.page(title) for title in titles] == [whole(title) for title in titles]
