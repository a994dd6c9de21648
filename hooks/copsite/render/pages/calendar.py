"""The calendar: the meetings of the coming three months, by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from copsite.calendars.links import calendar_links, meeting_uri
from copsite.catalog.models import Community, Meeting
from copsite.render.context import CALENDAR, Page, page
from copsite.render.facts import Facts
from copsite.render.feedback_links import MEETING, REPORT
from copsite.render.filters import FacetValues, community_facet, offered, topic_facet
from copsite.render.meetings import CommunityMeeting, by_day, clock

MANY = 100  # meetings, of which a browser lays out only those in view


class Entry(NamedTuple):
    """A meeting in the calendar: its times as text and for programs, and the day or time that it was moved from."""

    community: Community
    meeting: Meeting
    from_: str
    until: str
    starts: str
    ends: str
    moved_from_day: date | None
    moved_from_time: str
    file: str
    values: FacetValues


class Month(NamedTuple):
    """A month with its days, and the meetings of each."""

    first: date
    days: list[tuple[date, list[Entry]]]


def calendar_page(facts: Facts) -> Page:
    """Return the calendar of the coming three months and its filters."""
    association = facts.catalog.association

    def values() -> dict[str, Any]:
        communities = {one.community.id: one.community for one in facts.coming}
        values: dict[str, FacetValues] = {
            id: {"topic": one.topics, "community": (id,)} for id, one in communities.items()
        }
        facets = (topic_facet(facts.catalog), community_facet(facts.catalog, communities))
        return {
            "months": [*_months(facts, values)],
            "facets": [*offered(facets, values.values())],
            "calendar": calendar_links(association, facts.site_url),
            "many": len(facts.coming) > MANY,
            "today": facts.today,
        }

    return page(
        facts,
        "calendar.html",
        CALENDAR,
        values,
        title="Calendar",
        description="The meetings of the coming three months, for your own calendar too: "
        f"{association.words.communities} of {association.named}.",
        entry="communities",
        forms=(REPORT, MEETING),
    )


def _months(facts: Facts, values: dict[str, FacetValues]) -> Iterator[Month]:
    for first, days in groupby(by_day(facts.coming).items(), key=lambda item: item[0].replace(day=1)):
        yield Month(first, [(day, [_entry(one, values) for one in meetings]) for day, meetings in days])


def _entry(one: CommunityMeeting, values: dict[str, FacetValues]) -> Entry:
    occurrence, meeting = one.occurrence, one.meeting
    moved = occurrence.day in meeting.moved
    from_, _, until = one.times.partition("–")
    return Entry(
        community=one.community,
        meeting=meeting,
        from_=from_,
        until=until,
        starts=occurrence.starts.isoformat(timespec="minutes"),
        ends=occurrence.ends.isoformat(timespec="minutes"),
        moved_from_day=occurrence.day if moved and occurrence.day != one.day else None,
        moved_from_time=clock(meeting.starts) if moved and occurrence.day == one.day else "",
        file=meeting_uri(one.community, meeting),
        values=values[one.community.id],
    )
