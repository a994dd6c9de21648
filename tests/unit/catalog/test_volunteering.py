"""A volunteer's message: to whom it goes, and what it asks."""

from __future__ import annotations

import re

import pytest

from copsite.catalog.models import Catalog
from copsite.catalog.questions import volunteering_for
from copsite.channels.mailto import Message
from copsite.render.facts import Facts
from copsite.render.pages import pages_of
from reader import site_with, text_with
from rfc6068 import read

OURS = "cops@sla.example"
OWNERS = "sla-teens-request@lists.sla.example"
# What is in the entry instead of the channel, and to whom a volunteer writes.
TO = {
    "channels: [{list: sla-teens}]": f"{OWNERS}, {OURS}",
    "channels: [{list: sla-teens, open_to: nobody}]": f"{OWNERS}, {OURS}",
    # Those who answer the message to join run it, too.
    "channels: [{list: sla-teens, subscribe: {subject: Join}}]": f"{OWNERS}, {OURS}",
    "channels: [{type: person, contact: jo@sla.example}]": f"jo@sla.example, {OURS}",
    "contact: teens@sla.example": f"teens@sla.example, {OURS}",
    # Nobody is named twice.
    "contact: Cops@SLA.example": OURS,
    "channels: [{type: slack, page: 'https://chat.sla.example/teens'}]": OURS,
}


def facts_of(entry: str, status: str = "active") -> Facts:
    """Read a community with this entry instead of its channel."""
    text = text_with(status=status)
    return site_with({}, text.partition("    channels:")[0] + f"    {entry}\n").facts


def message_of(catalog: Catalog) -> Message:
    """Return the message to volunteer in the only community."""
    return volunteering_for(catalog, catalog.communities[0], catalog.roles["facilitator"])


@pytest.mark.parametrize("entry", TO)
def test_a_volunteer_writes_to_the_owners_and_the_association(entry: str) -> None:
    catalog = facts_of(entry, status="paused" if "nobody" in entry else "active").catalog
    assert message_of(catalog).to == TO[entry]


def test_card_role_page_and_community_page_have_one_message() -> None:
    facts = facts_of("channels: [{list: sla-teens}]")
    pages = {page.uri: page.render().html for page in pages_of(facts)}
    found = {
        uri: {read(link.replace("&amp;", "&")) for link in re.findall('href="(mailto:[^"]*Volunteering[^"]*)"', html)}
        for uri, html in pages.items()
    }
    expected = facts.volunteering["teens", "facilitator"]
    assert {uri for uri, messages in found.items() if messages} == {
        "cops/index.md",
        "cops/teens.md",
        "roles/facilitator.md",
    }
    assert {(one.to.replace(", ", ","), one.subject, one.body) for ones in found.values() for one in ones} == {
        (expected.to.replace(", ", ","), expected.subject, expected.body)
    }
    assert expected.subject == "Volunteering for Teens: facilitator"
    assert expected.body.split("\n\n") == [
        "I would like to be a facilitator of Teens.",
        "My name:",
        "My organization:",
        "I have taken part since:",
        "Months that are hard for me:",
    ]


def test_an_ended_community_has_no_seat_to_volunteer_for() -> None:
    facts = facts_of("contact: teens@sla.example", status="closed")
    assert facts.volunteering == {}
    assert [page.uri for page in pages_of(facts) if ">Volunteer" in page.render().html] == []
