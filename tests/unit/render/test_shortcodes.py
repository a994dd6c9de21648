"""Shortcodes read well in a sentence, whatever an association calls its roles and communities, and escape it all."""

from __future__ import annotations

import re
from html import unescape

import pytest

from copsite.diagnostics.problem import ProblemsError
from reader import HEAD, site_with, text_with

PAGE = f"{HEAD}# A\n\n"


def catalog_of(**fields: str) -> str:
    """Return the small catalog with other words: `role`, its `more` fields, and lines of the `association`."""
    more = fields.get("association", "")
    text = (
        text_with().replace("  contact:", f"{more}  contact:").replace("name: Facilitator", f"name: {fields['role']}")
    )
    return text.replace("    seats: 2\n", fields.get("more", "    seats: 2\n"))


def said(shortcode: str, catalog: str) -> str:
    """Return what a shortcode alone in its paragraph becomes."""
    html = site_with({"a.md": f"{PAGE}{{{{ {shortcode} }}}}\n"}, catalog).written["a.md"].rendered.html
    return html.partition("</h1>")[2].strip().removeprefix("<p>").removesuffix("</p>")


ROLE = [
    # The role's name, its plural, and what {a} {A} {one} {many} {Many} become.
    ("Facilitator", "", "a facilitator, A facilitator, facilitator, facilitators, Facilitators"),
    ("Organizer", "", "an organizer, An organizer, organizer, organizers, Organizers"),
    ("SIG Chair", "", "a SIG chair, A SIG chair, SIG chair, SIG chairs, SIG chairs"),
    ("Chairperson", "Chairpeople", "a chairperson, A chairperson, chairperson, chairpeople, Chairpeople"),
    ("Secretary", "", "a secretary, A secretary, secretary, secretaries, Secretaries"),
    ("Q & A host < 2", "", "a Q & A host < 2, A Q & A host < 2, Q & A host < 2, Q & A host < 2s, Q & A host < 2s"),
    ("'\"onclick=alert(1)'", "", 'a "onclick=alert(1), A "onclick=alert(1), "onclick=alert(1), "onclick=alert(1)s,'),
]


@pytest.mark.parametrize(("name", "plural", "forms"), ROLE, ids=[name for name, *_ in ROLE])
def test_a_role_stands_in_a_sentence(name: str, plural: str, forms: str) -> None:
    catalog = catalog_of(role=name, more=f"    plural: {plural}\n" if plural else "    seats: 2\n")
    text = ", ".join(f'{{{{ role("facilitator").{form} }}}}' for form in ("a", "A", "one", "many", "Many"))
    html = site_with({"a.md": f"{PAGE}{text}\n"}, catalog).written["a.md"].rendered.html
    assert forms in unescape(html)
    assert "<q" not in html
    assert re.findall(r"<[^>]*onclick", html) == []


WORDS = [
    # The words of an association, and how `a_community`, `communities`, `Community`, `an_organization` and so on look.
    ("{}", "a community, communities, Community, an organization, organizations"),
    ("{community: interest group}", "an interest group, interest groups, Interest group, an organization"),
    ("{community: chapter, organization: library}", "a chapter, chapters, Chapter, a library, libraries"),
    ("{community: SIG, organization: company}", "a SIG, SIGs, SIG, a company, companies"),
    ("{community: user group}", "a user group, user groups, User group, an organization"),
    ("{community: community of practice}", "a community of practice, communities of practice, Community of practice"),
    ("{community: Arbeitsgruppe, communities: Arbeitsgruppen}", "an Arbeitsgruppe, Arbeitsgruppen, Arbeitsgruppe"),
    ('{community: "R&D <3"}', "an R&D <3, R&D <3s, R&D <3,"),
]


@pytest.mark.parametrize(("words", "forms"), WORDS, ids=[words for words, _ in WORDS])
def test_the_associations_words_stand_in_a_sentence(words: str, forms: str) -> None:
    catalog = catalog_of(role="Facilitator", association=f"  words: {words}\n")
    names = ("a_community", "communities", "Community", "an_organization", "organizations")
    text = ", ".join(f"{{{{ words.{name} }}}}" for name in names)
    html = site_with({"a.md": f"{PAGE}{text}\n"}, catalog).written["a.md"].rendered.html
    assert forms in unescape(html)


