"""A community's meetings, resources and needs, as its page shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from copsite.calendars.links import meeting_uri
from copsite.catalog.models import Community, Meeting, Need, NeedState, Resource
from copsite.render.facts import Facts
from copsite.render.meetings import NEXT, CommunityMeeting, clock, long_day, rule_words

NEWEST = 5  # resources on a community's page


class MeetingTime(NamedTuple):
    """One time of a meeting: begin and end, for `<time>` and in words, and what is unusual about it, or ''."""

    starts: str
    ends: str
    from_: str
    until: str
    unusual: str


class MeetingEntry(NamedTuple):
    """A meeting or a series: its rule in words, or '' for a single one, and its next times.

    `canceled` are the coming days of its rule without a meeting. `file` is the source of the file that adds it to a
    calendar.
    """

    meeting: Meeting
    rule: str
    times: Sequence[MeetingTime]
    canceled: Sequence[date]
    file: str

    @property
    def anchor(self) -> str:
        """Return its anchor on the community's page."""
        return f"meeting:{self.meeting.id}"


class Answered(NamedTuple):
    """A need with the resource or the meeting that answers it, if it names one."""

    need: Need
    resource: Resource | None
    meeting: Meeting | None


def meeting_entries(facts: Facts, community: Community) -> tuple[list[MeetingEntry], list[MeetingEntry]]:
    """Return the meetings that are not over, the next one first, and those that are, the latest first."""
    ahead: dict[str, list[CommunityMeeting]] = {}
    for one in facts.ahead.get(community.id, ()):
        ahead.setdefault(one.meeting.title, []).append(one)  # titles differ within a community
    order = {title: n for n, title in enumerate(ahead)}
    now = [one for one in community.meetings if last_day(one) >= facts.today]
    past = [one for one in community.meetings if last_day(one) < facts.today]
    now.sort(key=lambda one: (order.get(one.title, len(order)), one.title))
    past.sort(key=last_day, reverse=True)
    return (
        [_entry(facts, community, one, ahead.get(one.title, ())) for one in now],
        [_entry(facts, community, one, ()) for one in past],
    )


def last_day(meeting: Meeting) -> date:
    """Return the last day on which a meeting can take place."""
    return max(meeting.until or meeting.starts.date(), *(moment.date() for moment in meeting.moved.values()), date.min)


def meeting_time(one: CommunityMeeting, today: date, day_words: Callable[[date, date], str] = long_day) -> MeetingTime:
    """Return a time of a meeting in words, as of `today`."""
    day, starts, ends = one.occurrence
    from_, _, until = one.times.partition("–")
    unusual = ""
    if one.day != day:
        unusual = f"moved from {day_words(day, today)}"
    elif starts.time() != one.meeting.starts.time():
        unusual = f"moved from {clock(one.meeting.starts)}"
    return MeetingTime(
        starts=starts.isoformat(timespec="minutes"),
        ends=ends.isoformat(timespec="minutes"),
        from_=f"{day_words(one.day, today)}, {from_}",
        until=until,
        unusual=unusual,
    )


def newest_resources(facts: Facts, community: Community) -> list[Resource]:
    """Return a community's newest resources that were neither withdrawn nor replaced."""
    found = facts.resources.by_community.get(community.id, ())
    return [one for one in found if facts.resources.is_current(one)][:NEWEST]


def needs_of(facts: Facts, community: Community) -> tuple[list[Need], list[Answered]]:
    """Return a community's open needs and those that were answered, the newest first; the rest has passed."""
    needs = sorted(community.needs, key=lambda one: one.noted, reverse=True)
    return (
        [one for one in needs if one.state == NeedState.OPEN],
        [
            Answered(one, facts.resources.by_id.get(one.resource or ""), community.answer_to(one))
            for one in needs
            if one.state == NeedState.ANSWERED
        ],
    )


def _entry(facts: Facts, community: Community, meeting: Meeting, ahead: Sequence[CommunityMeeting]) -> MeetingEntry:
    return MeetingEntry(
        meeting=meeting,
        rule=rule_words(meeting, facts.catalog.association) if meeting.repeats else "",
        times=[meeting_time(one, facts.today) for one in ahead[:NEXT]],
        canceled=sorted(day for day in meeting.except_ if day >= facts.today),
        file=meeting_uri(community, meeting),
    )
