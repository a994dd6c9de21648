"""Pages, files and written pages use an association's own words, and name no portal or list that it does not have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import unescape

import pytest

from builds import DAY, SAMPLE, TOY
from copsite.render.context import Site
from copsite.render.files import files_of
from copsite.render.pages import pages_of
from copsite.render.print_page import whole_handbook
from copsite.site import read_site
from markup import markup
from reader import HEAD
from toys import toy_site
from workspace import ZONES

GENERIC = re.compile(r"communit|librar|organization|facilitator|participant|Toy Library Association", re.IGNORECASE)
# What the toy's own texts call things, and what they are called for these tests.
RENAMED = {
    "Sample Map Library": "Sample Map House",
    "Sample Paper Library": "Sample Paper House",
    "Sample Library": "Sample House",
    "Toy Library Association": "League of Toys",
    "the League of Toys": "the League of Toys",
    "a community's mailing list": "a guild's mailing list",
    "a community's conversation": "a guild's conversation",
    "of the same community": "of the same guild",
    "name: Facilitator": "name: Guild Warden",
    "name: Participant": "name: Apprentice",
    "words: {organization: library}": "words: {community: guild, organization: workshop}",
    "Choose a community": "Choose a guild",
    "the facilitator's duties": "the warden's duties",
}


def renamed(text: str) -> str:
    """Return a text of the toy in other words."""
    for old, new in RENAMED.items():
        text = text.replace(old, new)
    return text


@cache
def guilds() -> Site:
    """Read the toy in other words."""
    docs, data = TOY / "docs", TOY / "data"
    texts = {path.relative_to(docs).as_posix(): renamed(path.read_text("utf-8")) for path in sorted(docs.rglob("*.md"))}
    return read_site(
        renamed((data / "cops.yaml").read_text("utf-8")),
        "data/cops.yaml",
        texts,
        DAY,
        "https://toy.example/",
        zones=ZONES,
        resources_text=renamed((data / "resources.yaml").read_text("utf-8")),
    )


def shown(html: str) -> str:
    """Return what a reader sees of HTML, and what programs tell them, without addresses and file names."""
    page = markup(html)
    names = ("aria-label", "data-one", "data-many", "data-choose", "content", "alt")
    told = [one.attributes[name] for one in page.elements for name in names if name in one.attributes]
    text = re.sub(r"<(code|pre|script|style)\b.*?</\1>", "", html, flags=re.DOTALL)
    return "\n".join([unescape(re.sub(r"<[^>]*>", " ", text)), *told])


PAGES = {page.uri: page for page in pages_of(guilds().facts)}


@pytest.mark.parametrize("uri", PAGES)
def test_a_generated_page_uses_the_associations_words(uri: str) -> None:
    page = PAGES[uri]
    told = "\n".join((page.title, page.description, shown(page.render().html)))
    assert GENERIC.findall(told) == []


def test_words_begin_sentences_and_labels_with_a_capital_letter() -> None:
    assert PAGES["cops/index.md"].title == "Guilds"
    assert PAGES["cops/bookbinding.md"].description.endswith("A guild of the League of Toys.")
    directory = shown(PAGES["cops/index.md"].render().html)
    assert "Every guild of the League of Toys" in directory
    assert "Propose a guild" in directory
    role = markup(PAGES["roles/facilitator.md"].render().html)
    assert [cell.text for cell in role.all("th")] == ["Guild", "Name", "Workshop", "Term"]


def test_files_for_other_programs_call_communities_as_pages_do() -> None:
    files = {file.uri: file for file in files_of(guilds().facts)}
    feed, calendar = (files[uri].content().decode() for uri in ("news.xml", "calendar.ics"))
    assert "<title>TLA guilds</title>" in feed
    assert 'term="community" label="Guilds"' in feed
    assert "X-WR-CALNAME:TLA guilds" in calendar
    assert "the guilds of the League of Toys" in calendar.replace("\r\n ", "")


def test_the_whole_handbook_uses_them_too() -> None:
    site = guilds()
    whole = whole_handbook(site, None, {*site.written}, name="Guilds", rights="")
    assert 'content="What each person in a guild of the League of Toys does, and how."' in whole.document()


HOSTILE = "g' onclick='alert(1) & <3 {% raw %}"


def test_words_are_escaped_wherever_they_stand() -> None:
    words = f'words: {{community: "{HOSTILE}", organization: "{HOSTILE}"}}'
    catalog = (TOY / "data" / "cops.yaml").read_text("utf-8").replace("words: {organization: library}", words)
    site = toy_site(catalog.replace("name: Facilitator", f'name: "{HOSTILE}"'))
    pages = [page.render().html for page in pages_of(site.facts)]
    for html in (*pages, *(written.html for written in site.written.values())):
        assert [element.tag for element in markup(html).elements if "onclick" in element.attributes] == []
        assert "<3" not in html
    assert any("alert(1) &amp;" in html for html in pages)


CHATS = """association:
  name: Sample Project
  short_name: Sample
  words: {community: SIG}
  contact: help@project.example
  time_zone: UTC
