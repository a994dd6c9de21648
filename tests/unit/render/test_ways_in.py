"""What the pages of a community say of its channels: what their kind and the catalog know, and no more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pytest

from copsite.render.context import Page
from copsite.render.pages import pages_of
from markup import Markup, markup
from reader import site_with

MAIL = r"mail|\blists?\b|subscri|digest|spam|confirm it|Reply"
PORTAL = r"portal|log in"
_CATALOG = """association:
  name: Sample Library Association
  short_name: SLA
  in_sentence: the Sample Library Association
  contact: cops@sla.example
  time_zone: America/Detroit
  list_server: {{type: listserv, host: lists.sla.example}}
{association}
communities:
  - id: teens
    name: Teens
    summary: {summary}
    {status}
{entry}
{others}
"""
_PORTAL = '  member_portal: {name: My SLA, url: "https://members.sla.example/login"}'
_OTHER = """  - id: books
    name: Books
    summary: What people read.
    status: active
    channels:
      - {list: sla-shared, shared: yes, subject_tag: "[BOOKS]"}
"""


@dataclass(frozen=True)
class Case:
    """An entry's channels or more, what its join page says, and what neither it nor the community's page may say."""

    entry: str
    says: Sequence[str]
    never: str
    on_its_page: Sequence[str] = ()
    status: str = "status: active"
    association: str = ""
    others: str = ""
    summary: str = "What teens need from a library."


def channels(*lines: str) -> str:
    """Return the channels of an entry as YAML."""
    return "    channels:\n" + "".join(f"      - {{{line}}}\n" for line in lines)


CASES = {
    "a list, about which nothing else is known": Case(
        channels("list: sla-teens"),
        says=(
            "How do you read your email? Mail app: write an email to join Teens Gmail: write an email to join Teens",
            "Send the message from the address where you want to get the list’s email. Leave it as it is: a program "
            "reads it.",
            "If a message asks you to confirm, follow the link in it; if it has none, reply to it with the single "
            "word OK. It comes from LISTSERV Server, listserv@lists.sla.example, with the subject "
            "Command confirmation request (…).",
            "Look in your spam folder for a message from listserv@lists.sla.example with the subject Command confirm",
            "Email to pause: to listserv@lists.sla.example, body SET sla-teens NOMAIL.",
            "Email to get the digest: to listserv@lists.sla.example, body SET sla-teens DIGEST.",
            "Write to the owners of its mailing list sla-teens, sla-teens-request@lists.sla.example.",
        ),
        never=rf"Open to|approv|working day|{PORTAL}|archive|welcome message|Other ways",
        on_its_page=("Mailing list sla-teens.", "Write to everyone Pause Digest New address Leave Am I in? Help"),
    ),
    "a list for members with approval": Case(
        channels("list: sla-teens, open_to: members, approval: owner, usual_wait: two working days"),
        says=(
            "Open to members of the Sample Library Association. The owners let each newcomer in; this usually takes "
            "two working days.",
            "The owners approve your request, usually within two working days. If you hear nothing until then,",
        ),
        never="anyone|don’t need approval",
    ),
    "approval without a usual wait": Case(
        channels("list: sla-teens, approval: owner"),
        says=("The owners let each newcomer in. ", "The owners approve your request. If"),
        never="usual|day",
    ),
    "a list that needs no approval": Case(
        channels("list: sla-teens, open_to: anyone, approval: none"),
        says=("Open to anyone. You don’t need approval.",),
        never="owners approve|let each newcomer",
    ),
    "eligibility in words": Case(
        channels("list: sla-teens, eligibility: federal employees and contractors with a .gov address."),
        says=("Open to federal employees and contractors with a .gov address. ",),
        never=r"members of the|anyone|address\.\.",
    ),
    "a list whose owners are asked with a subject": Case(
        channels(
            "list: sla-teens, subscribe: {subject: Subscribe to Teens}, "
            "counted: {date: 2026-10-01, members: 1180, messages_a_week: 3}"
        ),
        says=(
            "As of October 1, 2026: 1,180 members, about 3 messages a week.",
            "To sla-teens-request@lists.sla.example Subject Subscribe to Teens",
            "A person reads your message and answers it.",
            "Email to leave: to sla-teens-unsubscribe-request@lists.sla.example, from the address that is on the list.",
            "No answer? Write to the Sample Library Association, cops@sla.example.",
        ),
        never="spam folder for|a program reads it|single word OK|asks you to confirm",
    ),
    "a message to another address, of which no one knows who answers it": Case(
        channels("list: sla-teens, subscribe: {to: desk@sla.example, body: teens please}"),
        says=("To desk@sla.example Subject leave it empty Body teens please",),
        never="spam folder for|a program reads|asks you to confirm, (?!answer|do what)|A person reads|"
        "body of this message|welcome",
    ),
    "a list that is joined by a command": Case(
        channels("list: sla-teens, subscribe: {to: listserv@lists.sla.example, body: SUBSCRIBE sla-teens}"),
        says=("reads the body of this message as commands", "single word OK"),
        never="A person reads",
    ),
    "a list in the portal too": Case(
        channels("list: sla-teens, in_portal: yes"),
        says=(
            "My SLA: join Teens",
            "In the My SLA, choose sla-teens.",
        ),
        never="won’t find",
        association=_PORTAL,
    ),
    "a list in the portal only": Case(
        channels("list: sla-teens, type: portal"),
        says=(
            "Log in to the My SLA: join Teens In the My SLA, choose sla-teens.",
            "Log in to the My SLA and leave it there.",
        ),
        never="email|spam|to confirm|Write to everyone|Answer one|New address",
        on_its_page=("Mailing list sla-teens.",),
        association=_PORTAL,
    ),
    "a list that is said not to be in the portal": Case(
        channels("list: sla-teens, in_portal: no"),
        says=("You won’t find it in the My SLA.",),
        never="log in|choose sla",
        association=_PORTAL,
    ),
    "a list of which no one says whether it is in the portal": Case(
        channels("list: friends, type: mailman3, host: mail.friends.example"),
        says=("friends-join@mail.friends.example",),
        never="My SLA|portal|log in",
        association=_PORTAL,
    ),
    "a list for reading": Case(
        channels("list: sla-teens, name: Announcements, post: no"),
        says=("Read only This mailing list is for reading: members can’t write to it.",),
        never="Write to everyone|Answer one|Never send a command",
        on_its_page=("Mailing list Announcements. Members can’t write to it.",),
    ),
    "two lists": Case(
        channels("list: sla-teens-news, name: Announcements, post: no", "list: sla-teens, name: Discussion"),
        says=(
            "Gmail: write an email to join Teens",
            "Other ways to take part Mailing list Discussion Mail app: write an email to join the mailing list Discuss",
            "Gmail: write an email to join the mailing list Discussion",
            "Another mail service? Copy the message to join the mailing list Discussion",
            "Email to leave: to sla-teens-news-unsubscribe-request@lists.sla.example",
            "Email to leave: the mailing list Discussion: to sla-teens-unsubscribe-request@lists.sla.example",
            "To sla-teens-subscribe-request@lists.sla.example",
        ),
        never=PORTAL,
        on_its_page=("Mailing list Announcements", "Mailing list Discussion. How to join the mailing list Discussion."),
    ),
    "a list that is shared, with a tag": Case(
        channels('list: sla-shared, shared: yes, subject_tag: "[TEENS]"'),
        says=(
            "Others use this mailing list too, so begin the subject of each message about Teens with [TEENS].",
            "You’ll stop getting the messages of the others that use it, too.",
        ),
        never="BOOKS",
        on_its_page=("begin the subject of each message about Teens with [TEENS]",),
        others=_OTHER,
    ),
    "a list and a chat": Case(
        channels("list: sla-teens", 'type: slack, name: "#teens", page: "https://chat.sla.example/teens"'),
        says=(
            "How do you read your email?",
            "Other ways to take part Slack channel #teens Join the Slack channel #teens",
            "Type /leave in the channel.",
        ),
        never=PORTAL,
    ),
    "a chat with an invitation and a page": Case(
        channels(
            'type: slack, name: "#teens", open_to: anyone, page: "https://chat.sla.example/teens", '
            'join_url: "https://chat.sla.example/invitation"'
        ),
        says=(
            "Open to anyone. Join the Slack channel #teens Sign in, or make an account.",
            "On the web: Slack channel #teens",
            "Stuck? Write to the Sample Library Association, cops@sla.example.",
        ),
        never=rf"{MAIL}|{PORTAL}|Write to everyone|Get help|Other ways|approv",
        on_its_page=("Open to anyone.", "Slack channel #teens"),
    ),
    "several chats": Case(
        channels(
            'type: matrix, name: "#teens:sla.example"',
            "type: telegram, name: sla_teens",
            'type: slack, name: "#teens", page: "https://chat.sla.example/teens"',
            'type: slack, name: "#teens-events", page: "https://chat.sla.example/events"',
        ),
        says=(
            "Join the Matrix room #teens:sla.example Choose an app",
            "Other ways to take part Telegram group sla_teens Join the Telegram group sla_teens Open it in",
            "Slack channel #teens-events",
        ),
        never=rf"{MAIL}|{PORTAL}",
    ),
    "a group for meeting": Case(
        channels("type: meetup, name: sla-teens"),
        says=("Join the Meetup group sla-teens Log in to Meetup",),
        never=rf"{PORTAL}y|\blist|subscri|approv|Open to",
    ),
    "a group by invitation link": Case(
        channels('type: signal, join_url: "https://signal.group.example/#abc", open_to: anyone'),
        says=("Join the Signal group Open the invitation",),
        never=rf"{MAIL}|{PORTAL}",
    ),
    "an account to follow": Case(
        channels('type: mastodon, name: "@teens@social.sla.example"'),
        says=("Follow the Mastodon account @teens@social.sla.example Anyone can read it.",),
        never=rf"{MAIL}|{PORTAL}|Join (the|its) Mastodon|Join @",
        on_its_page=("Mastodon account @teens@social.sla.example",),
    ),
    "a community on a platform": Case(
        channels('type: higherlogic, name: Teens, page: "https://connect.sla.example/teens"'),
        says=(
            "Join the online community Teens Log in.",
            "Digest In your profile",
            "Pause In your profile",
            "Leave Open the community",
        ),
        never=r"mailing list|\blist\b|subscri|spam|member portal",
    ),
    "a newsletter": Case(
        channels('type: newsletter, name: The Teen Letter, page: "https://sla.example/letter"'),
        says=("Subscribe to the newsletter The Teen Letter",),
        never=rf"\blist|{PORTAL}|Write to everyone",
    ),
    "a form on the web": Case(
        channels('type: web, name: The sign-up form, page: "https://sla.example/form"'),
        says=("Join Teens What teens need from a library. Open The sign-up form",),
        never=rf"{MAIL}|{PORTAL}",
        on_its_page=("The sign-up form",),
    ),
    "a list that is joined with a form": Case(
        channels(
            'type: web, list: sla-teens, join_url: "https://sla.example/in", leave_url: "https://sla.example/out"'
        ),
        says=(
            "Join Teens What teens need from a library. Join the mailing list sla-teens",
            "Use the page to leave the mailing list sla-teens.",
        ),
        never="email|Write to everyone|spam|New address",
    ),
    "a person": Case(
        channels("type: person, contact: keeper@sla.example"),
        says=(
            "Send the message. A person reads",
            "To keeper@sla.example Subject Please add me to Teens",
            "A person reads your message and answers it.",
            "Email to leave: to keeper@sla.example, subject Please take me off Teens.",
        ),
        never=rf"\blist\b|subscri|digest|{PORTAL}",
        on_its_page=("Contact person. Write to keeper@sla.example.",),
    ),
    "only the invited, whom its own address answers": Case(
        "    contact: teens@sla.example\n"
        + channels('type: zulip, name: t-teens, page: "https://chat.sla.example/t"'[:-1] + '", open_to: invited'),
        says=(
            "People join Teens by invitation. To ask for an invitation, write to Teens: ",
            "To teens@sla.example",
            "Where it meets Zulip channel t-teens Open to people who are invited. On the web: Zulip channel t-teens",
        ),
        never=rf"list\b|{PORTAL}|takes no new members",
    ),
    "only the invited, in words": Case(
        channels("list: sla-teens, open_to: invited, eligibility: chairs of other groups"),
        says=(
            "Open to chairs of other groups, by invitation.",
            "write to the owners of its mailing list sla-teens: ",
        ),
        never="Join by e",
        on_its_page=("Active. People join by invitation.",),
    ),
    "active, with an address to write to": Case(
        "    contact: conduct@sla.example\n",
        says=("Active. To take part or to ask, write to Teens: ", "To conduct@sla.example"),
        never=rf"\blist\b|{PORTAL}|nothing to join|new members|Where it meets|Other ways",
        on_its_page=("Questions: write to conduct@sla.example.",),
    ),
    "active, with meetings": Case(
        "    meetings:\n      - {title: Call, starts: 2026-01-08 09:00, minutes: 60, where: Online}\n",
        says=(
            "To take part in Teens, come to its meetings.",
            "To take part or to ask, write to the Sample Library Association: ",
        ),
        never=rf"\blist\b|{PORTAL}|nothing to join|new members",
    ),
    "questions for its own address, not for the owners of its list": Case(
        "    contact: teens@sla.example\n" + channels("list: sla-teens"),
        says=("Still stuck? Write to Teens, teens@sla.example.", "A person answers at sla-teens-request@"),
        never="Write to the owners",
        on_its_page=("Questions: write to teens@sla.example.",),
    ),
    "a list that a person keeps": Case(
        channels("type: person, list: sla-teens, contact: keeper@sla.example"),
        says=(
            "Send the message from the address where you want to get the list’s email. A person reads",
            "To keeper@sla.example",
        ),
        never="spam|Write to everyone|list server|Contact person",
        on_its_page=("Mailing list sla-teens.",),
    ),
    "the portal, in which it has a name": Case(
        channels("type: portal, name: Teens and tweens"),
        says=("Log in to the My SLA: join Teens In the My SLA, choose Teens and tweens.",),
        never=MAIL,
        on_its_page=("In the My SLA, choose Teens and tweens.",),
        association=_PORTAL,
    ),
    "a chat of which nothing more is known": Case(
        channels('type: chat, page: "https://chat.sla.example/teens"'),
        says=("Join the chat Stuck? Write to",),
        never=rf"{MAIL}|{PORTAL}|When you are in|Leave",
    ),
    "one of two with the same name": Case(
        "    place: {town: Cambridge, country: England}\n" + channels("type: meetup, name: sla-cambridge"),
        says=("Join Teens (England) What teens need from a library. Join the Meetup group",),
        never=r"\blist\b|Massachusetts",
        others="  - id: others\n    name: Teens\n    summary: What they need.\n    status: paused\n"
        "    place: {town: Cambridge, region: Massachusetts, country: United States}\n",
    ),
    "proposed, without a channel": Case(
        "",
        says=(
            "Proposed. There is nothing to join yet in Teens.",
            "To say that you are interested, or to ask, write to the Sample Library Association: ",
        ),
        never=rf"\blist\b|{PORTAL}|takes no new|Where it meets",
        status="status: proposed",
    ),
    "forming, with a channel": Case(
        channels("list: sla-teens"),
        says=("Join Teens Forming since March 2, 2026. What teens need", "Mail app: write an email to join Teens"),
        never="interested",
        status="status: forming\n    since: 2026-03-02",
    ),
    "paused, with a list that nobody can join": Case(
        channels('list: sla-teens, open_to: nobody, archive: "https://sla.example/teens"'),
        says=(
            "Paused. Teens takes no new members at present.",
            "write to the Sample Library Association: ",
            "Where it meets Mailing list sla-teens Not open to new members right now.",
            "Archive The archive of sla-teens.",
        ),
        never=rf"{PORTAL}|Join by|anyone",
        on_its_page=("Mailing list sla-teens. Not open to new members right now. The archive of sla-teens.",),
        status="status: paused",
    ),
    "paused, without a channel": Case(
        "",
        says=("Paused. To say that you are interested, or to ask, write to",),
        never=rf"\blist\b|{PORTAL}|takes no new|nothing to join",
        status="status: paused",
    ),
    "paused, with a group that people can still join": Case(
        channels("type: meetup, name: sla-teens"),
        says=("Join Teens Paused. What teens need from a library. Join the Meetup group",),
        never=r"\blist\b|interested",
        status="status: paused",
    ),
    "closed, with channels and archives": Case(
        channels('list: sla-teens, archive: "https://sla.example/teens"', "type: meetup, name: sla-teens"),
        says=(
            "Closed. Nobody can join Teens any more.",
            "The archive of sla-teens.",
            "It met here: Meetup group sla-teens.",
            "Find another community",
        ),
        never="email|write to|Where it meets|Other ways|Leave|Pause",
        on_its_page=("The archive of sla-teens.",),
        status="status: closed",
    ),
    "closed, of which nothing is left": Case(
        "",
        says=("Closed. Nobody can join Teens any more. Find another community",),
        never="archive|list",
        status="status: closed",
    ),
    "active, as a part of another": Case(
        "    part_of: [books, games]\n",
        says=(
            "Active. To take part, see Books. ",
            "To ask, write to the Sample Library Association: ",
        ),
        never=rf"{PORTAL}|takes no new|To take part or|list for|see Games",
        on_its_page=("To take part, see Books. To ask, write to the Sample Library Association, cops@sla.example.",),
        others=_OTHER + "  - {id: games, name: Games, summary: What people play., status: closed}\n",
    ),
    "a chat that another community meets in too": Case(
        channels('type: zulip, name: t-all, page: "https://chat.sla.example/all"'),
        says=("Join the Zulip channel t-all",),
        never="[Oo]thers",
        others="  - id: games\n    name: Games\n    summary: What people play.\n    status: active\n"
        + channels('type: zulip, name: t-all, page: "https://chat.sla.example/all"'),
    ),
    "an account whose name looks like Markdown": Case(
        channels('type: chat, name: "_teens_ <b>{{ x }}</b> [a](b) `c`", page: "https://chat.sla.example/teens"'),
        says=("Join the chat _teens_ <b>{{ x }}</b> [a](b) `c`",),
        never="x x",
        on_its_page=("Chat _teens_ <b>{{ x }}</b> [a](b) `c`.",),
    ),
    "a list of those who are invited, from which they leave by a message": Case(
        "    contact: teens@sla.example\n" + channels("list: sla-teens, open_to: invited"),
        says=("If a message comes back that asks you to confirm, do what it says.",),
        never="when you joined",
    ),
    "a summary without a period": Case(
        "    also_called: [YA]\n" + channels("list: sla-teens"),
        says=("Join Teens Lists for teens. How do you",),
        never=r"\.\.",
        status="status: active",
        summary="Lists for teens",
    ),
    "a list with a page": Case(
        channels('list: sla-teens, page: "https://lists.sla.example/teens"'),
        says=("On the web: Mailing list sla-teens",),
        never="Join on the web",
    ),
    "a list with an archive for its members": Case(
        channels('list: sla-teens, archive: "https://sla.example/teens", archive_open_to: subscribers'),
        says=("The archive of sla-teens, open to the people on the list.", "and into the archive"),
        never=PORTAL,
    ),
}


@cache
def pages_for(name: str) -> dict[str, Page]:
    """Return the pages of a case by their uri."""
    case = CASES[name]
    text = _CATALOG.format(**vars(case))
    return {page.uri: page for page in pages_of(site_with({}, text).facts)}


def read(name: str, uri: str) -> tuple[str, Markup]:
    """Return a page without its foot: its text with single spaces, and its markup."""
    html = pages_for(name)[uri].render().html.partition("<footer")[0]
    found = markup(f"<body>{html}</body>")
    return found.text, found


@pytest.mark.parametrize("name", CASES)
def test_the_join_page_says_how_to_join_take_part_and_leave(name: str) -> None:
    text, _ = read(name, "cops/teens/join.md")
    assert [said for said in CASES[name].says if said not in text] == [], text


@pytest.mark.parametrize("name", CASES)
def test_the_page_of_a_community_says_what_its_ways_are(name: str) -> None:
    text, _ = read(name, "cops/teens.md")
    assert [said for said in CASES[name].on_its_page if said not in text] == [], text


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("uri", ["cops/teens.md", "cops/teens/join.md"])
def test_no_page_says_what_is_not_known(name: str, uri: str) -> None:
    text, _ = read(name, uri)
    found = re.search(CASES[name].never, text, re.IGNORECASE)
    assert found is None, text[max(0, found.start() - 80) : found.end() + 80]


@pytest.mark.parametrize("name", CASES)
def test_ids_differ_and_headings_descend_by_one(name: str) -> None:
    _, page = read(name, "cops/teens/join.md")
    assert len(page.ids) == len({*page.ids})
    assert page.levels[0] == 1
    assert all(below <= above + 1 for above, below in zip(page.levels, page.levels[1:], strict=False))


@pytest.mark.parametrize("name", CASES)
def test_no_paragraph_or_list_is_empty(name: str) -> None:
    for uri in ("cops/teens.md", "cops/teens/join.md"):
        _, page = read(name, uri)
        blocks = page.all("p", "li", "dd", "dl", "ul", "ol")
        assert [one for one in blocks if not one.text and "role" not in one.attributes] == []


@pytest.mark.parametrize("name", CASES)
def test_a_script_is_loaded_if_there_is_a_message_to_copy(name: str) -> None:
    _, page = read(name, "cops/teens/join.md")
    scripts = [one.attributes["src"] for one in page.all("script")]
    assert scripts == (["../../../assets/copy.js"] if page.of_class("cop-message") else [])


@pytest.mark.parametrize("name", CASES)
def test_links_with_the_same_words_lead_to_one_address(name: str) -> None:
    _, page = read(name, "cops/teens/join.md")
    links = {(one.text, one.attributes["href"]) for one in page.all("a")}
    assert sorted(words for words, _ in links) == sorted({words for words, _ in links})


@pytest.mark.parametrize("name", CASES)
def test_every_topic_of_members_has_an_address(name: str) -> None:
    _, page = read(name, "cops/teens.md")
    _, join = read(name, "cops/teens/join.md")
    topics = [link.partition("#")[2] for one in page.all("a") if "join/#" in (link := one.attributes["href"])]
    assert {*topics} <= {*join.ids}


@pytest.mark.parametrize("name", CASES)
def test_a_page_has_at_most_three_steps(name: str) -> None:
    _, page = read(name, "cops/teens/join.md")
    steps = re.findall(r"<ol>(.*?)</ol>", pages_for(name)["cops/teens/join.md"].render().html, re.DOTALL)
    assert all(1 <= one.count("<li>") <= 3 for one in steps)
    assert ("next" in page.ids) <= bool(steps)


@pytest.mark.parametrize("name", CASES)
def test_the_poster_says_what_a_reader_needs_in_order_to_join(name: str) -> None:
    community, join = (read(name, uri)[1].of_class("cop-poster") for uri in ("cops/teens.md", "cops/teens/join.md"))
    assert [one.text for one in community] == [one.text for one in join]
    is_open = (
        "Mail app: write an email to join" in (text := read(name, "cops/teens/join.md")[0]) or "Join Teens" in text
    )
    assert len(join) == is_open
