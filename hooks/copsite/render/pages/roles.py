"""The overview of roles, and the page of each role."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from copsite.catalog.nouns import capitalized, with_article
from copsite.catalog.terms import seats_in_each
from copsite.markdown.text import section
from copsite.render.context import ROLES, Page, page
from copsite.render.facts import Facts
from copsite.render.feedback_links import HAND_OVER_ROLE, REPORT
from copsite.render.phrases import description


def roles_page(facts: Facts) -> Page:
    """Return the overview of all roles."""
    roles = facts.catalog.roles

    def values() -> dict[str, Any]:
        counted = {id: held for id, held in facts.holdings.items() if any(one.seats for one in held)}
        return {
            "roles": roles,
            "seats_in_each": {id: seats_in_each(facts.catalog, id) for id in roles},
            "open_seats": {id: sum(one.open for one in held) for id, held in counted.items()},
            "today": facts.today,
        }

    return page(
        facts,
        "roles.html",
        ROLES,
        values,
        title="Roles",
        description=f"What people do in {with_article(facts.words.community)} of {facts.association.named}, "
        "and who does it.",
        entry="roles",
    )


def role_page(facts: Facts, role_id: str) -> Page:
    """Return the page of a role: duties, open seats, and who holds it, as far as the catalog says so."""
    role, is_held = facts.catalog.roles[role_id], role_id in facts.catalog.held_roles
    contents = {
        "duties": role.chapter,
        "time": role.hours,
        "term": role.term,
        "how to become one": role.chapter,
        "who holds it": is_held,
    }

    def values() -> dict[str, Any]:
        chapter = facts.written[role.chapter] if role.chapter else None
        held = facts.holdings[role_id]
        present = [seat for one in held for seat in one.now]
        return {
            "role": role,
            "role_id": role_id,
            "duties": chapter and section(chapter, "duties"),
            "becoming": chapter and section(chapter, "becoming"),
            "vacant": [one for one in held if one.vacancies],
            "volunteering": {
                one.community.id: facts.volunteering[one.community.id, role_id] for one in held if one.vacancies
            },
            "held": [one for one in held if one.now],
            "has_seats": any(one.seats for one in held),
            "seats_in_each": seats_in_each(facts.catalog, role_id),
            "seats_differ": role_id in facts.catalog.own_seats,
            "organizations": any(seat.organization for seat in present),
            "terms": any(seat.from_ or seat.until for seat in present),
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
            role.summary or f"{capitalized(role.many)} in the {facts.words.communities} of {facts.association.named}.",
            _listed([name for name, known in contents.items() if known]),
        ),
        entry=f"role:{role_id}",
        forms=(REPORT, HAND_OVER_ROLE) if is_held else (REPORT,),
        chapter=role.chapter or "",
    )


def _listed(parts: Sequence[str]) -> str:
    """Return what a page has as a sentence, or '' if it has nothing."""
    words = f"{', '.join(parts[:-1])}, and {parts[-1]}" if len(parts) > 2 else " and ".join(parts)
    return f"{capitalized(words)}." if words else ""
