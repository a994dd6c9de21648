"""The files of api/v1/: valid by their schemas, the same each time, and with nothing that pages do not say."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from html import escape
from typing import Any
from urllib.parse import urljoin

import pytest
from jsonschema import Draft202012Validator
from referencing.exceptions import Unresolvable

from builds import HOST, ROOT, SAMPLE
from builds import TOY as TOY_FOLDER
from conftest import Golden
from copsite.catalog.models import Resources
from copsite.feeds.api.files import FOLDER, KINDS, schema_uri
from copsite.render.facts import Facts
from copsite.render.files import files_of
from copsite.render.pages import pages_of
from reader import DAY, site_in, site_with, text_with
from toys import TOY_CATALOG, toy_site
from workspace import ZONES

GOLDEN = ROOT / "tests" / "api" / "toy"
TOY = toy_site().facts
ODD = [
    "</script><script>alert(1)</script>",
    'a "quoted" \\ name',
    "{{ 7*7 }} *a* [b](javascript:alert(1))",
    "&lt;b&gt; 'x'",
    "=cmd|'/C calc'!A0",
    "Livres 📚 für Łódź ñ",
    "ספריות וקהילות",
    "W" * 60,
]


def data_of(facts: Facts) -> dict[str, bytes]:
    """Return the content of each file, by its address below api/v1/."""
    files = ((file.uri, file.content) for file in files_of(facts) if file.uri.startswith(FOLDER))
    return {uri.removeprefix(FOLDER): content() for uri, content in files}


def read(data: Mapping[str, bytes], name: str) -> Any:
    """Read a file."""
    return json.loads(data[f"{name}.json"])


def leaves(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each value that is no object and no array, with the name of its field."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, name)
    else:
        yield name, value


def faults(data: Mapping[str, bytes]) -> list[str]:
    """Validate every file by its schema; return the messages."""
    found: list[str] = []
    schemas = {name: json.loads(data[schema_uri(name).removeprefix(FOLDER)]) for name in KINDS}
    for uri, content in data.items():
        if uri.startswith("schemas/"):
            continue
        name = "community" if uri.startswith("communities/") else uri.removesuffix(".json")
        checker = Draft202012Validator(schemas[name], format_checker=Draft202012Validator.FORMAT_CHECKER)
        try:
            found += [
                f"{uri}: {error.json_path}: {error.message}" for error in checker.iter_errors(json.loads(content))
            ]
        except Unresolvable as error:
            found.append(f"{uri}: {error}")
        allowed = {key for part in (schemas[name], *schemas[name]["$defs"].values()) for key in part["properties"]}
        found += [f"{uri}: {key}" for key in keys(json.loads(content)) - allowed]
        found += [f"{uri}: {key} is empty" for key, value in leaves(json.loads(content)) if value in (None, "")]
    return found


def keys(value: Any) -> set[str]:
    """Return the names of all fields."""
    if isinstance(value, dict):
        return value.keys() | {key for inner in value.values() for key in keys(inner)}
    return {key for inner in value for key in keys(inner)} if isinstance(value, list) else set()


def with_odd_texts() -> Facts:
    """Return the toy with a community for each odd text, in every field that takes any text."""
    maps, binding = TOY_CATALOG.by_id["maps"], TOY_CATALOG.by_id["bookbinding"]
    odd = []
    for n, text in enumerate(ODD):
        seats = tuple(one.model_copy(update={"name": text, "organization": text}) for one in maps.people["facilitator"])
        meetings = (binding.meetings[0].model_copy(update={"title": text, "where": text}),)
        words = dict.fromkeys(("name", "summary", "purpose", "suits"), text)
        needs = (maps.needs[0].model_copy(update={"what": text}),)
        more = {"people": {"facilitator": seats}, "meetings": meetings, "needs": needs, "formerly": ()}
        odd.append(maps.model_copy(update={"id": f"odd-{n}", **words, **more}))
        odd[-1].name_in_full(text)
    found = TOY.resources.resources
    copies = [
        found[0].model_copy(update={"id": f"odd-{n}", "title": text, "summary": text, "by": text, "license": text})
        for n, text in enumerate(ODD)
    ]
    # `model_copy` would keep what was computed from the fields.
    parts = {name: getattr(TOY_CATALOG, name) for name in ("association", "topics", "roles")}
    catalog = type(TOY_CATALOG).model_construct(**parts, communities=(*TOY_CATALOG.communities, *odd))
    return replace(TOY, catalog=catalog, resources=type(TOY.resources)(resources=(*found, *copies)))


SITES = {
    "toy": TOY,
    "toy without an address": toy_site(site_url="").facts,
    "one community with nothing": replace(site_with({}).facts, zones=ZONES),
    "sample": replace(site_in(SAMPLE).facts, zones=ZONES),
    "odd texts": with_odd_texts(),
}


@pytest.mark.parametrize("name", SITES)
def test_every_file_is_valid_by_its_schema(name: str) -> None:
    assert faults(data_of(SITES[name])) == []


@pytest.mark.parametrize("name", SITES)
def test_files_are_the_same_each_time_and_end_with_a_line(name: str) -> None:
    data = data_of(SITES[name])
    assert data_of(replace(SITES[name])) == data
    assert [uri for uri, content in data.items() if not content.endswith(b"\n") or b"\r" in content] == []


@pytest.mark.parametrize("name", [name for name in KINDS if KINDS[name].fill] + ["communities/maps"])
def test_the_toys_data_matches_its_golden_file(name: str, golden: Golden) -> None:
    text = json.dumps(read(data_of(TOY), name), indent=2, ensure_ascii=False) + "\n"
    golden(GOLDEN / f"{name.replace('/', '-')}.json", text)


def test_only_the_coming_meetings_differ_on_another_day() -> None:
    today, later = data_of(TOY), data_of(replace(TOY, today=DAY + timedelta(days=40)))
    assert [uri for uri in today if today[uri] != later[uri]] == ["coming.json"]
    assert (read(today, "coming")["as_of"], read(later, "coming")["as_of"]) == ("2026-11-24", "2027-01-03")


def test_the_index_names_every_file_but_those_of_each_community() -> None:
    data = data_of(TOY)
    files = read(data, "index")["files"]
    named = {one[key] for one in files for key in ("url", "schema_url") if key in one}
    each = {one["data_url"] for one in read(data, "communities")["communities"]}
    made = {f"{HOST}/{FOLDER}{uri}" for uri in data}
    assert named | each == made - {f"{HOST}/{FOLDER}communities/atlases.json"}


def test_a_schema_has_its_own_address_if_the_sites_is_known() -> None:
    schema = json.loads(data_of(TOY)["schemas/people.schema.json"])
    assert schema["$id"] == f"{HOST}/api/v1/schemas/people.schema.json"
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "$id" not in json.loads(data_of(SITES["toy without an address"])["schemas/people.schema.json"])


def test_addresses_without_the_sites_are_relative_to_the_file() -> None:
    known, unknown = data_of(TOY), data_of(SITES["toy without an address"])
    assert known.keys() == unknown.keys()
    addresses = 0
    for uri in (uri for uri in known if not uri.startswith("schemas/")):
        pairs = zip(leaves(json.loads(known[uri])), leaves(json.loads(unknown[uri])), strict=True)
        for (name, absolute), (_, relative) in pairs:
            if name.endswith("url"):
                assert urljoin(f"{HOST}/{FOLDER}{uri}", relative) == absolute
                addresses += absolute.startswith(HOST)
            else:
                assert absolute == relative
    assert addresses > 100


def test_the_file_at_a_former_id_is_that_of_the_community() -> None:
    data = data_of(TOY)
    assert data["communities/atlases.json"] == data["communities/maps.json"]
    assert read(data, "communities/atlases")["id"] == "maps"
    assert read(data, "communities/atlases")["formerly"] == ["atlases"]


def test_the_file_of_a_community_has_what_the_files_of_all_have_of_it() -> None:
    data = data_of(TOY)
    for entry in read(data, "communities")["communities"]:
        id = entry["id"]
        whole = read(data, f"communities/{id}")
        assert {key: whole[key] for key in entry} == entry
        for name in ("channels", "people", "meetings", "needs"):
            assert whole[name] == [one for one in read(data, name)[name] if one["community"]["id"] == id]
        shared = [one for one in read(data, "resources")["resources"] if id in {c["id"] for c in one["communities"]}]
        assert whole["resources"] == shared


def test_a_channel_that_takes_no_members_has_no_way_in_and_a_withdrawn_resource_no_address() -> None:
    data = data_of(TOY)
    closed = [one for one in read(data, "channels")["channels"] if one["open_to"] == "nobody"]
    assert {one["community"]["id"] for one in closed} == {"film", "paper"}
    known = {"type", "service", "label", "community", "open_to", "join", "leave", "archive"}
    assert {key for one in closed for key in one} == known
    assert b"toy-film@" not in b"".join(data.values())
    gone = [one for one in read(data, "resources")["resources"] if "withdrawn" in one]
    assert [one["id"] for one in gone] == ["glue"]
    assert gone[0].keys().isdisjoint({"url", "summary", "date", "license"})
    assert b"files.toy.example/glue" not in b"".join(data.values())


# A channel, the ways to join and to leave, and what the data says besides.
JOINING = [
    ("{list: a, open_to: members}", "email, portal", "email, portal", {"open_to": "members"}),
    (
        "{list: a, type: mailman3, host: l.example, open_to: anyone, approval: owner}",
        "email",
        "email",
        {"type": "mailing-list", "manager": "mailman3", "approval": "owner"},
    ),
    ("{list: a, in_portal: no}", "email", "email", {"open_to": "unknown"}),
    (
        "{list: a, shared: yes, subject_tag: '[A]'}",
        "email, portal",
        "email, portal",
        {"shared": True, "subject_tag": "[A]"},
    ),
    ("{list: a, subscribe: {subject: Please}, in_portal: no}", "email", "email", {"name": "a"}),
    (
        "{list: a, type: portal, open_to: members}",
        "portal",
        "portal",
        {"type": "mailing-list", "manager": "portal", "name": "a"},
    ),
    ("{name: a, type: portal}", "portal", "portal", {"type": "member-portal", "service": "portal"}),
    (
        '{list: a, type: web, open_to: anyone, join_url: "https://f.example/j"}',
        "form",
        "",
        {"type": "mailing-list", "manager": "web"},
    ),
    (
        '{type: web, join_url: "https://f.example/j", leave_url: "https://f.example/l"}',
        "form",
        "form",
        {"type": "web-page", "service": "web", "label": "web page"},
    ),
    ("{list: a, type: person, contact: p@l.example}", "email", "email", {"type": "mailing-list"}),
    (
        '{type: slack, name: "#a", page: "https://s.example/a", open_to: anyone, eligibility: Staff}',
        "page",
        "",
        {"type": "chat", "service": "slack", "name": "#a", "eligibility": "Staff", "page_url": "https://s.example/a"},
    ),
    (
        '{type: slack, page: "https://s.example/a", join_url: "https://s.example/invite", leave_url: "https://s.example/l"}',
        "page",
        "page",
        {"label": "Slack"},
    ),
    ('{type: zulip, name: a, page: "https://z.example/a", open_to: invited}', "", "", {"open_to": "invited"}),
    ("{type: meetup, name: a-b}", "page", "", {"type": "meetup-group", "page_url": "https://www.meetup.com/a-b/"}),
    (
        "{list: a, counted: {date: 2026-10-01, members: 0}, in_portal: no}",
        "email",
        "email",
        {"counted": {"date": "2026-10-01", "members": 0}},
    ),
]


def test_a_resource_is_not_replaced_by_one_that_was_withdrawn() -> None:
    found = TOY.resources
    newer = next(one for one in found.resources if one.replaces)
    withdrawn = newer.model_copy(update={"withdrawn": found.by_id["glue"].withdrawn})
    changed = Resources(resources=tuple(withdrawn if one is newer else one for one in found.resources))
    before, after = (
        {one["id"]: one["replaced_by"] for one in read(data_of(facts), "resources")["resources"]}
        for facts in (TOY, replace(TOY, resources=changed))
    )
    assert before[newer.replaces] == [{"id": newer.id, "title": newer.title}]
    assert after[newer.replaces] == []


@pytest.mark.parametrize(("entry", "join", "leave", "more"), JOINING)
def test_the_ways_in_and_out_are_those_of_the_join_page(
    entry: str, join: str, leave: str, more: dict[str, Any]
) -> None:
    text = text_with().replace("{list: sla-teens, open_to: members}", entry)
    text = text.replace('login"}', 'login", lists: yes}')
    site = site_with({}, text)
    (channel,) = read(data_of(site.facts), "channels")["channels"]
    assert ", ".join(way["by"] for way in channel["join"]) == join
    assert ", ".join(way["by"] for way in channel["leave"]) == leave
    assert {key: channel.get(key) for key in more} == more
    assert faults(data_of(site.facts)) == []
    pages = {page.uri: str(page.render().html) for page in pages_of(site.facts)}
    for way in channel["join"]:
        assert f'href="{escape(way["url"])}"' in pages["cops/teens/join.md"]
    links = [way["url"] for way in (*channel["join"], *channel["leave"], channel["ask"]) if way["by"] == "email"]
    assert all(link.startswith("mailto:") for link in links)


def test_nothing_is_said_that_the_catalog_does_not_know() -> None:
    text = text_with().replace("{list: sla-teens, open_to: members}", '{type: slack, page: "https://s.example/a"}')
    (channel,) = read(data_of(site_with({}, text).facts), "channels")["channels"]
    assert channel.keys() == {
        "type",
        "service",
        "label",
        "community",
        "open_to",
        "page_url",
        "join",
        "joining",
        "leave",
        "leaving",
        "pausing",
        "ask",
    }
    assert channel["open_to"] == "unknown"


def test_a_community_says_where_it_is_and_what_it_belongs_to() -> None:
    more = """    also_called: [YA]
    place: {town: Cambridge, country: England}
    languages: [en, es]
    contact: teens@sla.example
    links: [{type: charter, url: "https://f.example/c"}, {type: other, url: "https://f.example/o", label: Pictures}]
  - {id: games, name: Games, summary: Board games., status: forming, part_of: teens}
