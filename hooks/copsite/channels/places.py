"""Channels other than mailing lists: chats, forums, platforms, meeting places, pages and people.

An `address` is given where the service derives it from the channel's name; others need a `page`.
"""

from __future__ import annotations

from collections.abc import Mapping

from copsite.channels.kind import BY_PERSON, Commands, Family, Kind
from copsite.channels.mailto import Message

_INVITATION = "Open the invitation, then make an account or sign in."

CHATS: Mapping[str, Kind] = {
    "slack": Kind("Slack", Family.CHAT, "Slack channel", "simple/slack", joining=_INVITATION),
    "discord": Kind("Discord", Family.CHAT, "Discord server", "simple/discord", joining=_INVITATION),
    "zulip": Kind("Zulip", Family.CHAT, "Zulip stream", "simple/zulip"),
    "matrix": Kind(
        "Matrix",
        Family.CHAT,
        "Matrix room",
        "simple/matrix",
        address="https://matrix.to/#/{list}",
        name_form=r"[#!@+][^ /?#]+:[A-Za-z0-9.-]+",
    ),
    "teams": Kind("Microsoft Teams", Family.CHAT, "Teams channel", "material/microsoft-teams"),
    "telegram": Kind(
        "Telegram",
        Family.CHAT,
        "Telegram group",
        "simple/telegram",
        address="https://t.me/{list}",
        name_form="[A-Za-z][A-Za-z0-9_]{3,31}",
    ),
    "whatsapp": Kind("WhatsApp", Family.CHAT, "WhatsApp group", "simple/whatsapp"),
    "signal": Kind("Signal", Family.CHAT, "Signal group", "simple/signal"),
    "irc": Kind("IRC", Family.CHAT, "IRC channel", "material/pound"),
    "xmpp": Kind("XMPP", Family.CHAT, "XMPP room", "simple/xmpp"),
    "googlechat": Kind("Google Chat", Family.CHAT, "Google Chat space", "simple/googlechat"),
    "chat": Kind("chat", Family.CHAT, "chat", "material/chat-outline"),
}
FORUMS: Mapping[str, Kind] = {
    "discourse": Kind("Discourse", Family.FORUM, "forum category", "simple/discourse"),
    "github": Kind(
        "GitHub Discussions",
        Family.FORUM,
        "GitHub discussion board",
        "simple/github",
        address="https://github.com/{list}/discussions",
        name_form="[A-Za-z0-9-]+/[A-Za-z0-9._-]+",
    ),
    "forum": Kind("forum", Family.FORUM, "forum", "material/forum-outline"),
}
PLATFORMS: Mapping[str, Kind] = {
    "higherlogic": Kind("Higher Logic", Family.PLATFORM, "online community", "material/account-group-outline"),
    "hivebrite": Kind("Hivebrite", Family.PLATFORM, "online community", "material/account-group-outline"),
    "mobilize": Kind("Mobilize", Family.PLATFORM, "online community", "material/account-group-outline"),
    "circle": Kind("Circle", Family.PLATFORM, "online community", "material/account-group-outline"),
}
MEETING_PLACES: Mapping[str, Kind] = {
    "meetup": Kind(
        "Meetup",
        Family.MEETUPS,
        "Meetup group",
        "simple/meetup",
        address="https://www.meetup.com/{list}/",
        name_form="[A-Za-z0-9_-]+",
        joining="Sign in to Meetup, or make an account, and choose Join this group.",
    ),
    "mobilizon": Kind("Mobilizon", Family.MEETUPS, "Mobilizon group", "material/calendar-account"),
}
SOCIAL: Mapping[str, Kind] = {
    "linkedin": Kind("LinkedIn", Family.SOCIAL, "LinkedIn group", "simple/linkedin"),
    "facebook": Kind("Facebook", Family.SOCIAL, "Facebook group", "simple/facebook"),
    "mastodon": Kind("Mastodon", Family.SOCIAL, "Mastodon account", "simple/mastodon"),
    "bluesky": Kind(
        "Bluesky",
        Family.SOCIAL,
        "Bluesky account",
        "simple/bluesky",
        address="https://bsky.app/profile/{list}",
        name_form="[A-Za-z0-9.-]+",
    ),
    "social": Kind("social network", Family.SOCIAL, "group", "material/account-group-outline"),
}
OTHERS: Mapping[str, Kind] = {
    "newsletter": Kind(
        "newsletter",
        Family.NEWSLETTER,
        "newsletter",
        "material/newspaper-variant-outline",
        optional=("list",),
    ),
    # A form on the web: members send no message to join or leave.
    "web": Kind("web page", Family.WEB, "web page", "material/web", optional=("list",)),
    # No list address is public: members join, leave and choose in the association's portal.
    "portal": Kind(
        "member portal", Family.PORTAL, "member portal", "material/login", confirmation="portal", optional=("list",)
    ),
    "person": Kind(
        "a person",
        Family.PERSON,
        "person",
        "material/account-outline",
        commands=Commands(
            subscribe=Message("{contact}", subject="Please add me to {list}"),
            unsubscribe=Message("{contact}", subject="Please take me off {list}"),
            help=Message("{contact}", subject="A question about {list}"),
            owner=Message("{contact}"),
        ),
        confirmation=BY_PERSON,
        digest="Ask the person who keeps the list.",
        required=("contact",),
        optional=("list",),
    ),
}
