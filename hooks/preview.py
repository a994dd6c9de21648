"""What `mkdocs serve` keeps from one build to the next, so that a change shows soon. `hooks:` can do without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from copsite.layout import TEMPLATES
from copsite.pages import Laid, filled
from copsite.reading import Site


class Preview:
    """What the preview keeps from one build to the next: what pages held."""

    def __init__(self) -> None:
        self.last: dict[str, tuple[object, Laid]] = {}
        self.pages: dict[str, tuple[object, Laid]] = {}
        self.beside: object = None

    def begin(self, beside: object) -> None:
        """Begin a build, of which all is new where what pages are made from `beside` their values is not as it was."""
        self.last, self.pages = (self.pages if beside == self.beside else {}), {}
        self.beside = beside

    def fill(self, template: str, uri: str, values: Mapping[str, Any]) -> Laid:
        """Lay out a page, or give what it held where it is made from the same values."""
        asked = template, values
        last = self.last.get(uri)
        held = last[1] if last and last[0] == asked else filled(template, uri, values)
        self.pages[uri] = asked, held
        return held


_previews: list[Preview] = []  # one, or none in a build that nothing follows


def on_startup(command: str, dirty: bool) -> None:
    """Begin to keep things where builds will follow each other."""
    if command == "serve":
        _previews.append(Preview())


def on_config(config: MkDocsConfig) -> None:
    """Let pages be filled by what is kept, now that the catalog is read."""
    for preview in _previews:
        site: Site = config.extra["cops"]
        preview.begin(_beside(site))
        config.extra["cops"] = replace(site, facts=replace(site.facts, fill=preview.fill))


def _beside(site: Site) -> object:
    """Give what pages depend on beside their values: the templates, and the orders that equal mappings do not tell."""
    templates = sorted((path.name, path.stat().st_mtime_ns) for path in TEMPLATES.iterdir())
    return templates, [*site.facts.catalog.roles], [*site.facts.catalog.topics]