"""
    data = data_of(site_with({}, text_with(more)).facts)
    teens, games = read(data, "communities/teens"), read(data, "communities/games")
    assert (teens["also_called"], teens["languages"], teens["contact"]) == (["YA"], ["en", "es"], "teens@sla.example")
    assert teens["place"] == {"town": "Cambridge", "country": "England"}
    assert teens["links"] == [
        {"type": "charter", "url": "https://f.example/c"},
        {"type": "other", "url": "https://f.example/o", "label": "Pictures"},
    ]
    assert [one["id"] for one in teens["parts"]] == ["games"]
    assert [one["id"] for one in games["part_of"]] == ["teens"]
    assert {"since", "confirmed", "purpose", "suits", "place", "contact", "logo_url"} & games.keys() == set()


RULES = [
    ("every week", "week", 1, ["Thursday"], []),
    ("every 2 weeks on Monday and Thursday", "week", 2, ["Monday", "Thursday"], []),
    ("every month on the first Thursday", "month", 1, ["Thursday"], [1]),
    ("every 3 months on the first and last Thursday", "month", 3, ["Thursday"], [1, -1]),
    ("every year", "year", 1, [], []),
]


@pytest.mark.parametrize(("words", "unit", "every", "weekdays", "weeks"), RULES)
def test_a_rule_is_there_in_words_and_in_parts(
    words: str, unit: str, every: int, weekdays: list[str], weeks: list[int]
) -> None:
    more = f"""    meetings:
      - title: Call
        starts: 2026-12-03 14:00
        minutes: 45
        repeats: {words}
        until: 2027-12-31
        where: Online
