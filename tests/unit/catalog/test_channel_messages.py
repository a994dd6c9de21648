"""What members send, open and are told for each channel, by what the catalog says of it."""

from __future__ import annotations

from dataclasses import fields

import pytest

from copsite.catalog.models import Catalog, Channel
from copsite.channels.kind import BY_PERSON, Commands, Family
from copsite.channels.mailto import Message
from reader import catalog_with

HERE = "lists.sla.example"
OWNERS = f"sla-youth-request@{HERE}"


def read(channel: str) -> tuple[Catalog, Channel]:
    """Read a catalog with a second channel, written on one line."""
    catalog = catalog_with(f"      - {{{channel}}}\n")
    return catalog, catalog.communities[0].channels[1]


def commands(channel: str) -> Commands:
    """Return the messages of that channel."""
    catalog, found = read(channel)
    return catalog.commands(found, "Teens")


JOINING = [
    ("list: sla-youth", Message(f"sla-youth-subscribe-request@{HERE}")),
    ("list: sla-youth, shared: yes", Message(f"sla-youth-subscribe-request@{HERE}")),
    ("list: sla-youth, shared: yes, subject_tag: '[TEENS]'", Message(f"sla-youth-subscribe-request@{HERE}", "[TEENS]")),
    # Owners read the message, with the subject that they ask for.
    ("list: sla-youth, subscribe: {subject: Subscribe to Teens}", Message(OWNERS, "Subscribe to Teens")),
    ("list: sla-youth, subject_tag: '[T]', subscribe: {subject: Subscribe to Teens}",
     Message(OWNERS, "Subscribe to Teens")),
    ("list: sla-youth, subscribe: {to: jo@sla.example, subject: Join}", Message("jo@sla.example", "Join")),
    ("list: sla-youth, subscribe: {to: robot@sla.example, body: subscribe sla-youth}",
     Message("robot@sla.example", body="subscribe sla-youth")),
    ("list: talk, type: sympa, host: a.example, subject_tag: '[T]'", Message("sympa@a.example", "subscribe talk")),
    ("list: talk, type: majordomo, host: a.example, subject_tag: '[T]'",
     Message("majordomo@a.example", body="subscribe talk\nend")),
    ("list: talk, type: smartlist, host: a.example, subject_tag: '[T]'",
     Message("talk-request@a.example", "subscribe")),
    ("list: talk, type: google, subject_tag: '[T]'", Message("talk+subscribe@googlegroups.com", "[T]")),
    # A person keeps the list, or is the way in.
    ("list: talk, type: person, contact: jo@sla.example", Message("jo@sla.example", "Please add me to talk")),
    ("type: person, contact: jo@sla.example", Message("jo@sla.example", "Please add me to Teens")),
    ("type: person, contact: jo@sla.example, name: Sample Person", Message("jo@sla.example", "Please add me to Teens")),
    # Nothing is sent where people join on a page.
    ("list: talk, type: web, join_url: 'https://a.example/join'", None),
    ("type: slack, name: '#teens', page: 'https://a.example/'", None),
]  # fmt: skip


@pytest.mark.parametrize(("channel", "message"), JOINING)
def test_message_to_join(channel: str, message: Message | None) -> None:
    assert commands(channel).subscribe == message


LEAVING = [
    ("list: sla-youth, subscribe: {subject: Join}", Message(f"sla-youth-unsubscribe-request@{HERE}")),
    ("list: sla-youth, subject_tag: '[T]'", Message(f"sla-youth-unsubscribe-request@{HERE}")),
    ("list: sla-youth, unsubscribe: {subject: Leave Teens}", Message(OWNERS, "Leave Teens")),
]


@pytest.mark.parametrize(("channel", "message"), LEAVING)
def test_message_to_leave(channel: str, message: Message) -> None:
    assert commands(channel).unsubscribe == message


POSTING = [
    ("list: sla-youth", Message(f"sla-youth@{HERE}")),
    ("list: sla-youth, subject_tag: '[TEENS]'", Message(f"sla-youth@{HERE}", "[TEENS] ")),
    ("list: talk, type: sympa, host: a.example, subject_tag: '[T]'", Message("talk@a.example", "[T] ")),
    ("list: sla-youth, post: no", None),
    ("list: sla-youth, post: no, subscribe: {subject: Join}", None),
    ("list: talk, type: web, join_url: 'https://a.example/join'", None),
]


@pytest.mark.parametrize(("channel", "message"), POSTING)
def test_message_to_everyone(channel: str, message: Message | None) -> None:
    assert commands(channel).post == message


def test_only_joining_and_posting_differ_with_a_tag_or_a_letter() -> None:
    plain = commands("list: sla-youth")
    for more in ("subject_tag: '[T]'", "subscribe: {subject: Join}", "post: no"):
        found = commands(f"list: sla-youth, {more}")
        others = [field.name for field in fields(Commands) if field.name not in ("subscribe", "post")]
        assert [getattr(found, name) for name in others] == [getattr(plain, name) for name in others]


