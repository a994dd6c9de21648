"""A catalog of version 1 becomes one of the present form, with its comments, and with nothing that it did not say."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builds import DAY, ROOT
from conftest import Golden
from copsite.catalog.models import Catalog
from copsite.catalog.rules import RuleContext
from copsite.catalog.upgrade import upgraded, upgraded_page
from copsite.catalog.validate import validate
from copsite.diagnostics.problem import ProblemsError
from copsite.render.pages import pages_of
from copsite.yamlio.reader import read
from reader import site_with
from slipping import ANCHORS

FOLDER = ROOT / "tests" / "upgrade"
BEFORE = {path.name.partition(".before")[0]: path for path in sorted(FOLDER.glob("*.before.yaml"))}
RELEASED = {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("*1.2.yaml"))}
OLD = RELEASED | {name: path.read_text("utf-8") for name, path in BEFORE.items()}


def catalog(text: str) -> Catalog:
    """Read a sound catalog."""
    return validate(read(text, "cops.yaml"), RuleContext(DAY, ANCHORS))


def comments(text: str) -> list[str]:
    """Return what follows each `#`, in order; the samples have none in a value."""
    return re.findall(r"#[^\n]*", text)


@pytest.mark.parametrize("name", BEFORE)
def test_an_old_catalog_reads_in_the_present_form(name: str, golden: Golden) -> None:
    golden(FOLDER / f"{name}.after.yaml", upgraded(OLD[name], "cops.yaml"))


@pytest.mark.parametrize("name", OLD)
def test_an_upgraded_catalog_is_sound_and_stays_as_it_is(name: str) -> None:
    text = upgraded(OLD[name], "cops.yaml")
    assert catalog(text)
    assert upgraded(text, "cops.yaml") == text


@pytest.mark.parametrize("name", OLD)
def test_no_comment_is_lost_or_changed(name: str) -> None:
    assert comments(upgraded(OLD[name], "cops.yaml")) == comments(OLD[name])


@pytest.mark.parametrize("name", OLD)
def test_line_ends_stay(name: str) -> None:
    windows = OLD[name].replace("\n", "\r\n")
    assert upgraded(windows, "cops.yaml") == upgraded(OLD[name], "cops.yaml").replace("\n", "\r\n")


@pytest.mark.parametrize("name", RELEASED)
def test_the_catalog_of_a_release_changes_nothing_but_names(name: str) -> None:
    before: Any = read(RELEASED[name], "cops.yaml").value
    after: Any = read(upgraded(RELEASED[name], "cops.yaml"), "cops.yaml").value
    portal = after["association"].pop("member_portal")
    assert portal == {**before["association"].pop("member_portal"), "lists": "yes"}
    assert after == present(before)


def present(value: Any) -> Any:
    """Return a part of a catalog with present names, as far as the catalogs of the releases need it."""
    if isinstance(value, list):
        return [present(part) for part in value]
    if not isinstance(value, dict):
        return value
    names = {"manager": "type", "library": "organization"}
    found = {names.get(name, name): present(part) for name, part in value.items()}
    if isinstance(former := found.pop("list", None), dict):
        found["channels"] = [{"list" if name == "name" else name: part for name, part in former.items()}]
    return found


# What members of each community can do, by the old catalog's own rules.
WAYS = {
    "comments": [
        "sla-teens: write to sla-teens-subscribe-request@lists.sla.example, choose it in the Member Portal",
        "sla-games: write to sla-games-join@mail.games.example",
        "sla-books: choose it in the Member Portal",
        "sla-film: write to sla-film-subscribe-request@lists.sla.example, choose it in the Member Portal",
    ],
    "mixed": [
        "Slack: open https://chat.sla.example/teens",
        "sla-teens: write to sla-teens-subscribe-request@lists.sla.example",
        "sla-games: write to sla-games-join@mail.games.example",
        "sla-play: write to sla-play-join@mail.games.example",
    ],
    "no-lists": ["sla-teens: write to teens@sla.example"],
    "portal": [
        "sla-teens: choose it in the Member Portal",
        "sla-games: write to sla-games+subscribe@googlegroups.com",
        "sla-books: write to books@sla.example",
    ],
    "web": [
        "sla-teens: open https://forms.sla.example/teens, choose it in the Member Portal",
        "sla-games: open https://forms.sla.example/games, choose it in the Member Portal",
    ],
}


def ways(catalog: Catalog) -> list[str]:
    """Return the ways to join each channel, in words."""
    found = []
    for channel in (channel for community in catalog.communities for channel in community.channels):
        subscribe, address = catalog.commands(channel).subscribe, catalog.join_address(channel)
        words = [f"write to {subscribe.to}"] if subscribe else []
        words += [f"open {address}"] if address else []
        words += ["choose it in the Member Portal"] if catalog.in_portal(channel) else []
        found.append(f"{catalog.label(channel)}: {', '.join(words)}")
    return found


@pytest.mark.parametrize("name", BEFORE)
def test_members_join_as_before(name: str) -> None:
    assert ways(catalog(upgraded(OLD[name], "cops.yaml"))) == WAYS[name]


# Fields of a list that its manager needs, for each way to write a list.
NEEDS = {"web": {"join_url": "https://forms.sla.example/join"}, "person": {"contact": "keeper@sla.example"}}
STYLES = {
    "in braces": "    list: {{{}}}\n",
    "in braces below": "    list:\n      {{{}}}\n",
    "in braces on several lines": "    list: {{\n      {},\n    }}\n",
    "in a block": "    list:\n      {}\n",
}
MANAGERS = [
    *("listserv", "mailman2", "mailman3", "sympa", "groupsio", "google", "mlmmj", "majordomo", "ezmlm"),
    *("web", "portal", "person"),
]


def old_catalog(server: str, manager: str, lists: str, style: str) -> str:
    """Return a catalog of version 1 with one list."""
    home = {"groupsio": "groups.io", "google": "googlegroups.com"}
    fields = {"name": "sla-teens", "open_to": "anyone", **NEEDS.get(manager or server, {})}
    if manager:
        fields |= {"manager": manager, "host": home.get(manager, "lists.sla.example")}
    pairs = [f"{name}: {value}" for name, value in fields.items()]
    text = (
        (FOLDER / "no-lists.before.yaml")
        .read_text("utf-8")
        .replace(", lists: no", f", lists: {lists}" if lists else "")
    )
    text = text.replace("{manager: person}", f"{{manager: {server}, host: {home.get(server, 'lists.sla.example')}}}")
    between = "\n      " if style == "in a block" else ", "
    return text[: text.index("    list: ")] + STYLES[style].format(between.join(pairs))


@given(
    st.sampled_from(MANAGERS),
    st.sampled_from(["", *MANAGERS]),
    st.sampled_from(["", "yes", "no"]),
    st.sampled_from([*STYLES]),
)
def test_every_list_is_run_and_joined_as_before(server: str, manager: str, lists: str, style: str) -> None:
    text = old_catalog(server, manager, lists, style)
    after = catalog(upgraded(text, "cops.yaml"))
    (channel,) = after.communities[0].channels
    own = manager in ("", server)
    assert after.type_of(channel) == (manager or server)
    assert after.label(channel) == "sla-teens"
    assert after.in_portal(channel) == ((manager or server) == "portal" or (own and lists != "no"))
    assert (channel.approval, channel.usual_wait, channel.archive_open_to) == (None, None, None)
    assert comments(upgraded(text, "cops.yaml")) == comments(text)


# What cannot be rewritten stays as it is; what else is old is rewritten, and validation reports the rest.
LEFT = {
    "a list that is no group": "    list: sla-teens\n",
    "an empty list": "    list: {}\n",
    "a list that repeats another part": "    list: *other\n",
    "a list given twice": "    list: {name: a}\n    list: {name: b}\n",
    "a field given twice": "    list: {name: a, name: b}\n",
    "a name that is a part's name too": "    &a list: {name: a}\n",
    "a name written with an escape": '    "l\\x69st": {name: a}\n',
    "channels that are no list": "    list: {name: a}\n    channels: none\n",
    "a person with both": "    people: {facilitator: [{name: A, library: B, organization: C}]}\n",
}


@pytest.mark.parametrize("case", LEFT)
def test_what_cannot_be_rewritten_stays(case: str) -> None:
    whole = (FOLDER / "no-lists.before.yaml").read_text("utf-8")
    start = whole[: whole.index("    list: ")].replace("manager: person", "manager: listserv, host: lists.sla.example")
    text = upgraded(start + LEFT[case], "cops.yaml")
    assert text == start.replace("manager: listserv", "type: listserv") + LEFT[case]
    with pytest.raises(ProblemsError):
        catalog(text)


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "- a\n", "association: x\ncommunities: {a: b}\n", "communities: [x, []]\n"]
)
def test_what_is_no_catalog_stays(text: str) -> None:
    assert upgraded(text, "cops.yaml") == text


def test_a_file_that_cannot_be_parsed_is_reported() -> None:
    with pytest.raises(ProblemsError):
        upgraded("communities: [\n", "cops.yaml")


def test_a_shortcode_names_the_present_record() -> None:
    page = 'Fields of a channel:\n\n{{ fields("list") }}\n\n{{ fields("seat") }}\n'
    assert upgraded_page(page) == page.replace('"list"', '"channel"')
    assert upgraded_page(upgraded_page(page)) == upgraded_page(page)


def test_pages_promise_nothing_that_the_old_program_said_by_itself() -> None:
    site = site_with({}, upgraded(OLD["comments"], "cops.yaml"))
    pages = {page.uri: page.render().html for page in pages_of(site.facts)}
    joining = [html for uri, html in pages.items() if uri.endswith("/join.md")]
    assert len(joining) == 4
    assert [html for html in joining if re.search("approv|working day|no archive", html)] == []
