"""What commands share that change a community's entry."""

from __future__ import annotations

from datetime import date

from copsite.catalog.models import Catalog, Community
from copsite.diagnostics.suggestions import did_you_mean
from copsite.yamlio.reader import FieldPath


class LifecycleError(Exception):
    """The command makes no sense for this community; the message says what to do instead."""


def entry_of(catalog: Catalog, id: str) -> tuple[FieldPath, Community]:
    """Return the path and the record of a community; raise `LifecycleError` if there is none with the id."""
    for n, community in enumerate(catalog.communities):
        if community.id == id:
            return ("communities", n), community
    raise LifecycleError(f"no community has the id {id!r}. {did_you_mean(id, catalog.by_id)}")


def field_before(community: Community, name: str) -> str:
    """Return the field of an entry after which a missing one belongs: the last in the usual order that it has."""
    fields = [*Community.model_fields]
    return [field for field in fields[: fields.index(name)] if field in community.model_fields_set][-1]


def is_later(text: str, day: date) -> bool:
    """Tell whether a text is a day later than `day`; true for a text that is not a day, which validation reports."""
    try:
        return date.fromisoformat(text) > day
    except ValueError:
        return True
