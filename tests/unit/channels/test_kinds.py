"""The table of channel types: its words and icons, and the addresses that follow from names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from itertools import product
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from builds import ROOT
from conftest import Golden
from copsite.catalog.nouns import with_article
from copsite.channels.kind import CONFIRMATIONS, OPTIONS, Family, Kind
from copsite.channels.kinds import KINDS
from copsite.channels.list_managers import LIST_MANAGERS
from copsite.render.shortcodes import shortcodes
from copsite.render.templating import TEMPLATES, PageBuilder, render_template
from reader import site_with, text_with

PLACES = [id for id in KINDS if id not in LIST_MANAGERS]
WORDS = ("joining", "leaving", "digest", "pausing", "archive")
TITLE = """\
Every type of channel other than a mailing list, and what pages say of it. Words that it does not have are left out,
and so are the messages to a person, which are in tests/list_managers/messages.txt.
"""


def row(name: str, text: str) -> str:
    """Return a line of the table, or none for an empty value."""
    return f"  {name:<9} {text}\n" if text else ""


def section(id: str) -> str:
    """Return the section of the table about a type."""
    kind = KINDS[id]
    address = f"{kind.example} is at {kind.address_of(kind.example, 'irc.sla.example')}" if kind.example else ""
    return "".join(
        [
            f"\n{id}: {kind.name}\n",
            row("family", kind.family),
            row("one may", f"{kind.verb} {with_article(kind.noun)}"),
            row("icon", kind.icon),
            row("address", address),
            *(row(name, getattr(kind, name)) for name in WORDS),
            row("answer", CONFIRMATIONS.get(kind.confirmation, "")),
            row("needs", ", ".join(kind.required)),
            row("may have", ", ".join(kind.optional)),
        ]
    )


def test_the_types_match_the_table(golden: Golden) -> None:
    golden(ROOT / "tests" / "unit" / "channels" / "kinds.txt", TITLE + "".join(map(section, PLACES)))


@pytest.mark.parametrize("id", KINDS)
def test_words_are_whole_sentences_or_missing(id: str) -> None:
    for name in WORDS:
        words = getattr(KINDS[id], name)
        assert words == words.strip()
        assert re.fullmatch("([A-Z].*[.])?", words), words


@pytest.mark.parametrize("id", PLACES)
def test_a_service_says_how_to_join(id: str) -> None:
    generic = {"chat", "forum", "social", "newsletter", "web", "portal", "person"}
    assert bool(KINDS[id].joining) == (id not in generic)


def test_every_family_has_a_word_for_programs() -> None:
    # The API writes it with hyphens.
    assert all(re.fullmatch("[a-z]+( [a-z]+)*", family) for family in Family)
    assert {kind.family for kind in KINDS.values()} == {*Family}
    assert str(Family.LIST) == "mailing list"


def test_types_use_only_known_fields_and_answers() -> None:
    for kind in KINDS.values():
        assert {*kind.required, *kind.optional} <= {*OPTIONS}
        assert kind.confirmation in {"", *CONFIRMATIONS}
        assert kind.noun[0].islower() or kind.noun.partition(" ")[0].removesuffix("s") in kind.name


@pytest.mark.parametrize("id", ["web", "portal", "person"])
def test_a_list_that_people_join_in_another_way_is_a_mailing_list(id: str) -> None:
    kind = KINDS[id]
    found, manager = kind.of_a_list, KINDS["listserv"]
    same = ("family", "noun", "icon", "verb")
    assert [getattr(found, name) for name in same] == [getattr(manager, name) for name in same]
    others = [field.name for field in fields(Kind) if field.name not in same]
    assert [getattr(found, name) for name in others] == [getattr(kind, name) for name in others]


def test_the_kind_of_a_list_manager_is_already_that_of_a_list() -> None:
    assert KINDS["sympa"].of_a_list is KINDS["sympa"]


CODE = "DAHuLJnew1A6bTaYVPA4fX"
ADDRESSES = [
    ("discord", "discord.gg/2ACzy4DrRt", "https://discord.gg/2ACzy4DrRt"),
    ("matrix", "#teens:sla.example", "https://matrix.to/#/%23teens:sla.example"),
    ("matrix", "#_irc_#teens:sla.example", ""),
    ("matrix", "#teens+more:sla.example:8448", "https://matrix.to/#/%23teens%2Bmore:sla.example:8448"),
    ("matrix", "#büro:sla.example", "https://matrix.to/#/%23b%C3%BCro:sla.example"),
    ("telegram", "sla_teens", "https://t.me/sla_teens"),
    ("telegram", "@sla_teens", "https://t.me/sla_teens"),
    ("whatsapp", CODE, f"https://chat.whatsapp.com/{CODE}"),
    ("whatsapp", f"chat.whatsapp.com/{CODE}", f"https://chat.whatsapp.com/{CODE}"),
    ("irc", "#sla-teens", "ircs://irc.sla.example/sla-teens"),
    ("irc", "sla-teens", "ircs://irc.sla.example/sla-teens"),
    ("irc", "#sla+teens", "ircs://irc.sla.example/sla%2Bteens"),
    ("xmpp", "teens@rooms.sla.example", "xmpp:teens@rooms.sla.example?join"),
    ("github", "sla/teens", "https://github.com/sla/teens/discussions"),
    ("github", "sla/.github", "https://github.com/sla/.github/discussions"),
    ("github", "orgs/sla-teens", "https://github.com/orgs/sla-teens/discussions"),
    ("meetup", "SLA-Teens", "https://www.meetup.com/SLA-Teens/"),
    ("mobilizon", "@teens@events.sla.example", "https://events.sla.example/@teens"),
    ("linkedin", "12990474", "https://www.linkedin.com/groups/12990474/"),
    ("linkedin", "groups/12990474", "https://www.linkedin.com/groups/12990474/"),
    ("linkedin-page", "sla-teens", "https://www.linkedin.com/company/sla-teens/"),
    ("linkedin-page", "company/sla-teens", "https://www.linkedin.com/company/sla-teens/"),
    ("facebook", "groups/sla.teens", "https://www.facebook.com/groups/sla.teens/"),
    ("facebook", "groups/1234567890", "https://www.facebook.com/groups/1234567890/"),
    ("facebook-page", "sla.teens", "https://www.facebook.com/sla.teens"),
    ("mastodon", "@teens@social.sla.example", "https://social.sla.example/@teens"),
    ("mastodon", "sla_teens@social.sla.example", "https://social.sla.example/@sla_teens"),
    ("bluesky", "teens.sla.example", "https://bsky.app/profile/teens.sla.example"),
    ("bluesky", "@teens.sla.example", "https://bsky.app/profile/teens.sla.example"),
    ("x", "@sla_teens", "https://x.com/sla_teens"),
    ("instagram", "sla.teens", "https://www.instagram.com/sla.teens/"),
    ("youtube", "@sla.teens", "https://www.youtube.com/@sla.teens"),
    ("youtube", "channel/UC_x5XG1OV2P6uZZ5FSM9Ttw", "https://www.youtube.com/channel/UC_x5XG1OV2P6uZZ5FSM9Ttw"),
    ("groupsio", "teens", "https://irc.sla.example/g/teens"),
    ("groupsio", "Teens_2026.a-b", "https://irc.sla.example/g/Teens_2026.a-b"),
    ("google", "teens", "https://groups.google.com/a/irc.sla.example/g/teens"),
    ("reddit", "r/slateens", "https://www.reddit.com/r/slateens/"),
    ("reddit", "/r/slateens", "https://www.reddit.com/r/slateens/"),
]
# Names that people give a channel, which are not the name in its address.
TITLES: Mapping[str, Sequence[str]] = {
    "discord": ("Librarians", "2ACzy4DrRt", "discord.gg/", "discord.gg/a/b", "https://discord.gg/a"),
    "matrix": ("teens", "#teens", "#teens:", "#:sla.example", "#a:b", "@jo:sla.example", "#a/b:c.de"),
    "telegram": ("Teen Services", "abc", "1teens", "+AbCdEfGhIjKl", "joinchat/AbC", "@", "a" * 33),
    "whatsapp": ("Teens", CODE[1:], f"{CODE}a", f"wa.me/{CODE}"),
    "irc": ("Teen Services", "##teens", "#a,b", "#", ""),
    "xmpp": ("teens", "teens@", "@sla.example", "teens@rooms", "a@b@c.example", "teens@rooms.example?x"),
    "github": ("sla", "sla/", "/teens", "sla/teens/issues", "sla/..", "sla/.", "-sla/teens", "sla/a b"),
    "meetup": ("Teen Services", "teens/events", "-teens", "teens?x", ""),
    "mobilizon": ("teens", "@teens", "@teens@events", "@te ens@events.example"),
    "linkedin": ("Teen Services", "sla-teens", "groups/teens", "12", "1" * 13),
    "linkedin-page": ("Teen Services", "sla/teens", "sla_teens", "-sla", "sla-", "school/sla"),
    "facebook": ("Teen Services", "slateens", "groups/", "groups/a/b", "groups/a..b", "groups/.."),
    "facebook-page": ("Teen Services", "sla", "pages/sla", "sla..teens", "groups/slateens", ".slateens"),
    "mastodon": ("teens", "@teens", "@teens@", "@teens@social", "teens@1.2.3.4", "@te.@social.example"),
    "bluesky": ("teens", "Teen Services", "teens.", ".teens", "a..example", "v1.5", "-a.example"),
    "x": ("Teen Services", "slateenservices1", "sla-teens", "sla.teens", "@"),
    "instagram": ("Teen Services", "sla..teens", "sla.", ".sla", "a" * 31, "sla/p"),
    "youtube": ("Teen Services", "slateens", "channel/slateens", "@sl", "c/slateens"),
    "groupsio": ("", "a b", "parent+teens", "g/teens", "-teens", "a" * 65),
    "google": ("", "a b", "a/b", "forum/#!forum/teens", ".teens", "a" * 65),
    "reddit": ("slateens", "r/sla teens", "u/slateens", "r/ab", "r/a/b"),
}
HOSTILE = [
    *('a"onclick="x', "a'b", "a<b>", "a&b", "a b", "a\tb", "a\nb", "\u202ea", "ａｂｃｄｅ", "a\\b"),
    *("javascript:alert(1)", "data:text/html,x", "//evil.example", "..", "../..", "a/../b", "a%2fb", "%"),
    *("{host}", "{0}", "{list.to}", "a?b=c", "a#b", "@a:b@c", "a@b:c"),
    *("a" * 100_000, "a." * 50_000, "@" * 100_000, "#a:" + "b." * 50_000, "-" * 100_000, "a/" * 50_000),
]


@pytest.mark.parametrize(("id", "name", "address"), ADDRESSES)
def test_an_address_follows_from_a_name(id: str, name: str, address: str) -> None:
    assert KINDS[id].address_of(name, "irc.sla.example") == address


@pytest.mark.parametrize(("id", "name"), [(id, name) for id, names in TITLES.items() for name in names])
def test_no_address_follows_from_a_name_of_another_form(id: str, name: str) -> None:
    assert KINDS[id].address_of(name, "irc.sla.example") == ""


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: repr(name[:20]))
def test_a_hostile_name_gives_no_address_or_one_of_the_same_service(name: str) -> None:
    forms = (name, f"@{name}", f"#{name}:sla.example", f"groups/{name}", f"r/{name}", f"{name}@sla.example")
    for kind, written in product(KINDS.values(), forms):
        address = kind.address_of(written, "irc.sla.example")
        if address:
            usual, found = urlsplit(kind.address_of(kind.example, "irc.sla.example")), urlsplit(address)
            assert found.scheme == usual.scheme
            assert found.netloc == usual.netloc or found.netloc == "sla.example"
            assert found.path.count("/") == usual.path.count("/")
            assert re.fullmatch(r"[A-Za-z0-9:/@%#?._~+-]+", address)
            assert len(address) < 400


def test_every_type_with_an_address_is_tried_and_has_an_example() -> None:
    tried = {id for id, *_ in ADDRESSES}
    derived = {id for id, kind in KINDS.items() if kind.address}
    assert tried == {*TITLES} == derived
    assert {id for id, kind in KINDS.items() if kind.example and kind.name_form} == derived
    assert all(KINDS[id].address_of(KINDS[id].example, "irc.sla.example") for id in derived)


GROUPS = [
    # kind, host, page of the list `teens`
    ("groupsio", "groups.io", "https://groups.io/g/teens"),
    ("groupsio", "sla.groups.io", "https://sla.groups.io/g/teens"),
    ("groupsio", "lists.sla.example", "https://lists.sla.example/g/teens"),
    ("groupsio", None, ""),
    ("google", "googlegroups.com", "https://groups.google.com/g/teens"),
    ("google", "GoogleGroups.com", "https://groups.google.com/g/teens"),
    ("google", "sla.example", "https://groups.google.com/a/sla.example/g/teens"),
    ("google", None, "https://groups.google.com/g/teens"),
    ("mailman3", "lists.sla.example", ""),
    ("simplelists", "simplelists.com", ""),
]


@pytest.mark.parametrize(("id", "host", "address"), GROUPS)
def test_the_page_of_a_list_follows_from_its_name_and_host(id: str, host: str | None, address: str) -> None:
    assert KINDS[id].address_of("teens", host) == address


def test_an_address_on_a_server_needs_the_server() -> None:
    assert KINDS["irc"].address_of("#teens") == ""
    assert [id for id, kind in KINDS.items() if "{host}" in kind.address and not kind.takes("host")] == []


ICONS = TEMPLATES / "icons"


def test_every_type_has_an_icon_and_no_icon_is_unused() -> None:
    files = {file.relative_to(ICONS).with_suffix("").as_posix() for file in ICONS.rglob("*.svg")}
    assert files == {kind.icon for kind in KINDS.values()}
    others = {
        file.relative_to(ICONS).as_posix() for file in ICONS.rglob("*") if file.is_file() and file.suffix != ".svg"
    }
    assert others == {"material/LICENSE", "simple/LICENSE.md"}


def test_an_icon_is_one_shape_in_the_color_of_the_text() -> None:
    form = r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="0 0 24 24"><path d="[^"<>]+"/></svg>'
    for file in ICONS.rglob("*.svg"):
        assert re.fullmatch(form, file.read_text("utf-8")), file


def test_an_icon_is_there_for_the_eye_only() -> None:
    row = SimpleNamespace(id="slack", kind=KINDS["slack"], address="")
    html = render_template("channel_types.html", PageBuilder("x.md"), families={Family.CHAT: [row]})
    svg = (ICONS / "material" / "slack.svg").read_text("utf-8")
    assert f'<span class="cop-icon" aria-hidden="true">{svg}</span>' in html


@pytest.mark.parametrize("has_portal", [True, False])
def test_the_handbook_has_a_row_for_each_type_but_a_portal_that_is_not_there(has_portal: bool) -> None:
    text = "".join(line for line in text_with().splitlines(keepends=True) if has_portal or "portal" not in line)
    block = shortcodes(site_with({}, text).facts, "a.md", ())["channels"]()  # type: ignore[operator]
    html = render_template(block.template, PageBuilder("a.md"), **block.values)
    rows = re.findall('<th scope="row"><code>([^<]+)</code></th>', html)
    assert rows == [id for id in KINDS if has_portal or id != "portal"]
    assert ("portal" in html) == has_portal
    assert "<code>@example@social.example</code> is at <code>https://social.example/@example</code>" in html