def test_the_associations_name_has_its_article_in_a_sentence_if_it_has_one() -> None:
    catalog = catalog_of(role="Facilitator", association="  in_sentence: the Sample Library Association\n")
    assert said("association.in_sentence", catalog) == "the Sample Library Association"
    assert said("association.in_sentence", text_with()) == "Sample Library Association"


def test_a_roles_facts_are_those_that_the_catalog_states() -> None:
    facts = said('role("facilitator").facts', text_with())
    assert re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", facts) == [
        ("Time", "2 hours a month"),
        ("Seats in each community", "2"),
    ]
    nothing = text_with().replace("    hours: 2 hours a month\n    seats: 2\n", "")
    assert said('role("facilitator").facts', nothing) == ""


def problems(page: str, catalog: str = "") -> list[str]:
    """Return the problems of a page that must have some."""
    with pytest.raises(ProblemsError) as caught:
        site_with({"a.md": page}, catalog)
    return [str(problem) for problem in caught.value.problems]


NO_PORTAL = re.sub(r"  member_portal: .*\n", "", text_with())


@pytest.mark.parametrize(
    ("shortcode", "what"), [("association.portal", "portal"), ('role("facilitator").term', "term")]
)
def test_a_fact_that_the_catalog_does_not_state_is_a_problem(shortcode: str, what: str) -> None:
    words = f"`{shortcode}` is not a shortcode here: the catalog does not say the {what}. Add it there, or remove this"
    assert problems(f"{PAGE}{{{{ {shortcode} }}}}\n", NO_PORTAL) == [f"docs/a.md:7:1: {words}"]


def head(title: str, description: str) -> str:
    """Return a page with this front matter."""
    return f"---\ntitle: {title}\ndescription: {description}\n---\n\n# A\n"


def test_titles_and_descriptions_have_shortcodes_too() -> None:
    page = head(
        'The {{ role("facilitator").one }}', 'What {{ role("facilitator").a }} does in {{ words.a_community }}.'
    )
    catalog = catalog_of(role="Organizer", association="  words: {community: SIG}\n")
    site = site_with({"a.md": page}, catalog)
    written = site.written["a.md"]
    assert (written.head.title, written.head.description) == ("The organizer", "What an organizer does in a SIG.")
    assert "Wrong%20or%20missing%3A%20The%20organizer" in written.foot


def test_a_description_that_grows_too_long_is_cut() -> None:
    page = head("A", "{{ association.name }} ".join(["'What ", "and ", "and ", "and how one finds it'"]))
    catalog = catalog_of(role="A").replace("name: Sample Library Association", "name: " + "W" * 60)
    assert len(site_with({"a.md": page}, catalog).written["a.md"].head.description) <= 160


HEADS = [
    (
        "title: The {{ comunity }}",
        "2:8: `title` has a mistake: `comunity` is not a shortcode ('comunity' is undefined).",
    ),
    (
        "title: All {{ open_lists() }}",
        "2:8: `title` has a mistake: `open_lists()` makes a whole block, which is for a ",
    ),
    ("title: The {{ words.community }", "2:8: `title` has `{{`, which is shown there as it is written. Leave it out"),
]


@pytest.mark.parametrize(("line", "problem"), HEADS, ids=[line for line, _ in HEADS])
def test_a_mistake_in_a_title_is_reported_at_the_title(line: str, problem: str) -> None:
    (found,) = problems(head("A", "What somebody finds here, in one sentence that is long.").replace("title: A", line))
    assert found.startswith(f"docs/a.md:{problem}")


def test_the_member_portal_is_named_only_if_people_can_join_there() -> None:
    def with_lists(text: str) -> str:
        return text.replace('members.sla.example/login"', 'members.sla.example/login", lists: yes')

    assert "log in to the <a" in said("member_portal()", with_lists(text_with()))
    for catalog in (text_with(), NO_PORTAL, with_lists(text_with(status="forming", open_to="nobody"))):
        assert said("member_portal()", catalog) == ""
