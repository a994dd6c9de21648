"""The search index, which the browser loads: communities, what goes on in them, and the sections of pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from copsite.catalog.models import NeedState, Status
from copsite.catalog.nouns import in_sentence
from copsite.markdown.html import CAPTION
from copsite.markdown.parser import Token
from copsite.markdown.text import Text, plain
from copsite.render.channels import TOPICS
from copsite.render.facts import Facts
from copsite.render.meetings import when
from copsite.render.templating import PageBuilder, render_template

INDEX = "search/index.json"  # on the site; docs/assets/search.js asks for it


# What people do on a join page, by its anchor: other words than its heading by which they look for it.
_WORDS = {
    "": "sign up subscribe",
    "post": "post send message",
    "pause": "hold stop vacation",
    "digest": "fewer daily",
    "new-address": "change email",
    "leave": "unsubscribe quit sign off remove",
    "archive": "old past messages",
    "am-i-in": "subscribed membership",
    "help": "contact owners commands",
}
_TASKS = {"": "Join", **TOPICS}


class Section(NamedTuple):
    """A section of a page: its anchor and title, both '' before the second heading, and its text."""

    anchor: str
    title: str
    text: str


class IndexedPage(NamedTuple):
    """A page in the index: its address within the site, its title and its sections."""

    url: str
    title: str
    sections: Sequence[Section]


def sections_of(text: Text, uri: str) -> Iterator[Section]:
    """Yield the sections of the page `uri`, whose first heading is its title; footnotes belong to the last one."""
    tokens = [*text.every_token]
    starts = [n for n, token in enumerate(tokens) if token.type == "heading_open" and "id" in token.attrs]
    for start, end in pairwise([*starts, len(tokens)]):
        anchor, title = str(tokens[start].attrs["id"]), plain(tokens[start + 1].children)
        words = " ".join(" ".join(_words(token, uri) for token in tokens[start + 2 : end]).split())
        yield Section("", "", words) if start == starts[0] else Section(anchor, title, words)


def index_of(facts: Facts, pages: Iterable[IndexedPage]) -> str:
    """Return the index as JSON: topics, communities sorted by name, their meetings and needs, resources, and pages.

    A community is its id, name, summary, the indexes of its topics, its status unless that is `active`, and its other
    names and its place, if it has any. Meetings and needs begin with the index of their community, resources end with
    those of theirs. `tasks` are what members do, with the anchors on the join pages, and `tasks_of` the indexes of some
    of them, each with the communities whose join pages have these.
    """
    topics = {topic: number for number, topic in enumerate(facts.catalog.topics)}
    everyone = facts.catalog.alphabetical
    numbers = {one.id: number for number, one in enumerate(everyone)}
    index = {
        "topics": [*facts.catalog.topics.values()],
        "communities": [
            (
                one.id,
                one.full_name,
                one.summary,
                [topics[topic] for topic in one.topics],
                "" if one.status == Status.ACTIVE else one.status.value,
                *filter(None, [", ".join((*one.also_called, *(one.place.parts if one.place else ())))]),
            )
            for one in everyone
        ],
        "meetings": [
            (number, meeting.id, meeting.title, when(meeting, facts.catalog.association))
            for number, one in enumerate(everyone)
            for meeting in one.meetings
        ],
        "needs": [
            (number, need.kind.value, need.what)
            for number, one in enumerate(everyone)
            for need in one.needs
            if need.state != NeedState.PASSED
        ],
        "resources": [
            (
                one.id,
                one.title,
                one.withdrawn.reason if one.withdrawn else one.summary,
                one.kind.value,
                "withdrawn" if one.withdrawn else "replaced" if one.id in facts.resources.replaced_by else "",
                [numbers[id] for id in one.communities],
            )
            for one in facts.resources.resources
        ],
        "tasks": [(anchor, in_sentence(heading), _WORDS[anchor]) for anchor, heading in _TASKS.items()],
        "tasks_of": _tasks_of(facts, numbers),
        "pages": [*pages],
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def _tasks_of(facts: Facts, numbers: Mapping[str, int]) -> list[tuple[list[int], list[int]]]:
    found: dict[tuple[str, ...], list[int]] = {}
    for id, way in facts.ways_in.items():
        found.setdefault(tuple(way.topics), []).append(numbers[id])
    return [
        ([n for n, anchor in enumerate(_TASKS) if not anchor or anchor in topics], communities)
        for topics, communities in found.items()
    ]


def _words(token: Token, uri: str) -> str:
    match token.type:
        case "inline":
            return plain(token.children).removeprefix(CAPTION)
        case "fence" | "code_block":
            return token.content
        case "block" if token.meta["block"].in_search:
            block = token.meta["block"]
            return render_template(block.template, PageBuilder(uri), **block.values).striptags()
    return ""
