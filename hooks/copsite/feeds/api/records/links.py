"""References to communities, topics and resources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from copsite.feeds.api.records.base import Address, field

EXAMPLE = {"id": "map-librarians", "name": "Map Librarians", "url": "https://cops.example/cops/map-librarians/"}
TOPIC = {"id": "maps", "name": "Maps and atlases"}


@dataclass(kw_only=True, slots=True)
class CommunityLink:
    """A reference to a community."""

    id: Annotated[str, field("The community's id.", "map-librarians")]
    name: Annotated[str, field("Its name.", "Map Librarians")]
    url: Annotated[Address, field("The address of its page.", EXAMPLE["url"])]


@dataclass(kw_only=True, slots=True)
class Topic:
    """A topic."""

    id: Annotated[str, field("The topic's id.", "youth")]
    name: Annotated[str, field("The words that readers see.", "Maps and atlases")]


@dataclass(kw_only=True, slots=True)
class ResourceLink:
    """A reference to a resource."""

    id: Annotated[str, field("The resource's id, as in `resources.json`.", "weeding-checklist")]
    title: Annotated[str, field("Its title.", "Weeding checklist")]
