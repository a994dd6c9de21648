"""What channels take from their association."""

from __future__ import annotations

from dataclasses import replace

from pydantic import Field

from copsite.catalog.models.association import Association
from copsite.catalog.models.channel import Channel
from copsite.catalog.models.record import Record
from copsite.channels.kind import BY_PERSON, Commands, Family, Kind, Request
from copsite.channels.kinds import KINDS, commands_for, request_for


class WithDefaults(Record):
    """A record with an association, whose list server and member portal complete what a channel states."""

    association: Association = Field(
        title="Association",
        description="The association that runs the communities, and what is the same for all of them.",
        examples=[
            {
                "name": "Sample Library Association",
                "short_name": "SLA",
                "contact": "cops@library.example",
                "time_zone": "America/Detroit",
                "list_server": {"type": "listserv", "host": "lists.library.example"},
            }
        ],
    )

    def type_of(self, channel: Channel) -> str:
        """Return the id of the channel's kind, by default that of the association's list server, or '' without one."""
        server = self.association.list_server
        return channel.type or (server.type if server and channel.list_ else "")

    def kind(self, channel: Channel) -> Kind:
        """Return the channel's kind, that of a mailing list if it has a list; raise `KeyError` if it has none."""
        kind = KINDS[self.type_of(channel)]
        return kind.of_a_list if channel.list_ else kind

    def label(self, channel: Channel) -> str:
        """Return what pages call the channel: its name, or its list's, or that of its kind."""
        return channel.name or channel.list_ or self.kind(channel).name

    def commands(self, channel: Channel, community: str = "") -> Commands:
        """Return the messages with which members use a channel of the community with this name."""
        usual = commands_for(
            self.type_of(channel),
            channel.list_ or community or channel.name or "",
            self.host(channel),
            robot=channel.command_address,
            delimiter=channel.delimiter,
            contact=channel.contact,
            tag=channel.subject_tag,
        )
        joining, leaving = channel.subscribe, channel.unsubscribe
        if channel.post and not (joining or leaving):
            return usual
        return replace(
            usual,
            subscribe=(joining and joining.message_to(usual.owner)) or usual.subscribe,
            unsubscribe=(leaving and leaving.message_to(usual.owner)) or usual.unsubscribe,
            post=usual.post if channel.post else None,
        )

    def confirmation(self, channel: Channel) -> str:
        """Return the key in `CONFIRMATIONS` of what comes back after joining, or '' if that is not known."""
        letter, usual = channel.subscribe, self.kind(channel).confirmation
        if channel.confirmation or letter is None:
            return channel.confirmation or usual
        commands = self.commands(channel.model_copy(update={"subscribe": None}))
        to = (letter.to or "").lower()
        if not to or (commands.owner and to == commands.owner.to.lower()):
            return BY_PERSON
        return usual if to in {message.to.lower() for message in commands.to_the_server} else ""

    def request(self, channel: Channel) -> Request | None:
        """Return the message that asks newcomers to confirm, or None if it is unknown or there is none."""
        return request_for(
            self.type_of(channel),
            self.confirmation(channel),
            channel.list_ or "",
            self.host(channel),
            robot=channel.command_address,
            delimiter=channel.delimiter,
        )

    def page(self, channel: Channel) -> str:
        """Return the channel's own web address, if it is given or follows from its name, or ''."""
        return channel.page or self.kind(channel).address_of(channel.list_ or channel.name or "", self.host(channel))

    def join_address(self, channel: Channel) -> str:
        """Return the web address at which people join, or '' if they do so by a message or in the member portal."""
        if channel.join_url:
            return channel.join_url
        kind = self.kind(channel)
        return "" if kind.commands.subscribe or channel.subscribe else self.page(channel)

    def in_portal(self, channel: Channel) -> bool:
        """Tell whether the catalog says that members can choose the channel in the member portal."""
        portal = self.association.member_portal
        if portal is None:
            return False
        if channel.in_portal is not None:
            return channel.in_portal
        server = self.association.list_server
        is_own = server and channel.list_ and (self.type_of(channel), self.host(channel)) == (server.type, server.host)
        return KINDS[self.type_of(channel)].family == Family.PORTAL or bool(portal.lists and is_own)

    def host(self, channel: Channel) -> str | None:
        """Return the host of a list or of a chat's server, or None for another channel."""
        default, type = self.association.list_server, self.type_of(channel)
        usual = default.host if default and type == default.type else None
        return (channel.host or usual or KINDS[type].home or None) if KINDS[type].takes("host") else None

    def list_address(self, channel: Channel) -> str:
        """Return the address at which a message reaches everyone on a list, or '' for another channel."""
        host = self.host(channel)
        return f"{channel.list_}@{host}" if channel.list_ and host else ""
