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
    """Require the words for one community and for several together, so that pages do not mix them with others."""
    given: set[str] = read(catalog, lambda one: one.association.words.model_fields_set) or set()
    for word, other in (("community", "communities"), ("communities", "community")):
        if word in given and other not in given:
            yield Finding(("association", "words", word), f"is given without `{other}`. Add that word too")