ANSWERS = [
    ("list: sla-youth", "link-or-ok"),
    ("list: sla-youth, confirmation: reply-ok", "reply-ok"),
    ("list: sla-youth, confirmation: click", "click"),
    ("list: sla-youth, subscribe: {subject: Join}", BY_PERSON),
    (f"list: sla-youth, subscribe: {{to: {OWNERS}, subject: Join}}", BY_PERSON),
    (f"list: sla-youth, subscribe: {{to: {OWNERS.upper()}, subject: Join}}", BY_PERSON),
    (f"list: sla-youth, subscribe: {{to: LISTSERV@{HERE}, body: SUBSCRIBE sla-youth}}", "link-or-ok"),
    ("list: sla-youth, subscribe: {to: jo@sla.example, subject: Join}", ""),
    ("list: sla-youth, subscribe: {subject: Join}, confirmation: none", "none"),
    ("list: talk, type: person, contact: jo@sla.example", BY_PERSON),
    ("list: talk, type: web, join_url: 'https://a.example/join'", ""),
    ("list: talk, type: portal", ""),
    ("type: slack, name: '#teens', page: 'https://a.example/'", ""),
]


@pytest.mark.parametrize(("channel", "answer"), ANSWERS)
def test_what_comes_back(channel: str, answer: str) -> None:
    catalog, found = read(channel)
    assert catalog.confirmation(found) == answer


ASKED = [
    # channel, sender and subject of the message that asks to confirm
    ("list: sla-youth", f"listserv@{HERE}", "Command confirmation request (…)"),
    ("list: sla-youth, confirmation: reply-ok", f"listserv@{HERE}", "Command confirmation request (…)"),
    (f"list: sla-youth, command_address: robot@{HERE}", f"robot@{HERE}", "Command confirmation request (…)"),
    ("list: a-talk, type: mlmmj, host: a.example, delimiter: '='", "a-talk=help@a.example",
     "Confirm subscription to a-talk@a.example"),
    ("list: talk, type: sympa, host: a.example, confirmation: reply", "sympa@a.example", "AUTH … SUB talk"),
]  # fmt: skip


@pytest.mark.parametrize(("channel", "sender", "subject"), ASKED)
def test_the_message_that_asks_to_confirm(channel: str, sender: str, subject: str) -> None:
    catalog, found = read(channel)
    request = catalog.request(found)
    assert request
    assert (request.sender, request.subject) == (sender, subject)


@pytest.mark.parametrize(
    "channel",
    [
        "list: sla-youth, confirmation: none",
        # The owners let newcomers in, and no program asks anything.
        "list: sla-youth, subscribe: {subject: Subscribe to Youth}",
        f"list: sla-youth, subscribe: {{to: {OWNERS}, subject: Subscribe to Youth}}",
        "list: talk, type: mailman3, host: a.example, subscribe: {subject: Join}",
        "list: talk, type: google",
        "list: talk, type: person, contact: jo@sla.example",
        "type: slack, name: '#teens', page: 'https://a.example/'",
    ],
)
def test_no_message_is_promised_where_none_is_known(channel: str) -> None:
    catalog, found = read(channel)
    assert catalog.request(found) is None


PAGES = [
    # channel, its own page, where people join
    ("type: meetup, name: sla-teens", "https://www.meetup.com/sla-teens/", "https://www.meetup.com/sla-teens/"),
    ("type: meetup, name: sla-teens, page: 'https://a.example/'", "https://a.example/", "https://a.example/"),
    ("type: slack, name: '#teens', page: 'https://a.example/', join_url: 'https://b.example/'",
     "https://a.example/", "https://b.example/"),
    ("type: irc, name: '#teens', host: irc.sla.example",
     "ircs://irc.sla.example/teens", "ircs://irc.sla.example/teens"),
    ("list: sla-youth, page: 'https://a.example/'", "https://a.example/", ""),
    ("list: sla-youth, page: 'https://a.example/', join_url: 'https://b.example/'",
     "https://a.example/", "https://b.example/"),
    ("list: talk, type: google", "https://groups.google.com/g/talk", ""),
    ("list: talk, type: google, host: sla.example, own_host: yes",
     "https://groups.google.com/a/sla.example/g/talk", ""),
    ("list: talk, type: google, page: 'https://a.example/'", "https://a.example/", ""),
    ("list: talk, type: groupsio, name: Talking", "https://groups.io/g/talk", ""),
    ("list: talk, type: groupsio, host: sla.groups.io", "https://sla.groups.io/g/talk", ""),
    ("list: talk, type: groupsio, host: sla.example, own_host: yes", "https://sla.example/g/talk", ""),
    ("list: talk, type: simplelists, join_url: 'https://a.example/form'", "", "https://a.example/form"),
    ("list: talk, type: web, name: Talk, page: 'https://a.example/'", "https://a.example/", "https://a.example/"),
]  # fmt: skip


@pytest.mark.parametrize(("channel", "page", "join"), PAGES)
def test_page_and_address_to_join(channel: str, page: str, join: str) -> None:
    catalog, found = read(channel)
    assert (catalog.page(found), catalog.join_address(found)) == (page, join)


@pytest.mark.parametrize(
    "channel",
    [
        "list: sla-youth",
        "list: talk, type: web, join_url: 'https://a.example/join'",
        "list: talk, type: portal",
        "list: talk, type: person, contact: jo@sla.example",
    ],
)
def test_a_channel_with_a_list_is_a_mailing_list(channel: str) -> None:
    catalog, found = read(channel)
    assert (catalog.kind(found).family, catalog.kind(found).noun) == (Family.LIST, "mailing list")
    assert catalog.in_portal(found) == ("portal" in channel)
