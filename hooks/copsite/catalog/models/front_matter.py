"""The front matter of a written page."""

from __future__ import annotations

from pydantic import Field

from copsite.catalog.field_types import Description, Name, Sentence
from copsite.catalog.models.record import Record


class FrontMatter(Record, title="the head of a page"):
    """The fields before a page's text; `questions` are those that a proposal answers."""

    title: Name = Field(title="Title", description="What the page is called.", examples=["Editing this site"])
    description: Description = Field(
        title="Description",
        description="What someone finds on the page.",
        examples=["How to change a page or an entry in your browser, and how to read the check's answer."],
    )
    questions: tuple[Sentence, ...] = Field(
        default=(),
        title="Questions",
        description="What a proposal answers, each in one sentence.",
        examples=[["What is it for?", "Who would join?"]],
    )