"""
    facts = replace(site_with({}, text_with(more)).facts, zones=ZONES)
    (meeting,) = read(data_of(facts), "meetings")["meetings"]
    parts = {"words": words, "every": every, "unit": unit, "weekdays": weekdays, "weeks": weeks}
    assert meeting["repeats"] == parts
    assert meeting["starts"] == "2026-12-03T14:00:00-05:00"


def test_a_purpose_is_plain_text() -> None:
    text = text_with().replace("Members compare what works.", '"**Bold**, `code` and [a link](https://a.example/) & <"')
    found = read(data_of(site_with({}, text).facts), "communities/teens")
    assert found["purpose"] == "Bold, code and a link & <"


def test_the_index_names_the_license_and_the_guide_only_if_there_are_any() -> None:
    assert {"license", "guide_url"} & read(data_of(TOY), "index").keys() == set()
    association = TOY.catalog.association.model_copy(update={"data_license": "https://license.example/by/"})
    catalog = TOY.catalog.model_copy(update={"association": association})
    written = {**TOY.written, "handbook/data.md": TOY.written["index.md"]}
    index = read(data_of(replace(TOY, catalog=catalog, written=written)), "index")
    assert index["license"] == "https://license.example/by/"
    assert index["guide_url"] == f"{HOST}/handbook/data/"


def test_data_is_a_sample_as_long_as_the_site_says_so() -> None:
    text = (TOY_FOLDER / "data" / "cops.yaml").read_text("utf-8").replace(".example", ".org")
    with_sample_resources = toy_site(text).facts
    without_resources = replace(with_sample_resources, resources=Resources())
    for facts in (TOY, with_sample_resources, without_resources):
        assert read(data_of(facts), "index")["sample"] == facts.sample == (facts is not without_resources)


def test_odd_texts_arrive_unchanged() -> None:
    data = data_of(SITES["odd texts"])
    assert [one["name"] for one in read(data, "communities")["communities"] if one["id"].startswith("odd")] == sorted(
        ODD, key=str.casefold
    )
    for n, text in enumerate(ODD):
        found = read(data, f"communities/odd-{n}")
        assert (found["summary"], found["suits"], found["people"][0]["organization"]) == (text, text, text)
        assert (found["meetings"][0]["where"], found["needs"][0]["what"]) == (text, text)


def test_an_association_with_nothing_else_has_empty_lists() -> None:
    data = data_of(SITES["one community with nothing"])
    names = ("meetings", "coming", "resources", "needs", "people")
    assert [len(read(data, name)["meetings" if name == "coming" else name]) for name in names] == [0] * 5


def test_people_are_former_where_they_left_on_an_unknown_day_and_communities_have_seats_of_their_own() -> None:
    seats = "[{name: A}, {name: B, former: yes}, {name: C, until: 2026-01-01}]"
    people = f"    people: {{facilitator: {seats}}}\n    seats: {{facilitator: 3}}\n"
    text = text_with(people)
    ended = text_with(people, name="Films", status="closed", open_to="nobody").partition("communities:\n")[2]
    found = read(data_of(site_with({}, text + ended.replace("id: teens", "id: films")).facts), "people")
    assert [(one["community"]["id"], one["name"], one.get("former")) for one in found["people"]] == [
        ("films", "C", None),
        ("films", "A", True),
        ("films", "B", True),
        ("teens", "C", None),
        ("teens", "A", None),
        ("teens", "B", True),
    ]
    assert [(one["community"]["id"], one["role"]["id"], one["seats"]) for one in found["seats"]] == [
        ("teens", "facilitator", 3)
    ]
