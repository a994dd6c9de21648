"""Any channels that the check accepts make pages that are whole: no gap, no placeholder, no id twice, sound links."""

from __future__ import annotations

import re
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from copsite.channels.kind import CONFIRMATIONS, DELIMITERS, OPTIONS, Family
from copsite.channels.kinds import KINDS
from copsite.diagnostics.problem import ProblemsError
from copsite.render.pages import pages_of
from markup import markup
from reader import site_with
from rfc6068 import read

LISTS = [id for id, kind in KINDS.items() if kind.family == Family.LIST]
NAMES = st.sampled_from(["maps", "Maps_2", "rare-books", "old_maps", "a.b", "x" * 40, "y" * 59])
HOSTS = st.sampled_from(["lists.library.example", "Library.Example", ".".join(["h" * 63] * 3 + ["h" * 53, "example"])])
ADDRESSES = st.sampled_from(["desk@library.example", "a+b@library.example", "maps@lists.library.example"])
TEXTS = st.sampled_from(["Add me", "subscribe maps", "50% & <b> {list} ö?"])
LETTERS: st.SearchStrategy[dict[str, str]] = st.fixed_dictionaries(
    {"to": ADDRESSES, "subject": TEXTS}, optional={"body": TEXTS}
) | st.builds(dict, to=ADDRESSES, body=TEXTS)
PAGES = st.sampled_from(["https://lists.library.example/maps", "https://library.example/a?b=1&c=%7Bd%7D"])
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "approval": st.sampled_from(["owner", "none"]),
    "archive": PAGES,
    "archive_open_to": st.sampled_from(["anyone", "subscribers"]),
    "command_address": ADDRESSES,
    "confirmation": st.sampled_from([*CONFIRMATIONS]),
    "delimiter": st.sampled_from(DELIMITERS),
    "eligibility": st.sampled_from(["library staff", "library staff."]),
    "host": HOSTS,
    "in_portal": st.booleans(),
    "join_url": PAGES,
    "leave_url": PAGES,
    "name": st.sampled_from(["Discussion", "What’s new?", "<i>{host}</i> & friends"]),
    "open_to": st.sampled_from(["anyone", "members", "invited", "nobody"]),
    "own_host": st.booleans(),
    "page": PAGES,
    "post": st.booleans(),
    "shared": st.booleans(),
    "subject_tag": st.just("[MAPS]"),
    "subscribe": LETTERS,
    "unsubscribe": LETTERS,
    "usual_wait": st.just("two working days"),
}
ENTRY = {
    "id": "teens",
    "name": "Teens",
    "summary": "What teens need.",
    "status": "active",
    "contact": "teens@sla.example",
}
CATALOG = {
    "name": "Sample Library Association",
    "short_name": "SLA",
    "contact": "cops@sla.example",
    "member_portal": {"name": "My SLA", "url": "https://members.sla.example/login"},
    "time_zone": "America/Detroit",
    "list_server": {"type": "listserv", "host": "lists.sla.example"},
}


@st.composite
def a_channel(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a mailing list of any kind, with at most five fields besides those that most kinds need."""
    type = draw(st.sampled_from(LISTS))
    fields = [field for field in FIELDS if field not in OPTIONS or KINDS[type].takes(field)]
    chosen = draw(st.lists(st.sampled_from(fields), max_size=6, unique=True))
    needed = {} if KINDS[type].home else {"host": draw(HOSTS)}
    if type == "simplelists":
        needed["page"] = draw(PAGES)
    return needed | {field: draw(FIELDS[field]) for field in chosen} | {"list": draw(NAMES), "type": type}


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.lists(a_channel(), min_size=1, max_size=3, unique_by=lambda one: one["list"]))
def test_any_channels_make_whole_pages_or_give_problems(channels: list[dict[str, Any]]) -> None:
    catalog = {"association": CATALOG, "communities": [ENTRY | {"channels": channels}]}
    try:
        site = site_with({}, yaml.safe_dump(catalog, allow_unicode=True))
    except ProblemsError:
        return
    for page in pages_of(site.facts):
        if not page.uri.startswith("cops/teens"):
            continue
        found = markup(f"<body>{page.render().html.partition('<footer')[0]}</body>")
        said = found.text.replace("50% & <b> {list} ö?", "Text").replace("<i>{host}</i> & friends", "Name")
        assert re.findall(r"\bNone\b|\.\.|[.”]\.|\{\w*\}| [.,;:]|\bfor \.|\(\)", said) == [], said
        assert len(found.ids) == len({*found.ids})
        links = [one.attributes["href"] for one in found.all("a")]
        for link in links:
            if link.startswith("mailto:"):
                read(link)
        inside = [link.removeprefix("#") for link in links if link.startswith("#")]
        assert {*inside} <= {*found.ids}
