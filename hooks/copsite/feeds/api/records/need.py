"""Needs: issues that communities see coming, and training that people want."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from copsite.catalog.models import NeedKind, NeedState
from copsite.feeds.api.records.base import field, word
from copsite.feeds.api.records.links import EXAMPLE, CommunityLink, ResourceLink

_WHAT = "Patrons ask us to help them check whether a picture was made by AI."


@dataclass(kw_only=True, slots=True)
class MeetingLink:
    """A reference to a meeting of the same community."""

    id: Annotated[str, field("The meeting's id, as in `meetings.json`.", "monthly-call")]
    title: Annotated[str, field("Its title.", "Monthly call")]


@dataclass(kw_only=True, slots=True)
class Need:
    """An issue or a need for training, and what became of it."""

    community: Annotated[CommunityLink, field("The community that noted it.", EXAMPLE)]
    what: Annotated[str, field("The issue or the need, in one sentence.", _WHAT)]
    kind: Annotated[str, word("What it is.", NeedKind)]
    noted: Annotated[date, field("The day on which it was noted.", "2026-10-01")]
    state: Annotated[str, word("What became of it.", NeedState)]
    resource: Annotated[
        ResourceLink | None,
        field("The resource that answers it.", {"id": "checking-pictures", "title": "Checking pictures"}),
    ] = None
    meeting: Annotated[
        MeetingLink | None, field("The meeting that answers it.", {"id": "monthly-call", "title": "Monthly call"})
    ] = None


@dataclass(kw_only=True, slots=True)
class Needs:
    """What communities see coming, and what their members want to learn."""

    needs: Annotated[
        tuple[Need, ...],
        field(
            "Every need, the newest first.",
            [{"community": EXAMPLE, "what": _WHAT, "kind": "training", "noted": "2026-10-01", "state": "open"}],
        ),
    ]
