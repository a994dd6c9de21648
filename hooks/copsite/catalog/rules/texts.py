"""Rules about the catalog's texts."""

from __future__ import annotations

from copsite.catalog.models import Catalog
from copsite.catalog.plain_texts import faults_of_texts
from copsite.catalog.rules.context import Finding, Findings, RuleContext


def texts_are_shown(catalog: Catalog, context: RuleContext) -> Findings:
    """Require texts of the catalog to have no markup that pages would show literally."""
    yield from (Finding(*fault) for fault in faults_of_texts(catalog))
