"""The effects of a change on the site, as a pull request shows them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from builds import DAY, HOST, ROOT, TOY, run
from copsite.diff import effects
from copsite.render.context import EDIT, Site
from copsite.render.pages import pages_of
from copsite.site import read_site
from reader import site_with
from workspace import ZONES

CATALOG = (TOY / "data" / "cops.yaml").read_text("utf-8")
RESOURCES = (TOY / "data" / "resources.yaml").read_text("utf-8")
DOCS = TOY / "docs"
TEXTS = {path.relative_to(DOCS).as_posix(): path.read_text("utf-8") for path in sorted(DOCS.rglob("*.md"))}
PUNCH_CARDS = CATALOG[CATALOG.index("  # Closed, without") : CATALOG.index("  # Proposed: no list")]


def toy(catalog: str, texts: dict[str, str], resources: str = RESOURCES) -> Site:
    """Read the toy site from its texts."""
    return read_site(catalog, "data/cops.yaml", texts, DAY, f"{HOST}/", zones=ZONES, resources_text=resources)


def test_a_new_line_changes_only_the_page_with_line_numbers() -> None:
    before, after = (
        {page.uri: page.render().html for page in pages_of(toy(catalog, TEXTS).facts)}
        for catalog in (CATALOG, f"# A comment.\n{CATALOG}")
    )
    assert {uri for uri in before if before[uri] != after[uri]} == {EDIT}


# A replacement in the catalog, and its effects.
CHANGES = [
    ("# Merged into another.", "# Merged.\n  # It was small.", "No page changes."),
    (
        "until: 2027-01-31}",
        "until: 2027-03-31}",
        "Bookbinding: facilitator changes; join page unchanged.\n"
        "Other pages that change: 'Communities', 'Facilitator', 'News'.\n"
        "4 pages change.",
    ),
    (
        "{list: toy-binding, open_to: members",
        "{list: toy-binding, open_to: anyone",
        "Bookbinding: open_to of the mailing list toy-binding changes from members to anyone; join page changes.\n"
        "Other pages that change: 'Communities'.\n3 pages change.",
    ),
    (
        "status: forming\n    since: 2026-08-17\n    confirmed: {date: 2026-10-20,",
        "status: active\n    since: 2026-11-01\n    confirmed: {date: 2026-11-02,",
        "Games: status changes from forming to active, confirmed on 2026-11-02 by association; join page changes.\n"
        "Other pages that change: 'Communities', 'News', 'Toy communities'.\n"
        "5 pages change.",
    ),
    (
        "    confirmed: {date: 2026-09-02, by: association}\n",
        "",
        "Maps: no longer confirmed; join page unchanged.\n1 page changes.",
    ),
    (
        "        minutes: 45\n",
        "        minutes: 30\n",
        "Bookbinding: 'Monthly call' takes 30 minutes, not 45; join page unchanged.\n"
        "Other pages that change: 'Calendar', 'Toy communities'.\n"
        "3 pages change.",
    ),
    (
        "moved: {2026-12-03: 2026-12-10 15:30}",
        "moved: {2026-12-03: 2026-12-11 15:30}",
        "Bookbinding: 'Monthly call' of 2026-12-03 moves to 2026-12-11 15:30; join page unchanged.\n"
        "Other pages that change: 'Communities', 'Calendar', 'News', 'Toy communities'.\n"
        "5 pages change.",
    ),
    (
        "state: answered, resource: wet-books}",
        "state: passed}",
        "Bookbinding: need 'How to mend a book that was wet.' has passed; join page unchanged.\n"
        "Other pages that change: 'News', 'Needs'.\n"
        "3 pages change.",
    ),
    (
        "name: Robots",
        "name: Machines",
        "Machines: name changes from Robots to Machines; join page changes.\n"
        "Other pages that change: 'Communities', 'Bookbinding', 'Maps', 'Film', 'Punch Cards', 'Metadata', "
        "'Subject Headings', 'Place Names', 'Facilitator', 'News' and 1 more.\n"
        "13 pages change.",
    ),
    (
        "id: games\n",
        "id: board-games\n    formerly: [games]\n",
        "Games: address changes from cops/games/ to cops/board-games/; join page changes.\n"
        "Other pages that change: 'Communities', 'Bookbinding', 'Paper', 'Facilitator', 'News', 'Toy communities'.\n"
        "8 pages change, 2 new.",
    ),
    (
        PUNCH_CARDS,
        "",
        "Punch Cards: removed, and its pages with it. Links to them will break; close it instead.\n"
        "Other pages that change: 'Communities', 'News', 'Toy communities'.\n"
        "3 pages change, 2 removed.",
    ),
    (
        "  - id: film",
        PUNCH_CARDS.replace("punch-cards", "beads").replace("Punch Cards", "Beads") + "  - id: film",
        "Beads: new, closed.\n"
        "Other pages that change: 'Communities', 'News', 'Toy communities'.\n"
        "3 pages change, 2 new.",
    ),
    (
        "collections: Collections",
        "collections: Holdings",
        "Above the communities: topic collections changes.\n"
        "Other pages that change: 'Communities', 'Bookbinding', 'Maps', 'Robots', 'Metadata', 'Subject Headings', "
        "'Place Names', 'Calendar', 'Needs', 'Resources'.\n"
        "10 pages change.",
    ),
]


@pytest.mark.parametrize(("old", "new", "said"), CHANGES)
def test_a_change_to_the_catalog_is_described_by_its_effects(old: str, new: str, said: str) -> None:
    assert CATALOG.count(old) == 1
    found = effects(toy(CATALOG, TEXTS), toy(CATALOG.replace(old, new), TEXTS))
    assert "\n".join(found) == said


# Fields of a community, of a role and of the association, before and after, and what is said of them.
FIELDS = [
    ("", "also_called: [YA]", "also_called is new; join page unchanged"),
    ("purpose: Members compare.", "", "purpose is removed; join page unchanged"),
    ("contact: a@sla.example", "contact: b@sla.example", "contact changes; join page changes"),
    (
        "place: {town: Cambridge, country: England}",
        "place: {town: Ely, country: England}",
        "place changes from Cambridge, England to Ely, England; join page unchanged",
    ),
    ("place: {town: Ely}", "", "place is removed; join page unchanged"),
    ("languages: [en]", "languages: [en, es]", "languages change; join page unchanged"),
    ("confirmed: {date: 2026-10-01, by: association}", "", "no longer confirmed; join page unchanged"),
    ("part_of: games", "part_of: [maps]", "it is part of maps now, it is no longer part of games; join page unchanged"),
    (
        "links: [{type: home, url: 'https://a.example'}, {type: notes, url: 'https://n.example'}]",
        "links: [{type: home, url: 'https://b.example'}, {type: other, label: Art, url: 'https://c.example'}]",
        "link home changes, new link other 'Art', link notes is removed; join page unchanged",
    ),
    (
        "formerly: [ya, tweens]",
        "formerly: [ya]",
        "the former address cops/tweens/ is removed, and links to it will break",
    ),
    ("seats: {chair: 1}", "seats: {chair: 3}", "chair has 3 seats here; join page unchanged"),
    ("seats: {chair: 1}", "", "chair has no number of seats of its own here; join page unchanged"),
    (
        "people: {chair: [{name: Sample Person}, {name: Another Person}]}",
        "people: {chair: [{name: Sample Person}]}",
        "chair changes, Another Person is removed from chair; join page unchanged",
    ),
    (
        "channels: [{list: a}]",
        "channels: [{list: a, open_to: invited}]",
        "open_to of the mailing list a is new; join page changes",
    ),
    (
        "channels: [{list: a, open_to: anyone, archive: 'https://a.example'}]",
        "channels: [{list: a, open_to: members}]",
        "open_to of the mailing list a changes from anyone to members, archive of the mailing list a is removed; "
        "join page changes",
    ),
    (
        "channels: [{list: a}, {list: b}]",
        "channels: [{list: b}, {list: a}]",
        "people join in the mailing list b now, not in the mailing list a; join page changes",
    ),
    (
        "channels: [{list: a}]",
        "channels: [{type: slack, name: '#a', page: 'https://s.example/a'}, {type: web, page: 'https://w.example'}]",
        "the Slack channel #a is new, the web page is new, the mailing list a is removed, "
        "people join in the Slack channel #a now, not in the mailing list a; join page changes",
    ),
    (
        "channels: [{list: a}, {list: b}, {list: c}]",
        "channels: [{list: a}, {list: c}, {list: b}]",
        "its channels have another order; join page changes",
    ),
    (
        "channels: [{list: a}, {type: web, page: 'https://v.example'}, {type: web, page: 'https://w.example'}]",
        "channels: [{list: a}, {type: web, page: 'https://v.example'}, {type: web, page: 'https://x.example'}]",
        "page of the web page (2) changes; join page changes",
    ),
]
SMALL = """association:
  name: Sample Library Association
  short_name: SLA
  contact: cops@sla.example
  time_zone: America/Detroit
  list_server: {type: listserv, host: lists.sla.example}
