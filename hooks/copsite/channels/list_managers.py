"""Mailing lists: the messages that members send to each list manager, and the options that its lists take.

A message is `None` where a manager has no command by email for it; the pages then say whom to ask. Prefer addresses
without a command: signatures, HTML mail and webmail cannot spoil them.
"""

from __future__ import annotations

from collections.abc import Mapping

from copsite.channels.kind import Commands, Kind, NameForm, Proof, Request
from copsite.channels.mailto import Message

LIST_NAME = "(?P<list>[A-Za-z0-9][A-Za-z0-9._-]{0,63})"  # of which an address on the web is made

_PLAIN_WELCOME = "A welcome message tells you that you are in."
_WELCOME_SAYS_ALL = f"{_PLAIN_WELCOME} Keep it: it says how to leave."
_NO_UNSUBSCRIBE = "If your signature has the word “unsubscribe” in it, remove it first."
_OPTIONS_PAGE = "on the list’s web page, with the password that the welcome message names."
_ACCOUNT = "on the list’s web page: sign up there with the address that is on the list."
_MAILMAN_ASKS = "Your confirmation is needed to join the {list}@{host} mailing list."
_RESULTS = "If a message “Results of your commands” comes too, don’t answer that one."
_AUTH = f"Reply to the one whose subject begins with AUTH. {_RESULTS}"

