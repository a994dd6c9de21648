"""Changes to a community's channels as it begins, or begins again: add one, or open one that is there.

No validation here: callers validate the edited catalog.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from copsite.catalog.entries import LifecycleError, field_before
from copsite.catalog.models import Channel, Community, OpenTo
from copsite.yamlio.edit import Change
from copsite.yamlio.reader import FieldPath, YamlValue

# The fields of a channel that a command can set, each with its option.
OPTIONS = {"list": "--list", "type": "--type", "name": "--channel", "page": "--page", "open_to": "--open-to"}


def channel_of(given: Mapping[str, str]) -> YamlValue:
    """Return a new channel with these fields; a list is open to members unless they say otherwise."""
    fields = {name: given[name] for name in OPTIONS if given.get(name)}
    if not fields.keys() & {"list", "type"}:
        option = OPTIONS[next(iter(fields))]
        raise LifecycleError(f"there is no channel that {option} could speak of. Name one with --list or --type")
    return {**fields, **({"open_to": OpenTo.MEMBERS.value} if "list" in fields and "open_to" not in fields else {})}


def opened(path: FieldPath, community: Community, given: Mapping[str, str], *, must_be_open: bool) -> Iterator[Change]:
    """Add the channel with these fields; or if it is there, or they name none, set who may join it.

    If people `must_be_open` raise `LifecycleError` where nobody could take part.
    """
    channels, open_to = community.channels, given.get("open_to", "")
    named = {name: value for name, value in given.items() if value and name != "open_to"}
    closed = [n for n, channel in enumerate(channels) if channel.open_to == OpenTo.NOBODY]
    found = [n for n, channel in enumerate(channels) if named and _is(channel, named)]
    if found and not open_to:
        what, name = ("list", named["list"]) if "list" in named else ("channel", named.get("name") or named["type"])
        remedy = f"Leave out {OPTIONS['list' if what == 'list' else 'type']}"
        raise LifecycleError(f"{community.full_name} has the {what} {name!r} already. {remedy}")
    if named and not found:
        channel = channel_of(given)
        yield Change((*path, "channels", len(channels)), channel, after=field_before(community, "channels"))
    elif open_to:
        yield Change(
            (*path, "channels", _the_one(community, found or closed or [*range(len(channels))]), "open_to"), open_to
        )
    elif must_be_open and channels and len(closed) == len(channels):
        raise LifecycleError(f"{community.full_name} is open to nobody. Say with --open-to who may join")
    elif must_be_open and not (channels or community.contact or community.meetings):
        words = f"{community.full_name} has no channel yet, so nobody could take part"
        raise LifecycleError(f"{words}. Add one with --list or --type")


def _is(channel: Channel, named: Mapping[str, str]) -> bool:
    """Tell whether a channel has these fields."""
    fields = {"list": channel.list_, "type": channel.type, "name": channel.name, "page": channel.page}
    return all(fields[name] == value for name, value in named.items())


def _the_one(community: Community, found: list[int]) -> int:
    """Return the index of the only channel among these; raise `LifecycleError` if there are none or several."""
    if not found:
        raise LifecycleError("there is no channel that --open-to could speak of. Name one with --list or --type")
    if len(found) > 1:
        words = f"{community.full_name} has several channels that --open-to could speak of"
        raise LifecycleError(f"{words}. Name one with --list, or with --type and --channel")
    return found[0]
