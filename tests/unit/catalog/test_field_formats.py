"""Which texts each field format accepts, and the messages for the others."""

from __future__ import annotations

import pytest

from copsite.catalog.field_formats import ADDRESS, HOST, ID, LIST, URL, Form, slug

ADMITTED = """
ADDRESS cops@mla.example
ADDRESS first.last+tag@x.example
ADDRESS o'brien@x.example
ADDRESS cops_team@x.example
ADDRESS a-b@x-y.example
ADDRESS CoPs.2@MLA.example
HOST lists.mla.example
HOST xn--bcher-kva.example
URL https://wiki.example/%C3%96sterreich?a=b&c=d#e
URL https://xn--bcher-kva.example/
LIST mla-teens
ID teen-services
""".strip().split("\n")

# The text, the invalid character, and the suggested replacement if there is one.
REFUSED = """
ADDRESS|cops?bcc=evil&subject=x@mla.example|?|
ADDRESS|cops@mla.example?bcc=x@mla.example|?|cops@mla.example
ADDRESS|mailto:cops@mla.example|:|cops@mla.example
ADDRESS|Sample Person <cops@mla.example>| |cops@mla.example
ADDRESS|cöps@mla.example|ö|
ADDRESS|cops@bücher.example|ü|cops@xn--bcher-kva.example
ADDRESS|a,b@mla.example|,|
ADDRESS|"a b"@mla.example|"|
HOST|bücher.example|ü|xn--bcher-kva.example
HOST|straße.example|ß|xn--strae-oqa.example
HOST|lists.mlа.example|а|
HOST|https://lists.mla.example/|:|lists.mla.example
HOST|lists.mla.example.||lists.mla.example
URL|https://wiki.example/Österreich|Ö|https://wiki.example/%C3%96sterreich
URL|https://wiki.example/Österreich/Ärger und mehr|Ö|https://wiki.example/%C3%96sterreich/%C3%84rger%20und%20mehr
URL|https://bücher.example/é|ü|https://xn--bcher-kva.example/%C3%A9
URL|https://a.example/it’s|’|https://a.example/it%E2%80%99s
URL|http://a.example/||https://a.example/
URL|www.a.example/b||https://www.a.example/b
URL|ftp://a.example/||
ID|École|É|ecole
ID|Teen Services|T|teen-services
ID|a--b||a-b
ID|图书|图|
LIST|sla-books@lists.sla.example|@|sla-books
LIST|liste-é|é|
""".strip().split("\n")

FORMS = {"ADDRESS": ADDRESS, "HOST": HOST, "URL": URL, "LIST": LIST, "ID": ID}


@pytest.mark.parametrize("row", ADMITTED)
def test_valid_text_is_accepted(row: str) -> None:
    form, _, text = row.partition(" ")
    assert FORMS[form].pattern.fullmatch(text)


@pytest.mark.parametrize("row", REFUSED)
def test_invalid_text_is_reported_with_the_character_and_a_suggestion(row: str) -> None:
    form, text, character, guess = row.split("|")
    assert not FORMS[form].pattern.fullmatch(text)
    found = FORMS[form].explain(text)
    assert found.at == (text.index(character) if character else None)
    assert found.guess == (guess or None)
    assert f"is {text!r}, but" in found.words
    assert not guess or f"Write {guess!r}" in found.words
    if character and not character.isascii():
        assert f"{character!r} (" in found.words
        assert f"character {text.index(character) + 1})" in found.words


@pytest.mark.parametrize("sign", '?&#%/=,;:<>"()[]\\`!$^*|{}~ \t\n\x00é')
def test_an_email_address_accepts_no_character_with_a_special_meaning(sign: str) -> None:
    for text in (f"a{sign}b@mla.example", f"{sign}a@mla.example", f"a@mla{sign}x.example"):
        assert not ADDRESS.pattern.fullmatch(text)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("part", ["a", "a.", "a-", "ü", "@", "<", "a@", "https://", "%", " ", "/?#", "x.ü"])
def test_a_problem_in_a_long_text_has_an_explanation(form: Form, part: str) -> None:
    text = part * (100_000 // len(part))
    assert form.pattern.fullmatch(text) or len(form.explain(text).words) < 1000


def test_any_text_can_be_turned_into_an_id() -> None:
    assert [*map(slug, ("Teen Services", "Rock & Café", "R-Ladies", "Łódź", ""))] == [
        "teen-services",
        "rock-cafe",
        "r-ladies",
        "",
        "",
    ]