roles: {chair: {name: Chair}}
communities:
  - {id: games, name: Games, summary: Board games., status: proposed}
  - {id: maps, name: Maps, summary: Maps., status: proposed}
  - id: teens
    name: Teens
    summary: What teens need from a library.
    status: forming
"""


@pytest.mark.parametrize(("old", "new", "said"), FIELDS)
def test_a_change_to_a_field_is_described_and_no_loss_is_silent(old: str, new: str, said: str) -> None:
    before, after = (site_with({}, f"{SMALL}    {field}\n") for field in (old, new))
    first = next(effects(before, after))
    assert first.removeprefix("Teens: ").startswith(said)


ABOVE = [
    ("roles: {chair: {name: Chair}}", "roles: {chair: {name: Chair}, lead: {name: Lead}}", "role lead is new"),
    ("roles: {chair: {name: Chair}}\n", "", "role chair is removed"),
    ("{name: Chair}", "{name: Head}", "role chair changes"),
    ("roles:", "topics: {maps: Maps}\nroles:", "topic maps is new"),
    ("  contact:", "  words: {community: circle}\n  contact:", "words change"),
    ("  list_server: {type: listserv, host: lists.sla.example}\n", "", "list_server is removed"),
    (
        "  contact:",
        "  in_sentence: the SLA\n  member_portal: {name: Portal, url: 'https://p.example'}\n  contact:",
        "in_sentence is new, member_portal is new",
    ),
]


@pytest.mark.parametrize(("old", "new", "said"), ABOVE)
def test_a_change_above_the_communities_is_described(old: str, new: str, said: str) -> None:
    before, after = site_with({}, SMALL), site_with({}, SMALL.replace(old, new))
    assert next(effects(before, after)) == f"Above the communities: {said}."


# A replacement in the resources, and the sentence about it.
RESOURCE_CHANGES = [
    (
        "title: Wet books & what to do",
        "title: Wet books",
        "Resource 'Wet books': title changes from Wet books & what to do to Wet books.",
    ),
    (
        "    url: https://files.toy.example/wet-books\n",
        "    file: wet.pdf\n",
        "Resource 'Wet books & what to do': url changes, file changes.",
    ),
    ("languages: [en, es]", "languages: [en]", "Resource 'Wet books & what to do': languages change."),
    (
        "    replaces: map-shelves\n",
        "    replaces: map-shelves\n    withdrawn: {date: 2026-11-20, reason: Sold.}\n",
        "Resource 'Sizes of map drawers': withdrawn on 2026-11-20.",
    ),
    (
        "eats paper.}",
        "eats paper and cloth.}",
        "Resource 'Glue by the gallon': day or reason of its withdrawal changes.",
    ),
    ("accessible: [headings,", "accessible: [captions,", "Resource 'Wet books & what to do': accessible changes."),
    (
        "    withdrawn: {date: 2026-08-01, reason: The glue eats paper.}\n",
        "",
        "Resource 'Glue by the gallon': no longer withdrawn.",
    ),
    (
        "  - id: paper-talk",
        "  - id: paper-speech",
        "Resource 'What eats paper': new.\n"
        "Resource 'What eats paper': removed. Links to it will break; withdraw it instead.",
    ),
    (
        "  - id: wet-books",
        "  - {id: gum, title: Gum, summary: S., kind: guide, url: 'https://a.example', by: B, date: 2026-11-01, "
        "license: CC0, topics: [crafts], communities: [maps], replaces: glue}\n  - id: wet-books",
        "Resource 'Gum': new, in place of 'Glue by the gallon'.",
    ),
]


@pytest.mark.parametrize(("old", "new", "said"), RESOURCE_CHANGES)
def test_a_change_to_the_resources_is_described(old: str, new: str, said: str) -> None:
    assert RESOURCES.count(old) == 1
    before, after = (toy(CATALOG, TEXTS, text) for text in (RESOURCES, RESOURCES.replace(old, new)))
    found = [line for line in effects(before, after) if line.startswith("Resource")]
    assert "\n".join(found) == said


def test_changed_files_to_download_are_named() -> None:
    site = toy(CATALOG, TEXTS, RESOURCES)
    assert [*effects(site, site, downloads=["docs/files/a.pdf", "docs/files/b.csv"])] == [
        "Files to download that change: docs/files/a.pdf, docs/files/b.csv.",
        "No page changes.",
    ]


def test_a_changed_page_is_named_by_its_title() -> None:
    texts = TEXTS | {"propose.md": TEXTS["propose.md"] + "\nMore.\n"}
    title = toy(CATALOG, TEXTS).written["propose.md"].head.title
    assert [*effects(toy(CATALOG, TEXTS), toy(CATALOG, texts))] == [
        f"Other pages that change: '{title}'.",
        "1 page changes.",
    ]


def test_two_states_of_a_repository_are_compared(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        names = ("-c", "user.name=Sample", "-c", "user.email=sample@mla.example", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", str(tmp_path), *names, *arguments], check=True)  # noqa: S607 - whichever is there

    catalog = tmp_path / "data" / "cops.yaml"
    data = {"data/cops.yaml": CATALOG, "data/resources.yaml": RESOURCES, "docs/files/map-drawers.csv": "Map,Drawer\n"}
    for name, text in {**data, **{f"docs/{uri}": text for uri, text in TEXTS.items()}}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    for logo in TOY.glob("docs/cops/*.svg"):
        shutil.copy(logo, tmp_path / "docs" / "cops")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "One")
    catalog.write_text(CATALOG.replace("name: Robots", "name: Machines"), "utf-8")
    git("commit", "-qam", "Two")
    catalog.write_text(CATALOG.replace("status: forming", "status: froming"), "utf-8")
    command = (ROOT / "hooks" / "cops.py", "diff", "--root", tmp_path)
    assert run(*command, "HEAD~1", "HEAD").stdout.startswith("Machines: name changes from Robots to Machines; join")
    wrong, none = run(*command, "HEAD"), run(*command, "nothing")
    assert (wrong.returncode, none.returncode) == (1, 1)
    assert "Did you mean 'forming'?" in wrong.stderr
    assert none.stderr.startswith("Nothing was done: ")
    git("commit", "-qam", "Three")
    catalog.write_text(CATALOG, "utf-8")
    mended = run(*command, "HEAD")
    assert (mended.returncode, mended.stderr) == (0, "")
    assert mended.stdout == "HEAD has problems of its own (1), so there is nothing to compare with.\n"
