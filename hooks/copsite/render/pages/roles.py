"""The overview of roles, and the page of each role."""

from __future__ import annotations

from typing import Any

from copsite.catalog.nouns import with_article
from copsite.catalog.terms import RoleTerms
from copsite.markdown.text import section
from copsite.render.context import ROLES, Page, page
from copsite.render.facts import Facts
from copsite.render.feedback_links import HAND_OVER_ROLE, REPORT
from copsite.render.phrases import description


def roles_page(facts: Facts) -> Page:
    """Return the overview of all roles."""
    roles = facts.catalog.roles
    return page(
        facts,
        "roles.html",
        ROLES,
        lambda: {
            "roles": roles,
            "open_seats": {role_id: sum(one.open for one in _held(facts, role_id)) for role_id in roles},
            "today": facts.today,
        },
        title="Roles",
        description=f"What people do in {with_article(facts.words.community)} of {facts.association.named}, "
        "the time it takes, and open seats.",
        entry="roles",
    )


def role_page(facts: Facts, role_id: str) -> Page:
    """Return the page of a role: duties, open seats, and who holds it."""
    role = facts.catalog.roles[role_id]

    def values() -> dict[str, Any]:
        chapter = facts.written[role.chapter] if role.chapter else None
        held = _held(facts, role_id)
        return {
            "role": role,
            "duties": chapter and section(chapter, "duties"),
            "becoming": chapter and section(chapter, "becoming"),
            "vacant": [one for one in held if one.vacancies],
            "held": [one for one in held if one.now],
            "has_people": bool(held),
            "has_seats": any(one.seats for one in held),
            "past": [one for one in held if one.past],
            "today": facts.today,
        }

    return page(
        facts,
        "role.html",
        f"roles/{role_id}.md",
        values,
        parent=ROLES,
        title=role.name,
        description=description(
            role.summary or role.name, "Duties, time, term, how to become one, and who holds it now."
        ),
        entry=f"role:{role_id}",
        forms=(REPORT, HAND_OVER_ROLE) if role.seats else (REPORT,),
        chapter=role.chapter or "",
    )


def _held(facts: Facts, role_id: str) -> list[RoleTerms]:
    return [holding for held in facts.held.values() for holding in held if holding.role_id == role_id]
