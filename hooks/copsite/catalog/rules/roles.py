"""Rules about roles."""

from __future__ import annotations

from copsite.catalog.models import Catalog
from copsite.catalog.rules.context import Finding, Findings, RuleContext, communities_of, read, sound_values
from copsite.catalog.rules.references import misspelled, reported_once, unknown_name_finding, unknown_names
from copsite.yamlio.reader import FieldPath


def roles_exist(catalog: Catalog, context: RuleContext) -> Findings:
    """Require the roles in `people` and `seats` to be from the catalog's `roles`."""
    roles = read(catalog, lambda one: one.roles)
    for field in ("people", "seats"):
        found = sound_values(communities_of(catalog), lambda one, field=field: getattr(one, field))  # type: ignore[misc]
        named: list[tuple[FieldPath, str]] = [((*path, field, role), role) for path, people in found for role in people]
        misspellings = misspelled(named, roles)
        yield from reported_once("roles", misspellings)
        for path, role in unknown_names(named, roles, misspellings):
            yield unknown_name_finding(path, "is not a role.", role, [*(roles or ())], "people")


def confirmed_by_a_role(catalog: Catalog, context: RuleContext) -> Findings:
    """Require an entry to be confirmed by one of the catalog's roles, or by the association."""
    roles = read(catalog, lambda one: one.roles)
    found = sound_values(communities_of(catalog), lambda one: one.confirmed.by if one.confirmed else "association")
    named: list[tuple[FieldPath, str]] = [((*path, "confirmed", "by"), by) for path, by in found if by != "association"]
    misspellings = misspelled(named, roles)
    yield from reported_once("roles", misspellings)
    for path, by in unknown_names(named, roles, misspellings):
        yield unknown_name_finding(path, f"cannot be {by!r}.", by, [*(roles or ()), "association"], "by")


def chapters_describe_roles(catalog: Catalog, context: RuleContext) -> Findings:
    """Require a role's chapter to have the two sections that the role's page quotes."""
    roles = read(catalog, lambda one: one.roles) or {}
    for role, chapter in sound_values(roles.items(), lambda one: one.chapter):
        for anchor in ("duties", "becoming"):
            if chapter and f"{chapter}#{anchor}" not in context.anchors:
                words = f"is {chapter!r}, which has no heading with {{#{anchor}}} below docs/"
                yield Finding(("roles", role, "chapter"), words)
