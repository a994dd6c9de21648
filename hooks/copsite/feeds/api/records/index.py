"""What there is: the index of the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from copsite.feeds.api.records.base import Address, field

_DATA = "https://cops.example/api/v1/"
_FILE = {
    "name": "communities",
    "about": "All communities that there are or were, and their topics.",
    "url": f"{_DATA}communities.json",
    "schema_url": f"{_DATA}schemas/communities.schema.json",
}


@dataclass(kw_only=True, slots=True)
class Words:
    """What the association calls its communities, and where people work, as within a sentence."""

    community: Annotated[str, field("One community.", "interest group")]
    communities: Annotated[str, field("Several communities.", "interest groups")]
    organization: Annotated[str, field("Where someone works, or what they belong to.", "library")]
    organizations: Annotated[str, field("Several of them.", "libraries")]


@dataclass(kw_only=True, slots=True)
class Association:
    """The association whose communities these are."""

    name: Annotated[str, field("Its name in full.", "Sample Library Association")]
    short_name: Annotated[str, field("The name that people use every day.", "SLA")]
    in_sentence: Annotated[str, field("The name as it stands within a sentence.", "the Sample Library Association")]
    words: Annotated[
        Words,
        field(
            "Its own words.",
            {
                "community": "interest group",
                "communities": "interest groups",
                "organization": "library",
                "organizations": "libraries",
            },
        ),
    ]
    contact: Annotated[str, field("The email address for questions, also about this data.", "cops@library.example")]


@dataclass(kw_only=True, slots=True)
class DataFile:
    """A file of the data."""

    name: Annotated[str, field("What it is called here and in its schema's address.", "communities")]
    about: Annotated[str, field("What is in it.", _FILE["about"])]
    url: Annotated[
        Address | None,
        field("Its address. Absent for `community`, of which there are many: see `communities.json`.", _FILE["url"]),
    ] = None
    schema_url: Annotated[Address, field("Its JSON Schema, which explains each field.", _FILE["schema_url"])]


@dataclass(kw_only=True, slots=True)
class Index:
    """What there is, where it is, and who publishes it."""

    version: Annotated[int, field("The version of this data, as in its address. It stays 1 in these files.", 1)]
    association: Annotated[
        Association,
        field(
            "Who publishes the data.",
            {"name": "Sample Library Association", "short_name": "SLA", "contact": "cops@library.example"},
        ),
    ]
    url: Annotated[Address, field("The address of the site's first page.", "https://cops.example/")]
    guide_url: Annotated[
        Address | None, field("The page that explains the data.", "https://cops.example/handbook/data/")
    ] = None
    news_url: Annotated[
        Address | None, field("The news of all communities, as an Atom feed.", "https://cops.example/news.xml")
    ] = None
    calendar_url: Annotated[
        Address | None,
        field("The meetings of all communities, as an iCalendar file.", "https://cops.example/calendar.ics"),
    ] = None
    license: Annotated[
        Address | None,
        field(
            "The address of the license under which you may use the data. Absent if the association has not named one.",
            "https://creativecommons.org/licenses/by/4.0/",
        ),
    ] = None
    sample: Annotated[bool, field("Whether the data is a sample that describes no real communities.", False)]
    files: Annotated[tuple[DataFile, ...], field("Every file.", [_FILE])]
