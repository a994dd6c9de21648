"""The toy association, read once, for tests that need its catalog."""

from __future__ import annotations

from datetime import date

from builds import DAY, HOST, TOY
from copsite.render.context import Site
from copsite.site import read_site
from workspace import ZONES


def toy_site(catalog: str | None = None, *, site_url: str = f"{HOST}/", today: date = DAY) -> Site:
    """Read the toy site, with its own catalog or another, as of the toy's day or another."""
    docs = TOY / "docs"
    texts = {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in sorted(docs.rglob("*.md"))}
    files = [path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*")) if path.is_file()]
    data = TOY / "data"
    return read_site(
        catalog or (data / "cops.yaml").read_text("utf-8"),
        "data/cops.yaml",
        texts,
        today,
        site_url,
        files,
        zones=ZONES,
        resources_text=(data / "resources.yaml").read_text("utf-8"),
    )


TOY_CATALOG = toy_site().facts.catalog
