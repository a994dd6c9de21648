"""Chats, forums and community platforms, with the words for each.

The words name what a member finds there, as the service's own help has it. An `address` is given where the service
makes it of the channel's name; a channel of another kind needs a `page`.
"""

from __future__ import annotations

from collections.abc import Mapping

from copsite.channels.kind import Family, Kind

_LABEL = "(?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])"
HOST_FORM = rf"(?:[A-Za-z0-9]{_LABEL}?\.)+[A-Za-z]{_LABEL}"
_GROUP_ICON = "material/account-group-outline"

CHATS: Mapping[str, Kind] = {
    "slack": Kind(
        "Slack",
        Family.CHAT,
        "Slack channel",
        "material/slack",
        joining="Sign in, or make an account. Then open the channel and choose Join Channel.",
        leaving="Type /leave in the channel.",
        pausing="Type /mute in the channel, and once more to hear of new messages again.",
        sites=("slack.com",),
    ),
    # An invitation is known by its short address; without that, a code cannot be told from a server's name.
    "discord": Kind(
        "Discord",
        Family.CHAT,
        "Discord server",
        "simple/discord",
        example="discord.gg/example",
        name_form=r"discord\.gg/(?P<code>[A-Za-z0-9-]{2,32})",
        address="https://discord.gg/{code}",
        joining="Sign in to Discord, or make an account, and accept the invitation.",
        leaving="Open the menu under the server’s name and choose Leave Server.",
        pausing="Mute the server in the menu under its name, under Notification Settings.",
        sites=("discord.gg", "discord.com"),
    ),
    "zulip": Kind(
        "Zulip",
        Family.CHAT,
        "Zulip channel",
        "simple/zulip",
        joining="Log in or sign up, open the channel and choose Subscribe.",
        leaving="Choose Unsubscribe in the channel’s menu.",
        pausing="Choose Mute channel in the channel’s menu.",
        archive="If the channel is public, you can read everything that was written before you came.",
        sites=("zulipchat.com",),
    ),
    # Matrix specification, appendices: room aliases, and navigation by matrix.to, which wants them encoded.
    "matrix": Kind(
        "Matrix",
        Family.CHAT,
        "Matrix room",
        "simple/matrix",
        example="#example:matrix.example",
        name_form=rf"(?P<room>#[^\s:/?#]{{1,200}}:{HOST_FORM}(?::[0-9]{{1,5}})?)",
        address="https://matrix.to/#/{room}",
        joining="Choose an app for Matrix, sign in or make an account, and join the room.",
        leaving="Choose Leave in the room’s menu.",
        pausing="Mute the room in its notification settings.",
        sites=("matrix.to",),
    ),
    "teams": Kind(
        "Microsoft Teams",
        Family.CHAT,
        "Teams channel",
        "material/microsoft-teams",
        joining="Sign in to Microsoft Teams. If you aren’t in the team yet, ask to join it.",
        leaving="Choose Leave team in the menu beside the team’s name.",
        pausing="Turn the channel’s notifications off in the menu beside its name.",
        sites=("teams.microsoft.com",),
    ),
    "telegram": Kind(
        "Telegram",
        Family.CHAT,
        "Telegram group",
        "simple/telegram",
        example="@example_group",
        name_form="@?(?P<name>[A-Za-z][A-Za-z0-9_]{3,31})",
        address="https://t.me/{name}",
        joining="Open it in the Telegram app and choose Join.",
        leaving="Choose Leave group in the group’s menu.",
        pausing="Mute the group in its menu.",
        sites=("t.me", "telegram.me"),
    ),
    "whatsapp": Kind(
        "WhatsApp",
        Family.CHAT,
        "WhatsApp group",
        "simple/whatsapp",
        example="chat.whatsapp.com/ExampleExampleExample1",
        name_form=r"(?:chat\.whatsapp\.com/)?(?P<code>[A-Za-z0-9]{22})",
        address="https://chat.whatsapp.com/{code}",
        joining="Open the invitation on the phone that has WhatsApp and choose Join group. "
        "Everyone in the group can see your phone number.",
        leaving="Open the group’s info and choose Exit group.",
        pausing="Open the group’s info and mute its notifications.",
        sites=("chat.whatsapp.com",),
    ),
    # The code of an invitation is longer than a channel's name may be.
    "signal": Kind(
        "Signal",
        Family.CHAT,
        "Signal group",
        "simple/signal",
        joining="Open the invitation on the phone that has Signal and choose Join, or Request to Join.",
        leaving="Open the group’s settings and choose Leave group.",
        pausing="Mute the group in its settings.",
        archive="Newcomers can’t read what was written before they came.",
        sites=("signal.group",),
    ),
    # Internet-Draft draft-butcher-irc-url-04: programs put the # before a channel's name themselves.
    "irc": Kind(
        "IRC",
        Family.CHAT,
        "IRC channel",
        "material/pound",
        example="#example",
        name_form=r"#?(?P<channel>[A-Za-z0-9_.+-]{1,50})",
        address="ircs://{host}/{channel}",
        joining="You need a program or a web page for IRC. Choose a nickname, and join the channel.",
        leaving="Type /part in the channel.",
        archive="You see only what is written while you’re connected.",
        optional=("host",),
    ),
    # RFC 5122, and XEP-0147 for `join`.
    "xmpp": Kind(
        "XMPP",
        Family.CHAT,
        "XMPP room",
        "simple/xmpp",
        example="example@rooms.example",
        name_form=rf"(?P<room>[A-Za-z0-9_.-]{{1,64}}@{HOST_FORM})",
        address="xmpp:{room}?join",
        joining="You need an account for XMPP, with any provider, and an app. Opening the room starts the app.",
    ),
    "googlechat": Kind(
        "Google Chat",
        Family.CHAT,
        "Google Chat space",
        "simple/googlechat",
        joining="Sign in with your Google account and choose Join.",
        leaving="Choose Leave in the space’s menu.",
        pausing="Change the space’s notifications in its menu.",
        sites=("chat.google.com",),
    ),
    "chat": Kind("chat", Family.CHAT, "chat", "material/chat-outline"),
}
_STAYS = "Everything that was written stays in the forum."
FORUMS: Mapping[str, Kind] = {
    "discourse": Kind(
        "Discourse",
        Family.FORUM,
        "forum",
        "simple/discourse",
        joining="Sign up or log in. To be told of each new topic, open the category and set its bell to Watching.",
        leaving="Set the category’s bell to Normal.",
        digest="Ask for a summary by email in your preferences, under Emails.",
        pausing="Set the category’s bell to Muted.",
        archive=_STAYS,
    ),
    "phpbb": Kind(
        "phpBB",
        Family.FORUM,
        "forum",
        "material/forum-outline",
        joining="Register or log in. To be told of new topics, choose Subscribe forum.",
        leaving="Open the forum and choose Unsubscribe forum.",
        archive=_STAYS,
    ),
    # Discussions of an organization have the form `orgs/NAME`, which matches too.
    "github": Kind(
        "GitHub Discussions",
        Family.FORUM,
        "GitHub forum",
        "simple/github",
        example="example/example",
        name_form=r"(?P<path>[A-Za-z0-9](?:[A-Za-z0-9-]{0,98}[A-Za-z0-9])?/(?!\.{1,2}\Z)[A-Za-z0-9._-]{1,100})",
        address="https://github.com/{path}/discussions",
        joining="Sign in to GitHub, or make an account. To be told of each discussion, choose Watch, then Custom and "
        "Discussions.",
        leaving="Choose Watch, then Participating and @mentions.",
        archive=_STAYS,
    ),
    "forum": Kind("forum", Family.FORUM, "forum", "material/forum-outline"),
}
PLATFORMS: Mapping[str, Kind] = {
    "higherlogic": Kind(
        "Higher Logic",
        Family.PLATFORM,
        "online community",
        _GROUP_ICON,
        joining="Log in. If you aren’t in the community yet, choose Join Community. Then choose how its email reaches "
        "you: in real time, as a daily digest, or not at all.",
        leaving="Open the community and choose Leave Community, under Settings.",
        digest="In your profile, under My Account and Community Notifications, choose Daily Digest.",
        pausing="In your profile, under My Account and Community Notifications, choose No Email.",
        archive="Earlier discussions and files stay in the community, for its members.",
    ),
    "hivebrite": Kind(
        "Hivebrite",
        Family.PLATFORM,
        "online community",
        _GROUP_ICON,
        joining="Log in, open the group and ask to join it.",
        sites=("hivebrite.com",),
    ),
    "mobilize": Kind(
        "Mobilize",
        Family.PLATFORM,
        "online community",
        _GROUP_ICON,
        joining="Log in, open the group and ask to join it.",
        digest="In your email settings there, choose daily or weekly highlights.",
        pausing="In your email settings there, turn email from the group off.",
        sites=("mobilize.io",),
    ),
    "circle": Kind(
        "Circle",
        Family.PLATFORM,
        "online community",
        "simple/circle",
        joining="Sign up or log in, open the space and join it.",
        sites=("circle.so",),
    ),
}
