"""What differs between two states of a community's meetings and needs, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from copsite.catalog.models import Meeting, Need, NeedState
from copsite.diagnostics.problem import brief

_IN_WORDS = ("starts", "minutes", "repeats", "until", "except_", "moved")
_PLURAL = ("notes", "recordings")


def meeting_differences(old: Iterable[Meeting], new: Iterable[Meeting]) -> Iterator[str]:
    """Yield each difference between a community's meetings; one with another title is another meeting."""
    was, now = ({meeting.id: meeting for meeting in meetings} for meetings in (old, new))
    for id, meeting in now.items():
        if id in was:
            yield from _differences(was[id], meeting)
        else:
            yield f"new meeting {meeting.title!r}, {meeting.repeats or f'on {meeting.starts:%Y-%m-%d}'}"
    yield from (f"meeting {meeting.title!r} is removed" for id, meeting in was.items() if id not in now)


def need_differences(old: Iterable[Need], new: Iterable[Need]) -> Iterator[str]:
    """Yield each difference between a community's needs; one in other words is another need."""
    was, now = ({need.what: need for need in needs} for needs in (old, new))
    for what, need in now.items():
        if what not in was:
            yield f"new need {brief(what)!r}"
        elif need.state != was[what].state:
            yield f"need {brief(what)!r} {'has passed' if need.state == NeedState.PASSED else f'is {need.state}'}"
        elif need != was[what]:
            yield f"need {brief(what)!r} changes"
    yield from (f"need {brief(what)!r} is removed" for what in was if what not in now)


def _differences(old: Meeting, new: Meeting) -> Iterator[str]:
    title = repr(new.title)
    if old.repeats is None and new.repeats:
        yield f"{title} becomes a series, {new.repeats} from {new.starts:%Y-%m-%d %H:%M} until {new.until}"
    elif old.repeats and new.repeats is None:
        yield f"{title} takes place once, on {new.starts:%Y-%m-%d %H:%M}"
    else:
        yield from _changed_days(old, new, title)
    if old.minutes != new.minutes:
        yield f"{title} takes {new.minutes} minutes, not {old.minutes}"
    for name, field in Meeting.model_fields.items():
        if name not in _IN_WORDS and getattr(old, name) != getattr(new, name):
            yield f"{title}: {field.alias or name} {'change' if name in _PLURAL else 'changes'}"


def _changed_days(old: Meeting, new: Meeting, title: str) -> Iterator[str]:
    if old.repeats != new.repeats:
        yield f"{title} takes place {new.repeats}, not {old.repeats}"
    if old.starts != new.starts:
        verb = "starts" if new.repeats else "takes place"
        yield f"{title} {verb} on {new.starts:%Y-%m-%d %H:%M}, not on {old.starts:%Y-%m-%d %H:%M}"
    for day in sorted(old.moved.keys() | new.moved.keys()):
        moment = new.moved.get(day)
        if moment and moment != old.moved.get(day):
            yield f"{title} of {day} moves to {moment:%Y-%m-%d %H:%M}"
        elif moment is None and day not in new.except_:
            yield f"{title} of {day} is at its own time again"
    for day in sorted({*old.except_} ^ {*new.except_}):
        yield f"{title} of {day} {'is canceled' if day in new.except_ else 'takes place after all'}"
    if old.until != new.until and new.until:
        yield f"{title} {'goes on until' if old.until and new.until > old.until else 'ends on'} {new.until}"
