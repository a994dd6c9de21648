"""Rules about topics."""

from __future__ import annotations

from copsite.catalog.models import Catalog
from copsite.catalog.rules.context import Findings, RuleContext, communities_of, read, sound_values
from copsite.catalog.rules.references import misspelled, reported_once, unknown_name_finding, unknown_names


def topics_exist(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a community's topics to be from the catalog's `topics`."""
    options = read(catalog, lambda one: one.topics)
    found = sound_values(communities_of(catalog), lambda one: one.topics)
    named = [((*path, "topics", t), topic) for path, topics in found for t, topic in enumerate(topics) if topic]
    misspellings = misspelled(named, options)
    yield from reported_once("topics", misspellings)
    for path, topic in unknown_names(named, options, misspellings):
        yield unknown_name_finding(path, f"names {topic!r}, which `topics` does not have.", topic, options or ())
