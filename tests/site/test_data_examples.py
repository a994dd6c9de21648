"""The data of the built sample and toy: its addresses work, it says what the pages say, and the examples run."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser, expect

from builds import DAY, HOST, SAMPLE
from copsite.feeds.api.records import Meetings
from copsite.feeds.api.schemas import schema_of
from examples import CHAPTER, another_site, fences, run_python, served_data
from markup import Markup, markup_of

TEXT = (SAMPLE / "docs" / CHAPTER).read_text("utf-8")
TODAY, TABLE, JOINING, EVERYTHING = "date.today()", "csv.writer", "channels", "urlretrieve"


@pytest.fixture(scope="module")
def url(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the sample's data; yield the URL of its site."""
    with served_data(site, f"{HOST}/cops/", tmp_path_factory.mktemp("data")) as address:
        yield address


def data(site: Path, name: str) -> Any:
    """Read a file of the data."""
    return json.loads((site / "api" / "v1" / f"{name}.json").read_text("utf-8"))


def example(word: str) -> str:
    """Return the Python example with a word in it."""
    (found,) = [code for code in fences(TEXT, "python") if word in code]
    return found


def pieces(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text with the name of its field."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from pieces(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from pieces(inner, name)
    elif isinstance(value, str):
        yield name, value


@pytest.mark.parametrize(("built", "place"), [("site", f"{HOST}/cops/"), ("toy_site", f"{HOST}/")])
def test_every_address_of_the_site_exists(built: str, place: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(built)
    ids = {name: set(page.ids) for name, page in markup_of(folder).items()}
    found = {
        text
        for file in (folder / "api").rglob("*.json")
        for name, text in pieces(json.loads(file.read_text("utf-8")))
        if (name.endswith("url") or name == "$id") and text.startswith(place)
    }
    assert len(found) > 40
    for address in found:
        path, _, anchor = unquote(address.removeprefix(place)).partition("#")
        file = f"{path}index.html" if path.endswith("/") or not path else path
        assert (folder / file).is_file(), address
        assert not anchor or anchor in ids[file], address


# Fields whose texts are not for readers: identifiers, words and moments that pages put in their own words, and parts
# of messages, which are in their links.
UNSEEN = {
    "id",
    "formerly",
    "by",
    "status",
    "open_to",
    "approval",
    "manager",
    "service",
    "setting",
    "type",
    "kind",
    "state",
    "accessible",
}
UNSEEN |= {
    "time_zone",
    "starts",
    "ends",
    "starts_utc",
    "ends_utc",
    "unit",
    "weekdays",
    "languages",
    "words",
    "subject",
    "body",
}
DAY_FORM = re.compile(r"\d{4}-\d\d-\d\d")


def shown(text: str) -> str:
    """Return a text as pages have it: a day is written out."""
    if not DAY_FORM.fullmatch(text):
        return " ".join(text.split())
    day = date.fromisoformat(text)
    return f"{day:%B} {day.day}, {day.year}"


@pytest.mark.parametrize("built", ["site", "toy_site"])
def test_nothing_is_in_the_data_that_no_page_says(built: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(built)
    pages = markup_of(folder)
    said = " ".join(" ".join(page.text.split()) for page in pages.values())
    linked = {link for page in pages.values() for link in page.references}
    for name in ("communities", "meetings", "resources", "needs", "people", "channels"):
        for key, text in pieces(data(folder, name)):
            if key == "until" and name == "meetings":
                continue  # pages have the last day of a series, be it moved or not
            if key.endswith("url") and not text.startswith(HOST):
                assert text in linked, f"{name}: {key}: {text}"
            elif key not in UNSEEN and not key.endswith("url"):
                assert shown(text) in said, f"{name}: {key}: {text}"


def test_people_are_those_on_the_pages_of_their_communities(site: Path, pages: dict[str, Markup]) -> None:
    people = data(site, "people")["people"]
    assert len(people) > 10
    for one in people:
        community = pages[f"cops/{one['community']['id']}/index.html"].text
        role = pages[f"roles/{one['role']['id']}/index.html"].text
        assert one["name"] in community
        if one.get("from", "") <= f"{DAY}":
            assert one["name"] in role
            assert one.get("organization", "") in role


@pytest.mark.parametrize("headers", [True, False], ids=["headers", "no headers"])
def test_communities_are_listed_on_another_site(browser: Browser, site: Path, tmp_path: Path, *, headers: bool) -> None:
    code = fences(TEXT, "html")[0]
    script = re.sub(r"^ *</?(script|ul).*\n", "", code, flags=re.MULTILINE)
    assert len(script.splitlines()) <= 10
    (tmp_path / "data").mkdir()
    (tmp_path / "there").mkdir()
    open_ones = [one for one in data(site, "communities")["communities"] if one["open"]]
    with (
        served_data(site, f"{HOST}/cops/", tmp_path / "data", headers=headers) as url,
        another_site(code, url, tmp_path / "there") as there,
        browser.new_context() as context,
    ):
        page = context.new_page()
        with page.expect_response("**/communities.json") if headers else page.expect_request_finished():
            page.goto(there)
        items = page.get_by_role("listitem")
        # A browser keeps files from scripts of other sites unless the header allows it.
        expect(items).to_have_count(len(open_ones) if headers else 0)
        if headers:
            expect(items).to_have_text([f"{one['name']}: {one['summary']}" for one in open_ones])
            links = [link.get_attribute("href") for link in page.get_by_role("link").all()]
            assert links == [one["url"].replace(f"{HOST}/cops/", url) for one in open_ones]


def test_the_next_meetings_are_shown_on_another_site_in_the_readers_zone(
    browser: Browser, toy_site: Path, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "there").mkdir()
    with (
        served_data(toy_site, f"{HOST}/", tmp_path / "data") as url,
        another_site(fences(TEXT, "html")[1], url, tmp_path / "there") as there,
        browser.new_context(timezone_id="America/Chicago", locale="en-US") as context,
    ):
        page = context.new_page()
        page.clock.set_fixed_time("2026-12-10T21:10:00Z")  # a meeting of an hour ago has not ended yet
        page.goto(there)
        expect(page.get_by_role("listitem")).to_have_text(
            [
                re.compile(r"Dec 10, 2026, 2:30\sPM: Monthly call, Bookbinding"),
                re.compile(r"Dec 14, 2026, 3:00\sPM: Map hour, Maps"),
                re.compile(r"Dec 28, 2026, 3:00\sPM: Map hour, Maps"),
            ]
        )
        first = page.get_by_role("link").first
        expect(first).to_have_attribute("href", f"{url}cops/bookbinding/#meeting:monthly-call")


def test_a_table_is_made_for_spreadsheets(site: Path, url: str, tmp_path: Path) -> None:
    run_python(example(TABLE), url, tmp_path, DAY)
    with (tmp_path / "communities.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["Name", "Status", "Topics", "Page"]
    assert [row[0] for row in rows] == [one["name"] for one in data(site, "communities")["communities"]]


def test_the_people_in_a_role_on_a_day_are_those_on_its_page(
    site: Path, url: str, tmp_path: Path, pages: dict[str, Markup]
) -> None:
    lines = [line.split(" | ") for line in run_python(example(TODAY), url, tmp_path, DAY).splitlines()]
    rows = [cell.text for cell in pages["roles/facilitator/index.html"].all("td")]
    found = [(community, name) for community, role, name in lines if role == "Facilitator"]
    assert found == [*zip(rows[::4], rows[1::4], strict=True)]


def test_the_way_in_is_that_of_the_join_page(site: Path, url: str, tmp_path: Path, pages: dict[str, Markup]) -> None:
    lines = [line.split(" | ") for line in run_python(example(JOINING), url, tmp_path, DAY).splitlines()]
    ids = {one["name"]: one["id"] for one in data(site, "communities")["communities"] if one["open"]}
    assert {name for name, *_ in lines} == ids.keys()
    for name, _, link in lines:
        assert link in set(pages[f"cops/{ids[name]}/join/index.html"].references)


def test_everything_can_be_copied(site: Path, url: str, tmp_path: Path) -> None:
    run_python(example(EVERYTHING), url, tmp_path, DAY)
    names = {path.name for path in (site / "api" / "v1").glob("*.json")}
    assert {path.name for path in tmp_path.iterdir()} == names
    assert json.loads((tmp_path / "needs.json").read_text("utf-8")).keys() == {"needs"}


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_a_file_can_be_fetched_with_curl(url: str, tmp_path: Path) -> None:
    (command,) = fences(TEXT, "sh")
    subprocess.run(command.replace("https://cops.example/", url).split(), cwd=tmp_path, check=True)
    assert json.loads((tmp_path / "resources.json").read_text("utf-8")).keys() == {"resources"}


def test_the_series_in_the_chapter_is_valid_and_is_that_of_the_toy(toy_site: Path) -> None:
    (code,) = fences(TEXT, "json")
    shown = json.loads(code)
    schema = schema_of(Meetings)
    checker = Draft202012Validator({**schema["$defs"]["Meeting"], "$defs": schema["$defs"]})
    assert [error for error in checker.iter_errors(shown) if error.validator != "required"] == []
    first = data(toy_site, "meetings")["meetings"][0]
    assert {key: first[key] for key in shown} == shown


def test_the_chapter_names_every_file(site: Path) -> None:
    named = set(re.findall(r"\(\.\./api/v1/(\w+)\.json\)", TEXT))
    assert named == {path.stem for path in (site / "api" / "v1").glob("*.json")}
