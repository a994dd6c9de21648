"""Calendars are as the RFCs demand, the same in every build, and keep any text and each event's id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from builds import DAY
from conftest import Golden
from copsite.calendars.files import Calendars
from copsite.catalog.models import Catalog, Community, Confirmation, Meeting
from copsite.render.files import files_of
from rfc5545 import Component, faults, parsed
from toys import TOY_CATALOG, toy_site
from workspace import ZONES

SITE = "https://toy.example/"


def calendars(site_url: str = SITE, today: date = DAY) -> Mapping[str, bytes]:
    """Return the toy's calendars by uri."""
    files = files_of(toy_site(site_url=site_url, today=today).facts)
    return {file.uri: file.content() for file in files if file.uri.endswith(".ics")}


EVERY = calendars()
FORMER = {uri: data for uri, data in EVERY.items() if uri.startswith("cops/atlases/")}
TOY = {uri: data for uri, data in EVERY.items() if uri not in FORMER}


@pytest.mark.parametrize("uri", TOY)
def test_a_calendar_of_the_toy_matches_its_golden_file(uri: str, golden: Golden) -> None:
    name = f"toy-{uri.removeprefix('cops/').replace('/', '-')}"
    golden(Path(__file__).with_name(name), TOY[uri].decode().replace("\r\n", "\n"))


def test_every_golden_file_has_a_calendar() -> None:
    files = {file.name for file in Path(__file__).parent.glob("*.ics")}
    assert files == {f"toy-{uri.removeprefix('cops/').replace('/', '-')}" for uri in TOY}


@pytest.mark.parametrize("uri", TOY)
def test_a_calendar_of_the_toy_is_as_the_rfcs_demand(uri: str) -> None:
    assert [*faults(TOY[uri])] == []
    assert icalendar.Calendar.from_ical(TOY[uri]).errors == []


BROKEN = {
    "PRODID:-//communities-of-practice//calendars//EN\r\n": ("", "VCALENDAR lacks PRODID"),
    "DTSTAMP:20261001T000000Z\r\n": ("", "VEVENT lacks DTSTAMP"),
    "DURATION:PT45M\r\n": ("DURATION:45M\r\n", "DURATION is '45M'"),
    "UNTIL=20270901T035959Z": ("COUNT=3", "RRULE is 'FREQ=MONTHLY;COUNT=3;BYDAY=1TH'"),
    "TZID:America/Detroit": ("TZID:America/Detrojt", "zones defined and zones used differ"),
    "Online\\; the": ("Online; the", "LOCATION is 'Online; the link comes on the list'"),
    "SOURCE;VALUE=URI": ("SOURCE", "SOURCE names the type None"),
    "RECURRENCE-ID;TZID=America/Detroit": ("RECURRENCE-ID", "RECURRENCE-ID is not in the zone of its series"),
    "COLOR:teal\r\n": ("COLOR:teal\n", "a line does not end with CRLF"),
    "\r\n ": ("", "a line has"),
}


@pytest.mark.parametrize("old", BROKEN)
def test_what_the_rfcs_forbid_is_found(old: str) -> None:
    new, fault = BROKEN[old]
    text = TOY["cops/bookbinding/calendar.ics"].decode()
    assert old in text
    assert any(found.startswith(fault) for found in faults(text.replace(old, new, 1).encode()))


@pytest.mark.parametrize("day", [DAY, DAY + timedelta(days=40)])
def test_builds_on_any_day_give_the_same_bytes(day: date) -> None:
    assert calendars(today=day) == EVERY


def test_a_communitys_former_addresses_have_its_calendars() -> None:
    now = {uri: data for uri, data in TOY.items() if uri.startswith("cops/maps/")}
    assert {uri.replace("atlases", "maps"): data for uri, data in FORMER.items()} == now


def test_without_an_address_of_the_site_nothing_links_to_it() -> None:
    for uri, data in calendars("").items():
        assert [*faults(data)] == []
        properties = {one.name for one in parsed(data).properties}
        assert not properties & {"SOURCE", "URL"}, uri
        assert b"About" not in data


def changed(community: Community, **fields: object) -> Community:
    """Return a community with other values for some fields."""
    return community.model_copy(update=fields)


def uids(catalog: Catalog, site_url: str = SITE) -> dict[str, str]:
    """Return the ids of the events in a catalog by the title of their meeting."""
    events = [part for part in parsed(Calendars(catalog, ZONES, site_url).whole()).parts if part.name == "VEVENT"]
    return {event.value("SUMMARY").partition(": ")[2]: event.value("UID") for event in events}


def with_maps(change: Callable[[Community], Community]) -> Catalog:
    """Return the toy's catalog with another community of maps."""
    communities = (change(one) if one.id == "maps" else one for one in TOY_CATALOG.communities)
    return TOY_CATALOG.model_copy(update={"communities": tuple(communities)})


FIRST, *OTHERS = TOY_CATALOG.by_id["maps"].meetings
EXTRA = FIRST.model_copy(update={"title": "Extra"})
SAME: dict[str, Callable[[Community], Community]] = {
    "renamed": lambda one: changed(one, id="charts", formerly=("atlases", "maps")),
    "another name": lambda one: changed(one, name="Charts"),
    "a meeting before": lambda one: changed(one, meetings=(EXTRA, *one.meetings)),
    "renewed": lambda one: changed(one, meetings=(FIRST.model_copy(update={"until": date(2028, 3, 31)}), *OTHERS)),
    "moved": lambda one: changed(
        one, meetings=(FIRST.model_copy(update={"starts": FIRST.starts.replace(hour=12)}), *OTHERS)
    ),
    "confirmed": lambda one: changed(one, confirmed=Confirmation(date=date(2027, 1, 1), by="association")),
    "no longer confirmed": lambda one: changed(one, confirmed=None),
}


