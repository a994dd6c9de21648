"""The records of the data for other programs, version 1: the single source of its JSON and of its JSON Schemas.

A field that is not known is absent; none is null. Fields and words may be added to version 1, but none is renamed or
removed, and none changes its meaning.
"""

from copsite.feeds.api.records.channel import Archive, Channel, Channels, Count, Request, Setting, Way
from copsite.feeds.api.records.community import Communities, Community, CommunityEntry, Confirmation, Link, Location
from copsite.feeds.api.records.index import Association, DataFile, Index, Words
from copsite.feeds.api.records.links import CommunityLink, ResourceLink, Topic
from copsite.feeds.api.records.meeting import Coming, ComingMeeting, Meeting, Meetings, Moved, Repeats
from copsite.feeds.api.records.need import MeetingLink, Need, Needs
from copsite.feeds.api.records.person import People, Person, Role, RoleLink, Seats
from copsite.feeds.api.records.resource import Resource, Resources, Withdrawal

__all__ = [
    "Archive",
    "Association",
    "Channel",
    "Channels",
    "Coming",
    "ComingMeeting",
    "Communities",
    "Community",
    "CommunityEntry",
    "CommunityLink",
    "Confirmation",
    "Count",
    "DataFile",
    "Index",
    "Link",
    "Location",
    "Meeting",
    "MeetingLink",
    "Meetings",
    "Moved",
    "Need",
    "Needs",
    "People",
    "Person",
    "Repeats",
    "Request",
    "Resource",
    "ResourceLink",
    "Resources",
    "Role",
    "RoleLink",
    "Seats",
    "Setting",
    "Topic",
    "Way",
    "Withdrawal",
    "Words",
]
