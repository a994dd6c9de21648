# ruff: noqa: E501 (a row of a table is a line)
"""Typing errors in the sample catalog: each is reported close to its line."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from builds import DAY, SAMPLE
from copsite.catalog.rules import RuleContext
from copsite.catalog.validate import validate
from copsite.diagnostics.problem import Problem, ProblemsError
from copsite.yamlio.reader import read

CATALOG = (SAMPLE / "data" / "cops.yaml").read_text(encoding="utf-8")
ANCHORS = {f"handbook/{role}.md#{part}" for role in ("facilitator", "participant") for part in ("duties", "becoming")}
ENTRY = CATALOG[CATALOG.index("  - id: support-staff\n") : CATALOG.index("  - id: technical-services\n")]


class Slip(NamedTuple):
    """Replace the first `old` by `new` in the part of the catalog that begins with `where`."""

    name: str
    where: str
    old: str
    new: str


SLIPS = (
    # Field names
    Slip("a field's name misspelt", "id: acquisitions", "summary:", "sumary:"),
    Slip("a field's name with a capital", "id: administration", "    status:", "    Status:"),
    Slip("a field that nobody knows", "id: cataloging", "    since:", "    budget: none\n    since:"),
    Slip("a field twice", "id: circulation", "    status: active", "    status: active\n    status: paused"),
    Slip("a line deleted", "id: friends-of-libraries", "    name: Friends of Libraries\n", ""),
    Slip("a line at an entry's end deleted", "id: marketing", "    status: active\n", ""),
    Slip("a field of a seat deleted", "id: marketing", "name: Sample Person Twenty, ", ""),
    Slip("a field of the association deleted", "association:", "  short_name: MLA\n", ""),
    Slip("a value deleted", "id: leadership", "status: active", "status:"),
    Slip("a topic's id misspelt where it is explained", "topics:", "teaching:", "teching:"),
    Slip("a role's id misspelt where it is explained", "roles:", "facilitator:", "facilitater:"),
    # Values
    Slip("a status misspelt", "id: outreach", "active", "actve"),
    Slip("yes for a status", "id: programming", "status: active", "status: yes"),
    Slip("a date with slashes", "id: reference", "2023-09-25", "3/4/2026"),
    Slip("a date without zeros", "id: reference", "date: 2026-09-25", "date: 2026-9-25"),
    Slip("a day that no calendar has", "id: youth-services", "until: 2026-12-03", "until: 2026-11-31"),
    Slip("an id with a capital", "id: instruction", "instruction", "Instruction"),
    Slip("an id with a space", "id: human-resources", "human-resources", "human resources"),
    Slip("an id pasted from another entry", "id: reference", "reference", "marketing"),
    Slip("a topic misspelt", "id: technical-services", "[technical-services]", "[technical-service]"),
    Slip("a topic in words", "id: teen-services", "[youth,", "[Children and teens,"),
    Slip("a topic twice", "id: teen-services", "public-service]", "youth]"),
    Slip("a role misspelt", "id: leadership", "      facilitator:", "      facilitor:"),
    Slip("confirmed by a role misspelt", "id: leadership", "by: facilitator", "by: fasilitator"),
    Slip("an address with a space", "association:", "cops@mla.example", "cops @mla.example"),
    Slip("a URL without https", "id: acquisitions", "https://lists", "lists"),
    Slip("an email address where a host belongs", "id: friends-of-libraries", "mail.friends.example,", "talk@friends.example,"),
    Slip("a list's whole address for its name", "id: circulation", "mla-circ", "mla-circ@lists.mla.example"),
    Slip("a list manager misspelt", "association:", "listserv,", "list-serv,"),
    Slip("a type that the portal is not", "id: human-resources", "portal", "members portal"),
    Slip("a number in words", "roles:", "seats: 2", "seats: two"),
    Slip("a summary that went on and on", "id: reference", "in the stacks.", "in the stacks." + " And on." * 20),
    Slip("a comment glued to its value", "association:", "cops@mla.example #", "cops@mla.example#"),
    Slip("one topic without brackets", "id: circulation", "[public-service]", "public-service"),
    # Contradictions
    Slip("until before from", "id: cataloging", "until: 2027-11-05", "until: 2024-11-05"),
    Slip("a year mistyped", "id: outreach", "date: 2026-10-15", "date: 2062-10-15"),
    Slip("a third person in two seats", "id: academic-libraries", "until: 2026-02-02", "until: 2027-02-02"),
    Slip("closed, but its list left open", "id: collection-development", "status: active", "status: closed"),
    Slip("a successor misspelt", "id: microforms", "collection-development", "colection-development"),
    Slip("merged without a successor", "id: serials", "    successor: acquisitions\n", ""),
    Slip("a chapter misspelt", "roles:", "participant.md", "participants.md"),
    Slip("another entry's name", "id: youth-services", "Youth Services", "Teen  services"),
    # Quotes and brackets
    Slip("curly quotes pasted", "id: teen-services", "name: Teen Services", "name: “Teen Services”"),
    Slip("curly quotes for straight ones", "association:", '"https://members.mla.example/login"', "“https://members.mla.example/login”"),
    Slip("a quote left open", "id: cataloging", "name: Cataloging", 'name: "Cataloging'),
    Slip("a single quote left open", "id: instruction", "name: Instruction", "name: 'Instruction"),
    Slip("a quote lost at an address's end", "id: reference", 'mla-ref"', "mla-ref"),
    Slip("a quote lost at an address's start", "id: reference", '"https', "https"),
    Slip("only one word in quotes", "id: serials", "summary: Journals", 'summary: "Journals"'),
    Slip("a bracket not closed", "id: collection-development", "[collections]", "[collections"),
    Slip("a bracket not opened", "id: collection-development", "[collections]", "collections]"),
    Slip("a brace not closed", "id: information-technology", "by: facilitator}", "by: facilitator"),
    Slip("a brace not opened", "id: information-technology", "{date: ", "date: "),
    Slip("a brace closed as a bracket", "id: support-staff", "association}", "association]"),
    Slip("a brace twice", "id: support-staff", "association}", "association}}"),
    Slip("a comma lost", "id: academic-libraries", "2026-10-01, by", "2026-10-01 by"),
    Slip("a comma twice", "id: academic-libraries", "2026-10-01, by", "2026-10-01,, by"),
    Slip("a period for a comma", "id: teen-services", "members, archive", "members. archive"),
    # Colons, dashes and spaces
    Slip("a colon lost", "id: media-specialists", "suits: School", "suits School"),
    Slip("a colon lost in braces", "id: media-specialists", "list: mla-media", "list mla-media"),
    Slip("a colon lost before more lines", "id: media-specialists", "people:", "people"),
    Slip("a colon without its space", "id: microforms", "status: closed", "status:closed"),
    Slip("a colon without its space in braces", "id: microforms", "list: mla-micro", "list:mla-micro"),
    Slip("a colon in a text", "id: outreach", "are, from", "are: from"),
    Slip("a dash lost", "id: acquisitions", "- id", "  id"),
    Slip("a dash and its indent lost", "id: acquisitions", "- id", "id"),
    Slip("the first dash lost", "id: academic-libraries", "- id", "  id"),
    Slip("a seat's dash lost", "id: teen-services", "        - {", "        {"),
    Slip("an only seat's dash lost", "id: acquisitions", "        - {", "        {"),
    Slip("a dash without its space", "id: technical-services", "- id", "-id"),
    Slip("a seat's dash without its space", "id: technical-services", "- {", "-{"),
    Slip("an indent lost by one", "id: programming", "    topics", "   topics"),
    Slip("an indent lost by two", "id: programming", "    topics", "  topics"),
    Slip("an indent lost", "id: programming", "    topics", "topics"),
    Slip("an indent too deep", "id: leadership", "    topics", "      topics"),
    Slip("an indent too deep below a text of more lines", "id: leadership", "    suits", "      suits"),
    Slip("an entry too deep by one", "id: outreach", "  - id", "   - id"),
    Slip("a seat too deep", "id: outreach", "        - {", "         - {"),
    Slip("a text's lines not indented", "id: serials", "      who order", "    who order"),
    Slip("a tab for the indent", "id: instruction", "    status", "\tstatus"),
    Slip("a tab after a colon", "id: instruction", "status: ", "status:\t"),
    Slip("a no-break space in the indent", "id: serials", "    topics", "   \u00a0topics"),
    Slip("a no-break space after a colon", "id: serials", "topics: ", "topics:\u00a0"),
    Slip("an invisible space in a name", "id: serials", "name: Serials", "name: Ser\u200bials"),
    # Special characters
    Slip("a percent sign at the start", "id: reference", "suits: ", "suits: % of "),
    Slip("an at sign at the start", "id: reference", "list: mla-ref", "list: @mla-ref"),
    Slip("a backtick at the start", "id: leadership", "name: Leadership", "name: `Leadership`"),
    Slip("bold as in Markdown", "id: leadership", "name: Leadership", "name: **Leadership**"),
    Slip("an ampersand at the start", "id: leadership", "name: Leadership", "name: & Leadership"),
    # The whole file
    Slip("a merge that was not ended", "id: support-staff", "    status", "<<<<<<< HEAD\n    status"),
    Slip("the middle of a merge left in", "id: support-staff", "    status", "=======\n    status"),
    Slip("the end of a merge left in", "id: support-staff", "    status", ">>>>>>> edit\n    status"),
    Slip("three dashes for a line", "id: acquisitions", "  - id", "---\n  - id"),
    Slip("three periods for a line", "id: acquisitions", "  - id", "...\n  - id"),
    Slip("the name of all entries misspelt", "communities:", "communities:", "communitys:"),
    Slip("an entry pasted twice", "id: support-staff", "  - id: technical-services\n", ENTRY + "  - id: technical-services\n"),
)  # fmt: skip


# Reported where the error shows, further from the typing error itself.
FAR = {
    "closed, but its list left open": "at the list",
    "merged without a successor": "at the status that asks for one",
    "an indent too deep below a text of more lines": "at the text of which the field became a part",
}


def slipped(slip: Slip) -> tuple[str, int]:
    """Return the catalog with the typing error, and its line."""
    part = CATALOG.index(f"{slip.where}\n")
    start = CATALOG.index(slip.old, CATALOG.rindex("\n", 0, part) + 1)
    text = CATALOG[:start] + slip.new + CATALOG[start + len(slip.old) :]
    same = next(n for n, (one, other) in enumerate(zip(CATALOG, text, strict=False)) if one != other)
    return text, text.count("\n", 0, same) + 1


def problems(text: str) -> tuple[Problem, ...]:
    """Return the problems of a catalog's text."""
    try:
        validate(read(text, "cops.yaml"), RuleContext(DAY, ANCHORS))
    except ProblemsError as error:
        return error.problems
    return ()


def test_the_sample_catalog_has_no_problems() -> None:
    assert problems(CATALOG) == ()


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_every_typing_error_is_reported_within_two_lines(slip: Slip) -> None:
    text, line = slipped(slip)
    told = problems(text)
    assert told
    assert (abs(told[0].place.line - line) <= 2) == (slip.name not in FAR), told[0]
    assert len(told) <= 2


def test_at_least_38_of_40_typing_errors_are_reported_nearby() -> None:
    assert len(SLIPS) >= 40
    assert len(FAR) * 20 <= len(SLIPS)