roles:
  facilitator: {name: Chair, chapter: handbook/facilitator.md}
  participant: {name: Member, chapter: handbook/participant.md}
communities:
  - id: storage
    name: Storage
    summary: Where bytes go.
    status: active
    channels:
      - {type: slack, name: storage, page: "https://chat.project.example/storage", open_to: anyone}
"""


def sample_pages() -> Mapping[str, str]:
    """Return the written pages of the sample, without those of its communities."""
    docs = SAMPLE / "docs"
    texts = {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in sorted(docs.rglob("*.md"))}
    return {uri: text for uri, text in texts.items() if not uri.startswith("cops/")}


@cache
def chats() -> Site:
    """Read the sample's written pages for an association with a chat alone, and roles without seats and hours."""
    return read_site(CHATS, "data/cops.yaml", sample_pages(), DAY, zones=ZONES)


@pytest.mark.parametrize("uri", sample_pages())
def test_no_written_page_speaks_of_a_portal_where_there_is_none(uri: str) -> None:
    written = chats().written[uri]
    fields = re.sub(r'<dl class="cop-fields">.*?</dl>', "", written.html, flags=re.DOTALL)
    told = "\n".join((written.head.title, written.head.description, shown(fields)))
    assert re.findall(r"\w*portal\w*", told, re.IGNORECASE) == []


@pytest.mark.parametrize("uri", sample_pages())
def test_a_written_page_names_roles_as_the_catalog_does(uri: str) -> None:
    written = chats().written[uri]
    told = "\n".join((written.head.title, written.head.description, shown(written.html)))
    assert re.findall(r"\w*facilitator\w*", re.sub(r"\S*\.md", "", told), re.IGNORECASE) == []


def test_how_to_join_a_chat_says_nothing_of_mail() -> None:
    joining = chats().written["join.md"].html.partition("<h2")[2]
    ways = shown(joining[joining.index("The ways to join") : joining.index("If it doesn")])
    assert "On the web" in ways
    assert re.findall(r"mail|inbox|spam|message", ways, re.IGNORECASE) == []


WAYS = {
    "Where a list can be joined by mail": ("- {list: sample, type: listserv, host: l.example}", ["By email"]),
    "or on the web": ('- {type: forum, page: "https://f.example/"}', ["On the web"]),
    "by asking a person": ("- {type: person, contact: a@b.example}", ["By asking"]),
    "or nowhere": ("- {type: slack, name: storage, open_to: invited}", []),
}


@pytest.mark.parametrize(("channel", "ways"), WAYS.values(), ids=WAYS)
def test_the_ways_to_join_are_those_of_the_channels(channel: str, ways: list[str]) -> None:
    catalog = CHATS[: CHATS.index("roles:")] + CHATS[CHATS.index("communities:") :]
    catalog = catalog[: catalog.index("      - {type")] + f"      {channel}\n"
    texts = {"index.md": f"{HEAD}# A\n\n{{{{ ways_to_join() }}}}\n\n{{{{ member_portal() }}}}\n"}
    html = read_site(catalog, "data/cops.yaml", texts, DAY).written["index.md"].html
    assert [heading.text for heading in markup(html).all("h3")] == ways
    assert ("nothing to join" in html) == (not ways)
    assert "log in" not in html
