"""Mailing lists: the messages that members send to each list manager, and the options that its lists take.

A message is `None` where a manager has no command by email for it; the pages then say whom to ask. Prefer addresses
without a command: signatures, HTML mail and webmail cannot spoil them.
"""

from __future__ import annotations

from collections.abc import Mapping

from copsite.channels.kind import LIST_ICON, LIST_NOUN, Commands, Family, Kind, Request
from copsite.channels.mailto import Message

LIST_NAME = "(?P<list>[A-Za-z0-9][A-Za-z0-9._-]*)"  # of which an address on the web is made

_DOCUMENTED = "the documentation only"

LIST_MANAGERS: Mapping[str, Kind] = {
    # L-Soft, LISTSERV 17.5 manual for subscribers: commands are read from the body only; the address
    # forms take none, and use the sender's own name. LIST-request@ are the owners.
    "listserv": Kind(
        name="LISTSERV",
        family=Family.LIST,
        noun=LIST_NOUN,
        icon=LIST_ICON,
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
            ("link-or-ok", "click", "reply-ok"), Request("{robot}", "Command confirmation request (…)")
        ),
        proof="a model made from its manual",
        robot="listserv@{host}",
    ),
    # GNU Mailman 2.1, Mailman/Commands: -join and -leave read no text; digest needs the member's password.
    "mailman2": Kind(
        name="Mailman 2.1",
        family=Family.LIST,
        noun=LIST_NOUN,
        icon=LIST_ICON,
        commands=Commands(
            subscribe=Message("{list}-join@{host}"),
            unsubscribe=Message("{list}-leave@{host}"),
            help=Message("{list}-request@{host}", subject="help"),
            owner=Message("{list}-owner@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="either",
        requests={"either": Request("{list}-request@{host}", "confirm …")},
        told_again=True,
        proof=_DOCUMENTED,
        digest="You choose it on the list’s web page, with the password that the welcome message names.",
    ),
    # GNU Mailman 3.3, commands/eml_membership.py: -join and -leave read no text; there is no `set`.
    "mailman3": Kind(
        name="Mailman 3",
        family=Family.LIST,
        noun=LIST_NOUN,
        icon=LIST_ICON,
        commands=Commands(
            subscribe=Message("{list}-join@{host}"),
            unsubscribe=Message("{list}-leave@{host}"),
            help=Message("{list}-request@{host}", subject="help"),
            owner=Message("{list}-owner@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="reply",
        requests={
            "reply": Request(
                "{list}-confirm+…@{host}", "Your confirmation is needed to join the {list}@{host} mailing list."
            )
        },
        welcome="A welcome message tells you that you are in.",
        told_again=True,
        proof="GNU Mailman 3.3.10",
        pausing="You turn its messages off and on on the list’s web page.",
        digest="You choose it on the list’s web page, or ask the list’s owners: there is no message for it.",
    ),
    # Sympa 6.2, CommandDef.pm: a command in the Subject is the only one, and the body is not read.
    # LIST-request@ are the owners; LIST-owner@ takes bounces, and nobody reads it.
    "sympa": Kind(
        name="Sympa",
        family=Family.LIST,
        noun=LIST_NOUN,
        icon=LIST_ICON,
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
            "click": Request("{robot}", "… / subscribing to {list}"),
            "reply": Request("{robot}", "AUTH … SUB {list}"),
        },
        welcome="A welcome message tells you that you are in.",
        told_again=True,
        proof="Sympa 6.2.70",
        robot="sympa@{host}",
    ),
    # Groups.io, List- headers of its messages: the part after the plus sign is the command.
    "groupsio": Kind(
        name="Groups.io",
        family=Family.LIST,
        noun=LIST_NOUN,
        icon=LIST_ICON,
        commands=Commands(
            subscribe=Message("{list}+subscribe@{host}"),
            unsubscribe=Message("{list}+unsubscribe@{host}"),
            help=Message("{list}+help@{host}"),
            owner=Message("{list}+owner@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="either",
        proof=_DOCUMENTED,
        digest="You choose it on the group’s web page, under your subscription.",
        name_form=LIST_NAME,
        address="https://{host}/g/{list}",
        home="groups.io",
    ),
    # Google Groups, List- headers of its messages; the owners' address is in the plural.
    "google": Kind(
        name="Google Groups",
        family=Family.LIST,
        noun=LIST_NOUN,
        icon=LIST_ICON,
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
        proof=_DOCUMENTED,
        digest="You choose it on the group’s web page, under your membership settings.",
        name_form=LIST_NAME,
        address="https://groups.google.com/g/{list}",
        own_address="https://groups.google.com/a/{host}/g/{list}",
        home="googlegroups.com",
    ),
    # mlmmj 1.3, README and listtexts: the part after the delimiter is the command, and no text is read.
    # Subscribing to the digest switches a member to it, and subscribing again switches back.
    "mlmmj": Kind(
        name="mlmmj",
        family=Family.LIST,
        noun=LIST_NOUN,
        icon=LIST_ICON,
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
        welcome="A welcome message tells you that you are in. Keep it: it says how to leave.",
        proof="mlmmj 1.3",
        optional=("delimiter",),
    ),
    # Majordomo 1: commands in the body only. Its owners' address differs between hosts, so none is given.
    "majordomo": Kind(
        name="Majordomo",
        family=Family.LIST,
        noun=LIST_NOUN,
        icon=LIST_ICON,
        commands=Commands(
            subscribe=Message("{robot}", body="subscribe {list}\nend"),
            unsubscribe=Message("{robot}", body="unsubscribe {list}\nend"),
            help=Message("{robot}", body="help\nend"),
            post=Message("{list}@{host}"),
        ),
        confirmation="as-told",
        requests={"as-told": Request("{robot}", "Confirmation for subscribe {list}")},
        digest="Ask the list’s owners: this list server takes no message for it.",
        proof=_DOCUMENTED,
        robot="majordomo@{host}",
    ),
    # SmartList 3.15, .etc/rc.request: commands in the subject of a message to LIST-request@, which asks with a cookie
    # in the subject. What it does not understand goes from there to the owner, who has no address of his own. It tells
    # the owner, and not the member, of someone who joins again. A digest is a list of its own.
    "smartlist": Kind(
        name="SmartList",
        family=Family.LIST,
        noun=LIST_NOUN,
        icon=LIST_ICON,
        commands=Commands(
            subscribe=Message("{list}-request@{host}", subject="subscribe"),
            unsubscribe=Message("{list}-request@{host}", subject="unsubscribe"),
            help=Message("{list}-request@{host}", subject="help"),
            post=Message("{list}@{host}"),
        ),
        confirmation="reply",
        requests={"reply": Request("{list}-request@{host}", "CONFIRM s…")},
        welcome="A welcome message tells you that you are in.",
        proof="SmartList 3.15",
    ),
    # ezmlm-idx manual, Sending commands: subject and text are ignored; the digest is a list of its own.
    "ezmlm": Kind(
        name="ezmlm",
        family=Family.LIST,
        noun=LIST_NOUN,
        icon=LIST_ICON,
        commands=Commands(
            subscribe=Message("{list}-subscribe@{host}"),
            unsubscribe=Message("{list}-unsubscribe@{host}"),
            digest_on=(Message("{list}-digest-subscribe@{host}"), Message("{list}-unsubscribe@{host}")),
            digest_off=(Message("{list}-subscribe@{host}"), Message("{list}-digest-unsubscribe@{host}")),
            help=Message("{list}-help@{host}"),
            owner=Message("{list}-owner@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="reply",
        requests={"reply": Request("{list}-help@{host}", "confirm subscribe to {list}@{host}")},
        welcome="A welcome message tells you that you are in. Keep it: it says how to leave.",
        told_again=True,
        proof=_DOCUMENTED,
    ),
}
