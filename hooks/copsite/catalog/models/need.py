"""An issue or a need for training that a community sees coming."""

from __future__ import annotations

from pydantic import Field

from copsite.catalog.day_types import Day
from copsite.catalog.field_types import Id, Name, Sentence, Word
from copsite.catalog.models.record import Record


class NeedKind(Word):
    """What kind of need it is."""

    ISSUE = "issue", "something that is coming, and that people will have to deal with"
    TRAINING = "training", "something that people want to learn"


class NeedState(Word):
    """What became of it."""

    OPEN = "open", "nothing answers it yet"
    ANSWERED = "answered", "a resource or a meeting answers it"
    PASSED = "passed", "it no longer matters"


class Need(Record, title="a need"):
    """An issue or a need for training, and what became of it."""

    what: Sentence = Field(
        title="What",
        description="The issue or the need, in one sentence.",
        examples=["Patrons ask us to help them check whether a picture was made by AI."],
    )
    kind: NeedKind = Field(title="Kind", description="Whether it is an issue or training.", examples=["training"])
    noted: Day = Field(title="Noted", description="The day on which it was noted.", examples=["2026-10-01"])
    state: NeedState = Field(
        default=NeedState.OPEN, title="State", description="What became of it.", examples=["answered"]
    )
    resource: Id | None = Field(
        default=None,
        title="Resource",
        description="The id of the resource that answers it.",
        examples=["checking-pictures"],
    )
    meeting: Name | None = Field(
        default=None,
        title="Meeting",
        description="The title of the community's meeting that answers it.",
        examples=["Monthly call"],
    )
