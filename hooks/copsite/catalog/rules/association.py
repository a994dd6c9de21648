"""Rules about the association."""

from __future__ import annotations

from copsite.catalog.models import Catalog
from copsite.catalog.rules.context import Finding, Findings, RuleContext, read
from copsite.catalog.time_zones import zone_mistake


def time_zone_exists(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a time zone from the IANA list: its midnight is where the site's days begin."""
    zone = read(catalog, lambda one: one.association.time_zone)
    words = zone_mistake(zone, context.zones) if zone and context.zones else ""
    if words:
        yield Finding(("association", "time_zone"), words)


def words_come_in_pairs(catalog: Catalog, context: RuleContext) -> Findings:
    """Require the word for one where that for several is given, so that pages do not mix it with another."""
    given: set[str] = read(catalog, lambda one: one.association.words.model_fields_set) or set()
    for several, one in (("communities", "community"), ("organizations", "organization")):
        if several in given and one not in given:
            yield Finding(("association", "words", several), f"is given without `{one}`. Add that word too")