LIST_MANAGERS: Mapping[str, Kind] = {
    # L-Soft, LISTSERV 17.5 manual for subscribers: commands are read from the body only; the address
    # forms take none, and use the sender's own name. LIST-request@ are the owners.
    "listserv": Kind(
        name="LISTSERV",
        commands=Commands(
            subscribe=Message("{list}-subscribe-request@{host}"),
            unsubscribe=Message("{list}-unsubscribe-request@{host}"),
            digest_on=(Message("{robot}", body="SET {list} DIGEST"),),
            digest_off=(Message("{robot}", body="SET {list} NODIGEST"),),
            mail_off=(Message("{robot}", body="SET {list} NOMAIL"),),
            mail_on=(Message("{robot}", body="SET {list} MAIL"),),
            help=Message("{robot}", body="HELP"),
            owner=Message("{list}-request@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="link-or-ok",
        requests=dict.fromkeys(
            ("link-or-ok", "click", "reply-ok"),
            Request("{robot}", "Command confirmation request (…)", "LISTSERV Server", "Answer within 48 hours."),
        ),
        proof=Proof.MODELED,
        source="LISTSERV 17.5 manual, List subscription commands; the addresses: a guide of the U.S. General Services "
        "Administration to signing up; the confirmation: a message of LISTSERV 17.0 from 2024, and older ones, which "
        "have no link",
        robot="listserv@{host}",
    ),
    # GNU Mailman 2.1, Mailman/Commands: -join and -leave read no text; digest needs the member's password.
    "mailman2": Kind(
        name="Mailman 2.1",
        commands=Commands(
            subscribe=Message("{list}-join@{host}"),
            unsubscribe=Message("{list}-leave@{host}"),
            help=Message("{list}-request@{host}", subject="help"),
            owner=Message("{list}-owner@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="either",
        requests={"either": Request("{list}-request@{host}", "confirm …")},
        welcome=f"{_PLAIN_WELCOME} Keep it: it names your password.",
        told_again=True,
        proof=Proof.DOCUMENTED,
        source="GNU Mailman 2.1: Mailman/Commands, Defaults.py, templates/en/verify.txt and subscribeack.txt",
        digest=f"You choose it {_OPTIONS_PAGE}",
        pausing=f"You turn its messages off and on again {_OPTIONS_PAGE}",
    ),
    # GNU Mailman 3.3, commands/eml_membership.py: -join and -leave read no text; there is no `set`.
    "mailman3": Kind(
        name="Mailman 3",
        commands=Commands(
            subscribe=Message("{list}-join@{host}"),
            unsubscribe=Message("{list}-leave@{host}"),
            help=Message("{list}-request@{host}", subject="help"),
            owner=Message("{list}-owner@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="reply",
        requests={"reply": Request("{list}-confirm+…@{host}", _MAILMAN_ASKS)},
        welcome=_PLAIN_WELCOME,
        told_again=True,
        proof=Proof.TRIED,
        source="GNU Mailman 3.3.10; the web page: a library network’s guide to its lists",
        digest=f"You choose it {_ACCOUNT} If it has no such page, ask the list’s owners.",
        pausing=f"You turn its messages off and on again {_ACCOUNT} If it has no such page, leave, and join again "
        "when you’re back.",
    ),
    # Sympa 6.2, CommandDef.pm: a command in the Subject is the only one, and the body is not read.
    # LIST-request@ are the owners; LIST-owner@ takes bounces, and nobody reads it.
    "sympa": Kind(
        name="Sympa",
        commands=Commands(
            subscribe=Message("{robot}", subject="subscribe {list}"),
            unsubscribe=Message("{robot}", subject="unsubscribe {list}"),
            digest_on=(Message("{robot}", subject="set {list} digest"),),
            digest_off=(Message("{robot}", subject="set {list} mail"),),
            mail_off=(Message("{robot}", subject="set {list} nomail"),),
            mail_on=(Message("{robot}", subject="set {list} mail"),),
            help=Message("{robot}", subject="help"),
            owner=Message("{list}-request@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="click",
        requests={
            "click": Request("{robot}", "… / subscribing to {list}", "SYMPA", _RESULTS),
            "reply": Request("{robot}", "AUTH … SUB {list}", "SYMPA", _AUTH),
        },
        welcome=_PLAIN_WELCOME,
        told_again=True,
        proof=Proof.TRIED,
        source="Sympa 6.2.70",
        robot="sympa@{host}",
    ),
    # Groups.io, List- headers of its messages: the part after the plus sign is the command.
    "groupsio": Kind(
        name="Groups.io",
        commands=Commands(
            subscribe=Message("{list}+subscribe@{host}"),
            unsubscribe=Message("{list}+unsubscribe@{host}"),
            help=Message("{list}+help@{host}"),
            owner=Message("{list}+owner@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="either",
        proof=Proof.DOCUMENTED,
        source="the List- headers of its messages, and its help center, Default Subscription Settings and "
        "Handling members marked as Not Confirmed",
        digest="You choose it on the group’s web page, under your subscription.",
        pausing="You choose no email on the group’s web page, under your subscription.",
        example="example",
        name_form=LIST_NAME,
        address="https://{host}/g/{list}",
        home="groups.io",
    ),
    # Google Groups, List- headers of its messages; the owners' address is in the plural.
    "google": Kind(
        name="Google Groups",
        commands=Commands(
            subscribe=Message("{list}+subscribe@{host}"),
            unsubscribe=Message("{list}+unsubscribe@{host}"),
            help=Message("{list}+help@{host}"),
            owner=Message("{list}+owners@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="either",
        condition="Your address needs a Google account, which any address can have. "
        "Without one, ask the owners to add you.",
        proof=Proof.DOCUMENTED,
        source="the List- headers of its messages, a request of 2020, Google’s help, Join a group, and "
        "reports of people without an account, 2023 and 2024",
        digest="You choose it on the group’s web page, under your membership settings.",
        pausing="You choose no email on the group’s web page, under your membership settings.",
        example="example",
        name_form=LIST_NAME,
        address="https://groups.google.com/g/{list}",
        own_address="https://groups.google.com/a/{host}/g/{list}",
        home="googlegroups.com",
    ),
    # mlmmj 1.3, README and listtexts: the part after the delimiter is the command, and no text is read.
    # Subscribing to the digest switches a member to it, and subscribing again switches back.
    "mlmmj": Kind(
        name="mlmmj",
        commands=Commands(
            subscribe=Message("{list}{delimiter}subscribe@{host}"),
            unsubscribe=Message("{list}{delimiter}unsubscribe@{host}"),
            digest_on=(Message("{list}{delimiter}subscribe-digest@{host}"),),
            digest_off=(Message("{list}{delimiter}subscribe@{host}"),),
            mail_off=(Message("{list}{delimiter}subscribe-nomail@{host}"),),
            mail_on=(Message("{list}{delimiter}subscribe@{host}"),),
            help=Message("{list}{delimiter}help@{host}"),
            owner=Message("{list}{delimiter}owner@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="reply",
        requests={"reply": Request("{list}{delimiter}help@{host}", "Confirm subscription to {list}@{host}")},
        welcome=_WELCOME_SAYS_ALL,
        proof=Proof.TRIED,
        source="mlmmj 1.3",
        optional=("delimiter",),
    ),
    # Majordomo 1: commands in the body only. Its owners' address differs between hosts, so none is given.
    "majordomo": Kind(
        name="Majordomo",
        commands=Commands(
            subscribe=Message("{robot}", body="subscribe {list}\nend"),
            unsubscribe=Message("{robot}", body="unsubscribe {list}\nend"),
            help=Message("{robot}", body="help\nend"),
            post=Message("{list}@{host}"),
        ),
        confirmation="as-told",
        requests={"as-told": Request("{robot}", "Confirmation for subscribe {list}")},
        digest="Ask the list’s owners whether there is one.",
        proof=Proof.DOCUMENTED,
        source="Majordomo 1.94.5: majordomo, majordomo.pl and sample.cf",
        list_form=NameForm("[A-Za-z0-9_-]+", "letters, digits, hyphens and underscores"),
        robot="majordomo@{host}",
    ),
    # SmartList 3.15, .etc/rc.request: commands in the subject of a message to LIST-request@, which asks with a cookie
    # in the subject. What it does not understand goes from there to the owner, who has no address of his own.
    "smartlist": Kind(
        name="SmartList",
        commands=Commands(
            subscribe=Message("{list}-request@{host}", subject="subscribe"),
            unsubscribe=Message("{list}-request@{host}", subject="unsubscribe"),
            help=Message("{list}-request@{host}", subject="help"),
            post=Message("{list}@{host}"),
        ),
        confirmation="reply",
        requests={"reply": Request("{list}-request@{host}", "CONFIRM s…", "SmartList", _NO_UNSUBSCRIBE)},
        welcome=_PLAIN_WELCOME,
        proof=Proof.TRIED,
        source="SmartList 3.15, and its .etc/rc.request",
    ),
    # ezmlm-idx manual, Sending commands: subject and text are ignored; the digest is a list of its own.
    "ezmlm": Kind(
        name="ezmlm",
        commands=Commands(
            subscribe=Message("{list}-subscribe@{host}"),
            unsubscribe=Message("{list}-unsubscribe@{host}"),
            digest_on=(Message("{list}-digest-subscribe@{host}"), Message("{list}-unsubscribe@{host}")),
            digest_off=(Message("{list}-subscribe@{host}"), Message("{list}-digest-unsubscribe@{host}")),
            leave_digest=Message("{list}-digest-unsubscribe@{host}"),
            help=Message("{list}-help@{host}"),
            owner=Message("{list}-owner@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="reply",
        requests={"reply": Request("{list}-help@{host}", "confirm subscribe to {list}@{host}")},
        welcome=_WELCOME_SAYS_ALL,
        told_again=True,
        proof=Proof.DOCUMENTED,
        source="ezmlm-idx manual, Sending commands; its source: ezmlm-manage.c and the texts that it sends",
    ),
    # A form on the web: nothing that is sent by email is documented, but for the posting address.
    "simplelists": Kind(
        name="Simplelists",
        commands=Commands(post=Message("{list}@{host}")),
        joining="Fill in the form with the address at which you want to get mail.",
        confirmation="click",
        proof=Proof.DOCUMENTED,
        source="a college’s guide to its lists, and forms and posting addresses of several sites",
        home="simplelists.com",
    ),
}
