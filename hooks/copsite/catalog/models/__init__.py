"""The catalog's records: frozen, each field with its meaning, its limits and an example.

A record validates one field at a time; `rules` checks what takes several fields.
The records are the single source of the catalog's JSON Schema and of the handbook's page about the fields.
"""

from copsite.catalog.models.association import Association, ListServer, Portal, Words
from copsite.catalog.models.catalog import Catalog, TypedChannel
from copsite.catalog.models.channel import Approval, Channel, Count, OpenTo, Readers
from copsite.catalog.models.community import Community
from copsite.catalog.models.front_matter import FrontMatter
from copsite.catalog.models.letter import Letter
from copsite.catalog.models.meeting import Meeting
from copsite.catalog.models.need import Need, NeedKind, NeedState
from copsite.catalog.models.profile import Link, LinkKind, Location
from copsite.catalog.models.record import Record, UnsoundError
from copsite.catalog.models.resource import Access, Resource, ResourceKind, Resources, Withdrawal
from copsite.catalog.models.role import Role, Seat
from copsite.catalog.models.status import Confirmation, Status

__all__ = [
    "Access",
    "Approval",
    "Association",
    "Catalog",
    "Channel",
    "Community",
    "Confirmation",
    "Count",
    "FrontMatter",
    "Letter",
    "Link",
    "LinkKind",
    "ListServer",
    "Location",
    "Meeting",
    "Need",
    "NeedKind",
    "NeedState",
    "OpenTo",
    "Portal",
    "Readers",
    "Record",
    "Resource",
    "ResourceKind",
    "Resources",
    "Role",
    "Seat",
    "Status",
    "TypedChannel",
    "UnsoundError",
    "Withdrawal",
    "Words",
]
