"""People in seats, and the roles that they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from copsite.feeds.api.records.base import Address, field
from copsite.feeds.api.records.links import EXAMPLE, CommunityLink

_ROLE = {"id": "facilitator", "name": "Facilitator", "url": "https://cops.example/roles/facilitator/"}


@dataclass(kw_only=True, slots=True)
class RoleLink:
    """A reference to a role."""

    id: Annotated[str, field("The role's id.", "facilitator")]
    name: Annotated[str, field("Its name.", "Facilitator")]
    url: Annotated[Address, field("The address of its page.", _ROLE["url"])]


@dataclass(kw_only=True, slots=True)
class Role(RoleLink):
    """A role that named people hold."""

    summary: Annotated[
        str,
        field("What people in it do; its name if the association has not said.", "Keeps a conversation going."),
    ]
    hours: Annotated[str | None, field("How much time it takes.", "2 to 3 hours a month")] = None
    term: Annotated[str | None, field("For how long a person holds it.", "2 years")] = None
    seats: Annotated[
        int | None,
        field("How many people of one community hold it at a time, unless the community says otherwise.", 2),
    ] = None


@dataclass(kw_only=True, slots=True)
class Seats:
    """How many people of a community hold a role at a time, where it has a number of its own."""

    role: Annotated[RoleLink, field("The role.", _ROLE)]
    community: Annotated[CommunityLink, field("The community.", EXAMPLE)]
    seats: Annotated[int, field("The number.", 3)]


@dataclass(kw_only=True, slots=True)
class Person:
    """Someone's term in a role of a community.

    Whoever is not `former` holds it from `from` until `until`, both included. A day that is not known is absent.
    """

    name: Annotated[str, field("The person's name, as they gave it.", "Sample Person")]
    organization: Annotated[str | None, field("Where they work.", "Sample Library")] = None
    role: Annotated[RoleLink, field("The role.", _ROLE)]
    community: Annotated[CommunityLink, field("The community.", EXAMPLE)]
    from_: Annotated[
        date | None, Field(alias="from", description="Their first day in it.", examples=["2026-02-03"])
    ] = None
    until: Annotated[date | None, field("Their last day in it.", "2028-02-02")] = None
    former: Annotated[
        bool | None, field("True if they no longer hold it, but their last day is not known; else absent.", True)
    ] = None


@dataclass(kw_only=True, slots=True)
class People:
    """Who holds, will hold or held a seat in a community, as on the pages of the communities and roles."""

    roles: Annotated[
        tuple[Role, ...], field("Every role that named people hold.", [{**_ROLE, "summary": "Welcomes newcomers."}])
    ]
    people: Annotated[
        tuple[Person, ...],
        field(
            "Every term, in order of the communities' names, roles and first days.",
            [
                {
                    "name": "Sample Person",
                    "organization": "Sample Library",
                    "role": _ROLE,
                    "community": EXAMPLE,
                    "from": "2026-02-03",
                    "until": "2028-02-02",
                }
            ],
        ),
    ]
    seats: Annotated[
        tuple[Seats, ...],
        field(
            "The communities' own numbers of seats, where they have any.",
            [{"role": _ROLE, "community": EXAMPLE, "seats": 3}],
        ),
    ]
