"""Rules about the catalog's texts."""

from __future__ import annotations

import re

from copsite.catalog.models import Catalog, Community
from copsite.catalog.models.record import field_names
from copsite.catalog.plain_texts import faults_of_texts
from copsite.catalog.rules.context import Finding, Findings, RuleContext, communities_of, sound_values

# A sentence that begins like a field of a community; in a text of several lines, its indent was too deep.
_FIELD = re.compile(rf"[.!?] ({'|'.join(field_names(Community))}): ")


def texts_are_shown(catalog: Catalog, context: RuleContext) -> Findings:
    """Require texts of the catalog to have no markup that pages would show literally."""
    yield from (Finding(*fault) for fault in faults_of_texts(catalog))


def texts_hold_no_fields(catalog: Catalog, context: RuleContext) -> Findings:
    """Require that a text does not continue with a field that the community lacks."""
    for field in ("summary", "purpose", "suits"):
        found = sound_values(communities_of(catalog), lambda one, field=field: (getattr(one, field), one))  # type: ignore[misc] # mypy cannot infer a lambda with a default
        for path, (text, community) in found:
            held = _FIELD.search(text or "")
            if held and held[1] not in community.model_fields_set:
                words = (
                    f"holds `{held[1]}:`, which begins like a field. Indent that line like `{field}`, or rephrase it"
                )
                yield Finding((*path, field), words)
