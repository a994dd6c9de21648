"""Rows of a spreadsheet become entries of the catalog, and their problems are told by row and column."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent

import pytest

from copsite.catalog.rules import RuleContext
from copsite.catalog.spreadsheet import Spreadsheet, read_spreadsheet
from copsite.catalog.spreadsheet_entries import COLUMNS, entries_from, in_cells
from copsite.catalog.validate import validate_partially
from copsite.yamlio.dump import block
from copsite.yamlio.edit import Addition, apply_changes
from copsite.yamlio.reader import read
from reader import DAY, catalog_with, text_with

CATALOG = catalog_with()
CONTEXT = RuleContext(DAY, frozenset(("handbook/facilitator.md#duties", "handbook/facilitator.md#becoming")))

# A row with its headings, and the entry without its name, its summary and its status.
ROWS = {
    "a list of the association's server": ("list\nmaps", "channels:\n  - {list: maps}"),
    "a list by its address": ("Mailing list\nmaps@lists.SLA.example", "channels:\n  - {list: maps}"),
    "a list of a service": (
        "list,open to\nmailto:maps@groups.io,anyone",
        "channels:\n  - {list: maps, type: groupsio, open_to: anyone}",
    ),
    "a list on another server": (
        "list,type\nmaps@mail.maps.example,mailman3",
        "channels:\n  - {list: maps, type: mailman3, host: mail.maps.example}",
    ),
    "a list shared with others": (
        "list,shared,subject tag\nall-groups,yes,[MAPS]",
        'channels:\n  - {list: all-groups, shared: yes, subject_tag: "[MAPS]"}',
    ),
    "the page of a list": (
        "link\nhttps://groups.google.com/g/maps",
        'channels:\n  - {list: maps, type: google, page: "https://groups.google.com/g/maps"}',
    ),
    "a link to a well-known host": (
        "link\nhttps://t.me/maps",
        'channels:\n  - {type: telegram, page: "https://t.me/maps"}',
    ),
    "any other link": (
        "Link\nhttps://maps.example/join",
        'channels:\n  - {type: web, page: "https://maps.example/join"}',
    ),
    "a link with a type and a name": (
        "type,channel,link\nzulip,maps,https://chat.maps.example/",
        'channels:\n  - {type: zulip, name: maps, page: "https://chat.maps.example/"}',
    ),
    "a type without a link": (
        "type,channel,open to\nirc,#maps,invited",
        'channels:\n  - {type: irc, name: "#maps", open_to: invited}',
    ),
    "a list and a link": (
        "list,link,channel,open to\nmaps,https://maps.slack.com/,#maps,members",
        'channels:\n  - {list: maps, open_to: members}\n  - {type: slack, name: "#maps", page: "https://maps.slack.com/"}',
    ),
    "a list with a type, and a link": (
        "list,link,type\nmaps@m.example,https://maps.slack.com/,sympa",
        'channels:\n  - {list: maps, type: sympa, host: m.example}\n  - {type: slack, page: "https://maps.slack.com/"}',
    ),
    "a list, and a link with a type": (
        "list,link,type\nmaps,https://m.example/,matrix",
        'channels:\n  - {list: maps}\n  - {type: matrix, page: "https://m.example/"}',
    ),
    "people": (
        "Facilitators\nSample Person (Sample Library); Another Person;  ",
        "people:\n  facilitator:\n    - {name: Sample Person, organization: Sample Library}\n"
        "    - {name: Another Person}",
    ),
    "people on lines of a cell": (
        'facilitator\n"Sample Person (Sample (old) Library)\nAnother  Person ( )"',
        "people:\n  facilitator:\n    - {name: Sample Person (Sample (old) Library)}\n    - {name: Another Person ( )}",
    ),
    "topics by their words, and languages by their names": (
        '"TOPICS",Language\nYouth;youth,"German, zh-Hant"',
        "topics: [youth, youth]\nlanguages: [de, zh-Hant]",
    ),
    "words that are in no table": (
        "topics,languages\nNo topic,Klingonese; us",
        "topics: [No topic]\nlanguages: [Klingonese, us]",
    ),
    "a place, a contact, other names and links": (
        "Town,Country,E-mail,Also called,Charter,home page\n"
        'Wien,Austria,maps@m.example,"MIG, Mappers",https://m.example/c,https://m.example/',
        "also_called: [MIG, Mappers]\nplace: {town: Wien, country: Austria}\ncontact: maps@m.example\n"
        'links:\n  - {type: home, url: "https://m.example/"}\n  - {type: charter, url: "https://m.example/c"}',
    ),
    "texts on several lines": (
        '"Purpose","whom it suits"\n"A map.\n\nAnother  one.","Those: all"',
        'purpose: A map. Another one.\nsuits: "Those: all"',
    ),
    "hostile texts": ('suits\n"{x} # \'""<b>&- [a](b)\u200b"', 'suits: "{x} # \'\\"<b>&- [a](b)\\u200b"'),
    "a parent, and a day": ("part of,since\nteens,2026-01-05", "since: 2026-01-05\npart_of: [teens]"),
}

IDS = {
    "Maps": "maps",
    "Anfängerinnen Wien": "anfangerinnen-wien",
    "C++ & “Rust”": "c-rust",
    "The very long name of a community of practice, in words": "the-very-long-name-of-a-community-of",
    "x" * 60: "x" * 40,
}

# Rows below `name,summary,status`, and more headings, and what is told of them.
WRONG = {
    "nothing below the headings": ("", "1, column A: there is no row below the headings"),
    "an unknown heading": (
        "Timestamp",
        "1, column D: the heading 'Timestamp' is unknown. It can be id, name, summary,",
    ),
    "a heading with another name": ("tags\nMaps,Old maps,forming", "'tags' is unknown. Did you mean 'topics'?"),
    "a heading twice": (
        "List,link,list\nM,Old maps,forming",
        "1, column F: the heading 'list' is that of column D again",
    ),
    "two headings for one field": (
        "contact,email\nM,S,forming",
        "column E: the heading 'email' is that of column D again",
    ),
    "a cell below no heading": (
        ",list\nMaps,Old maps,forming,x",
        "2, column D: this column has no heading. Write one,",
    ),
    "a cell behind the headings": ("\nMaps,Old maps,forming,x", "2, column D: this column has no heading. Write one,"),
    "no id": ("\n図書,Old maps,forming", "2, column A: no id can be made from '図書'. Write one"),
    "no word": ("\n!,Old maps,forming", "2, column A: no id can be made from '!'"),
    "an id of the catalog": ("\nTeens,Old maps,forming", "2, column A: the catalog has the id 'teens' already."),
    "an id of another row": (
        ",town,region\nCambridge,Maps,forming,,C\nCambridge,Maps,forming,,,Sample State",
        "3, column A: row 2 has the id 'cambridge' already. Write another one into a column `id`, such as "
        "'cambridge-sample-state'",
    ),
    "no name": ("\n,Old maps,forming", "2, column B: `name` is missing"),
    "no summary": ("\nMaps,,forming", "2, column A: `summary` is missing"),
    "no status": ("\nMaps,Old maps", "2, column B: `status` is missing"),
    "a status": ("\nMaps,Old maps,formng", "2, column C: `status` cannot be 'formng'. Did you mean 'forming'?"),
    "a type": ("link,type\nM,S,forming,https://m.example/,slak", "2, column E: `type` cannot be 'slak'. Did you mean"),
    "an address": ("link\nMaps,S,forming,m.example", "2, column D: `page` is 'm.example', but must be a web address"),
    "a part of a link": (
        "home\nMaps,S,forming,m.example",
        "2, column D: `url` is 'm.example', but must be a web address",
    ),
    "a topic": ('topics\nMaps,S,forming,"youth, x"', "2, column D: `topics` names 'x', which `topics` does not have."),
    "who may join": ("open to\nMaps,Old maps,forming,members", "2, column D: this is about a channel, but the row has"),
    "a comma between people": ('facilitator\nM,S,forming,"A B, C D"', "2, column D: a comma could end a name or begin"),
    "a comma beside brackets": ('facilitator\nM,S,forming,"A B (C), D E (F)"', "2, column D: a comma could end a name"),
    "a list twice": ("list\nM,S,forming,sla-teens", "2, column D: `list` is 'sla-teens', which another community has"),
    "a long text": (f"\nMaps,{'x' * 161},forming", "2, column B: `summary` has 161 characters; its place shows 160."),
    "an invisible character": (
        "\nMa\u200bps,Old maps,forming",
        "2, column A: `name` holds a line break or an invisible",
    ),
}


def problems_of(sheet: Spreadsheet, status: str = "") -> list[str]:
    """Return the problems of a sheet, its own and those of the catalog with its entries."""
    found = entries_from(sheet, CATALOG, status)
    told = [*found.problems]
    if found.values:
        text = apply_changes(text_with(), "cops.yaml", [Addition(("communities",), found.values)])
        source = read(text, "cops.yaml")
        _, problems = validate_partially(source, CONTEXT)
        told += in_cells(problems, sheet, found, source, len(CATALOG.communities))
    return [str(problem) for problem in sorted(told)]


def written(entry: Mapping[str, object], *without: str) -> str:
    """Return an entry as the catalog has it, without some of its fields."""
    rest = {name: value for name, value in entry.items() if name not in without}
    return "\n".join(line for name, value in rest.items() for line in block(f"{name}:", value))  # type: ignore[arg-type] # they are texts, lists and mappings


@pytest.mark.parametrize("case", ROWS)
def test_a_row_becomes_an_entry(case: str) -> None:
    text, entry = ROWS[case]
    headings, row = text.split("\n", 1)
    sheet = read_spreadsheet(f"name,summary,{headings}\nMaps,Old maps,{row}\n", "a.csv")
    found = entries_from(sheet, CATALOG, "forming")
    assert found.problems == []
    (value,) = found.values
    assert [value[name] for name in ("id", "name", "summary", "status")] == ["maps", "Maps", "Old maps", "forming"]
    assert written(value, "id", "name", "summary", "status") == dedent(entry)


@pytest.mark.parametrize("name", IDS)
def test_an_id_is_made_from_the_name(name: str) -> None:
    found = entries_from(read_spreadsheet(f'name\n"{name}"\n', "a.csv"), CATALOG, "forming")
    assert found.ids == [IDS[name]]


def test_an_id_and_a_status_of_the_row_come_before_those_that_are_made() -> None:
    sheet = read_spreadsheet("id,name,summary,status\nold-maps,図書,Old maps,paused\n,New maps,New maps,\n", "a.csv")
    found = entries_from(sheet, CATALOG, "forming")
    assert [(value["id"], value["status"]) for value in found.values] == [
        ("old-maps", "paused"),
        ("new-maps", "forming"),
    ]
    assert problems_of(sheet, "forming") == []


@pytest.mark.parametrize("case", WRONG)
def test_a_problem_is_told_by_row_and_column(case: str) -> None:
    text, words = WRONG[case]
    headings, _, rows = text.partition("\n")
    sheet = read_spreadsheet(f"name,summary,status,{headings}\n{rows}\n", "a.csv")
    told = problems_of(sheet)
    assert len(told) == 1, told
    assert words in told[0].partition(": row ")[2] or words in told[0]


def test_the_problems_of_all_rows_are_told_at_once() -> None:
    text = "name,summary,status,list\nMaps,Old maps,formng,maps\n\nTeens,For teens,active,\n図書,,active,globes\n"
    told = [words.partition(". ")[0] for words in problems_of(read_spreadsheet(text, "a.csv"))]
    assert told == [
        "a.csv:2:15: row 2, column C: `status` cannot be 'formng'",
        "a.csv:4:1: row 4, column A: the catalog has the id 'teens' already",
        "a.csv:4:17: row 4, column C: `status` is active, but there is no way to take part",
        "a.csv:5:1: row 5, column A: no id can be made from '図書'",
    ]


def test_a_sheet_without_a_status_is_told_once() -> None:
    (told,) = problems_of(read_spreadsheet("name\nMaps\nGlobes\n", "a.csv"))
    assert told == (
        "a.csv:1:1: row 1, column A: no column is headed `status`. Add one, or give all rows the same, as with "
        "`--status forming`"
    )


@pytest.mark.parametrize("column", COLUMNS)
def test_a_heading_may_be_written_in_any_way(column: str) -> None:
    for heading in (column, column.upper(), f" {column.replace('_', ' ')} ", column.replace("_", "-").title()):
        assert (
            entries_from(read_spreadsheet(f"{heading},name,status\n", "a.csv"), CATALOG)
            .problems[0]
            .message.endswith(
                ("there is no row below the headings", "is that of column A again. Put both into one column")
            )
        )


def test_many_rows_take_linear_time() -> None:
    rows = "".join(f"Group {n},About maps,forming,maps-{n},Sample Person (Sample Library)\n" for n in range(3000))
    sheet = read_spreadsheet(f"name,summary,status,list,facilitator\n{rows}", "a.csv")
    found = entries_from(sheet, CATALOG)
    assert found.problems == []
    text = apply_changes(text_with(), "cops.yaml", [Addition(("communities",), found.values)])
    assert text.count("\n  - id: ") == 3001
