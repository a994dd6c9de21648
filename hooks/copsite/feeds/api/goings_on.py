"""Meetings, needs and resources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from copsite.calendars.links import meeting_uri
from copsite.catalog import models
from copsite.catalog.occurrences import zone_of
from copsite.catalog.recurrence import WEEKDAYS, recurrence
from copsite.content.urls import ATTACHMENTS
from copsite.feeds.api.records import (
    ComingMeeting,
    Meeting,
    MeetingLink,
    Moved,
    Need,
    Repeats,
    Resource,
    ResourceLink,
    Withdrawal,
)
from copsite.feeds.api.sources import CommunityMeeting, File


def meetings_of(file: File, community: models.Community) -> Iterator[Meeting]:
    """Yield the meetings and series of a community."""
    link = file.community(community)
    for one in community.meetings:
        id, name = one.id, zone_of(one, file.sources.catalog.association)
        zone = file.sources.zones[name]
        yield Meeting(
            id=id,
            title=one.title,
            community=link,
            url=f"{link.url}#meeting:{id}",
            calendar_url=file.address(meeting_uri(community, one)),
            starts=one.starts.replace(tzinfo=zone),
            minutes=one.minutes,
            time_zone=name,
            repeats=_repeats(one),
            until=one.until,
            canceled=tuple(sorted(one.except_)),
            moved=tuple(Moved(day=day, starts=to.replace(tzinfo=zone)) for day, to in sorted(one.moved.items())),
            where=one.where,
            online_url=one.url,
            registration_url=one.registration,
            notes_url=one.notes,
            recordings_url=one.recordings,
        )


def coming_meeting(file: File, found: CommunityMeeting) -> ComingMeeting:
    """Return one time that a meeting takes place."""
    community, meeting, (_, starts, ends) = found
    link, id = file.community(community), meeting.id
    return ComingMeeting(
        id=id,
        title=meeting.title,
        community=link,
        url=f"{link.url}#meeting:{id}",
        calendar_url=file.address(meeting_uri(community, meeting)),
        starts=starts,
        ends=ends,
        starts_utc=starts.astimezone(UTC),
        ends_utc=ends.astimezone(UTC),
        time_zone=zone_of(meeting, file.sources.catalog.association),
        where=meeting.where,
        online_url=meeting.url,
        registration_url=meeting.registration,
    )


def needs_of(file: File, community: models.Community) -> Iterator[Need]:
    """Yield the needs of a community."""
    link = file.community(community)
    for one in community.needs:
        resource = file.sources.resources.by_id.get(one.resource or "")
        meeting = community.answer_to(one)
        yield Need(
            community=link,
            what=one.what,
            kind=one.kind.value,
            noted=one.noted,
            state=one.state.value,
            resource=_resource_link(resource),
            meeting=MeetingLink(id=meeting.id, title=meeting.title) if meeting else None,
        )


def resource_of(file: File, resource: models.Resource) -> Resource:
    """Return a resource; of one that was withdrawn, as little as its card says."""
    sources, gone = file.sources, resource.withdrawn
    url = resource.url or file.address(f"{ATTACHMENTS}{resource.file}")
    newer = _resource_link(sources.resources.replaced_by.get(resource.id))
    return Resource(
        id=resource.id,
        title=resource.title,
        summary=None if gone else resource.summary,
        kind=resource.kind.value,
        url=None if gone else url,
        page_url=file.address(f"resources.md#resource:{resource.id}"),
        by=resource.by,
        date=None if gone else resource.date,
        license=None if gone else resource.license,
        topics=file.topics(resource.topics),
        communities=tuple(file.community(sources.catalog.by_any_id[id]) for id in resource.communities),
        languages=() if gone else resource.language_tags,
        accessible=() if gone else tuple(one.value for one in resource.accessible),
        replaces=None if gone else _resource_link(sources.resources.by_id.get(resource.replaces or "")),
        replaced_by=(newer,) if newer else (),
        withdrawn=Withdrawal(date=gone.date, reason=gone.reason) if gone else None,
    )


def _resource_link(resource: models.Resource | None) -> ResourceLink | None:
    return ResourceLink(id=resource.id, title=resource.title) if resource else None


def _repeats(meeting: models.Meeting) -> Repeats | None:
    if meeting.repeats is None:
        return None
    rule = recurrence(meeting.repeats)
    weekdays = rule.weekdays or ((meeting.starts.weekday(),) if rule.unit == "week" else ())
    return Repeats(
        words=meeting.repeats,
        every=rule.interval,
        unit=rule.unit,
        weekdays=tuple(WEEKDAYS[day] for day in weekdays),
        weeks=rule.ordinals,
    )
