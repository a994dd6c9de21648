"""Mailing lists: the messages that members send to each list manager, and the options that its lists take.

A message is `None` where a manager has no command by email for it; the pages then say whom to ask. Prefer addresses
without a command: signatures, HTML mail and webmail cannot spoil them.
"""

from __future__ import annotations

from collections.abc import Mapping

from copsite.channels.kind import LIST_ICON, LIST_NOUN, Commands, Family, Kind
from copsite.channels.mailto import Message

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
            digest_on=Message("{robot}", body="SET {list} DIGEST"),
            digest_off=Message("{robot}", body="SET {list} NODIGEST"),
            help=Message("{robot}", body="HELP"),
            owner=Message("{list}-request@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="reply-ok",
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
        proof="GNU Mailman 3.3.10",
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
            digest_on=Message("{robot}", subject="set {list} digest"),
            digest_off=Message("{robot}", subject="set {list} mail"),
            help=Message("{robot}", subject="help"),
            owner=Message("{list}-request@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="click",
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
        proof=_DOCUMENTED,
        digest="You choose it on the group’s web page, under your membership settings.",
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
            digest_on=Message("{list}{delimiter}subscribe-digest@{host}"),
            digest_off=Message("{list}{delimiter}subscribe@{host}"),
            help=Message("{list}{delimiter}help@{host}"),
            owner=Message("{list}{delimiter}owner@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="reply",
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
            subscribe=Message("{robot}", body="subscribe {list}"),
            unsubscribe=Message("{robot}", body="unsubscribe {list}"),
            help=Message("{robot}", body="help"),
            post=Message("{list}@{host}"),
        ),
        confirmation="as-told",
        digest="Ask the list’s owners: this list server takes no message for it.",
        proof=_DOCUMENTED,
        robot="majordomo@{host}",
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
            digest_on=Message("{list}-digest-subscribe@{host}"),
            digest_off=Message("{list}-digest-unsubscribe@{host}"),
            help=Message("{list}-help@{host}"),
            owner=Message("{list}-owner@{host}"),
            post=Message("{list}@{host}"),
        ),
        confirmation="reply",
        proof=_DOCUMENTED,
    ),
}
