"""Nouns get the article, the plural and the small letters that a reader expects in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copsite.catalog.models import Role, Words
from copsite.catalog.nouns import capitalized, in_sentence, plural, with_article

NOUNS = [
    # A community or an organization, with its article, and several of them.
    ("community", "a community", "communities"),
    ("community of practice", "a community of practice", "communities of practice"),
    ("interest group", "an interest group", "interest groups"),
    ("chapter", "a chapter", "chapters"),
    ("SIG", "a SIG", "SIGs"),
    ("LTG", "an LTG", "LTGs"),
    ("user group", "a user group", "user groups"),
    ("R-Ladies chapter", "an R-Ladies chapter", "R-Ladies chapters"),
    ("Arbeitsgruppe", "an Arbeitsgruppe", "Arbeitsgruppes"),  # so the catalog says `communities`
    ("unit", "a unit", "units"),
    ("European office", "a European office", "European offices"),
    ("hour", "an hour", "hours"),
    ("library", "a library", "libraries"),
    ("agency", "an agency", "agencies"),
    ("survey", "a survey", "surveys"),
    ("branch", "a branch", "branches"),
    ("campus", "a campus", "campuses"),
    ("head of section", "a head of section", "heads of section"),
    ("member at large", "a member at large", "members at large"),
    ("図書館", "a 図書館", "図書館s"),
]


@pytest.mark.parametrize(("one", "with_its_article", "several"), NOUNS)
def test_a_noun_has_its_article_and_its_plural(one: str, with_its_article: str, several: str) -> None:
    assert (with_article(one), plural(one)) == (with_its_article, several)
    assert with_article(one, capital=True) == capitalized(with_its_article)


NAMES = [
    # A role's name, and the name within a sentence.
    ("Facilitator", "facilitator"),
    ("Community Manager", "community manager"),
    ("SIG Chair", "SIG chair"),
    ("Co-Chair (acting)", "co-chair (acting)"),
    ("Editor's aide", "editor's aide"),
    ("R-Ladies organizer", "R-Ladies organizer"),
    ("Team-A lead", "Team-A lead"),
    ("iPad tutor", "iPad tutor"),
    ("Ältestenrat", "ältestenrat"),
    ("図書館", "図書館"),
    ("<B>old & brave", "<B>old & brave"),
]


@pytest.mark.parametrize(("name", "within"), NAMES)
def test_a_name_keeps_the_capitals_of_abbreviations_in_a_sentence(name: str, within: str) -> None:
    assert in_sentence(name) == within


def test_a_role_has_words_for_one_and_for_several() -> None:
    roles = (Role(name="Facilitator"), Role(name="Chairperson", plural="Chairpeople"), Role(name="SIG Liaison"))
    assert [(role.one, role.many) for role in roles] == [
        ("facilitator", "facilitators"),
        ("chairperson", "chairpeople"),
        ("SIG liaison", "SIG liaisons"),
    ]


def test_the_words_for_several_follow_from_those_for_one_unless_they_are_given() -> None:
    words = Words(community="Arbeitsgruppe", communities="Arbeitsgruppen", organization="library")
    assert (words.communities, words.organizations) == ("Arbeitsgruppen", "libraries")
    assert (Words().communities, Words().organizations) == ("communities", "organizations")


@given(st.text())
def test_any_text_has_them(text: str) -> None:
    assert with_article(text).partition(" ")[2] == text
    assert len(plural(text)) > len(text)
    assert in_sentence(in_sentence(text)) == in_sentence(text)
    assert capitalized(text)[1:] == text[1:] or len(text[:1].upper()) > 1
