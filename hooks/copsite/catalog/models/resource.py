"""Resources that communities made or found: the records of `data/resources.yaml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from pydantic import Field

from copsite.catalog.day_types import Day
from copsite.catalog.field_formats import is_reserved
from copsite.catalog.field_types import Attachment, Id, Language, Name, Sentence, Url, Word
from copsite.catalog.models.record import Record


class ResourceKind(Word):
    """What a resource is."""

    GUIDE = "guide", "how to do something"
    TEMPLATE = "template", "a form or document to fill in or adapt"
    SLIDES = "slides", "the slides of a talk or a training"
    RECORDING = "recording", "sound or video"
    DATA = "data", "a table or another set of data"
    POLICY = "policy", "a policy, or an example of one"
    READING = "reading", "an article, a book or a list of them"
    SUMMARY = "summary", "the summary of a discussion"
    TOOL = "tool", "a program or a website to work with"


class Access(Word):
    """What makes a resource accessible."""

    CAPTIONS = "captions", "captions for sound"
    TRANSCRIPT = "transcript", "a transcript of what is said"
    DESCRIPTIONS = "descriptions", "descriptions of what pictures and video show"
    TAGGED_PDF = "tagged-pdf", "a PDF with tags for screen readers"
    HEADINGS = "headings", "headings and lists that screen readers know as such"
    PLAIN_LANGUAGE = "plain-language", "plain language"


class Withdrawal(Record, title="a withdrawal"):
    """When a resource was withdrawn, and why."""

    date: Day = Field(title="Day", description="The day on which it was withdrawn.", examples=["2026-10-01"])
    reason: Sentence = Field(
        title="Reason",
        description="Why, in one sentence.",
        examples=["The law that it explains has changed."],
    )


class Resource(Record, title="a resource"):
    """Something that communities share: a link, or a file below docs/files/."""

    id: Id = Field(
        title="Id",
        description="Its short name for links: small letters, digits and hyphens. Never give it to another.",
        examples=["weeding-checklist"],
    )
    title: Name = Field(title="Title", description="What it is called.", examples=["Weeding checklist"])
    summary: Sentence = Field(
        title="Summary",
        description="Who needs it and for what, in one sentence.",
        examples=["One page to decide what stays on the shelf, for libraries of any size."],
    )
    kind: ResourceKind = Field(title="Kind", description="What it is.", examples=["guide"])
    url: Url | None = Field(
        default=None,
        title="Web address",
        description="Where it is. A resource has either a web address or a file.",
        examples=["https://files.library.example/weeding"],
    )
    file: Attachment | None = Field(
        default=None,
        title="File",
        description="A file below docs/files/, at most 10 MB.",
        examples=["weeding-checklist.pdf"],
    )
    by: Name = Field(
        title="By", description="Who made it: an organization or, if they agree, a person.", examples=["Sample Library"]
    )
    date: Day = Field(title="Date", description="The day on which it was added here.", examples=["2026-10-01"])
    license: Name = Field(
        title="License",
        description="The license under which others may use it.",
        examples=["CC BY 4.0"],
    )
    topics: tuple[Id, ...] = Field(
        title="Topics", description="One or more of the catalog's topics.", examples=[["collections"]]
    )
    communities: tuple[Id, ...] = Field(
        title="Communities",
        description="The ids of the communities that it belongs to, one at least.",
        examples=[["acquisitions"]],
    )
    languages: tuple[Language, ...] = Field(
        default=(),
        title="Languages",
        description="The tags of its languages (BCP 47). Leave it out if it is in English alone.",
        examples=[["es", "ar"]],
    )
    accessible: tuple[Access, ...] = Field(
        default=(),
        title="Accessible",
        description="What it has for people with disabilities, as far as someone has checked.",
        examples=[["captions", "transcript"]],
    )
    replaces: Id | None = Field(
        default=None,
        title="Replaces",
        description="The id of the older resource in whose place it comes.",
        examples=["weeding-notes"],
    )
    withdrawn: Withdrawal | None = Field(
        default=None,
        title="Withdrawn",
        description="When and why it was withdrawn; its title stays, without the link.",
        examples=[{"date": "2026-10-01", "reason": "The law that it explains has changed."}],
    )

    @property
    def language_tags(self) -> tuple[str, ...]:
        """Return the tags of its languages, which is English if the entry names none."""
        return self.languages or ("en",)


class Resources(Record, title="the resources"):
    """All resources, as `data/resources.yaml` holds them."""

    resources: tuple[Resource, ...] = Field(
        default=(),
        title="Resources",
        description="Every resource that there is or was.",
        examples=[
            [
                {
                    "id": "weeding-checklist",
                    "title": "Weeding checklist",
                    "summary": "One page to decide what stays on the shelf, for libraries of any size.",
                    "kind": "guide",
                    "url": "https://files.library.example/weeding",
                    "by": "Sample Library",
                    "date": "2026-10-01",
                    "license": "CC BY 4.0",
                    "topics": ["collections"],
                    "communities": ["acquisitions"],
                }
            ]
        ],
    )

    @property
    def sample(self) -> bool:
        """Tell whether any address uses a domain reserved for examples."""
        return any(one.url and is_reserved(one.url) for one in self.resources)

    @cached_property
    def newest_first(self) -> Sequence[Resource]:
        """Return the resources, those added last first."""
        return sorted(self.resources, key=lambda one: (-one.date.toordinal(), one.title.casefold(), one.id))

    @cached_property
    def by_id(self) -> Mapping[str, Resource]:
        """Return the resources by id."""
        return {one.id: one for one in self.resources}

    @cached_property
    def by_community(self) -> Mapping[str, Sequence[Resource]]:
        """Return the resources of each community by its id, the newest first."""
        found: dict[str, list[Resource]] = {}
        for resource in self.newest_first:
            for id in resource.communities:
                found.setdefault(id, []).append(resource)
        return found

    @cached_property
    def replaced_by(self) -> Mapping[str, Resource]:
        """Return the resource that replaces another, by the id of that one; a withdrawn resource replaces none."""
        return {one.replaces: one for one in self.resources if one.replaces and not one.withdrawn}

    def is_current(self, resource: Resource) -> bool:
        """Tell whether a resource was neither withdrawn nor replaced."""
        return not resource.withdrawn and resource.id not in self.replaced_by
