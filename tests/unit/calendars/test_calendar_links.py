"""Links to calendars: each service gets the whole address, encoded once."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from copsite.calendars.links import calendar_links, meeting_uri, subscriptions
from copsite.catalog.models import Community
from toys import TOY_CATALOG

ASSOCIATION = TOY_CATALOG.association
MAPS = TOY_CATALOG.by_id["maps"]


def test_the_calendar_of_a_community() -> None:
    found = calendar_links(ASSOCIATION, "https://toy.example/cops-site/", MAPS)
    assert found.name == "TLA Maps"
    assert found.uri == "cops/maps/calendar.ics"
    assert found.subscribe == (
        ("Calendar app", "webcal://toy.example/cops-site/cops/maps/calendar.ics"),
        (
            "Google Calendar",
            "https://calendar.google.com/calendar/render"
            "?cid=webcal%3A%2F%2Ftoy.example%2Fcops-site%2Fcops%2Fmaps%2Fcalendar.ics",
        ),
        (
            "Outlook.com",
            "https://outlook.live.com/calendar/0/addfromweb"
            "?url=https%3A%2F%2Ftoy.example%2Fcops-site%2Fcops%2Fmaps%2Fcalendar.ics&name=TLA%20Maps",
        ),
        (
            "Outlook for work or school",
            "https://outlook.office.com/calendar/0/addfromweb"
            "?url=https%3A%2F%2Ftoy.example%2Fcops-site%2Fcops%2Fmaps%2Fcalendar.ics&name=TLA%20Maps",
        ),
    )


def test_the_calendar_of_all_communities() -> None:
    found = calendar_links(ASSOCIATION, "https://toy.example/")
    assert (found.name, found.uri) == ("TLA communities", "calendar.ics")
    assert found.subscribe[0] == ("Calendar app", "webcal://toy.example/calendar.ics")


@pytest.mark.parametrize("site_url", ["", "file:///srv/site/", "ftp://toy.example/"])
def test_without_an_address_on_the_web_there_is_only_the_file(site_url: str) -> None:
    found = calendar_links(ASSOCIATION, site_url)
    assert (found.uri, found.subscribe) == ("calendar.ics", ())


@pytest.mark.parametrize("name", ["Q & A + more", "100% paper", "Kärtchen “quer” #1?", "خرائط", "🗺️ = map; \\ , :"])
def test_any_name_reaches_outlook_as_it_is(name: str) -> None:
    address = "https://user.toy.example:8443/a%20b/~c/calendar.ics?d=e&f#g"
    for service, link in subscriptions(name, address)[2:]:
        assert service.startswith("Outlook")
        assert parse_qs(urlsplit(link).query, strict_parsing=True) == {"url": [address], "name": [name]}
        assert "+" not in link


def titled(title: str) -> Community:
    """Return a community with one meeting of this title."""
    return MAPS.model_copy(update={"meetings": (MAPS.meetings[0].model_copy(update={"title": title}),)})


@pytest.mark.parametrize(
    ("title", "uri"),
    [
        ("Monthly call", "cops/maps/monthly-call.ics"),
        ("Calendar meeting", "cops/maps/calendar-meeting.ics"),
        ("会议", "cops/maps/2026-11-03.ics"),
    ],
)
def test_the_file_of_a_meeting(title: str, uri: str) -> None:
    community = titled(title)
    assert meeting_uri(community, community.meetings[0]) == uri
