"""Social networks, newsletters, pages, portals and people, with the words for each."""

from __future__ import annotations

from collections.abc import Mapping

from copsite.channels.kind import BY_PERSON, Commands, Family, Kind
from copsite.channels.mailto import Message
from copsite.channels.places import HOST_FORM

SOCIAL: Mapping[str, Kind] = {
    "linkedin": Kind(
        "LinkedIn group",
        Family.SOCIAL,
        "LinkedIn group",
        "material/linkedin",
        example="12345678",
        name_form="(?:groups/)?(?P<number>[0-9]{3,12})",
        address="https://www.linkedin.com/groups/{number}/",
        joining="Sign in to LinkedIn and choose Join.",
        leaving="Choose Leave this group in the group’s menu.",
        pausing="Choose Update your settings in the group’s menu, and turn its notifications off.",
    ),
    "linkedin-page": Kind(
        "LinkedIn page",
        Family.SOCIAL,
        "LinkedIn page",
        "material/linkedin",
        verb="follow",
        example="example-library",
        name_form="(?:company/)?(?P<name>[A-Za-z0-9](?:[A-Za-z0-9-]{0,98}[A-Za-z0-9])?)",
        address="https://www.linkedin.com/company/{name}/",
        joining="Sign in to LinkedIn and choose Follow.",
        leaving="Choose Following on the page.",
    ),
    # Groups and pages share the names at the root, so a group is known by the `groups/` in its address.
    "facebook": Kind(
        "Facebook group",
        Family.SOCIAL,
        "Facebook group",
        "material/facebook",
        example="groups/example",
        name_form=r"(?P<path>(?=.{8,60}\Z)groups/[A-Za-z0-9]+(?:[.][A-Za-z0-9]+)*)",
        address="https://www.facebook.com/{path}/",
        joining="Log in to Facebook and choose Join group. Answer the group’s questions, if it has any.",
        leaving="Choose Joined on the group’s page, then Leave group.",
        pausing="Choose Joined on the group’s page, then Manage notifications.",
    ),
    "facebook-page": Kind(
        "Facebook page",
        Family.SOCIAL,
        "Facebook page",
        "material/facebook",
        verb="follow",
        example="examplelibrary",
        name_form=r"(?P<name>(?=.{5,50}\Z)[A-Za-z0-9]+(?:[.][A-Za-z0-9]+)*)",
        address="https://www.facebook.com/{name}",
        joining="Log in to Facebook and choose Follow.",
        leaving="Choose Following on the page, then Unfollow.",
    ),
    "mastodon": Kind(
        "Mastodon",
        Family.SOCIAL,
        "Mastodon account",
        "simple/mastodon",
        verb="follow",
        example="@example@social.example",
        name_form=rf"@?(?P<name>[A-Za-z0-9_](?:[A-Za-z0-9_.-]{{0,28}}[A-Za-z0-9_])?)@(?P<server>{HOST_FORM})",
        address="https://{server}/@{name}",
        joining="Anyone can read it. To follow it, search for its name on your own server and choose Follow.",
        leaving="Choose Unfollow on its profile.",
    ),
    "bluesky": Kind(
        "Bluesky",
        Family.SOCIAL,
        "Bluesky account",
        "simple/bluesky",
        verb="follow",
        example="@library.example",
        name_form=rf"@?(?P<handle>{HOST_FORM})",
        address="https://bsky.app/profile/{handle}",
        joining="Sign in to Bluesky and choose Follow.",
        leaving="Choose Following on its profile.",
    ),
    "x": Kind(
        "X",
        Family.SOCIAL,
        "X account",
        "simple/x",
        verb="follow",
        example="@example",
        name_form="@?(?P<handle>[A-Za-z0-9_]{1,15})",
        address="https://x.com/{handle}",
        joining="Sign in to X and choose Follow.",
        leaving="Choose Following on its profile, then Unfollow.",
    ),
    "instagram": Kind(
        "Instagram",
        Family.SOCIAL,
        "Instagram account",
        "material/instagram",
        verb="follow",
        example="@example",
        name_form=r"@?(?P<handle>(?=.{1,30}\Z)[A-Za-z0-9_]+(?:[.][A-Za-z0-9_]+)*)",
        address="https://www.instagram.com/{handle}/",
        joining="Log in to Instagram and choose Follow.",
        leaving="Choose Following on its profile, then Unfollow.",
    ),
    "youtube": Kind(
        "YouTube",
        Family.SOCIAL,
        "YouTube channel",
        "simple/youtube",
        verb="subscribe to",
        example="@example",
        name_form=r"(?P<path>@[A-Za-z0-9_.-]{3,30}|channel/UC[A-Za-z0-9_-]{22})",
        address="https://www.youtube.com/{path}",
        joining="Anyone can watch. To be told of new videos, sign in with a Google account and choose Subscribe.",
        leaving="Choose Subscribed on the channel’s page, then Unsubscribe.",
    ),
    "reddit": Kind(
        "Reddit",
        Family.SOCIAL,
        "subreddit",
        "simple/reddit",
        example="r/example",
        name_form="/?(?P<path>r/[A-Za-z0-9][A-Za-z0-9_]{2,20})",
        address="https://www.reddit.com/{path}/",
        joining="Log in to Reddit, or sign up, and choose Join.",
        leaving="Choose Joined on the subreddit’s page.",
    ),
    "social": Kind(
        "social network", Family.SOCIAL, "social media page", "material/account-group-outline", verb="follow"
    ),
}
OTHERS: Mapping[str, Kind] = {
    "newsletter": Kind(
        "newsletter",
        Family.NEWSLETTER,
        "newsletter",
        "material/newspaper-variant-outline",
        verb="subscribe to",
        leaving="Look for a link to unsubscribe at the end of an issue.",
    ),
    # A page or a form on it: members send no message to join or leave.
    "web": Kind("web page", Family.WEB, "web page", "material/web", verb="open", optional=("list",)),
    # No list address is public: members join, leave and choose in the association's portal.
    "portal": Kind(
        "member portal", Family.PORTAL, "member portal", "material/login", verb="log in to", optional=("list",)
    ),
    "person": Kind(
        "a person",
        Family.PERSON,
        "contact person",
        "material/account-outline",
        verb="write to",
        commands=Commands(
            subscribe=Message("{contact}", subject="Please add me to {list}"),
            unsubscribe=Message("{contact}", subject="Please take me off {list}"),
            help=Message("{contact}", subject="A question about {list}"),
            owner=Message("{contact}"),
        ),
        confirmation=BY_PERSON,
        required=("contact",),
        optional=("list",),
    ),
}
