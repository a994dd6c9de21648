"""The JSON Schema accepts exactly what the model accepts, and its file is up to date."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import TypeAdapter, ValidationError

from builds import ROOT, SAMPLE, TOY
from cases import RESOURCES_BASE
from copsite.catalog.json_schema import SCHEMAS, records, schema_text
from copsite.catalog.models import Catalog, Resources
from copsite.yamlio.dump import block
from copsite.yamlio.reader import FieldPath, YamlValue, read
from fields import FIELDS, Field
from reader import text_with

FILES = {ROOT / "data" / schema: schema_text(kind) for schema, kind in SCHEMAS.items()}
SCHEMA = json.loads(schema_text())
OF_RESOURCES = json.loads(schema_text(Resources))
DEFINITIONS = {**SCHEMA["$defs"], **OF_RESOURCES["$defs"]}
VALIDATOR = Draft202012Validator({**SCHEMA, "$defs": DEFINITIONS}, format_checker=FormatChecker(["date"]))
SAMPLE_YAML, TOY_YAML = ((root / "data" / "cops.yaml").read_text("utf-8") for root in (SAMPLE, TOY))


def plain(text: str) -> Any:
    """Read YAML as the site does."""
    return read(text, "cops.yaml").value


def typed(text: str) -> object:
    """Return the value of a text without quotes in an editor, by the core schema of YAML 1.2."""
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if re.fullmatch("true|True|TRUE|false|False|FALSE", text):
        return text.lower() == "true"
    if re.fullmatch("[-+]?[0-9]+", text, re.ASCII):
        return int(text)
    if re.fullmatch("0o[0-7]+|0x[0-9a-fA-F]+", text):
        return int(text, 0)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", text):
        return float(text.replace(".i", "i").replace(".I", "I").replace(".n", "n").replace(".N", "N"))
    return text


def seen(value: YamlValue) -> object:
    """Return the values of a catalog in an editor, if it is written without quotes."""
    if isinstance(value, dict):
        return {key: seen(part) for key, part in value.items()}
    return [seen(part) for part in value] if isinstance(value, list) else typed(value)


def keeps_its_spelling(text: str) -> bool:
    """Return whether a text survives when an editor reads it as a number; `true` and `null` are not text."""
    value = typed(text)
    whole = isinstance(value, float) and value.is_integer()
    return text == "" or (not isinstance(value, bool) and not whole and str(value) == text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_schema_file_is_up_to_date(file: Path, pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("bless"):
        file.write_text(FILES[file], "utf-8")
    assert file.read_text("utf-8") == FILES[file], "The schema differs. Run `make bless`, and read the difference."


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_schema_is_a_valid_json_schema(file: Path) -> None:
    schema = json.loads(FILES[file])
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_the_catalog_links_to_its_schema() -> None:
    assert SAMPLE_YAML.partition("\n")[0] == "# yaml-language-server: $schema=cops.schema.json"


def test_definitions_in_both_schemas_are_the_same() -> None:
    assert {**DEFINITIONS, **SCHEMA["$defs"]} == DEFINITIONS


def whole() -> Any:
    """Build a catalog with every field, from the examples of the fields."""
    catalog, association, words, role, community, place, link, channel, letter, count, portal, server, *more = (
        {
            name: plain("\n".join(block(f"{name}:", field["examples"][0])))[name]
            for name, field in records()[noun]["properties"].items()
        }
        for noun in (
            "catalog",
            "association",
            "words",
            "role",
            "community",
            "place",
            "link",
            "channel",
            "message",
            "count",
            "member portal",
            "list server",
            "seat",
            "meeting",
            "need",
        )
    )
    seat, meeting, need = more
    channel |= {"subscribe": letter, "unsubscribe": letter, "counted": count}
    association |= {"member_portal": portal, "list_server": server, "words": words}
    community |= {"place": place, "links": [link], "channels": [channel], "people": {"facilitator": [seat]}}
    community |= {"meetings": [meeting], "needs": [need]}
    return {**catalog, "association": association, "roles": {"facilitator": role}, "communities": [community]}


SOUND = [whole(), plain(text_with())]
SOUND_BY_NAME = {"sample": plain(SAMPLE_YAML), "toy": plain(TOY_YAML), "whole": SOUND[0], "small": SOUND[1]}


@pytest.mark.parametrize("catalog", SOUND_BY_NAME.values(), ids=SOUND_BY_NAME)
def test_an_editor_accepts_a_valid_catalog(catalog: Any) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(seen(catalog))] == []
    assert Catalog.model_validate(catalog)


# Each is valid in some field, or nearly valid.
TEXTS = """yes|no|none|owner|active|actve|Active|members|anyone|nobody|subscribers|listserv|sympa|reply|click|+|-|=|_|*
Yes|NO|on|off|y|True|FALSE|false|invited|slack|web|person|charter|other|home|[TAG]|#books|de-AT|999999999|1000000000
0|1|2|99|100|-1|1.5|311|2020|007|1e3|+5|0x1f|1.0|.5|.inf|true|null|~
teen-services|index|a--b|-a|a-|A|a.b|a..b|a_b|ä|a b| a|a |a: b|ａ|٣
lists.mla.example|localhost|1.2.3.4|a-.example|a_b.example|a.example.|a.1b
a@b.example|a..b@b.example|.a@b.example|a@b|a@b@c.example|a b@c.example|a+b@c.example|a@b.example/
https://a.example|http://a.example|HTTPS://A.example/|https://a|https://a.example:0|https://a.example:65535/
https://a.example:65536/|https://a.example:|https://u@a.example|https://a.example/u@b|https://a.example/x.
https://a.example/a b|https://a.example/é|https://a.example/?q=(1)#x|https://a.example?/|https://a.example/[x]
2026-02-03|2026-2-3|2026-02-30|0000-01-01|2026-02-03 |20260203|２０２６-02-03
America/Detroit|America|EST|Etc/GMT+5|handbook/x.md|../x.md|x.MD|/x.md|x.md
2026-12-03 14:00|2026-12-03T14:00|2026-12-03 24:00|2026-12-03 14:60|2026-12-03 14:00:00|2026-12-03  14:00|26-12-03 14:00
2026-02-30 14:00|2027-02-29 14:00|2028-02-29 14:00|2026-04-31 14:00|1999-12-31 23:59|2000-01-01 00:00|2099-12-31 23:59
4|5|9|10|1439|1440|1441|2000|045|45m|issue|training|open|answered|passed
every week|every 1 week|every 2 weeks|every 12 weeks|every 13 weeks|every week on Monday|every week on monday|Every week
every week on Monday and Thursday|every week on Monday, Thursday and Friday|every week on Monday, Thursday, and Friday
every week on Monday and Monday|every week on Monday and Thursday and Friday|every week on Monday, Thursday|every weeks
every month|every month on the first Thursday|every month on the fifth Friday|every month on the first and last Friday
every month on the first, second and last Friday|every 3 months on the last Friday|every month on the last, last Friday
every month on the first Thursday and Friday|every year|every 2 years|every year on Monday|FREQ=WEEKLY
a.pdf|a/b.pdf|A.pdf|a b.pdf|a..pdf|.pdf|a.|files\\a.pdf|es|zh-Hant|EN|e|engl|en_US|en-|en-u
guide|slides|captions|tagged-pdf""".replace("\n", "|").split("|")
LONG = [
    *("x" * length for length in (40, 41, 60, 61, 64, 65, 160, 161, 600, 601)),
    "a\nb",
    "\ta",
    "a\u2028b",
    "\u00a0a",
    "\u200d",
    "a\u200db",
    "\u200d \u200d",
    "a" * 63 + ".example",
    "a" * 64 + ".example",
    "a." * 123 + "example",
    "a." * 123 + "examples",
    "a" * 64 + "@b.example",
    "a" * 65 + "@b.example",
    "https://a.example/" + "x" * 482,
    "https://a.example/" + "x" * 483,
]
# The schema does not look for invisible characters: see `field_types`.
WRITING = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Cn", "Co", "Zl", "Zp")), max_size=12)
SHAPES: list[Any] = ["", [], {}, ["x"], [["x"]], ["2"], {"x": "y"}, [{}], {"name": "x"}, [""]]
VALUES: list[Any] = [*TEXTS, *LONG, *SHAPES]
WITHOUT_QUOTES = [value for value in VALUES if not isinstance(value, str) or keeps_its_spelling(value)]
NAMES = st.sampled_from(["x", "nam", "names", "index", "2", "A b", "facilitator", "name", "from_", "list_", "library"])
CHANGES = st.sampled_from(["replace"] * 5 + ["drop"] * 2 + ["add", "rename", "repeat"])


def paths_in(value: YamlValue, path: FieldPath = ()) -> Iterator[FieldPath]:
    """Yield the path of every value."""
    yield path
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in below:
        yield from paths_in(part, (*path, step))


@st.composite
def mutants(draw: st.DrawFn) -> tuple[Any, object]:
    """Draw a catalog with one or two random changes, as the site reads it and as an editor does."""
    quoted = draw(st.booleans())
    values = st.sampled_from(VALUES if quoted else WITHOUT_QUOTES)
    catalog = copy.deepcopy(draw(st.sampled_from(SOUND)))
    for _ in range(draw(st.integers(1, 2))):
        *way, last = draw(st.sampled_from([*paths_in(catalog)][1:]))
        around = reduce(getitem, way, catalog)
        part = around[last]
        change = draw(CHANGES)
        if change == "add" and isinstance(part, dict):
            part[draw(NAMES)] = draw(values)
        elif change == "rename" and isinstance(around, dict):
            around[draw(NAMES)] = around.pop(last)
        elif change == "repeat":
            around[last] = [part, copy.deepcopy(part)]
        elif change == "drop" and len(catalog) > 1:
            del around[last]
        else:
            around[last] = copy.deepcopy(draw(values))
    return catalog, catalog if quoted else seen(catalog)


def admits(kind: TypeAdapter[Any], value: Any) -> bool:
    """Return whether the model accepts a value."""
    try:
        kind.validate_python(value)
    except ValidationError:
        return False
    return True


CATALOG: TypeAdapter[Any] = TypeAdapter(Catalog)


def test_an_editor_accepts_valid_resources() -> None:
    values = [plain((TOY / "data" / "resources.yaml").read_text("utf-8")), plain(RESOURCES_BASE), whole_resources(), {}]
    validator = VALIDATOR.evolve(schema=OF_RESOURCES)
    for value in values:
        assert [error.message for error in validator.iter_errors(seen(value))] == []
        assert Resources.model_validate(value)


def whole_resources() -> Any:
    """Build the resources with one that has every field, from the examples of the fields."""
    fields = records()["resource"]["properties"]
    lines = (plain("\n".join(block(f"{name}:", field["examples"][0]))) for name, field in fields.items())
    return {"resources": [{name: value for line in lines for name, value in line.items()}]}


@given(mutants())
@settings(deadline=None, derandomize=True, max_examples=1000)
def test_schema_and_model_accept_the_same_catalogs(mutant: tuple[Any, object]) -> None:
    read_by_the_site, read_by_an_editor = mutant
    assert VALIDATOR.is_valid(read_by_an_editor) == admits(CATALOG, read_by_the_site)


def misjudged(field: Field, values: Iterable[Any], reading: Callable[[Any], object]) -> list[Any]:
    """Return the values of a field on which model and schema disagree."""
    adapter: TypeAdapter[Any] = TypeAdapter(field.model.rebuild_annotation())
    by_schema = VALIDATOR.evolve(schema={"$defs": DEFINITIONS, **field.schema})
    return [value for value in values if by_schema.is_valid(reading(value)) != admits(adapter, value)]


@pytest.mark.parametrize("text", ["yes", "no", "Yes", "NO", "true", "false", "True", "FALSE"])
def test_an_editor_accepts_yes_and_no_as_text_and_as_booleans(text: str) -> None:
    for reading in (text, text.lower() in ("yes", "true")):
        catalog = copy.deepcopy(SOUND[1])
        catalog["association"]["webmail"] = reading
        assert VALIDATOR.is_valid(catalog)
        assert Catalog.model_validate(catalog).association.webmail == (text.lower() in ("yes", "true"))


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_schema_and_model_accept_the_same_values(field: Field) -> None:
    assert misjudged(field, VALUES, reading=lambda value: value) == []
    assert misjudged(field, WITHOUT_QUOTES, reading=seen) == []


@given(st.sampled_from(FIELDS), WRITING)
@settings(deadline=None, derandomize=True, max_examples=500)
def test_schema_and_model_accept_the_same_texts(field: Field, text: str) -> None:
    assert misjudged(field, [text], reading=lambda value: value) == []
