"""Rules about the catalog's texts."""

from __future__ import annotations

from copsite.catalog.models import Catalog
from copsite.catalog.plain_texts import faults_of_texts
from copsite.catalog.rules.context import Finding, Findings, RuleContext


def texts_are_shown(catalog: Catalog, context: RuleContext) -> Findings:
    """The texts of the catalog have no markup that would be shown as it is written."""
    yield from (Finding(*fault) for fault in faults_of_texts(catalog))
