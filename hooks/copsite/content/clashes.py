"""Written pages and files in docs/ that have no place beside what the site generates."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from copsite.catalog.models import Catalog
from copsite.content.documents import Document, community_id_of
from copsite.content.urls import url_of
from copsite.diagnostics.problem import Place, Problem


def unknown_community_pages(catalog: Catalog, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Report community pages without a community."""
    for uri, document in documents.items():
        id = community_id_of(uri)
        if id is not None and id not in catalog.by_id:
            yield Problem(
                document.path, Place(1, 1), f"no community has the id {id!r}. Rename the file, or add the community"
            )


def url_clashes(generated: Collection[str], documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Report written pages with the URL of a generated one."""
    made = {url_of(uri): uri for uri in generated}
    for uri, document in documents.items():
        twin = made.get(url_of(uri))
        if twin and not (uri == twin and community_id_of(uri)):
            words = (
                f"the catalog makes a page for this address, /{url_of(uri)}. Remove this file, or give it another name"
            )
            yield Problem(document.path, Place(1, 1), words)


def file_clashes(generated: Collection[str], files: Collection[str]) -> Iterator[Problem]:
    """Report files in docs/ at the address of a generated one."""
    for uri in sorted({*files} & {*generated}):
        words = f"the site generates a file for this address, /{uri}. Remove this file, or give it another name"
        yield Problem(f"docs/{uri}", Place(1, 1), words)
