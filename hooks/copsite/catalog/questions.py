"""Whom people ask about a community, and the message to them."""

from __future__ import annotations

from dataclasses import dataclass

from copsite.catalog.models import Catalog, Community, OpenTo, Role
from copsite.catalog.nouns import with_article
from copsite.channels.kind import BY_PERSON
from copsite.channels.mailto import Message


@dataclass(frozen=True)
class Question(Message):
    """A message with a question about a community; `whom` is who answers it, to follow "write to"."""

    whom: str = ""


def volunteering_for(catalog: Catalog, community: Community, role: Role) -> Message:
    """Return a volunteer's message to those who run the community and to the association, with what they ask.

    Those who run it are its own address, else the owners of its first channel that has any.
    """
    commands = (catalog.commands(channel, community.full_name) for channel in community.channels)
    owner = community.contact or next((one.owner.to for one in commands if one.owner), None)
    to = {address.lower(): address for address in (owner, catalog.association.contact) if address}
    organization = catalog.association.words.organization
    asked = ("My name", f"My {organization}", "I have taken part since", "Months that are hard for me")
    lines = (f"I would like to be {with_article(role.one)} of {community.full_name}.", *(f"{one}:" for one in asked))
    return Message(", ".join(to.values()), f"Volunteering for {community.full_name}: {role.one}", "\n\n".join(lines))


def question_about(catalog: Catalog, community: Community) -> Question:
    """Return the question for the community's own address, else for a channel's owners, else for the association.

    Owners who answer the message to join are not asked: the question arises when their answer does not come.
    """
    about = f"About {community.full_name}"
    if community.contact:
        return Question(community.contact, about, whom=community.full_name)
    for channel in community.channels:
        owner = catalog.commands(channel, community.full_name).owner
        if owner and channel.open_to != OpenTo.NOBODY and catalog.confirmation(channel) != BY_PERSON:
            name = channel.name or channel.list_ or ""
            return Question(owner.to, about, whom=f"the owners of its {catalog.kind(channel).noun} {name}".rstrip())
    return Question(catalog.association.contact, about, whom=catalog.association.named)