@pytest.mark.parametrize("change", SAME)
def test_an_events_id_outlives_changes(change: str) -> None:
    before, after = uids(TOY_CATALOG), uids(with_maps(SAME[change]))
    assert {title: after[title] for title in before} == before


def test_an_events_id_depends_on_neither_address_nor_order() -> None:
    turned = TOY_CATALOG.model_copy(update={"communities": TOY_CATALOG.communities[::-1]})
    assert uids(TOY_CATALOG, "https://elsewhere.example/a/") == uids(turned, "") == uids(TOY_CATALOG)


def test_ids_differ_between_meetings_communities_and_associations() -> None:
    association = TOY_CATALOG.association.model_copy(update={"name": "Another Library Association"})
    other = TOY_CATALOG.model_copy(update={"association": association})
    found = [*uids(TOY_CATALOG).values(), *uids(other).values()]
    for catalog in (TOY_CATALOG, other):
        files = Calendars(catalog, ZONES, SITE)
        found += [parsed(files.whole()).value("UID")]
        found += [parsed(files.of_community(one)).value("UID") for one in catalog.communities if one.meetings]
    assert len({*found}) == len(found) == 12


def meeting_of(**fields: object) -> Meeting:
    """Return a meeting with some fields of its own."""
    facts = {"title": "Call", "starts": "2026-12-03 14:00", "minutes": "45", "where": "Online"}
    return Meeting.model_validate({**facts, **fields})


def event_of(meeting: Meeting, community: Community = TOY_CATALOG.communities[0]) -> Component:
    """Return the first event of a meeting's file."""
    community = changed(community, meetings=(meeting,))
    data = Calendars(TOY_CATALOG, ZONES, SITE).of_meeting(community, meeting)
    assert [*faults(data)] == []
    return next(part for part in parsed(data).parts if part.name == "VEVENT")


TIMES = {
    "UTC": ("DTSTART", "", "20261203T140000Z"),
    "Etc/UTC": ("DTSTART", "", "20261203T140000Z"),
    "America/Detroit": ("DTSTART", "America/Detroit", "20261203T140000"),
    "Pacific/Kiritimati": ("DTSTART", "Pacific/Kiritimati", "20261203T140000"),
    "Etc/GMT+5": ("DTSTART", "Etc/GMT+5", "20261203T140000"),
}


@pytest.mark.parametrize("zone", TIMES)
def test_a_time_is_in_its_zone_or_in_utc(zone: str) -> None:
    name, tzid, value = TIMES[zone]
    found = event_of(meeting_of(zone=zone)).get(name)
    assert found
    assert (found.parameters.get("TZID", ""), found.value) == (tzid, value)


def test_all_addresses_of_a_meeting_are_in_its_description() -> None:
    addresses = {
        name: f"https://toy.example/{name};a,b?c=d&e=%2C" for name in ("register", "notes", "recordings", "url")
    }
    event = event_of(meeting_of(**addresses))
    found = event.value("DESCRIPTION").replace("\\,", ",").replace("\\;", ";").split("\\n")
    assert found[2:] == [
        f"Join online: {addresses['url']}",
        f"Register: {addresses['register']}",
        f"Notes: {addresses['notes']}",
        f"Recordings: {addresses['recordings']}",
        "About Bookbinding: https://toy.example/cops/bookbinding/#meeting:call",
    ]
    assert event.value("CONFERENCE") == addresses["url"]


def test_of_an_entry_that_nobody_confirmed_no_day_of_revision_is_made_up() -> None:
    community = changed(TOY_CATALOG.by_id["maps"], confirmed=None, topics=())
    catalog = TOY_CATALOG.model_copy(update={"communities": (community, TOY_CATALOG.by_id["bookbinding"])})
    files = Calendars(catalog, ZONES, SITE)
    own, whole = files.of_community(community), files.whole()
    assert [*faults(own), *faults(whole)] == []
    assert parsed(own).get("LAST-MODIFIED") is None
    assert parsed(whole).value("LAST-MODIFIED") == "20261001T000000Z"
    events = [part for part in parsed(own).parts if part.name == "VEVENT"]
    # Every event needs a stamp (RFC 5545, 3.6.1); this one is older than that of any confirmation to come.
    assert {event.value("DTSTAMP") for event in events} == {"19700101T000000Z"}
    assert {event.get("CATEGORIES") for event in events} == {None}


_HOSTILE = st.sampled_from(
    [*";,:\\\"'^%=Nnr \u200d", "é", "🗺️", "👩\u200d🏫", "א", "خ", "a\u0301", r"\N", r"\n", "END:VEVENT"]
)
TEXTS = st.lists(st.one_of(_HOSTILE, st.characters(exclude_categories=["C"])), min_size=1, max_size=60).map("".join)


@given(title=TEXTS, where=st.one_of(TEXTS, st.sampled_from(["長" * 160, "🗺️" * 80, "\\" * 160])))
def test_any_text_that_the_catalog_allows_comes_back(title: str, where: str) -> None:
    try:
        meeting = meeting_of(title=title, where=where)
    except ValidationError:
        return
    community = changed(TOY_CATALOG.communities[0], meetings=(meeting,))
    data = Calendars(TOY_CATALOG, ZONES, SITE).of_community(community)
    assert [*faults(data)] == []
    (event,) = icalendar.Calendar.from_ical(data).events
    assert (event["SUMMARY"], event["LOCATION"]) == (f"Bookbinding: {title}", where)
