"""Resources that communities made or found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from copsite.catalog.models import Access, ResourceKind
from copsite.feeds.api.records.base import Address, Day, field, word
from copsite.feeds.api.records.links import EXAMPLE, TOPIC, CommunityLink, ResourceLink, Topic

_SUMMARY = "One page to decide what stays on the shelf, for libraries of any size."
_OLD = {"id": "weeding-notes", "title": "Notes on weeding"}


@dataclass(kw_only=True, slots=True)
class Withdrawal:
    """When a resource was withdrawn, and why."""

    date: Annotated[Day, field("The day.", "2026-10-01")]
    reason: Annotated[str, field("Why.", "The law that it explains has changed.")]


@dataclass(kw_only=True, slots=True)
class Resource:
    """A guide, a recording or the like: a link, or a file on this site."""

    id: Annotated[str, field("Its id, which is unique.", "weeding-checklist")]
    title: Annotated[str, field("What it is called.", "Weeding checklist")]
    summary: Annotated[str | None, field("Who needs it and for what. Absent if it was withdrawn.", _SUMMARY)] = None
    kind: Annotated[str, word("What it is.", ResourceKind)]
    url: Annotated[
        Address | None,
        field("Where it is, here or elsewhere. Absent if it was withdrawn.", "https://files.library.example/weeding"),
    ] = None
    page_url: Annotated[
        Address,
        field("The address of its place on this site.", "https://cops.example/resources/#resource:weeding-checklist"),
    ]
    by: Annotated[str, field("Who made it.", "Sample Library")]
    date: Annotated[Day | None, field("The day on which it was added. Absent if it was withdrawn.", "2026-10-01")] = (
        None
    )
    license: Annotated[
        str | None, field("The license under which others may use it. Absent if it was withdrawn.", "CC BY 4.0")
    ] = None
    topics: Annotated[tuple[Topic, ...], field("What it is about.", [TOPIC])]
    communities: Annotated[tuple[CommunityLink, ...], field("The communities that share it.", [EXAMPLE])]
    languages: Annotated[
        tuple[str, ...], field("The tags of its languages (BCP 47). Empty if it was withdrawn.", ["en"], ["es", "ar"])
    ]
    accessible: Annotated[
        tuple[str, ...],
        word(
            "What it has for people with disabilities, as far as someone has checked.",
            Access,
            ["captions", "transcript"],
        ),
    ]
    replaces: Annotated[ResourceLink | None, field("The older resource in whose place it comes.", _OLD)] = None
    replaced_by: Annotated[
        tuple[ResourceLink, ...],
        field("The newer resources in its place.", [{"id": "weeding-guide", "title": "Weeding guide"}]),
    ]
    withdrawn: Annotated[
        Withdrawal | None,
        field(
            "When and why it was withdrawn.",
            {"date": "2026-10-01", "reason": "The law that it explains has changed."},
        ),
    ] = None


@dataclass(kw_only=True, slots=True)
class Resources:
    """All resources, those that were withdrawn too."""

    resources: Annotated[
        tuple[Resource, ...],
        field(
            "Every resource, the newest first.",
            [
                {
                    "id": "weeding-checklist",
                    "title": "Weeding checklist",
                    "summary": _SUMMARY,
                    "kind": "guide",
                    "url": "https://files.library.example/weeding",
                    "page_url": "https://cops.example/resources/#resource:weeding-checklist",
                    "by": "Sample Library",
                    "date": "2026-10-01",
                    "license": "CC BY 4.0",
                    "topics": [TOPIC],
                    "communities": [EXAMPLE],
                    "languages": ["en"],
                    "accessible": [],
                    "replaced_by": [],
                }
            ],
        ),
    ]
