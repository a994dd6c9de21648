"""Where the calendars are on the site, and links that add them to a reader's own calendar."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from copsite.catalog.models import Association, Community, Meeting
from copsite.channels.mailto import query_of

WHOLE_CALENDAR = "calendar.ics"
_OUTLOOK = "https://outlook.{}/calendar/0/addfromweb?"


class CalendarLinks(NamedTuple):
    """A calendar's file, and links to subscribe to it, as (name of the service, address).

    `subscribe` is empty if the site's address is unknown. `uri` is a source below docs/.
    """

    name: str
    uri: str
    subscribe: tuple[tuple[str, str], ...]


def calendar_uri(community: Community, former: str = "") -> str:
    """Return the file of a community's calendar, or the one below a former id of the community."""
    return f"cops/{former or community.id}/{WHOLE_CALENDAR}"


def meeting_uri(community: Community, meeting: Meeting, former: str = "") -> str:
    """Return the file of one meeting or series, likewise; no title may give `calendar` as its id."""
    return f"cops/{former or community.id}/{meeting.id}.ics"


def subscription_name(association: Association, community: Community | None = None) -> str:
    """Return what a calendar or feed is called among the reader's others: a community's, or that of all."""
    return f"{association.short_name} {community.full_name if community else association.words.communities}"


def calendar_links(association: Association, site_url: str, community: Community | None = None) -> CalendarLinks:
    """Return the links to a community's calendar, or to that of all communities."""
    name = subscription_name(association, community)
    uri = calendar_uri(community) if community else WHOLE_CALENDAR
    return CalendarLinks(name, uri, subscriptions(name, site_url + uri) if site_url else ())


def subscriptions(name: str, address: str) -> tuple[tuple[str, str], ...]:
    """Return links that subscribe to the calendar at a web address, as (name of the service, address).

    Calendar programs open `webcal:` links; Google expects such a link too, and Outlook the address itself.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https"):
        return ()
    webcal = parts._replace(scheme="webcal").geturl()
    from_web = query_of({"url": address, "name": name})
    return (
        ("Calendar app", webcal),
        ("Google Calendar", "https://calendar.google.com/calendar/render?" + query_of({"cid": webcal})),
        ("Outlook.com", _OUTLOOK.format("live.com") + from_web),
        ("Outlook for work or school", _OUTLOOK.format("office.com") + from_web),
    )
