"""The theme's page as a shell: rendered once for all pages of a shape, each of which fills in what is its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field

CHECKS = 3  # pages of a shape that are rendered in full; all but the first are held against the shell

_MARK = re.compile("\x02(.*?)\x03")  # made of characters that no page holds

Values = Mapping[str, str]


@dataclass
class _Shell:
    rendered: int = 0
    exact: bool = True
    parts: list[str] = field(default_factory=list)

    def filled(self, values: Values) -> str:
        # Text and the names of values by turns.
        return "".join([values[part] if n % 2 else part for n, part in enumerate(self.parts)])


class Shells:
    """The shells of one build, by shape: all that the theme's page depends on beside the values that are filled in.

    `differs` is called where a shell is not what the theme makes, byte for byte; its shape has none from then on.
    """

    def __init__(self, differs: Callable[[], None]) -> None:
        self.differs = differs
        self.by_shape: dict[Hashable, _Shell] = {}

    def page(
        self, shape: Hashable, values: Values, render: Callable[[], str], render_with: Callable[[Values], str]
    ) -> str:
        """Give the page: from its shape's shell where that is exact, else what `render` gives.

        `render_with` gives the same page with other values in the places of its own.
        """
        shell = self.by_shape.setdefault(shape, _Shell())
        if shell.exact and shell.rendered >= CHECKS:
            return shell.filled(values)
        shell.rendered += 1
        page = render()
        # Many a shape has one page only, to which a shell is of no use.
        if shell.exact and shell.rendered > 1:
            shell.parts = shell.parts or _MARK.split(render_with({name: f"\x02{name}\x03" for name in values}))
            shell.exact = shell.filled(values) == page
            if not shell.exact:
                self.differs()
        return page
