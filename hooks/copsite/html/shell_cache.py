"""Render the theme's page once per group of similar pages (a shape), then substitute the values of each page."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field

CHECKS = 3  # pages of a shape that are rendered in full; all but the first are compared with the shell

_PLACEHOLDER = re.compile("\x02(.*?)\x03")  # control characters that no page contains

Values = Mapping[str, str]


@dataclass
class _Shell:
    rendered: int = 0
    exact: bool = True
    parts: list[str] = field(default_factory=list)

    def filled(self, values: Values) -> str:
        # Text and names of values alternate.
        return "".join([values[part] if n % 2 else part for n, part in enumerate(self.parts)])


class Shells:
    """The shells of one build, by shape: everything that the theme's page depends on except the substituted values.

    `differs` is called if a shell does not equal the theme's page byte for byte; its shape is not used from then on.
    """

    def __init__(self, differs: Callable[[], None]) -> None:
        self.differs = differs
        self.by_shape: dict[Hashable, _Shell] = {}

    def page(
        self, shape: Hashable, values: Values, render: Callable[[], str], render_with: Callable[[Values], str]
    ) -> str:
        """Return the page, from the shell of its shape if that is exact, else from `render`.

        `render_with` renders the same page with other values.
        """
        shell = self.by_shape.setdefault(shape, _Shell())
        if shell.exact and shell.rendered >= CHECKS:
            return shell.filled(values)
        shell.rendered += 1
        page = render()
        # Many shapes have only one page, for which a shell is of no use.
        if shell.exact and shell.rendered > 1:
            shell.parts = shell.parts or _PLACEHOLDER.split(render_with({name: f"\x02{name}\x03" for name in values}))
            shell.exact = shell.filled(values) == page
            if not shell.exact:
                self.differs()
        return page
